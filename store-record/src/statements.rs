//! The SQL of a store: the text and the parameters of each change and each query.
//!
//! [`Statements`] is created from the description of the table that [`ddl`] prints. A store over a driver
//! executes what it returns:
//!
//! ```
//! use store_record::statements::Statements;
//! use store_record::store::{Change, Query, Selection};
//! use store_record::{StoreRecord, ddl};
//!
//! #[derive(StoreRecord)]
//! #[store_record(type = "account", scope = tenant, key = id)]
//! struct Account { tenant: String, id: u64 }
//!
//! let statements = Statements::from(&ddl::postgres("record"));
//! let (scope, key) = (Account::scope_for("acme")?, Account::record_key_for("acme", &7)?);
//! let query = statements.query(&Query::Rows(Selection::new().scope(&scope).record_type("account").record_key(&key)));
//! assert!(query.text().ends_with(r#"FROM "record" WHERE scope = $1 AND record_type = $2 AND record_key = $3"#));
//! assert_eq!(query.parameters().len(), 3);
//!
//! let rows = [Account { tenant: "acme".into(), id: 7 }.to_envelope()?];
//! let plan = statements.change(&Change::Put { rows: &rows, can_downgrade: false });
//! assert!(plan.single().unwrap().text().ends_with("WHERE stored.schema_version <= excluded.schema_version"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::ddl;
use crate::store::{Change, Query, RecordNames};
use std::sync::Arc;

mod changes;
mod copy_in;
mod metadata;
mod parameter;
mod queries;
mod row;
mod statement;
mod table;

pub use copy_in::CopyIn;
pub use parameter::Parameter;
pub use row::DriverRow;
#[cfg(any(
    feature = "rusqlite",
    feature = "sqlx-0_9-mysql",
    feature = "sqlx-0_9-postgres",
    feature = "sqlx-0_9-sqlite",
    feature = "tokio-postgres-0_7"
))]
pub(crate) use row::read_columns;
pub use statement::{Plan, Statement};

/// The statements of a store, for one table of one database.
///
/// A clone costs little, so that each connection can have one.
#[derive(Debug, Clone)]
pub struct Statements {
    dialect: Dialect,
    /// The quoted name of the table, with its schema.
    table: Arc<str>,
    /// The name as the database's catalog has it, as a literal.
    name: Arc<str>,
    has_digest: bool,
    is_distributed: bool,
    names: Arc<RecordNames>,
}

/// How a database spells what the others spell in another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Postgres,
    Sqlite,
    /// MariaDB and MySQL.
    MariaDb,
}

impl From<&ddl::Postgres> for Statements {
    fn from(table: &ddl::Postgres) -> Self {
        let statements = Self::new(Dialect::Postgres, &table.quoted_name(), &table.quoted_name(), table.has_digest());
        Self { is_distributed: table.is_distributed(), ..statements }
    }
}

impl From<&ddl::Sqlite> for Statements {
    fn from(table: &ddl::Sqlite) -> Self {
        Self::new(Dialect::Sqlite, &table.quoted_name(), table.name(), table.has_digest())
    }
}

impl From<&ddl::MariaDb> for Statements {
    fn from(table: &ddl::MariaDb) -> Self {
        Self::new(Dialect::MariaDb, &table.quoted_name(), table.name(), table.has_digest())
    }
}

impl Statements {
    fn new(dialect: Dialect, table: &str, name: &str, has_digest: bool) -> Self {
        let name = match dialect {
            // In a literal a backslash is an escape or a backslash, by the server's mode.
            Dialect::MariaDb => {
                let bytes: String = name.bytes().map(|byte| format!("{byte:02x}")).collect();
                format!("CONVERT(x'{bytes}' USING utf8mb4)")
            }
            Dialect::Postgres | Dialect::Sqlite => format!("'{}'", name.replace('\'', "''")),
        };
        Self {
            dialect,
            table: table.into(),
            name: name.into(),
            has_digest,
            is_distributed: false,
            names: Arc::default(),
        }
    }

    /// Sets the names of renamed record types, so that a row is found under each of them and one row is left.
    #[must_use]
    pub fn with_names(self, names: RecordNames) -> Self {
        Self { names: names.into(), ..self }
    }

    /// Returns the statements of a change, to execute in order.
    #[must_use]
    pub fn change<'a>(&self, change: &Change<'a>) -> Plan<'a> {
        changes::plan(self, change)
    }

    /// Returns the statement of a query. [`Statement::read`] reads its rows.
    ///
    /// They have the columns of [`EnvelopeColumns`](crate::EnvelopeColumns) in that order, without the scope if the query
    /// names it, and without the record type if the query names it and it was never renamed.
    #[must_use]
    pub fn query<'a>(&self, query: &Query<'a>) -> Statement<'a> {
        queries::statement(self, query)
    }

    /// Returns the names of the table's columns: ten, or nine without a digest.
    fn columns(&self) -> &'static [&'static str] {
        const COLUMNS: [&str; 10] = crate::store::COLUMNS;
        let [without_digest @ .., _] = &COLUMNS;
        if self.has_digest { &COLUMNS } else { without_digest }
    }
}
