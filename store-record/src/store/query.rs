//! [`Query`] and [`Selection`]: what a store reads.

use super::{MetadataCondition, MetadataValue};
use crate::envelope::Envelope;
use crate::key::{KeyRange, RecordKey, Scope};
use crate::record::StoreRecord;
use std::fmt;

/// The rows that a store reads. Each has the columns of an envelope.
///
/// A store over SQL asks [`Statements`](crate::statements::Statements) for the statement. Another store matches on it,
/// and returns [`StoreError::Unsupported`](super::StoreError::Unsupported) for a variant that it doesn't know.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Query<'a> {
    /// The rows of a selection, in the order of their scopes, record types and record keys.
    Rows(Selection<'a>),
    /// A row for each record type and schema version of a selection. Its `revision` is the number of rows.
    Counts(Selection<'a>),
    /// The rows of a record type whose key is stored under more than one name of it.
    Pairs {
        /// A name of the record type.
        record_type: &'a str,
    },
    /// A row for each difference between the table and the generic table. The record type is the problem
    /// ([`TableProblem`](super::TableProblem)), and the record key is the column.
    TableProblems,
}

/// Which rows, in which order. The default is all rows.
///
/// ```
/// use store_record::StoreRecord;
/// use store_record::store::{MemoryStore, Selection, Store};
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "event", scope = tenant, key = (stream, number))]
/// struct Event { tenant: String, stream: String, number: u64 }
///
/// let mut store = MemoryStore::new();
/// for number in 0..5 {
///     store.put(&Event { tenant: "acme".into(), stream: "orders".into(), number }.to_envelope()?)?;
/// }
/// let (scope, range) = (Event::scope_for("acme")?, Event::key_range_by_stream("acme", "orders")?);
/// let events = Selection::new().scope(&scope).record_type("event").key_range(&range);
/// let first = store.page(&events.limit(2))?;
/// let last = first.last().unwrap().into();
/// let second = store.page(&events.limit(2).after(&last))?;
/// assert_eq!(second[0].open::<Event>()?.number, 2);
/// assert_eq!(store.page(&events.descending().limit(1))?[0].open::<Event>()?.number, 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Default)]
#[non_exhaustive]
pub struct Selection<'a> {
    /// The scope of the rows, or `None` for all scopes.
    pub scope: Option<&'a Scope>,
    /// A name of the rows' record type, or `None` for all record types. A store finds the rows under all names.
    pub record_type: Option<&'a str>,
    /// The schema version of the rows, or `None` for all.
    pub schema_version: Option<i32>,
    /// The record key of the rows, or `None` for all.
    pub record_key: Option<&'a RecordKey>,
    /// The range of the rows' record keys, or `None` for all.
    pub key_range: Option<&'a KeyRange>,
    /// The value that a member of the rows' metadata has, or `None` for all rows.
    pub metadata: Option<MetadataValue<'a>>,
    /// The row after which the selection begins, in its order.
    pub after: Option<&'a RowKey>,
    /// The maximum number of rows, or `None` for all.
    pub limit: Option<u32>,
    /// Whether the last row comes first.
    pub is_descending: bool,
}

impl<'a> Selection<'a> {
    /// Selects all rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Selects the rows of a scope.
    #[must_use]
    pub fn scope(self, scope: &'a Scope) -> Self {
        Self { scope: Some(scope), ..self }
    }

    /// Selects the rows of a record type, under all of its names that the store knows.
    #[must_use]
    pub fn record_type(self, record_type: &'a str) -> Self {
        Self { record_type: Some(record_type), ..self }
    }

    /// Selects the rows of a schema version.
    #[must_use]
    pub fn schema_version(self, schema_version: i32) -> Self {
        Self { schema_version: Some(schema_version), ..self }
    }

    /// Selects the row of a record key.
    #[must_use]
    pub fn record_key(self, record_key: &'a RecordKey) -> Self {
        Self { record_key: Some(record_key), ..self }
    }

    /// Selects the rows whose record keys are in a range.
    #[must_use]
    pub fn key_range(self, key_range: &'a KeyRange) -> Self {
        Self { key_range: Some(key_range), ..self }
    }

    /// Selects the rows of the record type `R` whose promoted field has a value.
    #[must_use]
    pub fn metadata<R: StoreRecord>(self, condition: &'a MetadataCondition<R>) -> Self {
        Self { record_type: Some(R::RECORD_TYPE), metadata: Some(condition.as_value()), ..self }
    }

    /// Begins after a row of the selection, which needn't exist any more: the next page begins after the last row of a
    /// page.
    #[must_use]
    pub fn after(self, row: &'a RowKey) -> Self {
        Self { after: Some(row), ..self }
    }

    /// Selects at most this number of rows.
    #[must_use]
    pub fn limit(self, limit: u32) -> Self {
        Self { limit: Some(limit), ..self }
    }

    /// Reverses the order.
    #[must_use]
    pub fn descending(self) -> Self {
        Self { is_descending: true, ..self }
    }
}

/// The primary key of a row: its scope, record type and record key. It orders as the rows of a [`Selection`] of all
/// rows.
///
/// `Debug` shows no content.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    /// The column `scope`.
    pub scope: Scope,
    /// The column `record_type`.
    pub record_type: String,
    /// The column `record_key`.
    pub record_key: RecordKey,
}

impl From<&Envelope> for RowKey {
    fn from(row: &Envelope) -> Self {
        Self {
            scope: row.scope().clone(),
            record_type: row.record_type().to_owned(),
            record_key: row.record_key().clone(),
        }
    }
}

/// Shows no content.
impl fmt::Debug for RowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RowKey(..)")
    }
}

/// Shows only which conditions there are.
impl fmt::Debug for Selection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Selection")
            .field("has_scope", &self.scope.is_some())
            .field("has_record_type", &self.record_type.is_some())
            .field("schema_version", &self.schema_version)
            .field("has_record_key", &self.record_key.is_some())
            .field("has_key_range", &self.key_range.is_some())
            .field("metadata", &self.metadata)
            .field("has_after", &self.after.is_some())
            .field("limit", &self.limit)
            .field("is_descending", &self.is_descending)
            .finish()
    }
}

/// The number of rows of a record type and a schema version.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RowCount {
    /// The record type, as it is stored.
    pub record_type: String,
    /// The schema version.
    pub schema_version: i32,
    /// The number of rows.
    pub rows: u64,
}

impl From<&Envelope> for RowCount {
    /// Reads a row of [`Query::Counts`].
    fn from(row: &Envelope) -> Self {
        Self {
            record_type: row.record_type().to_owned(),
            schema_version: row.schema_version(),
            rows: row.revision().unwrap_or_default().unsigned_abs(),
        }
    }
}
