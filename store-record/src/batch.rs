//! [`EnvelopeBatch`]: rows as columns.

pub use stream::{EnvelopeBatches, RowError};

mod stream;

use crate::digest::Digest;
use crate::envelope::{Envelope, EnvelopeColumns};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use std::fmt;
use time::OffsetDateTime;

/// Envelopes as columns of equal length: the arrays that `UNNEST` accepts, and the columns that COPY writes.
///
/// One statement with ten arrays inserts any number of rows. A statement with ten parameters for each row is limited by
/// PostgreSQL's 65,535 parameters. [`EnvelopeBatches`] splits many rows into batches. `Debug` shows only the number of
/// rows.
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
    /// `payload_sha256`. All are `None` without the feature `digest`.
    pub payload_sha256s: Vec<Option<Digest>>,
}

/// The rows of all columns, each converted to an iterator in the same way.
macro_rules! rows {
    ($batch:ident.$iterate:ident($($range:expr)?)) => {{
        let scopes = $batch.scopes.$iterate($($range)?);
        let texts = scopes.zip($batch.record_types.$iterate($($range)?)).zip($batch.record_keys.$iterate($($range)?));
        let numbers = $batch.schema_versions.$iterate($($range)?).zip($batch.revisions.$iterate($($range)?));
        let instants = $batch.created_ats.$iterate($($range)?).zip($batch.updated_ats.$iterate($($range)?));
        let jsons = $batch.metadatas.$iterate($($range)?).zip($batch.payloads.$iterate($($range)?));
        let contents = jsons.zip($batch.payload_sha256s.$iterate($($range)?));
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
    }};
}

impl EnvelopeBatch {
    /// Returns a batch without rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns a batch without rows, with memory for that number of rows.
    #[must_use]
    pub fn with_capacity(rows: usize) -> Self {
        Self {
            scopes: Vec::with_capacity(rows),
            record_types: Vec::with_capacity(rows),
            record_keys: Vec::with_capacity(rows),
            schema_versions: Vec::with_capacity(rows),
            revisions: Vec::with_capacity(rows),
            created_ats: Vec::with_capacity(rows),
            updated_ats: Vec::with_capacity(rows),
            metadatas: Vec::with_capacity(rows),
            payloads: Vec::with_capacity(rows),
            payload_sha256s: Vec::with_capacity(rows),
        }
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

    /// Returns the number of rows: the length of the shortest column.
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

    /// Returns true if there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Removes all rows. The memory is reused for the next batch.
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

    /// Returns the rows, [`EnvelopeBatch::len`] of them. Nothing is checked here: opening a row checks it.
    pub fn into_envelopes(self) -> impl Iterator<Item = Envelope> {
        rows!(self.into_iter())
    }

    /// Removes the rows and returns them. The memory is reused for the next batch. The batch is empty afterwards, even
    /// if not all rows were read from the iterator. Nothing is checked here: opening a row checks it.
    ///
    /// ```
    /// use store_record::{EnvelopeBatch, StoreRecord};
    ///
    /// #[derive(Debug, PartialEq, StoreRecord)]
    /// #[store_record(type = "step", scope = global, key = number)]
    /// struct Step { number: u8 }
    ///
    /// let mut batch = EnvelopeBatch::new();
    /// for page in [[1, 2], [3, 4]] {
    ///     // A database would fill the columns here.
    ///     batch.extend(page.map(|number| Step { number }.to_envelope().unwrap()));
    ///     for (row, number) in batch.drain_envelopes().zip(page) {
    ///         assert_eq!(row.open::<Step>()?, Step { number });
    ///     }
    ///     assert!(batch.is_empty());
    /// }
    /// # Ok::<(), store_record::OpenError>(())
    /// ```
    pub fn drain_envelopes(&mut self) -> impl Iterator<Item = Envelope> {
        rows!(self.drain(..))
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
