//! Measures the memory and the time of reading hostile JSON, for each byte of it.
//!
//! `cargo run --release --manifest-path tests/fuzz/Cargo.toml --example hostile_input`
//!
//! Prints the peak of the memory in bytes, and the time in nanoseconds, of the reader that needs most. `serde_json` reads the same
//! texts as its own `Value`.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hint::black_box;
use std::time::Instant;
use store_record::{Json, Payload, StoreValue, from_slice};
use store_record_fuzz::generated::Anything;

const BYTES: usize = 1_000_000;

fn repeated(first: &str, item: impl Fn(usize) -> String, last: &str, bytes: usize) -> String {
    let mut text = first.to_owned();
    for index in 0.. {
        if text.len() >= bytes {
            break;
        }
        if index > 0 {
            text.push(',');
        }
        text.push_str(&item(index));
    }
    text + last
}

/// Reads a text, successfully or not, and returns the peak of its memory in bytes, and the shortest of some times in nanoseconds.
fn cost(read: &dyn Fn(&str), text: &str) -> (f64, f64) {
    let peak = allocation_counter::measure(|| read(text)).bytes_max;
    let time = (0..5).map(|_| {
        let start = Instant::now();
        read(text);
        start.elapsed().as_nanos()
    });
    let bytes = text.len() as f64;
    (peak as f64 / bytes, time.min().unwrap() as f64 / bytes)
}

fn typed<T: StoreValue>(text: &str) {
    drop(black_box(from_slice::<T>(text.as_bytes())));
}

type Input = (&'static str, fn(usize) -> String);
type Reader = (&'static str, fn(&str));

fn main() {
    let inputs: &[Input] = &[
        ("many short elements", |bytes| repeated("[", |_| "0".into(), "]", bytes)),
        ("many empty arrays", |bytes| repeated("[", |_| "[]".into(), "]", bytes)),
        ("many members, in descending order", |bytes| {
            repeated("{", |index| format!("\"{}\":0", 9_999_999 - index), "}", bytes)
        }),
        ("members with one long prefix", |bytes| {
            repeated("{", |index| format!("\"{}{index}\":0", "a".repeat(1_000)), "}", bytes)
        }),
        ("members whose names are escaped", |bytes| {
            repeated("{", |index| format!("\"\\u0061\\u0062{index}\":0"), "}", bytes)
        }),
        ("objects of one member", |bytes| repeated("[", |_| "{\"a\":0}".into(), "]", bytes)),
        ("a string of escapes", |bytes| format!("\"{}\"", "\\n".repeat(bytes / 2))),
        ("one long number", |bytes| "9".repeat(bytes)),
        ("numbers with large exponents", |bytes| repeated("[", |_| "1e999".into(), "]", bytes)),
        ("nested too deep", |bytes| "[".repeat(bytes)),
        ("deepest nesting, many times", |bytes| {
            repeated("[", |_| format!("{}{}", "[".repeat(126), "]".repeat(126)), "]", bytes)
        }),
        ("deepest nesting of objects out of order", |bytes| {
            let nested = (0..60).fold("0".to_owned(), |inner, _| format!("{{\"b\":{inner},\"a\":0}}"));
            repeated("[", |_| nested.clone(), "]", bytes)
        }),
        ("variants inside each other", |bytes| {
            let nested = (0..60).fold("\"Nothing\"".to_owned(), |inner, _| format!("{{\"List\":[{inner}]}}"));
            repeated("{\"List\":[", |_| nested.clone(), "]}", bytes)
        }),
    ];
    let readers: &[Reader] = &[
        ("Payload", |text| drop(black_box(Payload::from_json(text)))),
        ("Json", typed::<Json>),
        ("Vec<u8>", typed::<Vec<u8>>),
        ("Vec<Option<String>>", typed::<Vec<Option<String>>>),
        ("BTreeSet<u64>", typed::<BTreeSet<u64>>),
        ("HashSet<Vec<u8>>", typed::<HashSet<Vec<u8>>>),
        ("BTreeMap<String, u8>", typed::<BTreeMap<String, u8>>),
        ("HashMap<i64, f64>", typed::<HashMap<i64, f64>>),
        ("an enum of all forms", typed::<Anything>),
    ];
    println!(
        "{:<42}{:>12}  {:<22}{:>12}{:>12}  {:<22}{:>12}",
        "input", "memory", "of", "serde_json", "time", "of", "serde_json"
    );
    for (name, input) in inputs {
        let text = input(BYTES);
        let costs: Vec<_> = readers.iter().map(|(reader, read)| (cost(read, &text), *reader)).collect();
        let ((memory, _), largest) = costs.iter().max_by(|one, other| one.0.0.total_cmp(&other.0.0)).unwrap();
        let ((_, time), slowest) = costs.iter().max_by(|one, other| one.0.1.total_cmp(&other.0.1)).unwrap();
        let theirs = cost(&|text| drop(black_box(serde_json::from_str::<serde_json::Value>(text))), &text);
        println!(
            "{name:<42}{memory:>12.1}  {largest:<22}{:>12.1}{time:>12.1}  {slowest:<22}{:>12.1}",
            theirs.0, theirs.1
        );
    }
}
