//! Values of one extreme each: large, wide, deep, long texts, many numbers, many entries.

mod wide;

pub use wide::Wide;

use crate::records::{Batch, OutboxEvent, Sample};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use store_record::{Payload, StoreValue};

/// An order whose JSON is as long as its lines are many.
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

/// What holds itself.
#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Folder {
    pub name: String,
    pub files: u32,
    pub inner: Option<Box<Folder>>,
}

/// The lengths of JSON that orders are made in, with their names.
pub const SIZES: [(&str, usize); 5] =
    [("100 B", 100), ("1 kB", 1_000), ("10 kB", 10_000), ("100 kB", 100_000), ("1 MB", 1_000_000)];

/// About how many bytes of JSON a line has.
const LINE: usize = 100;
/// How deep folders are nested.
pub const DEPTH: usize = 100;
/// How many entries a map of the benchmark has.
pub const ENTRIES: usize = 10_000;
/// How many bytes a long text has, before escapes.
pub const TEXT: usize = 10_000;
/// How many numbers a list has.
pub const NUMBERS: usize = 1_000;

/// `count` orders of about `bytes` of JSON.
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

/// Structs of 200 fields.
#[must_use]
pub fn wide(count: usize) -> Batch<Wide> {
    Batch::sampled("200 fields", count, Wide::sample)
}

/// Structs in structs, a hundred levels.
#[must_use]
pub fn deep(count: usize) -> Batch<Folder> {
    Batch::sampled("100 levels", count, |sample| {
        let folder =
            |sample: &mut Sample, inner| Folder { name: sample.full_name(), files: sample.below(1_000) as u32, inner };
        (1..DEPTH).fold(folder(sample, None), |inner, _| folder(sample, Some(Box::new(inner))))
    })
}

/// Long texts of ASCII.
#[must_use]
pub fn ascii(count: usize) -> Batch<String> {
    texts(count, "ASCII text of 10 kB", "A quick survey of the harbour showed nothing unusual that night. ")
}

/// Long texts of two and three bytes for most characters.
#[must_use]
pub fn non_ascii(count: usize) -> Batch<String> {
    texts(count, "non-ASCII text of 10 kB", "В гавани было тихо, 港は静かだった、 Ωραία νύχτα. ")
}

/// Long texts with a character that JSON escapes in every ten.
#[must_use]
pub fn escapes(count: usize) -> Batch<String> {
    texts(count, "text of 10 kB with many escapes", "C:\\users\\ada\t\"notes\"\nline two\r\n\u{1}of the log ")
}

fn texts(count: usize, name: &'static str, phrase: &str) -> Batch<String> {
    Batch::new(name, vec![phrase.repeat(TEXT / phrase.len()); count])
}

/// Lists of unsigned numbers of 1 to 20 digits.
#[must_use]
pub fn unsigned(count: usize) -> Batch<Vec<u64>> {
    lists(count, "1,000 u64", |sample| {
        let digits = sample.below(64) as u32;
        sample.below(u64::MAX) >> digits
    })
}

/// Lists of negative numbers.
#[must_use]
pub fn negative(count: usize) -> Batch<Vec<i64>> {
    lists(count, "1,000 negative i64", |sample| {
        let digits = sample.below(63) as u32;
        -(sample.below(i64::MAX as u64) as i64 >> digits)
    })
}

/// Lists of floats, a quarter of them with all their digits.
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

/// Sorted maps of `size` entries; their order is by bytes, that of JSONB by length first.
#[must_use]
pub fn sorted_map(count: usize, size: usize) -> Batch<BTreeMap<String, u64>> {
    Batch::new("BTreeMap of 10,000 entries", vec![entries(size).collect(); count])
}

/// Hash maps of `size` entries.
#[must_use]
pub fn hash_map(count: usize, size: usize) -> Batch<HashMap<String, u64>> {
    Batch::new("HashMap of 10,000 entries", vec![entries(size).collect(); count])
}

fn entries(size: usize) -> impl Iterator<Item = (String, u64)> {
    let mut sample = Sample::new("entries");
    (0..size).map(move |index| (format!("entry_{}_{index}", sample.email()), sample.id()))
}

/// Trees of JSON.
#[must_use]
pub fn trees(count: usize) -> Batch<Value> {
    Batch::sampled("serde_json::Value", count, |sample| OutboxEvent::sample(sample).payload)
}
