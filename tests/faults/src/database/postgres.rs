//! PostgreSQL, through `tokio-postgres` and `sqlx`.

use super::{Database, Outcome};
use sqlx::Connection as _;
use sqlx::postgres::PgConnection;
use store_record::statements::Statements;
use store_record::store::AsyncStore as _;
use store_record::{Envelope, ddl};
use store_record_examples::postgres::{PostgresError, SqlxStore, TokioPostgresStore};

/// The store over `tokio-postgres`. It puts many rows by `COPY`.
#[derive(Debug, Clone)]
pub struct TokioPostgres {
    url: String,
}

/// The store over `sqlx`. It puts many rows by `UNNEST`.
#[derive(Debug, Clone)]
pub struct Sqlx {
    url: String,
}

impl TokioPostgres {
    /// Uses the server at this URL.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }
}

impl Sqlx {
    /// Uses the server at this URL.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }
}

fn statements() -> Statements {
    Statements::from(&ddl::postgres("record").digest())
}

/// A transaction that lost to another one has been rolled back. After other errors of a server that stops or lacks a resource,
/// the transaction may be committed.
fn is_rejection(error: &PostgresError) -> bool {
    matches!(error, PostgresError::Conflict | PostgresError::NotARow)
}

impl Database for TokioPostgres {
    type Store = TokioPostgresStore;

    async fn connect(&self) -> Option<Self::Store> {
        TokioPostgresStore::connect(&self.url, statements()).await.ok()
    }

    async fn put_bulk(store: &mut Self::Store, rows: &[Envelope]) -> Outcome<Self> {
        store.copy_all(rows).await
    }

    fn is_rejection(error: &PostgresError) -> bool {
        is_rejection(error)
    }
}

impl Database for Sqlx {
    type Store = SqlxStore<Box<PgConnection>>;

    async fn connect(&self) -> Option<Self::Store> {
        let connection = PgConnection::connect(&self.url).await.ok()?;
        Some(SqlxStore::new(Box::new(connection), statements()))
    }

    async fn put_bulk(store: &mut Self::Store, rows: &[Envelope]) -> Outcome<Self> {
        store.put_all(rows).await
    }

    fn is_rejection(error: &PostgresError) -> bool {
        is_rejection(error)
    }
}
