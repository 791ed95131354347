//! The generic table as `ddl` creates it.

use crate::sample::{Ordered, in_key_order};
use postgres::error::SqlState;
use postgres::types::ToSql;
use postgres::{Client, Row};
use store_record::{Digest, Envelope, EnvelopeColumns, OpenError, Payload, StoreRecord, ddl};
use store_record_tests::server::Database;

const TABLE: &str = "a \"quoted\" name";

pub(crate) fn rows(database: &mut Database) {
    through_table(&mut database.client, ddl::postgres(TABLE));
}

pub(crate) fn rows_in_partitions(database: &mut Database) {
    through_table(&mut database.client, ddl::postgres(TABLE).hash_partitions(3));
}

pub(crate) fn digests(database: &mut Database) {
    through_table(&mut database.client, ddl::postgres(TABLE).digest());
    let select = "SELECT sha256(convert_to(payload::text, 'UTF8')), payload FROM \"a \"\"quoted\"\" name\"";
    for row in database.client.query(select, &[]).unwrap() {
        let (computed, payload): (Digest, Payload) = (row.get(0), row.get(1));
        assert!(computed == Digest::new(&payload));
    }
    // Partitions and the digest together.
    let ddl = ddl::postgres("both").digest().hash_partitions(2);
    database.client.batch_execute(&ddl.to_string()).unwrap();
}

pub(crate) fn edited_row(database: &mut Database) {
    let client = &mut database.client;
    through_table(client, ddl::postgres(TABLE).digest());
    // The other columns don't change, so only the digest finds the change.
    let edit = "UPDATE \"a \"\"quoted\"\" name\" SET payload = payload || '{\"note\": \"edited\"}' RETURNING *";
    let error = client.execute(edit, &[]).unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::CHECK_VIOLATION));
    let drop =
        "ALTER TABLE \"a \"\"quoted\"\" name\" DROP CONSTRAINT \"a \"\"quoted\"\" name_check\", ADD CHECK (true)";
    client.batch_execute(drop).unwrap();
    for row in client.query(edit, &[]).unwrap() {
        let error = envelope(&row, row.get(9)).open::<Ordered>().unwrap_err();
        assert_eq!(error, OpenError::Mismatch { record_type: "ordered", column: "payload_sha256" });
    }
}

/// Creates a second schema, with a dot and a quote in its name, and returns the name.
fn other_schema(client: &mut Client) -> String {
    let schema: String = client.query_one("SELECT current_schema() || '.\"b\"'", &[]).unwrap().get(0);
    client.batch_execute(&format!("CREATE SCHEMA {}", quoted(&schema))).unwrap();
    schema
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

pub(crate) fn statements_run_twice(database: &mut Database) {
    let client = &mut database.client;
    let other = other_schema(client);
    for (in_other, split, has_digest) in (0..8_u8).map(|bits| (bits & 1 > 0, bits & 2 > 0, bits & 4 > 0)) {
        let (mut ddl, mut table) = (ddl::postgres(TABLE), quoted(TABLE));
        if in_other {
            (ddl, table) = (ddl.schema(other.as_str()), format!("{}.{table}", quoted(&other)));
        }
        ddl = if split { ddl.hash_partitions(2) } else { ddl };
        ddl = if has_digest { ddl.digest() } else { ddl };
        let statements = ddl.to_string();
        let (column, digest) = if has_digest { (", payload_sha256", ", sha256('7')") } else { ("", "") };
        let insert = format!(
            "INSERT INTO {table} (scope, record_type, record_key, schema_version, metadata, payload{column}) \
             VALUES ('', 't', 'k', 1, '{{}}', '7'{digest})"
        );
        for _ in 0..2 {
            client.batch_execute(&statements).unwrap();
            client.batch_execute(&insert).unwrap();
            client.batch_execute(&statements).unwrap();
            let count: i64 = client.query_one(&format!("SELECT count(*) FROM {table}"), &[]).unwrap().get(0);
            assert_eq!(count, 1, "{statements}");
            client.batch_execute(&format!("DROP TABLE {table}")).unwrap();
        }
    }
    client.batch_execute(&format!("DROP SCHEMA {} CASCADE", quoted(&other))).unwrap();
}

pub(crate) fn schema(database: &mut Database) {
    let client = &mut database.client;
    let schema = other_schema(client);
    client.batch_execute("SET search_path TO pg_catalog").unwrap();
    let ddl = ddl::postgres("app.record").schema(schema.as_str()).digest().hash_partitions(2);
    client.batch_execute(&ddl.to_string()).unwrap();
    let found = "SELECT relname::text FROM pg_class WHERE relnamespace = $1::text::regnamespace AND relkind IN ('r', 'p') \
                 UNION ALL SELECT proname::text FROM pg_proc WHERE pronamespace = $1::text::regnamespace ORDER BY 1";
    let found = client.query(found, &[&quoted(&schema)]).unwrap();
    let found: Vec<String> = found.iter().map(|row| row.get(0)).collect();
    assert_eq!(found, ["app.record", "app.record_0", "app.record_1", "app.record_sha256"]);
    client.batch_execute(&format!("DROP SCHEMA {} CASCADE", quoted(&schema))).unwrap();
}

pub(crate) fn long_name(database: &mut Database) {
    let client = &mut database.client;
    // Names of 63 bytes, the maximum, and longer. The suffix begins inside a character of two bytes.
    for table in ["a".repeat(63), "é".repeat(40), format!("{}é{}", "a".repeat(51), "b".repeat(20))] {
        let ddl = ddl::postgres(table.as_str()).digest().hash_partitions(12);
        for _ in 0..2 {
            client.batch_execute(&ddl.to_string()).unwrap();
        }
        let count = "SELECT (SELECT count(*) FROM pg_inherits WHERE inhparent = table_name), \
                     (SELECT count(*) FROM pg_index WHERE indrelid = table_name) \
                     FROM (SELECT $1::text::regclass) AS of (table_name)";
        let row = client.query_one(count, &[&quoted(&table)]).unwrap();
        let counts: (i64, i64) = (row.get(0), row.get(1));
        assert_eq!(counts, (12, 2), "{table}");
        client.batch_execute(&format!("DROP TABLE {}", quoted(&table))).unwrap();
    }
}

/// Writes records to a table and reads them back, as a store does.
fn through_table(client: &mut Client, ddl: ddl::Postgres) {
    let ddl = ddl.to_string();
    let has_digest = ddl.contains("payload_sha256");
    client.batch_execute(&ddl).unwrap();
    let records = in_key_order(400);
    for record in &records {
        insert(client, record, has_digest);
    }
    let rows = client.query("SELECT * FROM \"a \"\"quoted\"\" name\" ORDER BY record_key", &[]).unwrap();
    assert_eq!(rows.len(), records.len());
    for (row, record) in rows.iter().zip(&records) {
        let digest = if has_digest { row.get(9) } else { None };
        let envelope = envelope(row, digest);
        assert_eq!(&envelope.open::<Ordered>().unwrap(), record);
        let sealed = record.to_envelope().unwrap().into_columns();
        assert_eq!(envelope, Envelope::from_columns(EnvelopeColumns { payload_sha256: digest, ..sealed }));
    }
}

fn insert(client: &mut Client, record: &Ordered, has_digest: bool) {
    let row = record.to_envelope().unwrap().into_columns();
    let mut sent: Vec<&(dyn ToSql + Sync)> = vec![
        &row.scope,
        &row.record_type,
        &row.record_key,
        &row.schema_version,
        &row.revision,
        &row.created_at,
        &row.updated_at,
        &row.metadata,
        &row.payload,
    ];
    let mut places = "$1, $2, $3, $4, $5, $6, $7, $8, $9".to_owned();
    if has_digest {
        sent.push(&row.payload_sha256);
        places.push_str(", $10");
    }
    client.execute(&format!("INSERT INTO \"a \"\"quoted\"\" name\" VALUES ({places})"), &sent).unwrap();
}

fn envelope(row: &Row, payload_sha256: Option<Digest>) -> Envelope {
    Envelope::from_columns(EnvelopeColumns {
        scope: row.get(0),
        record_type: row.get::<_, String>(1).into(),
        record_key: row.get(2),
        schema_version: row.get(3),
        revision: row.get(4),
        created_at: row.get(5),
        updated_at: row.get(6),
        metadata: row.get(7),
        payload: row.get(8),
        payload_sha256,
    })
}
