//! How everything is measured.

use crate::cpu_time::CpuTime;
use crate::readers::Reader;
use crate::records::{Batch, Subject};
use crate::writers::Writer;
use criterion::{BenchmarkGroup, BenchmarkId, SamplingMode, Throughput};
use std::hint::black_box;
use std::time::Duration;
use store_record::Payload;

/// Criterion with our clock.
pub type Criterion = criterion::Criterion<CpuTime>;
/// A group of cases that do the same.
pub type Group<'a> = BenchmarkGroup<'a, CpuTime>;

/// How many records one iteration works on, so that allocations and caches are as in a program.
pub const RECORDS: usize = 1_000;
/// How many a program works on that meets the same few again and again: the processor has learned their branches.
pub const HOT_RECORDS: usize = 100;

/// Short measurements, to be repeated: on a shared machine, whose speed changes within seconds, many rounds say more than
/// a long one.
#[must_use]
pub fn criterion() -> Criterion {
    criterion::Criterion::default()
        .with_measurement(CpuTime)
        .without_plots()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(20))
        .measurement_time(Duration::from_millis(60))
        .nresamples(2_000)
        .configure_from_args()
}

/// A group of cases that do the same with `count` values.
pub fn group<'a>(criterion: &'a mut Criterion, name: &str, count: usize) -> Group<'a> {
    let mut group = criterion.benchmark_group(name);
    group.sampling_mode(SamplingMode::Flat).throughput(Throughput::Elements(count as u64));
    group
}

/// Writes each value.
pub fn write_all<W: Writer, T: Subject>(writer: &mut W, values: &[T]) {
    for value in values {
        black_box(writer.write(black_box(value)).as_ref());
    }
}

/// Reads each text and drops the value.
pub fn read_all<R: Reader, T: Subject>(reader: &mut R, texts: &[Payload]) {
    for text in texts {
        black_box(reader.read::<T>(black_box(text)));
    }
}

/// The case of writing a batch, under its name.
pub fn bench_writer<W: Writer, T: Subject>(group: &mut Group<'_>, batch: &Batch<T>) {
    let mut writer = W::default();
    group.bench_function(BenchmarkId::new(W::NAME, batch.name), |bencher| {
        bencher.iter(|| write_all(&mut writer, &batch.values));
    });
}

/// The case of reading texts of a batch, under its name.
pub fn bench_reader<R: Reader, T: Subject>(group: &mut Group<'_>, batch: &Batch<T>, texts: &[Payload]) {
    let mut reader = R::default();
    group.bench_function(BenchmarkId::new(R::NAME, batch.name), |bencher| {
        bencher.iter(|| read_all::<R, T>(&mut reader, texts));
    });
}

/// A case of work on each of several values, `of` which it is; what the work gives is dropped within the measured time.
pub fn bench_each<T, R>(group: &mut Group<'_>, case: &str, of: &str, values: &[T], work: impl Fn(&T) -> R) {
    group.bench_function(BenchmarkId::new(case, of), |bencher| {
        bencher.iter(|| values.iter().for_each(|value| drop(black_box(work(black_box(value))))));
    });
}
