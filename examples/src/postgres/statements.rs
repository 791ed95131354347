//! The statements of both stores, and the check of the table.

use super::StoreError;

/// The statements of all calls, with the table's name.
#[derive(Debug)]
pub(super) struct Statements {
    pub(super) put: String,
    pub(super) put_all: String,
    pub(super) copy: String,
    pub(super) put_copied: String,
    pub(super) replace: String,
    pub(super) get: String,
    pub(super) list: String,
    pub(super) page: String,
    pub(super) newest: String,
    pub(super) delete: String,
}

const COLUMNS: &str = "scope, record_type, record_key, schema_version, revision, created_at, updated_at, metadata, \
                       payload, payload_sha256";

/// An upsert of the whole row. A column that it didn't set would keep the value of the older record.
const ON_CONFLICT: &str = "ON CONFLICT (scope, record_type, record_key) DO UPDATE SET \
                           (schema_version, revision, created_at, updated_at, metadata, payload, payload_sha256) = \
                           ROW (excluded.schema_version, excluded.revision, excluded.created_at, excluded.updated_at, \
                           excluded.metadata, excluded.payload, excluded.payload_sha256)";

const KEY: &str = "scope = $1 AND record_type = $2 AND record_key = $3";

/// Arrays of the ten columns.
const ARRAYS: &str = "$1::text[], $2::text[], $3::text[], $4::integer[], $5::bigint[], $6::timestamptz[], \
                      $7::timestamptz[], $8::jsonb[], $9::jsonb[], $10::bytea[]";

/// The temporary table for `COPY`, which can't replace rows.
pub(super) const MAKE_COPIED: &str = "CREATE TEMPORARY TABLE IF NOT EXISTS copied_record (scope text, record_type text, \
                                      record_key text, schema_version integer, revision bigint, created_at timestamptz, \
                                      updated_at timestamptz, metadata jsonb, payload jsonb, payload_sha256 bytea) \
                                      ON COMMIT DELETE ROWS";

impl Statements {
    pub(super) fn of(table: &str) -> Self {
        let table = quoted(table);
        let insert = format!("INSERT INTO {table} ({COLUMNS})");
        Self {
            put: format!("{insert} VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) {ON_CONFLICT}"),
            put_all: format!("{insert} SELECT * FROM unnest({ARRAYS}) {ON_CONFLICT}"),
            copy: format!("COPY copied_record ({COLUMNS}) FROM STDIN (FORMAT binary)"),
            put_copied: format!("{insert} SELECT {COLUMNS} FROM copied_record {ON_CONFLICT}"),
            replace: format!(
                "UPDATE {table} SET schema_version = $4, revision = $5, created_at = $6, updated_at = $7, \
                 metadata = $8, payload = $9, payload_sha256 = $10 WHERE {KEY} AND revision IS NOT DISTINCT FROM $11"
            ),
            get: format!("SELECT {COLUMNS} FROM {table} WHERE {KEY}"),
            // The order is bytewise because of the column's collation.
            list: format!("SELECT {COLUMNS} FROM {table} WHERE scope = $1 AND record_type = $2 ORDER BY record_key"),
            page: format!(
                "SELECT {COLUMNS} FROM {table} WHERE (scope, record_type, record_key) > ($1, $2, $3) \
                 ORDER BY scope, record_type, record_key LIMIT 1000"
            ),
            newest: format!(
                "SELECT {COLUMNS} FROM {table} ORDER BY created_at DESC NULLS LAST, scope, record_type, record_key \
                 LIMIT $1"
            ),
            delete: format!("DELETE FROM {table} WHERE {KEY}"),
        }
    }
}

/// Selects the columns of a table: name, type, and collation if the type has one. `$1` is the quoted name.
pub(super) const DESCRIBE: &str = "SELECT attname::text, format_type(atttypid, NULL), collname::text \
                                   FROM pg_attribute LEFT JOIN pg_collation ON pg_collation.oid = attcollation \
                                   WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped";

pub(super) const ENCODING: &str = "SELECT pg_encoding_to_char(encoding)::text FROM pg_database \
                                   WHERE datname = current_database()";

pub(super) fn quoted(table: &str) -> String {
    format!("\"{}\"", table.replace('"', "\"\""))
}

const TYPES: [(&str, &str); 10] = [
    ("scope", "text"),
    ("record_type", "text"),
    ("record_key", "text"),
    ("schema_version", "integer"),
    ("revision", "bigint"),
    ("created_at", "timestamp with time zone"),
    ("updated_at", "timestamp with time zone"),
    ("metadata", "jsonb"),
    ("payload", "jsonb"),
    ("payload_sha256", "bytea"),
];

/// Checks the results of [`DESCRIBE`] and [`ENCODING`], so that a wrong table is found when the program starts and not by the
/// first row.
pub(super) fn check(encoding: &str, columns: &[(String, String, Option<String>)]) -> Result<(), StoreError> {
    if encoding != "UTF8" {
        return Err(StoreError::Encoding);
    }
    if columns.is_empty() {
        return Err(StoreError::NoTable);
    }
    for (name, ty) in TYPES {
        match columns.iter().find(|(found, ..)| found == name) {
            Some((_, found, _)) if found != ty => return Err(StoreError::OtherTable(name)),
            Some((_, _, Some(collation))) if ty == "text" && collation != "C" => {
                return Err(StoreError::Collation(name));
            }
            Some(_) => {}
            None => return Err(StoreError::OtherTable(name)),
        }
    }
    Ok(())
}
