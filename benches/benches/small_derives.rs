//! A membership of few types, so that miniserde and nanoserde can take part.

use nanoserde::{DeJson as _, SerJson};
use std::hint::black_box;
use store_record::Payload;
use store_record_benches::harness::{Criterion, Group, RECORDS, bench_reader, bench_writer, criterion, group};
use store_record_benches::plain::PlainMembership;
use store_record_benches::readers;
use store_record_benches::records::{Batch, Directory};
use store_record_benches::writers;

fn main() {
    let mut criterion = criterion();
    let memberships = Directory::even(RECORDS).memberships.values;
    let batch = Batch::new("plain membership", memberships.into_iter().map(PlainMembership::from).collect());
    encode(&mut criterion, &batch);
    decode(&mut criterion, "canonical", &batch.texts.canonical);
    decode(&mut criterion, "compact", &batch.texts.compact);
    criterion.final_summary();
}

fn encode(criterion: &mut Criterion, batch: &Batch<PlainMembership>) {
    let group = &mut group(criterion, "small derives, encode", batch.values.len());
    bench_writer::<writers::Ours, _>(group, batch);
    bench_writer::<writers::OursOwned, _>(group, batch);
    bench_writer::<writers::SerdeJsonOwned, _>(group, batch);
    each(group, "miniserde", &batch.values, miniserde::json::to_string);
    each(group, "nanoserde", &batch.values, SerJson::serialize_json);
}

fn decode(criterion: &mut Criterion, order: &str, texts: &[Payload]) {
    let group = &mut group(criterion, &format!("small derives, decode, {order}"), texts.len());
    bench_reader::<readers::Ours, PlainMembership>(group, texts);
    bench_reader::<readers::OursText, PlainMembership>(group, texts);
    bench_reader::<readers::SerdeJsonText, PlainMembership>(group, texts);
    each(group, "miniserde", texts, |text| {
        miniserde::json::from_str::<PlainMembership>(text.expose_json()).expect("the text decodes")
    });
    each(group, "nanoserde", texts, |text| {
        PlainMembership::deserialize_json(text.expose_json()).expect("the text decodes")
    });
}

fn each<T, R>(group: &mut Group<'_>, name: &str, values: &[T], work: impl Fn(&T) -> R) {
    group.bench_function(name, |bencher| {
        bencher.iter(|| values.iter().for_each(|value| drop(black_box(work(black_box(value))))));
    });
}
