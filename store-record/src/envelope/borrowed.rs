//! [`EnvelopeRef`]: a row in the memory of a driver.

use super::row;
use crate::codec::decoder::Decoder;
use crate::codec::from_utf8;
use crate::digest::Digest;
use crate::error::{DecodeError, OpenError};
use crate::key::Scope;
use crate::record::StoreRecord;
use crate::trace;
use std::fmt;
use time::OffsetDateTime;

/// The columns of a row in the memory of a driver. Opening it copies only what the record owns.
///
/// A store reads it from its driver's row, and it is valid as long as that row. [`EnvelopeRef::to_envelope`] copies it. All
/// fields are public and no field is hidden, so that a store that forgets a column doesn't compile. `Debug` shows no
/// content, because every column is stored data.
///
/// ```
/// use store_record::{EnvelopeRef, StoreRecord};
///
/// #[derive(Debug, PartialEq, StoreRecord)]
/// #[store_record(type = "account", scope = tenant, key = id)]
/// struct Account { tenant: String, id: u64 }
///
/// // These are the columns that a store read. A database may return JSON in another order.
/// let row = EnvelopeRef {
///     scope: "acme".into(),
///     record_type: "account".into(),
///     record_key: "acme#a7".into(),
///     schema_version: 1,
///     revision: None,
///     created_at: None,
///     updated_at: None,
///     metadata: "{}".into(),
///     payload: b"{\"tenant\":\"acme\",\"id\":7}"[..].into(),
///     payload_sha256: None,
/// };
/// assert_eq!(row.open::<Account>()?, Account { tenant: "acme".into(), id: 7 });
/// # Ok::<(), store_record::OpenError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct EnvelopeRef<'a> {
    /// `scope`, empty if the record is global.
    pub scope: StoredText<'a>,
    /// `record_type`.
    pub record_type: StoredText<'a>,
    /// `record_key`.
    pub record_key: StoredText<'a>,
    /// `schema_version`, from 1.
    pub schema_version: i32,
    /// `revision`, or `None` if the record has none.
    pub revision: Option<i64>,
    /// `created_at` in whole microseconds, or `None` if the record has none.
    pub created_at: Option<OffsetDateTime>,
    /// `updated_at` in whole microseconds, or `None` if the record has none.
    pub updated_at: Option<OffsetDateTime>,
    /// `metadata`, a JSON object.
    pub metadata: StoredText<'a>,
    /// `payload`, the whole record.
    pub payload: StoredText<'a>,
    /// `payload_sha256`. Opening checks it if it is `Some`. It is always `None` without the feature `digest`.
    pub payload_sha256: Option<Digest>,
}

impl<'a> EnvelopeRef<'a> {
    /// Opens the row as `R`, as [`Envelope::open`](crate::Envelope::open) does.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Envelope::open`](crate::Envelope::open), or an error if the payload isn't UTF-8.
    pub fn open<R: StoreRecord>(&self) -> Result<R, OpenError> {
        trace::opening(R::RECORD_TYPE, self.schema_version, || self.open_checked())
    }

    fn open_checked<R: StoreRecord>(&self) -> Result<R, OpenError> {
        // Most rows have the newest name and version, and a comparison with constants needs no call.
        let is_newest = self.record_type.expose_bytes() == R::RECORD_TYPE.as_bytes();
        if (!is_newest || self.schema_version > R::SCHEMA_VERSION)
            && let Some(error) = self.unopenable(R::RECORD_TYPE, R::RECORD_TYPE_ALIASES, R::SCHEMA_VERSION)
        {
            return Err(error);
        }
        // Without `previous`, only a row of exactly this version opens, so scope and key can't change.
        if const { R::RECORD_SHAPE.previous.is_none() } {
            return R::open_version(self);
        }
        let record = R::open_version(self)?;
        if self.schema_version < R::SCHEMA_VERSION {
            row::assert_not_moved(self, &record)?;
        }
        Ok(record)
    }

    /// Opens the row as `R` if it is in `scope`.
    ///
    /// # Errors
    ///
    /// Returns [`OpenError::OtherScope`] if the row is in another scope: its payload isn't read then. Otherwise returns
    /// the errors of [`EnvelopeRef::open`].
    pub fn open_in<R: StoreRecord>(&self, scope: &Scope) -> Result<R, OpenError> {
        trace::opening(R::RECORD_TYPE, self.schema_version, || {
            if self.scope == scope.as_str().into() {
                self.open_checked()
            } else {
                Err(OpenError::OtherScope { record_type: Some(R::RECORD_TYPE) })
            }
        })
    }

    /// Opens a row of exactly the schema version of `R`.
    pub(crate) fn open_exactly<R: StoreRecord>(&self) -> Result<R, OpenError> {
        if let Some(error) = self.unreadable(R::RECORD_TYPE, R::SCHEMA_VERSION) {
            return Err(error);
        }
        let mut decoder = decoder_for(self.payload_text(R::RECORD_TYPE)?);
        loop {
            let outcome = match R::decode(&mut decoder) {
                Ok(record) => match row::check_row(&mut decoder, self, &record) {
                    row::Outcome::Accepted => return Ok(record),
                    outcome => outcome,
                },
                Err(failure) => row::after_failure(&mut decoder, failure, R::RECORD_TYPE),
            };
            if let row::Outcome::Rejected(error) = outcome {
                return Err(error);
            }
        }
    }

    /// Returns the error of a row of another record type or of a newer schema version.
    fn unopenable(&self, expected: &'static str, aliases: &[&str], known: i32) -> Option<OpenError> {
        let record_type = self.record_type.expose_bytes();
        if record_type != expected.as_bytes() && !aliases.iter().any(|alias| alias.as_bytes() == record_type) {
            return Some(OpenError::RecordType { expected });
        }
        let found = self.schema_version;
        (found > known).then_some(OpenError::FutureSchemaVersion { record_type: expected, known, found })
    }

    /// Returns the payload, after checking that it is UTF-8.
    pub(crate) fn payload_text(&self, record_type: &'static str) -> Result<&'a str, OpenError> {
        self.payload.checked().map_err(|error| OpenError::Payload(error.in_record(record_type)))
    }

    /// Returns the error of a row whose payload isn't read: another schema version or another digest.
    pub(crate) fn unreadable(&self, record_type: &'static str, known: i32) -> Option<OpenError> {
        let found = self.schema_version;
        if found != known {
            return Some(OpenError::UnsupportedSchemaVersion { record_type, known, found });
        }
        #[cfg(feature = "digest")]
        if self.payload_sha256.is_some_and(|digest| !digest.is_of(self.payload.expose_bytes())) {
            return Some(OpenError::Mismatch { record_type, column: "payload_sha256" });
        }
        None
    }
}

/// This isn't generic, so that it is compiled once and not inlined for each record type. It returns no `Result`, because a
/// decoder is long to move.
fn decoder_for(payload: &str) -> Decoder<'_> {
    Decoder::for_whole_text(payload)
}

/// Shows no content.
impl fmt::Debug for EnvelopeRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnvelopeRef(..)")
    }
}

/// A text column in the memory of a driver.
///
/// It is created from a `&str`, or from bytes that needn't be UTF-8. Opening a row checks the bytes of the payload, and
/// compares the bytes of the other columns. `Debug` shows no content.
#[derive(Clone, Copy)]
pub struct StoredText<'a>(Text<'a>);

#[derive(Clone, Copy)]
enum Text<'a> {
    Checked(&'a str),
    Bytes(&'a [u8]),
}

impl<'a> StoredText<'a> {
    /// Returns the bytes, which may not be UTF-8.
    ///
    /// They are stored data, which may be sensitive: don't log them.
    #[must_use]
    #[inline]
    pub fn expose_bytes(self) -> &'a [u8] {
        match self.0 {
            Text::Checked(text) => text.as_bytes(),
            Text::Bytes(bytes) => bytes,
        }
    }

    /// Returns the text, or an error if it isn't UTF-8.
    #[inline]
    pub(crate) fn checked(self) -> Result<&'a str, DecodeError> {
        match self.0 {
            Text::Checked(text) => Ok(text),
            Text::Bytes(bytes) => check(bytes),
        }
    }
}

fn check(bytes: &[u8]) -> Result<&str, DecodeError> {
    from_utf8(bytes).map_err(|error| DecodeError::not_utf8(bytes, error.valid_up_to()))
}

impl<'a> From<&'a str> for StoredText<'a> {
    #[inline]
    fn from(text: &'a str) -> Self {
        Self(Text::Checked(text))
    }
}

impl<'a> From<&'a [u8]> for StoredText<'a> {
    #[inline]
    fn from(bytes: &'a [u8]) -> Self {
        Self(Text::Bytes(bytes))
    }
}

impl PartialEq for StoredText<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.expose_bytes() == other.expose_bytes()
    }
}

impl Eq for StoredText<'_> {}

/// Shows no content.
impl fmt::Debug for StoredText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoredText(..)")
    }
}
