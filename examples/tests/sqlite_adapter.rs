//! The SQLite store passes the conformance kit, and its calls belong to the caller's transaction.

#![allow(clippy::unwrap_used)]

use rusqlite::Connection;
use store_record::statements::Statements;
use store_record::store::{Selection, Store as _, StoreError, TableProblem};
use store_record::{RecordManifest as _, StoreRecord, conformance, ddl};
use store_record_examples::directory::reference_records;
use store_record_examples::sqlite::{SqliteError, SqliteStore};

fn store_of(table: &str) -> SqliteStore {
    let connection = Connection::open_in_memory().unwrap();
    let table = ddl::sqlite(table).digest();
    connection.execute_batch(&table.to_string()).unwrap();
    SqliteStore::new(connection, Statements::from(&table).with_names(conformance::names()))
}

#[test]
fn sqlite_store_passes_the_kit() {
    let mut store = store_of("a \"quoted\" 'name'");
    conformance::store(&mut store).unwrap();
    assert!(store.counts(&Selection::new()).unwrap().is_empty(), "the kit deletes its rows");
}

#[test]
fn two_records_in_a_transaction_are_stored_together_or_not_at_all() {
    let mut connection = Connection::open_in_memory().unwrap();
    let table = ddl::sqlite("record").digest();
    connection.execute_batch(&table.to_string()).unwrap();
    let rows: Vec<_> = reference_records().iter().take(4).map(|record| record.to_envelope().unwrap()).collect();
    for is_committed in [false, true] {
        let transaction = connection.transaction().unwrap();
        let mut store = SqliteStore::new(&*transaction, Statements::from(&table));
        store.put(&rows[0]).unwrap();
        store.put_all(&rows[1..]).unwrap();
        if is_committed {
            transaction.commit().unwrap();
        } else {
            transaction.rollback().unwrap();
        }
        let mut store = SqliteStore::new(&connection, Statements::from(&table));
        assert_eq!(store.page(&Selection::new()).unwrap().len(), if is_committed { rows.len() } else { 0 });
    }
}

#[derive(StoreRecord)]
#[store_record(type = "step", scope = global, key = number)]
struct Step {
    number: u32,
}

#[test]
fn a_rejected_bulk_put_leaves_the_transaction_usable() {
    let mut connection = Connection::open_in_memory().unwrap();
    let table = ddl::sqlite("record").digest();
    connection.execute_batch(&table.to_string()).unwrap();
    let step = |number: u32| Step { number }.to_envelope().unwrap();
    let newer = {
        let mut columns = step(2).into_columns();
        columns.schema_version = 2;
        store_record::Envelope::from_columns(columns)
    };
    let transaction = connection.transaction().unwrap();
    let mut store = SqliteStore::new(&*transaction, Statements::from(&table));
    store.put_all(&[step(1), newer]).unwrap();
    let rows: Vec<_> = (0..300).map(step).collect();
    assert_eq!(store.put_all(&rows).unwrap_err(), StoreError::NewerRow);
    store.put(&step(301)).unwrap();
    transaction.commit().unwrap();
    assert_eq!(SqliteStore::new(&connection, Statements::from(&table)).page(&Selection::new()).unwrap().len(), 3);
}

/// Returns the problem of a table that is created by changed statements.
fn problem(replaced: &str, by: &str) -> TableProblem {
    let table = ddl::sqlite("it's").digest();
    let text = table.to_string();
    assert!(text.contains(replaced), "{text}");
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(&text.replace(replaced, by)).unwrap();
    match SqliteStore::new(connection, Statements::from(&table)).check() {
        Err(StoreError::Table(problem)) => problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_check_finds_each_problem_of_a_table() {
    assert_eq!(store_of("it's").check(), Ok(()));
    let table = ddl::sqlite("it's").digest();
    let mut missing = SqliteStore::new(Connection::open_in_memory().unwrap(), Statements::from(&table));
    assert_eq!(missing.check(), Err(StoreError::Table(TableProblem::NoTable)));
    assert_eq!(problem("revision INTEGER", "version INTEGER"), TableProblem::NoColumn("revision"));
    assert_eq!(problem("revision INTEGER", "revision TEXT"), TableProblem::ColumnType("revision"));
    assert_eq!(
        problem("record_key TEXT NOT NULL", "record_key TEXT NOT NULL COLLATE NOCASE"),
        TableProblem::Collation("record_key")
    );
    assert_eq!(
        problem("PRIMARY KEY (scope, record_type, ", "PRIMARY KEY (record_type, scope, "),
        TableProblem::PrimaryKey
    );
    let utf16 = Connection::open_in_memory().unwrap();
    let table = ddl::sqlite("record").digest();
    utf16.execute_batch(&format!("PRAGMA encoding = 'UTF-16'; {table}")).unwrap();
    assert_eq!(
        SqliteStore::new(utf16, Statements::from(&table)).check(),
        Err(StoreError::Table(TableProblem::Encoding))
    );
}

#[test]
fn errors_of_the_database_have_no_message() {
    let mut store = store_of("record");
    let mut columns = Step { number: 7 }.to_envelope().unwrap().into_columns();
    columns.schema_version = 0;
    let row = store_record::Envelope::from_columns(columns);
    assert_eq!(store.put(&row), Err(StoreError::Database(SqliteError::NotARow)));
}
