//! The dispatch of a manifest by record type, as the number of record types grows.

use criterion::{BenchmarkId, Throughput};
use manifests::{Of16, Of256, Of1024, R0};
use std::collections::HashMap;
use std::hint::black_box;
use store_record::{Envelope, OpenError, RecordManifest, RecordVisitor, StoreRecord};
use store_record_benches::harness::{Criterion, RECORDS, criterion};
use store_record_benches::records::Sample;

/// Written by the build script, which doesn't know where it is included.
#[allow(unreachable_pub)]
mod manifests {
    use store_record::{RecordManifest, StoreRecord};

    include!(concat!(env!("OUT_DIR"), "/manifests.rs"));
}

fn main() {
    let mut criterion = criterion();
    bench::<Of16>(&mut criterion);
    bench::<Of256>(&mut criterion);
    bench::<Of1024>(&mut criterion);
    criterion.final_summary();
}

fn bench<M: RecordManifest>(criterion: &mut Criterion) {
    let of = format!("{} record types", M::RECORD_TYPES.len());
    let rows = rows::<M>();
    let group = &mut criterion.benchmark_group("open through a manifest");
    group.throughput(Throughput::Elements(RECORDS as u64));
    group.bench_function(BenchmarkId::new("ours", &of), |bencher| {
        bencher.iter(|| rows.iter().for_each(|row| drop(black_box(M::open(black_box(row))))));
    });
    let mut registry = Registry(HashMap::new());
    M::visit_records(&mut registry);
    group.bench_function(BenchmarkId::new("HashMap of functions", &of), |bencher| {
        bencher.iter(|| {
            for row in &rows {
                let row = black_box(row);
                drop(black_box(registry.0.get(row.record_type()).map(|open| open(row))));
            }
        });
    });
    let known = vec![row(R0::RECORD_TYPE); RECORDS];
    group.bench_function(BenchmarkId::new("floor: one known type", &of), |bencher| {
        bencher.iter(|| known.iter().for_each(|row| drop(black_box(black_box(row).open::<R0>()))));
    });
}

/// What a program would keep by hand.
struct Registry(HashMap<&'static str, Open>);

type Open = fn(&Envelope) -> Result<(), OpenError>;

impl RecordVisitor for Registry {
    fn visit<R: StoreRecord>(&mut self) {
        self.0.insert(R::RECORD_TYPE, |row| row.open::<R>().map(|record| drop(black_box(record))));
    }
}

/// Rows of all record types in a random order.
fn rows<M: RecordManifest>() -> Vec<Envelope> {
    let mut rows: Vec<_> =
        M::RECORD_TYPES.iter().cycle().take(RECORDS.max(M::RECORD_TYPES.len())).map(|one| row(one)).collect();
    Sample::new("rows").shuffle(&mut rows);
    rows.truncate(RECORDS);
    assert!(rows.iter().all(|row| M::open(row).is_ok()));
    rows
}

/// All record types have the same fields.
fn row(record_type: &str) -> Envelope {
    let mut columns = Envelope::seal(&R0 { id: 7 }).expect("the record is sealed").into_columns();
    record_type.clone_into(&mut columns.record_type);
    Envelope::from_columns(columns)
}
