//! The progress of long work, on the standard error: a bar on a terminal, and a line now and then elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// The time between two lines where there is no terminal.
const BETWEEN_LINES: Duration = Duration::from_secs(10);

/// Reports rows. It has no stored data.
pub(super) struct Progress {
    /// The bar of a terminal.
    bar: Option<ProgressBar>,
    what: &'static str,
    total: Option<u64>,
    rows: u64,
    started: Instant,
    reported: Instant,
}

impl Progress {
    /// Begins. `what` is a verb, such as `"verified"`.
    pub(super) fn new(what: &'static str, total: Option<u64>) -> Self {
        let is_terminal = io::stderr().is_terminal();
        let bar = is_terminal.then(|| {
            let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
            let template = match total {
                Some(_) => "{bar:30} {human_pos} of {human_len} rows {msg}, {per_sec}, {eta} left",
                None => "{spinner} {human_pos} rows {msg}, {per_sec}",
            };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.with_message(what)
        });
        let now = Instant::now();
        Self { bar, what, total, rows: 0, started: now, reported: now }
    }

    /// Counts rows.
    pub(super) fn add(&mut self, rows: u64) {
        self.rows += rows;
        match &self.bar {
            Some(bar) => bar.inc(rows),
            None if self.reported.elapsed() >= BETWEEN_LINES => {
                self.reported = Instant::now();
                let of = self.total.map(|total| format!(" of {total}")).unwrap_or_default();
                let speed = self.rows as f64 / self.started.elapsed().as_secs_f64();
                self.note(&format!("{}{of} rows {}, {speed:.0} rows/s", self.rows, self.what));
            }
            None => {}
        }
    }

    /// Prints a sentence to the standard error, above the bar.
    pub(super) fn note(&self, sentence: &str) {
        let print = || {
            // Progress isn't worth an error.
            drop(writeln!(io::stderr(), "{sentence}"));
        };
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }
}

/// Removes the bar.
impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
