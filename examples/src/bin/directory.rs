//! The tool of the directory: `cargo run -p store-record-examples --features cli --bin directory -- types`

use clap::{CommandFactory as _, Parser};
use std::path::PathBuf;
use std::process::ExitCode;
use store_record_examples::database;
use store_record_examples::directory::DirectoryRecord;

/// Looks at, checks, moves and upgrades the records of the directory.
#[derive(Debug, Parser)]
#[command(name = "directory")]
struct Arguments {
    /// The SQLite file, or the URL of a database: postgres://user@host/database or mysql://user@host/database.
    #[arg(long, default_value = "directory.sqlite", value_name = "FILE OR URL", global = true)]
    database: PathBuf,
    #[command(flatten)]
    records: store_record::cli::Command,
}

fn main() -> ExitCode {
    let Arguments { database, records } = Arguments::parse();
    records.with_program(Arguments::command()).run::<DirectoryRecord>(|| database::open(&database))
}
