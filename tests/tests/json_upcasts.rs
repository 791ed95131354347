//! Payloads of older schema versions are rewritten as JSON, without their types: `previous = json(…)`.

#![allow(clippy::unwrap_used)]

use serde_json::{Map, Value, json};
use store_record::conformance::check_records;
use store_record::{
    DecodeErrorKind, Envelope, EnvelopeColumns, Metadata, OpenError, Payload, RecordKey, RecordManifest, Scope,
    StoreRecord, StoreValue,
};
use time::OffsetDateTime;
use time::macros::datetime;

/// What released programs wrote. The newest program doesn't have these types: they only make rows here.
mod released {
    use super::*;

    #[derive(Clone, StoreRecord)]
    #[store_record(
        type = "person", scope = tenant, key = id, revision = history.revision, created_at = history.made,
        metadata(name, town = address.town)
    )]
    pub(super) struct PersonV1 {
        pub(super) tenant: String,
        pub(super) id: u64,
        pub(super) name: String,
        pub(super) address: Address,
        pub(super) history: History,
    }

    #[derive(Clone, StoreValue)]
    pub(super) struct Address {
        #[store_record(rename = "the.town")]
        pub(super) town: Option<String>,
    }

    #[derive(Clone, StoreValue)]
    pub(super) struct History {
        pub(super) revision: i64,
        #[store_record(with = unix_millis)]
        pub(super) made: Option<OffsetDateTime>,
    }

    #[derive(Clone, StoreRecord)]
    #[store_record(type = "person", schema_version = 2, previous = PersonV1, scope = tenant, key = id, revision = revision, metadata(family))]
    pub(super) struct PersonV2 {
        pub(super) tenant: String,
        pub(super) id: u64,
        pub(super) given: String,
        pub(super) family: String,
        pub(super) revision: i64,
    }

    impl From<PersonV1> for PersonV2 {
        fn from(old: PersonV1) -> Self {
            Self {
                tenant: old.tenant,
                id: old.id,
                given: old.name,
                family: String::new(),
                revision: old.history.revision,
            }
        }
    }

    #[derive(Clone, StoreRecord)]
    #[store_record(type = "visit", scope = tenant, key = id)]
    pub(super) struct VisitV1 {
        pub(super) tenant: String,
        pub(super) id: u64,
        pub(super) at: OffsetDateTime,
    }

    #[derive(RecordManifest)]
    #[manifest(file = "tests/json_upcasts/types.json", lock = "tests/json_upcasts/released.lock")]
    enum Records {
        Person(PersonV2),
        Visit(VisitV1),
    }
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "person", schema_version = 3, manifest = Records, previous = json(split_name, add_age),
    scope = tenant, key = id, revision = revision, metadata(family)
)]
struct Person {
    tenant: String,
    id: u64,
    given: String,
    family: String,
    age: Option<u8>,
    revision: i64,
}

fn split_name(mut old: Map<String, Value>) -> Result<Map<String, Value>, String> {
    let Some(Value::String(name)) = old.remove("name") else { return Err("no name".into()) };
    let (given, family) = name.split_once(' ').ok_or_else(|| format!("{name} isn't a full name"))?;
    let revision = old.remove("history").map(|history| history["revision"].clone());
    old.remove("address");
    old.extend([
        ("given".into(), given.into()),
        ("family".into(), family.into()),
        ("revision".into(), revision.into()),
    ]);
    Ok(old)
}

fn add_age(mut old: Map<String, Value>) -> Map<String, Value> {
    let is_young = old["given"] == "Young";
    old.insert("age".into(), if is_young { "less than a year".into() } else { Value::Null });
    old
}

/// The previous type of `Visit` in the program, whose own previous version is rewritten as JSON.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "visit", schema_version = 2, manifest = Records, previous = json(add_guests), scope = tenant, key = id)]
struct VisitV2 {
    tenant: String,
    id: u64,
    at: OffsetDateTime,
    guests: u8,
}

fn add_guests(mut old: Map<String, Value>) -> Map<String, Value> {
    old.insert("guests".into(), json!(1));
    old
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "visit", schema_version = 3, manifest = Records, previous = VisitV2, scope = tenant, key = id)]
struct Visit {
    tenant: String,
    id: u64,
    at: OffsetDateTime,
    guests: Vec<Option<String>>,
}

impl From<VisitV2> for Visit {
    fn from(old: VisitV2) -> Self {
        Self { tenant: old.tenant, id: old.id, at: old.at, guests: vec![None; old.guests.into()] }
    }
}

#[derive(Debug, PartialEq, RecordManifest)]
#[manifest(file = "tests/json_upcasts/types.json", lock = "tests/json_upcasts/store-record.lock")]
enum Records {
    Person(Person),
    Visit(Visit),
}

fn first() -> released::PersonV1 {
    released::PersonV1 {
        tenant: "acme".into(),
        id: 7,
        name: "Ada Lovelace".into(),
        address: released::Address { town: Some("London".into()) },
        history: released::History { revision: 4, made: Some(datetime!(2026-06-16 12:30:00.007 UTC)) },
    }
}

fn second() -> released::PersonV2 {
    released::PersonV2 { tenant: "acme".into(), id: 7, given: "Ada".into(), family: "Lovelace".into(), revision: 4 }
}

fn newest() -> Person {
    Person { tenant: "acme".into(), id: 7, given: "Ada".into(), family: "Lovelace".into(), age: None, revision: 4 }
}

/// Opens a row of the first version after a change of its columns.
fn changed(change: impl FnOnce(&mut EnvelopeColumns)) -> Result<Person, OpenError> {
    let mut columns = first().to_envelope().unwrap().into_columns();
    change(&mut columns);
    columns.payload_sha256 = None;
    Envelope::from_columns(columns).open()
}

#[test]
fn rows_of_every_version_open_as_the_newest() {
    for row in [first().to_envelope(), second().to_envelope(), newest().to_envelope()] {
        let row = row.unwrap();
        assert_eq!(row.open::<Person>(), Ok(newest()));
        assert_eq!(Records::open_in(&row, row.scope()), Ok(Records::Person(newest())));
    }
    // The order and the white space of the payload don't matter.
    let spaced = |columns: &mut EnvelopeColumns| {
        let value = columns.payload.to_value().unwrap();
        columns.payload = Payload::from_stored(serde_json::to_string_pretty(&value).unwrap());
    };
    assert_eq!(changed(spaced), Ok(newest()));
}

#[test]
fn a_chain_mixes_types_and_json() {
    let first = released::VisitV1 { tenant: "acme".into(), id: 1, at: datetime!(2026-06-16 12:30 +2) };
    let second = VisitV2 { tenant: "acme".into(), id: 1, at: first.at, guests: 1 };
    let newest = Visit { tenant: "acme".into(), id: 1, at: first.at, guests: vec![None] };
    for row in [first.to_envelope(), second.to_envelope(), newest.to_envelope()] {
        assert_eq!(row.unwrap().open::<Visit>(), Ok(newest.clone()));
    }
}

#[test]
fn the_columns_of_an_old_row_are_those_of_its_payload() {
    let mismatch = |column| Err(OpenError::Mismatch { record_type: "person", column });
    assert_eq!(changed(|columns| columns.revision = Some(5)), mismatch("revision"));
    assert_eq!(changed(|columns| columns.revision = None), mismatch("revision"));
    assert_eq!(changed(|columns| columns.created_at = None), mismatch("created_at"));
    assert_eq!(changed(|columns| columns.created_at = Some(datetime!(2026-06-16 12:30 UTC))), mismatch("created_at"));
    assert_eq!(changed(|columns| columns.updated_at = columns.created_at), mismatch("updated_at"));
    assert_eq!(
        changed(|columns| columns.metadata = Metadata::from_stored(r#"{"name": "Ada Lovelace"}"#)),
        mismatch("metadata")
    );
    let metadata = Metadata::from_stored(r#"{"town":"London","name":"Ada Lovelace"}"#);
    assert_eq!(changed(|columns| columns.metadata = metadata), Ok(newest()));
    assert_eq!(changed(|columns| columns.record_key = RecordKey::from_stored("acme#a8")), mismatch("record_key"));
    assert_eq!(changed(|columns| columns.scope = Scope::from_stored("other")), mismatch("scope"));
}

#[test]
fn a_damaged_payload_is_rejected_by_its_digest() {
    let mut columns = first().to_envelope().unwrap().into_columns();
    columns.payload = Payload::from_stored(columns.payload.expose_json().replace("Ada", "Eve"));
    let opened = Envelope::from_columns(columns).open::<Person>();
    assert_eq!(opened, Err(OpenError::Mismatch { record_type: "person", column: "payload_sha256" }));
}

#[test]
fn an_old_payload_is_read_as_the_locked_shape_says() {
    let with = |name: &'static str, value: Value| {
        let opened = changed(|columns| {
            let mut payload = columns.payload.to_value().unwrap();
            payload[name] = value;
            columns.payload = Payload::from_value(&payload).unwrap();
        });
        let Err(OpenError::Payload(error)) = opened else { panic!("{opened:?}") };
        (error.path().to_string(), error.kind())
    };
    let history = json!({ "revision": "4", "made": null });
    assert!(
        matches!(with("history", history), (path, DecodeErrorKind::Expected { .. }) if path == ".history.revision")
    );
    assert_eq!(with("canary", json!(1)), ("[*]".to_owned(), DecodeErrorKind::UnknownField));
    let missing = changed(|columns| columns.payload = Payload::from_stored(r#"{"id": 7}"#)).unwrap_err();
    assert!(missing.to_string().starts_with("can't decode `person`"), "{missing}");
    let not_json = changed(|columns| columns.payload = Payload::from_stored(r#"{"id": 7"#)).unwrap_err();
    assert!(matches!(not_json, OpenError::Payload(error) if error.kind() == DecodeErrorKind::Truncated));
}

#[test]
fn a_failed_rewriting_names_its_versions_and_shows_no_data() {
    let named = |name: &str| {
        let row = released::PersonV1 { name: name.into(), ..first() }.to_envelope().unwrap();
        row.open::<Person>().unwrap_err()
    };
    let rejected = named("CANARY");
    assert_eq!(rejected.to_string(), "can't open `person`: the conversion from schema version 1 to 2 failed");
    assert_eq!(rejected.expose_upcast_error().unwrap().to_string(), "CANARY isn't a full name");
    // The newest type can't read what the functions made.
    let unread = named("Young CANARY");
    assert_eq!(unread.to_string(), "can't open `person`: the conversion from schema version 2 to 3 failed");
    let reason = unread.expose_upcast_error().unwrap().to_string();
    assert!(reason.starts_with("can't decode .age: expected"), "{reason}");
    assert!(!format!("{rejected:?} {unread:?} {reason}").contains("CANARY"));
}

#[test]
fn a_row_of_an_unknown_version_is_rejected() {
    let of_version = |version| changed(|columns| columns.schema_version = version);
    assert_eq!(of_version(0), Err(OpenError::UnsupportedSchemaVersion { record_type: "person", known: 3, found: 0 }));
    assert_eq!(of_version(4), Err(OpenError::FutureSchemaVersion { record_type: "person", known: 3, found: 4 }));
}

#[test]
fn the_lock_keeps_the_blocks_of_versions_without_a_type() {
    let blocks = |lock: &str| -> Vec<Value> {
        let lock: Value = serde_json::from_str(lock).unwrap();
        lock["records"].as_array().unwrap().clone()
    };
    let newest = blocks(include_str!("json_upcasts/store-record.lock"));
    let released = blocks(include_str!("json_upcasts/released.lock"));
    assert_eq!((released.len(), newest.len()), (3, 6));
    assert!(released.iter().all(|block| newest.contains(block)), "{newest:#?}");
}

#[test]
fn the_kit_rewrites_generated_values_of_each_version() {
    let report = check_records::<Records>(&[], &[]).unwrap();
    let rejections: Vec<_> = report.rejections().collect();
    // Few generated names have two words.
    let [names] = rejections[..] else { panic!("{report}") };
    assert_eq!((names.record_type, names.schema_version, names.values), ("person", 1, 48));
    assert!((1..48).contains(&names.rejected), "{report}");
    let rejected = names.rejected;
    let expected = format!("`person`: the conversions rejected {rejected} of 48 values of schema version 1\n");
    assert_eq!(report.to_string(), expected);
}
