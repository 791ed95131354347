//! The PostgreSQL stores pass the conformance kit, and their errors say what is wrong with a server or a table.

#![allow(clippy::unwrap_used)]

use std::process::ExitCode;
use store_record::conformance::{self, AsyncStoreAdapter};
use store_record::{Envelope, RecordKey, RecordManifest, Scope, ddl};
use store_record_examples::directory::{DirectoryRecord, reference_records};
use store_record_examples::postgres::{SqlxStore, StoreError, TokioPostgresStore};
use store_record_examples::quickstart;
use store_record_tests::server::{self, Database};

fn main() -> ExitCode {
    server::run(&[
        ("tokio_postgres_store_passes_the_kit", tokio_postgres_store_passes_the_kit),
        ("tokio_postgres_store_passes_the_kit_with_copy", tokio_postgres_store_passes_the_kit_with_copy),
        ("sqlx_store_passes_the_kit", sqlx_store_passes_the_kit),
        ("the_directory_is_read_back_equal", the_directory_is_read_back_equal),
        ("a_wrong_table_is_rejected_at_the_start", a_wrong_table_is_rejected_at_the_start),
        ("a_database_of_another_encoding_is_rejected", a_database_of_another_encoding_is_rejected),
        ("the_quick_start_prints_the_same_as_with_sqlite", the_quick_start_prints_the_same_as_with_sqlite),
        ("an_unreachable_server_is_reported", an_unreachable_server_is_reported),
        ("a_broken_connection_is_reported", a_broken_connection_is_reported),
    ])
}

macro_rules! adapter {
    ($tested:ident($store:ty), put_all with $put_all:expr) => {
        struct $tested($store);

        impl AsyncStoreAdapter for $tested {
            type Error = StoreError;

            async fn put(&mut self, row: &Envelope) -> Result<(), StoreError> {
                self.0.put(row).await
            }

            async fn put_all(&mut self, rows: &[Envelope]) -> Result<(), StoreError> {
                let put_all: AsyncPutAll<$store> = $put_all;
                put_all(&mut self.0, rows).await
            }

            async fn replace(&mut self, row: &Envelope, revision: Option<i64>) -> Result<bool, StoreError> {
                self.0.replace(row, revision).await
            }

            async fn get(
                &mut self,
                scope: &Scope,
                record_type: &str,
                key: &RecordKey,
            ) -> Result<Option<Envelope>, StoreError> {
                self.0.get(scope, record_type, key).await
            }

            async fn list(&mut self, scope: &Scope, record_type: &str) -> Result<Vec<Envelope>, StoreError> {
                self.0.list(scope, record_type).await
            }

            async fn delete(&mut self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<bool, StoreError> {
                self.0.delete(scope, record_type, key).await
            }
        }
    };
}

type AsyncPutAll<S> =
    for<'a> fn(&'a mut S, &'a [Envelope]) -> std::pin::Pin<Box<dyn Future<Output = Result<(), StoreError>> + 'a>>;

adapter! { OverTokioPostgres(TokioPostgresStore), put_all with |store, rows| Box::pin(store.put_all(rows.iter().cloned())) }
adapter! { OverCopy(TokioPostgresStore), put_all with |store, rows| Box::pin(store.copy_all(rows.iter().cloned())) }
adapter! { OverSqlx(SqlxStore), put_all with |store, rows| Box::pin(store.put_all(rows.iter().cloned())) }

const TABLE: &str = "a \"quoted\" name";

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn make_table(database: &mut Database) {
    database.client.batch_execute(&ddl::postgres(TABLE).digest().to_string()).unwrap();
}

fn tokio_postgres_store_passes_the_kit(database: &mut Database) {
    make_table(database);
    wait(async {
        let store = TokioPostgresStore::connect(&database.url, TABLE).await.unwrap();
        conformance::store_async(&mut OverTokioPostgres(store)).await.unwrap();
    });
    assert_empty(database);
}

fn tokio_postgres_store_passes_the_kit_with_copy(database: &mut Database) {
    database.client.batch_execute(&ddl::postgres(TABLE).digest().hash_partitions(4).to_string()).unwrap();
    wait(async {
        let store = TokioPostgresStore::connect(&database.url, TABLE).await.unwrap();
        conformance::store_async(&mut OverCopy(store)).await.unwrap();
    });
    assert_empty(database);
}

fn sqlx_store_passes_the_kit(database: &mut Database) {
    make_table(database);
    wait(async {
        let store = SqlxStore::connect(&database.url, TABLE).await.unwrap();
        conformance::store_async(&mut OverSqlx(store)).await.unwrap();
    });
    assert_empty(database);
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
        let store = TokioPostgresStore::connect(&database.url, TABLE).await.unwrap();
        store.put_all(rows.iter().cloned()).await.unwrap();
        for (row, record) in rows.iter().zip(&records) {
            let back = store.get(row.scope(), row.record_type(), row.record_key()).await.unwrap().unwrap();
            assert_eq!(&back, row, "its columns and its bytes are equal");
            assert_eq!(&DirectoryRecord::open_in(&back, row.scope()).unwrap(), record);
        }
    });
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

/// Returns the errors of both stores for a table, before a row is written.
fn connection_error(url: &str, table: &str) -> StoreError {
    wait(async {
        let error = TokioPostgresStore::connect(url, table).await.unwrap_err();
        assert_eq!(SqlxStore::connect(url, table).await.unwrap_err(), error);
        error
    })
}

fn a_wrong_table_is_rejected_at_the_start(database: &mut Database) {
    assert_eq!(connection_error(&database.url, "missing"), StoreError::NoTable);
    assert_eq!(connection_error(&database.url, "no\"thing"), StoreError::NoTable);
    let client = &mut database.client;
    client.batch_execute("CREATE TABLE other (id bigint)").unwrap();
    client.batch_execute(&ddl::postgres("without_digest").to_string()).unwrap();
    client
        .batch_execute(&ddl::postgres("as_json").digest().to_string().replace(" jsonb NOT", " json NOT"))
        .unwrap_err();
    let numeric = ddl::postgres("revisions").digest().to_string().replace("revision bigint", "revision numeric");
    client.batch_execute(&numeric).unwrap();
    let collated = ddl::postgres("collated")
        .digest()
        .to_string()
        .replace(r#"record_key text COLLATE "C""#, "record_key text COLLATE \"und-x-icu\"");
    client.batch_execute(&collated).unwrap();
    let url = database.url.as_str();
    assert_eq!(connection_error(url, "other"), StoreError::OtherTable("scope"));
    assert_eq!(connection_error(url, "without_digest"), StoreError::OtherTable("payload_sha256"));
    assert_eq!(connection_error(url, "revisions"), StoreError::OtherTable("revision"));
    assert_eq!(connection_error(url, "collated"), StoreError::Collation("record_key"));
}

fn a_database_of_another_encoding_is_rejected(database: &mut Database) {
    let name = format!("store_record_latin1_{}", std::process::id());
    let create = format!("CREATE DATABASE {name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    database.client.batch_execute(&create).unwrap();
    // The same server with the other database.
    let (server, options) = database.url.split_once('?').unwrap();
    let (server, _) = server.rsplit_once('/').unwrap();
    let error = connection_error(&format!("{server}/{name}?{options}"), TABLE);
    database.client.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")).unwrap();
    assert_eq!(error, StoreError::Encoding);
}

fn an_unreachable_server_is_reported(_: &mut Database) {
    // No server listens on port 1, and the second URL is invalid.
    for url in ["postgres://postgres@127.0.0.1:1/test", "postgres://:::"] {
        assert_eq!(connection_error(url, TABLE), StoreError::NoServer);
    }
}

fn a_broken_connection_is_reported(database: &mut Database) {
    make_table(database);
    let row = reference_records()[0].to_envelope().unwrap();
    // Other tests, and other programs that run them, use the same server.
    let name = format!("broken_connection_{}", std::process::id());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let store = runtime.block_on(async {
        let url = format!("{}&application_name={name}", database.url);
        let store = TokioPostgresStore::connect(&url, TABLE).await.unwrap();
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
    assert!(matches!(error, StoreError::Disconnected | StoreError::Unavailable), "{error:?}");
}
