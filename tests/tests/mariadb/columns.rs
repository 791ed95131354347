//! The columns of a row, through sqlx.

use crate::sample::ordered;
use crate::table::{Table, wait};
use sqlx::FromRow as _;
use std::collections::BTreeMap;
use store_record::store::{MetadataField, RowKey, Selection};
use store_record::{
    Digest, Envelope, EnvelopeColumns, EnvelopeRef, Json, Metadata, Payload, RecordKey, Scope, StoreRecord,
};
use time::macros::datetime;

pub(crate) fn timestamps(url: &str) {
    let mut rows: BTreeMap<RowKey, Envelope> = BTreeMap::new();
    rows.extend(ordered(3_000).iter().map(|record| record.to_envelope().unwrap()).map(|row| (RowKey::from(&row), row)));
    let edges = [
        datetime!(0000-01-01 00:00:00 UTC),
        datetime!(0001-01-01 00:00:00.000_001 UTC),
        datetime!(1969-12-31 23:59:59.999_999 UTC),
        datetime!(9999-12-31 23:59:59.999_999 UTC),
    ];
    for (row, at) in rows.values_mut().zip(edges) {
        let columns = row.clone().into_columns();
        *row = Envelope::from_columns(EnvelopeColumns { created_at: Some(at), updated_at: Some(at), ..columns });
    }
    let rows: Vec<Envelope> = rows.into_values().collect();
    wait(async {
        let mut table = Table::create(url).await;
        table.put(&rows).await.unwrap();
        assert_eq!(table.rows(Selection::new()).await.unwrap(), rows);
    });
}

#[derive(StoreRecord)]
#[store_record(type = "note", scope = tenant, key = id, metadata(text))]
struct Note {
    tenant: String,
    id: u64,
    text: String,
    amount: f64,
}

fn note() -> Envelope {
    Note { tenant: "a#b".into(), id: 7, text: "\u{1}é\u{10ffff}\"\\".into(), amount: 1e21 }.to_envelope().unwrap()
}

/// A row with every column type, and a string that would show a change.
type Moved = (Scope, RecordKey, Metadata, Payload, Digest);

pub(crate) fn with_sqlx(url: &str) {
    let columns = note().into_columns();
    let row: Moved =
        (columns.scope, columns.record_key, columns.metadata, columns.payload, columns.payload_sha256.unwrap());
    wait(async {
        let mut table = Table::create(url).await;
        let insert = "INSERT INTO record VALUES (?, 'note', ?, 1, NULL, NULL, NULL, ?, ?, ?)";
        let insert = sqlx::query(insert).bind(&row.0).bind(&row.1).bind(&row.2).bind(&row.3).bind(row.4);
        insert.execute(&mut table.connection).await.unwrap();
        let select = "SELECT scope, record_key, metadata, payload, payload_sha256 FROM record";
        let found: Moved = sqlx::query_as(select).fetch_one(&mut table.connection).await.unwrap();
        assert!(found == row);
        // A result in text format, as a query without parameters returns it.
        let unprepared = sqlx::raw_sql(select).fetch_one(&mut table.connection).await.unwrap();
        assert!(Moved::from_row(&unprepared).unwrap() == row);
        let found: Envelope = sqlx::query_as("SELECT * FROM record").fetch_one(&mut table.connection).await.unwrap();
        assert_eq!(found, note());
        let unprepared = sqlx::raw_sql("SELECT * FROM record").fetch_one(&mut table.connection).await.unwrap();
        assert_eq!(EnvelopeRef::try_from(&unprepared).unwrap().to_envelope().unwrap(), note());
    });
}

pub(crate) fn of_another_type(url: &str) {
    wait(async {
        let mut table = Table::create(url).await;
        table.put(&[note()]).await.unwrap();
        const COLUMNS: [&str; 10] = [
            "scope",
            "record_type",
            "record_key",
            "schema_version",
            "revision",
            "created_at",
            "updated_at",
            "metadata",
            "payload",
            "payload_sha256",
        ];
        for (column, wrong) in [
            ("scope", "7"),
            ("record_type", "NULL"),
            ("record_key", "x'ff43414e415259'"),
            ("schema_version", "'CANARY'"),
            ("schema_version", "NULL"),
            ("schema_version", "2147483648"),
            ("revision", "'CANARY'"),
            ("revision", "7.5"),
            ("created_at", "TIMESTAMP'2020-01-01 00:00:00'"),
            ("updated_at", "9223372036854775807"),
            ("metadata", "x'ff43414e415259'"),
            ("payload", "NULL"),
            ("payload", "7"),
            ("payload_sha256", "'CANARY'"),
        ] {
            let selected = COLUMNS.map(|name| if name == column { format!("{wrong} AS {name}") } else { name.into() });
            let select = sqlx::AssertSqlSafe(format!("SELECT {} FROM record", selected.join(", ")));
            let row = sqlx::query(select).fetch_one(&mut table.connection).await.unwrap();
            let damaged = EnvelopeRef::try_from(&row).and_then(|row| row.to_envelope()).unwrap_err();
            assert_eq!(damaged.column, column, "{wrong}");
            assert!(!format!("{damaged} {damaged:?}").contains("CANARY"));
        }
    });
}

#[derive(StoreRecord)]
#[store_record(type = "nested", scope = global, key = id, metadata(json))]
struct Nested {
    id: u64,
    json: Json,
}

const JSON: MetadataField<Nested, Json> = MetadataField::new("json");

/// A condition that can't read a row's metadata doesn't skip the row without an error.
pub(crate) fn deep_metadata(url: &str) {
    let nested = |id: u64, depth: usize| Nested {
        id,
        json: Json::from_json(&format!("{}{}", "[".repeat(depth), "]".repeat(depth))).unwrap(),
    };
    let of_depth = |depth: usize| JSON.eq(&nested(0, depth).json).unwrap();
    wait(async {
        let mut table = Table::create(url).await;
        let rows = [1, 2, 30].map(|depth| nested(depth as u64, depth).to_envelope().unwrap());
        table.put(&rows).await.unwrap();
        for (row, depth) in rows.iter().zip([1, 2, 30]) {
            let found = table.rows(Selection::new().metadata(&of_depth(depth))).await.unwrap();
            assert_eq!(&found, std::slice::from_ref(row));
        }
        let deep = nested(100, 100).to_envelope().unwrap();
        table.put(std::slice::from_ref(&deep)).await.unwrap();
        let key = deep.record_key().clone();
        assert_eq!(table.rows(Selection::new().record_key(&key)).await.unwrap(), [deep]);
        assert_eq!(table.rows(Selection::new().metadata(&of_depth(1))).await, Err(1_690));
    });
}
