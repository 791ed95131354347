//! The database of the records: a SQLite file or a PostgreSQL table, by the program's argument.

use super::Failure;
use crate::sqlite::SqliteStore;
use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;
use store_record::Envelope;
use store_record::store::{Change, DamagedRow, Query, RowKey, Store, StoreError};

#[cfg(feature = "postgres")]
mod postgres;

/// A row, or the error if it can't be read.
pub(super) type Row = Result<Envelope, DamagedRow>;

/// Returns the primary key of a row, also of a damaged one.
pub(super) fn key_of(row: &Row) -> RowKey {
    row.as_ref().map_or_else(|damaged| damaged.key.clone(), RowKey::from)
}

/// The database of the program's argument.
pub(super) enum Database {
    Sqlite(SqliteStore),
    #[cfg(feature = "postgres")]
    Postgres(postgres::InPostgres),
}

/// The message of either store's error, which holds no stored data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message(String);

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

/// Opens a SQLite file, or connects if the argument begins with `postgres://` or `postgresql://`.
pub(super) fn open(database: &Path) -> Result<Database, Failure> {
    match database.to_str().filter(|text| text.starts_with("postgres://") || text.starts_with("postgresql://")) {
        #[cfg(feature = "postgres")]
        Some(url) => Ok(Database::Postgres(postgres::InPostgres::open(url)?)),
        #[cfg(not(feature = "postgres"))]
        Some(_) => Err(Failure::WithoutPostgres),
        None => Ok(Database::Sqlite(SqliteStore::open(database)?)),
    }
}

/// Returns a database's name for the output: a URL without its user, its password and its options.
pub(super) fn name_of(database: &Path) -> String {
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
        }
    }

    fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut dyn FnMut(Row) -> ControlFlow<()>,
    ) -> Result<(), StoreError<Message>> {
        match self {
            Self::Sqlite(store) => store.query(query, visit).map_err(|error| error.map_database(Message::of)),
            #[cfg(feature = "postgres")]
            Self::Postgres(store) => store.query(query, visit).map_err(|error| error.map_database(Message::of)),
        }
    }
}
