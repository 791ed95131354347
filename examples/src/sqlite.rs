//! A store in SQLite, over rusqlite.

use rusqlite::{Connection, params_from_iter};
use std::borrow::Borrow;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;
use store_record::EnvelopeRef;
use store_record::ddl;
use store_record::statements::{Statement, Statements};
use store_record::store::{Change, DamagedRow, Query, Store, StoreError};

mod error;
pub use error::SqliteError;

/// The generic table of a SQLite database. `C` is a [`Connection`], or a reference to one, such as `&*transaction`.
#[derive(Debug)]
pub struct SqliteStore<C = Connection> {
    connection: C,
    statements: Statements,
}

type Outcome<T> = Result<T, StoreError<SqliteError>>;

impl SqliteStore {
    /// Opens a file, and creates the table `record` if it doesn't exist.
    ///
    /// # Errors
    ///
    /// Returns an error if the file isn't a database, is locked by another program, or has a different table `record`.
    pub fn open(path: &Path) -> Outcome<Self> {
        Self::create(Connection::open(path).map_err(SqliteError::from)?)
    }

    /// Creates the table `record` if it doesn't exist.
    ///
    /// # Errors
    ///
    /// Returns an error if SQLite fails, or if there is a different table `record`.
    pub fn create(connection: Connection) -> Outcome<Self> {
        let table = ddl::sqlite("record").digest();
        connection.busy_timeout(Duration::from_secs(5)).map_err(SqliteError::from)?;
        let created = connection.execute_batch(&table.to_string()).map_err(SqliteError::from);
        let mut store = Self::new(connection, Statements::from(&table));
        // The check says more about a different table than the error of its index.
        store.check()?;
        Ok(created.map(|()| store)?)
    }
}

impl<C: Borrow<Connection>> SqliteStore<C> {
    /// Creates a store over an existing table.
    pub fn new(connection: C, statements: Statements) -> Self {
        Self { connection, statements }
    }

    fn execute(&self, statement: &Statement<'_>) -> Outcome<u64> {
        let prepared = self.connection.borrow().prepare_cached(statement.text());
        let count = prepared.and_then(|mut prepared| prepared.execute(params_from_iter(statement.parameters())));
        statement.check(count.map_err(SqliteError::from)? as u64)
    }

    fn execute_batch(&self, text: &str) -> Outcome<()> {
        Ok(self.connection.borrow().execute_batch(text).map_err(SqliteError::from)?)
    }
}

impl<C: Borrow<Connection>> Store for SqliteStore<C> {
    type Error = SqliteError;

    fn change(&mut self, change: &Change<'_>) -> Outcome<u64> {
        let plan = self.statements.change(change);
        if let Some(statement) = plan.single() {
            return self.execute(statement);
        }
        // A savepoint is a transaction if the caller has none.
        self.execute_batch("SAVEPOINT store_change")?;
        let executed: Outcome<u64> = plan.statements().iter().map(|statement| self.execute(statement)).sum();
        let done = executed.and_then(|count| self.execute_batch("RELEASE store_change").map(|()| count));
        if done.is_err() {
            // SQLite has rolled back already after some errors. The first error is returned.
            drop(self.execute_batch("ROLLBACK TO store_change; RELEASE store_change"));
        }
        done
    }

    fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()>,
    ) -> Outcome<()> {
        let statement = self.statements.query(query);
        let mut prepared = self.connection.borrow().prepare_cached(statement.text()).map_err(SqliteError::from)?;
        let mut rows = prepared.query(params_from_iter(statement.parameters())).map_err(SqliteError::from)?;
        while let Some(row) = rows.next().map_err(SqliteError::from)? {
            if visit(statement.read(row)).is_break() {
                break;
            }
        }
        Ok(())
    }
}
