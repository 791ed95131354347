//! Lines that can't be read or written.

use super::LineForm;
use crate::error::{DecodeError, EncodeError};
use std::error::Error;
use std::{fmt, io};

/// Why a line isn't an envelope, or can't be read.
///
/// Holds no stored data, except what a reader of your own may put into its I/O error. That error is in the field `error`
/// and isn't shown; an error of the operating system is part of the message.
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
    /// The line is in another form in which rows are exported.
    Form {
        /// The line, from 1.
        line: u64,
        /// The form, which says the fix.
        form: LineForm,
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
/// Holds no stored data, except what an output of your own may put into its I/O error, as in [`ReadError`].
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
            Self::Io { line, .. } | Self::TooLong { line, .. } | Self::Form { line, .. } | Self::Line { line, .. } => {
                *line
            }
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

/// The text of an error that somebody wrapped may hold stored data, so only its kind is shown.
fn write_io(f: &mut fmt::Formatter<'_>, what: &str, error: &io::Error) -> fmt::Result {
    match error.get_ref() {
        None => write!(f, "{what}: {error}"),
        Some(_) => write!(f, "{what}: {}", error.kind()),
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line())?;
        match self {
            Self::Io { error, .. } => write_io(f, "can't read", error),
            Self::TooLong { limit, .. } => write!(f, "it is longer than the limit of {limit} bytes"),
            Self::Form { form, .. } => fmt::Display::fmt(form, f),
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
            Self::Form { line, form } => f.debug_struct("Form").field("line", line).field("form", form).finish(),
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

impl Error for ReadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { .. } | Self::TooLong { .. } | Self::Form { .. } => None,
            Self::Line { error, .. } => error.source(),
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Encode(error) => error.source(),
            Self::Stored(error) => error.source(),
            Self::Io(_) => None,
        }
    }
}

impl From<EncodeError> for WriteError {
    fn from(error: EncodeError) -> Self {
        Self::Encode(error)
    }
}
