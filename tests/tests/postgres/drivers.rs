//! Columns through each driver that has an integration, compared with the same row.

use store_record::{Digest, Metadata, Payload, RecordKey, Scope, StoreRecord};
use store_record_tests::server::Database;

/// A row with every column type, and a string that would show a change.
type Moved = (Scope, RecordKey, Metadata, Payload, Digest);

#[derive(StoreRecord)]
#[store_record(type = "note", scope = tenant, key = id, metadata(text))]
struct Note {
    tenant: String,
    id: u64,
    text: String,
    amount: f64,
}

fn row() -> Moved {
    let note = Note { tenant: "a#b".into(), id: 7, text: "\u{1}é\u{10ffff}\"\\".into(), amount: 1e21 };
    let row = note.to_envelope().unwrap().into_columns();
    (row.scope, row.record_key, row.metadata, row.payload, row.payload_sha256.unwrap())
}

#[cfg(feature = "drivers")]
const TABLE: &str = "CREATE TABLE moved (scope text, record_key text, metadata json, payload jsonb, digest bytea)";

#[cfg(feature = "drivers")]
fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

#[cfg(feature = "drivers")]
pub(crate) fn sqlx(database: &mut Database) {
    use sqlx::Connection as _;

    database.client.batch_execute(TABLE).unwrap();
    wait(async {
        let mut connection = sqlx::PgConnection::connect(&database.url).await.unwrap();
        let row = row();
        sqlx::query("INSERT INTO moved VALUES ($1, $2, $3::jsonb::json, $4, $5)")
            .bind(&row.0)
            .bind(&row.1)
            .bind(&row.2)
            .bind(&row.3)
            .bind(row.4)
            .execute(&mut connection)
            .await
            .unwrap();
        let found: Moved = sqlx::query_as("SELECT * FROM moved").fetch_one(&mut connection).await.unwrap();
        assert!(found == row);
        // A result in text format, as a query without parameters returns it.
        let unprepared = sqlx::raw_sql("SELECT * FROM moved").fetch_one(&mut connection).await.unwrap();
        assert!(<Moved as sqlx::FromRow<'_, _>>::from_row(&unprepared).unwrap() == row);
        let arrays = "SELECT * FROM unnest($1::text[], $2::text[], $3::jsonb[], $4::jsonb[], $5::bytea[])";
        let found: Vec<Moved> = sqlx::query_as(arrays)
            .bind(vec![&row.0, &row.0])
            .bind(vec![&row.1, &row.1])
            .bind(vec![&row.2, &row.2])
            .bind(vec![&row.3, &row.3])
            .bind(vec![row.4, row.4])
            .fetch_all(&mut connection)
            .await
            .unwrap();
        assert!(found == [row.clone(), row]);
    });
}

#[cfg(feature = "drivers")]
pub(crate) fn diesel(database: &mut Database) {
    use diesel::{ExpressionMethods as _, QueryDsl as _};
    use diesel_async::{AsyncConnection as _, AsyncPgConnection, RunQueryDsl as _};

    diesel::table! {
        moved (record_key) {
            scope -> Text,
            record_key -> Text,
            metadata -> Json,
            payload -> Jsonb,
            digest -> Binary,
        }
    }

    database.client.batch_execute(TABLE).unwrap();
    wait(async {
        let mut connection = AsyncPgConnection::establish(&database.url).await.unwrap();
        let row = row();
        let values = (
            moved::scope.eq(&row.0),
            moved::record_key.eq(&row.1),
            moved::metadata.eq(&row.2),
            moved::payload.eq(&row.3),
            moved::digest.eq(row.4),
        );
        diesel::insert_into(moved::table).values(values).execute(&mut connection).await.unwrap();
        let query = moved::table.filter(moved::record_key.eq(&row.1));
        let found: Vec<Moved> = query.load(&mut connection).await.unwrap();
        assert!(found == [row]);
    });
}

pub(crate) fn wrong_type(database: &mut Database) {
    let row = database.client.query_one("SELECT 7, 'x'::bytea", &[]).unwrap();
    assert!(row.try_get::<_, RecordKey>(0).is_err() && row.try_get::<_, Payload>(0).is_err());
    let error = row.try_get::<_, Digest>(1).unwrap_err();
    assert!(std::error::Error::source(&error).unwrap().to_string().contains("a SHA-256 digest has 32 bytes"));
    let sent = database.client.query_one("SELECT $1::bigint", &[&row_payload()]);
    assert!(sent.unwrap_err().to_string().starts_with("error serializing parameter 0"));
}

fn row_payload() -> Payload {
    row().3
}
