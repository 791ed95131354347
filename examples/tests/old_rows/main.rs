//! The current program opens rows of earlier releases, byte for byte.
//!
//! `rows.json` is a history: each release adds a row, and no row is ever changed.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::collections::BTreeSet;
use store_record::store::Store as _;
use store_record::{Digest, Envelope, EnvelopeColumns, Metadata, OpenError, Payload, RecordKey, RecordManifest, Scope};
use store_record_examples::directory::DirectoryRecord;
use store_record_examples::sqlite::SqliteStore;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

fn rows() -> Vec<Value> {
    serde_json::from_str(include_str!("rows.json")).unwrap()
}

fn envelope(row: &Value) -> Envelope {
    let text = |name: &str| row[name].as_str().unwrap().to_owned();
    let instant = |name: &str| row[name].as_str().map(|text| OffsetDateTime::parse(text, &Rfc3339).unwrap());
    let payload = Payload::from_stored(text("payload"));
    Envelope::from_columns(EnvelopeColumns {
        scope: Scope::from_stored(text("scope")),
        record_type: text("record_type").into(),
        record_key: RecordKey::from_stored(text("record_key")),
        schema_version: i32::try_from(row["schema_version"].as_i64().unwrap()).unwrap(),
        revision: row["revision"].as_i64(),
        created_at: instant("created_at"),
        updated_at: instant("updated_at"),
        metadata: Metadata::from_stored(text("metadata")),
        payload_sha256: Some(Digest::new(&payload)),
        payload,
    })
}

#[test]
fn every_old_row_opens_as_the_current_record() {
    let mut store = SqliteStore::create(rusqlite::Connection::open_in_memory().unwrap()).unwrap();
    for row in rows() {
        let old = envelope(&row);
        store.put(&old).unwrap();
        let back = store.get(old.scope(), old.record_type(), old.record_key()).unwrap().unwrap();
        let opened = DirectoryRecord::open_in(&back, old.scope());
        let Some(today) = row["today"].as_str() else {
            let rejected = matches!(opened, Err(OpenError::Upcast { record_type: "session", from: 1, to: 2, .. }));
            assert!(rejected, "{opened:?}");
            continue;
        };
        let new = opened.unwrap().to_envelope().unwrap();
        assert_eq!(new.payload().expose_json(), today);
        assert_eq!((new.scope(), new.record_key()), (old.scope(), old.record_key()), "a row keeps its scope and key");
        assert!(new.schema_version() > old.schema_version());
        assert!(store.rewrite(&back, &new).unwrap(), "a row is upgraded in its place");
        assert!(store.get(old.scope(), old.record_type(), old.record_key()).unwrap() == Some(new));
        assert!(store.delete(old.scope(), old.record_type(), old.record_key()).unwrap());
    }
}

#[test]
fn three_record_types_have_two_older_versions() {
    let rows = rows();
    let versions: BTreeSet<_> =
        rows.iter().map(|row| (row["record_type"].as_str(), row["schema_version"].as_i64())).collect();
    for record_type in ["membership", "profile", "session"] {
        for version in [1, 2] {
            assert!(versions.contains(&(Some(record_type), Some(version))), "{record_type} version {version}");
        }
    }
}
