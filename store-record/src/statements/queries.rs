//! The statements that read rows.

use super::metadata::member;
use super::row::Named;
use super::{Dialect, Parameter, Statement, Statements, table};
use crate::key::Scope;
use crate::store::{Query, Selection};

pub(super) fn statement<'a>(statements: &Statements, query: &Query<'a>) -> Statement<'a> {
    let mut statement = Statement::new(statements.dialect);
    match query {
        Query::Rows(selection) => {
            statement.named = statements.named(selection);
            statement.select(statements);
            statement.conditions(statements, selection);
            statement.order(statements, selection);
        }
        Query::Counts(selection) => {
            let columns = statements.constant("record_type", "''", "schema_version", "count(*)");
            statement.push("SELECT ").push(&columns).push(" FROM ").push(&statements.table);
            statement.conditions(statements, selection);
            statement.push(" GROUP BY record_type, schema_version ORDER BY record_type, schema_version");
        }
        Query::Pairs { record_type } => {
            statement.select(statements).push(" AS stored WHERE ");
            statement.record_type(statements, "record_type", record_type);
            statement.push(" AND EXISTS (SELECT 1 FROM ").push(&statements.table).push(" AS other WHERE ");
            statement.push("other.scope = stored.scope AND other.record_key = stored.record_key AND ");
            statement.record_type(statements, "other.record_type", record_type);
            statement.push(" AND other.record_type <> stored.record_type) ORDER BY scope, record_key, record_type");
        }
        Query::TableProblems => {
            statement.push(&table::problems(statements));
        }
    }
    statement
}

impl Statements {
    /// Returns the columns that are the same in each row of a selection, so that the database needn't return them.
    fn named<'a>(&self, selection: &Selection<'a>) -> Named<'a> {
        let has_one_name = |name: &&str| self.names.other_names(name).is_empty();
        Named { scope: selection.scope.map(Scope::as_str), record_type: selection.record_type.filter(has_one_name) }
    }

    /// Returns the ten columns of a row that isn't one of the table.
    pub(super) fn constant(&self, record_type: &str, record_key: &str, schema_version: &str, revision: &str) -> String {
        match self.dialect {
            Dialect::Postgres => format!(
                "''::text AS scope, {record_type}::text AS record_type, {record_key}::text AS record_key, \
                 {schema_version}::integer AS schema_version, {revision}::bigint AS revision, \
                 NULL::timestamptz AS created_at, NULL::timestamptz AS updated_at, '{{}}'::jsonb AS metadata, \
                 '{{}}'::jsonb AS payload, NULL::bytea AS payload_sha256"
            ),
            Dialect::Sqlite | Dialect::MariaDb => format!(
                "'' AS scope, {record_type} AS record_type, {record_key} AS record_key, \
                 {schema_version} AS schema_version, {revision} AS revision, NULL AS created_at, NULL AS updated_at, \
                 '{{}}' AS metadata, '{{}}' AS payload, NULL AS payload_sha256"
            ),
        }
    }
}

impl<'a> Statement<'a> {
    /// Selects the columns that the query doesn't name.
    fn select(&mut self, statements: &Statements) -> &mut Self {
        let Named { scope, record_type } = self.named;
        let is_returned = |column: &&str| match *column {
            "scope" => scope.is_none(),
            "record_type" => record_type.is_none(),
            _ => true,
        };
        let mut separator = "SELECT ";
        for column in statements.columns().iter().copied().filter(is_returned) {
            self.push(separator).push(column);
            separator = ", ";
        }
        let digest = match self.dialect() {
            _ if statements.has_digest => "",
            Dialect::Postgres => ", NULL::bytea AS payload_sha256",
            Dialect::Sqlite | Dialect::MariaDb => ", NULL AS payload_sha256",
        };
        self.push(digest).push(" FROM ").push(&statements.table)
    }

    fn conditions(&mut self, statements: &Statements, selection: &Selection<'a>) {
        let mut separator = Separator::default();
        if let Some(scope) = selection.scope {
            self.push(separator.next()).push("scope = ").bind(Parameter::Text(scope.as_str()));
        }
        if let Some(record_type) = selection.record_type {
            self.push(separator.next()).record_type(statements, "record_type", record_type);
        }
        if let Some(version) = selection.schema_version {
            self.push(separator.next()).push("schema_version = ").bind(Parameter::Integer(version));
        }
        if let Some(key) = selection.record_key {
            self.push(separator.next()).push("record_key = ").bind(Parameter::Text(key.as_str()));
        }
        if let Some(range) = selection.key_range {
            self.push(separator.next()).push("record_key >= ").bind(Parameter::Text(range.start()));
            if let Some(end) = range.end() {
                self.push(separator.next()).push("record_key < ").bind(Parameter::Text(end));
            }
        }
        if let Some(value) = selection.metadata {
            self.push(separator.next()).push(&member(statements.dialect, value.name)).push(" = ");
            match statements.dialect {
                Dialect::Postgres | Dialect::MariaDb => self.bind(Parameter::Text(value.json)),
                // SQLite writes an object without the spaces of the canonical form.
                Dialect::Sqlite => self.push("json(").bind(Parameter::Text(value.json)).push(")"),
            };
        }
        if let Some(after) = selection.after {
            let comparison = if selection.is_descending { " < " } else { " > " };
            let [scope, record_type, key] =
                [after.scope.as_str(), &after.record_type, after.record_key.as_str()].map(Parameter::Text);
            self.push(separator.next());
            if is_one_list(selection) {
                self.push("record_key").push(comparison).bind(key);
            } else if statements.dialect == Dialect::MariaDb {
                let columns = [("scope", scope), ("record_type", record_type), ("record_key", key)];
                let is_compared =
                    |(column, _): &(&str, _)| *column != "record_type" || !is_one_name(statements, selection);
                self.after(comparison, &columns.into_iter().filter(is_compared).collect::<Vec<_>>());
            } else if is_one_name(statements, selection) {
                // With the record type, an index that begins with it would be read from the beginning of the scope.
                self.push("(scope, record_key)").push(comparison).push("(").bind_all([scope, key]).push(")");
            } else {
                self.push("(scope, record_type, record_key)").push(comparison);
                self.push("(").bind_all([scope, record_type, key]).push(")");
            }
        }
    }

    /// Compares one column after the other. MariaDB would read all rows to compare two lists.
    fn after(&mut self, comparison: &str, columns: &[(&str, Parameter<'a>)]) {
        let Some(((column, value), others)) = columns.split_first() else { return };
        self.push("(").push(column).push(comparison).bind(value.clone());
        if !others.is_empty() {
            self.push(" OR (").push(column).push(" = ").bind(value.clone()).push(" AND ");
            self.after(comparison, others);
            self.push(")");
        }
        self.push(")");
    }

    fn order(&mut self, statements: &Statements, selection: &Selection<'a>) {
        let direction = if selection.is_descending { " DESC" } else { "" };
        if is_one_list(selection) {
            let is_one_row = selection.record_key.is_some() && is_one_name(statements, selection);
            if !is_one_row {
                self.push(" ORDER BY record_key").push(direction);
            }
        } else {
            self.push(" ORDER BY scope").push(direction).push(", record_type").push(direction);
            self.push(", record_key").push(direction);
        }
        if let Some(limit) = selection.limit {
            self.push(" LIMIT ").bind(Parameter::BigInteger(Some(limit.into())));
        }
    }
}

/// Returns true if the rows are those of one record type in one scope. Under all of its names, they are in the order of
/// their record keys.
fn is_one_list(selection: &Selection<'_>) -> bool {
    selection.scope.is_some() && selection.record_type.is_some()
}

/// Returns true if the rows have one name of a record type.
fn is_one_name(statements: &Statements, selection: &Selection<'_>) -> bool {
    selection.record_type.is_some_and(|name| statements.names.other_names(name).is_empty())
}

/// `WHERE` before the first condition, and `AND` before the others.
#[derive(Default)]
struct Separator {
    is_after_first: bool,
}

impl Separator {
    fn next(&mut self) -> &'static str {
        if std::mem::replace(&mut self.is_after_first, true) { " AND " } else { " WHERE " }
    }
}
