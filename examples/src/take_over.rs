//! A table of issues that a program with serde wrote goes into the generic table.
//!
//! The guide's page "Taking over a table" has the steps on PostgreSQL, while programs write. Here nobody else writes, so they are
//! fewer: read every document, store those that are an [`Issue`], and count the reasons of the others.

use crate::sqlite::{SqliteError, SqliteStore};
use rusqlite::Connection;
use std::collections::BTreeMap;
use store_record::store::{Store, StoreError};
use store_record::{Envelope, Payload, StoreRecord, StoreValue, explain};
use time::{Date, OffsetDateTime};

/// An issue: a row of the old table.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "issue", scope = repository, key = number, created_at = created_at)]
pub struct Issue {
    /// `owner/name`, a column of the old table.
    pub repository: String,
    /// Counts from 1 in each repository.
    pub number: u64,
    /// When the issue was opened, a column of the old table.
    pub created_at: OffsetDateTime,
    /// The content of the old table's column `doc`.
    pub document: Document,
}

/// The JSON that serde wrote.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(absent = "none")]
#[allow(missing_docs)]
pub struct Document {
    pub number: u64,
    pub node_id: String,
    pub title: String,
    #[store_record(alias = "text")]
    pub body: Option<String>,
    pub user: User,
    pub labels: Vec<Label>,
    pub assignee: Option<User>,
    pub state: State,
    pub reactions: BTreeMap<String, u32>,
    pub milestone: Option<Milestone>,
    pub events: Vec<Event>,
    pub score: f64,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[allow(missing_docs)]
pub struct User {
    pub login: String,
    pub id: u64,
    pub site_admin: bool,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[allow(missing_docs)]
pub struct Label {
    pub name: String,
    pub color: String,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum State {
    Open,
    Closed { reason: Reason, closed_at: OffsetDateTime },
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Reason {
    Completed,
    NotPlanned,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[allow(missing_docs)]
pub struct Milestone {
    pub title: String,
    pub due_on: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "type", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Event {
    Labeled { label: String },
    Renamed { from: String, to: String },
    Mentioned { by: Vec<String> },
}

/// What became of the old rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The number of rows that are in the generic table and open.
    pub opened: u64,
    /// The number of rows that aren't, by reason. A reason holds no stored data.
    pub rejected: BTreeMap<String, u64>,
}

/// Creates the old table `issues` from lines of JSON. A line has the columns as members.
///
/// # Errors
///
/// Returns an error if SQLite fails.
pub fn create_old_table(connection: &Connection, lines: &str) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE issues (repository TEXT NOT NULL, number INTEGER NOT NULL, created_at TEXT NOT NULL, doc TEXT NOT NULL,
         PRIMARY KEY (repository, number))",
    )?;
    let mut insert = connection
        .prepare("INSERT INTO issues SELECT ?1->>'repository', ?1->>'number', ?1->>'created_at', ?1->'doc'")?;
    lines.lines().try_for_each(|line| insert.execute([line]).map(drop))
}

/// Stores the documents of the old table that are an [`Issue`], and opens each row again.
///
/// # Errors
///
/// Returns an error if SQLite fails.
pub fn take_over(store: &mut SqliteStore<&Connection>, old: &Connection) -> Result<Summary, StoreError<SqliteError>> {
    let mut summary = Summary::default();
    let mut rows = Vec::new();
    let mut select =
        old.prepare("SELECT repository, number, created_at, doc FROM issues").map_err(SqliteError::from)?;
    let mut found = select.query([]).map_err(SqliteError::from)?;
    while let Some(row) = found.next().map_err(SqliteError::from)? {
        let column = |index| row.get::<_, String>(index).map_err(SqliteError::from);
        let number = row.get::<_, i64>(1).map_err(SqliteError::from)?.unsigned_abs();
        match seal(column(0)?, number, &column(2)?, &Payload::from_stored(column(3)?)) {
            Ok(row) => rows.push(row),
            Err(reasons) => {
                for reason in reasons {
                    *summary.rejected.entry(reason).or_default() += 1;
                }
            }
        }
    }
    store.put_all(&rows)?;
    for row in &rows {
        let stored = store.get(row.scope(), row.record_type(), row.record_key())?;
        summary.opened += u64::from(stored.is_some_and(|stored| stored.open_in::<Issue>(row.scope()).is_ok()));
    }
    Ok(summary)
}

/// Returns the row of an issue, or all reasons why there is none.
fn seal(repository: String, number: u64, created_at: &str, document: &Payload) -> Result<Envelope, Vec<String>> {
    let reason = |error: &dyn std::fmt::Display| vec![error.to_string()];
    let differences = explain::<Document>(document);
    if !differences.is_empty() {
        return Err(differences
            .iter()
            .map(|difference| format!("{}: {}", difference.path(), difference.kind()))
            .collect());
    }
    let document: Document = document.decode().map_err(|error| reason(&error))?;
    if document.number != number {
        return Err(vec!["the document has the number of another issue".to_owned()]);
    }
    let created_at = Payload::from_value(&created_at.into()).map_err(|error| reason(&error))?;
    let created_at = created_at.decode().map_err(|error| reason(&error))?;
    let issue = Issue { repository, number, created_at, document };
    issue.to_envelope().map_err(|error| reason(&error))
}
