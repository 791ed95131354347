//! [`Writer`]: envelopes and records into lines.

use super::encode::{LineEncoder, Text};
use super::{DEFAULT_MAX_LINE, WriteError};
use crate::envelope::Envelope;
use crate::record::StoreRecord;
use std::fmt;
use std::io::Write;

/// Writes envelopes as lines of JSON, each in one call of the output's `write_all`.
///
/// Its buffer is used again for each line. Give it a `BufWriter` over a file or a socket.
///
/// ```
/// use store_record::{StoreRecord, ndjson};
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "step", scope = global, key = number)]
/// struct Step { number: u8, weight: f64 }
///
/// let mut writer = ndjson::Writer::new(Vec::new());
/// // What can't be written leaves no part of a line.
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
    /// Writes to `output`.
    #[must_use]
    pub fn new(output: W) -> Self {
        Self { output, line: LineEncoder::new(), max_line: DEFAULT_MAX_LINE }
    }

    /// Writes lines of up to `bytes`, without their end; [`DEFAULT_MAX_LINE`] otherwise, which a
    /// [`Reader`](super::Reader) takes. A longer one is an error.
    #[must_use]
    pub fn max_line(self, bytes: usize) -> Self {
        Self { max_line: bytes, ..self }
    }

    /// Writes a row. Payload and metadata that a database gave back in another form are written in the canonical one.
    ///
    /// # Errors
    ///
    /// A payload or metadata that aren't JSON; a timestamp outside the years 0000 to 9999 or with a part of a
    /// microsecond; a text with U+0000; a line over its limit: of these nothing is written. After an I/O error the
    /// output may end in a part of a line.
    pub fn write(&mut self, row: &Envelope) -> Result<(), WriteError> {
        let line = self.line.encode(row.columns(), Text::Stored, self.max_line)?;
        self.output.write_all(line.as_bytes()).map_err(WriteError::Io)
    }

    /// Seals a record and writes its row.
    ///
    /// # Errors
    ///
    /// As [`Envelope::seal`] and [`Writer::write`].
    pub fn write_record<R: StoreRecord>(&mut self, record: &R) -> Result<(), WriteError> {
        let row = Envelope::seal(record)?;
        let line = self.line.encode(row.columns(), Text::Canonical, self.max_line);
        let line = line.map_err(|error| error.in_record(R::RECORD_TYPE))?;
        self.output.write_all(line.as_bytes()).map_err(WriteError::Io)
    }

    /// Hands on what the output has buffered.
    ///
    /// # Errors
    ///
    /// An I/O error.
    pub fn flush(&mut self) -> Result<(), WriteError> {
        self.output.flush().map_err(WriteError::Io)
    }

    /// What is written to.
    pub fn get_ref(&self) -> &W {
        &self.output
    }

    /// What is written to, not flushed.
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
