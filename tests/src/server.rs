//! Tests against a real PostgreSQL server.
//!
//! The tests use the server at `DATABASE_URL`, by default a local one. If no server is running, they are reported as skipped. With
//! `STORE_RECORD_REQUIRE_POSTGRES=1` they fail instead.
//!
//! Some run on a Citus cluster too, if the URL of its coordinator is in `CITUS_URL`. Otherwise these are reported as skipped.

use libtest_mimic::{Arguments, Failed, Trial};
use postgres::{Client, NoTls};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// The argument of a test: a connection with its own schema, and the URL for other connections.
#[allow(missing_debug_implementations)]
pub struct Database {
    /// A connection.
    pub client: Client,
    /// The URL for other connections, with the schema in its options.
    pub url: String,
    /// Whether the server is the coordinator of a Citus cluster.
    pub is_citus: bool,
}

/// A test and its name.
pub type Test = (&'static str, fn(&mut Database));

const DEFAULT: &str = "postgres://postgres@127.0.0.1:5432/test";

/// The `main` of a test target. The standard harness can't report at run time that a test is skipped.
#[must_use]
pub fn run(tests: &[Test]) -> ExitCode {
    run_beside(&[], Vec::new(), tests)
}

/// The `main` of a test target whose `on_both` run on a Citus cluster too.
#[must_use]
pub fn run_with_citus(on_both: &[Test], tests: &[Test]) -> ExitCode {
    let mut trials = trials_on_postgres(&[on_both, tests].concat());
    let url = std::env::var("CITUS_URL").ok();
    if url.is_none() {
        eprintln!("skipped: the tests on Citus, because CITUS_URL isn't set");
    }
    trials.extend(on_both.iter().enumerate().map(|(index, (name, test))| {
        let (is_skipped, url, test) = (url.is_none(), url.clone().unwrap_or_default(), *test);
        let run = move || in_own_schema(&url, &format!("citus_{index}"), true, test);
        Trial::test(*name, run).with_kind("citus").with_ignored_flag(is_skipped)
    }));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// The `main` of a test target with tests that need no server, and with those of another one.
#[must_use]
pub fn run_beside(others: &[(&'static str, fn())], elsewhere: Vec<Trial>, tests: &[Test]) -> ExitCode {
    let others = others.iter().map(|(name, test)| {
        let test = *test;
        Trial::test(*name, move || catch_unwind(test).map_err(|_| Failed::from("see the message above")))
    });
    libtest_mimic::run(&Arguments::from_args(), others.chain(elsewhere).chain(trials_on_postgres(tests)).collect())
        .exit_code()
}

fn trials_on_postgres(tests: &[Test]) -> Vec<Trial> {
    let url = std::env::var("DATABASE_URL").unwrap_or_else(|_| DEFAULT.into());
    let is_required = std::env::var("STORE_RECORD_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
    let server = Client::connect(&url, NoTls).map(drop);
    if let (Err(error), false) = (&server, is_required) {
        // The address without user and password.
        let place = url.rsplit('@').next().unwrap_or_default();
        eprintln!("skipped: no PostgreSQL at {place} ({error})");
    }
    let is_skipped = server.is_err() && !is_required;
    let trials = tests.iter().enumerate().map(|(index, (name, test))| {
        let (url, test) = (url.clone(), *test);
        Trial::test(*name, move || in_own_schema(&url, &index.to_string(), false, test)).with_ignored_flag(is_skipped)
    });
    trials.collect()
}

/// Runs a test in its own schema, and drops the schema.
fn in_own_schema(url: &str, suffix: &str, is_citus: bool, test: fn(&mut Database)) -> Result<(), Failed> {
    let mut client = Client::connect(url, NoTls)?;
    let schema = format!("store_record_{}_{suffix}", std::process::id());
    client.batch_execute(&format!("CREATE SCHEMA {schema}; SET search_path TO {schema}"))?;
    let separator = if url.contains('?') { '&' } else { '?' };
    let url_in_schema = format!("{url}{separator}options=-csearch_path%3D{schema}");
    let mut database = Database { client, url: url_in_schema, is_citus };
    let outcome = catch_unwind(AssertUnwindSafe(|| test(&mut database)));
    let dropped = Client::connect(url, NoTls)?.batch_execute(&format!("DROP SCHEMA {schema} CASCADE"));
    outcome.map_err(|_| Failed::from("see the message above"))?;
    Ok(dropped?)
}
