//! [`Envelope`]: the row itself.

use crate::codec::canonical;
use crate::codec::decoder::decode_text;
use crate::columns::floor_to_microseconds;
use crate::error::{DecodeError, EncodeError, EncodeErrorKind, KeyError, OpenError};
use crate::{KeyEncoder, Metadata, Payload, RecordKey, Scope, StoreRecord};
use std::fmt;
use time::OffsetDateTime;

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
/// });
/// assert_eq!(row.open::<Account>()?, Account { tenant: "acme".into(), id: 7 });
/// # Ok::<(), store_record::OpenError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct EnvelopeColumns {
    /// `scope`: empty when global.
    pub scope: Scope,
    /// `record_type`.
    pub record_type: String,
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
}

impl Envelope {
    /// Seals a record: its key, its columns and its payload.
    ///
    /// # Errors
    ///
    /// A part that can't be stored, with its path; a scope over 512 bytes, a record key over 1,536, a
    /// record type over 128.
    pub fn seal<R: StoreRecord>(record: &R) -> Result<Self, EncodeError> {
        columns_of(record).map(Self::from_columns).map_err(|error| error.in_record(R::RECORD_TYPE))
    }

    /// Opens the row as `R`.
    ///
    /// Checked in this order: the record type, the schema version, the payload, then that the decoded
    /// record gives the row's scope, key and columns again, so that a row edited or copied by hand is
    /// found out. A row of an older schema version is opened as the type that wrote it and goes through the
    /// chain of `previous` types; its scope and key must be the same afterwards.
    ///
    /// # Errors
    ///
    /// The first check that fails. It holds no stored data.
    pub fn open<R: StoreRecord>(&self) -> Result<R, OpenError> {
        let columns = &self.columns;
        if columns.record_type != R::RECORD_TYPE && !R::RECORD_TYPE_ALIASES.contains(&columns.record_type.as_str()) {
            return Err(OpenError::RecordType { expected: R::RECORD_TYPE });
        }
        let (record_type, known, found) = (R::RECORD_TYPE, R::SCHEMA_VERSION, columns.schema_version);
        if found > known {
            return Err(OpenError::FutureSchemaVersion { record_type, known, found });
        }
        let record = R::open_version(self)?;
        match if found < known { self.moved_column(&record)? } else { None } {
            Some(column) => Err(OpenError::Mismatch { record_type, column }),
            None => Ok(record),
        }
    }

    /// Opens a row of exactly the schema version of `R`.
    pub(crate) fn open_exactly<R: StoreRecord>(&self) -> Result<R, OpenError> {
        let columns = &self.columns;
        let (record_type, known, found) = (R::RECORD_TYPE, R::SCHEMA_VERSION, columns.schema_version);
        if found != known {
            return Err(OpenError::UnsupportedSchemaVersion { record_type, known, found });
        }
        let record: R = decode_text(columns.payload.expose_json())
            .map_err(|error: DecodeError| OpenError::Payload(error.in_record(record_type)))?;
        let again = columns_of(&record).map_err(|error| OpenError::Columns(error.in_record(record_type)))?;
        match columns.first_difference(&again) {
            Some(column) => Err(OpenError::Mismatch { record_type, column }),
            None => Ok(record),
        }
    }

    /// The column, of scope and key, that an upcast record no longer shares with its row.
    fn moved_column<R: StoreRecord>(&self, record: &R) -> Result<Option<&'static str>, OpenError> {
        let columns = |error: KeyError| OpenError::Columns(EncodeError::from(error).in_record(R::RECORD_TYPE));
        if record.scope().map_err(columns)? != self.columns.scope {
            return Ok(Some("scope"));
        }
        Ok((record.record_key().map_err(columns)? != self.columns.record_key).then_some("record_key"))
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
            Err(OpenError::OtherScope { record_type: R::RECORD_TYPE })
        }
    }

    /// The row that an adapter read. Nothing is checked here: opening does.
    #[must_use]
    pub fn from_columns(columns: EnvelopeColumns) -> Self {
        Self { columns }
    }

    /// The columns, for an adapter to bind.
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

impl EnvelopeColumns {
    /// The first column in which `again`, the columns of the decoded record, differs.
    fn first_difference(&self, again: &Self) -> Option<&'static str> {
        // The record type and the schema version were compared before.
        [
            ("scope", self.scope == again.scope),
            ("record_key", self.record_key == again.record_key),
            ("metadata", is_same_json(&self.metadata, &again.metadata)),
            ("revision", self.revision == again.revision),
            ("created_at", self.created_at == again.created_at),
            ("updated_at", self.updated_at == again.updated_at),
        ]
        .into_iter()
        .find_map(|(column, is_same)| (!is_same).then_some(column))
    }
}

fn columns_of<R: StoreRecord>(record: &R) -> Result<EnvelopeColumns, EncodeError> {
    let mut key = KeyEncoder::new();
    record.encode_scope(&mut key);
    let scope = key.scope_so_far();
    record.encode_key(&mut key);
    let record_key = key.into_record_key()?;
    within_limit("record type", R::RECORD_TYPE, MAX_RECORD_TYPE)?;
    within_limit("scope", scope.as_str(), MAX_SCOPE)?;
    within_limit("record key", record_key.as_str(), MAX_RECORD_KEY)?;
    Ok(EnvelopeColumns {
        scope,
        record_type: R::RECORD_TYPE.to_owned(),
        record_key,
        schema_version: R::SCHEMA_VERSION,
        revision: record.revision()?,
        created_at: record.created_at()?.map(floor_to_microseconds).transpose()?,
        updated_at: record.updated_at()?.map(floor_to_microseconds).transpose()?,
        metadata: record.metadata()?,
        payload: record.payload()?,
    })
}

fn within_limit(column: &'static str, text: &str, limit: usize) -> Result<(), EncodeError> {
    if text.len() <= limit {
        return Ok(());
    }
    Err(EncodeError::new(String::new(), EncodeErrorKind::TooLong { column, limit }))
}

fn is_same_json(stored: &Metadata, again: &Metadata) -> bool {
    stored == again || canonical::rewrite(stored.expose_json()).is_ok_and(|text| text == again.expose_json())
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
