//! Values with one extreme each: large, wide, deep, long strings, many numbers, many entries.

mod wide;

pub use wide::Wide;

use crate::records::{Batch, OutboxEvent, Sample};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use store_record::{Payload, StoreValue};

/// An order. The number of its lines determines the length of its JSON.
#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Order {
    pub id: u64,
    pub buyer: String,
    pub paid: bool,
    pub lines: Vec<OrderLine>,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OrderLine {
    pub sku: String,
    pub title: String,
    pub quantity: u32,
    pub price: f64,
    pub gift: Option<bool>,
}

/// A recursive type.
#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Folder {
    pub name: String,
    pub files: u32,
    pub inner: Option<Box<Folder>>,
}

/// The lengths of the orders' JSON, with their names.
pub const SIZES: [(&str, usize); 5] =
    [("100 B", 100), ("1 kB", 1_000), ("10 kB", 10_000), ("100 kB", 100_000), ("1 MB", 1_000_000)];

/// The approximate length of a line's JSON in bytes.
const LINE: usize = 100;
/// The nesting of folders.
pub const DEPTH: usize = 100;
/// The number of entries in a map.
pub const ENTRIES: usize = 10_000;
/// The length of a long string in bytes, before escapes.
pub const TEXT: usize = 10_000;
/// The number of elements in a list of numbers.
pub const NUMBERS: usize = 1_000;

/// Returns `count` orders with about `bytes` bytes of JSON.
#[must_use]
pub fn orders(name: &'static str, bytes: usize, count: usize) -> Batch<Order> {
    let mut sample = Sample::new(name);
    Batch::new(name, (0..count).map(|_| order(&mut sample, bytes)).collect())
}

fn order(sample: &mut Sample, bytes: usize) -> Order {
    let mut order = Order { id: sample.id(), buyer: sample.email(), paid: sample.percent(80), lines: Vec::new() };
    let length_of = |order: &Order| Payload::new(order).map_or(0, |payload| payload.expose_json().len());
    let mut length = length_of(&order);
    while length + LINE / 2 < bytes {
        let lines = ((bytes - length) / LINE).max(1);
        order.lines.extend((0..lines).map(|_| OrderLine {
            sku: format!("SKU-{}", sample.below(100_000)),
            title: sample.full_name(),
            quantity: sample.below(100) as u32,
            price: sample.amount(),
            gift: sample.maybe(50, |sample| sample.percent(50)),
        }));
        length = length_of(&order);
    }
    order
}

/// Returns structs with 200 fields.
#[must_use]
pub fn wide(count: usize) -> Batch<Wide> {
    Batch::sampled("200 fields", count, Wide::sample)
}

/// Returns structs with a hundred levels of nesting.
#[must_use]
pub fn deep(count: usize) -> Batch<Folder> {
    Batch::sampled("100 levels", count, |sample| {
        let folder =
            |sample: &mut Sample, inner| Folder { name: sample.full_name(), files: sample.below(1_000) as u32, inner };
        (1..DEPTH).fold(folder(sample, None), |inner, _| folder(sample, Some(Box::new(inner))))
    })
}

/// Returns long ASCII strings.
#[must_use]
pub fn ascii(count: usize) -> Batch<String> {
    texts(count, "ASCII text of 10 kB", "A quick survey of the harbour showed nothing unusual that night. ")
}

/// Returns long strings in which most characters have two or three bytes.
#[must_use]
pub fn non_ascii(count: usize) -> Batch<String> {
    texts(count, "non-ASCII text of 10 kB", "В гавани было тихо, 港は静かだった、 Ωραία νύχτα. ")
}

/// Returns long strings in which every tenth character needs an escape.
#[must_use]
pub fn escapes(count: usize) -> Batch<String> {
    texts(count, "text of 10 kB with many escapes", "C:\\users\\ada\t\"notes\"\nline two\r\n\u{1}of the log ")
}

fn texts(count: usize, name: &'static str, phrase: &str) -> Batch<String> {
    Batch::new(name, vec![phrase.repeat(TEXT / phrase.len()); count])
}

/// Returns lists of unsigned numbers with 1 to 20 digits.
#[must_use]
pub fn unsigned(count: usize) -> Batch<Vec<u64>> {
    lists(count, "1,000 u64", |sample| {
        let digits = sample.below(64) as u32;
        sample.below(u64::MAX) >> digits
    })
}

/// Returns lists of negative numbers.
#[must_use]
pub fn negative(count: usize) -> Batch<Vec<i64>> {
    lists(count, "1,000 negative i64", |sample| {
        let digits = sample.below(63) as u32;
        -(sample.below(i64::MAX as u64) as i64 >> digits)
    })
}

/// Returns lists of floats. A quarter of them have the maximum number of digits.
#[must_use]
pub fn floats(count: usize) -> Batch<Vec<f64>> {
    lists(count, "1,000 f64", Sample::amount)
}

fn lists<T>(count: usize, name: &'static str, mut number: impl FnMut(&mut Sample) -> T) -> Batch<Vec<T>>
where
    Vec<T>: crate::records::Subject,
{
    let mut sample = Sample::new(name);
    Batch::new(name, (0..count).map(|_| sample.between(NUMBERS, NUMBERS, &mut number)).collect())
}

/// Returns sorted maps with `size` entries. They sort by bytes, JSONB sorts by length first.
#[must_use]
pub fn sorted_map(count: usize, size: usize) -> Batch<BTreeMap<String, u64>> {
    Batch::new("BTreeMap of 10,000 entries", vec![entries(size).collect(); count])
}

/// Returns hash maps with `size` entries.
#[must_use]
pub fn hash_map(count: usize, size: usize) -> Batch<HashMap<String, u64>> {
    Batch::new("HashMap of 10,000 entries", vec![entries(size).collect(); count])
}

fn entries(size: usize) -> impl Iterator<Item = (String, u64)> {
    let mut sample = Sample::new("entries");
    (0..size).map(move |index| (format!("entry_{}_{index}", sample.email()), sample.id()))
}

/// Returns trees of JSON.
#[must_use]
pub fn trees(count: usize) -> Batch<Value> {
    Batch::sampled("serde_json::Value", count, |sample| OutboxEvent::sample(sample).payload)
}
