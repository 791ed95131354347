//! [`Work`]: what a long command does after each page: it counts, reports, and saves how far it came.

use super::checkpoint::Checkpoint;
use super::interrupt::Interrupt;
use super::pages::{Pages, Part};
use super::progress::Progress;
use super::{Failure, Status};
use serde_json::Value;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The time between two replacements of the file, which waits for the disk.
const BETWEEN_SAVES: Duration = Duration::from_secs(1);

/// The argument of commands that can be stopped.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct CheckpointArguments {
    /// Saves in this file how far the command came, and goes on there when the file exists. The file has the key of a row
    #[arg(id = "records.checkpoint", long = "checkpoint", value_name = "FILE")]
    pub(super) checkpoint: Option<PathBuf>,
}

/// The state of a long command.
pub(super) struct Work {
    path: Option<PathBuf>,
    pub(super) checkpoint: Checkpoint,
    what: &'static str,
    pub(super) progress: Progress,
    interrupt: Interrupt,
    saved: Instant,
}

impl Work {
    /// Begins, or goes on where the checkpoint says. `what` is a verb, such as `"verified"`.
    pub(super) fn begin(
        arguments: &CheckpointArguments,
        command: &'static str,
        selection: Value,
        what: &'static str,
    ) -> Result<Self, Failure> {
        let path = arguments.checkpoint.clone();
        let checkpoint = match &path {
            Some(path) => Checkpoint::load(path, command, selection)?,
            None => Checkpoint::new(command, selection),
        };
        let (progress, interrupt) = (Progress::new(what, None), Interrupt::install());
        Ok(Self { path, checkpoint, what, progress, interrupt, saved: Instant::now() })
    }

    /// Reports the progress towards a number of rows from now on.
    pub(super) fn expect(&mut self, rows: u64) {
        self.progress = Progress::new(self.what, Some(rows));
    }

    /// Returns the rows, from the position of the checkpoint.
    pub(super) fn pages(&self, parts: Vec<Part>, limit: u32) -> Pages {
        Pages::new(parts, limit, self.checkpoint.part, self.checkpoint.after.clone())
    }

    /// Adds to a count.
    pub(super) fn count(&mut self, name: &str, number: u64) {
        if number > 0 {
            *self.checkpoint.counts.entry(name.to_owned()).or_default() += number;
        }
    }

    /// Returns a count.
    pub(super) fn counted(&self, name: &str) -> u64 {
        self.checkpoint.counts.get(name).copied().unwrap_or_default()
    }

    /// Remembers the position.
    pub(super) fn move_to(&mut self, pages: &Pages) {
        self.checkpoint.part = pages.part;
        self.checkpoint.after.clone_from(&pages.after);
    }

    /// Returns true after Ctrl-C.
    pub(super) fn is_interrupted(&self) -> bool {
        self.interrupt.is_raised()
    }

    /// Returns true if it is time to save.
    pub(super) fn is_save_due(&self) -> bool {
        self.path.is_some() && (self.is_interrupted() || self.saved.elapsed() >= BETWEEN_SAVES)
    }

    /// Saves the checkpoint.
    pub(super) fn save(&mut self) -> Result<(), Failure> {
        self.saved = Instant::now();
        self.path.as_deref().map_or(Ok(()), |path| self.checkpoint.save(path))
    }

    /// Ends before the end of the rows: says how to go on.
    pub(super) fn stop(&mut self) -> Result<Status, Failure> {
        self.save()?;
        self.progress.note(match self.path {
            Some(_) => "stopped: the same command goes on here",
            None => "stopped: with `--checkpoint FILE` the same command would go on here",
        });
        Ok(Status::Stopped)
    }

    /// Removes the checkpoint at the end of the rows.
    pub(super) fn end(&self) -> Result<(), Failure> {
        self.path.as_deref().map_or(Ok(()), Checkpoint::remove)
    }
}
