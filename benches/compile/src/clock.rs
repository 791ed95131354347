//! Which time is measured.

use crate::Outcome;
use std::time::{Duration, Instant};

/// A clock that runs while a command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    Wall,
    /// Of all processors that the command and its children had.
    Processor,
}

impl Clock {
    /// As it stands above the tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Wall => "wall time",
            Self::Processor => "processor time",
        }
    }

    /// The time that `run` takes; of processes, those that it has waited for.
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
    fn a_child_that_sleeps_takes_no_processor_time() {
        let sleep = || Ok(Command::new("sleep").arg("0.3").status()?);
        assert!(Clock::Wall.measure(sleep).unwrap() >= Duration::from_millis(300));
        assert!(Clock::Processor.measure(sleep).unwrap() < Duration::from_millis(100));
    }
}
