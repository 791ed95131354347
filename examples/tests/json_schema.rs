//! The JSON Schema of every record type of the directory, against its reference records.

use store_record_examples::directory::{DirectoryRecord, reference_records};
use store_record_tests::schema::assert_schema;

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
