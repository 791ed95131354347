//! The generic table in SQLite or PostgreSQL, as one store.

use rusqlite::Connection;
use std::fmt;
use std::ops::ControlFlow;
use store_record::EnvelopeRef;
use store_record::store::{AsyncStore, Change, DamagedRow, Query, Store, StoreError};
#[cfg(feature = "postgres")]
use store_record::{ddl, statements::Statements, store::TableProblem};
#[cfg(feature = "postgres")]
use store_record_examples::postgres::{PostgresError, TokioPostgresStore};
use store_record_examples::sqlite::{SqliteError, SqliteStore};
use tokio::task::block_in_place;

/// The store of the service.
#[derive(Debug)]
pub enum Database {
    /// A SQLite file.
    Sqlite(SqliteStore),
    /// A PostgreSQL database.
    #[cfg(feature = "postgres")]
    Postgres(TokioPostgresStore),
}

/// The error of a database. It holds no stored data.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DatabaseError {
    /// An error of SQLite.
    Sqlite(SqliteError),
    /// An error of PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(PostgresError),
    /// The database is a URL of PostgreSQL, and the program was built without the feature `postgres`.
    WithoutPostgres,
}

type Outcome<T> = Result<T, StoreError<DatabaseError>>;

impl Database {
    /// Opens a SQLite file, or connects if the database begins with `postgres://` or `postgresql://`. Creates the table `record` if it
    /// doesn't exist.
    ///
    /// # Errors
    ///
    /// Returns an error if the database can't be opened, or has a different table `record`.
    pub async fn open(database: &str) -> Outcome<Self> {
        if database.starts_with("postgres://") || database.starts_with("postgresql://") {
            return Self::connect(database).await;
        }
        block_in_place(|| {
            let connection = Connection::open(database).map_err(SqliteError::from)?;
            // Several programs use the file: readers don't wait for a writer then.
            connection.pragma_update(None, "journal_mode", "WAL").map_err(SqliteError::from)?;
            SqliteStore::create(connection)
        })
        .map(Self::Sqlite)
        .map_err(of_sqlite)
    }

    #[cfg(feature = "postgres")]
    async fn connect(url: &str) -> Outcome<Self> {
        let table = ddl::postgres("record").digest();
        let opened = async {
            let mut store = TokioPostgresStore::connect(url, Statements::from(&table)).await?;
            if let Err(StoreError::Table(TableProblem::NoTable)) = store.check().await {
                let client = store.into_inner();
                client.batch_execute(&table.to_string()).await.map_err(PostgresError::from)?;
                store = TokioPostgresStore::new(client, Statements::from(&table));
            }
            store.check().await.map(|()| store)
        };
        opened.await.map(Self::Postgres).map_err(of_postgres)
    }

    #[cfg(not(feature = "postgres"))]
    async fn connect(_: &str) -> Outcome<Self> {
        Err(DatabaseError::WithoutPostgres.into())
    }
}

fn of_sqlite(error: StoreError<SqliteError>) -> StoreError<DatabaseError> {
    error.map_database(DatabaseError::Sqlite)
}

#[cfg(feature = "postgres")]
fn of_postgres(error: StoreError<PostgresError>) -> StoreError<DatabaseError> {
    error.map_database(DatabaseError::Postgres)
}

/// The calls of SQLite block, so Tokio moves the other tasks to another thread.
impl AsyncStore for Database {
    type Error = DatabaseError;

    async fn change(&mut self, change: &Change<'_>) -> Outcome<u64> {
        match self {
            Self::Sqlite(store) => block_in_place(|| store.change(change)).map_err(of_sqlite),
            #[cfg(feature = "postgres")]
            Self::Postgres(store) => store.change(change).await.map_err(of_postgres),
        }
    }

    async fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut (dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()> + Send),
    ) -> Outcome<()> {
        match self {
            Self::Sqlite(store) => block_in_place(|| store.query(query, visit)).map_err(of_sqlite),
            #[cfg(feature = "postgres")]
            Self::Postgres(store) => store.query(query, visit).await.map_err(of_postgres),
        }
    }
}

impl DatabaseError {
    /// Returns whether the same request can succeed later.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Sqlite(error) => *error == SqliteError::Locked,
            #[cfg(feature = "postgres")]
            Self::Postgres(error) => matches!(
                error,
                PostgresError::Conflict
                    | PostgresError::Disconnected
                    | PostgresError::NoServer
                    | PostgresError::Unavailable
            ),
            Self::WithoutPostgres => false,
        }
    }

    /// Returns whether the table's checks reject the row.
    #[must_use]
    pub fn is_rejection(&self) -> bool {
        match self {
            Self::Sqlite(error) => *error == SqliteError::NotARow,
            #[cfg(feature = "postgres")]
            Self::Postgres(error) => *error == PostgresError::NotARow,
            Self::WithoutPostgres => false,
        }
    }
}

impl fmt::Display for DatabaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(error) => fmt::Display::fmt(error, f),
            #[cfg(feature = "postgres")]
            Self::Postgres(error) => fmt::Display::fmt(error, f),
            Self::WithoutPostgres => {
                f.write_str("this program was built without PostgreSQL: add `--features postgres`")
            }
        }
    }
}

impl std::error::Error for DatabaseError {}
