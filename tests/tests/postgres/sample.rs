//! Generated values and records. They are equal in every run.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use store_record::StoreRecord;
use store_record_tests::generated::text;
use time::OffsetDateTime;

/// Returns values of a strategy.
pub(crate) fn generate<S: Strategy>(strategy: &S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "ordered", scope = tenant, key = (name, number), created_at = at)]
pub(crate) struct Ordered {
    pub(crate) tenant: String,
    name: Option<String>,
    number: i64,
    at: OffsetDateTime,
}

/// Returns records, some with equal keys.
pub(crate) fn ordered(count: usize) -> Vec<Ordered> {
    // PostgreSQL's earliest instant is in 4713 BC, `time`'s in the year -9999. A payload accepts the year 0 and later.
    let nanoseconds = -62_135_596_800_000_000_000..253_402_300_799_000_000_000_i128;
    let at = nanoseconds.prop_map(|nanoseconds| OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap());
    let short = prop_oneof![text(), "[#$ !a-c]{0,3}"];
    let parts = (short, prop::option::of(text()), prop_oneof![any::<i64>(), -200..200_i64], at);
    let ordered = parts.prop_map(|(tenant, name, number, at)| Ordered { tenant, name, number, at });
    generate(&ordered, count)
}

/// Returns records with different keys, in the order of the keys.
pub(crate) fn in_key_order(count: usize) -> Vec<Ordered> {
    let mut records = ordered(count);
    records.sort_by_key(|record| record.record_key().unwrap());
    records.dedup_by_key(|record| record.record_key().unwrap());
    records
}
