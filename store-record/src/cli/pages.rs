//! [`Pages`]: the rows of a command, in pages, so that a command can stop and go on.

use super::Failure;
use crate::envelope::EnvelopeRef;
use crate::key::Scope;
use crate::store::{DamagedRow, Query, RowKey, Selection, Store};
use std::ops::ControlFlow;

/// The rows of a page. It is the page of [`Blocking`](crate::store::Blocking), so that each page is one query there, too.
pub(super) const PAGE_ROWS: u32 = 1_000;

/// Rows that are read as one sequence. `None` is "all".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) scope: Option<Scope>,
    /// The record type as it is stored. A store may find the rows of other names of it, which are left out.
    pub(super) record_type: Option<&'static str>,
    pub(super) schema_version: Option<i32>,
}

/// A position in the rows of several parts.
pub(super) struct Pages {
    parts: Vec<Part>,
    limit: u32,
    /// The index of the current part.
    pub(super) part: usize,
    /// The last row of the page before, in that part.
    pub(super) after: Option<RowKey>,
}

impl Pages {
    /// Begins at a position, which is that of the first row by default.
    pub(super) fn new(parts: Vec<Part>, limit: u32, part: usize, after: Option<RowKey>) -> Self {
        Self { parts, limit, part, after }
    }

    /// Returns the number of rows of all parts, whatever the position is.
    pub(super) fn total<S: Store>(&self, store: &mut S) -> Result<u64, Failure> {
        let mut total = 0;
        for part in &self.parts {
            let counts = store.counts(&part.selection())?;
            let is_of = |name: &str| part.record_type.is_none_or(|record_type| record_type == name);
            total += counts.iter().filter(|count| is_of(&count.record_type)).map(|count| count.rows).sum::<u64>();
        }
        Ok(total)
    }

    /// Passes the rows of the next page to the function, until it returns an error. Returns false at the end.
    ///
    /// The position is after the page then.
    pub(super) fn next<S: Store>(
        &mut self,
        store: &mut S,
        mut visit: impl FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> Result<(), Failure>,
    ) -> Result<bool, Failure> {
        let Some(part) = self.parts.get(self.part) else { return Ok(false) };
        let mut selection = part.selection().limit(self.limit);
        selection.after = self.after.as_ref();
        let (mut rows, mut last, mut failure) = (0, None, None);
        store.query(&Query::Rows(selection), &mut |row| {
            rows += 1;
            if rows == self.limit {
                last = Some(key_of(&row));
            }
            if !part.has(&row) {
                return ControlFlow::Continue(());
            }
            match visit(row) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        })?;
        if let Some(failure) = failure {
            return Err(failure);
        }
        if last.is_some() && last == self.after {
            // The bytes of the key can't be read, so the next page can't be asked for.
            return Err(Failure::Store("a row's key isn't UTF-8, so the rows after it can't be read".to_owned()));
        }
        self.part += usize::from(last.is_none());
        self.after = last;
        Ok(true)
    }
}

impl Part {
    fn selection(&self) -> Selection<'_> {
        let mut selection = Selection::new();
        selection.scope = self.scope.as_ref();
        selection.record_type = self.record_type;
        selection.schema_version = self.schema_version;
        selection
    }

    fn has(&self, row: &Result<EnvelopeRef<'_>, DamagedRow>) -> bool {
        let Some(record_type) = self.record_type else { return true };
        match row {
            Ok(row) => row.record_type.expose_bytes() == record_type.as_bytes(),
            Err(damaged) => damaged.key.record_type == record_type,
        }
    }
}

/// Returns the primary key of a row.
pub(super) fn key_of(row: &Result<EnvelopeRef<'_>, DamagedRow>) -> RowKey {
    row.as_ref().map_or_else(|damaged| damaged.key.clone(), RowKey::from)
}
