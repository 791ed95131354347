//! [`StoreRecord`]: a domain struct that is a row.

use crate::codec::encoder::Encoder;
use crate::codec::scratch::with_encoder;
use crate::envelope::Envelope;
use crate::error::{EncodeError, KeyError, OpenError};
use crate::key::{KeyDecoder, KeyEncoder, RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::shape::RecordShape;
use crate::value::StoreValue;
use time::OffsetDateTime;

/// A domain struct that is kept as a row of the generic table.
///
/// Derive it; see [the derive](macro@crate::StoreRecord) for the attributes and for the inherent functions that
/// it adds.
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
    /// The stable stored name of this kind of record: the one under which rows are written.
    const RECORD_TYPE: &'static str;

    /// All names of this kind of record, the newest first: [`RECORD_TYPE`](Self::RECORD_TYPE), then the former ones, whose
    /// rows still open. A store finds a record under each of them and writes one row: [`docs/adapters.md`](crate::guide::adapters), "A record type
    /// that is renamed".
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

    /// The former names.
    #[doc(hidden)]
    const RECORD_TYPE_ALIASES: &'static [&'static str] = match Self::RECORD_TYPES {
        [_, former @ ..] => former,
        [] => &[],
    };

    /// The version of the record's shape, from 1.
    const SCHEMA_VERSION: i32 = 1;

    /// What the rows are like.
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
    };

    /// Reads each component of a record key and writes it again.
    #[doc(hidden)]
    fn rewrite_key(from: &mut KeyDecoder<'_>, to: &mut KeyEncoder) {
        from.copy_rest(to);
    }

    /// Opens a row of this schema version or of one that leads to it.
    #[doc(hidden)]
    fn open_version(envelope: &Envelope) -> Result<Self, OpenError> {
        envelope.open_exactly()
    }

    /// Writes the scope components; none when global.
    fn encode_scope(&self, key: &mut KeyEncoder);

    /// Writes the key components, without the scope's.
    fn encode_key(&self, key: &mut KeyEncoder);

    /// Writes the promoted fields as one object.
    fn encode_metadata(&self, encoder: &mut Encoder);

    /// When the record was made, for its column.
    ///
    /// # Errors
    ///
    /// An instant out of range.
    fn created_at(&self) -> Result<Option<OffsetDateTime>, EncodeError> {
        Ok(None)
    }

    /// When the record was last changed, for its column.
    ///
    /// # Errors
    ///
    /// An instant out of range.
    fn updated_at(&self) -> Result<Option<OffsetDateTime>, EncodeError> {
        Ok(None)
    }

    /// The optimistic-concurrency token, for its column.
    ///
    /// # Errors
    ///
    /// A number outside the range of a signed 64-bit integer.
    fn revision(&self) -> Result<Option<i64>, EncodeError> {
        Ok(None)
    }

    /// What bounds the record.
    ///
    /// # Errors
    ///
    /// A component that has no key text, such as a date out of range.
    fn scope(&self) -> Result<Scope, KeyError> {
        let mut key = KeyEncoder::new();
        self.encode_scope(&mut key);
        key.to_scope()
    }

    /// The scope's and the key's components as one ordered text.
    ///
    /// # Errors
    ///
    /// A component that has no key text, such as a date out of range.
    fn record_key(&self) -> Result<RecordKey, KeyError> {
        let mut key = KeyEncoder::new();
        self.encode_scope(&mut key);
        self.encode_key(&mut key);
        key.to_record_key()
    }

    /// The promoted fields.
    ///
    /// # Errors
    ///
    /// A field that can't be stored.
    fn metadata(&self) -> Result<Metadata, EncodeError> {
        with_encoder(|encoder| {
            self.encode_metadata(encoder);
            match encoder.finish() {
                Ok(text) => Ok(Metadata::from_stored(text)),
                Err(error) => Err(error.in_record(Self::RECORD_TYPE)),
            }
        })
    }

    /// The whole struct.
    ///
    /// # Errors
    ///
    /// A part that can't be stored, with its path.
    fn payload(&self) -> Result<Payload, EncodeError> {
        Payload::new(self).map_err(|error| error.in_record(Self::RECORD_TYPE))
    }

    /// The row.
    ///
    /// # Errors
    ///
    /// As [`Envelope::seal`].
    fn to_envelope(&self) -> Result<Envelope, EncodeError> {
        Envelope::seal(self)
    }
}
