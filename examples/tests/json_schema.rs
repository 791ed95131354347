//! The JSON Schema of every record type of the directory, against its reference records.

use serde_json::{Value, json};
use store_record::RecordManifest as _;
use store_record::catalog::Catalog;
use store_record::ndjson::Writer;
use store_record_examples::directory::{DirectoryRecord, reference_records};
use store_record_tests::schema::{assert_schema, assert_valid};

/// A custom codec, and an enum that keeps unknown variants. The first member in canonical order is the variant's name, which a
/// schema can't express.
const BY_HAND: &[&str] = &[".display.accent", ".plan"];

#[test]
fn every_reference_record_is_valid_and_its_mutations_are_not() {
    for record in reference_records() {
        let rejected = match &record {
            DirectoryRecord::Tenant(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Application(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Account(record) => assert_schema(&**record, BY_HAND),
            DirectoryRecord::ExternalIdentity(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Profile(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Preferences(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Group(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Membership(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Role(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Grant(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Invitation(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Session(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Credential(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Consent(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::AuditEvent(record) => assert_schema(&**record, BY_HAND),
            DirectoryRecord::OutboxEvent(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::IdempotencyRecord(record) => assert_schema(record, BY_HAND),
            DirectoryRecord::Checkpoint(record) => assert_schema(record, BY_HAND),
        };
        assert!(rejected > 20, "{rejected}");
    }
}

#[test]
fn the_line_of_every_reference_record_is_valid_in_the_schema_of_all() {
    let schema = Catalog::of_manifest::<DirectoryRecord>().json_schema();
    for record in reference_records() {
        let mut writer = Writer::new(Vec::new());
        writer.write(&record.to_envelope().unwrap()).unwrap();
        let mut line: Value = serde_json::from_slice(&writer.into_inner()).unwrap();
        assert_valid(&schema, &line);
        // The line of another record type has another payload.
        line["record_type"] = json!(if line["record_type"] == "grant" { "role" } else { "grant" });
        assert!(std::panic::catch_unwind(|| assert_valid(&schema, &line)).is_err());
    }
}
