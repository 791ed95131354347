//! The table for PostgreSQL, and for engines that speak its language.

use super::{Engine, KEY_COLUMNS, quoted};
use std::fmt;

/// Creates the table for PostgreSQL. [`fmt::Display`] prints the statements.
///
/// Text columns have `COLLATE "C"`, because keys compare bytewise. The primary key finds a row, and the rows of a scope
/// and a record type in key order. An index by record type and schema version finds the rows of an older version, in
/// the order of their keys.
///
/// The index, the partitions and the function of [`Postgres::digest`] are named after the table. PostgreSQL limits a
/// name to 63 bytes, so a longer one is cut before its suffix. The names of two tables in one schema should therefore
/// differ in their first 50 bytes.
#[must_use]
pub fn postgres(table: impl Into<String>) -> Postgres {
    Postgres {
        schema: None,
        table: table.into(),
        engine: None,
        division: Division::None,
        has_digest: false,
        has_row_security: false,
    }
}

/// The statements of the table for PostgreSQL, from [`postgres`].
///
/// ```
/// use store_record::ddl::{self, Postgres};
///
/// let table: Postgres = ddl::postgres("record").hash_partitions(2);
/// assert!(table.to_string().contains(r#""record_1" PARTITION OF "record""#));
/// ```
#[derive(Debug, Clone)]
pub struct Postgres {
    schema: Option<String>,
    table: String,
    engine: Option<Engine>,
    division: Division,
    has_digest: bool,
    has_row_security: bool,
}

/// How the table is divided by the scope of its rows.
#[derive(Debug, Clone, Copy)]
enum Division {
    None,
    Partitions(u32),
    /// Shards on the workers of Citus.
    Shards,
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

    /// Creates the table in an engine whose table differs from that of PostgreSQL.
    #[must_use]
    pub fn engine(self, engine: Engine) -> Self {
        Self { engine: Some(engine), ..self }
    }

    /// Splits the table into `count` partitions by a hash of the scope, so that the rows of a scope are in one
    /// partition. Zero and one don't split it. It replaces [`Postgres::distributed_by_scope`]: the later call counts.
    #[must_use]
    pub fn hash_partitions(self, count: u32) -> Self {
        Self { division: if count > 1 { Division::Partitions(count) } else { Division::None }, ..self }
    }

    /// Distributes the table over the workers of a [Citus](https://www.citusdata.com) cluster by a hash of the scope, so
    /// that the rows of a scope are on one worker. Run the statements on the coordinator, with Citus 11 or later. Each
    /// worker gets the function of [`Postgres::digest`] and the checks.
    ///
    /// Citus has shards instead of partitions, so this replaces [`Postgres::hash_partitions`]: the later call counts.
    /// [`Postgres::row_level_security`] needs a setting on each worker: see the guide's page on
    /// [scaling](crate::guide::scaling).
    ///
    /// A table that exists and isn't distributed is distributed with its rows, and writes wait until they are moved.
    ///
    /// A store needs the [`Statements`](crate::statements::Statements) of this description. Those of one without this
    /// call don't find out that a bulk put met a newer row: the row isn't replaced, but the call isn't an error.
    ///
    /// ```
    /// use store_record::ddl;
    ///
    /// let sql = ddl::postgres("record").distributed_by_scope().to_string();
    /// assert!(sql.contains(r#"SELECT create_distributed_table('"record"', 'scope')"#));
    /// ```
    #[must_use]
    pub fn distributed_by_scope(self) -> Self {
        Self { division: Division::Shards, ..self }
    }

    /// Adds the column `payload_sha256` with a check that it is the digest of the payload. The server then rejects a
    /// row that is edited by SQL without its digest. [`Engine::CockroachDb`] has no such column.
    ///
    /// The check calls a function named after the table, which is declared immutable. PostgreSQL calls `convert_to`
    /// stable, because a conversion can be replaced; the declaration holds while the database's encoding is UTF-8.
    /// `DROP TABLE` doesn't drop the function, and it is replaced when the statements run again.
    #[cfg(feature = "digest")]
    #[must_use]
    pub fn digest(self) -> Self {
        Self { has_digest: true, ..self }
    }

    /// Lets a session read and write only the rows of the scope in its setting `app.scope`, by row-level security.
    ///
    /// Set it for each transaction: `SELECT set_config('app.scope', $1, true)` with [`Scope::as_str`](crate::Scope). A
    /// session without the setting finds no row and writes none. Neither does it with an empty one, which is what
    /// PostgreSQL leaves after a transaction: rows of the global scope are for roles that bypass the policy.
    ///
    /// The policy holds for the table's owner too. Superusers and roles with `BYPASSRLS` bypass it. A partition has no
    /// policy, so only a role that bypasses it finds rows in a partition by its name.
    ///
    /// ```
    /// use store_record::ddl;
    ///
    /// let sql = ddl::postgres("record").row_level_security().to_string();
    /// assert!(sql.contains(r#"ALTER TABLE "record" FORCE ROW LEVEL SECURITY;"#));
    /// ```
    #[must_use]
    pub fn row_level_security(self) -> Self {
        Self { has_row_security: true, ..self }
    }
}

/// The maximum length of a name in PostgreSQL: `NAMEDATALEN` without its final zero byte.
const MAX_NAME_BYTES: usize = 63;

/// The bytes of a metadata member's name that are in the name of its index, so that there is room for the table's.
const MAX_MEMBER_BYTES: usize = 40;

impl Postgres {
    /// Returns the quoted name of the table, with its schema.
    pub(crate) fn quoted_name(&self) -> String {
        self.in_schema(&self.table)
    }

    pub(crate) fn has_digest(&self) -> bool {
        self.has_digest && self.engine != Some(Engine::CockroachDb)
    }

    pub(crate) fn is_distributed(&self) -> bool {
        matches!(self.division, Division::Shards)
    }

    fn in_schema(&self, name: &str) -> String {
        match &self.schema {
            Some(schema) => format!("{}.{}", quoted(schema), quoted(name)),
            None => quoted(name),
        }
    }

    /// Returns the table's name with a suffix. A long name is cut before the suffix, because the server would cut off
    /// the suffix: the name would be that of another object, which `IF NOT EXISTS` skips without an error.
    fn with_suffix(&self, suffix: &str) -> String {
        let end = crate::char_boundary::floor(&self.table, MAX_NAME_BYTES - suffix.len());
        format!("{}{suffix}", self.table.get(..end).unwrap_or_default())
    }
}

impl Postgres {
    /// Returns the quoted name of the index of a member of the metadata. It has no schema: an index is in its table's.
    pub(crate) fn quoted_index(&self, member: &str) -> String {
        let end = crate::char_boundary::floor(member, MAX_MEMBER_BYTES);
        quoted(&self.with_suffix(&format!("_metadata_{}", member.get(..end).unwrap_or_default())))
    }
}

impl fmt::Display for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = self.in_schema(&self.table);
        let sha256 = self.in_schema(&self.with_suffix("_sha256"));
        if self.has_digest() {
            writeln!(f, "CREATE OR REPLACE FUNCTION {sha256}(payload jsonb) RETURNS bytea")?;
            writeln!(f, "    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE")?;
            writeln!(f, "    AS $$ SELECT pg_catalog.sha256(pg_catalog.convert_to(payload::text, 'UTF8')) $$;")?;
        }
        writeln!(f, "CREATE TABLE IF NOT EXISTS {table} (")?;
        let (collation, integer) = (Engine::collation(self.engine), Engine::integer(self.engine));
        for (column, limit) in KEY_COLUMNS {
            writeln!(f, "    {column} text{collation} NOT NULL CHECK (octet_length({column}) <= {limit}),")?;
        }
        writeln!(f, "    schema_version {integer} NOT NULL CHECK (schema_version >= 1),")?;
        writeln!(f, "    revision bigint,")?;
        writeln!(f, "    created_at timestamptz,")?;
        writeln!(f, "    updated_at timestamptz,")?;
        writeln!(f, "    metadata jsonb NOT NULL CHECK (jsonb_typeof(metadata) = 'object'),")?;
        writeln!(f, "    payload jsonb NOT NULL,")?;
        if self.has_digest() {
            writeln!(f, "    payload_sha256 bytea NOT NULL CHECK (payload_sha256 = {sha256}(payload)),")?;
        }
        writeln!(f, "    PRIMARY KEY ({})", Engine::primary_key(self.engine))?;
        match self.division {
            Division::None | Division::Shards => writeln!(f, ");")?,
            Division::Partitions(count) => {
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
        writeln!(f, "CREATE INDEX IF NOT EXISTS {index} ON {table} (record_type, schema_version, scope, record_key);")?;
        if self.has_row_security {
            self.fmt_row_security(f, &table)?;
        }
        // After all others, so that Citus copies function, checks, index and policy to the workers with the table.
        if self.is_distributed() { fmt_distribution(f, &table) } else { Ok(()) }
    }
}

impl Postgres {
    fn fmt_row_security(&self, f: &mut fmt::Formatter<'_>, table: &str) -> fmt::Result {
        // An empty setting isn't the global scope: PostgreSQL leaves it after a transaction that had another one.
        const CONDITION: &str = "scope = nullif(current_setting('app.scope', true), '')";
        let count = if let Division::Partitions(count) = self.division { count } else { 0 };
        let partitions = (0..count).map(|number| self.in_schema(&self.with_suffix(&format!("_{number}"))));
        for table in partitions.chain([table.to_owned()]) {
            writeln!(f, "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;")?;
            writeln!(f, "ALTER TABLE {table} FORCE ROW LEVEL SECURITY;")?;
        }
        // A policy is in its table, so its name has no schema, and `CREATE POLICY` can't skip one that exists.
        let policy = quoted(&self.with_suffix("_scope"));
        writeln!(f, "DROP POLICY IF EXISTS {policy} ON {table};")?;
        writeln!(f, "CREATE POLICY {policy} ON {table} USING ({CONDITION}) WITH CHECK ({CONDITION});")
    }
}

/// Citus rejects a table that is distributed, so the condition lets the statement run again.
fn fmt_distribution(f: &mut fmt::Formatter<'_>, table: &str) -> fmt::Result {
    let table = literal(table);
    writeln!(f, "SELECT create_distributed_table({table}, 'scope')")?;
    writeln!(f, "    WHERE NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = {table}::regclass);")
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
