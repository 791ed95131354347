//! The worker processes of a run.

use super::Options;
use crate::checker::Checker;
use crate::history::Event;
use std::io;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;

/// The workers of a run. They are killed when it is dropped.
pub(super) struct Workers {
    arguments: Vec<Vec<String>>,
    running: Vec<(Child, JoinHandle<()>)>,
    checker: Arc<Mutex<Checker>>,
    started: u32,
}

impl Workers {
    /// Starts the workers. Each takes the next arguments, in turn.
    pub(super) fn start(options: &Options, arguments: Vec<Vec<String>>) -> io::Result<Self> {
        let checker = Arc::default();
        let mut workers = Self { arguments, running: Vec::new(), checker, started: 0 };
        for _ in 0..options.workers {
            workers.start_one(options)?;
        }
        Ok(workers)
    }

    fn start_one(&mut self, options: &Options) -> io::Result<()> {
        self.started += 1;
        let arguments = &self.arguments[self.started as usize % self.arguments.len()];
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["worker", "--number", &self.started.to_string(), "--tasks", &options.tasks.to_string()]);
        let mut child =
            command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let output = child.stdout.take().ok_or_else(|| io::Error::other("a worker has no output"))?;
        let reader = tokio::spawn(observe(output, self.checker.clone()));
        self.running.push((child, reader));
        Ok(())
    }

    /// Kills a worker and starts another one.
    pub(super) async fn kill_one(&mut self, options: &Options) -> io::Result<()> {
        let (mut child, reader) = self.running.swap_remove(fastrand::usize(..self.running.len()));
        child.kill().await?;
        // The pipe holds what the worker reported before it was killed.
        reader.await.map_err(io::Error::other)?;
        self.start_one(options)
    }

    /// Ends the workers after their current calls, and returns the checker.
    pub(super) async fn finish(mut self) -> io::Result<Checker> {
        for (mut child, reader) in self.running.drain(..) {
            drop(child.stdin.take());
            let status = child.wait().await?;
            if !status.success() {
                return Err(io::Error::other(format!("a worker ended with {status}")));
            }
            reader.await.map_err(io::Error::other)?;
        }
        Ok(std::mem::take(&mut *self.checker.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// Passes each line of a worker's output to the checker. A killed worker may leave a part of a line.
async fn observe(output: tokio::process::ChildStdout, checker: Arc<Mutex<Checker>>) {
    let mut lines = BufReader::new(output).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        if let Ok(event) = serde_json::from_str::<Event>(&line) {
            checker.lock().unwrap_or_else(PoisonError::into_inner).observe(event);
        }
    }
}
