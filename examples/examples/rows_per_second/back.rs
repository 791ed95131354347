//! Rows from PostgreSQL.

use crate::account::{Account, Checks, key_of, open};
use crate::into::put_all;
use crate::measure::{Rounds, case};
use crate::{CONNECTIONS, Outcome, ROUNDS, ROWS_PER_CONNECTION, sealed};
use futures_util::TryStreamExt as _;
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, Connection as _, Row as _};
use std::io::Write;
use store_record::statements::Statements;
use store_record::store::{AsyncStore as _, Selection};
use store_record::{Envelope, StoreRecord, ddl};
use store_record_examples::postgres::{SqlxStore, TokioPostgresStore};

const PEER: &str = "sqlx `Json`, `fetch_all` (peer)";
const TABLES: [&str; 3] = ["record", "undigested", "plain"];
/// The peer reads the columns that a store needs. Its rows have no digest.
const COLUMNS: &str =
    "scope, record_type, record_key, schema_version, revision, created_at, updated_at, metadata, payload";
const WHERE: &str = "FROM plain WHERE scope = $1 AND record_type = $2";

type Sqlx = SqlxStore<Box<PgConnection>>;

/// The stores over both drivers, with and without a digest.
struct Stores {
    sqlx: Sqlx,
    sqlx_undigested: Sqlx,
    tokio: TokioPostgresStore,
    tokio_undigested: TokioPostgresStore,
}

impl Stores {
    async fn connect(url: &str) -> Outcome<Self> {
        let digested = Statements::from(&ddl::postgres("record").digest());
        let undigested = Statements::from(&ddl::postgres("undigested"));
        Ok(Self {
            sqlx: SqlxStore::new(Box::new(PgConnection::connect(url).await?), digested.clone()),
            sqlx_undigested: SqlxStore::new(Box::new(PgConnection::connect(url).await?), undigested.clone()),
            tokio: TokioPostgresStore::connect(url, digested).await?,
            tokio_undigested: TokioPostgresStore::connect(url, undigested).await?,
        })
    }
}

/// Writes all rows to each table.
pub(crate) async fn fill(url: &str, accounts: &[Account]) -> Outcome<()> {
    let mut stores = Stores::connect(url).await?;
    let connection = &mut PgConnection::connect(url).await?;
    for table in TABLES {
        sqlx::raw_sql(AssertSqlSafe(format!("TRUNCATE {table}"))).execute(&mut *connection).await?;
    }
    for batch in accounts.chunks(2_000) {
        stores.sqlx.put_all(&sealed(batch)?).await?;
        stores.sqlx_undigested.put_all(&sealed(batch)?).await?;
        put_all(connection, batch).await?;
    }
    for table in TABLES {
        sqlx::raw_sql(AssertSqlSafe(format!("VACUUM ANALYZE {table}"))).execute(&mut *connection).await?;
    }
    Ok(())
}

pub(crate) async fn run(url: &str, accounts: &[Account], out: &mut dyn Write) -> Outcome<()> {
    let mut stores = Stores::connect(url).await?;
    let connection = &mut PgConnection::connect(url).await?;
    let all = || AssertSqlSafe(format!("SELECT {COLUMNS} {WHERE} ORDER BY record_key"));
    let payload_alone = || AssertSqlSafe(format!("SELECT payload {WHERE} ORDER BY record_key"));
    let scope = Account::scope_for("acme")?;
    let of_type = Selection::new().scope(&scope).record_type("account");
    let mut rounds = Rounds::default();
    for round in 0..=ROUNDS {
        if round == 1 {
            rounds.forget();
        }
        let mut opened: Vec<Account> = Vec::with_capacity(accounts.len());
        case!(rounds, PEER, {
            let rows = sqlx::query(all()).bind("acme").bind("account").fetch_all(&mut *connection).await?;
            for row in &rows {
                opened.push(row.try_get::<Json<Account>, _>(8)?.0);
            }
        });
        assert_eq!(opened.len(), accounts.len());
        opened.clear();
        case!(rounds, "the same, streamed: `fetch`", {
            let mut rows = sqlx::query(all()).bind("acme").bind("account").fetch(&mut *connection);
            while let Some(row) = rows.try_next().await? {
                opened.push(row.try_get::<Json<Account>, _>(8)?.0);
            }
        });
        assert_eq!(opened.len(), accounts.len());
        opened.clear();
        case!(rounds, "the same, streamed, the payload alone", {
            let mut rows = sqlx::query(payload_alone()).bind("acme").bind("account").fetch(&mut *connection);
            while let Some(row) = rows.try_next().await? {
                opened.push(row.try_get::<Json<Account>, _>(0)?.0);
            }
        });
        assert_eq!(opened.len(), accounts.len());
        macro_rules! scan {
            ($store:ident, $name:expr, $checks:expr) => {
                opened.clear();
                case!(rounds, $name, stores.$store.scan(&of_type, |row| open(row, $checks, &mut opened)).await?);
                assert_eq!(opened.len(), accounts.len());
            };
        }
        scan!(sqlx, "SqlxStore, `scan`", Checks::All);
        scan!(sqlx_undigested, "SqlxStore without a digest, `scan`", Checks::All);
        scan!(sqlx, "SqlxStore, the digest not checked", Checks::WithoutDigest);
        scan!(sqlx, "SqlxStore, payload decoded and nothing compared", Checks::DecodeAlone);
        scan!(tokio, "TokioPostgresStore, `scan`", Checks::All);
        scan!(tokio_undigested, "TokioPostgresStore without a digest, `scan`", Checks::All);
        scan!(tokio, "TokioPostgresStore, the digest not checked", Checks::WithoutDigest);
        scan!(tokio, "TokioPostgresStore, payload decoded and nothing compared", Checks::DecodeAlone);
        opened = case!(rounds, "SqlxStore, `list`", {
            stores.sqlx.list(&scope, "account").await?.iter().map(Envelope::open).collect::<Result<_, _>>()?
        });
        assert_eq!(opened.len(), accounts.len());
        opened = case!(rounds, "TokioPostgresStore, `list`", {
            stores.tokio.list(&scope, "account").await?.iter().map(Envelope::open).collect::<Result<_, _>>()?
        });
        assert_eq!(opened.len(), accounts.len());
    }
    writeln!(out, "{}\n", rounds.rates("back", PEER, accounts.len() as f64))?;
    Ok(())
}

/// A row by its key. The bare query is the peer's.
pub(crate) async fn points(url: &str, accounts: &[Account], out: &mut dyn Write) -> Outcome<()> {
    let text = format!("SELECT {COLUMNS} {WHERE} AND record_key = $3");
    let scope = Account::scope_for("acme")?;
    let (mut of_sqlx, mut of_tokio) = (Rounds::default(), Rounds::default());
    let (sqlx_peer, tokio_peer) = ("sqlx `Json` (peer)", "tokio-postgres, serde_json (peer)");
    for some in accounts.chunks(ROWS_PER_CONNECTION).take(CONNECTIONS) {
        let mut stores = Stores::connect(url).await?;
        let connection = &mut PgConnection::connect(url).await?;
        let (client, task) = tokio_postgres::connect(url, tokio_postgres::NoTls).await?;
        tokio::spawn(task);
        let bare = client.prepare(&text).await?;
        for account in some {
            let (key, peer_key) = (account.record_key()?, key_of(account));
            let peer = case!(of_sqlx, sqlx_peer, {
                let query = sqlx::query(AssertSqlSafe(text.clone())).bind("acme").bind("account").bind(&peer_key);
                query.fetch_one(&mut *connection).await?.try_get::<Json<Account>, _>(8)?.0
            });
            let ours = case!(of_sqlx, "SqlxStore, `get`", {
                stores.sqlx.get(&scope, "account", &key).await?.map(|row| row.open_in(&scope)).transpose()?
            });
            assert_eq!((&peer, ours.as_ref()), (account, Some(account)));
            let peer = case!(of_tokio, tokio_peer, {
                let row = client.query_one(&bare, &[&"acme", &"account", &peer_key]).await?;
                row.try_get::<_, tokio_postgres::types::Json<Account>>(8)?.0
            });
            let ours = case!(of_tokio, "TokioPostgresStore, `get`", {
                stores.tokio.get(&scope, "account", &key).await?.map(|row| row.open_in(&scope)).transpose()?
            });
            assert_eq!((&peer, ours.as_ref()), (account, Some(account)));
        }
    }
    writeln!(out, "{}\n", of_sqlx.latencies("a row by its key (p50)", sqlx_peer))?;
    writeln!(out, "{}\n", of_tokio.latencies("a row by its key (p50)", tokio_peer))?;
    Ok(())
}
