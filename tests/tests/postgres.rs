//! The format on a real PostgreSQL server: canonical text is what JSONB gives back, keys sort as they do in Rust,
//! timestamps keep their microseconds.
//!
//! The server is that of `DATABASE_URL`, by default the local one. Where there is none the tests are skipped and
//! say so; with `STORE_RECORD_REQUIRE_POSTGRES=1` that is a failure.

#![allow(clippy::unwrap_used)]

use libtest_mimic::{Arguments, Failed, Trial};
use postgres::{Client, NoTls};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::process::ExitCode;
use store_record::{Envelope, EnvelopeColumns, Metadata, Payload, RecordKey, Scope, StoreRecord, StoreValue, ddl};
use store_record_tests::generated::{anything, double, text};
use time::{OffsetDateTime, UtcOffset};

type Test = fn(&mut Client);

const DEFAULT: &str = "postgres://postgres@127.0.0.1:5432/test";

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let url = std::env::var("DATABASE_URL").unwrap_or_else(|_| DEFAULT.into());
    let is_required = std::env::var("STORE_RECORD_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
    let server = Client::connect(&url, NoTls).map(drop);
    if let (Err(error), false) = (&server, is_required) {
        // The address without the user and the password in it.
        let place = url.rsplit('@').next().unwrap_or_default();
        eprintln!("skipped: no PostgreSQL at {place} ({error})");
    }
    let is_skipped = server.is_err() && !is_required;
    let tests: [(&str, Test); 7] = [
        ("jsonb_gives_generated_payloads_back_unchanged", generated_payloads),
        ("jsonb_gives_floats_of_any_bits_back_unchanged", floats),
        ("jsonb_gives_every_code_point_back_unchanged", code_points),
        ("keys_sort_in_collation_c_as_in_rust", key_order),
        ("timestamps_keep_their_microseconds", timestamps),
        ("rows_of_the_generic_table_open_as_they_were", rows),
        ("rows_of_a_partitioned_table_open_as_they_were", rows_in_partitions),
    ];
    let trials = tests.into_iter().map(|(name, test)| {
        let url = url.clone();
        let run = move || in_own_schema(&url, name, test);
        Trial::test(name, run).with_ignored_flag(is_skipped)
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

/// Runs a test in a schema that nobody else has, and drops it.
fn in_own_schema(url: &str, name: &str, test: Test) -> Result<(), Failed> {
    let mut client = Client::connect(url, NoTls)?;
    let schema = format!("store_record_{}_{name}", std::process::id());
    client.batch_execute(&format!("CREATE SCHEMA {schema}; SET search_path TO {schema}"))?;
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| test(&mut client)));
    let dropped = Client::connect(url, NoTls)?.batch_execute(&format!("DROP SCHEMA {schema} CASCADE"));
    outcome.map_err(|_| Failed::from("see the message above"))?;
    Ok(dropped?)
}

/// Values of a strategy, the same in every run.
fn generate<S: Strategy>(strategy: &S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

fn assert_fixed_point<T: StoreValue>(client: &mut Client, values: &[T]) {
    client.batch_execute("CREATE TABLE IF NOT EXISTS record (id bigint, payload jsonb NOT NULL)").unwrap();
    for values in values.chunks(1_000) {
        let texts: Vec<String> = values.iter().map(|value| Payload::of(value).unwrap().into_json()).collect();
        client.execute("TRUNCATE record", &[]).unwrap();
        let insert =
            "INSERT INTO record SELECT id, text::jsonb FROM unnest($1::text[]) WITH ORDINALITY AS sent (text, id)";
        client.execute(insert, &[&texts]).unwrap();
        let rows = client.query("SELECT payload::text FROM record ORDER BY id", &[]).unwrap();
        assert_eq!(rows.len(), texts.len());
        for (row, text) in rows.iter().zip(&texts) {
            assert_eq!(row.get::<_, &str>(0), text);
        }
    }
}

fn generated_payloads(client: &mut Client) {
    assert_fixed_point(client, &generate(&anything(), 5_000));
}

fn floats(client: &mut Client) {
    assert_fixed_point(client, &generate(&double(), 20_000));
    let singles = any::<u32>().prop_map(f32::from_bits).prop_filter("finite", |number| number.is_finite());
    assert_fixed_point(client, &generate(&singles, 20_000));
    assert_fixed_point(client, &[f64::MAX, f64::MIN_POSITIVE, 5e-324, -0.0, 1e21, 1e-7, 0.1 + 0.2]);
}

fn code_points(client: &mut Client) {
    let all: Vec<char> = ('\u{1}'..=char::MAX).collect();
    let texts: Vec<String> = all.chunks(4_096).map(|chars| chars.iter().collect()).collect();
    assert_fixed_point(client, &texts);
    let names: Vec<_> = texts.into_iter().map(|text| std::collections::BTreeMap::from([(text, 1_u8)])).collect();
    assert_fixed_point(client, &names);
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "ordered", scope = tenant, key = (name, number), created_at = at)]
struct Ordered {
    tenant: String,
    name: Option<String>,
    number: i64,
    at: OffsetDateTime,
}

fn ordered(count: usize) -> Vec<Ordered> {
    // PostgreSQL's earliest instant is in 4713 BC, `time`'s in the year -9999; the payload takes the year 0 on.
    let nanoseconds = -62_135_596_800_000_000_000..253_402_300_799_000_000_000_i128;
    let at = nanoseconds.prop_map(|nanoseconds| OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap());
    let short = prop_oneof![text(), "[#$ !a-c]{0,3}"];
    let parts = (short, prop::option::of(text()), prop_oneof![any::<i64>(), -200..200_i64], at);
    let ordered = parts.prop_map(|(tenant, name, number, at)| Ordered { tenant, name, number, at });
    generate(&ordered, count)
}

fn rows(client: &mut Client) {
    through_table(client, &ddl::postgres("a \"quoted\" name").to_string());
}

fn rows_in_partitions(client: &mut Client) {
    through_table(client, &ddl::postgres("a \"quoted\" name").hash_partitions(3).to_string());
}

/// Records through a table and back, as an adapter would move them.
fn through_table(client: &mut Client, ddl: &str) {
    client.batch_execute(ddl).unwrap();
    let mut records = ordered(400);
    records.sort_by_key(|record| record.record_key().unwrap());
    records.dedup_by_key(|record| record.record_key().unwrap());
    let insert = client
        .prepare("INSERT INTO \"a \"\"quoted\"\" name\" VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9::text::jsonb)")
        .unwrap();
    for record in &records {
        let row = record.to_envelope().unwrap().into_columns();
        let sent: [&(dyn postgres::types::ToSql + Sync); 9] = [
            &row.scope.as_str(),
            &row.record_type,
            &row.record_key.as_str(),
            &row.schema_version,
            &row.revision,
            &row.created_at,
            &row.updated_at,
            &row.metadata.expose_json(),
            &row.payload.expose_json(),
        ];
        client.execute(&insert, &sent).unwrap();
    }
    let select = "SELECT scope, record_type, record_key, schema_version, revision, created_at, updated_at, \
                  metadata::text, payload::text FROM \"a \"\"quoted\"\" name\" ORDER BY record_key";
    let rows = client.query(select, &[]).unwrap();
    assert_eq!(rows.len(), records.len());
    for (row, record) in rows.iter().zip(&records) {
        let envelope = Envelope::from_columns(EnvelopeColumns {
            scope: Scope::from_stored(row.get::<_, String>(0)),
            record_type: row.get(1),
            record_key: RecordKey::from_stored(row.get::<_, String>(2)),
            schema_version: row.get(3),
            revision: row.get(4),
            created_at: row.get(5),
            updated_at: row.get(6),
            metadata: Metadata::from_stored(row.get::<_, String>(7)),
            payload: Payload::from_stored(row.get::<_, String>(8)),
        });
        assert_eq!(&envelope.open::<Ordered>().unwrap(), record);
        assert_eq!(envelope, record.to_envelope().unwrap());
    }
}

fn key_order(client: &mut Client) {
    let mut keys: Vec<String> =
        ordered(5_000).iter().map(|record| record.record_key().unwrap().into_string()).collect();
    let sorted = "SELECT key FROM unnest($1::text[]) AS sent (key) ORDER BY key COLLATE \"C\"";
    let rows = client.query(sorted, &[&keys]).unwrap();
    keys.sort();
    let found: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(found, keys);
}

fn timestamps(client: &mut Client) {
    let sent: Vec<OffsetDateTime> =
        ordered(5_000).iter().map(|record| record.to_envelope().unwrap().created_at().unwrap()).collect();
    let rows = client.query("SELECT at FROM unnest($1::timestamptz[]) AS sent (at)", &[&sent]).unwrap();
    let found: Vec<OffsetDateTime> = rows.iter().map(|row| row.get::<_, OffsetDateTime>(0)).collect();
    let found: Vec<OffsetDateTime> = found.into_iter().map(|at| at.to_offset(UtcOffset::UTC)).collect();
    assert_eq!(found, sent);
}
