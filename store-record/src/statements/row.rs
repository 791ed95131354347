//! How the columns of a query's row become an [`EnvelopeRef`].

use super::Statement;
use crate::digest::Digest;
use crate::envelope::{EnvelopeRef, StoredText};
use crate::store::{DamagedRow, RowKey};
use time::OffsetDateTime;

/// A row of a database driver: of `rusqlite`, `tokio-postgres` or `sqlx`, with the feature of that driver.
///
/// [`Statement::read`] reads a row of a store's query, and `EnvelopeRef::try_from` a row of a query of your own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a row of a driver whose feature is enabled",
    note = "enable the feature of the driver: `rusqlite`, `tokio-postgres-0_7`, `sqlx-0_9-mysql`, `sqlx-0_9-postgres` or `sqlx-0_9-sqlite`",
    note = "for another driver, fill the fields of `EnvelopeRef`"
)]
pub trait DriverRow {
    /// The functions return `None` if the column has another type, an invalid value, or no value where one is required.
    #[doc(hidden)]
    fn text(&self, index: usize) -> Option<StoredText<'_>>;
    #[doc(hidden)]
    fn json(&self, index: usize) -> Option<StoredText<'_>>;
    #[doc(hidden)]
    fn integer(&self, index: usize) -> Option<i32>;
    #[doc(hidden)]
    fn big_integer(&self, index: usize) -> Option<Option<i64>>;
    #[doc(hidden)]
    fn instant(&self, index: usize) -> Option<Option<OffsetDateTime>>;
    #[doc(hidden)]
    fn digest(&self, index: usize) -> Option<Option<Digest>>;
}

/// The columns that a query names and doesn't return.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Named<'a> {
    pub(super) scope: Option<&'a str>,
    pub(super) record_type: Option<&'a str>,
}

impl<'a> Statement<'a> {
    /// Returns a text that returns all ten columns, and the parameters that follow the others. A driver that reads
    /// columns by name needs all of them.
    #[cfg(feature = "diesel-2")]
    pub(crate) fn text_with_all_columns(&self) -> (String, impl Iterator<Item = &'a str> + use<'a>) {
        let named = [("scope", self.named.scope), ("record_type", self.named.record_type)];
        let named = named.into_iter().filter_map(|(column, value)| Some((column, value?)));
        let number = |(index, (column, _))| format!("${}::text AS {column}, ", self.parameters().len() + 1 + index);
        let columns: String = named.clone().enumerate().map(number).collect();
        (self.text().replacen("SELECT ", &format!("SELECT {columns}"), 1), named.map(|(_, value)| value))
    }

    /// Reads a row of this query without copying it.
    ///
    /// The scope and the record type are those of the query if it names them: the database then doesn't return them.
    ///
    /// # Errors
    ///
    /// Returns an error if a column has another type or an invalid value. The error holds no stored data, except for the
    /// key, which it doesn't show.
    pub fn read<'r, R: DriverRow>(&'r self, row: &'r R) -> Result<EnvelopeRef<'r>, DamagedRow> {
        read(row, self.named)
    }
}

/// Reads the ten columns, in the order of [`EnvelopeColumns`](crate::EnvelopeColumns).
#[cfg(any(
    feature = "rusqlite",
    feature = "sqlx-0_9-mysql",
    feature = "sqlx-0_9-postgres",
    feature = "sqlx-0_9-sqlite",
    feature = "tokio-postgres-0_7"
))]
pub(crate) fn read_columns<R: DriverRow>(row: &R) -> Result<EnvelopeRef<'_>, DamagedRow> {
    read(row, Named::default())
}

fn read<'r, R: DriverRow>(row: &'r R, named: Named<'r>) -> Result<EnvelopeRef<'r>, DamagedRow> {
    let first = usize::from(named.scope.is_none());
    let next = first + usize::from(named.record_type.is_none());
    let scope = || named.scope.map_or_else(|| row.text(0), |scope| Some(scope.into()));
    let record_type = || named.record_type.map_or_else(|| row.text(first), |record_type| Some(record_type.into()));
    let read = || {
        Ok(EnvelopeRef {
            scope: scope().ok_or("scope")?,
            record_type: record_type().ok_or("record_type")?,
            record_key: row.text(next).ok_or("record_key")?,
            schema_version: row.integer(next + 1).ok_or("schema_version")?,
            revision: row.big_integer(next + 2).ok_or("revision")?,
            created_at: row.instant(next + 3).ok_or("created_at")?,
            updated_at: row.instant(next + 4).ok_or("updated_at")?,
            metadata: row.json(next + 5).ok_or("metadata")?,
            payload: row.json(next + 6).ok_or("payload")?,
            payload_sha256: row.digest(next + 7).ok_or("payload_sha256")?,
        })
    };
    read().map_err(|column| {
        let key = [scope(), record_type(), row.text(next)].map(|column| column.unwrap_or_else(|| "".into()));
        DamagedRow::new(column, RowKey::from_columns(key))
    })
}
