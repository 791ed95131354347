//! What both traits share: collecting rows, and the checks before the database.

use super::{DamagedRow, StoreError, TableProblem};
use crate::envelope::{Envelope, EnvelopeRef};
use std::ops::ControlFlow;

/// The rows of a query, up to the first one that can't be read.
#[derive(Default)]
pub(super) struct Collected {
    rows: Vec<Envelope>,
    damaged: Option<DamagedRow>,
}

impl Collected {
    pub(super) fn visit(&mut self, row: Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()> {
        match row.and_then(|row| row.to_envelope()) {
            Ok(row) => {
                self.rows.push(row);
                ControlFlow::Continue(())
            }
            Err(damaged) => self.stop(damaged),
        }
    }

    /// Passes a row to a function instead of collecting it.
    pub(super) fn pass(
        &mut self,
        row: Result<EnvelopeRef<'_>, DamagedRow>,
        visit: impl FnOnce(EnvelopeRef<'_>),
    ) -> ControlFlow<()> {
        match row {
            Ok(row) => {
                visit(row);
                ControlFlow::Continue(())
            }
            Err(damaged) => self.stop(damaged),
        }
    }

    fn stop(&mut self, damaged: DamagedRow) -> ControlFlow<()> {
        self.damaged = Some(damaged);
        ControlFlow::Break(())
    }

    pub(super) fn into_rows<E>(self) -> Result<Vec<Envelope>, StoreError<E>> {
        match self.damaged {
            None => Ok(self.rows),
            Some(damaged) => Err(StoreError::Damaged(damaged)),
        }
    }

    /// Returns the first problem of the table.
    pub(super) fn into_table_problem<E>(self) -> Result<(), StoreError<E>> {
        match self.into_rows()?.first() {
            None => Ok(()),
            Some(row) => Err(StoreError::Table(TableProblem::from_row(row.record_type(), row.record_key().as_str()))),
        }
    }
}

/// Returns the only row of a key.
pub(super) fn one_row<E>(mut rows: Vec<Envelope>) -> Result<Option<Envelope>, StoreError<E>> {
    if rows.len() > 1 { Err(StoreError::TwoRows) } else { Ok(rows.pop()) }
}

/// Checks that a replacement has a higher revision. `None` is lower than every number.
pub(super) fn assert_raised<E>(row: &Envelope, expected: Option<i64>) -> Result<(), StoreError<E>> {
    if row.revision() > expected { Ok(()) } else { Err(StoreError::RevisionNotRaised) }
}

/// Checks that `new` can be the record of `old` in a newer schema version.
pub(super) fn assert_rewrite<E>(old: &Envelope, new: &Envelope) -> Result<(), StoreError<E>> {
    let has_same_key = (old.scope(), old.record_key()) == (new.scope(), new.record_key());
    let is_raised = new.schema_version() > old.schema_version();
    if has_same_key && old.revision() == new.revision() && is_raised { Ok(()) } else { Err(StoreError::NotARewrite) }
}
