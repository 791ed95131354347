//! The growth of cost with size, and values with one extreme each.

use serde_json::value::RawValue;
use store_record::{Json, Payload};
use store_record_benches::harness::{Criterion, RECORDS, bench_each, bench_reader, bench_writer, criterion, group};
use store_record_benches::readers;
use store_record_benches::records::{Batch, Subject};
use store_record_benches::shapes;
use store_record_benches::writers;

/// The number of values in an iteration.
const COUNT: usize = 100;
/// The number of large maps in an iteration.
const MAPS: usize = 4;

fn main() {
    let mut criterion = criterion();
    for (name, bytes) in shapes::SIZES {
        bench_with_shuffled(&mut criterion, "by size", &shapes::orders(name, bytes, (1_000_000 / bytes).min(RECORDS)));
    }
    bench_with_shuffled(&mut criterion, "by shape", &shapes::wide(COUNT));
    bench_with_shuffled(&mut criterion, "by shape", &shapes::deep(COUNT));
    bench(&mut criterion, "by shape", &shapes::ascii(COUNT));
    bench(&mut criterion, "by shape", &shapes::non_ascii(COUNT));
    bench(&mut criterion, "by shape", &shapes::escapes(COUNT));
    bench(&mut criterion, "by shape", &shapes::unsigned(COUNT));
    bench(&mut criterion, "by shape", &shapes::negative(COUNT));
    bench(&mut criterion, "by shape", &shapes::floats(COUNT));
    bench(&mut criterion, "by shape", &shapes::sorted_map(MAPS, shapes::ENTRIES));
    bench(&mut criterion, "by shape", &shapes::hash_map(MAPS, shapes::ENTRIES));
    bench(&mut criterion, "by shape", &shapes::trees(COUNT));
    read_kept_text(&mut criterion);
    write_kept_text(&mut criterion);
    criterion.final_summary();
}

/// Also reads text with shuffled members, for values with more than one member.
fn bench_with_shuffled<T: Subject>(criterion: &mut Criterion, by: &str, batch: &Batch<T>) {
    bench(criterion, by, batch);
    decode(criterion, &format!("decode {by}, shuffled"), batch, &batch.texts.shuffled);
}

fn bench<T: Subject>(criterion: &mut Criterion, by: &str, batch: &Batch<T>) {
    encode(criterion, by, batch);
    decode(criterion, &format!("decode {by}, canonical"), batch, &batch.texts.canonical);
    decode(criterion, &format!("decode {by}, compact"), batch, &batch.texts.compact);
}

fn decode<T: Subject>(criterion: &mut Criterion, name: &str, batch: &Batch<T>, texts: &[Payload]) {
    let group = &mut group(criterion, name, texts.len());
    bench_reader::<readers::Ours, T>(group, batch, texts);
    bench_reader::<readers::SerdeJson, T>(group, batch, texts);
    bench_reader::<readers::SonicRs, T>(group, batch, texts);
    bench_reader::<readers::SimdJson, T>(group, batch, texts);
}

fn encode<T: Subject>(criterion: &mut Criterion, by: &str, batch: &Batch<T>) {
    let group = &mut group(criterion, &format!("encode {by}"), batch.values.len());
    bench_writer::<writers::Ours, T>(group, batch);
    bench_writer::<writers::SerdeJson, T>(group, batch);
    bench_writer::<writers::SonicRs, T>(group, batch);
    bench_writer::<writers::SimdJson, T>(group, batch);
}

const KEPT: &str = "JSON that is kept as text";

/// Untyped JSON that is stored as text. Ours is checked and rewritten in canonical form, serde_json's is unchanged.
fn read_kept_text(criterion: &mut Criterion) {
    let texts = shapes::trees(COUNT).texts.canonical;
    let group = &mut group(criterion, KEPT, texts.len());
    bench_each(group, "ours", "decode", &texts, Payload::decode::<Json>);
    bench_each(group, "serde_json, RawValue", "decode", &texts, raw);
}

fn write_kept_text(criterion: &mut Criterion) {
    let texts = shapes::trees(COUNT).texts.canonical;
    let kept: Vec<Json> = texts.iter().map(|text| text.decode().expect("the text decodes")).collect();
    let raw: Vec<Box<RawValue>> = texts.iter().map(raw).collect();
    let group = &mut group(criterion, KEPT, texts.len());
    bench_each(group, "ours", "encode", &kept, Payload::new);
    bench_each(group, "serde_json, RawValue", "encode", &raw, serde_json::to_string);
}

fn raw(text: &Payload) -> Box<RawValue> {
    serde_json::from_str(text.expose_json()).expect("the text decodes")
}
