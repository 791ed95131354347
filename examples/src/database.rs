//! The database of the records: a SQLite file, or a table of PostgreSQL or MariaDB, by the program's argument.

use crate::sqlite::SqliteStore;
use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;
use store_record::EnvelopeRef;
use store_record::store::{Change, DamagedRow, Query, RowKey, Store, StoreError};

#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;

#[cfg(feature = "mysql")]
pub use mysql::InMySql;
#[cfg(feature = "postgres")]
pub use postgres::InPostgres;

/// Drives a future to its end.
#[cfg(any(feature = "mysql", feature = "postgres"))]
pub type BlockOn = Box<dyn FnMut(std::pin::Pin<&mut (dyn Future<Output = ()> + Send + '_)>)>;

/// A row, or the error if it can't be read.
pub type Row<'a> = Result<EnvelopeRef<'a>, DamagedRow>;

/// Returns the primary key of a row, also of a damaged one.
#[must_use]
pub fn key_of(row: &Row<'_>) -> RowKey {
    row.as_ref().map_or_else(|damaged| damaged.key.clone(), RowKey::from)
}

/// The database of the program's argument.
#[derive(Debug)]
#[non_exhaustive]
pub enum Database {
    /// A SQLite file.
    Sqlite(SqliteStore),
    /// A PostgreSQL server.
    #[cfg(feature = "postgres")]
    Postgres(InPostgres),
    /// A MariaDB server.
    #[cfg(feature = "mysql")]
    MySql(InMySql),
}

/// The message of either store's error, which holds no stored data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message(String);

impl Message {
    fn of(error: impl fmt::Display) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Message {}

/// A database that can't be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoDatabase {
    /// The message of the store's error, which holds no stored data.
    Store(String),
    /// The argument is a URL of PostgreSQL, and the program was built without the feature `postgres`.
    WithoutPostgres,
    /// The argument is a URL of MariaDB, and the program was built without the feature `mysql`.
    WithoutMySql,
}

impl fmt::Display for NoDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => write!(f, "the database can't be used: {error}"),
            Self::WithoutPostgres => f.write_str(
                "this program was built without PostgreSQL: run \
                 `cargo run -p store-record-examples --features postgres -- --database URL`",
            ),
            Self::WithoutMySql => f.write_str(
                "this program was built without MariaDB: run \
                 `cargo run -p store-record-examples --features mysql -- --database URL`",
            ),
        }
    }
}

impl std::error::Error for NoDatabase {}

impl<E: fmt::Display> From<StoreError<E>> for NoDatabase {
    fn from(error: StoreError<E>) -> Self {
        Self::Store(error.to_string())
    }
}

/// Opens a SQLite file, or connects if the argument begins with `postgres://`, `postgresql://`, `mysql://` or `mariadb://`.
/// Creates the table if it doesn't exist.
///
/// # Errors
///
/// Returns an error if the database can't be opened, or has another table of that name.
pub fn open(database: &Path) -> Result<Database, NoDatabase> {
    match database.to_str().and_then(|url| Some((url, url.split_once("://")?.0))) {
        #[cfg(feature = "postgres")]
        Some((url, "postgres" | "postgresql")) => Ok(Database::Postgres(postgres::open(url)?)),
        #[cfg(not(feature = "postgres"))]
        Some((_, "postgres" | "postgresql")) => Err(NoDatabase::WithoutPostgres),
        #[cfg(feature = "mysql")]
        Some((url, "mysql" | "mariadb")) => Ok(Database::MySql(mysql::open(url)?)),
        #[cfg(not(feature = "mysql"))]
        Some((_, "mysql" | "mariadb")) => Err(NoDatabase::WithoutMySql),
        _ => Ok(Database::Sqlite(SqliteStore::open(database)?)),
    }
}

/// Returns a database's name for the output: a URL without its user, its password and its options.
#[must_use]
pub fn name_of(database: &Path) -> String {
    let name = database.display().to_string();
    match name.split_once("://") {
        Some((scheme, rest)) => {
            let place = rest.rsplit('@').next().unwrap_or_default();
            format!("{scheme}://{}", place.split('?').next().unwrap_or_default())
        }
        None => name,
    }
}

impl Store for Database {
    type Error = Message;

    fn change(&mut self, change: &Change<'_>) -> Result<u64, StoreError<Message>> {
        match self {
            Self::Sqlite(store) => store.change(change).map_err(|error| error.map_database(Message::of)),
            #[cfg(feature = "postgres")]
            Self::Postgres(store) => store.change(change).map_err(|error| error.map_database(Message::of)),
            #[cfg(feature = "mysql")]
            Self::MySql(store) => store.change(change).map_err(|error| error.map_database(Message::of)),
        }
    }

    fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut dyn FnMut(Row<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError<Message>> {
        match self {
            Self::Sqlite(store) => store.query(query, visit).map_err(|error| error.map_database(Message::of)),
            #[cfg(feature = "postgres")]
            Self::Postgres(store) => store.query(query, visit).map_err(|error| error.map_database(Message::of)),
            #[cfg(feature = "mysql")]
            Self::MySql(store) => store.query(query, visit).map_err(|error| error.map_database(Message::of)),
        }
    }
}
