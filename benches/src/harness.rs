//! The measurement of all benchmarks.

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
/// A group of cases with the same task.
pub type Group<'a> = BenchmarkGroup<'a, CpuTime>;

/// The number of records in an iteration. It is large, so that allocations and caches behave as in a program.
pub const RECORDS: usize = 1_000;
/// The number of records in an iteration of a hot case. The processor predicts the branches of this small number of records.
pub const HOT_RECORDS: usize = 100;

/// Returns criterion with short measurements, to be repeated. The speed of a shared machine changes within seconds, and many
/// short rounds are more accurate than a long one.
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

/// Creates a group of cases with the same task for `count` values.
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

/// Measures writing a batch.
pub fn bench_writer<W: Writer, T: Subject>(group: &mut Group<'_>, batch: &Batch<T>) {
    let mut writer = W::default();
    group.bench_function(BenchmarkId::new(W::NAME, batch.name), |bencher| {
        bencher.iter(|| write_all(&mut writer, &batch.values));
    });
}

/// Measures reading the texts of a batch.
pub fn bench_reader<R: Reader, T: Subject>(group: &mut Group<'_>, batch: &Batch<T>, texts: &[Payload]) {
    let mut reader = R::default();
    group.bench_function(BenchmarkId::new(R::NAME, batch.name), |bencher| {
        bencher.iter(|| read_all::<R, T>(&mut reader, texts));
    });
}

/// Measures work on each of several values. `of` is their name. The time includes dropping the result.
pub fn bench_each<T, R>(group: &mut Group<'_>, case: &str, of: &str, values: &[T], work: impl Fn(&T) -> R) {
    group.bench_function(BenchmarkId::new(case, of), |bencher| {
        bencher.iter(|| values.iter().for_each(|value| drop(black_box(work(black_box(value))))));
    });
}
