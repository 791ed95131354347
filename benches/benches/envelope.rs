//! Rows: sealing and opening, batches, the digest (`--features digest`), JSON Schema.
//!
//! The peer is manual code with serde_json. It formats the key without escapes, writes the payload and the metadata, and compares
//! nothing when it reads.

use criterion::{BatchSize, BenchmarkId};
use serde_json::json;
use store_record::{Envelope, EnvelopeBatch, Payload, StoreRecord, json_schema};
use store_record_benches::harness::{Criterion, RECORDS, bench_each, criterion, group};
use store_record_benches::records::{Account, AuditEvent, Directory, Membership, Subject};

const DIGEST: &str = if cfg!(feature = "digest") { ", with digest" } else { "" };

fn main() {
    let mut criterion = criterion();
    let directory = Directory::even(RECORDS);
    let (accounts, memberships) = (&directory.accounts.values, &directory.memberships.values);
    seal(&mut criterion, accounts, |account: &Account| {
        let metadata = json!({ "email": account.email, "status": account.status });
        (format!("{}#{:020}", account.tenant_id, account.user_id), metadata.to_string())
    });
    seal(&mut criterion, memberships, |one: &Membership| {
        let metadata = json!({ "role": one.role, "active": one.active });
        (format!("{}#{:020}#{:?}", one.tenant_id, one.user_id, one.role), metadata.to_string())
    });
    open(&mut criterion, accounts);
    open(&mut criterion, memberships);
    seal_and_open(&mut criterion, accounts);
    batch(&mut criterion, accounts);
    schema(&mut criterion);
    criterion.final_summary();
}

fn seal<R: StoreRecord + Subject>(
    criterion: &mut Criterion,
    records: &[R],
    key_and_metadata: impl Fn(&R) -> (String, String),
) {
    let group = &mut group(criterion, &format!("seal{DIGEST}"), records.len());
    bench_each(group, "ours", R::RECORD_TYPE, records, Envelope::seal);
    bench_each(group, "ours, the payload alone", R::RECORD_TYPE, records, Payload::new);
    bench_each(group, "serde_json by hand", R::RECORD_TYPE, records, |record| {
        (key_and_metadata(record), serde_json::to_string(record))
    });
}

fn open<R: StoreRecord + Subject>(criterion: &mut Criterion, records: &[R]) {
    let rows = sealed(records);
    let group = &mut group(criterion, &format!("open{DIGEST}"), records.len());
    bench_each(group, "ours", R::RECORD_TYPE, &rows, Envelope::open::<R>);
    bench_each(group, "ours, the payload alone", R::RECORD_TYPE, &rows, |row| row.payload().decode::<R>());
    bench_each(group, "serde_json by hand", R::RECORD_TYPE, &rows, |row| {
        serde_json::from_str::<R>(row.payload().expose_json())
    });
}

fn seal_and_open<R: StoreRecord>(criterion: &mut Criterion, records: &[R]) {
    let group = &mut group(criterion, &format!("seal and open{DIGEST}"), records.len());
    bench_each(group, "ours", R::RECORD_TYPE, records, |record| {
        Envelope::seal(record).expect("the record is sealed").open::<R>()
    });
}

fn batch<R: StoreRecord>(criterion: &mut Criterion, records: &[R]) {
    let rows = sealed(records);
    let filled = || EnvelopeBatch::from_iter(rows.clone());
    let back = |batch: EnvelopeBatch| batch.into_envelopes().collect::<Vec<_>>();
    let group = &mut group(criterion, "batch of rows", records.len());
    group.bench_function(BenchmarkId::new("ours", "rows to columns"), |bencher| {
        bencher.iter_batched(|| rows.clone(), EnvelopeBatch::from_iter, BatchSize::LargeInput);
    });
    group.bench_function(BenchmarkId::new("ours", "columns to rows"), |bencher| {
        bencher.iter_batched(filled, back, BatchSize::LargeInput);
    });
}

fn schema(criterion: &mut Criterion) {
    let group = &mut group(criterion, "JSON Schema", 1);
    bench_each(group, "ours", Account::RECORD_TYPE, &[()], |()| json_schema::<Account>());
    bench_each(group, "ours", AuditEvent::RECORD_TYPE, &[()], |()| json_schema::<AuditEvent>());
}

fn sealed<R: StoreRecord>(records: &[R]) -> Vec<Envelope> {
    records.iter().map(|record| Envelope::seal(record).expect("the record is sealed")).collect()
}
