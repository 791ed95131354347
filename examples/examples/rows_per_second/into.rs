//! Rows into PostgreSQL.

use crate::account::{Account, Email, key_of};
use crate::measure::{Rounds, case};
use crate::{CONNECTIONS, Outcome, ROWS_PER_CONNECTION, sealed};
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, Connection as _};
use std::io::Write;
use store_record::statements::Statements;
use store_record::store::AsyncStore as _;
use store_record::{StoreRecord as _, ddl};
use store_record_examples::postgres::{SqlxStore, TokioPostgresStore};

/// How often all rows are written.
const ROUNDS_IN: usize = 7;
const PEER: &str = "sqlx `Json` (peer)";

/// The code of the peer's author.
const ON_CONFLICT: &str = "ON CONFLICT (scope, record_type, record_key) DO UPDATE SET schema_version = 1, \
                           revision = excluded.revision, metadata = excluded.metadata, payload = excluded.payload";

/// Our tables, one for each way, so that the ways alternate.
const TABLES: [&str; 3] = ["record", "of_tokio", "of_copy"];

/// Creates the tables.
pub(crate) async fn create(url: &str) -> Outcome<()> {
    let mut connection = PgConnection::connect(url).await?;
    for table in TABLES.into_iter().chain(["plain"]) {
        // The digest column has no check, because the peer writes no digest.
        let ddl =
            ddl::postgres(table).to_string().replace("    PRIMARY KEY", "    payload_sha256 bytea,\n    PRIMARY KEY");
        sqlx::raw_sql(AssertSqlSafe(ddl)).execute(&mut connection).await?;
    }
    sqlx::raw_sql(AssertSqlSafe(ddl::postgres("undigested").to_string())).execute(&mut connection).await?;
    Ok(())
}

async fn empty(connection: &mut PgConnection) -> Outcome<()> {
    sqlx::raw_sql("TRUNCATE plain, record, of_tokio, of_copy").execute(connection).await?;
    Ok(())
}

/// The ways of writing, each over its own connection.
struct Ways {
    peer: PgConnection,
    sqlx: SqlxStore<Box<PgConnection>>,
    tokio: TokioPostgresStore,
    copy: TokioPostgresStore,
}

impl Ways {
    async fn connect(url: &str) -> Outcome<Self> {
        let [of_sqlx, of_tokio, of_copy] = TABLES.map(|table| Statements::from(&ddl::postgres(table).digest()));
        Ok(Self {
            peer: PgConnection::connect(url).await?,
            sqlx: SqlxStore::new(Box::new(PgConnection::connect(url).await?), of_sqlx),
            tokio: TokioPostgresStore::connect(url, of_tokio).await?,
            copy: TokioPostgresStore::connect(url, of_copy).await?,
        })
    }
}

/// The ways alternate by row, and by batch: another program's load is that of all ways.
pub(crate) async fn run(url: &str, accounts: &[Account], out: &mut dyn Write) -> Outcome<()> {
    let mut rows = Rounds::default();
    empty(&mut PgConnection::connect(url).await?).await?;
    for some in accounts.chunks(ROWS_PER_CONNECTION).take(CONNECTIONS) {
        let mut ways = Ways::connect(url).await?;
        for account in some {
            case!(rows, PEER, put(&mut ways.peer, account).await?);
            case!(rows, "SqlxStore", ways.sqlx.put(&account.to_envelope()?).await?);
            case!(rows, "TokioPostgresStore", ways.tokio.put(&account.to_envelope()?).await?);
        }
    }
    writeln!(out, "{}\n", rows.latencies("in, one by one (p50)", PEER))?;
    for (title, batch_rows) in [("in, 2,000 rows a statement", 2_000), ("in, 20,000 rows a statement", 20_000)] {
        let mut batches = Rounds::default();
        for _ in 0..ROUNDS_IN {
            let mut ways = Ways::connect(url).await?;
            empty(&mut ways.peer).await?;
            for batch in accounts.chunks(batch_rows) {
                case!(batches, PEER, put_all(&mut ways.peer, batch).await?);
                case!(batches, "SqlxStore, UNNEST", ways.sqlx.put_all(&sealed(batch)?).await?);
                case!(batches, "TokioPostgresStore, UNNEST", ways.tokio.put_all(&sealed(batch)?).await?);
                case!(batches, "TokioPostgresStore, COPY", ways.copy.copy_all(&sealed(batch)?).await?);
            }
        }
        writeln!(out, "{}\n", batches.rates(title, PEER, batch_rows as f64))?;
    }
    Ok(())
}

async fn put(connection: &mut PgConnection, account: &Account) -> Outcome<()> {
    let text = format!("INSERT INTO plain VALUES ($1, $2, $3, 1, $4, NULL, NULL, $5, $6, NULL) {ON_CONFLICT}");
    sqlx::query(AssertSqlSafe(text))
        .bind(&account.tenant)
        .bind("account")
        .bind(key_of(account))
        .bind(i64::from(account.revision))
        .bind(Json(Email { email: &account.email }))
        .bind(Json(account))
        .execute(connection)
        .await?;
    Ok(())
}

pub(crate) async fn put_all(connection: &mut PgConnection, batch: &[Account]) -> Outcome<()> {
    let text = format!(
        "INSERT INTO plain SELECT scope, 'account', key, 1, revision, NULL, NULL, metadata, payload, NULL \
         FROM unnest($1::text[], $2::text[], $3::bigint[], $4::jsonb[], $5::jsonb[]) \
         AS sent (scope, key, revision, metadata, payload) {ON_CONFLICT}"
    );
    sqlx::query(AssertSqlSafe(text))
        .bind(batch.iter().map(|account| account.tenant.as_str()).collect::<Vec<_>>())
        .bind(batch.iter().map(key_of).collect::<Vec<_>>())
        .bind(batch.iter().map(|account| i64::from(account.revision)).collect::<Vec<_>>())
        .bind(batch.iter().map(|account| Json(Email { email: &account.email })).collect::<Vec<_>>())
        .bind(batch.iter().map(Json).collect::<Vec<_>>())
        .execute(connection)
        .await?;
    Ok(())
}
