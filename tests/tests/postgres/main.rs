//! The format on a real PostgreSQL server: canonical text is what JSONB gives back, keys sort as they do in Rust,
//! timestamps keep their microseconds.
//!
//! The server is that of `DATABASE_URL`, by default the local one. Where there is none the tests are skipped and
//! say so; with `STORE_RECORD_REQUIRE_POSTGRES=1` that is a failure.

#![allow(clippy::unwrap_used)]

use libtest_mimic::{Arguments, Failed, Trial};
use postgres::{Client, NoTls};
use std::process::ExitCode;

mod columns;
mod drivers;
mod fixed_point;
mod sample;
mod table;

/// What a test is given: a connection whose schema is its own, and the URL that leads there.
struct Database {
    client: Client,
    url: String,
}

type Test = fn(&mut Database);

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
    let tests: [(&str, Test); 12] = [
        ("jsonb_gives_generated_payloads_back_unchanged", fixed_point::generated_payloads),
        ("jsonb_gives_floats_of_any_bits_back_unchanged", fixed_point::floats),
        ("jsonb_gives_every_code_point_back_unchanged", fixed_point::code_points),
        ("keys_sort_in_collation_c_as_in_rust", columns::key_order),
        ("timestamps_keep_their_microseconds", columns::timestamps),
        ("rows_of_the_generic_table_open_as_they_were", table::rows),
        ("rows_of_a_partitioned_table_open_as_they_were", table::rows_in_partitions),
        ("the_server_computes_the_same_digest", table::digests),
        ("a_row_edited_by_sql_is_caught_by_its_digest", table::edited_row),
        ("sqlx_moves_columns", drivers::sqlx),
        ("diesel_moves_columns", drivers::diesel),
        ("a_column_of_another_type_is_refused", drivers::wrong_type),
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
    let separator = if url.contains('?') { '&' } else { '?' };
    let mut database = Database { client, url: format!("{url}{separator}options=-csearch_path%3D{schema}") };
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| test(&mut database)));
    let dropped = Client::connect(url, NoTls)?.batch_execute(&format!("DROP SCHEMA {schema} CASCADE"));
    outcome.map_err(|_| Failed::from("see the message above"))?;
    Ok(dropped?)
}
