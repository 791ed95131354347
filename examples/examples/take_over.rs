//! Takes over a table of issues that a program with serde wrote, and prints what opens, what is rejected and why.
//!
//! `cargo run -p store-record-examples --example take_over`

use rusqlite::Connection;
use std::error::Error;
use std::io::{self, Write};
use store_record::ddl;
use store_record::statements::Statements;
use store_record_examples::sqlite::SqliteStore;
use store_record_examples::take_over::{Summary, create_old_table, take_over};

fn main() -> Result<(), Box<dyn Error>> {
    let connection = Connection::open_in_memory()?;
    create_old_table(&connection, include_str!("../data/issues.ndjson"))?;
    let table = ddl::sqlite("record").digest();
    connection.execute_batch(&table.to_string())?;
    let mut store = SqliteStore::new(&connection, Statements::from(&table));
    let Summary { opened, rejected } = take_over(&mut store, &connection)?;
    let mut out = io::stdout().lock();
    writeln!(out, "{opened} issues were taken over and open")?;
    for (reason, count) in rejected {
        writeln!(out, "{count} rejected: {reason}")?;
    }
    Ok(())
}
