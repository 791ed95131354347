//! A PostgreSQL table as the store of the quick start.

use super::{Failure, Read, Row, Storage};
use crate::postgres::{self, TokioPostgresStore};
use store_record::{Envelope, RecordKey, Scope};
use tokio::runtime::Runtime;

/// The asynchronous store behind synchronous calls.
pub(super) struct InPostgres {
    runtime: Runtime,
    store: TokioPostgresStore,
}

const TABLE: &str = "record";

impl InPostgres {
    pub(super) fn open(url: &str) -> Result<Self, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::Output)?;
        let store = runtime.block_on(TokioPostgresStore::connect_and_make(url, TABLE))?;
        Ok(Self { runtime, store })
    }
}

impl Storage for InPostgres {
    fn transaction(&mut self, work: &mut dyn FnMut(&dyn Storage) -> Result<(), Failure>) -> Result<(), Failure> {
        self.runtime.block_on(self.store.begin())?;
        match work(self) {
            Ok(()) => Ok(self.runtime.block_on(self.store.commit())?),
            Err(failure) => {
                // Returns the first error.
                drop(self.runtime.block_on(self.store.roll_back()));
                Err(failure)
            }
        }
    }

    fn put(&self, row: &Envelope) -> Result<(), Failure> {
        Ok(self.runtime.block_on(self.store.put(row))?)
    }

    fn get(&self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<Option<Read>, Failure> {
        match self.runtime.block_on(self.store.get(scope, record_type, key)) {
            Ok(row) => Ok(row.map(Ok)),
            Err(error @ postgres::StoreError::Column(_)) => Ok(Some(Err(error.to_string()))),
            Err(error) => Err(error.into()),
        }
    }

    fn list(&self, scope: &Scope, record_type: &str) -> Result<Read<Vec<Envelope>>, Failure> {
        match self.runtime.block_on(self.store.list(scope, record_type)) {
            Ok(rows) => Ok(Ok(rows)),
            Err(error @ postgres::StoreError::Column(_)) => Ok(Err(error.to_string())),
            Err(error) => Err(error.into()),
        }
    }

    fn for_each(&self, visit: &mut dyn FnMut(Row)) -> Result<(), Failure> {
        Ok(self.runtime.block_on(self.store.for_each(|row| visit(row.map_err(|error| error.to_string()))))?)
    }

    fn newest(&self, limit: u32) -> Result<Vec<Row>, Failure> {
        let rows = self.runtime.block_on(self.store.newest(limit))?;
        Ok(rows.into_iter().map(|row| row.map_err(|error| error.to_string())).collect())
    }
}
