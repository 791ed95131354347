//! A manifest that relaxes a change and retires a record type. The tests run the tool with it in a process of this file.

use crate::process::{Run, finish};
use clap::Parser;
use std::process::{Command, ExitCode};
use store_record::store::{MemoryStore, Store};
use store_record::{RecordManifest, StoreRecord};

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id)]
struct Account {
    id: u64,
    #[store_record(default)]
    nick: Option<String>,
}

#[derive(RecordManifest)]
#[manifest(
    file = "tests/tool/relaxed.json",
    lock = "tests/tool/relaxed.lock",
    retired("session"),
    relax(type = "account", schema_version = 1, change = "field-removed", at = ".name", reason = "no row has it")
)]
enum Relaxed {
    Account(Account),
}

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    records: store_record::cli::Command,
}

/// Asks a process of this file to be the tool.
const VARIABLE: &str = "STORE_RECORD_TEST_IS_TOOL";

/// Runs the tool if this process is one.
pub(crate) fn main() -> Option<ExitCode> {
    std::env::var_os(VARIABLE)?;
    Some(Arguments::parse().records.run::<Relaxed>(no_store))
}

fn no_store() -> Result<impl Store, &'static str> {
    Err::<MemoryStore, _>("there is no store")
}

/// Runs the tool with the manifest.
pub(crate) fn run(arguments: &[&str]) -> Run {
    finish(Command::new(std::env::current_exe().unwrap()).args(arguments).env(VARIABLE, "1"))
}
