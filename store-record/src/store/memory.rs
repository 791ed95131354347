//! [`MemoryStore`]: a store for unit tests.

use super::{AsyncStore, Change, DamagedRow, Query, RecordNames, RowKey, Selection, Store, StoreError};
use crate::codec::decoder::canonical;
use crate::envelope::{Envelope, EnvelopeColumns, EnvelopeRef, MAX_RECORD_KEY, MAX_RECORD_TYPE, MAX_SCOPE};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::future::{Future, ready};
use std::ops::ControlFlow;

/// A store in memory, for unit tests of code that needs a store. It keeps the laws of a store over a database.
///
/// `Debug` shows only the number of rows.
///
/// ```
/// use store_record::StoreRecord;
/// use store_record::store::{MemoryStore, Store};
///
/// #[derive(Debug, PartialEq, StoreRecord)]
/// #[store_record(type = "account", scope = global, key = id)]
/// struct Account { id: u64 }
///
/// let mut store = MemoryStore::new();
/// let row = Account { id: 7 }.to_envelope()?;
/// store.put(&row)?;
/// assert_eq!(store.get(row.scope(), "account", row.record_key())?, Some(row));
/// assert_eq!(format!("{store:?}"), "MemoryStore { rows: 1, .. }");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct MemoryStore {
    rows: BTreeMap<RowKey, Envelope>,
    names: RecordNames,
}

/// The error of a [`MemoryStore`]: a row that no table would accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MemoryError {
    /// The scope, the record type or the record key is over its limit, the schema version isn't positive, or the payload
    /// or the metadata isn't JSON.
    NotARow,
}

impl fmt::Display for MemoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the store rejects the row: it is over a limit, or it has invalid JSON")
    }
}

impl std::error::Error for MemoryError {}

type Outcome<T> = Result<T, StoreError<MemoryError>>;

impl MemoryStore {
    /// Returns a store without rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the names of renamed record types.
    #[must_use]
    pub fn with_names(self, names: RecordNames) -> Self {
        Self { names, ..self }
    }

    fn apply(&mut self, change: &Change<'_>) -> Outcome<u64> {
        match *change {
            Change::Put { rows, can_downgrade } => self.put_rows(rows, can_downgrade),
            Change::Insert { row } => {
                let row = checked(row)?;
                let is_free = self.rows_of(row.scope(), row.record_type(), row.record_key()).is_empty();
                if is_free {
                    self.rows.insert(RowKey::from(&row), row);
                }
                Ok(u64::from(is_free))
            }
            Change::Replace { row, expected, can_downgrade } => {
                let checked = checked(row)?;
                let found = self.rows_of(row.scope(), row.record_type(), row.record_key());
                let stored = found.into_iter().find(|key| {
                    self.rows.get(key).is_some_and(|stored| {
                        stored.revision() == expected
                            && (can_downgrade || stored.schema_version() <= row.schema_version())
                    })
                });
                Ok(self.exchange(stored.as_ref(), checked))
            }
            Change::Rewrite { old, new } => {
                let (checked, key) = (checked(new)?, RowKey::from(old));
                let is_old = self.rows.get(&key).is_some_and(|stored| {
                    (stored.schema_version(), stored.revision()) == (old.schema_version(), old.revision())
                        && canonical::rewrite(old.payload().expose_json())
                            .is_ok_and(|old| old == stored.payload().expose_json())
                });
                Ok(self.exchange(Some(&key).filter(|_| is_old), checked))
            }
            Change::Delete { scope, record_type, record_key } => {
                let keys = self.rows_of(scope, record_type, record_key);
                Ok(keys.iter().filter_map(|key| self.rows.remove(key)).count() as u64)
            }
            Change::Erase { scope } => {
                let before = self.rows.len();
                self.rows.retain(|key, _| key.scope != *scope);
                Ok((before - self.rows.len()) as u64)
            }
        }
    }

    fn put_rows(&mut self, rows: &[Envelope], can_downgrade: bool) -> Outcome<u64> {
        let rows = rows.iter().map(checked).collect::<Outcome<Vec<Envelope>>>()?;
        let is_newer = |row: &Envelope| {
            let stored = self.rows_of(row.scope(), row.record_type(), row.record_key());
            let mut stored = stored.iter().filter_map(|key| self.rows.get(key));
            stored.any(|stored| stored.schema_version() > row.schema_version())
        };
        if !can_downgrade && rows.iter().any(is_newer) {
            return Err(StoreError::NewerRow);
        }
        let mut changed = BTreeSet::new();
        for row in rows {
            // The rows of the key include those that this call has put.
            for key in self.rows_of(row.scope(), row.record_type(), row.record_key()) {
                self.rows.remove(&key);
            }
            let key = RowKey::from(&row);
            changed.insert(RowKey { record_type: self.names.newest(&key.record_type).to_owned(), ..key.clone() });
            self.rows.insert(key, row);
        }
        Ok(changed.len() as u64)
    }

    /// Replaces a stored row, and returns the number of replaced rows.
    fn exchange(&mut self, stored: Option<&RowKey>, row: Envelope) -> u64 {
        let Some(stored) = stored else { return 0 };
        self.rows.remove(stored);
        self.rows.insert(RowKey::from(&row), row);
        1
    }

    /// Returns the keys of the stored rows with this key, under any name of the record type.
    fn rows_of(&self, scope: &Scope, record_type: &str, record_key: &RecordKey) -> Vec<RowKey> {
        let names = std::iter::once(record_type).chain(self.names.other_names(record_type));
        let keys = names.map(|name| RowKey {
            scope: scope.clone(),
            record_type: name.to_owned(),
            record_key: record_key.clone(),
        });
        keys.filter(|key| self.rows.contains_key(key)).collect()
    }

    /// Returns the rows of a selection, in its order.
    fn selected(&self, selection: &Selection<'_>) -> Vec<&Envelope> {
        let is_one_type = self.is_one_type(selection);
        let mut rows: Vec<(RowKey, &Envelope)> = self
            .rows
            .iter()
            .filter(|(_, row)| self.is_selected(row, selection))
            .map(|(key, row)| (ordered(key, is_one_type), row))
            .collect();
        rows.sort_by(|(one, _), (other, _)| one.cmp(other));
        if selection.is_descending {
            rows.reverse();
        }
        if let Some(after) = selection.after.map(|after| ordered(after, is_one_type)) {
            rows.retain(|(key, _)| if selection.is_descending { *key < after } else { *key > after });
        }
        let limit = selection.limit.map_or(usize::MAX, |limit| limit as usize);
        rows.into_iter().map(|(_, row)| row).take(limit).collect()
    }

    /// Returns true if the record type isn't part of the order: rows of one name, or in one scope.
    fn is_one_type(&self, selection: &Selection<'_>) -> bool {
        selection.record_type.is_some_and(|name| selection.scope.is_some() || self.names.other_names(name).is_empty())
    }

    fn is_selected(&self, row: &Envelope, selection: &Selection<'_>) -> bool {
        selection.scope.is_none_or(|scope| row.scope() == scope)
            && selection.record_type.is_none_or(|name| self.names.are_same(name, row.record_type()))
            && selection.schema_version.is_none_or(|version| row.schema_version() == version)
            && selection.record_key.is_none_or(|key| row.record_key() == key)
            && selection.key_range.is_none_or(|range| range.contains(row.record_key()))
            && selection.metadata.is_none_or(|value| value.is_in(row.metadata()))
    }

    fn read(
        &self,
        query: &Query<'_>,
        visit: &mut dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()>,
    ) -> Outcome<()> {
        let counts;
        let rows: Vec<&Envelope> = match query {
            Query::Rows(selection) => self.selected(selection),
            Query::Counts(selection) => {
                counts = self.counts_of(selection);
                counts.iter().collect()
            }
            Query::Pairs { record_type } => {
                let all = self.rows.values().filter(|row| self.names.are_same(record_type, row.record_type()));
                all.filter(|row| self.rows_of(row.scope(), row.record_type(), row.record_key()).len() > 1).collect()
            }
            Query::TableProblems => Vec::new(),
        };
        for row in rows {
            if visit(Ok(row.as_ref())).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn counts_of(&self, selection: &Selection<'_>) -> Vec<Envelope> {
        let mut counts = BTreeMap::<(&str, i32), i64>::new();
        for row in self.selected(selection) {
            *counts.entry((row.record_type(), row.schema_version())).or_default() += 1;
        }
        let row = |((record_type, schema_version), count): ((&str, i32), i64)| {
            Envelope::from_columns(EnvelopeColumns {
                scope: Scope::global(),
                record_type: record_type.to_owned().into(),
                record_key: RecordKey::from_stored(""),
                schema_version,
                revision: Some(count),
                created_at: None,
                updated_at: None,
                metadata: Metadata::default(),
                payload: Payload::from_stored("{}"),
                payload_sha256: None,
            })
        };
        counts.into_iter().map(row).collect()
    }
}

/// Returns a key that orders as the rows of a selection.
fn ordered(key: &RowKey, is_one_type: bool) -> RowKey {
    let key = key.clone();
    if is_one_type { RowKey { record_type: String::new(), ..key } } else { key }
}

/// Returns the row as a table returns it, or an error if a table would reject it.
fn checked(row: &Envelope) -> Outcome<Envelope> {
    let columns = row.columns();
    let is_within_limits = columns.scope.as_str().len() <= MAX_SCOPE
        && columns.record_type.len() <= MAX_RECORD_TYPE
        && columns.record_key.as_str().len() <= MAX_RECORD_KEY
        && columns.schema_version >= 1;
    let metadata = canonical::rewrite(columns.metadata.expose_json()).ok().filter(|text| text.starts_with('{'));
    let payload = canonical::rewrite(columns.payload.expose_json()).ok();
    match (metadata, payload) {
        (Some(metadata), Some(payload)) if is_within_limits => Ok(Envelope::from_columns(EnvelopeColumns {
            metadata: Metadata::from_stored(metadata),
            payload: Payload::from_stored(payload),
            ..columns.clone()
        })),
        _ => Err(StoreError::Database(MemoryError::NotARow)),
    }
}

impl Store for MemoryStore {
    type Error = MemoryError;

    fn change(&mut self, change: &Change<'_>) -> Outcome<u64> {
        self.apply(change)
    }

    fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()>,
    ) -> Outcome<()> {
        self.read(query, visit)
    }
}

impl AsyncStore for MemoryStore {
    type Error = MemoryError;

    fn change(&mut self, change: &Change<'_>) -> impl Future<Output = Outcome<u64>> + Send {
        ready(self.apply(change))
    }

    fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut (dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()> + Send),
    ) -> impl Future<Output = Outcome<()>> + Send {
        ready(self.read(query, visit))
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").field("rows", &self.rows.len()).finish_non_exhaustive()
    }
}
