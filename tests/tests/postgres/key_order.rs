//! One order of keys: that of the components in Rust, of key text in PostgreSQL and SQLite, and of FoundationDB's tuples, whose idea
//! key text follows.

use crate::sample::generate;
use foundationdb_tuple::pack;
use proptest::prelude::*;
use store_record::StoreRecord;
use store_record_tests::generated::text;
use store_record_tests::server::Database;

const KEYS: usize = 100_000;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, StoreRecord)]
#[store_record(type = "composite", scope = global, key = (name, number, bytes, flag, other))]
struct Composite {
    name: Option<String>,
    number: i64,
    bytes: Vec<u8>,
    flag: bool,
    other: String,
}

/// Components that share prefixes, and have separators and escapes of both encodings.
fn composites() -> impl Strategy<Value = Composite> {
    let separators = || prop::string::string_regex("[#$%\u{0}\u{1}a-cé\u{ffff}\u{10000}]{0,3}").unwrap();
    let short = || prop_oneof![text(), separators()];
    let number = prop_oneof![any::<i64>(), -300..300_i64, Just(i64::MIN), Just(i64::MAX)];
    let bytes = prop::collection::vec(prop_oneof![Just(0), Just(0xff), any::<u8>()], 0..4);
    let parts = (prop::option::of(short()), number, bytes, any::<bool>(), short());
    parts.prop_map(|(name, number, bytes, flag, other)| Composite { name, number, bytes, flag, other })
}

/// FoundationDB's bytes of the same components.
fn tuple(composite: &Composite) -> Vec<u8> {
    let bytes = foundationdb_tuple::Bytes::from(composite.bytes.as_slice());
    pack(&(&composite.name, composite.number, bytes, composite.flag, &composite.other))
}

pub(crate) fn of_composite_keys(database: &mut Database) {
    let mut composites = generate(&composites(), KEYS);
    composites.sort();
    composites.dedup();
    let text = |composite: &Composite| composite.record_key().unwrap().into_string();
    let expected: Vec<String> = composites.iter().map(text).collect();
    assert!(expected.is_sorted_by(|one, other| one < other), "key text orders as the components");
    assert!(
        composites.is_sorted_by(|one, other| tuple(one) < tuple(other)),
        "FoundationDB's tuples order as the components"
    );

    let mut sent = expected.clone();
    sent.reverse();
    let sorted = "SELECT key FROM unnest($1::text[]) AS sent (key) ORDER BY key COLLATE \"C\"";
    let rows = database.client.query(sorted, &[&sent]).unwrap();
    assert!(rows.iter().map(|row| row.get::<_, &str>(0)).eq(&expected), "PostgreSQL orders as the components");

    let connection = rusqlite::Connection::open_in_memory().unwrap();
    connection
        .execute_batch("CREATE TABLE record (record_key TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID; BEGIN")
        .unwrap();
    let mut insert = connection.prepare("INSERT INTO record VALUES (?)").unwrap();
    for key in &sent {
        insert.execute([key]).unwrap();
    }
    let mut select = connection.prepare("SELECT record_key FROM record ORDER BY record_key").unwrap();
    let found = select.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
    assert!(found.eq(expected), "SQLite orders as the components");
}
