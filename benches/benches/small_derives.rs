//! A membership with few types, which miniserde and nanoserde support.

use nanoserde::{DeJson as _, SerJson};
use store_record::Payload;
use store_record_benches::harness::{Criterion, RECORDS, bench_each, bench_reader, bench_writer, criterion, group};
use store_record_benches::plain::PlainMembership;
use store_record_benches::readers;
use store_record_benches::records::{Batch, Directory};
use store_record_benches::writers;

fn main() {
    let mut criterion = criterion();
    let memberships = Directory::even(RECORDS).memberships.values;
    let values = memberships.into_iter().map(PlainMembership::from).collect();
    let batch = Batch::new("membership of few types", values);
    encode(&mut criterion, &batch);
    decode(&mut criterion, "canonical", &batch, &batch.texts.canonical);
    decode(&mut criterion, "compact", &batch, &batch.texts.compact);
    criterion.final_summary();
}

fn encode(criterion: &mut Criterion, batch: &Batch<PlainMembership>) {
    let group = &mut group(criterion, "small derives, encode", batch.values.len());
    bench_writer::<writers::Ours, _>(group, batch);
    bench_writer::<writers::OursOwned, _>(group, batch);
    bench_writer::<writers::SerdeJsonOwned, _>(group, batch);
    bench_each(group, "miniserde", batch.name, &batch.values, miniserde::json::to_string);
    bench_each(group, "nanoserde", batch.name, &batch.values, SerJson::serialize_json);
}

fn decode(criterion: &mut Criterion, order: &str, batch: &Batch<PlainMembership>, texts: &[Payload]) {
    let group = &mut group(criterion, &format!("small derives, decode, {order}"), texts.len());
    bench_reader::<readers::Ours, _>(group, batch, texts);
    bench_reader::<readers::OursText, _>(group, batch, texts);
    bench_reader::<readers::SerdeJsonText, _>(group, batch, texts);
    bench_each(group, "miniserde", batch.name, texts, |text| {
        miniserde::json::from_str::<PlainMembership>(text.expose_json()).expect("the text decodes")
    });
    bench_each(group, "nanoserde", batch.name, texts, |text| {
        PlainMembership::deserialize_json(text.expose_json()).expect("the text decodes")
    });
}
