//! The statements that write rows.

use super::{Dialect, Parameter, Plan, Statement, Statements};
use crate::envelope::Envelope;
use crate::key::{RecordKey, Scope};
use crate::store::Change;
use std::collections::HashSet;

/// The number of rows in one statement without arrays. More rows hardly save time, and SQLite limits the parameters.
const ROWS_OF_A_STATEMENT: usize = 100;

/// The bytes of JSON after which a statement without arrays has no further row. MariaDB's limit of a statement is 16 MiB by
/// default (`max_allowed_packet`).
const BYTES_OF_A_STATEMENT: usize = 4 << 20;

/// The columns that aren't part of the primary key.
const FIRST_OF_CONTENT: usize = 3;

pub(super) fn plan<'a>(statements: &Statements, change: &Change<'a>) -> Plan<'a> {
    let statement = match *change {
        Change::Put { rows, can_downgrade } => return put(statements, rows, can_downgrade),
        Change::Insert { row } => insert(statements, row),
        Change::Replace { row, expected, can_downgrade } => replace(statements, row, expected, can_downgrade),
        Change::Rewrite { old, new } => rewrite(statements, old, new),
        Change::Delete { scope, record_type, record_key } => {
            let mut statement = statements.begin("DELETE FROM ");
            statement.where_key(statements, scope, record_type, record_key);
            statement
        }
        Change::Erase { scope } => {
            let mut statement = statements.begin("DELETE FROM ");
            statement.push(" WHERE scope = ").bind(Parameter::Text(scope.as_str()));
            statement
        }
    };
    Plan { statements: vec![statement], is_atomic: true }
}

fn put<'a>(statements: &Statements, rows: &'a [Envelope], can_downgrade: bool) -> Plan<'a> {
    let rows = statements.last_of_each_key(rows);
    // MariaDB rejects a statement that meets a newer row, and the others write the rows that they may.
    let is_atomic = rows.len() == 1 || statements.dialect == Dialect::MariaDb;
    let mut plan = Plan { statements: statements.delete_other_names(&rows, can_downgrade), is_atomic };
    let is_array = statements.dialect == Dialect::Postgres && rows.len() > 1;
    for rows in if is_array { vec![&*rows] } else { in_statements(&rows) } {
        let mut statement = statements.begin("INSERT INTO ");
        statement.push(if statements.dialect == Dialect::MariaDb { " (" } else { " AS stored (" });
        statement.push(&statements.columns().join(", ")).push(") ");
        if is_array {
            statement.push("SELECT * FROM unnest(");
            let types = POSTGRES_TYPES.into_iter();
            for (index, (array, ty)) in statements.arrays(rows).zip(types).enumerate() {
                statement.push(if index > 0 { ", " } else { "" }).bind(array).push("::").push(ty).push("[]");
            }
            statement.push(")");
        } else {
            for (index, row) in rows.iter().enumerate() {
                statement.push(if index > 0 { "), (" } else { "VALUES (" }).bind_all(statements.row(row));
            }
            statement.push(")");
        }
        statement.push(&statements.on_conflict(can_downgrade));
        plan.statements.push(match statements.dialect {
            Dialect::MariaDb => statement.upserting(rows.len()),
            Dialect::Postgres | Dialect::Sqlite => statement.expecting(rows.len()),
        });
    }
    plan
}

/// Returns the rows of each statement without arrays.
fn in_statements<'r, 'a>(mut rows: &'r [&'a Envelope]) -> Vec<&'r [&'a Envelope]> {
    let mut statements = Vec::new();
    while !rows.is_empty() {
        let mut bytes = 0_usize;
        let fits = |row: &&&Envelope| {
            let is_first = bytes == 0;
            bytes += row.payload().expose_json().len() + row.metadata().expose_json().len();
            is_first || bytes <= BYTES_OF_A_STATEMENT
        };
        let (first, rest) = rows.split_at(rows.iter().take(ROWS_OF_A_STATEMENT).take_while(fits).count());
        statements.push(first);
        rows = rest;
    }
    statements
}

/// The types of the columns in PostgreSQL.
pub(super) const POSTGRES_TYPES: [&str; 10] =
    ["text", "text", "text", "integer", "bigint", "timestamptz", "timestamptz", "jsonb", "jsonb", "bytea"];

fn insert<'a>(statements: &Statements, row: &'a Envelope) -> Statement<'a> {
    let mut statement = statements.begin("INSERT INTO ");
    statement.push(" (").push(&statements.columns().join(", ")).push(") ");
    let others = statements.names.other_names(row.record_type());
    if others.is_empty() {
        statement.push("VALUES (").bind_all(statements.row(row)).push(")");
    } else {
        // PostgreSQL infers no type for a parameter of a SELECT.
        let is_typed = statements.dialect == Dialect::Postgres;
        for (index, (value, ty)) in statements.row(row).zip(POSTGRES_TYPES).enumerate() {
            statement.push(if index > 0 { ", " } else { "SELECT " }).bind(value);
            statement.push(if is_typed { "::" } else { "" }).push(if is_typed { ty } else { "" });
        }
        // A condition needs a table there, and `DUAL` has one row.
        statement.push(if statements.dialect == Dialect::MariaDb { " FROM DUAL" } else { "" });
        statement.push(" WHERE NOT EXISTS (SELECT 1 FROM ").push(&statements.table);
        statement.push(" WHERE scope = ").bind(Parameter::Text(row.scope().as_str())).push(" AND record_type IN (");
        statement.bind_all(others.into_iter().map(Parameter::Text)).push(") AND record_key = ");
        statement.bind(Parameter::Text(row.record_key().as_str())).push(")");
    }
    // MariaDB's `IGNORE` would ignore the table's checks, too.
    if statements.dialect == Dialect::MariaDb {
        return statement.inserting();
    }
    statement.push(" ON CONFLICT (scope, record_type, record_key) DO NOTHING").push(statements.returning());
    statement
}

fn replace<'a>(
    statements: &Statements,
    row: &'a Envelope,
    expected: Option<i64>,
    can_downgrade: bool,
) -> Statement<'a> {
    let mut statement = statements.begin("UPDATE ");
    statement.set(statements, row);
    statement.where_key(statements, row.scope(), row.record_type(), row.record_key());
    statement.and_revision(expected);
    if !can_downgrade {
        statement.push(" AND schema_version <= ").bind(Parameter::Integer(row.schema_version()));
    }
    statement
}

fn rewrite<'a>(statements: &Statements, old: &'a Envelope, new: &'a Envelope) -> Statement<'a> {
    let mut statement = statements.begin("UPDATE ");
    statement.set(statements, new);
    statement.push(" WHERE scope = ").bind(Parameter::Text(old.scope().as_str()));
    statement.push(" AND record_type = ").bind(Parameter::Text(old.record_type()));
    statement.push(" AND record_key = ").bind(Parameter::Text(old.record_key().as_str()));
    statement.push(" AND schema_version = ").bind(Parameter::Integer(old.schema_version()));
    statement.and_revision(old.revision());
    match (statements.dialect, &old.columns().payload_sha256) {
        // The table's check compares the digest with the payload.
        (Dialect::Postgres | Dialect::MariaDb, Some(digest)) if statements.has_digest => {
            statement.push(" AND payload_sha256 = ").bind(Parameter::Bytes(Some(digest.as_bytes())));
        }
        // JSONB values with different digits can be equal, so the text is compared.
        (Dialect::Postgres, _) => {
            statement.push(" AND payload::text = ").bind(Parameter::Text(old.payload().expose_json()));
        }
        (Dialect::Sqlite, _) => {
            statement.push(" AND payload = ").bind(Parameter::Text(old.payload().expose_json()));
        }
        // The column's collation ignores spaces at the end.
        (Dialect::MariaDb, _) => {
            statement.push(" AND CAST(payload AS BINARY) = ").bind(Parameter::Text(old.payload().expose_json()));
        }
    }
    statement
}

impl Statements {
    /// Begins a statement on the table.
    pub(super) fn begin<'a>(&self, verb: &str) -> Statement<'a> {
        let mut statement = Statement::new(self.dialect);
        statement.push(verb).push(&self.table);
        statement
    }

    /// Returns the last row of each key, in the order of the rows. One statement can't write a row twice.
    pub(super) fn last_of_each_key<'a>(&self, rows: &'a [Envelope]) -> Vec<&'a Envelope> {
        let mut keys = HashSet::with_capacity(rows.len());
        let is_last =
            |row: &&'a Envelope| keys.insert((row.scope(), self.names.newest(row.record_type()), row.record_key()));
        let mut last: Vec<&Envelope> = rows.iter().rev().filter(is_last).collect();
        last.reverse();
        last
    }

    /// Returns the statements that delete the rows under other names of the record types. The first one deletes those
    /// that may be replaced, and the second one must find none.
    pub(super) fn delete_other_names<'a>(&self, rows: &[&'a Envelope], can_downgrade: bool) -> Vec<Statement<'a>> {
        let names = |row: &&'a Envelope| self.names.other_names(row.record_type()).into_iter();
        let others: Vec<(&Envelope, &str)> =
            rows.iter().flat_map(|row| names(row).map(move |name| (*row, name))).collect();
        let mut statements = Vec::new();
        for others in others.chunks(if self.dialect == Dialect::Postgres { usize::MAX } else { ROWS_OF_A_STATEMENT }) {
            if !can_downgrade {
                statements.push(self.delete_rows(others, true));
                statements.push(self.delete_rows(others, false).expecting(0));
            } else {
                statements.push(self.delete_rows(others, false));
            }
        }
        statements
    }

    fn delete_rows<'a>(&self, others: &[(&'a Envelope, &'a str)], is_guarded: bool) -> Statement<'a> {
        let mut statement = self.begin("DELETE FROM ");
        if self.dialect == Dialect::Postgres {
            let texts =
                |text: fn(&(&'a Envelope, &'a str)) -> &'a str| Parameter::Texts(others.iter().map(text).collect());
            statement.push(" AS stored USING unnest(").bind(texts(|(row, _)| row.scope().as_str())).push("::text[], ");
            statement.bind(texts(|(_, name)| name)).push("::text[], ");
            statement.bind(texts(|(row, _)| row.record_key().as_str())).push("::text[], ");
            statement.bind(Parameter::Integers(others.iter().map(|(row, _)| row.schema_version()).collect()));
            statement.push("::integer[]) AS put (scope, record_type, record_key, schema_version)");
            statement.push(" WHERE stored.scope = put.scope AND stored.record_type = put.record_type");
            statement.push(" AND stored.record_key = put.record_key");
            statement.push(if is_guarded { " AND stored.schema_version <= put.schema_version" } else { "" });
            return statement;
        }
        for (index, (row, name)) in others.iter().enumerate() {
            statement.push(if index > 0 { " OR (scope = " } else { " WHERE (scope = " });
            statement.bind(Parameter::Text(row.scope().as_str()));
            statement.push(" AND record_type = ").bind(Parameter::Text(name));
            statement.push(" AND record_key = ").bind(Parameter::Text(row.record_key().as_str()));
            if is_guarded {
                statement.push(" AND schema_version <= ").bind(Parameter::Integer(row.schema_version()));
            }
            statement.push(")");
        }
        statement
    }

    /// Returns the end of an upsert of whole rows. A column that it didn't set would keep the value of the older row.
    pub(super) fn on_conflict(&self, can_downgrade: bool) -> String {
        if self.dialect == Dialect::MariaDb {
            return self.on_duplicate_key(can_downgrade);
        }
        let set = self.columns().iter().skip(FIRST_OF_CONTENT).map(|column| format!("{column} = excluded.{column}"));
        let set = set.collect::<Vec<_>>().join(", ");
        let guard = if can_downgrade { "" } else { " WHERE stored.schema_version <= excluded.schema_version" };
        format!(" ON CONFLICT (scope, record_type, record_key) DO UPDATE SET {set}{guard}{}", self.returning())
    }

    /// Citus counts all rows of an `INSERT … SELECT` as changed, unless they are returned (citusdata/citus#3377).
    fn returning(&self) -> &'static str {
        if self.is_distributed { " RETURNING 1" } else { "" }
    }

    /// Returns the end of an upsert for MariaDB, which has no condition there. A newer row makes the sum too large for the
    /// server, in every mode of it, so the whole statement is rejected. [`Statement::check_error`] knows the error.
    fn on_duplicate_key(&self, can_downgrade: bool) -> String {
        let set = self.columns().iter().skip(FIRST_OF_CONTENT).map(|&column| match column {
            // It is the first column, so that the stored version is compared.
            "schema_version" if !can_downgrade => "schema_version = IF(schema_version <= VALUES(schema_version), \
                                                   VALUES(schema_version), 9223372036854775807 + schema_version)"
                .to_owned(),
            _ => format!("{column} = VALUES({column})"),
        });
        format!(" ON DUPLICATE KEY UPDATE {}", set.collect::<Vec<_>>().join(", "))
    }
}

impl<'a> Statement<'a> {
    /// Sets all columns that may differ. The record type can change to another name.
    fn set(&mut self, statements: &Statements, row: &'a Envelope) {
        self.push(" SET ");
        let values = statements.row(row).zip(statements.columns());
        let set = values.filter(|(_, column)| !["scope", "record_key"].contains(column));
        for (index, (value, column)) in set.enumerate() {
            self.push(if index > 0 { ", " } else { "" }).push(column).push(" = ").bind(value);
        }
    }

    /// Compares the primary key, with all names of the record type.
    fn where_key(&mut self, statements: &Statements, scope: &'a Scope, record_type: &'a str, key: &'a RecordKey) {
        self.push(" WHERE scope = ").bind(Parameter::Text(scope.as_str()));
        self.push(" AND ").record_type(statements, "record_type", record_type);
        self.push(" AND record_key = ").bind(Parameter::Text(key.as_str()));
    }

    /// Compares a column with all names of a record type.
    pub(super) fn record_type(&mut self, statements: &Statements, column: &str, record_type: &'a str) {
        let others = statements.names.other_names(record_type);
        if others.is_empty() {
            self.push(column).push(" = ").bind(Parameter::Text(record_type));
        } else {
            let names = std::iter::once(record_type).chain(others).map(Parameter::Text);
            self.push(column).push(" IN (").bind_all(names).push(")");
        }
    }

    fn and_revision(&mut self, revision: Option<i64>) {
        // `=` never matches a row without a revision.
        self.push(match self.dialect() {
            Dialect::Postgres => " AND revision IS NOT DISTINCT FROM ",
            Dialect::Sqlite => " AND revision IS ",
            Dialect::MariaDb => " AND revision <=> ",
        });
        self.bind(Parameter::BigInteger(revision));
    }
}
