//! The store in MariaDB passes the conformance kit, and its errors say what is wrong with a server or a table.

#![allow(clippy::unwrap_used)]

use sqlx::mysql::{MySqlConnection, MySqlPoolOptions};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::process::ExitCode;
use std::time::Duration;
use store_record::statements::Statements;
use store_record::store::{AsyncStore as _, Selection, StoreError, TableProblem};
use store_record::{Envelope, EnvelopeColumns, RecordManifest, conformance, ddl};
use store_record_examples::directory::{DirectoryRecord, reference_records};
use store_record_examples::mysql::{MySqlError, MySqlStore};
use store_record_examples::quickstart;
use store_record_tests::mariadb;

fn main() -> ExitCode {
    mariadb::run(&[
        ("the_store_passes_the_kit", the_store_passes_the_kit),
        ("a_store_without_digests_passes_the_kit", a_store_without_digests_passes_the_kit),
        ("a_server_that_is_not_strict_passes_the_kit", a_server_that_is_not_strict_passes_the_kit),
        ("the_directory_is_read_back_equal", the_directory_is_read_back_equal),
        ("the_server_rejects_a_payload_without_its_digest", the_server_rejects_a_payload_without_its_digest),
        ("two_records_are_stored_together_or_not_at_all", two_records_are_stored_together_or_not_at_all),
        ("a_rejected_put_leaves_the_transaction_usable", a_rejected_put_leaves_the_transaction_usable),
        ("one_of_many_replacements_wins", one_of_many_replacements_wins),
        ("a_put_during_a_newer_put_never_replaces_it", a_put_during_a_newer_put_never_replaces_it),
        ("a_bulk_put_is_larger_than_a_packet", a_bulk_put_is_larger_than_a_packet),
        ("a_wrong_table_is_rejected_at_the_start", a_wrong_table_is_rejected_at_the_start),
        ("the_quick_start_prints_the_same_as_with_sqlite", the_quick_start_prints_the_same_as_with_sqlite),
        ("an_unreachable_server_is_reported", an_unreachable_server_is_reported),
        ("a_broken_connection_is_reported", a_broken_connection_is_reported),
    ])
}

const TABLE: &str = "a `quoted` name\\";

type Connected = MySqlStore<Box<MySqlConnection>>;

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

async fn connect(url: &str) -> Box<MySqlConnection> {
    Box::new(MySqlConnection::connect(url).await.unwrap())
}

async fn execute(connection: &mut MySqlConnection, text: &str) {
    connection.execute(sqlx::raw_sql(AssertSqlSafe(text.to_owned()))).await.unwrap();
}

/// Runs the statement, and runs it again.
async fn create(url: &str, table: &ddl::MariaDb) -> Connected {
    let mut connection = connect(url).await;
    for _ in 0..2 {
        execute(&mut connection, &table.to_string()).await;
    }
    MySqlStore::new(connection, Statements::from(table).with_names(conformance::names()))
}

fn table() -> ddl::MariaDb {
    ddl::mariadb(TABLE).digest()
}

async fn over(url: &str) -> Connected {
    MySqlStore::new(connect(url).await, Statements::from(&table()))
}

fn the_store_passes_the_kit(url: &str) {
    wait(async {
        let mut store = create(url, &table()).await;
        conformance::store_async(&mut store).await.unwrap();
        assert_eq!(count(&mut store).await, 0, "the kit deletes its rows");
    });
}

fn a_store_without_digests_passes_the_kit(url: &str) {
    wait(async {
        conformance::store_async(&mut create(url, &ddl::mariadb(TABLE)).await).await.unwrap();
    });
}

fn a_server_that_is_not_strict_passes_the_kit(url: &str) {
    wait(async {
        let statements = Statements::from(&table()).with_names(conformance::names());
        let mut connection = create(url, &table()).await.into_inner();
        execute(&mut connection, "SET sql_mode = ''").await;
        conformance::store_async(&mut MySqlStore::new(connection, statements)).await.unwrap();
    });
}

async fn count(store: &mut Connected) -> usize {
    store.page(&Selection::new()).await.unwrap().len()
}

fn rows(count: usize) -> Vec<Envelope> {
    reference_records()[..count].iter().map(|record| record.to_envelope().unwrap()).collect()
}

fn edited(row: &Envelope, edit: impl FnOnce(EnvelopeColumns) -> EnvelopeColumns) -> Envelope {
    Envelope::from_columns(edit(row.clone().into_columns()))
}

fn the_directory_is_read_back_equal(url: &str) {
    let records = reference_records();
    let rows = rows(records.len());
    wait(async {
        let mut store = create(url, &table()).await;
        store.put_all(&rows).await.unwrap();
        for (row, record) in rows.iter().zip(&records) {
            let back = store.get(row.scope(), row.record_type(), row.record_key()).await.unwrap().unwrap();
            assert_eq!(&back, row, "its columns and its bytes are equal");
            assert_eq!(&DirectoryRecord::open_in(&back, row.scope()).unwrap(), record);
        }
    });
}

fn the_server_rejects_a_payload_without_its_digest(url: &str) {
    wait(async {
        let mut store = create(url, &table()).await;
        store.put(&rows(1)[0]).await.unwrap();
        let edit = format!("UPDATE {} SET payload = '7'", "`a ``quoted`` name\\`");
        let error = sqlx::query(AssertSqlSafe(edit)).execute(&mut *store.into_inner()).await.unwrap_err();
        assert_eq!(MySqlError::from(error), MySqlError::NotARow);
    });
}

/// A record and the rows of others, such as an outbox, in one transaction of the caller.
fn two_records_are_stored_together_or_not_at_all(url: &str) {
    let rows = rows(4);
    wait(async {
        let mut store = create(url, &table()).await;
        let mut connection = connect(url).await;
        for is_committed in [false, true] {
            let mut transaction = connection.begin().await.unwrap();
            let mut both = MySqlStore::new(&mut *transaction, Statements::from(&table()));
            both.put(&rows[0]).await.unwrap();
            both.put_all(&rows[1..]).await.unwrap();
            if is_committed {
                transaction.commit().await.unwrap();
            } else {
                transaction.rollback().await.unwrap();
            }
            assert_eq!(count(&mut store).await, if is_committed { rows.len() } else { 0 });
        }
    });
}

fn a_rejected_put_leaves_the_transaction_usable(url: &str) {
    let rows = rows(3);
    let newer = edited(&rows[1], |columns| EnvelopeColumns { schema_version: 99, ..columns });
    wait(async {
        let mut store = create(url, &table()).await;
        let mut connection = connect(url).await;
        let mut transaction = connection.begin().await.unwrap();
        let mut inside = MySqlStore::new(&mut *transaction, Statements::from(&table()));
        inside.put(&newer).await.unwrap();
        assert_eq!(inside.put(&rows[1]).await, Err(StoreError::NewerRow));
        assert_eq!(inside.put_all(&rows).await, Err(StoreError::NewerRow));
        inside.put(&rows[2]).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(store.page(&Selection::new()).await.unwrap().len(), 2);
        let back = store.get(newer.scope(), newer.record_type(), newer.record_key()).await.unwrap();
        assert_eq!(back, Some(newer));
    });
}

/// Each of the connections reads the revision and raises it, and repeats that until it has won often enough.
fn one_of_many_replacements_wins(url: &str) {
    const CLIENTS: i64 = 4;
    const WINS: i64 = 25;
    let row = edited(&rows(1)[0], |columns| EnvelopeColumns { revision: Some(0), ..columns });
    wait(async {
        create(url, &table()).await.put(&row).await.unwrap();
        let mut clients = tokio::task::JoinSet::new();
        for _ in 0..CLIENTS {
            let (url, row) = (url.to_owned(), row.clone());
            clients.spawn(async move {
                let mut store = over(&url).await;
                let (mut wins, mut read) = (0, Some(row.clone()));
                while wins < WINS {
                    let revision = read.as_ref().unwrap().revision();
                    let raised = revision.map(|revision| revision + 1);
                    let new = edited(&row, |columns| EnvelopeColumns { revision: raised, ..columns });
                    wins += i64::from(store.replace(&new, revision).await.unwrap());
                    read = store.get(row.scope(), row.record_type(), row.record_key()).await.unwrap();
                }
            });
        }
        while let Some(client) = clients.join_next().await {
            client.unwrap();
        }
        let back = over(url).await.get(row.scope(), row.record_type(), row.record_key()).await.unwrap().unwrap();
        assert_eq!(back.revision(), Some(CLIENTS * WINS), "each replacement that won raised the revision by one");
    });
}

/// The older put waits for the transaction, and then sees its row.
fn a_put_during_a_newer_put_never_replaces_it(url: &str) {
    let older = rows(1).remove(0);
    let newer = edited(&older, |columns| EnvelopeColumns { schema_version: 99, ..columns });
    for is_replaced in [true, false] {
        wait(async {
            let mut store = create(url, &table()).await;
            store.erase(older.scope()).await.unwrap();
            if is_replaced {
                store.put(&older).await.unwrap();
            }
            let mut connection = connect(url).await;
            let mut transaction = connection.begin().await.unwrap();
            MySqlStore::new(&mut *transaction, Statements::from(&table())).put(&newer).await.unwrap();
            let mut waiting = connect(url).await;
            let id: u64 = sqlx::query_scalar("SELECT CONNECTION_ID()").fetch_one(&mut *waiting).await.unwrap();
            let row = older.clone();
            let put = tokio::spawn(async move { MySqlStore::new(waiting, Statements::from(&table())).put(&row).await });
            let state = "SELECT trx_state FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = ?";
            let mut observer = connect(url).await;
            let waits = async {
                loop {
                    // InnoDB reads the states again only if nobody has read them for 0.1 seconds.
                    tokio::time::sleep(Duration::from_millis(200)).await;
                    let state: Option<String> =
                        sqlx::query_scalar(state).bind(id).fetch_optional(&mut *observer).await.unwrap();
                    if state.as_deref() == Some("LOCK WAIT") {
                        break;
                    }
                }
            };
            tokio::time::timeout(Duration::from_secs(30), waits).await.expect("the put waits for the lock");
            transaction.commit().await.unwrap();
            assert_eq!(put.await.unwrap(), Err(StoreError::NewerRow));
            let back = store.get(older.scope(), older.record_type(), older.record_key()).await.unwrap();
            assert_eq!(back.as_ref(), Some(&newer));
        });
    }
}

fn a_bulk_put_is_larger_than_a_packet(url: &str) {
    // Together 24 MB, and the server accepts 16 MiB.
    let text = format!("\"{}\"", "x".repeat(3_000_000));
    let payload = store_record::Payload::new(&"x".repeat(3_000_000)).unwrap();
    assert_eq!(payload.expose_json(), text);
    let many: Vec<Envelope> = (0..8)
        .map(|number| {
            let key = store_record::RecordKey::from_stored(format!("large#{number}"));
            let payload = payload.clone();
            let columns = |columns| EnvelopeColumns { record_key: key, payload, payload_sha256: None, ..columns };
            edited(&rows(1)[0], columns)
        })
        .collect();
    wait(async {
        let mut store = create(url, &ddl::mariadb(TABLE)).await;
        store.put_all(&many).await.unwrap();
        assert_eq!(store.page(&Selection::new()).await.unwrap(), many);
    });
}

fn a_wrong_table_is_rejected_at_the_start(url: &str) {
    wait(async {
        let mut connection = connect(url).await;
        execute(&mut connection, "CREATE TABLE other (id bigint)").await;
        execute(&mut connection, &ddl::mariadb("without_digest").to_string()).await;
        for (name, replaced, by) in [
            ("it's\\", "", ""),
            ("revisions", "`revision` bigint", "`revision` decimal(20)"),
            ("padded", "`record_key` varbinary(1537)", "`record_key` varchar(700)"),
            ("collated", "`payload` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "`payload` longtext"),
            ("keyed", "PRIMARY KEY (`scope`, `record_type`", "PRIMARY KEY (`record_type`, `scope`"),
            ("prefixed", "PRIMARY KEY (`scope`,", "PRIMARY KEY (`scope`(9),"),
        ] {
            let table = ddl::mariadb(name).digest().to_string();
            assert!(table.contains(replaced), "{table}");
            execute(&mut connection, &table.replace(replaced, by)).await;
        }
        for (name, problem) in [
            ("missing", TableProblem::NoTable),
            ("no`thing", TableProblem::NoTable),
            ("other", TableProblem::NoColumn("scope")),
            ("without_digest", TableProblem::NoColumn("payload_sha256")),
            ("revisions", TableProblem::ColumnType("revision")),
            ("padded", TableProblem::ColumnType("record_key")),
            ("collated", TableProblem::Collation("payload")),
            ("keyed", TableProblem::PrimaryKey),
            ("prefixed", TableProblem::PrimaryKey),
        ] {
            let mut store = MySqlStore::new(&mut *connection, Statements::from(&ddl::mariadb(name).digest()));
            assert_eq!(store.check().await, Err(StoreError::Table(problem)), "{name}");
        }
        let mut store = MySqlStore::new(&mut *connection, Statements::from(&ddl::mariadb("it's\\").digest()));
        assert_eq!(store.check().await, Ok(()));
    });
}

fn the_quick_start_prints_the_same_as_with_sqlite(url: &str) {
    let folder = tempfile::tempdir().unwrap();
    let history = concat!(env!("CARGO_MANIFEST_DIR"), "/data/history.txt");
    let run = |database: &str| {
        let mut out = Vec::new();
        let arguments = ["quickstart", "--history", history, "--database", database].map(Into::into);
        assert_eq!(quickstart::main_with(arguments, &mut out), ExitCode::SUCCESS);
        String::from_utf8(out).unwrap()
    };
    let file = folder.path().join("rows.sqlite").display().to_string();
    let place = url.rsplit('@').next().unwrap();
    let in_mariadb = run(url).replace(&format!("mysql://{place}"), &file);
    assert!(in_mariadb.contains("audit_event"));
    assert_eq!(in_mariadb, run(&file));
    assert!(run(url).contains("Nothing changed"));
}

fn an_unreachable_server_is_reported(url: &str) {
    let (server, _) = url.rsplit_once('/').unwrap();
    // No server listens on port 1, and the server doesn't have the database.
    for url in ["mysql://root@127.0.0.1:1/test", &format!("{server}/missing"), "mysql://:::"] {
        let error = store_record_examples::database::open(url.as_ref()).unwrap_err();
        assert_eq!(error.to_string(), format!("the database can't be used: {}", MySqlError::NoServer));
    }
}

fn a_broken_connection_is_reported(url: &str) {
    let row = rows(1).remove(0);
    wait(async {
        let mut store = create(url, &table()).await;
        store.put(&row).await.unwrap();
        let mut connection = store.into_inner();
        let id: u64 = sqlx::query_scalar("SELECT CONNECTION_ID()").fetch_one(&mut *connection).await.unwrap();
        let kill = AssertSqlSafe(format!("KILL {id}"));
        connect(url).await.execute(sqlx::raw_sql(kill)).await.unwrap();
        let pool = MySqlPoolOptions::new().max_connections(1).connect(url).await.unwrap();
        let error = MySqlStore::new(connection, Statements::from(&table())).put(&row).await.unwrap_err();
        assert!(matches!(error, StoreError::Database(MySqlError::Disconnected)), "{error:?}");
        MySqlStore::new(pool.acquire().await.unwrap(), Statements::from(&table())).put(&row).await.unwrap();
    });
}
