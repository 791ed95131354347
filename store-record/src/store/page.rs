//! [`Page`]: opened records.

use super::{RowKey, Selection, StoreError};
use crate::envelope::Envelope;
use crate::record::StoreRecord;

/// The records of a page, and where the next one begins.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<R> {
    /// The opened records, in the order of the selection.
    pub records: Vec<R>,
    /// The key of the last row, for [`Selection::after`], if the page has as many rows as the selection's limit. The next
    /// page may be empty.
    pub next: Option<RowKey>,
}

impl<R: StoreRecord> Page<R> {
    /// Opens the rows of a selection.
    pub(super) fn open<E>(rows: &[Envelope], selection: &Selection<'_>) -> Result<Self, StoreError<E>> {
        let open = |row: &Envelope| match selection.scope {
            Some(scope) => row.open_in(scope),
            None => row.open(),
        };
        let records = rows.iter().map(open).collect::<Result<_, _>>().map_err(StoreError::NotOpened)?;
        let is_full = selection.limit.is_some_and(|limit| rows.len() as u64 >= u64::from(limit));
        let next = rows.last().filter(|_| is_full).map(RowKey::from);
        Ok(Self { records, next })
    }
}
