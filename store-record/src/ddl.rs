//! [`ddl`](self): the generic table as text, to make it once. No migrations.
//!
//! Names are quoted, so any text is a name; a `"` in it is doubled.
//!
//! ```
//! use store_record::ddl;
//!
//! let sql = ddl::postgres("record").hash_partitions(4).to_string();
//! assert!(sql.contains(r#"CREATE TABLE "record""#) && sql.contains("PARTITION BY HASH (scope)"));
//! assert!(ddl::sqlite("record").to_string().contains("STRICT"));
//! ```

use crate::{MAX_RECORD_KEY, MAX_RECORD_TYPE, MAX_SCOPE};
use std::fmt;

/// The table for PostgreSQL; [`fmt::Display`] gives the statements.
///
/// `COLLATE "C"` is part of it: keys compare bytewise. The primary key serves the look-up of a row and the rows of a
/// scope and a record type in key order; an index by record type and schema version finds the rows of an older version.
#[must_use]
pub fn postgres(table: impl Into<String>) -> Postgres {
    Postgres { table: table.into(), partitions: None, has_digest: false }
}

/// The table for SQLite, `STRICT`, payload as TEXT; [`fmt::Display`] gives the statements.
///
/// Timestamps are whole microseconds since 1970-01-01 UTC. `STRICT` matters: a column of NUMERIC affinity turns the
/// text `007` into the number 7.
#[must_use]
pub fn sqlite(table: impl Into<String>) -> Sqlite {
    Sqlite { table: table.into(), has_digest: false }
}

/// See [`postgres`].
#[derive(Debug, Clone)]
pub struct Postgres {
    table: String,
    partitions: Option<u32>,
    has_digest: bool,
}

/// See [`sqlite`].
#[derive(Debug, Clone)]
pub struct Sqlite {
    table: String,
    has_digest: bool,
}

impl Postgres {
    /// Splits the table by a hash of the scope, so that a scope's rows stand in one partition. None or one is not
    /// split.
    #[must_use]
    pub fn hash_partitions(self, count: u32) -> Self {
        Self { partitions: Some(count).filter(|count| *count > 1), ..self }
    }

    /// Adds the column `payload_sha256` with a check that it is the payload's, made by a function named after the table:
    /// `convert_to`, which the check needs, is only stable (it could depend on a conversion that is replaced), and this
    /// function is declared immutable, which holds while the database's encoding stays UTF-8.
    ///
    /// A row that is edited by SQL without its digest is then refused by the server.
    #[cfg(feature = "digest")]
    #[must_use]
    pub fn digest(self) -> Self {
        Self { has_digest: true, ..self }
    }
}

impl Sqlite {
    /// Adds the column `payload_sha256`. SQLite has no SHA-256: only opening checks it.
    #[cfg(feature = "digest")]
    #[must_use]
    pub fn digest(self) -> Self {
        Self { has_digest: true, ..self }
    }
}

impl fmt::Display for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = quoted(&self.table);
        let sha256 = quoted(&format!("{}_sha256", self.table));
        if self.has_digest {
            writeln!(f, "CREATE FUNCTION {sha256}(payload jsonb) RETURNS bytea")?;
            writeln!(f, "    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE")?;
            writeln!(f, "    AS $$ SELECT pg_catalog.sha256(pg_catalog.convert_to(payload::text, 'UTF8')) $$;")?;
        }
        writeln!(f, "CREATE TABLE {table} (")?;
        for (column, limit) in [("scope", MAX_SCOPE), ("record_type", MAX_RECORD_TYPE), ("record_key", MAX_RECORD_KEY)]
        {
            writeln!(f, "    {column} text COLLATE \"C\" NOT NULL CHECK (octet_length({column}) <= {limit}),")?;
        }
        writeln!(f, "    schema_version integer NOT NULL CHECK (schema_version >= 1),")?;
        writeln!(f, "    revision bigint,")?;
        writeln!(f, "    created_at timestamptz,")?;
        writeln!(f, "    updated_at timestamptz,")?;
        writeln!(f, "    metadata jsonb NOT NULL CHECK (jsonb_typeof(metadata) = 'object'),")?;
        writeln!(f, "    payload jsonb NOT NULL,")?;
        if self.has_digest {
            writeln!(f, "    payload_sha256 bytea NOT NULL CHECK (payload_sha256 = {sha256}(payload)),")?;
        }
        writeln!(f, "    PRIMARY KEY (scope, record_type, record_key)")?;
        match self.partitions {
            None => writeln!(f, ");")?,
            Some(count) => {
                writeln!(f, ") PARTITION BY HASH (scope);")?;
                for remainder in 0..count {
                    let partition = quoted(&format!("{}_{remainder}", self.table));
                    writeln!(
                        f,
                        "CREATE TABLE {partition} PARTITION OF {table} FOR VALUES WITH (MODULUS {count}, REMAINDER {remainder});"
                    )?;
                }
            }
        }
        let index = quoted(&format!("{}_by_version", self.table));
        writeln!(f, "CREATE INDEX {index} ON {table} (record_type, schema_version);")
    }
}

impl fmt::Display for Sqlite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, index) = (quoted(&self.table), quoted(&format!("{}_by_version", self.table)));
        writeln!(f, "CREATE TABLE IF NOT EXISTS {table} (")?;
        for (column, limit) in [("scope", MAX_SCOPE), ("record_type", MAX_RECORD_TYPE), ("record_key", MAX_RECORD_KEY)]
        {
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
        writeln!(f, "CREATE INDEX IF NOT EXISTS {index} ON {table} (record_type, schema_version);")
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
