//! The lock: the shapes that have been released, and what may change under the same schema version.
//!
//! The manifest's derive reads the file, and the compiler runs [`assert_unchanged`]. A generated test keeps the file
//! current. `docs/evolution.md` says what each kind of change does.

mod compare;
#[cfg(feature = "cli")]
mod diff;
mod difference;
mod effect;
mod file;
#[cfg(feature = "cli")]
mod reader;
mod shapes;

pub use compare::{assert_none_gone, assert_relaxes, assert_unchanged};
#[cfg(feature = "cli")]
pub(crate) use diff::{Effect, LockChange, changes};
pub use file::assert_current;
#[cfg(feature = "cli")]
pub(crate) use file::text_of;
#[cfg(feature = "cli")]
pub(crate) use reader::LockFile;
