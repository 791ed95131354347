//! [`Reader`]: envelopes from lines.

use super::form::form_of;
use super::{DEFAULT_MAX_LINE, ReadError, decode};
use crate::envelope::Envelope;
use std::fmt;
use std::io::{self, BufRead, Read as _};
use std::iter::FusedIterator;

/// Reads envelopes from lines of JSON: an iterator, in the memory of the longest line.
///
/// A column that is unknown, missing or duplicate is an error. Payload and metadata must be JSON, and are stored in the
/// canonical form. [`Envelope::open`] checks whether they are a record's. Lines of white space are skipped. A line may
/// end in `\n` or `\r\n`, and the last line needs no end. Without the feature `digest` the column `payload_sha256` is
/// ignored.
///
/// An error in a line doesn't stop the reader: call [`Iterator::next`] again to continue. After an I/O error there are
/// no more items.
///
/// ```
/// use store_record::ndjson;
///
/// let lines = br#"
/// {"record_type":"step","scope":"","record_key":"a1","schema_version":1,"revision":null,
/// {"record_type":"step","scope":"","record_key":"a2","schema_version":1,"revision":7,"created_at":null,"updated_at":null,"metadata":{},"payload":{"n":2}}
/// "#;
/// let mut rows = ndjson::Reader::new(lines.as_slice());
/// let error = rows.next().unwrap().unwrap_err();
/// assert_eq!(error.to_string(), "line 2: can't decode the value: the JSON text ends inside a value (byte 86)");
/// let row = rows.next().unwrap()?;
/// assert_eq!((row.record_key().as_str(), row.revision()), ("a2", Some(7)));
/// assert_eq!(row.payload().expose_json(), r#"{"n": 2}"#);
/// assert!(rows.next().is_none());
/// # Ok::<(), ndjson::ReadError>(())
/// ```
pub struct Reader<R> {
    source: R,
    line: Vec<u8>,
    number: u64,
    max_line: usize,
    is_at_end: bool,
}

impl<R: BufRead> Reader<R> {
    /// Returns a reader of `source`, such as a `BufReader` over a file.
    #[must_use]
    pub fn new(source: R) -> Self {
        Self { source, line: Vec::new(), number: 0, max_line: DEFAULT_MAX_LINE, is_at_end: false }
    }

    /// Sets the limit for a line to `bytes`, without its end, in place of [`DEFAULT_MAX_LINE`]. A longer line is an
    /// error, and no more than this of it is kept in memory.
    #[must_use]
    pub fn max_line(self, bytes: usize) -> Self {
        Self { max_line: bytes, ..self }
    }

    /// Returns the input. Nothing is left in it of a line that was begun.
    pub fn into_inner(self) -> R {
        self.source
    }

    /// Returns the number of the line that was read last, from 1, or 0 before the first line.
    #[cfg(feature = "cli")]
    pub(crate) fn line_number(&self) -> u64 {
        self.number
    }

    /// Reads the next line into the buffer. Returns its length, or `None` after the last line.
    fn next_line(&mut self) -> Result<Option<usize>, ReadError> {
        self.line.clear();
        // A line's end may take two bytes. One byte more than allowed shows that a line is too long.
        let limit = u64::try_from(self.max_line).unwrap_or(u64::MAX).saturating_add(2);
        let read = self.source.by_ref().take(limit).read_until(b'\n', &mut self.line);
        if read.map_err(|error| self.broken(error))? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let (length, has_end) = match self.line.as_slice() {
            [content @ .., b'\r', b'\n'] | [content @ .., b'\n'] => (content.len(), true),
            content => (content.len(), false),
        };
        if length <= self.max_line {
            return Ok(Some(length));
        }
        if !has_end {
            self.source.skip_until(b'\n').map_err(|error| self.broken(error))?;
        }
        Err(ReadError::TooLong { line: self.number, limit: self.max_line })
    }

    fn broken(&mut self, error: io::Error) -> ReadError {
        self.is_at_end = true;
        ReadError::Io { line: self.number + 1, error }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Envelope, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_at_end {
            let content = match self.next_line() {
                Ok(Some(length)) => self.line.get(..length).unwrap_or(&[]),
                Ok(None) => break,
                Err(error) => return Some(Err(error)),
            };
            if content.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r')) {
                continue;
            }
            return Some(decode::line(content).map_err(|error| match form_of(content) {
                Some(form) => ReadError::Form { line: self.number, form },
                None => ReadError::Line { line: self.number, error },
            }));
        }
        self.is_at_end = true;
        None
    }
}

impl<R: BufRead> FusedIterator for Reader<R> {}

/// Shows no line: it is stored data.
impl<R> fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("line", &self.number).finish_non_exhaustive()
    }
}
