//! [`EnvelopeBatch`]: rows as columns.

use crate::{Digest, Envelope, EnvelopeColumns, Metadata, Payload, RecordKey, Scope};
use std::fmt;
use time::OffsetDateTime;

/// Envelopes as columns, a list for each, all of one length: what `UNNEST` takes as arrays and what COPY writes.
///
/// One statement with ten arrays inserts any number of rows, where one with ten parameters a row ends at PostgreSQL's
/// 65,535 parameters. `Debug` shows the number of rows alone.
///
/// ```
/// use store_record::{Envelope, EnvelopeBatch, StoreRecord};
///
/// #[derive(Debug, PartialEq, StoreRecord)]
/// #[store_record(type = "account", scope = tenant, key = id)]
/// struct Account { tenant: String, id: u64 }
///
/// let account = |id| Account { tenant: "acme".into(), id };
/// let rows = [account(7).to_envelope()?, account(8).to_envelope()?];
/// let batch: EnvelopeBatch = rows.iter().cloned().collect();
/// assert_eq!((batch.len(), batch.record_keys[1].as_str()), (2, "acme#a8"));
/// assert_eq!(batch.into_envelopes().collect::<Vec<_>>(), rows);
/// # Ok::<(), store_record::EncodeError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnvelopeBatch {
    /// `scope`.
    pub scopes: Vec<Scope>,
    /// `record_type`.
    pub record_types: Vec<String>,
    /// `record_key`.
    pub record_keys: Vec<RecordKey>,
    /// `schema_version`.
    pub schema_versions: Vec<i32>,
    /// `revision`.
    pub revisions: Vec<Option<i64>>,
    /// `created_at`.
    pub created_ats: Vec<Option<OffsetDateTime>>,
    /// `updated_at`.
    pub updated_ats: Vec<Option<OffsetDateTime>>,
    /// `metadata`.
    pub metadatas: Vec<Metadata>,
    /// `payload`.
    pub payloads: Vec<Payload>,
    /// `payload_sha256`: all none without the feature `digest`.
    pub payload_sha256s: Vec<Option<Digest>>,
}

impl EnvelopeBatch {
    /// No rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row.
    pub fn push(&mut self, envelope: Envelope) {
        let columns = envelope.into_columns();
        self.scopes.push(columns.scope);
        self.record_types.push(columns.record_type.into_owned());
        self.record_keys.push(columns.record_key);
        self.schema_versions.push(columns.schema_version);
        self.revisions.push(columns.revision);
        self.created_ats.push(columns.created_at);
        self.updated_ats.push(columns.updated_at);
        self.metadatas.push(columns.metadata);
        self.payloads.push(columns.payload);
        self.payload_sha256s.push(columns.payload_sha256);
    }

    /// How many rows there are: the length of the shortest column.
    #[must_use]
    pub fn len(&self) -> usize {
        let others = [
            self.record_types.len(),
            self.record_keys.len(),
            self.schema_versions.len(),
            self.revisions.len(),
            self.created_ats.len(),
            self.updated_ats.len(),
            self.metadatas.len(),
            self.payloads.len(),
            self.payload_sha256s.len(),
        ];
        others.into_iter().fold(self.scopes.len(), usize::min)
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes out all rows and keeps the room, for the next batch.
    pub fn clear(&mut self) {
        self.scopes.clear();
        self.record_types.clear();
        self.record_keys.clear();
        self.schema_versions.clear();
        self.revisions.clear();
        self.created_ats.clear();
        self.updated_ats.clear();
        self.metadatas.clear();
        self.payloads.clear();
        self.payload_sha256s.clear();
    }

    /// The rows, as many as [`EnvelopeBatch::len`] says. Nothing is checked here: opening does.
    pub fn into_envelopes(self) -> impl Iterator<Item = Envelope> {
        let texts = self.scopes.into_iter().zip(self.record_types).zip(self.record_keys);
        let numbers = self.schema_versions.into_iter().zip(self.revisions);
        let instants = self.created_ats.into_iter().zip(self.updated_ats);
        let contents = self.metadatas.into_iter().zip(self.payloads).zip(self.payload_sha256s);
        texts.zip(numbers).zip(instants).zip(contents).map(|(((texts, numbers), instants), contents)| {
            let ((scope, record_type), record_key) = texts;
            let (schema_version, revision) = numbers;
            let (created_at, updated_at) = instants;
            let ((metadata, payload), payload_sha256) = contents;
            Envelope::from_columns(EnvelopeColumns {
                scope,
                record_type: record_type.into(),
                record_key,
                schema_version,
                revision,
                created_at,
                updated_at,
                metadata,
                payload,
                payload_sha256,
            })
        })
    }
}

impl Extend<Envelope> for EnvelopeBatch {
    fn extend<I: IntoIterator<Item = Envelope>>(&mut self, envelopes: I) {
        envelopes.into_iter().for_each(|envelope| self.push(envelope));
    }
}

impl FromIterator<Envelope> for EnvelopeBatch {
    fn from_iter<I: IntoIterator<Item = Envelope>>(envelopes: I) -> Self {
        let mut batch = Self::new();
        batch.extend(envelopes);
        batch
    }
}

impl fmt::Debug for EnvelopeBatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnvelopeBatch").field("len", &self.len()).finish_non_exhaustive()
    }
}
