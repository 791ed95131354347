//! The PostgreSQL stores pass the conformance kit, and their errors say what is wrong with a server or a table.

#![allow(clippy::unwrap_used)]

use sqlx::Connection as _;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnection, PgPoolOptions};
use std::ops::ControlFlow;
use std::process::ExitCode;
use store_record::statements::Statements;
use store_record::store::{AsyncStore, Change, DamagedRow, Query, Selection, StoreError, TableProblem};
use store_record::{Envelope, EnvelopeColumns, EnvelopeRef, RecordManifest, conformance, ddl};
use store_record_examples::directory::{DirectoryRecord, reference_records};
use store_record_examples::postgres::{PostgresError, SqlxStore, TokioPostgresStore};
use store_record_examples::quickstart;
use store_record_tests::server::{self, Database, Test};
use tokio_postgres::error::SqlState;

fn main() -> ExitCode {
    let on_both: [Test; 7] = [
        ("tokio_postgres_store_passes_the_kit", tokio_postgres_store_passes_the_kit),
        ("tokio_postgres_store_passes_the_kit_with_copy", tokio_postgres_store_passes_the_kit_with_copy),
        ("sqlx_store_passes_the_kit", sqlx_store_passes_the_kit),
        ("the_directory_is_read_back_equal", the_directory_is_read_back_equal),
        ("the_server_rejects_a_payload_without_its_digest", the_server_rejects_a_payload_without_its_digest),
        ("two_records_are_stored_together_or_not_at_all", two_records_are_stored_together_or_not_at_all),
        ("a_rejected_bulk_put_leaves_the_transaction_usable", a_rejected_bulk_put_leaves_the_transaction_usable),
    ];
    let tests: [Test; 5] = [
        ("a_wrong_table_is_rejected_at_the_start", a_wrong_table_is_rejected_at_the_start),
        ("a_database_of_another_encoding_is_rejected", a_database_of_another_encoding_is_rejected),
        ("the_quick_start_prints_the_same_as_with_sqlite", the_quick_start_prints_the_same_as_with_sqlite),
        ("an_unreachable_server_is_reported", an_unreachable_server_is_reported),
        ("a_broken_connection_is_reported", a_broken_connection_is_reported),
    ];
    server::run_with_citus(&on_both, &tests)
}

/// The store over tokio-postgres, with `COPY` for bulk puts.
struct WithCopy(TokioPostgresStore);

impl AsyncStore for WithCopy {
    type Error = PostgresError;

    async fn change(&mut self, change: &Change<'_>) -> Result<u64, StoreError<PostgresError>> {
        match change {
            Change::Put { rows, can_downgrade: false } => self.0.copy_all(rows).await.map(|()| rows.len() as u64),
            change => self.0.change(change).await,
        }
    }

    async fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut (dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()> + Send),
    ) -> Result<(), StoreError<PostgresError>> {
        self.0.query(query, visit).await
    }
}

const TABLE: &str = "a \"quoted\" name";

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn make_table(database: &mut Database) {
    create(database, ddl::postgres(TABLE).digest());
}

fn on_server(database: &Database, table: ddl::Postgres) -> ddl::Postgres {
    if database.is_citus { table.distributed_by_scope() } else { table }
}

/// Runs the statements, and runs them again.
fn create(database: &mut Database, table: ddl::Postgres) {
    let sql = on_server(database, table).to_string();
    for _ in 0..2 {
        database.client.batch_execute(&sql).unwrap();
    }
}

fn statements(database: &Database) -> Statements {
    Statements::from(&on_server(database, ddl::postgres(TABLE).digest())).with_names(conformance::names())
}

async fn over_tokio_postgres(database: &Database) -> TokioPostgresStore {
    TokioPostgresStore::connect(&database.url, statements(database)).await.unwrap()
}

async fn over_sqlx(database: &Database) -> SqlxStore<PoolConnection<sqlx::Postgres>> {
    let pool = PgPoolOptions::new().max_connections(1).connect(&database.url).await.unwrap();
    SqlxStore::new(pool.acquire().await.unwrap(), statements(database))
}

fn tokio_postgres_store_passes_the_kit(database: &mut Database) {
    make_table(database);
    wait(async {
        conformance::store_async(&mut over_tokio_postgres(database).await).await.unwrap();
    });
    assert_empty(database);
}

fn tokio_postgres_store_passes_the_kit_with_copy(database: &mut Database) {
    create(database, ddl::postgres(TABLE).digest().hash_partitions(4));
    wait(async {
        conformance::store_async(&mut WithCopy(over_tokio_postgres(database).await)).await.unwrap();
    });
    assert_empty(database);
}

fn sqlx_store_passes_the_kit(database: &mut Database) {
    make_table(database);
    wait(async {
        conformance::store_async(&mut over_sqlx(database).await).await.unwrap();
    });
    assert_empty(database);
}

/// The futures of a store can run on any thread.
fn assert_send<T: Send>(future: T) -> T {
    future
}

async fn put_two<S: AsyncStore>(store: &mut S, rows: &[Envelope]) {
    assert_send(store.put(&rows[0])).await.unwrap();
    assert_send(store.put_all(&rows[1..])).await.unwrap();
    assert_send(store.scan(&Selection::new(), |_| ControlFlow::Continue(()))).await.unwrap();
}

async fn count<S: AsyncStore>(store: &mut S) -> usize {
    store.page(&Selection::new()).await.unwrap().len()
}

/// A record and the rows of others, such as an outbox, in one transaction of the caller.
fn two_records_are_stored_together_or_not_at_all(database: &mut Database) {
    make_table(database);
    let rows: Vec<Envelope> = reference_records()[..4].iter().map(|record| record.to_envelope().unwrap()).collect();
    wait(async {
        let mut store = over_tokio_postgres(database).await;
        let mut connection = PgConnection::connect(&database.url).await.unwrap();
        for is_committed in [false, true] {
            let stored = if is_committed { rows.len() } else { 0 };

            let mut transaction = store.transaction().await.unwrap();
            put_two(&mut transaction, &rows).await;
            // A copy empties the temporary table of the one before.
            transaction.copy_all(&rows[2..]).await.unwrap();
            transaction.copy_all(&rows[..2]).await.unwrap();
            let transaction = transaction.into_inner();
            if is_committed {
                transaction.commit().await.unwrap();
            } else {
                transaction.rollback().await.unwrap();
            }
            assert_eq!(count(&mut store).await, stored);
            for row in &rows {
                store.erase(row.scope()).await.unwrap();
            }

            let mut transaction = connection.begin().await.unwrap();
            put_two(&mut SqlxStore::new(&mut *transaction, statements(database)), &rows).await;
            if is_committed {
                transaction.commit().await.unwrap();
            } else {
                transaction.rollback().await.unwrap();
            }
            assert_eq!(count(&mut SqlxStore::new(&mut connection, statements(database))).await, stored);
        }
    });
}

fn a_rejected_bulk_put_leaves_the_transaction_usable(database: &mut Database) {
    make_table(database);
    let rows: Vec<Envelope> = reference_records()[..3].iter().map(|record| record.to_envelope().unwrap()).collect();
    let newer = Envelope::from_columns(EnvelopeColumns { schema_version: 99, ..rows[1].clone().into_columns() });
    wait(async {
        let mut store = over_tokio_postgres(database).await;
        let mut transaction = store.transaction().await.unwrap();
        transaction.put(&newer).await.unwrap();
        assert_eq!(transaction.put_all(&rows).await, Err(StoreError::NewerRow));
        assert_eq!(transaction.copy_all(&rows).await, Err(StoreError::NewerRow));
        transaction.put(&rows[2]).await.unwrap();
        transaction.into_inner().commit().await.unwrap();
        assert_eq!(count(&mut store).await, 2);
    });
}

fn assert_empty(database: &mut Database) {
    let rows = database.client.query("SELECT FROM \"a \"\"quoted\"\" name\"", &[]).unwrap();
    assert_eq!(rows.len(), 0, "the kit deletes its rows");
}

fn the_directory_is_read_back_equal(database: &mut Database) {
    make_table(database);
    let records = reference_records();
    let rows: Vec<Envelope> = records.iter().map(|record| record.to_envelope().unwrap()).collect();
    wait(async {
        let mut store = over_tokio_postgres(database).await;
        store.put_all(&rows).await.unwrap();
        for (row, record) in rows.iter().zip(&records) {
            let back = store.get(row.scope(), row.record_type(), row.record_key()).await.unwrap().unwrap();
            assert_eq!(&back, row, "its columns and its bytes are equal");
            assert_eq!(&DirectoryRecord::open_in(&back, row.scope()).unwrap(), record);
        }
    });
}

fn the_server_rejects_a_payload_without_its_digest(database: &mut Database) {
    make_table(database);
    let row = reference_records()[0].to_envelope().unwrap();
    wait(async {
        let mut store = over_tokio_postgres(database).await;
        store.put(&row).await.unwrap();
    });
    let edit = format!("UPDATE \"{}\" SET payload = '7'", TABLE.replace('"', "\"\""));
    let error = database.client.execute(&edit, &[]).unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::CHECK_VIOLATION));
}

fn the_quick_start_prints_the_same_as_with_sqlite(database: &mut Database) {
    let folder = tempfile::tempdir().unwrap();
    let history = concat!(env!("CARGO_MANIFEST_DIR"), "/data/history.txt");
    let run = |database: &str| {
        let mut out = Vec::new();
        let arguments = ["quickstart", "--history", history, "--database", database].map(Into::into);
        assert_eq!(quickstart::main_with(arguments, &mut out), ExitCode::SUCCESS);
        String::from_utf8(out).unwrap()
    };
    let url = database.url.clone();
    let file = folder.path().join("rows.sqlite").display().to_string();
    let place = url.rsplit('@').next().unwrap().split('?').next().unwrap();
    let in_postgres = run(&url).replace(&format!("postgres://{place}"), &file);
    assert!(in_postgres.contains("audit_event"));
    assert_eq!(in_postgres, run(&file));
    assert!(run(&url).contains("Nothing changed"));
}

/// Returns the problem of a table, which both stores find before a row is written.
fn problem(url: &str, table: &str) -> TableProblem {
    let statements = Statements::from(&ddl::postgres(table).digest());
    wait(async {
        let found = TokioPostgresStore::connect(url, statements.clone()).await.unwrap().check().await;
        let mut connection = PgConnection::connect(url).await.unwrap();
        assert_eq!(SqlxStore::new(&mut connection, statements).check().await, found);
        match found {
            Err(StoreError::Table(problem)) => problem,
            other => panic!("{other:?}"),
        }
    })
}

fn a_wrong_table_is_rejected_at_the_start(database: &mut Database) {
    let client = &mut database.client;
    client.batch_execute("CREATE TABLE other (id bigint)").unwrap();
    client.batch_execute(&ddl::postgres("without_digest").to_string()).unwrap();
    let mut create = |name: &str, replaced: &str, by: &str| {
        let table = ddl::postgres(name).digest().to_string();
        assert!(table.contains(replaced), "{table}");
        client.batch_execute(&table.replace(replaced, by)).unwrap();
    };
    create("it's", "", "");
    create("revisions", "revision bigint", "revision numeric");
    create("collated", r#"record_key text COLLATE "C""#, r#"record_key text COLLATE "und-x-icu""#);
    create("keyed", "PRIMARY KEY (scope, record_type, record_key)", "PRIMARY KEY (record_type, scope, record_key)");
    let url = database.url.as_str();
    for missing in ["missing", "no\"thing"] {
        assert_eq!(problem(url, missing), TableProblem::NoTable);
    }
    assert_eq!(problem(url, "other"), TableProblem::NoColumn("scope"));
    assert_eq!(problem(url, "without_digest"), TableProblem::NoColumn("payload_sha256"));
    assert_eq!(problem(url, "revisions"), TableProblem::ColumnType("revision"));
    assert_eq!(problem(url, "collated"), TableProblem::Collation("record_key"));
    assert_eq!(problem(url, "keyed"), TableProblem::PrimaryKey);
    wait(async {
        let table = Statements::from(&ddl::postgres("it's").digest());
        assert_eq!(TokioPostgresStore::connect(url, table).await.unwrap().check().await, Ok(()));
    });
}

fn a_database_of_another_encoding_is_rejected(database: &mut Database) {
    let name = format!("store_record_latin1_{}", std::process::id());
    let create = format!("CREATE DATABASE {name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    database.client.batch_execute(&create).unwrap();
    // The same server with the other database.
    let (server, options) = database.url.split_once('?').unwrap();
    let (server, _) = server.rsplit_once('/').unwrap();
    let found = problem(&format!("{server}/{name}?{options}"), TABLE);
    database.client.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")).unwrap();
    assert_eq!(found, TableProblem::Encoding);
}

fn an_unreachable_server_is_reported(database: &mut Database) {
    // No server listens on port 1, and the second URL is invalid.
    for url in ["postgres://postgres@127.0.0.1:1/test", "postgres://:::"] {
        let error = wait(TokioPostgresStore::connect(url, statements(database))).unwrap_err();
        assert_eq!(error, StoreError::Database(PostgresError::NoServer));
    }
}

fn a_broken_connection_is_reported(database: &mut Database) {
    make_table(database);
    let row = reference_records()[0].to_envelope().unwrap();
    // Other tests, and other programs that run them, use the same server.
    let name = format!("broken_connection_{}", std::process::id());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut store = runtime.block_on(async {
        let url = format!("{}&application_name={name}", database.url);
        let mut store = TokioPostgresStore::connect(&url, statements(database)).await.unwrap();
        store.put(&row).await.unwrap();
        store
    });
    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1";
    assert_eq!(database.client.query(kill, &[&name]).unwrap().len(), 1);
    let error = runtime.block_on(async {
        loop {
            if let Err(error) = store.put(&row).await {
                break error;
            }
        }
    });
    let is_expected = matches!(error, StoreError::Database(PostgresError::Disconnected | PostgresError::Unavailable));
    assert!(is_expected, "{error:?}");
}
