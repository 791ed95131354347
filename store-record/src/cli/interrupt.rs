//! Ctrl-C: a long command stops after the row or page that it works on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit status after a second Ctrl-C: that of a program that the signal ends.
const KILLED: i32 = 130;

/// Whether the user wants the command to stop.
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Handles Ctrl-C from now on. The second one ends the process at once. If the program has a handler of its own,
    /// that one remains.
    pub(super) fn install() -> Self {
        let is_raised = Arc::new(AtomicBool::new(false));
        let raised = Arc::clone(&is_raised);
        // An error means that the program handles the signal itself.
        drop(ctrlc::set_handler(move || {
            if raised.swap(true, Ordering::Relaxed) {
                std::process::exit(KILLED);
            }
        }));
        Self(is_raised)
    }

    /// Returns true after Ctrl-C.
    pub(super) fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
