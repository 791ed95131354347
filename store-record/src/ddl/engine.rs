//! Engines that speak PostgreSQL's language and need another table.

/// An engine whose table differs from that of PostgreSQL: see [`Postgres::engine`](super::Postgres::engine).
///
/// The statements follow the engine's documentation. They weren't run: the guide's page on [engines](crate::guide::engines)
/// says what else is known. Run the conformance kit before you rely on an engine.
///
/// ```
/// use store_record::ddl::{self, Engine};
///
/// let sql = ddl::postgres("record").engine(Engine::CockroachDb).to_string();
/// assert!(!sql.contains("COLLATE"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Engine {
    /// Text compares bytewise and has no `COLLATE "C"`, `integer` would have 64 bits, and the table has no digest: the
    /// engine prints the members of JSONB in another order, so that a digest of the canonical text doesn't match.
    CockroachDb,
    /// The table is divided by a hash of the scope, and ordered by record type and record key within a scope.
    YugabyteDb,
}

impl Engine {
    /// Returns the end of a text column's type.
    pub(super) fn collation(engine: Option<Self>) -> &'static str {
        if engine == Some(Self::CockroachDb) { "" } else { " COLLATE \"C\"" }
    }

    /// Returns the type of 32 bits.
    pub(super) fn integer(engine: Option<Self>) -> &'static str {
        if engine == Some(Self::CockroachDb) { "int4" } else { "integer" }
    }

    /// Returns the columns of the primary key.
    pub(super) fn primary_key(engine: Option<Self>) -> &'static str {
        if engine == Some(Self::YugabyteDb) {
            "(scope) HASH, record_type ASC, record_key ASC"
        } else {
            "scope, record_type, record_key"
        }
    }
}
