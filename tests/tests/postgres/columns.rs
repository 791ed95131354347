//! Keys and timestamps as columns.

use crate::sample::ordered;
use store_record::StoreRecord;
use store_record_tests::server::Database;
use time::{OffsetDateTime, UtcOffset};

pub(crate) fn key_order(database: &mut Database) {
    let mut keys: Vec<String> =
        ordered(5_000).iter().map(|record| record.record_key().unwrap().into_string()).collect();
    let sorted = "SELECT key FROM unnest($1::text[]) AS sent (key) ORDER BY key COLLATE \"C\"";
    let rows = database.client.query(sorted, &[&keys]).unwrap();
    keys.sort();
    let found: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(found, keys);
}

pub(crate) fn timestamps(database: &mut Database) {
    let sent: Vec<OffsetDateTime> =
        ordered(5_000).iter().map(|record| record.to_envelope().unwrap().created_at().unwrap()).collect();
    let rows = database.client.query("SELECT at FROM unnest($1::timestamptz[]) AS sent (at)", &[&sent]).unwrap();
    let found: Vec<OffsetDateTime> = rows.iter().map(|row| row.get::<_, OffsetDateTime>(0)).collect();
    let found: Vec<OffsetDateTime> = found.into_iter().map(|at| at.to_offset(UtcOffset::UTC)).collect();
    assert_eq!(found, sent);
}
