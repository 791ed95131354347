//! [`Writer`]: envelopes and records as lines.

use super::encode::{LineEncoder, Text};
use super::{DEFAULT_MAX_LINE, WriteError};
use crate::envelope::Envelope;
use crate::record::StoreRecord;
use std::fmt;
use std::io::Write;

/// Writes envelopes as lines of JSON, each in one call of the output's `write_all`.
///
/// The buffer is reused for each line. For a file or a socket, pass a `BufWriter`.
///
/// ```
/// use store_record::{StoreRecord, ndjson};
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "step", scope = global, key = number)]
/// struct Step { number: u8, weight: f64 }
///
/// let mut writer = ndjson::Writer::new(Vec::new());
/// // A record that can't be written leaves no part of a line.
/// let error = writer.write_record(&Step { number: 1, weight: f64::NAN }).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "can't encode `step` at .weight: a float that is NaN or infinite can't be stored"
/// );
/// writer.write_record(&Step { number: 2, weight: 0.5 })?;
/// # #[cfg(not(feature = "digest"))]
/// assert_eq!(String::from_utf8(writer.into_inner()).unwrap(), concat!(
///     r#"{"scope": "", "payload": {"number": 2, "weight": 0.5}, "metadata": {}, "revision": null, "#,
///     r#""created_at": null, "record_key": "a2", "updated_at": null, "record_type": "step", "schema_version": 1}"#,
///     "\n",
/// ));
/// # Ok::<(), ndjson::WriteError>(())
/// ```
pub struct Writer<W> {
    output: W,
    line: LineEncoder,
    max_line: usize,
}

impl<W: Write> Writer<W> {
    /// Returns a writer to `output`.
    #[must_use]
    pub fn new(output: W) -> Self {
        Self { output, line: LineEncoder::new(), max_line: DEFAULT_MAX_LINE }
    }

    /// Sets the limit for a line to `bytes`, without its end, in place of [`DEFAULT_MAX_LINE`], which a
    /// [`Reader`](super::Reader) accepts. A longer line is an error.
    #[must_use]
    pub fn max_line(self, bytes: usize) -> Self {
        Self { max_line: bytes, ..self }
    }

    /// Writes a row. Payload and metadata that aren't canonical are written in the canonical form.
    ///
    /// # Errors
    ///
    /// Returns an error, and writes nothing, if payload or metadata aren't JSON, if a timestamp is outside the years
    /// 0000 to 9999 or has a part of a microsecond, if a string has U+0000, or if the line is longer than its limit.
    /// Returns an I/O error of the output, which may then end in a part of a line.
    pub fn write(&mut self, row: &Envelope) -> Result<(), WriteError> {
        let line = self.line.encode(row.columns(), Text::Stored, self.max_line)?;
        self.output.write_all(line.as_bytes()).map_err(WriteError::Io)
    }

    /// Seals a record and writes its row.
    ///
    /// # Errors
    ///
    /// Returns an error as [`Envelope::seal`] and [`Writer::write`] do.
    pub fn write_record<R: StoreRecord>(&mut self, record: &R) -> Result<(), WriteError> {
        let row = Envelope::seal(record)?;
        let line = self.line.encode(row.columns(), Text::Canonical, self.max_line);
        let line = line.map_err(|error| error.in_record(R::RECORD_TYPE))?;
        self.output.write_all(line.as_bytes()).map_err(WriteError::Io)
    }

    /// Flushes the output.
    ///
    /// # Errors
    ///
    /// Returns the I/O error of the output.
    pub fn flush(&mut self) -> Result<(), WriteError> {
        self.output.flush().map_err(WriteError::Io)
    }

    /// Returns the output.
    pub fn get_ref(&self) -> &W {
        &self.output
    }

    /// Returns the output, which isn't flushed.
    pub fn into_inner(self) -> W {
        self.output
    }
}

/// Shows no line: it is stored data.
impl<W> fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}
