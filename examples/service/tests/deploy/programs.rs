//! The service as processes.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::sync::{PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take to start or to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// A version of the code, and the rows that it writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    V1,
    V2WritesOld,
    V2WritesNewest,
}

impl Kind {
    fn command(self, database: &str) -> Command {
        let (program, arguments): (&str, &[&str]) = match self {
            Self::V1 => (env!("CARGO_BIN_EXE_service-v1"), &[]),
            Self::V2WritesOld => (env!("CARGO_BIN_EXE_service-v2"), &["--writes", "old"]),
            Self::V2WritesNewest => (env!("CARGO_BIN_EXE_service-v2"), &["--writes", "newest"]),
        };
        let mut command = Command::new(program);
        command.args(["--database", database]).args(arguments).stdin(Stdio::null());
        command
    }
}

/// Rewrites all rows, as the step of the deploy does.
pub(crate) fn rewrite(kind: Kind, database: &str) {
    let done = kind.command(database).arg("--rewrite").output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// A running program. Dropping it kills it.
pub(crate) struct Program {
    child: Child,
    pub(crate) kind: Kind,
    /// The beginning of its URLs.
    pub(crate) address: String,
}

impl Program {
    /// Starts a program on a free port, and waits until it listens.
    pub(crate) fn start(kind: Kind, database: &str) -> Self {
        let mut command = kind.command(database);
        let child = command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut program = Self { child, kind, address: String::new() };
        let (send, receive) = channel();
        let output = program.child.stdout.take().unwrap();
        // Ends with the program's output.
        thread::spawn(move || {
            let mut line = String::new();
            drop(BufReader::new(output).read_line(&mut line).map(|_| send.send(line)));
        });
        let line = receive.recv_timeout(PATIENCE).unwrap_or_default();
        let address = line.trim_end().strip_prefix("listening on ");
        program.address = address.unwrap_or_else(|| panic!("{kind:?} doesn't listen: {line}")).to_owned();
        program
    }

    /// Asks the program to stop, and waits until it has ended its requests.
    pub(crate) fn stop(mut self) {
        #[cfg(unix)]
        {
            let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
            assert!(asked.success());
            let start = Instant::now();
            let status = loop {
                match self.child.try_wait().unwrap() {
                    Some(status) => break status,
                    None if start.elapsed() > PATIENCE => panic!("{:?} doesn't stop", self.kind),
                    None => thread::sleep(Duration::from_millis(5)),
                }
            };
            assert!(status.success(), "{:?}: {status}", self.kind);
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It has ended already, unless the test fails.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The programs that serve, as a load balancer knows them.
#[derive(Default)]
pub(crate) struct Programs(RwLock<Vec<(Kind, String)>>);

impl Programs {
    pub(crate) fn add(&self, program: &Program) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).push((program.kind, program.address.clone()));
    }

    /// Removes a program. No request to it is running after that.
    pub(crate) fn remove(&self, program: &Program) {
        let mut programs = self.0.write().unwrap_or_else(PoisonError::into_inner);
        programs.retain(|(_, address)| *address != program.address);
    }

    /// Sends a request to one of the programs that are suitable, if there is one.
    pub(crate) fn with<T>(
        &self,
        number: usize,
        suits: fn(Kind) -> bool,
        request: impl FnOnce(Kind, &str) -> T,
    ) -> Option<T> {
        let programs = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let suitable: Vec<_> = programs.iter().filter(|(kind, _)| suits(*kind)).collect();
        let (kind, address) = suitable.get(number.checked_rem(suitable.len())?)?;
        Some(request(*kind, address))
    }
}
