//! The table for SQLite.

use super::{KEY_COLUMNS, quoted};
use std::fmt;

/// Creates the table for SQLite. [`fmt::Display`] prints the statements.
///
/// Timestamps are whole microseconds since 1970-01-01 UTC, and JSON is TEXT. The table is `STRICT`, because a column of
/// NUMERIC affinity changes the text `007` to the number 7.
#[must_use]
pub fn sqlite(table: impl Into<String>) -> Sqlite {
    Sqlite { table: table.into(), has_digest: false }
}

/// The statements of the table for SQLite, from [`sqlite`].
///
/// ```
/// use store_record::ddl::{self, Sqlite};
///
/// let table: Sqlite = ddl::sqlite("record");
/// assert!(table.to_string().starts_with(r#"CREATE TABLE IF NOT EXISTS "record" ("#));
/// ```
#[derive(Debug, Clone)]
pub struct Sqlite {
    table: String,
    has_digest: bool,
}

impl Sqlite {
    /// Adds the column `payload_sha256`. SQLite has no SHA-256, so only opening checks it.
    #[cfg(feature = "digest")]
    #[must_use]
    pub fn digest(self) -> Self {
        Self { has_digest: true, ..self }
    }
}

impl Sqlite {
    /// Returns the quoted name of the index of a member of the metadata.
    pub(crate) fn quoted_index(&self, member: &str) -> String {
        quoted(&format!("{}_metadata_{member}", self.table))
    }

    pub(crate) fn name(&self) -> &str {
        &self.table
    }

    /// Returns the quoted name of the table.
    pub(crate) fn quoted_name(&self) -> String {
        quoted(&self.table)
    }

    pub(crate) fn has_digest(&self) -> bool {
        self.has_digest
    }
}

impl fmt::Display for Sqlite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, index) = (quoted(&self.table), quoted(&format!("{}_by_version", self.table)));
        writeln!(f, "CREATE TABLE IF NOT EXISTS {table} (")?;
        for (column, limit) in KEY_COLUMNS {
            // The length of a BLOB is in bytes.
            writeln!(f, "    {column} TEXT NOT NULL CHECK (length(CAST({column} AS BLOB)) <= {limit}),")?;
        }
        writeln!(f, "    schema_version INTEGER NOT NULL CHECK (schema_version >= 1),")?;
        writeln!(f, "    revision INTEGER,")?;
        writeln!(f, "    created_at INTEGER,")?;
        writeln!(f, "    updated_at INTEGER,")?;
        writeln!(f, "    metadata TEXT NOT NULL,")?;
        writeln!(f, "    payload TEXT NOT NULL,")?;
        if self.has_digest {
            writeln!(f, "    payload_sha256 BLOB NOT NULL CHECK (length(payload_sha256) = 32),")?;
        }
        writeln!(f, "    PRIMARY KEY (scope, record_type, record_key)")?;
        writeln!(f, ") STRICT;")?;
        writeln!(f, "CREATE INDEX IF NOT EXISTS {index} ON {table} (record_type, schema_version, scope, record_key);")
    }
}
