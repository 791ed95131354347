//! Rows as lines: PostgreSQL's output is read, and the written lines are equal to it.

use crate::sample::{Ordered, in_key_order};
use postgres::Client;
use std::io::{Read as _, Write as _};
use store_record::{Envelope, StoreRecord, ddl, ndjson};
use store_record_tests::server::Database;

/// No line contains these characters unescaped, so `COPY` neither quotes nor splits it. Its text format would double backslashes.
const RAW: &str = "WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')";

pub(crate) fn both_ways(database: &mut Database) {
    let client = &mut database.client;
    client.batch_execute(&ddl::postgres("kept").digest().to_string()).unwrap();
    let records = in_key_order(400);
    let mut writer = ndjson::Writer::new(Vec::new());
    records.iter().for_each(|record| writer.write_record(record).unwrap());
    let written = writer.into_inner();

    // Import: a column of lines. Each becomes a row of the table.
    client.batch_execute("CREATE TEMPORARY TABLE staged (line jsonb)").unwrap();
    let mut staged = client.copy_in(&format!("COPY staged FROM STDIN {RAW}")).unwrap();
    staged.write_all(&written).unwrap();
    staged.finish().unwrap();
    let insert = "INSERT INTO kept SELECT row.* FROM staged, jsonb_populate_record(NULL::kept, staged.line) AS row";
    assert_eq!(client.execute(insert, &[]).unwrap(), records.len() as u64);

    // Export in UTC: the same bytes.
    client.batch_execute("SET TIME ZONE 'UTC'").unwrap();
    assert!(copied(client, "to_jsonb(kept)") == written);
    // Export in other forms: the same rows.
    for zone in ["UTC", "Europe/Amsterdam", "America/St_Johns", "Asia/Kathmandu"] {
        client.batch_execute(&format!("SET TIME ZONE '{zone}'")).unwrap();
        for expression in ["row_to_json(kept)", "to_json(kept)", "to_jsonb(kept)"] {
            let lines = copied(client, expression);
            let rows: Vec<Envelope> = ndjson::Reader::new(lines.as_slice()).map(Result::unwrap).collect();
            assert_eq!(rows.len(), records.len());
            for (row, record) in rows.iter().zip(&records) {
                assert!(*row == record.to_envelope().unwrap(), "{zone}, {expression}");
                assert_eq!(row.open::<Ordered>().unwrap(), *record);
            }
        }
    }
}

fn copied(client: &mut Client, expression: &str) -> Vec<u8> {
    let select = format!("COPY (SELECT {expression} FROM kept ORDER BY record_key) TO STDOUT {RAW}");
    let mut lines = Vec::new();
    client.copy_out(&select).unwrap().read_to_end(&mut lines).unwrap();
    lines
}
