//! The plans of queries in SQLite: each reads an index, and none sorts.

#![allow(clippy::unwrap_used)]

use rusqlite::{Connection, params_from_iter};
use store_record::statements::Statements;
use store_record::store::{MetadataField, Query, RowKey, Selection};
use store_record::{RecordKey, Scope, StoreRecord, StoreValue, ddl};

#[derive(StoreValue)]
struct Place {
    row: u8,
    hall: String,
}

#[derive(StoreRecord)]
#[store_record(type = "seat", scope = tenant, key = id, metadata(class, place))]
struct Seat {
    tenant: String,
    id: u64,
    class: Option<String>,
    place: Place,
}

const CLASS: MetadataField<Seat, Option<String>> = MetadataField::new("class");
const PLACE: MetadataField<Seat, Place> = MetadataField::new("place");

fn plan(connection: &Connection, statements: &Statements, selection: Selection<'_>) -> String {
    let statement = statements.query(&Query::Rows(selection));
    let mut prepared = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.text())).unwrap();
    let rows = prepared.query_map(params_from_iter(statement.parameters()), |row| row.get::<_, String>(3)).unwrap();
    rows.map(|line| line.unwrap() + "\n").collect()
}

#[test]
fn queries_read_indexes_and_do_not_sort() {
    let connection = Connection::open_in_memory().unwrap();
    let table = ddl::sqlite("record");
    let statements = Statements::from(&table);
    let indexes = table.metadata_index(&CLASS) + &table.metadata_index(&PLACE);
    connection.execute_batch(&format!("{table}{indexes}{indexes}")).unwrap();
    let (scope, key) = (Scope::from_stored("t"), RecordKey::from_stored("t#a7"));
    let after = RowKey { scope: scope.clone(), record_type: "seat".into(), record_key: key.clone() };
    let range = scope.key_range();
    let all = Selection::new().limit(100);
    let list = all.scope(&scope).record_type("seat");
    let of_version = all.record_type("seat").schema_version(1);
    let class = CLASS.eq(&Some("first".to_owned())).unwrap();
    let (none, place) = (CLASS.is_null(), PLACE.eq(&Place { row: 1, hall: "a".into() }).unwrap());
    let mut expected = vec![
        (all, "sqlite_autoindex_record_1"),
        (all.after(&after), "sqlite_autoindex_record_1"),
        (all.scope(&scope), "sqlite_autoindex_record_1"),
        (list.after(&after), "sqlite_autoindex_record_1"),
        (list.record_key(&key), "sqlite_autoindex_record_1"),
        (list.key_range(&range).after(&after), "sqlite_autoindex_record_1"),
        (of_version, "record_by_version"),
        (of_version.after(&after), "record_by_version"),
    ];
    for (condition, index) in
        [(&class, "record_metadata_class"), (&none, "record_metadata_class"), (&place, "record_metadata_place")]
    {
        let by = all.metadata(condition);
        expected.extend([by, by.after(&after), by.scope(&scope), by.scope(&scope).after(&after)].map(|by| (by, index)));
    }
    for (selection, index) in expected {
        for selection in [selection, selection.descending()] {
            let plan = plan(&connection, &statements, selection);
            assert!(plan.contains(&format!("USING INDEX {index}")), "{selection:?}\n{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{selection:?}\n{plan}");
        }
    }
}
