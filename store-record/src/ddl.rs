//! [`ddl`](self): the statements that create the generic table. No migrations.
//!
//! Names are quoted: any string is a name, a `"` in it is doubled, and a dot doesn't separate a schema.
//!
//! The statements are safe to run again: an object that exists is left as it is. They don't change an existing table to
//! other options; that is a migration.
//!
//! ```
//! use store_record::ddl;
//!
//! let sql = ddl::postgres("record").schema("app").hash_partitions(4).to_string();
//! assert!(sql.contains(r#"CREATE TABLE IF NOT EXISTS "app"."record" ("#));
//! assert!(sql.contains("PARTITION BY HASH (scope)"));
//! assert!(ddl::sqlite("record").to_string().contains("STRICT"));
//! ```

use crate::envelope::{MAX_RECORD_KEY, MAX_RECORD_TYPE, MAX_SCOPE};
use std::fmt;

/// The longest name of PostgreSQL, `NAMEDATALEN` without its final zero byte.
const MAX_NAME_BYTES: usize = 63;

/// The table for PostgreSQL; [`fmt::Display`] prints the statements.
///
/// `COLLATE "C"` is part of it: keys compare bytewise. The primary key serves the look-up of a row and the rows of a
/// scope and a record type in key order; an index by record type and schema version finds the rows of an older version.
///
/// The index, the partitions and the function of [`Postgres::digest`] are named after the table. PostgreSQL limits a name
/// to 63 bytes, so a longer one is cut before its suffix: names of tables in one schema should differ in their first 50
/// bytes.
#[must_use]
pub fn postgres(table: impl Into<String>) -> Postgres {
    Postgres { schema: None, table: table.into(), partitions: None, has_digest: false }
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
    schema: Option<String>,
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
    /// Creates the table in this schema, which must exist. Without a schema the session's `search_path` decides.
    ///
    /// ```
    /// use store_record::ddl;
    ///
    /// assert!(ddl::postgres("record").schema("app").to_string().contains(r#""app"."record""#));
    /// ```
    #[must_use]
    pub fn schema(self, schema: impl Into<String>) -> Self {
        Self { schema: Some(schema.into()), ..self }
    }

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
    /// The server then rejects a row that is edited by SQL without its digest. `DROP TABLE` leaves the function, which is
    /// replaced when the statements run again.
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

impl Postgres {
    fn in_schema(&self, name: &str) -> String {
        match &self.schema {
            Some(schema) => format!("{}.{}", quoted(schema), quoted(name)),
            None => quoted(name),
        }
    }

    /// The table's name with a suffix. The server would cut the suffix off a long name: the name would be another object's,
    /// and `IF NOT EXISTS` would skip this one without an error.
    fn with_suffix(&self, suffix: &str) -> String {
        let end = crate::char_boundary::floor(&self.table, MAX_NAME_BYTES - suffix.len());
        format!("{}{suffix}", self.table.get(..end).unwrap_or_default())
    }
}

impl fmt::Display for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = self.in_schema(&self.table);
        let sha256 = self.in_schema(&self.with_suffix("_sha256"));
        if self.has_digest {
            writeln!(f, "CREATE OR REPLACE FUNCTION {sha256}(payload jsonb) RETURNS bytea")?;
            writeln!(f, "    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE")?;
            writeln!(f, "    AS $$ SELECT pg_catalog.sha256(pg_catalog.convert_to(payload::text, 'UTF8')) $$;")?;
        }
        writeln!(f, "CREATE TABLE IF NOT EXISTS {table} (")?;
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
                    let partition = self.in_schema(&self.with_suffix(&format!("_{remainder}")));
                    writeln!(
                        f,
                        "CREATE TABLE IF NOT EXISTS {partition} PARTITION OF {table} FOR VALUES WITH (MODULUS {count}, REMAINDER {remainder});"
                    )?;
                }
            }
        }
        // An index is in its table's schema, so its name has none.
        let index = quoted(&self.with_suffix("_by_version"));
        writeln!(f, "CREATE INDEX IF NOT EXISTS {index} ON {table} (record_type, schema_version);")
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
