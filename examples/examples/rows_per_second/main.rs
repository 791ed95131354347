//! Rows per second into PostgreSQL and SQLite and back: the stores of the examples, compared with the same records and serde's
//! derives, in one run.
//!
//! `cargo run --release -p store-record-examples --features sqlx --example rows_per_second -- postgres://postgres@127.0.0.1:5432/test`
//!
//! Both write the same columns to the same table with the same upsert. The peer builds its keys with `format!`, computes no digest
//! and compares nothing when it reads. The tables are in their own schema, which is dropped at the end. A commit doesn't wait for the
//! disk, whose time varies more than that of all else.

use sqlx::AssertSqlSafe;
use sqlx::postgres::PgPool;
use std::error::Error;
use store_record::{Envelope, StoreRecord};

mod account;
mod back;
mod into;
mod measure;
mod sqlite;

use account::{Account, accounts};

const ROWS: u64 = 20_000;
/// How often all rows are read.
const ROUNDS: usize = 25;
/// The connections over which rows are read and written one by one. Each has its own process of the server, and where the
/// system runs it decides how long each call of that connection takes.
const CONNECTIONS: usize = 20;
const ROWS_PER_CONNECTION: usize = 200;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().unwrap_or_else(|| "postgres://postgres@127.0.0.1:5432/test".into());
    // `in`, `back` or `sqlite`: only these tables.
    let only = arguments.next();
    let accounts = accounts(ROWS);
    let out = &mut std::io::stdout();
    if only.as_deref().is_none_or(|only| only != "sqlite") {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(postgres(&url, only.as_deref(), &accounts))?;
    }
    if only.as_deref().is_none_or(|only| only == "sqlite") {
        sqlite::run(&accounts, out)?;
    }
    Ok(())
}

async fn postgres(url: &str, only: Option<&str>, accounts: &[Account]) -> Outcome<()> {
    let schema = format!("rows_per_second_{}", std::process::id());
    let admin = PgPool::connect(url).await?;
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).execute(&admin).await?;
    let separator = if url.contains('?') { '&' } else { '?' };
    let options = format!("-csearch_path%3D{schema}%20-csynchronous_commit%3Doff");
    let measured = tables(&format!("{url}{separator}options={options}"), only, accounts).await;
    sqlx::raw_sql(AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE"))).execute(&admin).await?;
    measured
}

async fn tables(url: &str, only: Option<&str>, accounts: &[Account]) -> Outcome<()> {
    let out = &mut std::io::stdout();
    into::create(url).await?;
    if only.is_none_or(|only| only == "in") {
        into::run(url, accounts, out).await?;
    }
    back::fill(url, accounts).await?;
    if only.is_none_or(|only| only == "back") {
        back::run(url, accounts, out).await?;
        back::points(url, accounts, out).await?;
    }
    Ok(())
}

fn sealed(accounts: &[Account]) -> Outcome<Vec<Envelope>> {
    Ok(accounts.iter().map(StoreRecord::to_envelope).collect::<Result<_, _>>()?)
}
