//! [`ddl`](self): the statements that create the generic table. It has no migrations.
//!
//! Names are quoted: any string can be a name, a quotation mark in it is doubled, and a dot doesn't separate a schema
//! from a table.
//!
//! The statements can run again: they don't change an object that exists. Changing the options of an existing table is
//! a migration.
//!
//! ```
//! use store_record::ddl;
//!
//! let sql = ddl::postgres("record").schema("app").hash_partitions(4).to_string();
//! assert!(sql.contains(r#"CREATE TABLE IF NOT EXISTS "app"."record" ("#));
//! assert!(sql.contains("PARTITION BY HASH (scope)"));
//! assert!(ddl::sqlite("record").to_string().contains("STRICT"));
//! assert!(ddl::mariadb("record").to_string().contains("`record_key` varbinary(1537) NOT NULL"));
//! ```

use crate::envelope::{MAX_RECORD_KEY, MAX_RECORD_TYPE, MAX_SCOPE};

mod engine;
mod mariadb;
mod postgres;
mod sqlite;

pub use engine::Engine;
pub use mariadb::{MariaDb, mariadb};
pub use postgres::{Postgres, postgres};
pub use sqlite::{Sqlite, sqlite};

/// The columns of the primary key in its order, and their limits in bytes.
const KEY_COLUMNS: [(&str, usize); 3] =
    [("scope", MAX_SCOPE), ("record_type", MAX_RECORD_TYPE), ("record_key", MAX_RECORD_KEY)];

/// Returns a quoted name, as PostgreSQL and SQLite accept it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
