//! Rows per second into PostgreSQL and back: the stores of the examples, compared with the same records in `sqlx::types::Json` with
//! serde's derives, in one run.
//!
//! `cargo run --release -p store-record-examples --features sqlx --example rows_per_second -- postgres://postgres@127.0.0.1:5432/test`
//!
//! Both write the same columns to the same table with the same upsert. The peer builds its keys with `format!`, computes no digest
//! and compares nothing when it reads. The tables are in their own schema, which is dropped at the end.

use comfy_table::{CellAlignment, Table, presets};
use serde::{Deserialize, Serialize};
use sqlx::postgres::{PgConnection, PgPool, PgPoolOptions};
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, Connection as _, Row as _};
use std::error::Error;
use std::time::Instant;
use store_record::statements::Statements;
use store_record::store::AsyncStore as _;
use store_record::{Envelope, Payload, StoreRecord, StoreValue, ddl};
use store_record_examples::postgres::{SqlxStore, TokioPostgresStore};
use time::{Duration, OffsetDateTime};

const ROWS: u64 = 20_000;
const ONE_BY_ONE: usize = 2_000;
const BATCH: usize = 2_000;
const RUNS: usize = 5;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The struct of both. serde stores instants as RFC 3339.
#[derive(Debug, Clone, PartialEq, StoreRecord, Serialize, Deserialize)]
#[store_record(type = "account", scope = tenant, key = id, revision = revision, metadata(email))]
struct Account {
    tenant: String,
    id: u64,
    revision: u32,
    email: String,
    name: Option<String>,
    status: Status,
    contacts: Vec<Contact>,
    #[serde(with = "time::serde::rfc3339")]
    joined_at: OffsetDateTime,
    scores: Vec<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, StoreValue, Serialize, Deserialize)]
enum Status {
    Active,
    Suspended,
}

#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
enum Contact {
    Mail { address: String, verified: bool },
    Phone(u16, String),
}

/// The manual code of the peer's author.
const ON_CONFLICT: &str = "ON CONFLICT (scope, record_type, record_key) DO UPDATE SET schema_version = 1, \
                           revision = excluded.revision, metadata = excluded.metadata, payload = excluded.payload";

fn key_of(account: &Account) -> String {
    format!("{}#{:020}", account.tenant, account.id)
}

#[derive(Serialize)]
struct Email<'a> {
    email: &'a str,
}

fn accounts() -> Vec<Account> {
    let account = |id: u64| Account {
        tenant: "acme".into(),
        id,
        revision: 1,
        email: format!("person.{id}@example.com"),
        name: (!id.is_multiple_of(3)).then(|| format!("Zoë \"{id}\" 山田")),
        status: if id.is_multiple_of(7) { Status::Suspended } else { Status::Active },
        contacts: vec![
            Contact::Mail { address: format!("{id}@example.org"), verified: id.is_multiple_of(2) },
            Contact::Phone(977, "01-4960000".into()),
        ],
        joined_at: OffsetDateTime::UNIX_EPOCH + Duration::microseconds(1_700_000_000_123_456 + id as i64),
        scores: vec![id as f64 / 3.0, 0.1, 1e9],
    };
    (0..ROWS).map(account).collect()
}

/// Returns rows per second: the median of several runs. The table is emptied before each run.
macro_rules! rate {
    ($pool:expr, $table:literal, $rows:expr, $work:expr) => {{
        let mut rates = Vec::new();
        for _ in 0..RUNS {
            if !$table.is_empty() {
                sqlx::raw_sql(AssertSqlSafe(format!("TRUNCATE {}", $table))).execute($pool).await?;
            }
            let start = Instant::now();
            $work;
            rates.push($rows as f64 / start.elapsed().as_secs_f64());
        }
        rates.sort_by(f64::total_cmp);
        rates[RUNS / 2]
    }};
}

fn main() -> Outcome<()> {
    let url = std::env::args().nth(1).unwrap_or_else(|| "postgres://postgres@127.0.0.1:5432/test".into());
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run(&url))
}

async fn run(url: &str) -> Outcome<()> {
    let schema = format!("rows_per_second_{}", std::process::id());
    let admin = PgPool::connect(url).await?;
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).execute(&admin).await?;
    let separator = if url.contains('?') { '&' } else { '?' };
    let measured = measure(&format!("{url}{separator}options=-csearch_path%3D{schema}")).await;
    sqlx::raw_sql(AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE"))).execute(&admin).await?;
    measured
}

async fn measure(url: &str) -> Outcome<()> {
    let pool = &PgPoolOptions::new().max_connections(1).connect(url).await?;
    for table in ["record", "plain"] {
        let ddl = ddl::postgres(table).to_string();
        // The digest column has no check, because the peer writes no digest.
        let ddl = ddl.replace("    PRIMARY KEY", "    payload_sha256 bytea,\n    PRIMARY KEY");
        sqlx::raw_sql(AssertSqlSafe(ddl)).execute(pool).await?;
    }
    let accounts = accounts();
    let statements = Statements::from(&ddl::postgres("record").digest());
    let mut tokio_store = TokioPostgresStore::connect(url, statements.clone()).await?;
    let mut sqlx_store = SqlxStore::new(Box::new(PgConnection::connect(url).await?), statements);
    let scope = Account::scope_for("acme")?;

    let peer_one = rate!(
        pool,
        "plain",
        ONE_BY_ONE,
        for account in &accounts[..ONE_BY_ONE] {
            sqlx::query(AssertSqlSafe(format!(
                "INSERT INTO plain VALUES ($1, $2, $3, 1, $4, NULL, NULL, $5, $6, NULL) {ON_CONFLICT}"
            )))
            .bind(&account.tenant)
            .bind("account")
            .bind(key_of(account))
            .bind(i64::from(account.revision))
            .bind(Json(Email { email: &account.email }))
            .bind(Json(account))
            .execute(pool)
            .await?;
        }
    );
    let ours_one = rate!(
        pool,
        "record",
        ONE_BY_ONE,
        for account in &accounts[..ONE_BY_ONE] {
            sqlx_store.put(&account.to_envelope()?).await?;
        }
    );
    let tokio_one = rate!(
        pool,
        "record",
        ONE_BY_ONE,
        for account in &accounts[..ONE_BY_ONE] {
            tokio_store.put(&account.to_envelope()?).await?;
        }
    );
    let ours_unnest = rate!(
        pool,
        "record",
        ROWS,
        for batch in accounts.chunks(BATCH) {
            sqlx_store.put_all(&sealed(batch)?).await?;
        }
    );
    let tokio_unnest = rate!(
        pool,
        "record",
        ROWS,
        for batch in accounts.chunks(BATCH) {
            tokio_store.put_all(&sealed(batch)?).await?;
        }
    );
    let tokio_copy = rate!(
        pool,
        "record",
        ROWS,
        for batch in accounts.chunks(BATCH) {
            tokio_store.copy_all(&sealed(batch)?).await?;
        }
    );
    let peer_unnest = rate!(
        pool,
        "plain",
        ROWS,
        for batch in accounts.chunks(BATCH) {
            sqlx::query(AssertSqlSafe(format!(
                "INSERT INTO plain SELECT scope, 'account', key, 1, revision, NULL, NULL, metadata, payload, NULL \
             FROM unnest($1::text[], $2::text[], $3::bigint[], $4::jsonb[], $5::jsonb[]) \
             AS sent (scope, key, revision, metadata, payload) {ON_CONFLICT}"
            )))
            .bind(batch.iter().map(|account| account.tenant.as_str()).collect::<Vec<_>>())
            .bind(batch.iter().map(key_of).collect::<Vec<_>>())
            .bind(batch.iter().map(|account| i64::from(account.revision)).collect::<Vec<_>>())
            .bind(batch.iter().map(|account| Json(Email { email: &account.email })).collect::<Vec<_>>())
            .bind(batch.iter().map(Json).collect::<Vec<_>>())
            .execute(pool)
            .await?;
        }
    );
    let peer_back = rate!(pool, "", ROWS, {
        let rows = sqlx::query("SELECT scope, record_type, record_key, schema_version, revision, created_at, updated_at, metadata::text, payload \
             FROM plain WHERE scope = 'acme' AND record_type = 'account' ORDER BY record_key").fetch_all(pool).await?;
        let read: Vec<Account> =
            rows.iter().map(|row| Ok(row.try_get::<Json<Account>, _>(8)?.0)).collect::<Outcome<_>>()?;
        assert_eq!(read.len(), accounts.len());
    });
    let ours_back = rate!(pool, "", ROWS, {
        let read: Vec<Account> = opened(&sqlx_store.list(&scope, "account").await?)?;
        assert_eq!(read.len(), accounts.len());
    });
    let tokio_back = rate!(pool, "", ROWS, {
        let read: Vec<Account> = opened(&tokio_store.list(&scope, "account").await?)?;
        assert_eq!(read.len(), accounts.len());
    });

    let mut table = Table::new();
    table.load_preset(presets::UTF8_FULL_CONDENSED).set_header(["", "rows per second", "of the peer's"]);
    let mut row = |what: &str, rate: f64, peer: f64| {
        table.add_row([what.to_owned(), format!("{rate:.0}"), format!("{:.2}", rate / peer)]);
    };
    row("in, one by one: sqlx Json (peer)", peer_one, peer_one);
    row("in, one by one: SqlxStore", ours_one, peer_one);
    row("in, one by one: TokioPostgresStore", tokio_one, peer_one);
    row("in, UNNEST: sqlx Json (peer)", peer_unnest, peer_unnest);
    row("in, UNNEST: SqlxStore", ours_unnest, peer_unnest);
    row("in, UNNEST: TokioPostgresStore", tokio_unnest, peer_unnest);
    row("in, COPY: TokioPostgresStore", tokio_copy, peer_unnest);
    row("back: sqlx Json (peer)", peer_back, peer_back);
    row("back, checked: SqlxStore", ours_back, peer_back);
    row("back, checked: TokioPostgresStore", tokio_back, peer_back);
    let (canonical, shuffled) = decoding(&accounts)?;
    row("payloads read: canonical order", canonical, canonical);
    row("payloads read: reverse order", shuffled, canonical);
    for column in [1, 2] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    use std::io::Write as _;
    writeln!(std::io::stdout(), "{table}")?;
    Ok(())
}

fn sealed(accounts: &[Account]) -> Outcome<Vec<Envelope>> {
    Ok(accounts.iter().map(StoreRecord::to_envelope).collect::<Result<_, _>>()?)
}

fn opened(rows: &[Envelope]) -> Outcome<Vec<Account>> {
    Ok(rows.iter().map(Envelope::open).collect::<Result<_, _>>()?)
}

/// Prints payloads per second without a database, with members in canonical order and in reverse order.
fn decoding(accounts: &[Account]) -> Outcome<(f64, f64)> {
    let canonical: Vec<Payload> = accounts.iter().map(StoreRecord::payload).collect::<Result<_, _>>()?;
    let reversed: Vec<Payload> = canonical.iter().map(reversed).collect::<Outcome<_>>()?;
    let rate = |payloads: &[Payload]| -> Outcome<f64> {
        let start = Instant::now();
        for payload in payloads {
            std::hint::black_box(payload.decode::<Account>()?);
        }
        Ok(payloads.len() as f64 / start.elapsed().as_secs_f64())
    };
    let median = |payloads: &[Payload]| -> Outcome<f64> {
        let mut rates = (0..RUNS).map(|_| rate(payloads)).collect::<Outcome<Vec<f64>>>()?;
        rates.sort_by(f64::total_cmp);
        Ok(rates[RUNS / 2])
    };
    Ok((median(&canonical)?, median(&reversed)?))
}

/// Returns the record's JSON with its members in reverse order.
fn reversed(payload: &Payload) -> Outcome<Payload> {
    let serde_json::Value::Object(members) = serde_json::from_str(payload.expose_json())? else {
        return Err("a record is an object".into());
    };
    let mut members: Vec<_> = members.into_iter().collect();
    members.sort_by_key(|(name, _)| std::cmp::Reverse((name.len(), name.clone())));
    let members: Vec<String> = members.iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
    Ok(Payload::from_stored(format!("{{{}}}", members.join(","))))
}
