//! Decoding records of the directory.

use std::hint::black_box;
use store_record::Payload;
use store_record_benches::harness::{Criterion, Group, HOT_RECORDS, RECORDS, bench_reader, criterion, group, read_all};
use store_record_benches::readers::{
    Ours, OursText, Reader, SerdeJson, SerdeJsonText, SerdeJsonValue, SimdJson, SonicRs, SonicRsText,
};
use store_record_benches::records::{Batch, Directory, Subject, Visitor};
use store_record_benches::texts::Texts;

fn main() {
    let mut criterion = criterion();
    for (order, texts) in ORDERS {
        directory(&mut criterion, &format!("decode the directory, {order}"), RECORDS, texts);
    }
    directory(&mut criterion, "decode the directory, canonical, 100 hot records", HOT_RECORDS, |texts| {
        &texts.canonical
    });
    Directory::even(RECORDS).visit(&mut EachKind(&mut criterion));
    criterion.final_summary();
}

/// All kinds, in the proportions of a directory.
fn directory(criterion: &mut Criterion, name: &str, count: usize, texts: TextsOf) {
    let directory = Directory::mixed(count);
    let group = &mut group(criterion, name, count);
    bench::<Ours>(group, &directory, texts);
    bench::<OursText>(group, &directory, texts);
    bench::<SerdeJson>(group, &directory, texts);
    bench::<SerdeJsonText>(group, &directory, texts);
    bench::<SerdeJsonValue>(group, &directory, texts);
    bench::<SonicRs>(group, &directory, texts);
    bench::<SonicRsText>(group, &directory, texts);
    bench::<SimdJson>(group, &directory, texts);
    if name.contains("canonical") {
        group.bench_function("floor: UTF-8 check", |bencher| bencher.iter(|| directory.visit(&mut CheckUtf8)));
        group.bench_function("floor: clone and drop", |bencher| bencher.iter(|| directory.visit(&mut CloneAndDrop)));
    }
}

type TextsOf = fn(&Texts) -> &[Payload];

const ORDERS: [(&str, TextsOf); 3] = [
    ("canonical", |texts| &texts.canonical),
    ("compact", |texts| &texts.compact),
    ("shuffled", |texts| &texts.shuffled),
];

fn bench<R: Reader>(group: &mut Group<'_>, directory: &Directory, texts: TextsOf) {
    let mut read = Read(R::default(), texts);
    group.bench_function(R::NAME, |bencher| bencher.iter(|| directory.visit(&mut read)));
}

struct Read<R>(R, TextsOf);

impl<R: Reader> Visitor for Read<R> {
    fn visit<T: Subject>(&mut self, batch: &Batch<T>) {
        read_all::<R, T>(&mut self.0, self.1(&batch.texts));
    }
}

/// A lower bound for every decoder that checks its input.
struct CheckUtf8;

impl Visitor for CheckUtf8 {
    fn visit<T: Subject>(&mut self, batch: &Batch<T>) {
        for text in &batch.texts.canonical {
            black_box(std::str::from_utf8(black_box(text.expose_json().as_bytes())).is_ok());
        }
    }
}

/// A lower bound for every decoder of owned values.
struct CloneAndDrop;

impl Visitor for CloneAndDrop {
    fn visit<T: Subject>(&mut self, batch: &Batch<T>) {
        for value in &batch.values {
            black_box(black_box(value).clone());
        }
    }
}

struct EachKind<'a>(&'a mut Criterion);

impl Visitor for EachKind<'_> {
    fn visit<T: Subject>(&mut self, batch: &Batch<T>) {
        for (order, texts) in ORDERS {
            let name = format!("decode one kind, {order}");
            let (group, texts) = (&mut group(self.0, &name, batch.values.len()), texts(&batch.texts));
            bench_reader::<Ours, T>(group, batch, texts);
            bench_reader::<SerdeJson, T>(group, batch, texts);
            bench_reader::<SonicRs, T>(group, batch, texts);
            bench_reader::<SimdJson, T>(group, batch, texts);
        }
    }
}
