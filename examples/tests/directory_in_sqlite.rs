//! The reference records of the directory are stored in a SQLite file and read back.

#![allow(clippy::unwrap_used)]

use rusqlite::Connection;
use store_record::store::{Selection, Store as _, StoreError, TableProblem};
use store_record::{RecordManifest, StoreRecord};
use store_record_examples::directory::{Account, AccountId, AuditEvent, DirectoryRecord, TenantId, reference_records};
use store_record_examples::sqlite::{SqliteError, SqliteStore};

fn store_of(records: &[DirectoryRecord]) -> SqliteStore {
    let mut store = SqliteStore::create(Connection::open_in_memory().unwrap()).unwrap();
    let rows: Vec<_> = records.iter().map(|record| record.to_envelope().unwrap()).collect();
    store.put_all(&rows).unwrap();
    store
}

#[test]
fn every_record_is_read_back_equal_with_the_same_key() {
    let records = reference_records();
    let mut store = store_of(&records);
    for record in &records {
        let row = record.to_envelope().unwrap();
        let back = store.get(row.scope(), row.record_type(), row.record_key()).unwrap().unwrap();
        let opened = DirectoryRecord::open_in(&back, row.scope()).unwrap();
        assert_eq!(&opened, record);
        assert_eq!(opened.to_envelope().unwrap(), row, "its columns and its bytes are equal");
    }
    assert_eq!(store.page(&Selection::new()).unwrap().len(), records.len());
}

#[test]
fn every_record_type_of_the_manifest_has_reference_records() {
    let records = reference_records();
    for record_type in DirectoryRecord::RECORD_TYPES {
        let count = records.iter().filter(|record| record.record_type() == *record_type).count();
        assert!(count >= 2, "{record_type} has {count}");
    }
    assert!(DirectoryRecord::RECORD_TYPES.len() >= 16);
}

#[test]
fn rows_are_listed_by_key_within_their_scope() {
    let account = |tenant: &str, id: u64| {
        let record = reference_records().into_iter().find_map(|record| match record {
            DirectoryRecord::Account(account) => Some(*account),
            _ => None,
        });
        Account { tenant_id: TenantId(tenant.into()), id: AccountId(id), ..record.unwrap() }
    };
    let ids = [0, 9, 10, 99, 100, u64::MAX];
    let mut records = Vec::new();
    for id in ids.iter().rev() {
        for tenant in ["acme", "acme#a1", "acm", "ACME"] {
            records.push(account(tenant, *id).into());
        }
    }
    let mut store = store_of(&records);
    let scope = Account::scope_for(&TenantId("acme".into())).unwrap();
    let listed = store.list(&scope, Account::RECORD_TYPE).unwrap();
    let opened: Vec<_> = listed.iter().map(|row| row.open_in::<Account>(&scope).unwrap().id.0).collect();
    assert_eq!(opened, ids);
}

#[test]
fn a_key_range_lists_the_rows_with_its_components() {
    let records = reference_records();
    let mut store = store_of(&records);
    for record in &records {
        let DirectoryRecord::AuditEvent(event) = record else { continue };
        let range = AuditEvent::key_range_by_stream(&event.tenant_id, &event.stream).unwrap();
        let scope = event.scope().unwrap();
        let events = Selection::new().scope(&scope).record_type(AuditEvent::RECORD_TYPE).key_range(&range);
        let rows = store.page(&events).unwrap();
        assert_eq!(rows, [event.to_envelope().unwrap()]);
    }
}

#[test]
fn a_file_without_the_generic_table_is_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("text");
    std::fs::write(&text, "not a database, but long enough to have a header of its own ".repeat(20)).unwrap();
    assert_eq!(SqliteStore::open(&text).unwrap_err(), StoreError::Database(SqliteError::NotADatabase));

    let other = folder.path().join("other");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE record (id INTEGER)").unwrap();
    assert_eq!(SqliteStore::open(&other).unwrap_err(), StoreError::Table(TableProblem::NoColumn("scope")));

    assert_eq!(
        SqliteStore::open(&folder.path().join("no/such/folder")).unwrap_err(),
        StoreError::Database(SqliteError::NoAccess)
    );
}
