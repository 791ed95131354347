//! The processor time of the benchmark's thread. On a shared machine, wall time includes other programs.

use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use std::time::Duration;

/// Measures the processor time of the thread. On systems without such a clock, such as Windows, it measures wall time.
#[derive(Debug)]
pub struct CpuTime;

impl Measurement for CpuTime {
    type Intermediate = Instant;
    type Value = Duration;

    fn start(&self) -> Instant {
        Instant::now()
    }

    fn end(&self, start: Instant) -> Duration {
        start.elapsed()
    }

    fn add(&self, one: &Duration, other: &Duration) -> Duration {
        *one + *other
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        value.as_nanos() as f64
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}

#[cfg(not(unix))]
pub use std::time::Instant;

#[cfg(unix)]
pub use thread::Instant;

#[cfg(unix)]
mod thread {
    use rustix::time::{ClockId, clock_gettime};
    use std::time::Duration;

    /// The processor time of the thread at the start.
    #[derive(Debug, Clone, Copy)]
    pub struct Instant(Duration);

    impl Instant {
        pub(super) fn now() -> Self {
            let time = clock_gettime(ClockId::ThreadCPUTime);
            Self(Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32))
        }

        pub(super) fn elapsed(self) -> Duration {
            Self::now().0.saturating_sub(self.0)
        }
    }
}
