//! Errors of lines that can't be read or written.

use super::LineForm;
use crate::error::{DecodeError, EncodeError};
use std::error::Error;
use std::{fmt, io};

/// The reason why a line can't be read as an envelope.
///
/// It holds no stored data, except that a reader of your own may put some into its I/O error. Such an error is only in the
/// field `error`: its text isn't part of the message. An error of the operating system is.
///
/// ```
/// use store_record::ndjson::{ReadError, Reader};
///
/// let error = Reader::new(&b"{}\n"[..]).next().unwrap().unwrap_err();
/// assert!(matches!(error, ReadError::Line { line: 1, .. }));
/// assert_eq!(error.line(), 1);
/// ```
#[non_exhaustive]
pub enum ReadError {
    /// The input returned an error.
    Io {
        /// The number of the line that was being read, from 1.
        line: u64,
        /// The error of the input.
        error: io::Error,
    },
    /// The line is longer than the reader's limit.
    TooLong {
        /// The number of the line, from 1.
        line: u64,
        /// The limit in bytes, without the line feed.
        limit: usize,
    },
    /// The line is in another form of exported rows.
    Form {
        /// The number of the line, from 1.
        line: u64,
        /// The form. Its message says how to convert it.
        form: LineForm,
    },
    /// The line is not an envelope.
    Line {
        /// The number of the line, from 1.
        line: u64,
        /// The column, the reason, and the byte offset in the line.
        error: DecodeError,
    },
}

/// The reason why a row can't be written as a line.
///
/// It holds no stored data, except that an output of your own may put some into its I/O error, as in [`ReadError`].
///
/// ```
/// use store_record::StoreRecord;
/// use store_record::ndjson::{WriteError, Writer};
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "reading", scope = global, key = id)]
/// struct Reading { id: u64, celsius: f64 }
///
/// let error = Writer::new(Vec::new()).write_record(&Reading { id: 7, celsius: f64::NAN }).unwrap_err();
/// assert!(matches!(error, WriteError::Encode(_)));
/// ```
#[non_exhaustive]
pub enum WriteError {
    /// A part of the record or a column can't be written.
    Encode(EncodeError),
    /// The row's payload or metadata is not JSON. The byte offset is relative to that text.
    Stored(DecodeError),
    /// The output returned an error.
    Io(io::Error),
}

impl ReadError {
    /// Returns the number of the line, from 1.
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

/// Writes the error of the operating system, or only the kind of a wrapped error, whose text may hold stored data.
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
