//! [`Envelope`]: a record as a row.

use crate::digest::Digest;
use crate::error::{EncodeError, OpenError};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::read_back;
use crate::record::StoreRecord;
use crate::trace;
use std::borrow::Cow;
use std::fmt;
use time::OffsetDateTime;

mod borrowed;
mod row;

pub use borrowed::{EnvelopeRef, StoredText};
pub(crate) use row::is_same_json;

/// The maximum length of a record type, in bytes.
pub const MAX_RECORD_TYPE: usize = 128;
/// The maximum length of a scope, in bytes.
pub const MAX_SCOPE: usize = 512;
/// The maximum length of a record key, in bytes.
///
/// A row of PostgreSQL's B-tree index holds a primary key with a scope, a record type and a record key of maximum
/// length.
pub const MAX_RECORD_KEY: usize = 1_536;

/// A record as a row of the generic table.
///
/// [`Envelope::seal`] creates it from a record, and [`Envelope::open`] returns the record. A store moves its
/// [`EnvelopeColumns`] to a database and back. `Debug` shows no content, because every column is stored data.
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

/// The columns of a row, for a store to bind and to fill.
///
/// All fields are public and no field is hidden, so that a store that forgets a column doesn't compile. `Debug` shows
/// no content, because every column is stored data.
///
/// ```
/// use store_record::{Envelope, EnvelopeColumns, Metadata, Payload, RecordKey, Scope, StoreRecord};
///
/// #[derive(Debug, PartialEq, StoreRecord)]
/// #[store_record(type = "account", scope = tenant, key = id)]
/// struct Account { tenant: String, id: u64 }
///
/// // These are the columns that a store read. A database may return JSON in another order.
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
    /// `scope`, empty if the record is global. At most 512 bytes.
    pub scope: Scope,
    /// `record_type`, at most 128 bytes. A sealed row borrows it from the program.
    pub record_type: Cow<'static, str>,
    /// `record_key`, at most 1,536 bytes.
    pub record_key: RecordKey,
    /// `schema_version`, from 1.
    pub schema_version: i32,
    /// `revision`, or `None` if the record has none.
    pub revision: Option<i64>,
    /// `created_at` in UTC and whole microseconds, or `None` if the record has none.
    pub created_at: Option<OffsetDateTime>,
    /// `updated_at` in UTC and whole microseconds, or `None` if the record has none.
    pub updated_at: Option<OffsetDateTime>,
    /// `metadata`, a JSON object.
    pub metadata: Metadata,
    /// `payload`, the whole record.
    pub payload: Payload,
    /// `payload_sha256`. Opening checks it if it is `Some`. It is always `None` without the feature `digest`.
    pub payload_sha256: Option<Digest>,
}

impl Envelope {
    /// Creates the row of a record: its key, its columns and its payload.
    ///
    /// # Errors
    ///
    /// Returns an error, with its path, if a part can't be stored. Returns an error if the scope is longer than 512
    /// bytes, the record key than 1,536 bytes, or the record type than 128 bytes.
    ///
    /// Returns an error if a foreign codec (`with = …`, or an `impl StoreValue` by hand) doesn't read back what it
    /// writes. That check costs about as much as opening the row and sealing it again. Records without such a codec
    /// aren't checked, and a field marked `unverified` isn't either.
    pub fn seal<R: StoreRecord>(record: &R) -> Result<Self, EncodeError> {
        let sealed = Self::seal_checked(record);
        trace::sealed(R::RECORD_TYPE, R::SCHEMA_VERSION, sealed.as_ref().err());
        sealed
    }

    fn seal_checked<R: StoreRecord>(record: &R) -> Result<Self, EncodeError> {
        let sealed = row::seal(record);
        if const { read_back::is_needed_for(R::RECORD_SHAPE) }
            && let Ok(envelope) = &sealed
        {
            envelope.assert_reads_back::<R>().map_err(|error| error.in_record(R::RECORD_TYPE))?;
        }
        sealed
    }

    /// Checks that the record that is read from the payload has the same payload and columns.
    pub(crate) fn assert_reads_back<R: StoreRecord>(&self) -> Result<(), EncodeError> {
        let record: R = read_back::value(self.payload().expose_json())?;
        row::assert_columns_read_back(&self.as_ref(), &record)
    }

    /// Opens the row as `R`.
    ///
    /// Opening checks the record type, the schema version, the digest if the row has one, and the payload. It then
    /// compares the decoded record's scope, key and columns with the row's, so that a row that was edited or copied by
    /// hand doesn't open.
    ///
    /// A row of an older schema version is opened as the type that wrote it and converted by the chain of `previous`
    /// types. Its scope and key must be the same afterwards.
    ///
    /// # Errors
    ///
    /// Returns an error for the first check that fails. It holds no stored data.
    pub fn open<R: StoreRecord>(&self) -> Result<R, OpenError> {
        self.as_ref().open()
    }

    /// Opens the row as `R` if it is in `scope`.
    ///
    /// # Errors
    ///
    /// Returns [`OpenError::OtherScope`] if the row is in another scope: its payload isn't read then. Otherwise returns
    /// the errors of [`Envelope::open`].
    pub fn open_in<R: StoreRecord>(&self, scope: &Scope) -> Result<R, OpenError> {
        self.as_ref().open_in(scope)
    }

    /// Returns the row without copying it.
    #[must_use]
    #[inline]
    pub fn as_ref(&self) -> EnvelopeRef<'_> {
        let columns = &self.columns;
        EnvelopeRef {
            scope: columns.scope.as_str().into(),
            record_type: (&*columns.record_type).into(),
            record_key: columns.record_key.as_str().into(),
            schema_version: columns.schema_version,
            revision: columns.revision,
            created_at: columns.created_at,
            updated_at: columns.updated_at,
            metadata: columns.metadata.expose_json().into(),
            payload: columns.payload.expose_json().into(),
            payload_sha256: columns.payload_sha256,
        }
    }

    /// Wraps the columns that a store read. They are checked when the row is opened.
    #[must_use]
    pub fn from_columns(columns: EnvelopeColumns) -> Self {
        Self { columns }
    }

    /// Returns the columns, for a store to bind.
    #[must_use]
    pub fn columns(&self) -> &EnvelopeColumns {
        &self.columns
    }

    /// Returns the columns by value.
    #[must_use]
    pub fn into_columns(self) -> EnvelopeColumns {
        self.columns
    }

    /// Returns the record type.
    #[must_use]
    pub fn record_type(&self) -> &str {
        &self.columns.record_type
    }

    /// Returns the scope.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.columns.scope
    }

    /// Returns the record key.
    #[must_use]
    pub fn record_key(&self) -> &RecordKey {
        &self.columns.record_key
    }

    /// Returns the schema version, from 1.
    #[must_use]
    pub fn schema_version(&self) -> i32 {
        self.columns.schema_version
    }

    /// Returns the revision, which is the token for optimistic concurrency.
    #[must_use]
    pub fn revision(&self) -> Option<i64> {
        self.columns.revision
    }

    /// Returns the SHA-256 of the payload. It is always `None` without the feature `digest`.
    #[must_use]
    pub fn payload_sha256(&self) -> Option<Digest> {
        self.columns.payload_sha256
    }

    /// Returns the instant of creation, in UTC and whole microseconds.
    #[must_use]
    pub fn created_at(&self) -> Option<OffsetDateTime> {
        self.columns.created_at
    }

    /// Returns the instant of the last change, in UTC and whole microseconds.
    #[must_use]
    pub fn updated_at(&self) -> Option<OffsetDateTime> {
        self.columns.updated_at
    }

    /// Returns the metadata.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.columns.metadata
    }

    /// Returns the payload.
    #[must_use]
    pub fn payload(&self) -> &Payload {
        &self.columns.payload
    }
}

impl<'a> From<&'a Envelope> for EnvelopeRef<'a> {
    fn from(envelope: &'a Envelope) -> Self {
        envelope.as_ref()
    }
}

/// Shows no content.
impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Envelope(..)")
    }
}

/// Shows no content.
impl fmt::Debug for EnvelopeColumns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnvelopeColumns(..)")
    }
}
