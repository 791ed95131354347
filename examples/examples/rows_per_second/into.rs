//! Rows into PostgreSQL.

use crate::account::{Account, Email, key_of};
use crate::measure::{Rounds, case};
use crate::{ONE_BY_ONE, Outcome, ROUNDS, sealed};
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, Connection as _};
use std::io::Write;
use store_record::statements::Statements;
use store_record::store::AsyncStore as _;
use store_record::{StoreRecord as _, ddl};
use store_record_examples::postgres::{SqlxStore, TokioPostgresStore};

/// The rows of a statement.
const BATCH: usize = 2_000;
const PEER: &str = "sqlx `Json` (peer)";

/// The code of the peer's author.
const ON_CONFLICT: &str = "ON CONFLICT (scope, record_type, record_key) DO UPDATE SET schema_version = 1, \
                           revision = excluded.revision, metadata = excluded.metadata, payload = excluded.payload";

/// Creates the tables.
pub(crate) async fn create(url: &str) -> Outcome<()> {
    let mut connection = PgConnection::connect(url).await?;
    for table in ["record", "plain"] {
        // The digest column has no check, because the peer writes no digest.
        let ddl =
            ddl::postgres(table).to_string().replace("    PRIMARY KEY", "    payload_sha256 bytea,\n    PRIMARY KEY");
        sqlx::raw_sql(AssertSqlSafe(ddl)).execute(&mut connection).await?;
    }
    sqlx::raw_sql(AssertSqlSafe(ddl::postgres("undigested").to_string())).execute(&mut connection).await?;
    Ok(())
}

async fn empty(connection: &mut PgConnection) -> Outcome<()> {
    sqlx::raw_sql("TRUNCATE record, plain").execute(connection).await?;
    Ok(())
}

pub(crate) async fn run(url: &str, accounts: &[Account], out: &mut dyn Write) -> Outcome<()> {
    let statements = Statements::from(&ddl::postgres("record").digest());
    let mut tokio_store = TokioPostgresStore::connect(url, statements.clone()).await?;
    let mut sqlx_store = SqlxStore::new(Box::new(PgConnection::connect(url).await?), statements);
    let connection = &mut PgConnection::connect(url).await?;
    let mut one_by_one = Rounds::default();
    let mut batches = Rounds::default();
    let few = accounts.get(..ONE_BY_ONE).unwrap_or(accounts);
    for round in 0..=ROUNDS {
        if round == 1 {
            one_by_one.forget();
            batches.forget();
        }
        empty(connection).await?;
        case!(one_by_one, PEER, {
            for account in few {
                put(connection, account).await?;
            }
        });
        case!(one_by_one, "SqlxStore", {
            for account in few {
                sqlx_store.put(&account.to_envelope()?).await?;
            }
        });
        empty(connection).await?;
        case!(one_by_one, "TokioPostgresStore", {
            for account in few {
                tokio_store.put(&account.to_envelope()?).await?;
            }
        });
        empty(connection).await?;
        case!(batches, PEER, {
            for batch in accounts.chunks(BATCH) {
                put_all(connection, batch).await?;
            }
        });
        case!(batches, "SqlxStore, UNNEST", {
            for batch in accounts.chunks(BATCH) {
                sqlx_store.put_all(&sealed(batch)?).await?;
            }
        });
        empty(connection).await?;
        case!(batches, "TokioPostgresStore, UNNEST", {
            for batch in accounts.chunks(BATCH) {
                tokio_store.put_all(&sealed(batch)?).await?;
            }
        });
        empty(connection).await?;
        case!(batches, "TokioPostgresStore, COPY to a temporary table, then an upsert", {
            for batch in accounts.chunks(BATCH) {
                tokio_store.copy_all(&sealed(batch)?).await?;
            }
        });
    }
    writeln!(out, "{}\n", one_by_one.rates("in, one by one", PEER, few.len() as f64))?;
    writeln!(out, "{}\n", batches.rates("in, 2,000 rows a statement", PEER, accounts.len() as f64))?;
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
