//! A row in the memory of a driver, copied as a whole or only its key.

use super::{DamagedRow, RowKey};
use crate::envelope::{Envelope, EnvelopeColumns, EnvelopeRef, StoredText};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};

impl EnvelopeRef<'_> {
    /// Copies the row.
    ///
    /// # Errors
    ///
    /// Returns an error if a column isn't UTF-8.
    pub fn to_envelope(&self) -> Result<Envelope, DamagedRow> {
        let text = |column: &'static str, text: StoredText<'_>| match text.checked() {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(DamagedRow::new(column, RowKey::from(self))),
        };
        Ok(Envelope::from_columns(EnvelopeColumns {
            scope: Scope::from_stored(text("scope", self.scope)?),
            record_type: text("record_type", self.record_type)?.into(),
            record_key: RecordKey::from_stored(text("record_key", self.record_key)?),
            schema_version: self.schema_version,
            revision: self.revision,
            created_at: self.created_at,
            updated_at: self.updated_at,
            metadata: Metadata::from_stored(text("metadata", self.metadata)?),
            payload: Payload::from_stored(text("payload", self.payload)?),
            payload_sha256: self.payload_sha256,
        }))
    }
}

/// Copies the key. Bytes that aren't UTF-8 are replaced by U+FFFD.
impl From<&EnvelopeRef<'_>> for RowKey {
    fn from(row: &EnvelopeRef<'_>) -> Self {
        Self::from_columns([row.scope, row.record_type, row.record_key])
    }
}

impl RowKey {
    /// Copies the key. Bytes that aren't UTF-8 are replaced by U+FFFD.
    pub(crate) fn from_columns(key: [StoredText<'_>; 3]) -> Self {
        let [scope, record_type, record_key] =
            key.map(|column| String::from_utf8_lossy(column.expose_bytes()).into_owned());
        Self { scope: Scope::from_stored(scope), record_type, record_key: RecordKey::from_stored(record_key) }
    }
}
