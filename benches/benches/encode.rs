//! Encoding records of the directory.

use std::hint::black_box;
use store_record_benches::harness::{
    Criterion, Group, HOT_RECORDS, RECORDS, bench_writer, criterion, group, write_all,
};
use store_record_benches::records::{Batch, Directory, Subject, Visitor};
use store_record_benches::writers::{
    Ours, OursOwned, SerdeJson, SerdeJsonOwned, SerdeJsonValue, SimdJson, SonicRs, Writer,
};

fn main() {
    let mut criterion = criterion();
    directory(&mut criterion, "encode the directory", RECORDS);
    directory(&mut criterion, "encode the directory, 100 hot records", HOT_RECORDS);
    Directory::even(RECORDS).visit(&mut EachKind(&mut criterion));
    criterion.final_summary();
}

/// All kinds, in the proportions of a directory.
fn directory(criterion: &mut Criterion, name: &str, count: usize) {
    let directory = Directory::mixed(count);
    let group = &mut group(criterion, name, count);
    group.bench_function("floor: copy of the text", |bencher| bencher.iter(|| directory.visit(&mut Copy::default())));
    bench::<Ours>(group, &directory);
    bench::<OursOwned>(group, &directory);
    bench::<SerdeJson>(group, &directory);
    bench::<SerdeJsonOwned>(group, &directory);
    bench::<SerdeJsonValue>(group, &directory);
    bench::<SonicRs>(group, &directory);
    bench::<SimdJson>(group, &directory);
}

fn bench<W: Writer>(group: &mut Group<'_>, directory: &Directory) {
    let mut write = Write(W::default());
    group.bench_function(W::NAME, |bencher| bencher.iter(|| directory.visit(&mut write)));
}

struct Write<W>(W);

impl<W: Writer> Visitor for Write<W> {
    fn visit<T: Subject>(&mut self, batch: &Batch<T>) {
        write_all(&mut self.0, &batch.values);
    }
}

/// A lower bound for every encoder.
#[derive(Default)]
struct Copy(Vec<u8>);

impl Visitor for Copy {
    fn visit<T: Subject>(&mut self, batch: &Batch<T>) {
        for text in &batch.texts.canonical {
            self.0.clear();
            self.0.extend_from_slice(black_box(text).expose_json().as_bytes());
            black_box(&self.0);
        }
    }
}

struct EachKind<'a>(&'a mut Criterion);

impl Visitor for EachKind<'_> {
    fn visit<T: Subject>(&mut self, batch: &Batch<T>) {
        let group = &mut group(self.0, "encode one kind", batch.values.len());
        bench_writer::<Ours, T>(group, batch);
        bench_writer::<SerdeJson, T>(group, batch);
        bench_writer::<SonicRs, T>(group, batch);
        bench_writer::<SimdJson, T>(group, batch);
    }
}
