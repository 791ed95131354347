//! A record as what its columns are made of, without its type.
//!
//! Sealing and comparing are compiled once and not for each record type, which is most of what a record would otherwise
//! cost beside its codec.

use super::{EnvelopeColumns, MAX_RECORD_KEY, MAX_RECORD_TYPE, MAX_SCOPE};
use crate::codec::decoder::{Decoder, canonical};
use crate::codec::encoder::Encoder;
use crate::codec::scratch::with_encoder;
use crate::columns::floor_to_microseconds;
use crate::digest::Digest;
use crate::envelope::Envelope;
use crate::error::{DecodeError, EncodeError, EncodeErrorKind, OpenError, Path};
use crate::key::{KeyEncoder, RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::record::StoreRecord;
use std::borrow::Cow;
use time::OffsetDateTime;

/// Every [`StoreRecord`].
pub(super) trait Row {
    fn record_type(&self) -> &'static str;
    fn schema_version(&self) -> i32;
    /// Gives how many bytes of it are the scope.
    fn encode_scope_and_key(&self, key: &mut KeyEncoder) -> usize;
    fn encode_metadata(&self, encoder: &mut Encoder);
    fn encode_payload(&self, encoder: &mut Encoder);
    fn history(&self) -> History;
}

/// The columns that say when and how often a row was written.
pub(super) struct History {
    revision: Result<Option<i64>, EncodeError>,
    created_at: Result<Option<OffsetDateTime>, EncodeError>,
    updated_at: Result<Option<OffsetDateTime>, EncodeError>,
}

impl<R: StoreRecord> Row for R {
    fn record_type(&self) -> &'static str {
        R::RECORD_TYPE
    }

    fn schema_version(&self) -> i32 {
        R::SCHEMA_VERSION
    }

    fn encode_scope_and_key(&self, key: &mut KeyEncoder) -> usize {
        self.encode_scope(key);
        let scope = key.len();
        self.encode_key(key);
        scope
    }

    fn encode_metadata(&self, encoder: &mut Encoder) {
        StoreRecord::encode_metadata(self, encoder);
    }

    fn encode_payload(&self, encoder: &mut Encoder) {
        self.encode(encoder);
    }

    fn history(&self) -> History {
        History { revision: self.revision(), created_at: self.created_at(), updated_at: self.updated_at() }
    }
}

/// The row of a record.
pub(super) fn seal(row: &dyn Row) -> Result<Envelope, EncodeError> {
    columns_of(row).map(Envelope::from_columns).map_err(|error| error.in_record(row.record_type()))
}

/// What becomes of a reading.
pub(super) enum Verdict {
    Accepted,
    ReadAgain,
    Rejected(OpenError),
}

/// Of a record that was read: whether the payload ends there and the record gives the columns again.
pub(super) fn judge(decoder: &mut Decoder<'_>, columns: &EnvelopeColumns, row: &dyn Row) -> Verdict {
    if let Err(failure) = decoder.finish() {
        return judge_failure(decoder, failure, row.record_type());
    }
    match assert_same(columns, row) {
        Ok(()) => Verdict::Accepted,
        Err(error) => Verdict::Rejected(error),
    }
}

/// After the first failure the decoder goes back to the beginning.
pub(super) fn judge_failure(decoder: &mut Decoder<'_>, failure: DecodeError, record_type: &'static str) -> Verdict {
    match decoder.read_again(failure) {
        Ok(()) => Verdict::ReadAgain,
        Err(error) => Verdict::Rejected(OpenError::Payload(error.in_record(record_type))),
    }
}

/// The columns of a record. An error has no record type yet.
fn columns_of(row: &dyn Row) -> Result<EnvelopeColumns, EncodeError> {
    let (scope, record_key) = with_keys_of(row, |scope, key| (Scope::from_stored(scope), RecordKey::from_stored(key)))?;
    within_limit("record type", row.record_type(), MAX_RECORD_TYPE)?;
    let (payload, metadata) = with_encoder(|encoder| {
        row.encode_payload(encoder);
        let payload = encoder.finish().map(Payload::from_stored)?;
        encoder.clear();
        row.encode_metadata(encoder);
        encoder.finish().map(|metadata| (payload, Metadata::from_stored(metadata)))
    })?;
    let History { revision, created_at, updated_at } = row.history();
    Ok(EnvelopeColumns {
        scope,
        record_type: Cow::Borrowed(row.record_type()),
        record_key,
        schema_version: row.schema_version(),
        revision: revision?,
        created_at: column_of(created_at?)?,
        updated_at: column_of(updated_at?)?,
        metadata,
        payload_sha256: digest_of(&payload),
        payload,
    })
}

/// That the decoded record gives the columns again. The record type, the schema version and the digest were compared
/// before.
fn assert_same(columns: &EnvelopeColumns, row: &dyn Row) -> Result<(), OpenError> {
    match first_difference(columns, row) {
        Ok(None) => Ok(()),
        Ok(Some(column)) => Err(OpenError::Mismatch { record_type: row.record_type(), column }),
        Err(error) => Err(OpenError::Columns(error.in_record(row.record_type()))),
    }
}

/// The same of a record that was read back before its row is sealed.
pub(super) fn assert_columns_read_back(columns: &EnvelopeColumns, row: &dyn Row) -> Result<(), EncodeError> {
    match first_difference(columns, row)? {
        None => Ok(()),
        Some(column) => {
            Err(EncodeError::new(Path::from_member(column), EncodeErrorKind::ColumnReadBackDiffers { column }))
        }
    }
}

/// That an upcast record has the scope and the key of its row.
pub(super) fn assert_not_moved(columns: &EnvelopeColumns, row: &dyn Row) -> Result<(), OpenError> {
    match moved_column(columns, row) {
        Ok(None) => Ok(()),
        Ok(Some(column)) => Err(OpenError::Mismatch { record_type: row.record_type(), column }),
        Err(error) => Err(OpenError::Columns(error.in_record(row.record_type()))),
    }
}

fn first_difference(columns: &EnvelopeColumns, row: &dyn Row) -> Result<Option<&'static str>, EncodeError> {
    if let Some(column) = moved_column(columns, row)? {
        return Ok(Some(column));
    }
    let has_metadata = has_metadata_of(columns, row)?;
    let History { revision, created_at, updated_at } = row.history();
    let compared = [
        ("metadata", has_metadata),
        ("revision", columns.revision == revision?),
        ("created_at", columns.created_at == column_of(created_at?)?),
        ("updated_at", columns.updated_at == column_of(updated_at?)?),
    ];
    Ok(compared.into_iter().find_map(|(column, is_same)| (!is_same).then_some(column)))
}

fn moved_column(columns: &EnvelopeColumns, row: &dyn Row) -> Result<Option<&'static str>, EncodeError> {
    with_keys_of(row, |scope, key| {
        if columns.scope.as_str() != scope {
            Some("scope")
        } else {
            (columns.record_key.as_str() != key).then_some("record_key")
        }
    })
}

fn has_metadata_of(columns: &EnvelopeColumns, row: &dyn Row) -> Result<bool, EncodeError> {
    with_encoder(|encoder| {
        row.encode_metadata(encoder);
        let (stored, text) = (columns.metadata.expose_json(), encoder.finish()?);
        Ok(text == stored || canonical::rewrite(stored).is_ok_and(|stored| stored == text))
    })
}

/// What `of` makes of the scope and the record key, which are within their limits.
fn with_keys_of<T>(row: &dyn Row, of: impl FnOnce(&str, &str) -> T) -> Result<T, EncodeError> {
    let mut key = KeyEncoder::new();
    let scope = row.encode_scope_and_key(&mut key);
    let record_key = key.finish()?;
    // The key begins with the scope, whole components of it.
    let scope = record_key.get(..scope).unwrap_or(record_key);
    within_limit("scope", scope, MAX_SCOPE)?;
    within_limit("record key", record_key, MAX_RECORD_KEY)?;
    Ok(of(scope, record_key))
}

fn within_limit(column: &'static str, text: &str, limit: usize) -> Result<(), EncodeError> {
    if text.len() <= limit {
        return Ok(());
    }
    Err(EncodeError::new(Path::default(), EncodeErrorKind::TooLong { column, limit }))
}

fn column_of(instant: Option<OffsetDateTime>) -> Result<Option<OffsetDateTime>, EncodeError> {
    instant.map(floor_to_microseconds).transpose()
}

#[cfg(feature = "digest")]
fn digest_of(payload: &Payload) -> Option<Digest> {
    Some(Digest::new(payload))
}

#[cfg(not(feature = "digest"))]
fn digest_of(_: &Payload) -> Option<Digest> {
    None
}
