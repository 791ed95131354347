//! Rows in the memory of a driver: they open as equal records without a copy, and a column with an invalid value is an error.

use allocation_counter::measure;
use std::hint::black_box;
use store_record::statements::{DriverRow, Statement, Statements};
use store_record::store::{DamagedRow, Query, Selection, Store as _};
use store_record::{EnvelopeRef, StoreRecord, ddl};
use store_record_tests::server::Database;
use time::OffsetDateTime;

use crate::store::PostgresStore;

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "note", scope = tenant, key = id, created_at = at, revision = revision, metadata(text)
)]
struct Note {
    tenant: String,
    id: u64,
    text: String,
    at: OffsetDateTime,
    revision: u32,
}

/// The heap objects of a note.
const OWNED: u64 = 2;

fn note() -> Note {
    Note { tenant: "acme".into(), id: 7, text: "Zoë \u{1}".into(), at: OffsetDateTime::UNIX_EPOCH, revision: 3 }
}

/// Creates the table with one row.
fn statements(database: &mut Database) -> Statements {
    let table = ddl::postgres("record").digest();
    database.client.batch_execute(&table.to_string()).unwrap();
    let statements = Statements::from(&table);
    let mut store = PostgresStore { client: &mut database.client, statements: statements.clone() };
    store.put(&note().to_envelope().unwrap()).unwrap();
    statements
}

fn assert_opens<R: DriverRow>(statement: &Statement<'_>, row: &R) {
    let open = || statement.read(row).unwrap().open::<Note>().unwrap();
    assert_eq!(open(), note());
    assert_eq!(measure(|| drop(black_box(open()))).count_total, OWNED);
}

/// Columns of a row with one invalid value, and the name of its column. The literals have the columns' types.
const DAMAGED: [(&str, &str); 9] = [
    ("NULL::text, 'note', 'acme#a7', 1, NULL::bigint, NULL::timestamptz, NULL::timestamptz", "scope"),
    ("'acme'::bytea, 'note', 'acme#a7', 1, NULL::bigint, NULL::timestamptz, NULL::timestamptz", "scope"),
    ("'acme', 7, 'acme#a7', 1, NULL::bigint, NULL::timestamptz, NULL::timestamptz", "record_type"),
    ("'acme', 'note', 'acme#a7', 1, 7, NULL::timestamptz, NULL::timestamptz", "revision"),
    ("'acme', 'note', 'acme#a7', 1::bigint, NULL::bigint, NULL::timestamptz, NULL::timestamptz", "schema_version"),
    ("'acme', 'note', 'acme#a7', 1, now(), NULL::timestamptz, NULL::timestamptz", "revision"),
    ("'acme', 'note', 'acme#a7', 1, NULL::bigint, 'infinity'::timestamptz, NULL::timestamptz", "created_at"),
    ("'acme', 'note', 'acme#a7', 1, NULL::bigint, NULL::timestamptz, '20000-01-01'::timestamptz", "updated_at"),
    ("'acme', 'note', 'acme#a7', 1, NULL::bigint, NULL::timestamptz, now()::timestamp", "updated_at"),
];

fn damaged() -> impl Iterator<Item = (String, &'static str)> {
    let of_columns =
        DAMAGED.map(|(columns, name)| (format!("{columns}, '{{}}'::jsonb, '{{}}'::jsonb, NULL::bytea"), name));
    let head = "'acme', 'note', 'acme#a7', 1, NULL::bigint, NULL::timestamptz, NULL::timestamptz";
    let of_json = [
        (format!("{head}, 7, '{{}}'::jsonb, NULL::bytea"), "metadata"),
        (format!("{head}, '{{}}'::jsonb, NULL::jsonb, NULL::bytea"), "payload"),
        (format!("{head}, '{{}}'::jsonb, '{{}}'::jsonb, '\\x00'::bytea"), "payload_sha256"),
        (format!("{head}, '{{}}'::jsonb, '{{}}'::jsonb, 'text'"), "payload_sha256"),
        (format!("{head}, '{{}}'::jsonb, '{{}}'::jsonb"), "payload_sha256"),
    ];
    of_columns.into_iter().chain(of_json).map(|(columns, name)| (format!("SELECT {columns}"), name))
}

fn assert_damaged(row: Result<EnvelopeRef<'_>, DamagedRow>, column: &str, text: &str) {
    let damaged = row.unwrap_err();
    assert_eq!(damaged.column, column, "{text}");
    assert_eq!(damaged.key.record_key.as_str(), "acme#a7", "the key is read");
    assert!(!format!("{damaged} {damaged:?}").contains("acme"));
}

pub(crate) fn in_tokio_postgres(database: &mut Database) {
    let statements = statements(database);
    let scope = Note::scope_for("acme").unwrap();
    let of_scope = Selection::new().scope(&scope);
    for selection in [Selection::new(), of_scope, of_scope.record_type("note"), Selection::new().record_type("note")] {
        let statement = statements.query(&Query::Rows(selection));
        let row = database.client.query_one(statement.text(), &statement.to_postgres()).unwrap();
        assert_opens(&statement, &row);
    }
    for (text, column) in damaged() {
        let row = database.client.query_one(&text, &[]).unwrap();
        assert_damaged(EnvelopeRef::try_from(&row), column, &text);
    }
}

#[cfg(feature = "drivers")]
pub(crate) fn in_sqlx(database: &mut Database) {
    use sqlx::postgres::PgRow;
    use sqlx::{AssertSqlSafe, Connection as _, FromRow as _};

    let statements = statements(database);
    let scope = Note::scope_for("acme").unwrap();
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let mut connection = sqlx::PgConnection::connect(&database.url).await.unwrap();
        for selection in [Selection::new(), Selection::new().scope(&scope).record_type("note")] {
            let statement = statements.query(&Query::Rows(selection));
            let text = AssertSqlSafe(statement.text().to_owned());
            let query = sqlx::query_with(text, statement.to_pg_arguments().unwrap());
            let row: PgRow = query.fetch_one(&mut connection).await.unwrap();
            assert_opens(&statement, &row);
        }
        // A result in text format, as a query that isn't prepared returns it.
        let row = sqlx::raw_sql("SELECT * FROM record").fetch_one(&mut connection).await.unwrap();
        let read = EnvelopeRef::try_from(&row).unwrap();
        assert_eq!(read.to_envelope().unwrap(), note().to_envelope().unwrap());
        assert_eq!(store_record::Envelope::from_row(&row).unwrap().as_ref(), read);
        for (text, column) in damaged() {
            let row = sqlx::query(AssertSqlSafe(text.clone())).fetch_one(&mut connection).await.unwrap();
            assert_damaged(EnvelopeRef::try_from(&row), column, &text);
            let row = sqlx::raw_sql(AssertSqlSafe(text.clone())).fetch_one(&mut connection).await.unwrap();
            assert_damaged(EnvelopeRef::try_from(&row), column, &text);
        }
        // sqlx reads a text with the offset of the session as an instant in UTC.
        for zone in ["Asia/Kathmandu", "America/Sao_Paulo", "UTC"] {
            sqlx::raw_sql(AssertSqlSafe(format!("SET TIME ZONE '{zone}'"))).execute(&mut connection).await.unwrap();
            let row = sqlx::raw_sql("SELECT * FROM record").fetch_one(&mut connection).await.unwrap();
            assert_eq!(EnvelopeRef::try_from(&row).unwrap().open::<Note>().unwrap(), note(), "{zone}");
        }
    });
}
