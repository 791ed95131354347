//! SQLite, through `rusqlite`.

use super::{Database, Outcome};
use rusqlite::Connection;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Duration;
use store_record::statements::Statements;
use store_record::store::{AsyncStore, Change, DamagedRow, Query, Store, StoreError};
use store_record::{Envelope, EnvelopeRef, ddl};
use store_record_examples::sqlite::{SqliteError, SqliteStore};

/// A file with a maximum size.
#[derive(Debug, Clone)]
pub struct SqliteFile {
    path: PathBuf,
    max_pages: u32,
}

/// The store, whose calls block the thread.
#[derive(Debug)]
pub struct Sqlite(SqliteStore);

impl SqliteFile {
    /// Uses this file, with at most this number of pages.
    #[must_use]
    pub fn new(path: PathBuf, max_pages: u32) -> Self {
        Self { path, max_pages }
    }

    /// Connects to the file.
    ///
    /// # Errors
    ///
    /// Returns an error if SQLite fails.
    pub fn open(&self) -> rusqlite::Result<Connection> {
        let connection = Connection::open(&self.path)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "max_page_count", self.max_pages)?;
        Ok(connection)
    }
}

impl Database for SqliteFile {
    type Store = Sqlite;

    async fn connect(&self) -> Option<Self::Store> {
        let connection = self.open().ok()?;
        Some(Sqlite(SqliteStore::new(connection, Statements::from(&ddl::sqlite("record").digest()))))
    }

    async fn put_bulk(store: &mut Self::Store, rows: &[Envelope]) -> Outcome<Self> {
        store.put_all(rows).await
    }

    /// SQLite reports every error to the caller. It has rolled back then.
    fn is_rejection(_: &SqliteError) -> bool {
        true
    }
}

impl AsyncStore for Sqlite {
    type Error = SqliteError;

    async fn change(&mut self, change: &Change<'_>) -> Result<u64, StoreError<SqliteError>> {
        self.0.change(change)
    }

    async fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut (dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()> + Send),
    ) -> Result<(), StoreError<SqliteError>> {
        self.0.query(query, visit)
    }
}
