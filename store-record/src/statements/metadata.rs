//! A member of the metadata: the condition of a query, and the index that it uses.
//!
//! Both compare the canonical JSON text of the value, bytewise, so that every type has one form, and `"7"` isn't 7.

use super::Dialect;
use crate::ddl;
use crate::store::MetadataField;

/// Returns the SQL of a member's JSON text, or null in a row without the member.
pub(super) fn member(dialect: Dialect, name: &str) -> String {
    let name = name.replace('\'', "''");
    match dialect {
        // The inner parentheses are necessary: `COLLATE` and `::` bind more strongly than `->`.
        Dialect::Postgres => format!("((metadata->'{name}')::text COLLATE \"C\")"),
        Dialect::Sqlite => format!("(metadata -> '$.\"{name}\"')"),
        // MariaDB 10.11 reads no JSON of more than 31 levels. The sum is out of range then, so that no row is missed
        // without an error.
        Dialect::MariaDb => format!(
            "IF(JSON_VALID(metadata), CAST(JSON_EXTRACT(metadata, '$.\"{name}\"') AS BINARY), \
             9223372036854775807 + schema_version)"
        ),
    }
}

/// Returns the columns of the index, and its condition. Equal values of one record type are in the order of their rows.
///
/// `=` implies `IS NOT NULL`, also if the record type is a parameter. An index with `WHERE record_type = …` wouldn't be
/// used then.
fn index(dialect: Dialect, name: &str) -> String {
    let member = member(dialect, name);
    format!("(record_type, {member}, scope, record_key) WHERE {member} IS NOT NULL")
}

impl ddl::Postgres {
    /// Returns the statement of an index for the conditions of a promoted field. It has an entry for each row with the
    /// member, of any record type.
    ///
    /// PostgreSQL limits an entry to about 2,700 bytes: the record type, the JSON of the value, the scope and the record
    /// key. A longer one is an error (54000) when the row is written. For a large table without partitions insert
    /// `CONCURRENTLY` after `INDEX`, so that programs can write while the index is built.
    ///
    /// The index is named after the table and the first 40 bytes of the member's name.
    #[must_use]
    pub fn metadata_index<R, V>(&self, field: &MetadataField<R, V>) -> String {
        let (name, columns) = (self.quoted_index(field.name()), index(Dialect::Postgres, field.name()));
        format!("CREATE INDEX IF NOT EXISTS {name} ON {} {columns};\n", self.quoted_name())
    }
}

impl ddl::Sqlite {
    /// Returns the statement of an index for the conditions of a promoted field. It has an entry for each row with the
    /// member, of any record type. It needs SQLite 3.38 or later.
    #[must_use]
    pub fn metadata_index<R, V>(&self, field: &MetadataField<R, V>) -> String {
        let (name, columns) = (self.quoted_index(field.name()), index(Dialect::Sqlite, field.name()));
        format!("CREATE INDEX IF NOT EXISTS {name} ON {} {columns};\n", self.quoted_name())
    }
}
