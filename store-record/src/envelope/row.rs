//! Sealing a record and comparing its columns, without its type.
//!
//! Both are compiled once and not for each record type, because they would otherwise be most of a record type's compile
//! time beside its codec.

use super::{EnvelopeColumns, EnvelopeRef, MAX_RECORD_KEY, MAX_RECORD_TYPE, MAX_SCOPE, StoredText};
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

/// A [`StoreRecord`] without its type.
pub(super) trait Row {
    fn record_type(&self) -> &'static str;
    fn schema_version(&self) -> i32;
    /// Writes the record key and returns the length of its scope, in bytes.
    fn encode_scope_and_key(&self, key: &mut KeyEncoder) -> usize;
    fn encode_metadata(&self, encoder: &mut Encoder);
    fn encode_payload(&self, encoder: &mut Encoder);
    fn history(&self) -> History;
}

/// The columns of the revision and the timestamps.
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

/// Returns the row of a record.
pub(super) fn seal(row: &dyn Row) -> Result<Envelope, EncodeError> {
    columns_of(row).map(Envelope::from_columns).map_err(|error| error.in_record(row.record_type()))
}

/// The outcome of one reading of a payload.
pub(super) enum Outcome {
    Accepted,
    /// The decoder is at the beginning again: the text isn't in the canonical form.
    Retry,
    Rejected(OpenError),
}

/// Checks that the payload ends after the decoded record and that the record has the row's columns.
pub(super) fn check_row(decoder: &mut Decoder<'_>, columns: &EnvelopeRef<'_>, row: &dyn Row) -> Outcome {
    if let Err(failure) = decoder.finish() {
        return after_failure(decoder, failure, row.record_type());
    }
    match assert_same(columns, row) {
        Ok(()) => Outcome::Accepted,
        Err(error) => Outcome::Rejected(error),
    }
}

/// Returns [`Outcome::Retry`] after the first failure, and the error after the second.
pub(super) fn after_failure(decoder: &mut Decoder<'_>, failure: DecodeError, record_type: &'static str) -> Outcome {
    match decoder.read_again(failure) {
        Ok(()) => Outcome::Retry,
        Err(error) => Outcome::Rejected(OpenError::Payload(error.in_record(record_type))),
    }
}

/// Returns the columns of a record. Its errors have no record type yet.
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

/// Checks that the decoded record has the row's columns. The record type, the schema version and the digest have been
/// compared before.
fn assert_same(columns: &EnvelopeRef<'_>, row: &dyn Row) -> Result<(), OpenError> {
    match first_difference(columns, row) {
        Ok(None) => Ok(()),
        Ok(Some(column)) => Err(OpenError::Mismatch { record_type: row.record_type(), column }),
        Err(error) => Err(OpenError::Columns(error.in_record(row.record_type()))),
    }
}

/// Checks the same for a record that is read back before its row is sealed.
pub(super) fn assert_columns_read_back(columns: &EnvelopeRef<'_>, row: &dyn Row) -> Result<(), EncodeError> {
    match first_difference(columns, row)? {
        None => Ok(()),
        Some(column) => {
            Err(EncodeError::new(Path::from_member(column), EncodeErrorKind::ColumnReadBackDiffers { column }))
        }
    }
}

/// Checks that an upcast record has the scope and the key of its row.
pub(super) fn assert_not_moved(columns: &EnvelopeRef<'_>, row: &dyn Row) -> Result<(), OpenError> {
    match moved_column(columns, row) {
        Ok(None) => Ok(()),
        Ok(Some(column)) => Err(OpenError::Mismatch { record_type: row.record_type(), column }),
        Err(error) => Err(OpenError::Columns(error.in_record(row.record_type()))),
    }
}

fn first_difference(columns: &EnvelopeRef<'_>, row: &dyn Row) -> Result<Option<&'static str>, EncodeError> {
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

fn moved_column(columns: &EnvelopeRef<'_>, row: &dyn Row) -> Result<Option<&'static str>, EncodeError> {
    with_keys_of(row, |scope, key| {
        if columns.scope != scope.into() {
            Some("scope")
        } else {
            (columns.record_key != key.into()).then_some("record_key")
        }
    })
}

fn has_metadata_of(columns: &EnvelopeRef<'_>, row: &dyn Row) -> Result<bool, EncodeError> {
    with_encoder(|encoder| {
        row.encode_metadata(encoder);
        Ok(is_same_json(columns.metadata, encoder.finish()?))
    })
}

/// Returns true if the stored text is the canonical text, possibly in another order or white space.
pub(crate) fn is_same_json(stored: StoredText<'_>, canonical: &str) -> bool {
    let rewritten = || canonical::rewrite(stored.checked().ok()?).ok();
    stored == canonical.into() || rewritten().is_some_and(|stored| stored == canonical)
}

/// Calls `of` with the scope and the record key, after checking their lengths.
fn with_keys_of<T>(row: &dyn Row, of: impl FnOnce(&str, &str) -> T) -> Result<T, EncodeError> {
    let mut key = KeyEncoder::new();
    let scope = row.encode_scope_and_key(&mut key);
    let record_key = key.finish()?;
    // The record key begins with the components of the scope.
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
