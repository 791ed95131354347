//! The SQLite store passes the conformance kit.

#![allow(clippy::unwrap_used)]

use store_record::conformance::{self, StoreAdapter};
use store_record::{Envelope, RecordKey, Scope};
use store_record_examples::sqlite::{Store, StoreError};

struct Tested(Store);

impl StoreAdapter for Tested {
    type Error = StoreError;

    fn put(&mut self, row: &Envelope) -> Result<(), StoreError> {
        self.0.put(row).map(drop)
    }

    fn put_all(&mut self, rows: &[Envelope]) -> Result<(), StoreError> {
        self.0.put_all(rows)
    }

    fn replace(&mut self, row: &Envelope, revision: Option<i64>) -> Result<bool, StoreError> {
        self.0.replace(row, revision)
    }

    fn get(&mut self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<Option<Envelope>, StoreError> {
        self.0.get(scope, record_type, key)
    }

    fn list(&mut self, scope: &Scope, record_type: &str) -> Result<Vec<Envelope>, StoreError> {
        self.0.list(scope, record_type)
    }

    fn delete(&mut self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<bool, StoreError> {
        self.0.delete(scope, record_type, key)
    }
}

#[test]
fn sqlite_store_passes_the_kit() {
    let mut adapter = Tested(Store::open_in_memory().unwrap());
    conformance::store(&mut adapter).unwrap();
    assert_eq!(adapter.0.count().unwrap(), 0, "the kit deletes its rows");
}
