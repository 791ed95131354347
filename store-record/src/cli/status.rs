//! The exit statuses. `guide/tool.md` documents them.

use super::Outcome;
use super::failure::Failure;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// It did everything, and has nothing to report.
    Done,
    /// It did everything, and found what it looks for: a row that doesn't open, a change that the lock rejects, no such
    /// row.
    Found,
    /// Ctrl-C stopped it before its end.
    Stopped,
}

const FOUND: u8 = 1;
/// The status of clap for wrong arguments.
const WRONG_ARGUMENTS: u8 = 2;
const FAILED: u8 = 3;
/// The status of a program that Ctrl-C ended.
const STOPPED: u8 = 130;

/// Prints the failure, if there is one, and returns the exit status.
pub(super) fn report(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Found) => ExitCode::from(FOUND),
        Ok(Status::Stopped) => ExitCode::from(STOPPED),
        // Nobody reads the output any more, as after `| head`.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(FAILED),
        Err(failure) => {
            // If this fails, there is no other place to report it.
            drop(writeln!(io::stderr(), "error: {failure}"));
            ExitCode::from(if matches!(failure, Failure::Arguments(_)) { WRONG_ARGUMENTS } else { FAILED })
        }
    }
}
