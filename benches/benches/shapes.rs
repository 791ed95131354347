//! How cost grows with size, and values of one extreme each.

use criterion::BenchmarkId;
use serde_json::value::RawValue;
use std::hint::black_box;
use store_record::{Encoder, Json, Payload, StoreValue as _};
use store_record_benches::harness::{Criterion, Group, criterion, group, read_all, write_all};
use store_record_benches::readers::{self, Reader};
use store_record_benches::records::{Batch, Subject};
use store_record_benches::shapes;
use store_record_benches::writers::{self, Writer};

fn main() {
    let mut criterion = criterion();
    for (name, bytes) in shapes::SIZES {
        bench(&mut criterion, "by size", &shapes::orders(name, bytes));
    }
    bench(&mut criterion, "by shape", &shapes::wide());
    bench(&mut criterion, "by shape", &shapes::deep());
    bench(&mut criterion, "by shape", &shapes::ascii());
    bench(&mut criterion, "by shape", &shapes::non_ascii());
    bench(&mut criterion, "by shape", &shapes::escapes());
    bench(&mut criterion, "by shape", &shapes::unsigned());
    bench(&mut criterion, "by shape", &shapes::negative());
    bench(&mut criterion, "by shape", &shapes::floats());
    bench(&mut criterion, "by shape", &shapes::sorted_map());
    bench(&mut criterion, "by shape", &shapes::hash_map());
    bench(&mut criterion, "by shape", &shapes::trees());
    read_kept_text(&mut criterion);
    write_kept_text(&mut criterion);
    criterion.final_summary();
}

fn bench<T: Subject>(criterion: &mut Criterion, by: &str, batch: &Batch<T>) {
    encode(criterion, by, batch);
    for (order, texts) in [("canonical", &batch.texts.canonical), ("compact", &batch.texts.compact)] {
        let group = &mut group(criterion, &format!("decode {by}, {order}"), texts.len());
        bench_reader::<readers::Ours, T>(group, batch.name, texts);
        bench_reader::<readers::SerdeJson, T>(group, batch.name, texts);
        bench_reader::<readers::SonicRs, T>(group, batch.name, texts);
        bench_reader::<readers::SimdJson, T>(group, batch.name, texts);
    }
}

fn encode<T: Subject>(criterion: &mut Criterion, by: &str, batch: &Batch<T>) {
    let group = &mut group(criterion, &format!("encode {by}"), batch.values.len());
    bench_writer::<writers::Ours, T>(group, batch);
    bench_writer::<writers::SerdeJson, T>(group, batch);
    bench_writer::<writers::SonicRs, T>(group, batch);
    bench_writer::<writers::SimdJson, T>(group, batch);
}

fn bench_writer<W: Writer, T: Subject>(group: &mut Group<'_>, batch: &Batch<T>) {
    let mut writer = W::default();
    group.bench_function(BenchmarkId::new(W::NAME, batch.name), |bencher| {
        bencher.iter(|| write_all(&mut writer, &batch.values));
    });
}

fn bench_reader<R: Reader, T: Subject>(group: &mut Group<'_>, name: &str, texts: &[Payload]) {
    let mut reader = R::default();
    group.bench_function(BenchmarkId::new(R::NAME, name), |bencher| {
        bencher.iter(|| read_all::<R, T>(&mut reader, texts));
    });
}

/// JSON of no type that is kept as text: ours is checked and canonical, serde_json's is as it came.
fn read_kept_text(criterion: &mut Criterion) {
    let texts = shapes::trees().texts.canonical;
    let group = &mut group(criterion, "decode JSON that is kept as text", texts.len());
    group.bench_function("ours", |bencher| {
        bencher.iter(|| texts.iter().for_each(|text| drop(black_box(black_box(text).decode::<Json>()))));
    });
    group.bench_function("serde_json, RawValue", |bencher| {
        bencher.iter(|| texts.iter().for_each(|text| drop(black_box(raw(black_box(text))))));
    });
}

fn write_kept_text(criterion: &mut Criterion) {
    let texts = shapes::trees().texts.canonical;
    let kept: Vec<Json> = texts.iter().map(|text| text.decode().expect("the text decodes")).collect();
    let raw: Vec<Box<RawValue>> = texts.iter().map(raw).collect();
    let group = &mut group(criterion, "encode JSON that is kept as text", texts.len());
    let mut encoder = Encoder::new();
    group.bench_function("ours", |bencher| {
        bencher.iter(|| {
            for json in &kept {
                encoder.clear();
                black_box(json).encode(&mut encoder);
                black_box(encoder.finish().is_ok());
            }
        });
    });
    let mut buffer = Vec::new();
    group.bench_function("serde_json, RawValue", |bencher| {
        bencher.iter(|| {
            for json in &raw {
                buffer.clear();
                black_box(serde_json::to_writer(&mut buffer, black_box(json)).is_ok());
            }
        });
    });
}

fn raw(text: &Payload) -> Box<RawValue> {
    serde_json::from_str(text.expose_json()).expect("the text decodes")
}
