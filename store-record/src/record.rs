//! [`StoreRecord`]: a domain struct that is stored as a row.

use crate::codec::encoder::Encoder;
use crate::codec::scratch::with_encoder;
use crate::envelope::{Envelope, EnvelopeRef};
use crate::error::{EncodeError, KeyError, OpenError};
use crate::key::{KeyDecoder, KeyEncoder, RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::shape::RecordShape;
use crate::value::StoreValue;
use time::OffsetDateTime;

/// A domain struct that is stored as a row of the generic table.
///
/// Derive it. [The derive](macro@crate::StoreRecord) has the attributes, and the inherent functions that it adds.
///
/// ```
/// use store_record::StoreRecord;
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "account", scope = tenant, key = id, revision = revision)]
/// struct Account { tenant: String, id: u64, revision: u32 }
///
/// let account = Account { tenant: "acme".into(), id: 7, revision: 3 };
/// assert_eq!(Account::RECORD_TYPE, "account");
/// assert_eq!((account.scope()?.as_str(), account.record_key()?.as_str()), ("acme", "acme#a7"));
/// assert_eq!((account.revision()?, account.created_at()?), (Some(3), None));
/// assert_eq!(account.payload()?.expose_json(), r#"{"id": 7, "tenant": "acme", "revision": 3}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a record",
    label = "not a `StoreRecord`",
    note = "derive it: `#[derive(StoreRecord)]` with `#[store_record(type = \"…\", scope = …, key = …)]`"
)]
pub trait StoreRecord: StoreValue {
    /// The record type: the stable stored name of this kind of record, at most 128 bytes. New rows are written under
    /// it.
    const RECORD_TYPE: &'static str;

    /// All record types whose rows open as this record: [`RECORD_TYPE`](Self::RECORD_TYPE), then the former ones, the
    /// newest first.
    ///
    /// A store looks for a record under each of them and writes one row. [`docs/adapters.md`](crate::guide::adapters)
    /// says how.
    ///
    /// ```
    /// use store_record::StoreRecord;
    ///
    /// #[derive(StoreRecord)]
    /// #[store_record(type = "account", alias = "user", alias = "usr", scope = global, key = id)]
    /// struct Account { id: u64 }
    ///
    /// assert_eq!(Account::RECORD_TYPE, "account");
    /// assert_eq!(Account::RECORD_TYPES, ["account", "user", "usr"]);
    /// ```
    const RECORD_TYPES: &'static [&'static str] = &[Self::RECORD_TYPE];

    /// The former record types.
    #[doc(hidden)]
    const RECORD_TYPE_ALIASES: &'static [&'static str] = match Self::RECORD_TYPES {
        [_, former @ ..] => former,
        [] => &[],
    };

    /// The schema version: the version of the record's shape, from 1.
    const SCHEMA_VERSION: i32 = 1;

    /// The shape of the rows.
    #[doc(hidden)]
    const RECORD_SHAPE: &'static RecordShape = &RecordShape {
        record_type: Self::RECORD_TYPE,
        aliases: Self::RECORD_TYPE_ALIASES,
        schema_version: Self::SCHEMA_VERSION,
        scope: &[],
        key: &[],
        columns: &[],
        payload: Self::SHAPE,
        previous: None,
        is_locked: false,
    };

    /// Reads each component of a record key and writes it again.
    #[doc(hidden)]
    fn rewrite_key(from: &mut KeyDecoder<'_>, to: &mut KeyEncoder) {
        from.copy_rest(to);
    }

    /// Opens a row of this schema version, or of an older one from which there is a chain of `previous` types.
    #[doc(hidden)]
    fn open_version(envelope: &EnvelopeRef<'_>) -> Result<Self, OpenError> {
        envelope.open_exactly()
    }

    /// Calls the visitor with each previous type, the newest first.
    #[doc(hidden)]
    fn visit_previous<V: RecordVisitor>(_visitor: &mut V) {}

    /// Writes the components of the scope. A global record has none.
    fn encode_scope(&self, key: &mut KeyEncoder);

    /// Writes the components of the key, without those of the scope.
    fn encode_key(&self, key: &mut KeyEncoder);

    /// Writes the metadata fields as one JSON object.
    fn encode_metadata(&self, encoder: &mut Encoder);

    /// Returns the instant of creation, for the column `created_at`.
    ///
    /// # Errors
    ///
    /// Returns an error if the instant is out of range.
    fn created_at(&self) -> Result<Option<OffsetDateTime>, EncodeError> {
        Ok(None)
    }

    /// Returns the instant of the last change, for the column `updated_at`.
    ///
    /// # Errors
    ///
    /// Returns an error if the instant is out of range.
    fn updated_at(&self) -> Result<Option<OffsetDateTime>, EncodeError> {
        Ok(None)
    }

    /// Returns the revision, which is the token for optimistic concurrency, for the column `revision`.
    ///
    /// # Errors
    ///
    /// Returns an error if the number is outside the range of `i64`.
    fn revision(&self) -> Result<Option<i64>, EncodeError> {
        Ok(None)
    }

    /// Returns the scope.
    ///
    /// # Errors
    ///
    /// Returns an error if a component can't be written, such as a date out of range. The length is checked when the
    /// record is sealed.
    fn scope(&self) -> Result<Scope, KeyError> {
        let mut key = KeyEncoder::new();
        self.encode_scope(&mut key);
        key.to_scope()
    }

    /// Returns the record key: the components of the scope and of the key as one ordered text.
    ///
    /// # Errors
    ///
    /// Returns an error if a component can't be written, such as a date out of range. The length is checked when the
    /// record is sealed.
    fn record_key(&self) -> Result<RecordKey, KeyError> {
        let mut key = KeyEncoder::new();
        self.encode_scope(&mut key);
        self.encode_key(&mut key);
        key.to_record_key()
    }

    /// Returns the metadata: the fields that are stored in a column of their own beside the payload.
    ///
    /// # Errors
    ///
    /// Returns an error, with its path, if a field can't be stored.
    fn metadata(&self) -> Result<Metadata, EncodeError> {
        with_encoder(|encoder| {
            self.encode_metadata(encoder);
            match encoder.finish() {
                Ok(text) => Ok(Metadata::from_stored(text)),
                Err(error) => Err(error.in_record(Self::RECORD_TYPE)),
            }
        })
    }

    /// Returns the payload: the canonical JSON text of the whole struct.
    ///
    /// # Errors
    ///
    /// Returns an error, with its path, if a part can't be stored.
    fn payload(&self) -> Result<Payload, EncodeError> {
        Payload::new(self).map_err(|error| error.in_record(Self::RECORD_TYPE))
    }

    /// Seals the record, as [`Envelope::seal`] does.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Envelope::seal`].
    fn to_envelope(&self) -> Result<Envelope, EncodeError> {
        Envelope::seal(self)
    }
}

/// A function that is generic over record types: those of a manifest, or the previous types of one.
#[doc(hidden)]
pub trait RecordVisitor {
    /// Accepts a record type. It is called once for each.
    fn visit<R: StoreRecord>(&mut self);
}
