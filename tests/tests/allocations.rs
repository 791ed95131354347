//! The number of allocations of sealing, opening, encoding and decoding.
//!
//! The allocator counts per thread. It counts a reallocation as a new allocation. If a value is built by pushing, the test
//! repeats the pushes and subtracts their count.

#![allow(clippy::unwrap_used)]

use allocation_counter::measure;
use rusqlite::params_from_iter;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hint::black_box;
use store_record::statements::Statements;
use store_record::store::{Change, Query, Selection};
use store_record::{Encoder, Envelope, Json, Payload, StoreKey, StoreRecord, StoreValue, ddl};
use time::OffsetDateTime;
use time::macros::datetime;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, StoreValue, StoreKey)]
enum Group {
    Editors,
    Owners,
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "reading", scope = global, key = number)]
struct GlobalNumbers {
    number: u64,
    celsius: f64,
    wide: u128,
    flag: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "membership", scope = tenant, key = (name, group), created_at = at, updated_at = changed,
    revision = revision, metadata(email, group)
)]
struct TextKey {
    tenant: String,
    name: String,
    email: Option<String>,
    group: Group,
    at: OffsetDateTime,
    changed: Option<OffsetDateTime>,
    revision: u32,
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "order", scope = (tenant, shop), key = number, metadata(title, lines))]
struct Nested {
    tenant: String,
    shop: u16,
    number: u32,
    title: Box<str>,
    bytes: Vec<u8>,
    address: Address,
    lines: [Line; 2],
    json: Json,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Address {
    street: String,
    city: Option<Box<Address>>,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
enum Line {
    Goods { name: String, price: f64 },
    Note(String),
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "growing", scope = tenant, key = id)]
struct Growing {
    tenant: String,
    id: u64,
    names: Vec<String>,
    numbers: Vec<u32>,
    labels: BTreeMap<String, u8>,
}

fn global_numbers() -> GlobalNumbers {
    GlobalNumbers { number: 7, celsius: 20.5, wide: u128::MAX, flag: Some(true) }
}

fn text_key() -> TextKey {
    TextKey {
        tenant: "acme".into(),
        name: "Zoë #1".into(),
        email: Some("zoe@example.com".into()),
        group: Group::Owners,
        at: datetime!(2026-06-16 12:30:00.123_456_789 +5:45),
        changed: None,
        revision: 3,
    }
}

fn nested() -> Nested {
    Nested {
        tenant: "acme".into(),
        shop: 3,
        number: 42,
        title: "An order".into(),
        bytes: (0..200).collect(),
        address: Address {
            street: "A street".into(),
            city: Some(Box::new(Address { street: "A city".into(), city: None })),
        },
        lines: [Line::Goods { name: "Screws".into(), price: 1.25 }, Line::Note("Fragile".into())],
        json: r#"{"a": [1, 2.50]}"#.parse().unwrap(),
    }
}

fn growing() -> Growing {
    Growing {
        tenant: "acme".into(),
        id: 7,
        names: (0..20).map(|number| format!("name {number}")).collect(),
        numbers: (0..100).collect(),
        labels: BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]),
    }
}

fn allocations<T>(work: impl FnOnce() -> T) -> u64 {
    let mut result = None;
    let info = measure(|| result = Some(work()));
    drop(black_box(result));
    info.count_total
}

/// Returns the number of heap objects that the value owns.
fn objects<T: Clone>(value: &T) -> u64 {
    allocations(|| value.clone())
}

/// Returns the number of reallocations of a list that grows to this length.
fn growth<T>(items: impl ExactSizeIterator<Item = T>) -> u64 {
    let items: Vec<T> = items.collect();
    allocations(move || {
        let mut list = Vec::new();
        #[allow(clippy::extend_with_drain, clippy::same_item_push)]
        for item in items {
            list.push(item);
        }
        list
    }) - 1
}

#[test]
fn the_allocator_counts() {
    assert_eq!(allocations(|| ()), 0);
    assert_eq!(allocations(|| Box::new(1)), 1);
    assert_eq!((objects(&global_numbers()), objects(&text_key()), objects(&nested())), (0, 3, 9));
    assert!(growth(0..100_u32) > 1);
}

/// Collects all cases with too many allocations, so that one run reports all of them.
#[derive(Default)]
struct TooMany(Vec<String>);

impl TooMany {
    fn compare(&mut self, what: &str, found: u64, allowed: u64) {
        if found > allowed {
            self.0.push(format!("{what}: {found} allocations, {allowed} allowed"));
        }
    }

    fn assert_none(self) {
        assert!(self.0.is_empty(), "{:#?}", self.0);
    }
}

/// One allocation each for key and payload, and for scope and metadata unless they are empty. The record type is a static string.
#[test]
fn sealing_allocates_each_column_once() {
    fn seal<R: StoreRecord>(record: &R, allowed: u64, too_many: &mut TooMany) {
        Envelope::seal(record).unwrap();
        too_many.compare(R::RECORD_TYPE, allocations(|| Envelope::seal(record).unwrap()), allowed);
    }
    let mut too_many = TooMany::default();
    // No scope.
    seal(&global_numbers(), 3, &mut too_many);
    seal(&text_key(), 4, &mut too_many);
    seal(&nested(), 4, &mut too_many);
    seal(&growing(), 4, &mut too_many);
    too_many.assert_none();
}

/// Comparing the record with its row allocates nothing.
#[test]
fn opening_allocates_only_what_the_record_owns() {
    fn open<R: StoreRecord + Clone + PartialEq + Debug>(record: &R, growth: u64, too_many: &mut TooMany) {
        let row = Envelope::seal(record).unwrap();
        assert_eq!(row.open::<R>().unwrap(), *record);
        too_many.compare(R::RECORD_TYPE, allocations(|| row.open::<R>().unwrap()), objects(record) + growth);
    }
    let mut too_many = TooMany::default();
    open(&global_numbers(), 0, &mut too_many);
    open(&text_key(), 0, &mut too_many);
    open(&nested(), 0, &mut too_many);
    open(&growing(), growth_of(&growing()), &mut too_many);
    too_many.assert_none();
}

/// A row in the memory of SQLite opens without a copy of its columns.
#[test]
fn opening_a_row_of_a_driver_allocates_only_what_the_record_owns() {
    fn open<R: StoreRecord + Clone + PartialEq + Debug>(record: &R, growth: u64, too_many: &mut TooMany) {
        let sealed = record.to_envelope().unwrap();
        let table = ddl::sqlite("record").digest();
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        connection.execute_batch(&table.to_string()).unwrap();
        let statements = Statements::from(&table);
        let change = statements.change(&Change::Put { rows: std::slice::from_ref(&sealed), can_downgrade: false });
        for statement in change.statements() {
            connection.execute(statement.text(), params_from_iter(statement.parameters())).unwrap();
        }
        let of_scope = Selection::new().scope(sealed.scope()).record_type(R::RECORD_TYPE);
        for selection in [Selection::new(), of_scope] {
            let statement = statements.query(&Query::Rows(selection));
            let mut prepared = connection.prepare(statement.text()).unwrap();
            let mut rows = prepared.query(params_from_iter(statement.parameters())).unwrap();
            let row = rows.next().unwrap().unwrap();
            assert_eq!(statement.read(row).unwrap().open::<R>().unwrap(), *record);
            let opened = allocations(|| statement.read(row).unwrap().open::<R>().unwrap());
            too_many.compare(R::RECORD_TYPE, opened, objects(record) + growth);
        }
    }
    let mut too_many = TooMany::default();
    open(&global_numbers(), 0, &mut too_many);
    open(&text_key(), 0, &mut too_many);
    open(&nested(), 0, &mut too_many);
    open(&growing(), growth_of(&growing()), &mut too_many);
    too_many.assert_none();
}

fn growth_of(record: &Growing) -> u64 {
    growth(record.names.iter().cloned()) + growth(record.numbers.iter().copied())
}

#[test]
fn encoding_into_a_used_buffer_allocates_nothing() {
    fn encode<T: StoreValue>(value: &T, what: &str, too_many: &mut TooMany) {
        let mut encoder = Encoder::new();
        value.encode(&mut encoder);
        let again = allocations(|| {
            encoder.clear();
            value.encode(&mut encoder);
            encoder.finish().unwrap().len()
        });
        too_many.compare(what, again, 0);
    }
    let mut too_many = TooMany::default();
    encode(&global_numbers(), "numbers", &mut too_many);
    encode(&text_key(), "texts", &mut too_many);
    encode(&nested(), "nested", &mut too_many);
    encode(&growing().names, "list", &mut too_many);
    encode(&growing().labels, "map", &mut too_many);
    too_many.assert_none();
}

#[test]
fn decoding_allocates_only_what_the_value_owns() {
    fn decode<T: StoreValue + Clone + PartialEq + Debug>(value: &T, what: &str, growth: u64, too_many: &mut TooMany) {
        let payload = Payload::new(value).unwrap();
        assert_eq!(payload.decode::<T>().unwrap(), *value);
        too_many.compare(what, allocations(|| payload.decode::<T>().unwrap()), objects(value) + growth);
    }
    let mut too_many = TooMany::default();
    decode(&global_numbers(), "numbers", 0, &mut too_many);
    decode(&text_key(), "texts", 0, &mut too_many);
    decode(&nested(), "nested", 0, &mut too_many);
    decode(&nested().bytes, "bytes", 0, &mut too_many);
    decode(&nested().lines, "array", 0, &mut too_many);
    let [goods, note] = nested().lines;
    decode(&goods, "variant with names", 0, &mut too_many);
    decode(&note, "variant of one", 0, &mut too_many);
    decode(&nested().json, "JSON", 0, &mut too_many);
    decode(&growing(), "growing", growth_of(&growing()), &mut too_many);
    too_many.assert_none();
}
