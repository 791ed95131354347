//! [`StoredRow`]: a row that a store has read, also if it is damaged.

use std::fmt;
use store_record::{Envelope, RecordKey, Scope};

/// A row of a store: the columns of its primary key, and the envelope or the error if it can't be read.
///
/// The columns are stored data, so `Debug` doesn't show them. Bytes that aren't UTF-8 are replaced by U+FFFD.
pub struct StoredRow<E> {
    /// The column `scope`.
    pub scope: Scope,
    /// The column `record_type`.
    pub record_type: String,
    /// The column `record_key`.
    pub record_key: RecordKey,
    /// The whole row. Its content is unchecked until it is opened.
    pub envelope: Result<Envelope, E>,
}

impl<E> StoredRow<E> {
    /// Returns the same row with a converted error.
    pub fn map_err<F>(self, convert: impl FnOnce(E) -> F) -> StoredRow<F> {
        let Self { scope, record_type, record_key, envelope } = self;
        StoredRow { scope, record_type, record_key, envelope: envelope.map_err(convert) }
    }
}

impl<E> fmt::Debug for StoredRow<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredRow").field("is_readable", &self.envelope.is_ok()).finish_non_exhaustive()
    }
}
