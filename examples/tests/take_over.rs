//! Issues that serde wrote are taken over. The counts say what opens, what is rejected and why.

#![allow(clippy::unwrap_used)]

use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeMap;
use store_record::statements::Statements;
use store_record::store::Store;
use store_record::{StoreRecord, ddl};
use store_record_examples::sqlite::SqliteStore;
use store_record_examples::take_over::{Issue, Summary, create_old_table, take_over};

#[test]
fn documents_that_serde_wrote_open_and_the_others_are_counted_by_reason() {
    let lines = include_str!("../data/issues.ndjson");
    let connection = Connection::open_in_memory().unwrap();
    let table = ddl::sqlite("record").digest();
    connection.execute_batch(&table.to_string()).unwrap();
    create_old_table(&connection, lines).unwrap();
    let mut store = SqliteStore::new(&connection, Statements::from(&table));
    let summary = take_over(&mut store, &connection).unwrap();
    let rejected = [
        (".labels: expected an array, found null", 1),
        (".number: expected an unsigned integer, found a string", 1),
        (".state.closed_at: expected an RFC 3339 instant such as 2026-06-16T12:30:00.5+02:00, found something else", 1),
        (".state.kind: unknown variant", 1),
        (".title: missing field", 1),
        ("[*]: unknown field", 1),
        ("the document has the number of another issue", 1),
    ];
    let rejected: BTreeMap<String, u64> = rejected.map(|(reason, count)| (reason.to_owned(), count)).into();
    assert_eq!(summary, Summary { opened: 32, rejected });

    // It can be run again.
    assert_eq!(take_over(&mut store, &connection).unwrap(), summary);

    // No member of a document was lost.
    let mut compared = 0;
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let repository = line["repository"].as_str().unwrap();
        let (scope, number) = (Issue::scope_for(repository).unwrap(), line["number"].as_u64().unwrap());
        let key = Issue::record_key_for(repository, &number).unwrap();
        let Some(row) = store.get(&scope, Issue::RECORD_TYPE, &key).unwrap() else { continue };
        compared += 1;
        let stored = row.payload().to_value().unwrap();
        for (name, value) in line["doc"].as_object().unwrap() {
            let name = if name == "text" { "body" } else { name };
            assert_eq!(&stored["document"][name], value, "{number} {name}");
        }
    }
    assert_eq!(compared, 32);
}
