//! Envelopes through diesel's query builder.

use diesel::{ExpressionMethods as _, QueryDsl as _};
use diesel_async::{AsyncConnection as _, AsyncPgConnection, RunQueryDsl as _};
use store_record::{Envelope, EnvelopeColumns, StoreRecord, ddl};
use store_record_tests::server::Database;
use time::OffsetDateTime;
use time::macros::datetime;

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "note", scope = tenant, key = id, revision = revision, created_at = at, metadata(text))]
struct Note {
    tenant: String,
    id: u64,
    text: String,
    revision: Option<i64>,
    at: OffsetDateTime,
}

fn row(id: u64, revision: Option<i64>) -> Envelope {
    let at = datetime!(2026-06-16 12:30:00.000_001 UTC);
    Note { tenant: "a#b".into(), id, text: "\u{1}é\u{10ffff}\"\\".into(), revision, at }.to_envelope().unwrap()
}

/// As `diesel print-schema` prints the table of `ddl`.
macro_rules! table_of_rows {
    ($module:ident $(, payload_sha256 -> $digest:ty)?) => {
        mod $module {
            diesel::table! {
                record (scope, record_type, record_key) {
                    scope -> Text,
                    record_type -> Text,
                    record_key -> Text,
                    schema_version -> Int4,
                    revision -> Nullable<Int8>,
                    created_at -> Nullable<Timestamptz>,
                    updated_at -> Nullable<Timestamptz>,
                    metadata -> Jsonb,
                    payload -> Jsonb,
                    $(payload_sha256 -> $digest,)?
                }
            }
        }
    };
}

table_of_rows!(with_digest, payload_sha256 -> Bytea);
table_of_rows!(with_nullable_digest, payload_sha256 -> Nullable<Bytea>);
table_of_rows!(without_digest);

fn without(row: Envelope) -> Envelope {
    Envelope::from_columns(EnvelopeColumns { payload_sha256: None, ..row.into_columns() })
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Inserts rows in each way of diesel, and reads them with a plain query of the table.
macro_rules! assert_moves {
    ($database:ident, $module:ident, $rows:expr) => {
        wait(async {
            use $module::record::dsl::*;
            let [one, two, three]: [Envelope; 3] = $rows;
            let mut connection = AsyncPgConnection::establish(&$database.url).await.unwrap();
            let connection = &mut connection;
            for row in [&one, &two, &three] {
                diesel::insert_into(record).values(row).execute(connection).await.unwrap();
            }
            let again = diesel::insert_into(record).values(&one).on_conflict_do_nothing();
            assert_eq!(again.execute(connection).await.unwrap(), 0);
            let found: Vec<Envelope> = record.order(record_key.asc()).load(connection).await.unwrap();
            assert!(found == [one.clone(), two, three]);
            let found: Envelope = record.filter(record_key.eq(one.record_key())).first(connection).await.unwrap();
            assert!(found.open::<Note>().is_ok() && found == one);
        });
    };
}

pub(crate) fn with_digest(database: &mut Database) {
    database.client.batch_execute(&ddl::postgres("record").digest().to_string()).unwrap();
    assert_moves!(database, with_digest, [row(1, None), row(2, Some(2)), row(3, None)]);
    // A row whose digest is missing doesn't get into a table that needs one.
    let inserted = wait(async {
        use with_digest::record::dsl::*;
        let mut connection = AsyncPgConnection::establish(&database.url).await.unwrap();
        let row = without(row(4, None));
        diesel::insert_into(record).values(&row).execute(&mut connection).await
    });
    assert!(inserted.is_err());
}

pub(crate) fn without_digest(database: &mut Database) {
    database.client.batch_execute(&ddl::postgres("record").to_string()).unwrap();
    assert_moves!(database, without_digest, [row(1, None), row(2, Some(2)), row(3, None)].map(without));
}

pub(crate) fn with_nullable_digest(database: &mut Database) {
    let table = ddl::postgres("record").digest();
    let changed = format!("{table} ALTER TABLE record ALTER COLUMN payload_sha256 DROP NOT NULL");
    database.client.batch_execute(&changed).unwrap();
    assert_moves!(database, with_nullable_digest, [row(1, None), without(row(2, Some(2))), row(3, None)]);
}
