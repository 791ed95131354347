//! Parameters and rows through SQLite's drivers: each parameter comes back as it was bound, and a damaged row is an error
//! without stored data.

#![allow(clippy::unwrap_used)]

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use store_record::statements::{Parameter, Statements};
use store_record::store::{Change, DamagedRow, Query, Selection};
use store_record::{Envelope, EnvelopeRef, Metadata, Payload, StoreRecord, ddl};
use time::OffsetDateTime;
use time::macros::datetime;

const CANARY: &str = "c4n4ry";

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(
    type = "note", scope = tenant, key = id, revision = revision, created_at = at, updated_at = changed, metadata(text),
)]
struct Note {
    tenant: String,
    id: String,
    text: String,
    revision: Option<i64>,
    at: OffsetDateTime,
    changed: Option<OffsetDateTime>,
}

fn note(id: &str) -> Note {
    let at = datetime!(1969-12-31 23:59:59.999_999 UTC);
    Note { tenant: "1e3".into(), id: id.into(), text: CANARY.into(), revision: Some(i64::MIN), at, changed: None }
}

fn statements() -> (String, Statements) {
    let table = ddl::sqlite("record").digest();
    (table.to_string(), Statements::from(&table))
}

/// Each damage of a row, and the column that the error names. The checks of the table are off.
const DAMAGES: [(&str, &str); 19] = [
    ("scope = NULL", "scope"),
    ("record_type = NULL", "record_type"),
    ("record_key = NULL", "record_key"),
    ("schema_version = NULL", "schema_version"),
    ("metadata = NULL", "metadata"),
    ("scope = x'c3'", "scope"),
    ("record_type = 7", "record_type"),
    ("record_key = 7", "record_key"),
    ("record_key = CAST(x'c328' AS TEXT)", "record_key"),
    ("schema_version = 'c4n4ry'", "schema_version"),
    ("schema_version = 4294967297", "schema_version"),
    ("revision = 'c4n4ry'", "revision"),
    ("created_at = 9223372036854775807", "created_at"),
    ("updated_at = -9223372036854775808", "updated_at"),
    ("updated_at = 'c4n4ry'", "updated_at"),
    ("metadata = x'00'", "metadata"),
    ("payload = NULL", "payload"),
    ("payload_sha256 = x'63346e347279'", "payload_sha256"),
    ("payload_sha256 = 'c4n4ry'", "payload_sha256"),
];

/// A table of the same columns that accepts every value.
const LENIENT: &str = "CREATE TABLE record (scope, record_type, record_key, schema_version, revision, created_at, updated_at, \
                       metadata, payload, payload_sha256, PRIMARY KEY (scope, record_type, record_key))";

#[track_caller]
fn assert_damaged(found: Result<Envelope, DamagedRow>, damage: &str, column: &str) {
    let Err(damaged) = found else { panic!("{damage}") };
    assert_eq!(damaged.column, column, "{damage}");
    let shown = format!("{damaged} {damaged:?} {:?}", damaged.key);
    assert!(!shown.contains(CANARY) && !shown.contains("1e3"), "{shown}");
}

#[test]
fn rusqlite_binds_each_parameter_as_its_column() {
    let connection = Connection::open_in_memory().unwrap();
    let bound =
        |parameter: &Parameter<'_>| connection.query_row("SELECT ?1", [parameter], |row| row.get::<_, Value>(0));
    let (metadata, payload) = (Metadata::from_stored(r#"{"a": 1}"#), Payload::from_stored("7"));
    let at = datetime!(1969-12-31 23:59:59.999_999 UTC);
    for (parameter, value) in [
        (Parameter::Text("007"), Value::Text("007".into())),
        (Parameter::Integer(i32::MIN), Value::Integer(i32::MIN.into())),
        (Parameter::BigInteger(Some(i64::MAX)), Value::Integer(i64::MAX)),
        (Parameter::BigInteger(None), Value::Null),
        (Parameter::Instant(Some(at)), Value::Integer(-1)),
        (
            Parameter::Instant(Some(datetime!(9999-12-31 23:59:59.999_999_999 UTC))),
            Value::Integer(253_402_300_799_999_999),
        ),
        (Parameter::Instant(None), Value::Null),
        (Parameter::Metadata(&metadata), Value::Text(r#"{"a": 1}"#.into())),
        (Parameter::Payload(&payload), Value::Text("7".into())),
        (Parameter::Bytes(Some(&[0, 255])), Value::Blob(vec![0, 255])),
        (Parameter::Bytes(None), Value::Null),
    ] {
        assert_eq!(bound(&parameter).unwrap(), value, "{parameter:?}");
    }
    for array in [
        Parameter::Texts(vec![CANARY]),
        Parameter::Integers(vec![1]),
        Parameter::BigIntegers(vec![None]),
        Parameter::Instants(vec![None]),
        Parameter::Metadatas(vec![&metadata]),
        Parameter::Payloads(vec![&payload]),
        Parameter::BytesArray(vec![None]),
    ] {
        let error = bound(&array).unwrap_err();
        assert_eq!(error.to_string(), "SQLite has no arrays", "{array:?}");
    }
}

#[test]
fn rusqlite_reads_the_row_that_it_wrote_and_rejects_damaged_ones() {
    let (table, statements) = statements();
    let rows = [note("007").to_envelope().unwrap()];
    let plan = statements.change(&Change::Put { rows: &rows, can_downgrade: false });
    let put = plan.single().unwrap();
    let query = statements.query(&Query::Rows(Selection::new()));
    let read = |connection: &Connection| {
        connection
            .query_row(query.text(), [], |row| Ok(EnvelopeRef::try_from(row).and_then(|row| row.to_envelope())))
            .unwrap()
    };
    for (table, damage) in
        std::iter::once((table.as_str(), None)).chain(DAMAGES.iter().map(|damage| (LENIENT, Some(damage))))
    {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(table).unwrap();
        connection.execute(put.text(), params_from_iter(put.parameters())).unwrap();
        match damage {
            None => {
                let found = read(&connection).unwrap();
                assert_eq!(found, rows[0]);
                assert_eq!(found.open::<Note>().unwrap(), note("007"));
            }
            Some((damage, column)) => {
                connection.execute(&format!("UPDATE record SET {damage}"), []).unwrap();
                assert_damaged(read(&connection), damage, column);
            }
        }
    }
}

#[cfg(feature = "drivers")]
#[tokio::test]
async fn sqlx_reads_the_row_that_it_wrote_and_rejects_damaged_ones() {
    use sqlx::{AssertSqlSafe, Connection as _, FromRow as _};

    let (table, statements) = statements();
    let rows = [note("007").to_envelope().unwrap()];
    let plan = statements.change(&Change::Put { rows: &rows, can_downgrade: false });
    let put = plan.single().unwrap();
    let query = statements.query(&Query::Rows(Selection::new()));
    for (table, damage) in
        std::iter::once((table.as_str(), None)).chain(DAMAGES.iter().map(|damage| (LENIENT, Some(damage))))
    {
        let mut connection = sqlx::SqliteConnection::connect("sqlite::memory:").await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(table.to_owned())).execute(&mut connection).await.unwrap();
        let arguments = put.to_sqlite_arguments().unwrap();
        sqlx::query_with(AssertSqlSafe(put.text().to_owned()), arguments).execute(&mut connection).await.unwrap();
        if let Some((damage, _)) = damage {
            let text = format!("UPDATE record SET {damage}");
            sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut connection).await.unwrap();
        }
        let row = sqlx::query(AssertSqlSafe(query.text().to_owned())).fetch_one(&mut connection).await.unwrap();
        match damage {
            None => assert_eq!(Envelope::from_row(&row).unwrap().open::<Note>().unwrap(), note("007")),
            Some((damage, column)) => {
                assert_damaged(EnvelopeRef::try_from(&row).and_then(|row| row.to_envelope()), damage, column);
                let error = Envelope::from_row(&row).unwrap_err();
                assert!(!format!("{error} {error:?}").contains(CANARY));
            }
        }
    }
}

#[cfg(feature = "drivers")]
#[tokio::test]
async fn sqlx_binds_each_parameter_as_its_column() {
    use sqlx::{AssertSqlSafe, Connection as _, Row as _};

    let (_, statements) = statements();
    let rows =
        [Note { changed: Some(datetime!(9999-12-31 23:59:59.999_999 UTC)), ..note("007") }.to_envelope().unwrap()];
    let plan = statements.change(&Change::Put { rows: &rows, can_downgrade: false });
    let put = plan.single().unwrap();
    // One row has every kind of parameter, in the order of its columns.
    let selected = "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10";
    let mut connection = sqlx::SqliteConnection::connect("sqlite::memory:").await.unwrap();
    let arguments = put.to_sqlite_arguments().unwrap();
    let row = sqlx::query_with(AssertSqlSafe(selected.to_owned()), arguments).fetch_one(&mut connection).await.unwrap();
    let text = |index: usize| row.get::<String, _>(index);
    assert_eq!([text(0), text(1), text(2)], ["1e3", "note", rows[0].record_key().as_str()]);
    assert_eq!((row.get::<i32, _>(3), row.get::<Option<i64>, _>(4)), (1, Some(i64::MIN)));
    assert_eq!((row.get::<i64, _>(5), row.get::<i64, _>(6)), (-1, 253_402_300_799_999_999));
    assert_eq!([text(7), text(8)], [rows[0].metadata().expose_json(), rows[0].payload().expose_json()]);
    assert_eq!(row.get::<Vec<u8>, _>(9), rows[0].payload_sha256().unwrap().as_bytes());
    let two = [note("1").to_envelope().unwrap(), note("2").to_envelope().unwrap()];
    let arrays = Statements::from(&ddl::postgres("record").digest());
    let plan = arrays.change(&Change::Put { rows: &two, can_downgrade: false });
    assert_eq!(plan.statements()[0].to_sqlite_arguments().unwrap_err().to_string(), "SQLite has no arrays");
}
