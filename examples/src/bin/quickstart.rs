//! Stores the history of a Git repository in a database, reads it back and compares.
//!
//! `cargo run -p store-record-examples -- [REPOSITORY] [--database FILE]`

use std::process::ExitCode;
use store_record_examples::quickstart;

fn main() -> ExitCode {
    quickstart::main()
}
