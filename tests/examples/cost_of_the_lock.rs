//! Measures the cost of the lock: the median time of `cargo check` for generated packages with and without it.
//!
//! `cargo run --release -p store-record-tests --features compile --example cost_of_the_lock`

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::{Duration, Instant};
use store_record_tests::package::Package;

const RUNS: usize = 7;

fn source(records: usize, lock: &str) -> String {
    let mut source = "use store_record::{RecordManifest, StoreRecord, StoreValue};\n".to_owned();
    let mut variants = String::new();
    for number in 0..records {
        source += &format!(
            "#[derive(StoreValue)] pub enum Kind{number} {{ One, Two(u64), Three {{ text: String, at: Option<u32> }} }}\n\
             #[derive(StoreRecord)] #[store_record(type = \"record_{number}\", scope = tenant, key = id, metadata(name))]\n\
             pub struct Record{number} {{ pub tenant: String, pub id: u64, pub name: String, pub kind: Kind{number}, \
             pub list: Vec<(u8, f64)>, pub note: Option<String>, pub count: i32, pub flag: bool, \
             pub map: std::collections::BTreeMap<String, Vec<u16>>, pub bytes: [u8; 16] }}\n"
        );
        variants += &format!("Record{number}(Record{number}), ");
    }
    source
        + &format!("#[derive(RecordManifest)] #[manifest(file = \"types.json\"{lock})] pub enum All {{ {variants} }}\n")
}

fn median_check(package: &Package, source: &str) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|run| {
            package.write("src/lib.rs", &format!("{source}// {run}\n"));
            let start = Instant::now();
            assert_eq!(package.check(), [""; 0]);
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn main() {
    let scratch = std::env::temp_dir().join("store-record-cost-of-the-lock");
    let scratch = scratch.to_str().unwrap();
    for records in [100, 400] {
        let types: Vec<String> = (0..records).map(|number| format!("record_{number}")).collect();
        let types = serde_json::to_string(&types).unwrap();
        let (without, with) = (source(records, ""), source(records, ", lock = \"store-record.lock\""));
        let package = Package::new(scratch, &format!("cost-{records}"), &with, &[("types.json", &types)]);
        let (passed, said) = package.test(&[("STORE_RECORD_LOCK", "update")]);
        assert!(passed, "{said}");
        let (without, with) = (median_check(&package, &without), median_check(&package, &with));
        let ratio = with.as_secs_f64() / without.as_secs_f64();
        println!("{records} records: {without:.2?} without a lock, {with:.2?} with one: {ratio:.2} times as long");
    }
}
