//! [`Change`]: what a store writes.

use crate::envelope::Envelope;
use crate::key::{RecordKey, Scope};
use std::fmt;

/// A change of rows, which a store applies as a whole or not at all.
///
/// [`Store`](super::Store) builds it. A store over SQL asks [`Statements`](crate::statements::Statements) for its
/// statements. Another store matches on it, and returns [`StoreError::Unsupported`](super::StoreError::Unsupported) for
/// a variant that it doesn't know.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Change<'a> {
    /// Inserts the rows, or replaces the whole rows with the same scopes, record types and record keys. Rows of one
    /// key count as one, the last of them.
    Put {
        /// The rows.
        rows: &'a [Envelope],
        /// Whether a row may replace one of a higher schema version. Otherwise such a row is an error.
        can_downgrade: bool,
    },
    /// Inserts the row, unless a row with its scope and record key is stored under a name of its record type.
    Insert {
        /// The row.
        row: &'a Envelope,
    },
    /// Replaces the row of a key if its revision is `expected`, and its schema version isn't higher than the new one
    /// unless `can_downgrade`.
    Replace {
        /// The new row.
        row: &'a Envelope,
        /// The revision that was read.
        expected: Option<i64>,
        /// Whether the row may replace one of a higher schema version. Otherwise such a row isn't replaced.
        can_downgrade: bool,
    },
    /// Replaces a row if its schema version, its revision and its payload are still those of `old`.
    Rewrite {
        /// The row that was read.
        old: &'a Envelope,
        /// The same record in a newer schema version.
        new: &'a Envelope,
    },
    /// Deletes the row of a key.
    Delete {
        /// The scope.
        scope: &'a Scope,
        /// A name of the record type.
        record_type: &'a str,
        /// The record key.
        record_key: &'a RecordKey,
    },
    /// Deletes all rows of a scope.
    Erase {
        /// The scope.
        scope: &'a Scope,
    },
}

/// Shows only the kind of change.
impl fmt::Debug for Change<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Put { .. } => "Put(..)",
            Self::Insert { .. } => "Insert(..)",
            Self::Replace { .. } => "Replace(..)",
            Self::Rewrite { .. } => "Rewrite(..)",
            Self::Delete { .. } => "Delete(..)",
            Self::Erase { .. } => "Erase(..)",
        })
    }
}
