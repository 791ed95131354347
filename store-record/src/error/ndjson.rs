//! Lines that can't be read or written.

use super::{DecodeError, EncodeError};
use std::{fmt, io};

/// Why a line isn't an envelope, or can't be read.
///
/// Holds no stored data but for what a reader of your own may put into its I/O error: that is in the field, for who
/// asks for it by name, and neither shown nor a source. Errors of the operating system are both.
#[non_exhaustive]
pub enum ReadError {
    /// The lines can't be read on.
    Io {
        /// The line that was being read, from 1.
        line: u64,
        /// What the reader said.
        error: io::Error,
    },
    /// The line is longer than the reader's limit.
    TooLong {
        /// The line, from 1.
        line: u64,
        /// The limit in bytes, without the line's end.
        limit: usize,
    },
    /// The line isn't an envelope.
    Line {
        /// The line, from 1.
        line: u64,
        /// The column, the rule, and the byte offset in the line.
        error: DecodeError,
    },
}

/// Why a row can't be written as a line.
///
/// Holds no stored data but for what an output of your own may put into its I/O error, as in [`ReadError`].
#[non_exhaustive]
pub enum WriteError {
    /// A part of the record, or a column, can't be written.
    Encode(EncodeError),
    /// The row's payload or metadata aren't JSON. The byte offset is the one in that text.
    Stored(DecodeError),
    /// The line can't be written on.
    Io(io::Error),
}

impl ReadError {
    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        match self {
            Self::Io { line, .. } | Self::TooLong { line, .. } | Self::Line { line, .. } => *line,
        }
    }
}

impl WriteError {
    pub(crate) fn in_record(self, record_type: &'static str) -> Self {
        match self {
            Self::Encode(error) => Self::Encode(error.in_record(record_type)),
            Self::Stored(error) => Self::Stored(error.in_record(record_type)),
            Self::Io(error) => Self::Io(error),
        }
    }
}

/// The error if its text is the system's or the program's, and not that of an error that somebody wrapped.
fn plain(error: &io::Error) -> Option<&io::Error> {
    error.get_ref().is_none().then_some(error)
}

fn write_io(f: &mut fmt::Formatter<'_>, what: &str, error: &io::Error) -> fmt::Result {
    match plain(error) {
        Some(error) => write!(f, "{what}: {error}"),
        None => write!(f, "{what}: {}", error.kind()),
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line())?;
        match self {
            Self::Io { error, .. } => write_io(f, "can't read", error),
            Self::TooLong { limit, .. } => write!(f, "it is longer than the limit of {limit} bytes"),
            Self::Line { error, .. } => fmt::Display::fmt(error, f),
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encode(error) => fmt::Display::fmt(error, f),
            Self::Stored(error) => fmt::Display::fmt(error, f),
            Self::Io(error) => write_io(f, "can't write the line", error),
        }
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { line, error } => {
                f.debug_struct("Io").field("line", line).field("kind", &error.kind()).finish_non_exhaustive()
            }
            Self::TooLong { line, limit } => {
                f.debug_struct("TooLong").field("line", line).field("limit", limit).finish()
            }
            Self::Line { line, error } => f.debug_struct("Line").field("line", line).field("error", error).finish(),
        }
    }
}

impl fmt::Debug for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encode(error) => f.debug_tuple("Encode").field(error).finish(),
            Self::Stored(error) => f.debug_tuple("Stored").field(error).finish(),
            Self::Io(error) => f.debug_tuple("Io").field(&error.kind()).finish(),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => plain(error).map(|error| error as _),
            Self::TooLong { .. } => None,
            Self::Line { error, .. } => Some(error),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Encode(error) => Some(error),
            Self::Stored(error) => Some(error),
            Self::Io(error) => plain(error).map(|error| error as _),
        }
    }
}

impl From<EncodeError> for WriteError {
    fn from(error: EncodeError) -> Self {
        Self::Encode(error)
    }
}
