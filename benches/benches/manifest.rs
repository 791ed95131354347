//! The dispatch of a manifest by record type, as the number of record types grows.

use manifests::{Of16, Of256, Of1024, R0};
use std::collections::HashMap;
use std::hint::black_box;
use store_record::{Envelope, OpenError, RecordManifest, RecordVisitor, StoreRecord};
use store_record_benches::harness::{Criterion, RECORDS, bench_each, criterion, group};
use store_record_benches::records::Sample;

/// The output of the build script.
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
    rows_of_one_type::<M>(criterion);
    rows_of_all_types::<M>(criterion);
}

fn rows_of_all_types<M: RecordManifest>(criterion: &mut Criterion) {
    let of = &format!("{} record types", M::RECORD_TYPES.len());
    let registry = Registry::of::<M>();
    // Each record type has its own code, so rows of many types also cause cache misses.
    let rows = rows::<M>();
    let group = &mut group(criterion, "open through a manifest, rows of all types", RECORDS);
    bench_each(group, "ours", of, &rows, |row| M::open(row));
    bench_each(group, "HashMap of functions", of, &rows, |row| registry.open(row));
}

fn rows_of_one_type<M: RecordManifest>(criterion: &mut Criterion) {
    let of = &format!("{} record types", M::RECORD_TYPES.len());
    let registry = Registry::of::<M>();
    let rows = vec![row(R0::RECORD_TYPE); RECORDS];
    let group = &mut group(criterion, "open through a manifest, rows of one type", RECORDS);
    bench_each(group, "ours", of, &rows, |row| M::open(row));
    bench_each(group, "HashMap of functions", of, &rows, |row| registry.open(row));
    bench_each(group, "floor: the type is known", of, &rows, Envelope::open::<R0>);
}

/// The manual dispatch of a program.
struct Registry(HashMap<&'static str, Open>);

impl Registry {
    fn of<M: RecordManifest>() -> Self {
        let mut registry = Self(HashMap::new());
        M::visit_records(&mut registry);
        registry
    }

    fn open(&self, row: &Envelope) -> Option<Result<(), OpenError>> {
        self.0.get(row.record_type()).map(|open| open(row))
    }
}

type Open = fn(&Envelope) -> Result<(), OpenError>;

impl RecordVisitor for Registry {
    fn visit<R: StoreRecord>(&mut self) {
        self.0.insert(R::RECORD_TYPE, |row| row.open::<R>().map(|record| drop(black_box(record))));
    }
}

/// Returns rows of all record types in a random order.
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
    columns.record_type = record_type.to_owned().into();
    Envelope::from_columns(columns)
}
