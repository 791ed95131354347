//! [`Failure`]: why a command ended before its end.

use crate::store::StoreError;
use std::fmt;
use std::io;
use std::path::Path;

/// An error that ends a command. It holds no stored data.
#[derive(Debug)]
pub(super) enum Failure {
    /// An argument is wrong in a way that clap doesn't know.
    Arguments(String),
    /// The store can't be opened, or it failed.
    Store(String),
    /// A file can't be read or written, or another program failed: what, and why.
    File(String),
    /// The standard output can't be written.
    Output(io::Error),
}

impl Failure {
    /// The error of a file. Only the operating system's message is shown, because others can quote the content.
    pub(super) fn file(path: &Path, error: &io::Error) -> Self {
        Self::File(format!("{}: {}", path.display(), message(error)))
    }
}

/// Returns the message of the operating system, or the kind of error.
fn message(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(_) => error.to_string(),
        None => error.kind().to_string(),
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Arguments(text) | Self::File(text) => f.write_str(text),
            Self::Store(text) => write!(f, "the store failed: {text}"),
            Self::Output(error) => write!(f, "can't print: {}", message(error)),
        }
    }
}

impl<E: fmt::Display> From<StoreError<E>> for Failure {
    fn from(error: StoreError<E>) -> Self {
        Self::Store(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
