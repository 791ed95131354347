//! Columns through SQLite's drivers, in the table that `ddl` creates.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use store_record::store::DamagedRow;
use store_record::{
    Digest, Envelope, EnvelopeColumns, EnvelopeRef, Metadata, Payload, RecordKey, Scope, StoreRecord, ddl,
};
use store_record_tests::generated::{Anything, anything};

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "note", scope = tenant, key = id, metadata(text))]
struct Note {
    tenant: String,
    id: String,
    text: String,
}

fn note() -> Note {
    // A column of NUMERIC affinity would convert these to numbers.
    Note { tenant: "1e3".into(), id: "007".into(), text: "\u{1}é\u{10ffff}\"\\".into() }
}

fn table() -> String {
    ddl::sqlite("record").digest().to_string()
}

const INSERT: &str = "INSERT INTO record (scope, record_type, record_key, schema_version, metadata, payload, payload_sha256) \
                      VALUES (?, ?, ?, ?, ?, ?, ?)";
const SELECT: &str =
    "SELECT scope, record_type, record_key, schema_version, metadata, payload, payload_sha256 FROM record";

type Moved = (Scope, String, RecordKey, i32, Metadata, Payload, Digest);

fn envelope((scope, record_type, record_key, schema_version, metadata, payload, digest): Moved) -> Envelope {
    Envelope::from_columns(EnvelopeColumns {
        scope,
        record_type: record_type.into(),
        record_key,
        schema_version,
        revision: None,
        created_at: None,
        updated_at: None,
        metadata,
        payload,
        payload_sha256: Some(digest),
    })
}

#[test]
fn ddl_statements_can_be_run_again() {
    for ddl in [ddl::sqlite("a.b \"c\""), ddl::sqlite("a.b \"c\"").digest()] {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for _ in 0..2 {
            connection.execute_batch(&ddl.to_string()).unwrap();
        }
        let names = "SELECT count(*) FROM sqlite_schema WHERE tbl_name = 'a.b \"c\"' AND sql IS NOT NULL";
        assert_eq!(connection.query_row(names, [], |row| row.get::<_, i64>(0)).unwrap(), 2);
    }
}

#[test]
fn rusqlite_reads_the_columns_that_it_wrote() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    connection.execute_batch(&table()).unwrap();
    let row = note().to_envelope().unwrap().into_columns();
    let sent = (
        &row.scope,
        &row.record_type,
        &row.record_key,
        row.schema_version,
        &row.metadata,
        &row.payload,
        row.payload_sha256,
    );
    connection.execute(INSERT, sent).unwrap();
    let found = connection.query_row(SELECT, [], |row| Moved::try_from(row)).unwrap();
    let found = envelope(found);
    assert_eq!(found, Envelope::from_columns(row));
    assert_eq!(found.open::<Note>().unwrap(), note());
}

#[test]
fn rusqlite_rejects_a_number_in_a_text_column() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    let number = |column| connection.query_row("SELECT 7, x'00'", [], |row| row.get::<_, RecordKey>(column));
    assert!(number(0).is_err() && number(1).is_err());
    let digest = connection.query_row("SELECT x'00'", [], |row| row.get::<_, Digest>(0)).map(drop);
    assert!(digest.unwrap_err().to_string().contains("a SHA-256 digest has 32 bytes"));
}

/// Columns of a row with one invalid value, and the name of its column.
const DAMAGED: [(&str, &str); 9] = [
    ("NULL, 'note', '1e3#007', 1, NULL, NULL, NULL, '{}', '{}', NULL", "scope"),
    ("'1e3', x'00', '1e3#007', 1, NULL, NULL, NULL, '{}', '{}', NULL", "record_type"),
    ("'1e3', 'note', '1e3#007', 4294967297, NULL, NULL, NULL, '{}', '{}', NULL", "schema_version"),
    ("'1e3', 'note', '1e3#007', 1, 1.5, NULL, NULL, '{}', '{}', NULL", "revision"),
    ("'1e3', 'note', '1e3#007', 1, NULL, 9223372036854775807, NULL, '{}', '{}', NULL", "created_at"),
    ("'1e3', 'note', '1e3#007', 1, NULL, NULL, 'text', '{}', '{}', NULL", "updated_at"),
    ("'1e3', 'note', '1e3#007', 1, NULL, NULL, NULL, 7, '{}', NULL", "metadata"),
    ("'1e3', 'note', '1e3#007', 1, NULL, NULL, NULL, '{}', x'7b7d', NULL", "payload"),
    ("'1e3', 'note', '1e3#007', 1, NULL, NULL, NULL, '{}', '{}', x'00'", "payload_sha256"),
];

fn assert_damaged(row: Result<EnvelopeRef<'_>, DamagedRow>, column: &str) {
    let damaged = row.unwrap_err();
    assert_eq!((damaged.column, damaged.key.record_key.as_str()), (column, "1e3#007"));
    assert!(!format!("{damaged} {damaged:?}").contains("1e3"));
}

#[test]
fn a_row_of_rusqlite_with_an_invalid_column_is_rejected() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    for (columns, column) in DAMAGED {
        let mut statement = connection.prepare(&format!("SELECT {columns}")).unwrap();
        let mut rows = statement.query([]).unwrap();
        assert_damaged(EnvelopeRef::try_from(rows.next().unwrap().unwrap()), column);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn generated_payloads_are_returned_unchanged(value in anything()) {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let payload = Payload::new(&value).unwrap();
        let found: Payload = connection.query_row("SELECT ?", [&payload], |row| row.get(0)).unwrap();
        prop_assert_eq!(found.decode::<Anything>().unwrap(), value);
        prop_assert_eq!(found, payload);
    }
}

#[cfg(feature = "drivers")]
#[tokio::test]
async fn sqlx_reads_the_columns_that_it_wrote() {
    use sqlx::Connection as _;

    let mut connection = sqlx::SqliteConnection::connect("sqlite::memory:").await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(table())).execute(&mut connection).await.unwrap();
    let row = note().to_envelope().unwrap().into_columns();
    sqlx::query(INSERT)
        .bind(&row.scope)
        .bind(&row.record_type)
        .bind(&row.record_key)
        .bind(row.schema_version)
        .bind(&row.metadata)
        .bind(&row.payload)
        .bind(row.payload_sha256)
        .execute(&mut connection)
        .await
        .unwrap();
    let found: Moved = sqlx::query_as(SELECT).fetch_one(&mut connection).await.unwrap();
    let found = envelope(found);
    assert_eq!(found, Envelope::from_columns(row));
    assert_eq!(found.open::<Note>().unwrap(), note());
    let row = sqlx::query("SELECT * FROM record").fetch_one(&mut connection).await.unwrap();
    assert_eq!(EnvelopeRef::try_from(&row).unwrap(), found.as_ref());
    assert_eq!(<Envelope as sqlx::FromRow<'_, _>>::from_row(&row).unwrap(), found);
    for (columns, column) in DAMAGED {
        let text = sqlx::AssertSqlSafe(format!("SELECT {columns}"));
        let row = sqlx::query(text).fetch_one(&mut connection).await.unwrap();
        assert_damaged(EnvelopeRef::try_from(&row), column);
    }
}
