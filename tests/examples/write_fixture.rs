//! Writes the fixture of a release: rows of every type and feature, as lines of JSON and as a SQLite database.
//!
//! `cargo run -p store-record-tests --features compile --example write_fixture -- 0.1.0`
//!
//! A released fixture is never written again, so the program doesn't replace a file. `tests/tests/released.rs` reads them.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "../tests/released/records.rs"]
mod records;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use records::{Everything, Keyed, OfCrates, Person, PersonV1};
use std::fs::File;
use std::path::Path;
use store_record::ndjson::Writer;
use store_record::statements::Statements;
use store_record::store::Change;
use store_record::{Envelope, StoreRecord, ddl};
use store_record_tests::generated::{anything, text};
use time::{Duration, OffsetDateTime};

/// The maximum length of a payload in the fixture, so that the files are small.
const MAX_PAYLOAD: usize = 900;

fn main() {
    let version = std::env::args().nth(1).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/released");
    let rows = rows();
    let mut writer = Writer::new(File::create_new(folder.join(format!("{version}.ndjson"))).unwrap());
    rows.iter().for_each(|row| writer.write(row).unwrap());
    write_sqlite(&folder.join(format!("{version}.sqlite")), &rows);
    println!("{} rows", rows.len());
}

fn rows() -> Vec<Envelope> {
    let mut runner = TestRunner::deterministic();
    let mut generate = || {
        let parts = (text(), prop::option::of(text()), any::<i64>(), prop::option::of(any::<i64>()), anything());
        parts.new_tree(&mut runner).unwrap().current()
    };
    let mut rows = Vec::new();
    for index in 0..150_i64 {
        let (tenant, name, number, revision, value) = generate();
        let created_at = OffsetDateTime::UNIX_EPOCH + Duration::microseconds(index * 123_456_789_012_345 - 999);
        let updated_at = (index % 3 == 0).then_some(created_at + Duration::hours(index));
        rows.push(Everything { tenant, name, number, revision, created_at, updated_at, value }.to_envelope().unwrap());
    }
    rows.extend((0..50).map(|index| keyed(index).to_envelope().unwrap()));
    rows.extend((0..40).map(|index| of_crates(index).to_envelope().unwrap()));
    for id in 0..30 {
        let (tenant, name) = ("é#".to_owned(), format!("Ada {id} Lovelace"));
        rows.push(PersonV1 { tenant: tenant.clone(), id, name }.to_envelope().unwrap());
        let names = vec!["Zoé".into(); usize::try_from(id).unwrap() % 4];
        rows.push(Person { tenant, id: id + 1_000, names }.to_envelope().unwrap());
    }
    rows.retain(|row| row.payload().expose_json().len() <= MAX_PAYLOAD);
    rows
}

fn keyed(index: u64) -> Keyed {
    let at = OffsetDateTime::UNIX_EPOCH + Duration::nanoseconds(i64::try_from(index).unwrap() * 7_777_777_777_777_777);
    let small = i8::try_from(index).unwrap();
    Keyed {
        tenant: ["", "a#b", "a$", "\u{1}é"][index as usize % 4].into(),
        region: (!index.is_multiple_of(3)).then(|| "eu".into()),
        wide: u128::MAX >> (2 * index),
        bytes: (0..index as u8).collect(),
        letter: ['#', 'a', '😀'][index as usize % 3],
        flag: index.is_multiple_of(2),
        date: at.date(),
        at,
        address: if index.is_multiple_of(2) {
            [10, 0, 0, small as u8].into()
        } else {
            (u128::from(index) << 80).to_be_bytes().into()
        },
        tuple: ((!index.is_multiple_of(4)).then(|| "$".into()), (((!index.is_multiple_of(5)).then_some(-small),), 7)),
        last: (!index.is_multiple_of(2)).then_some(small),
    }
}

fn of_crates(index: u64) -> OfCrates {
    let seconds = i64::try_from(index).unwrap() * 1_234_567_891;
    OfCrates {
        uuid: uuid::Uuid::from_u128(u128::from(index) << 64 | 0xfeed),
        ulid: ulid::Ulid::from_parts(index * 1_000_003, u128::from(index)),
        url: url::Url::parse(&format!("https://example.org/{index}?q=é#f")).unwrap(),
        decimal: rust_decimal::Decimal::new(seconds, index as u32 % 28),
        big_decimal: bigdecimal::BigDecimal::new(seconds.into(), seconds % 50),
        chrono: chrono::DateTime::from_timestamp(seconds, index as u32 * 1_001).unwrap(),
        naive: chrono::DateTime::from_timestamp(seconds, 0).unwrap().date_naive(),
        jiff: jiff::Timestamp::new(seconds, i32::try_from(index).unwrap() * 1_000).unwrap(),
        float: ordered_float::OrderedFloat(1.0 / (index as f64 + 3.0)),
        small_text: "\"small\"\n".into(),
        compact_text: "compact".repeat(index as usize % 5).into(),
        bytes: vec![index as u8; index as usize % 9].into(),
        small: (0..index as u16 % 6).collect(),
        bounded: (0..index as u16 % 4).collect(),
        either: if index.is_multiple_of(2) {
            either::Either::Left(index as u8)
        } else {
            either::Either::Right("right".into())
        },
        ordered: (0..index as u8 % 4).rev().map(|at| (format!("name {at}"), at)).collect(),
        token: format!("token {index}").into(),
    }
}

fn write_sqlite(path: &Path, rows: &[Envelope]) {
    assert!(!path.exists(), "a released fixture is never written again");
    let table = ddl::sqlite("record").digest();
    let (connection, statements) = (rusqlite::Connection::open(path).unwrap(), Statements::from(&table));
    connection.execute_batch(&table.to_string()).unwrap();
    for row in rows {
        let plan = statements.change(&Change::Put { rows: std::slice::from_ref(row), can_downgrade: false });
        for statement in plan.statements() {
            connection.execute(statement.text(), rusqlite::params_from_iter(statement.parameters())).unwrap();
        }
    }
}
