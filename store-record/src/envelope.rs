//! [`Envelope`]: the row itself.

use crate::codec::decoder::Decoder;
use crate::digest::Digest;
use crate::error::{EncodeError, OpenError};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::read_back;
use crate::record::StoreRecord;
use std::borrow::Cow;
use std::fmt;
use time::OffsetDateTime;

mod row;

/// The longest record type, in bytes.
pub const MAX_RECORD_TYPE: usize = 128;
/// The longest scope, in bytes.
pub const MAX_SCOPE: usize = 512;
/// The longest record key, in bytes: with the others it fits a btree row of PostgreSQL, whatever its
/// content.
pub const MAX_RECORD_KEY: usize = 1_536;

/// A record as a row of the generic table.
///
/// [`Envelope::seal`] makes it from a record, [`Envelope::open`] gives the record back; an adapter moves
/// its [`EnvelopeColumns`]. `Debug` shows nothing of it: every column is stored data.
///
/// ```
/// use store_record::{Envelope, StoreRecord};
///
/// #[derive(Debug, PartialEq, StoreRecord)]
/// #[store_record(type = "account", scope = tenant, key = id, metadata(email))]
/// struct Account { tenant: String, id: u64, email: String }
///
/// let account = Account { tenant: "acme".into(), id: 7, email: "ada@example.com".into() };
/// let row = Envelope::seal(&account)?;
/// assert_eq!(row.record_key().as_str(), "acme#a7");
/// assert_eq!(row.metadata().expose_json(), r#"{"email": "ada@example.com"}"#);
/// assert_eq!(row.open::<Account>().unwrap(), account);
/// # Ok::<(), store_record::EncodeError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    columns: EnvelopeColumns,
}

/// The columns of a row, for an adapter to bind and to fill.
///
/// `Debug` shows nothing of them: every column is stored data.
///
/// ```
/// use store_record::{Envelope, EnvelopeColumns, Metadata, Payload, RecordKey, Scope, StoreRecord};
///
/// #[derive(Debug, PartialEq, StoreRecord)]
/// #[store_record(type = "account", scope = tenant, key = id)]
/// struct Account { tenant: String, id: u64 }
///
/// // What an adapter read from its row; a database may give JSON back in another order.
/// let row = Envelope::from_columns(EnvelopeColumns {
///     scope: Scope::from_stored("acme"),
///     record_type: "account".into(),
///     record_key: RecordKey::from_stored("acme#a7"),
///     schema_version: 1,
///     revision: None,
///     created_at: None,
///     updated_at: None,
///     metadata: Metadata::from_stored("{}"),
///     payload: Payload::from_stored(r#"{"tenant":"acme","id":7}"#),
///     payload_sha256: None,
/// });
/// assert_eq!(row.open::<Account>()?, Account { tenant: "acme".into(), id: 7 });
/// # Ok::<(), store_record::OpenError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct EnvelopeColumns {
    /// `scope`: empty when global.
    pub scope: Scope,
    /// `record_type`: borrowed from the program in a row that was sealed.
    pub record_type: Cow<'static, str>,
    /// `record_key`.
    pub record_key: RecordKey,
    /// `schema_version`, from 1.
    pub schema_version: i32,
    /// `revision`.
    pub revision: Option<i64>,
    /// `created_at`, in whole microseconds.
    pub created_at: Option<OffsetDateTime>,
    /// `updated_at`, in whole microseconds.
    pub updated_at: Option<OffsetDateTime>,
    /// `metadata`: a JSON object.
    pub metadata: Metadata,
    /// `payload`: the whole record.
    pub payload: Payload,
    /// `payload_sha256`: always none without the feature `digest`, and for a row that has none, which is then
    /// not checked.
    pub payload_sha256: Option<Digest>,
}

impl Envelope {
    /// Seals a record: its key, its columns and its payload.
    ///
    /// # Errors
    ///
    /// Returns an error, with its path, if a part can't be stored; if the scope is longer than 512 bytes, the record key
    /// than 1,536, or the record type than 128; and if a codec of another crate or of yours (`with = …`, an
    /// `impl StoreValue`) wrote what it doesn't read back as the same payload and columns. That check costs about as much as opening
    /// the row and sealing it once more; a record without such a codec doesn't have it, and a field marked `unverified` turns it off.
    pub fn seal<R: StoreRecord>(record: &R) -> Result<Self, EncodeError> {
        let sealed = row::seal(record);
        if const { read_back::is_needed_for(R::RECORD_SHAPE) }
            && let Ok(envelope) = &sealed
        {
            envelope.assert_reads_back::<R>().map_err(|error| error.in_record(R::RECORD_TYPE))?;
        }
        sealed
    }

    /// The record that is read from the payload has the same payload and the same columns.
    pub(crate) fn assert_reads_back<R: StoreRecord>(&self) -> Result<(), EncodeError> {
        let record: R = read_back::value(self.payload().expose_json())?;
        row::assert_columns_read_back(&self.columns, &record)
    }

    /// Opens the row as `R`.
    ///
    /// Checked in this order: the record type, the schema version, the digest if the row has one, the payload, then
    /// that the decoded record gives the row's scope, key and columns again, so that a row edited or copied by hand
    /// is found out. A row of an older schema version is opened as the type that wrote it and goes through the
    /// chain of `previous` types; its scope and key must be the same afterwards.
    ///
    /// # Errors
    ///
    /// The first check that fails. It holds no stored data.
    pub fn open<R: StoreRecord>(&self) -> Result<R, OpenError> {
        if let Some(error) = self.unopenable(R::RECORD_TYPE, R::RECORD_TYPE_ALIASES, R::SCHEMA_VERSION) {
            return Err(error);
        }
        // Without a `previous` only a row of exactly this version opens, so nothing can have moved.
        if const { R::RECORD_SHAPE.previous.is_none() } {
            return R::open_version(self);
        }
        let record = R::open_version(self)?;
        if self.columns.schema_version < R::SCHEMA_VERSION {
            row::assert_not_moved(&self.columns, &record)?;
        }
        Ok(record)
    }

    /// Opens a row of exactly the schema version of `R`.
    pub(crate) fn open_exactly<R: StoreRecord>(&self) -> Result<R, OpenError> {
        if let Some(error) = self.unreadable(R::RECORD_TYPE, R::SCHEMA_VERSION) {
            return Err(error);
        }
        let mut decoder = self.decoder_of_payload();
        loop {
            let verdict = match R::decode(&mut decoder) {
                Ok(record) => match row::judge(&mut decoder, &self.columns, &record) {
                    row::Verdict::Accepted => return Ok(record),
                    verdict => verdict,
                },
                Err(failure) => row::judge_failure(&mut decoder, failure, R::RECORD_TYPE),
            };
            if let row::Verdict::Rejected(error) = verdict {
                return Err(error);
            }
        }
    }

    /// Why the row is none of that type's.
    fn unopenable(&self, expected: &'static str, aliases: &[&str], known: i32) -> Option<OpenError> {
        let columns = &self.columns;
        if columns.record_type != expected && !aliases.contains(&&*columns.record_type) {
            return Some(OpenError::RecordType { expected });
        }
        let found = columns.schema_version;
        (found > known).then_some(OpenError::FutureSchemaVersion { record_type: expected, known, found })
    }

    /// No function of a type's own: what would be inlined there is compiled for each.
    fn decoder_of_payload(&self) -> Decoder<'_> {
        Decoder::for_whole_text(self.columns.payload.expose_json())
    }

    /// Why the payload isn't even looked at.
    fn unreadable(&self, record_type: &'static str, known: i32) -> Option<OpenError> {
        let found = self.columns.schema_version;
        if found != known {
            return Some(OpenError::UnsupportedSchemaVersion { record_type, known, found });
        }
        #[cfg(feature = "digest")]
        if self.columns.payload_sha256.is_some_and(|digest| !digest.is_of(&self.columns.payload)) {
            return Some(OpenError::Mismatch { record_type, column: "payload_sha256" });
        }
        None
    }

    /// Opens the row as `R` if it stands in `scope`.
    ///
    /// # Errors
    ///
    /// [`OpenError::OtherScope`], before the payload is looked at; otherwise as [`Envelope::open`].
    pub fn open_in<R: StoreRecord>(&self, scope: &Scope) -> Result<R, OpenError> {
        if self.columns.scope == *scope {
            self.open()
        } else {
            Err(OpenError::OtherScope { record_type: Some(R::RECORD_TYPE) })
        }
    }

    /// The row that an adapter read. Nothing is checked here: opening does.
    #[must_use]
    pub fn from_columns(columns: EnvelopeColumns) -> Self {
        Self { columns }
    }

    /// The columns, for an adapter to bind.
    #[must_use]
    pub fn columns(&self) -> &EnvelopeColumns {
        &self.columns
    }

    /// The columns, for an adapter that takes the row apart.
    #[must_use]
    pub fn into_columns(self) -> EnvelopeColumns {
        self.columns
    }

    /// The record type.
    #[must_use]
    pub fn record_type(&self) -> &str {
        &self.columns.record_type
    }

    /// The scope.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.columns.scope
    }

    /// The record key.
    #[must_use]
    pub fn record_key(&self) -> &RecordKey {
        &self.columns.record_key
    }

    /// The schema version, from 1.
    #[must_use]
    pub fn schema_version(&self) -> i32 {
        self.columns.schema_version
    }

    /// The optimistic-concurrency token.
    #[must_use]
    pub fn revision(&self) -> Option<i64> {
        self.columns.revision
    }

    /// SHA-256 of the payload, with the feature `digest`.
    #[must_use]
    pub fn payload_sha256(&self) -> Option<Digest> {
        self.columns.payload_sha256
    }

    /// When the record was made: UTC, whole microseconds.
    #[must_use]
    pub fn created_at(&self) -> Option<OffsetDateTime> {
        self.columns.created_at
    }

    /// When the record was last changed: UTC, whole microseconds.
    #[must_use]
    pub fn updated_at(&self) -> Option<OffsetDateTime> {
        self.columns.updated_at
    }

    /// The promoted fields.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.columns.metadata
    }

    /// The whole record.
    #[must_use]
    pub fn payload(&self) -> &Payload {
        &self.columns.payload
    }
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Envelope(..)")
    }
}

impl fmt::Debug for EnvelopeColumns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnvelopeColumns(..)")
    }
}
