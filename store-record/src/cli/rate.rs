//! [`Rate`]: a limit for rows in a second.

use std::num::NonZeroU32;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The time between two looks at Ctrl-C.
const STEP: Duration = Duration::from_millis(100);

/// Waits so that no more rows are done than the limit allows.
pub(super) struct Rate {
    limit: Option<NonZeroU32>,
    /// When the rows before should be done.
    due: Instant,
}

impl Rate {
    pub(super) fn new(limit: Option<NonZeroU32>) -> Self {
        Self { limit, due: Instant::now() }
    }

    /// Waits as long as the rows should take, unless the user wants to stop.
    pub(super) fn wait(&mut self, rows: u64, is_interrupted: impl Fn() -> bool) {
        let Some(limit) = self.limit else { return };
        // Time that was lost isn't caught up.
        self.due = self.due.max(Instant::now()) + Duration::from_secs_f64(rows as f64 / f64::from(limit.get()));
        while !is_interrupted() {
            let left = self.due.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            sleep(left.min(STEP));
        }
    }
}
