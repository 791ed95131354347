//! Errors of stores.

use super::RowKey;
use crate::error::OpenError;
use std::error::Error;
use std::fmt;

/// The error of a store. `E` is the error of the database, which a store maps so that it holds no stored data.
///
/// ```
/// use store_record::store::StoreError;
///
/// let error = StoreError::<std::fmt::Error>::RevisionNotRaised;
/// assert!(error.to_string().starts_with("can't replace: the new revision isn't higher"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError<E> {
    /// The database's error.
    Database(E),
    /// A stored row has a higher schema version than the row that would replace it. Nothing was changed.
    NewerRow,
    /// The revision of a replacement isn't higher than the expected one. The database wasn't asked.
    RevisionNotRaised,
    /// The rows of a rewrite aren't the same record in an older and a newer schema version. The database wasn't asked.
    NotARewrite,
    /// A record is stored under more than one name of its record type.
    TwoRows,
    /// A column of a row can't be read.
    Damaged(DamagedRow),
    /// A row of [`Store::page_by`](super::Store::page_by) doesn't open.
    NotOpened(OpenError),
    /// The table isn't the generic table.
    Table(TableProblem),
    /// The store doesn't know this kind of change or query.
    Unsupported,
}

impl<E> StoreError<E> {
    /// Converts the database's error. Other errors stay the same.
    #[must_use]
    pub fn map_database<F>(self, convert: impl FnOnce(E) -> F) -> StoreError<F> {
        match self {
            Self::Database(error) => StoreError::Database(convert(error)),
            Self::NewerRow => StoreError::NewerRow,
            Self::RevisionNotRaised => StoreError::RevisionNotRaised,
            Self::NotARewrite => StoreError::NotARewrite,
            Self::TwoRows => StoreError::TwoRows,
            Self::Damaged(row) => StoreError::Damaged(row),
            Self::NotOpened(error) => StoreError::NotOpened(error),
            Self::Table(problem) => StoreError::Table(problem),
            Self::Unsupported => StoreError::Unsupported,
        }
    }
}

impl<E> From<E> for StoreError<E> {
    fn from(error: E) -> Self {
        Self::Database(error)
    }
}

impl<E: fmt::Display> fmt::Display for StoreError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(error) => fmt::Display::fmt(error, f),
            Self::NewerRow => f.write_str(
                "can't put: a stored row has a newer schema version: update this program, or call `put_downgraded`",
            ),
            Self::RevisionNotRaised => f.write_str(
                "can't replace: the new revision isn't higher than the expected one: raise the record's revision",
            ),
            Self::NotARewrite => f.write_str(
                "can't rewrite: the new row must have the old one's scope, key and revision, and a higher schema version",
            ),
            Self::TwoRows => f.write_str(
                "the record is stored under more than one name of its record type: `pairs` finds the rows; delete one",
            ),
            Self::Damaged(row) => fmt::Display::fmt(row, f),
            Self::NotOpened(error) => fmt::Display::fmt(error, f),
            Self::Table(problem) => fmt::Display::fmt(problem, f),
            Self::Unsupported => f.write_str("the store doesn't support this call"),
        }
    }
}

impl<E: Error> Error for StoreError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // The message is that of the inner error.
            Self::Database(error) => error.source(),
            Self::NotOpened(error) => error.source(),
            _ => None,
        }
    }
}

/// A row that can't be read, because a column has an invalid value.
///
/// `Debug` and `Display` show only the column.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DamagedRow {
    /// The column.
    pub column: &'static str,
    /// The row's primary key. Bytes that aren't UTF-8 are replaced by U+FFFD.
    pub key: RowKey,
}

impl DamagedRow {
    /// Creates the error of a driver's row.
    #[must_use]
    pub fn new(column: &'static str, key: RowKey) -> Self {
        Self { column, key }
    }
}

impl fmt::Display for DamagedRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "can't read a row: the column `{}` has an invalid value", self.column)
    }
}

/// Shows only the column.
impl fmt::Debug for DamagedRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DamagedRow").field("column", &self.column).finish_non_exhaustive()
    }
}

impl Error for DamagedRow {}

/// A difference between a table and the generic table. The message says how to fix it.
///
/// ```
/// use store_record::store::TableProblem;
///
/// assert_eq!(
///     TableProblem::Collation("record_key").to_string(),
///     "the column `record_key` doesn't compare bytewise: declare it with `COLLATE \"C\"` (PostgreSQL), `COLLATE BINARY` (SQLite) or `COLLATE utf8mb4_bin` (MariaDB)"
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableProblem {
    /// The database's encoding isn't UTF-8.
    Encoding,
    /// The table doesn't exist.
    NoTable,
    /// The table doesn't have this column.
    NoColumn(&'static str),
    /// This column has another type.
    ColumnType(&'static str),
    /// This column doesn't compare bytewise.
    Collation(&'static str),
    /// The primary key isn't `(scope, record_type, record_key)`.
    PrimaryKey,
}

impl TableProblem {
    /// Reads a row of [`Query::TableProblems`](super::Query::TableProblems): the name of a problem and a column.
    pub(crate) fn from_row(problem: &str, column: &str) -> Self {
        let column = COLUMNS.into_iter().find(|known| *known == column).unwrap_or("scope");
        match problem {
            "encoding" => Self::Encoding,
            "column" => Self::NoColumn(column),
            "type" => Self::ColumnType(column),
            "collation" => Self::Collation(column),
            "primary key" => Self::PrimaryKey,
            _ => Self::NoTable,
        }
    }
}

/// The columns of the generic table, in the order in which every query returns them.
pub(crate) const COLUMNS: [&str; 10] = [
    "scope",
    "record_type",
    "record_key",
    "schema_version",
    "revision",
    "created_at",
    "updated_at",
    "metadata",
    "payload",
    "payload_sha256",
];

impl fmt::Display for TableProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const FIX: &str = "create the table with the statements of `store_record::ddl`";
        match self {
            Self::Encoding => f.write_str("the database's encoding isn't UTF-8: create a database with this encoding"),
            Self::NoTable => write!(f, "the table doesn't exist: {FIX}, and check the schema"),
            Self::NoColumn(column) => write!(
                f,
                "the table has no column `{column}`: {FIX}, with `digest` exactly if the store's statements have it"
            ),
            Self::ColumnType(column) => write!(f, "the column `{column}` has another type: {FIX}"),
            Self::Collation(column) => write!(
                f,
                "the column `{column}` doesn't compare bytewise: declare it with `COLLATE \"C\"` (PostgreSQL), \
                 `COLLATE BINARY` (SQLite) or `COLLATE utf8mb4_bin` (MariaDB)"
            ),
            Self::PrimaryKey => write!(f, "the primary key isn't (scope, record_type, record_key): {FIX}"),
        }
    }
}

impl Error for TableProblem {}
