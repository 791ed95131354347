//! Rows: sealing and opening, batches, the digest (`--features digest`), JSON Schema.
//!
//! The peer is what a program does by hand with serde_json: it formats the key without escapes, writes the payload and the
//! metadata, and compares nothing when it reads.

use criterion::BatchSize;
use serde_json::json;
use std::hint::black_box;
use store_record::{Envelope, EnvelopeBatch, Payload, StoreRecord, json_schema};
use store_record_benches::harness::{Criterion, RECORDS, criterion, group};
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
    batch_back(&mut criterion, accounts);
    schema(&mut criterion);
    criterion.final_summary();
}

fn seal<R: StoreRecord + Subject>(
    criterion: &mut Criterion,
    records: &[R],
    key_and_metadata: impl Fn(&R) -> (String, String),
) {
    let group = &mut group(criterion, &format!("seal, {}{DIGEST}", R::RECORD_TYPE), records.len());
    group.bench_function("ours", |bencher| {
        bencher.iter(|| records.iter().for_each(|record| drop(black_box(Envelope::seal(black_box(record))))));
    });
    group.bench_function("ours, the payload alone", |bencher| {
        bencher.iter(|| records.iter().for_each(|record| drop(black_box(Payload::of(black_box(record))))));
    });
    group.bench_function("serde_json by hand", |bencher| {
        bencher.iter(|| {
            for record in records {
                let record = black_box(record);
                drop(black_box((key_and_metadata(record), serde_json::to_string(record))));
            }
        });
    });
}

fn open<R: StoreRecord + Subject>(criterion: &mut Criterion, records: &[R]) {
    let rows = sealed(records);
    let group = &mut group(criterion, &format!("open, {}{DIGEST}", R::RECORD_TYPE), records.len());
    group.bench_function("ours", |bencher| {
        bencher.iter(|| rows.iter().for_each(|row| drop(black_box(black_box(row).open::<R>()))));
    });
    group.bench_function("ours, the payload alone", |bencher| {
        bencher.iter(|| rows.iter().for_each(|row| drop(black_box(black_box(row).payload().decode::<R>()))));
    });
    group.bench_function("serde_json by hand", |bencher| {
        bencher.iter(|| {
            for row in &rows {
                drop(black_box(serde_json::from_str::<R>(black_box(row).payload().expose_json())));
            }
        });
    });
}

fn seal_and_open<R: StoreRecord + Subject>(criterion: &mut Criterion, records: &[R]) {
    let group = &mut group(criterion, &format!("seal and open, {}{DIGEST}", R::RECORD_TYPE), records.len());
    let there_and_back = |record: &R| Envelope::seal(record).expect("the record is sealed").open::<R>();
    group.bench_function("ours", |bencher| {
        bencher.iter(|| records.iter().for_each(|record| drop(black_box(there_and_back(black_box(record))))));
    });
}

fn batch<R: StoreRecord>(criterion: &mut Criterion, records: &[R]) {
    let rows = sealed(records);
    let group = &mut group(criterion, "batch, rows to columns", records.len());
    group.bench_function("ours", |bencher| {
        bencher.iter_batched(|| rows.clone(), EnvelopeBatch::from_iter, BatchSize::LargeInput);
    });
}

fn batch_back<R: StoreRecord>(criterion: &mut Criterion, records: &[R]) {
    let rows = sealed(records);
    let filled = || EnvelopeBatch::from_iter(rows.clone());
    let collect = |batch: EnvelopeBatch| batch.into_envelopes().collect::<Vec<_>>();
    let group = &mut group(criterion, "batch, columns to rows", records.len());
    group.bench_function("ours", |bencher| bencher.iter_batched(filled, collect, BatchSize::LargeInput));
}

fn schema(criterion: &mut Criterion) {
    let group = &mut group(criterion, "JSON Schema", 2);
    group.bench_function("ours", |bencher| {
        bencher.iter(|| black_box((json_schema::<Account>(), json_schema::<AuditEvent>())));
    });
}

fn sealed<R: StoreRecord>(records: &[R]) -> Vec<Envelope> {
    records.iter().map(|record| Envelope::seal(record).expect("the record is sealed")).collect()
}
