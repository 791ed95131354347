//! The database of the records: a SQLite file or a PostgreSQL table, by the program's argument.

use super::Failure;
use crate::sqlite::{self, Store};
use crate::stored_row::StoredRow;
use std::ops::ControlFlow;
use std::path::Path;
use store_record::{Envelope, RecordKey, Scope};

#[cfg(feature = "postgres")]
mod postgres;

/// A row, or the message of the error if it can't be read.
pub(super) type Row = StoredRow<String>;

/// An envelope, or the message of the error if the row can't be read.
pub(super) type Read<T = Envelope> = Result<T, String>;

/// The calls of a store that the quick start uses.
pub(super) trait Storage {
    /// Runs `work` in one transaction, which is committed as a whole or rolled back.
    fn transaction(&mut self, work: &mut dyn FnMut(&dyn Storage) -> Result<(), Failure>) -> Result<(), Failure>;

    /// Inserts or replaces a row.
    fn put(&self, row: &Envelope) -> Result<(), Failure>;

    /// Returns the row with the key. The inner error is for a row that exists and can't be read.
    fn get(&self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<Option<Read>, Failure>;

    /// Returns the rows of a record type in a scope. The inner error is for a row that can't be read.
    fn list(&self, scope: &Scope, record_type: &str) -> Result<Read<Vec<Envelope>>, Failure>;

    /// Passes every row to the function, one at a time, in the order of the primary key.
    fn for_each(&self, visit: &mut dyn FnMut(Row)) -> Result<(), Failure>;

    /// Returns the rows with the latest `created_at`, the newest first.
    fn newest(&self, limit: u32) -> Result<Vec<Row>, Failure>;
}

/// Opens a SQLite file, or connects if the argument begins with `postgres://` or `postgresql://`.
pub(super) fn open(database: &Path) -> Result<Box<dyn Storage>, Failure> {
    match database.to_str().filter(|text| text.starts_with("postgres://") || text.starts_with("postgresql://")) {
        #[cfg(feature = "postgres")]
        Some(url) => Ok(Box::new(postgres::InPostgres::open(url)?)),
        #[cfg(not(feature = "postgres"))]
        Some(_) => Err(Failure::WithoutPostgres),
        None => Ok(Box::new(Store::open(database)?)),
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

impl Storage for Store {
    fn transaction(&mut self, work: &mut dyn FnMut(&dyn Storage) -> Result<(), Failure>) -> Result<(), Failure> {
        Self::transaction(self, |store| work(store))
    }

    fn put(&self, row: &Envelope) -> Result<(), Failure> {
        Ok(Self::put(self, row).map(drop)?)
    }

    fn get(&self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<Option<Read>, Failure> {
        match Self::get(self, scope, record_type, key) {
            Ok(row) => Ok(row.map(Ok)),
            Err(error @ sqlite::StoreError::Column(_)) => Ok(Some(Err(error.to_string()))),
            Err(error) => Err(error.into()),
        }
    }

    fn list(&self, scope: &Scope, record_type: &str) -> Result<Read<Vec<Envelope>>, Failure> {
        match Self::list(self, scope, record_type) {
            Ok(rows) => Ok(Ok(rows)),
            Err(error @ sqlite::StoreError::Column(_)) => Ok(Err(error.to_string())),
            Err(error) => Err(error.into()),
        }
    }

    fn for_each(&self, visit: &mut dyn FnMut(Row)) -> Result<(), Failure> {
        Ok(Self::for_each(self, |row| {
            visit(row.map_err(|error| error.to_string()));
            ControlFlow::Continue(())
        })?)
    }

    fn newest(&self, limit: u32) -> Result<Vec<Row>, Failure> {
        Ok(Self::newest(self, limit)?.into_iter().map(|row| row.map_err(|error| error.to_string())).collect())
    }
}
