//! The statement that compares a table with the generic table. It returns a row for each difference.

use super::changes::POSTGRES_TYPES;
use super::{Dialect, Statements};

const SQLITE_TYPES: [&str; 10] =
    ["TEXT", "TEXT", "TEXT", "INTEGER", "INTEGER", "INTEGER", "INTEGER", "TEXT", "TEXT", "BLOB"];

const MARIADB_TYPES: [&str; 10] = [
    "varbinary(513)",
    "varbinary(129)",
    "varbinary(1537)",
    "int",
    "bigint",
    "bigint",
    "bigint",
    "longtext",
    "longtext",
    "binary(32)",
];

/// The columns of the primary key, which compare bytewise.
const KEY_COLUMNS: usize = 3;

pub(super) fn problems(statements: &Statements) -> String {
    let constant = statements.constant("problem", "name", "position", "NULL");
    let name = &statements.name;
    let problems = match statements.dialect {
        Dialect::Postgres => postgres(name, &expected(statements, POSTGRES_TYPES)),
        Dialect::Sqlite => sqlite(name, &expected(statements, SQLITE_TYPES)),
        Dialect::MariaDb => mariadb(name, &expected(statements, MARIADB_TYPES)),
    };
    format!("SELECT {constant} FROM ({problems}) AS found ORDER BY position")
}

/// Returns a table of the columns: position, name, type, and whether it is part of the primary key.
fn expected(statements: &Statements, types: [&str; 10]) -> String {
    let rows = statements.columns().iter().zip(types).enumerate().map(|(index, (name, ty))| {
        // PostgreSQL's catalog has no abbreviation.
        let ty = if ty == "timestamptz" { "timestamp with time zone" } else { ty };
        let position = index + 3;
        let key = if index < KEY_COLUMNS { index + 1 } else { 0 };
        format!("SELECT {position} AS position, '{name}' AS name, '{ty}' AS type, {key} AS place")
    });
    rows.collect::<Vec<_>>().join(" UNION ALL ")
}

fn postgres(name: &str, expected: &str) -> String {
    format!(
        "SELECT 0 AS position, 'encoding' AS problem, '' AS name FROM pg_database \
         WHERE datname = current_database() AND pg_encoding_to_char(encoding) <> 'UTF8' \
         UNION ALL SELECT 1, 'table', '' WHERE to_regclass({name}) IS NULL \
         UNION ALL SELECT expected.position, CASE WHEN attname IS NULL THEN 'column' \
         WHEN format_type(atttypid, NULL) <> expected.type THEN 'type' ELSE 'collation' END, expected.name \
         FROM ({expected}) AS expected \
         LEFT JOIN pg_attribute ON attrelid = to_regclass({name}) AND attname = expected.name AND NOT attisdropped \
         LEFT JOIN pg_collation ON pg_collation.oid = attcollation \
         WHERE attname IS NULL OR format_type(atttypid, NULL) <> expected.type \
         OR (expected.type = 'text' AND collname IS DISTINCT FROM 'C') \
         UNION ALL SELECT 99, 'primary key', '' WHERE NOT EXISTS (SELECT 1 FROM pg_index \
         WHERE indrelid = to_regclass({name}) AND indisunique AND indpred IS NULL AND \
         (SELECT array_agg(attname ORDER BY part.position) FROM unnest(indkey) WITH ORDINALITY AS part (number, position) \
         JOIN pg_attribute ON attrelid = indrelid AND attnum = part.number) \
         = ARRAY['scope', 'record_type', 'record_key']::name[])"
    )
}

fn sqlite(name: &str, expected: &str) -> String {
    format!(
        "SELECT 0 AS position, 'encoding' AS problem, '' AS name FROM pragma_encoding WHERE encoding <> 'UTF-8' \
         UNION ALL SELECT 1, 'table', '' WHERE NOT EXISTS (SELECT 1 FROM pragma_table_info({name})) \
         UNION ALL SELECT expected.position, CASE WHEN found.name IS NULL THEN 'column' ELSE 'type' END, expected.name \
         FROM ({expected}) AS expected LEFT JOIN pragma_table_info({name}) AS found ON found.name = expected.name \
         WHERE found.name IS NULL OR found.type <> expected.type \
         UNION ALL SELECT 20, 'collation', part.name FROM pragma_index_list({name}) AS list, \
         pragma_index_xinfo(list.name) AS part WHERE list.origin = 'pk' AND part.key = 1 AND part.coll <> 'BINARY' \
         UNION ALL SELECT 99, 'primary key', '' FROM ({expected}) AS expected \
         JOIN pragma_table_info({name}) AS found ON found.name = expected.name WHERE found.pk <> expected.place"
    )
}

/// The length of an integer type is only for display, and MySQL doesn't return it.
fn mariadb(name: &str, expected: &str) -> String {
    let ty = "IF(found.data_type IN ('varbinary', 'binary'), found.column_type, found.data_type)";
    let table = format!("table_schema = DATABASE() AND table_name = {name}");
    format!(
        "SELECT 1 AS position, 'table' AS problem, '' AS name FROM DUAL \
         WHERE NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE {table}) \
         UNION ALL SELECT expected.position, CASE WHEN found.column_name IS NULL THEN 'column' \
         WHEN {ty} <> expected.type THEN 'type' ELSE 'collation' END, expected.name \
         FROM ({expected}) AS expected \
         LEFT JOIN information_schema.columns AS found ON {table} AND found.column_name = expected.name \
         WHERE found.column_name IS NULL OR {ty} <> expected.type \
         OR (expected.type = 'longtext' AND found.collation_name <> 'utf8mb4_bin') \
         UNION ALL SELECT 99, 'primary key', '' FROM DUAL WHERE NOT 'scope,record_type,record_key' <=> \
         (SELECT GROUP_CONCAT(column_name ORDER BY seq_in_index) FROM information_schema.statistics \
         WHERE {table} AND index_name = 'PRIMARY' AND sub_part IS NULL)"
    )
}
