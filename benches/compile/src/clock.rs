//! The clock of a measurement: wall time or processor time.

use crate::Outcome;
use std::time::{Duration, Instant};

/// A clock for the time of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    Wall,
    /// The processor time of the command and its children.
    Processor,
}

impl Clock {
    /// Returns the name above the tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Wall => "wall time",
            Self::Processor => "processor time",
        }
    }

    /// Returns the time of `run`. Processor time includes only processes that `run` has waited for.
    pub(crate) fn measure<T>(self, run: impl FnOnce() -> Outcome<T>) -> Outcome<Duration> {
        match self {
            Self::Wall => {
                let start = Instant::now();
                run()?;
                Ok(start.elapsed())
            }
            Self::Processor => {
                let before = of_children()?;
                run()?;
                Ok(of_children()?.saturating_sub(before))
            }
        }
    }
}

#[cfg(unix)]
fn of_children() -> Outcome<Duration> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeVal;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let duration = |time: TimeVal| -> Outcome<Duration> {
        let (seconds, microseconds) = (u64::try_from(time.tv_sec())?, u32::try_from(time.tv_usec())?);
        Ok(Duration::new(seconds, microseconds * 1_000))
    };
    Ok(duration(usage.user_time())? + duration(usage.system_time())?)
}

#[cfg(not(unix))]
fn of_children() -> Outcome<Duration> {
    Err("the processor time of other programs is known on Unix only".into())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn a_sleeping_child_uses_no_processor_time() {
        let sleep = || Ok(Command::new("sleep").arg("0.3").status()?);
        assert!(Clock::Wall.measure(sleep).unwrap() >= Duration::from_millis(300));
        assert!(Clock::Processor.measure(sleep).unwrap() < Duration::from_millis(100));
    }
}
