//! Tests against a real PostgreSQL server.
//!
//! The tests use the server at `DATABASE_URL`, by default a local one. If no server is running, they are reported as skipped. With
//! `STORE_RECORD_REQUIRE_POSTGRES=1` they fail instead.

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
}

/// A test and its name.
pub type Test = (&'static str, fn(&mut Database));

const DEFAULT: &str = "postgres://postgres@127.0.0.1:5432/test";

/// The `main` of a test target. The standard harness can't report at run time that a test is skipped.
#[must_use]
pub fn run(tests: &[Test]) -> ExitCode {
    run_beside(&[], tests)
}

/// The `main` of a test target with tests that need no server, too.
#[must_use]
pub fn run_beside(others: &[(&'static str, fn())], tests: &[Test]) -> ExitCode {
    let arguments = Arguments::from_args();
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
        Trial::test(*name, move || in_own_schema(&url, index, test)).with_ignored_flag(is_skipped)
    });
    let others = others.iter().map(|(name, test)| {
        let test = *test;
        Trial::test(*name, move || catch_unwind(test).map_err(|_| Failed::from("see the message above")))
    });
    libtest_mimic::run(&arguments, others.chain(trials).collect()).exit_code()
}

/// Runs a test in its own schema, and drops the schema.
fn in_own_schema(url: &str, index: usize, test: fn(&mut Database)) -> Result<(), Failed> {
    let mut client = Client::connect(url, NoTls)?;
    let schema = format!("store_record_{}_{index}", std::process::id());
    client.batch_execute(&format!("CREATE SCHEMA {schema}; SET search_path TO {schema}"))?;
    let separator = if url.contains('?') { '&' } else { '?' };
    let mut database = Database { client, url: format!("{url}{separator}options=-csearch_path%3D{schema}") };
    let outcome = catch_unwind(AssertUnwindSafe(|| test(&mut database)));
    let dropped = Client::connect(url, NoTls)?.batch_execute(&format!("DROP SCHEMA {schema} CASCADE"));
    outcome.map_err(|_| Failed::from("see the message above"))?;
    Ok(dropped?)
}
