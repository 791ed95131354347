//! Rows of older schema versions open as the current record, and rows can be written for older programs.

#![allow(clippy::unwrap_used)]

use std::error::Error;
use store_record::{Envelope, OpenError, RecordKey, StoreRecord, StoreValue, UpcastError};

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "person", scope = tenant, key = id, metadata(name))]
struct PersonV1 {
    tenant: String,
    id: u32,
    name: String,
    place: (String, String),
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "person", schema_version = 2, previous = PersonV1, scope = tenant, key = id, metadata(family))]
struct PersonV2 {
    tenant: String,
    id: u64,
    given: String,
    family: String,
    place: Place,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Place {
    city: String,
    country: String,
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "person", schema_version = 3, previous = PersonV2, scope = tenant_id, key = number, metadata(family, age)
)]
struct Person {
    tenant_id: String,
    number: u64,
    given: String,
    family: String,
    place: Place,
    age: Option<u8>,
}

impl TryFrom<PersonV1> for PersonV2 {
    type Error = String;

    fn try_from(old: PersonV1) -> Result<Self, String> {
        let (given, family) = old.name.split_once(' ').ok_or_else(|| format!("{} isn't a full name", old.name))?;
        Ok(Self {
            given: given.into(),
            family: family.into(),
            tenant: old.tenant,
            id: old.id.into(),
            place: Place { city: old.place.0, country: old.place.1 },
        })
    }
}

impl From<PersonV2> for Person {
    fn from(old: PersonV2) -> Self {
        Self {
            tenant_id: old.tenant,
            number: old.id,
            given: old.given,
            family: old.family,
            place: old.place,
            age: None,
        }
    }
}

impl From<&Person> for PersonV2 {
    fn from(new: &Person) -> Self {
        Self {
            tenant: new.tenant_id.clone(),
            id: new.number,
            given: new.given.clone(),
            family: new.family.clone(),
            place: new.place.clone(),
        }
    }
}

fn first() -> PersonV1 {
    PersonV1 { tenant: "acme".into(), id: 7, name: "Ada Lovelace".into(), place: ("London".into(), "GB".into()) }
}

fn last() -> Person {
    Person {
        tenant_id: "acme".into(),
        number: 7,
        given: "Ada".into(),
        family: "Lovelace".into(),
        place: Place { city: "London".into(), country: "GB".into() },
        age: None,
    }
}

#[test]
fn a_row_of_any_version_opens_as_the_newest() {
    let first = first().to_envelope().unwrap();
    let second = PersonV2::from(&last()).to_envelope().unwrap();
    for row in [&first, &second, &last().to_envelope().unwrap()] {
        assert_eq!(row.open::<Person>().unwrap(), last());
        assert_eq!(row.open_in::<Person>(row.scope()).unwrap(), last());
        assert_eq!(row.record_key().as_str(), "acme#a7");
    }
    assert_eq!((first.schema_version(), second.schema_version()), (1, 2));
}

#[test]
fn a_row_of_an_older_version_opens_in_the_older_program() {
    let row = PersonV2::from(&last()).to_envelope().unwrap();
    assert_eq!(row.open::<PersonV2>().unwrap(), PersonV2::from(&last()));
    let too_new = last().to_envelope().unwrap().open::<PersonV2>();
    assert_eq!(too_new, Err(OpenError::FutureSchemaVersion { record_type: "person", known: 2, found: 3 }));
}

#[test]
fn a_version_below_the_first_is_rejected() {
    let mut columns = first().to_envelope().unwrap().into_columns();
    columns.schema_version = 0;
    let opened = Envelope::from_columns(columns).open::<Person>();
    assert_eq!(opened, Err(OpenError::UnsupportedSchemaVersion { record_type: "person", known: 1, found: 0 }));
}

#[test]
fn an_old_row_is_compared_with_the_columns_of_its_version() {
    let changed = |change: fn(&mut store_record::EnvelopeColumns)| {
        let mut columns = first().to_envelope().unwrap().into_columns();
        change(&mut columns);
        Envelope::from_columns(columns).open::<Person>().unwrap_err()
    };
    let mismatch = |column| OpenError::Mismatch { record_type: "person", column };
    assert_eq!(changed(|columns| columns.record_key = RecordKey::from_stored("acme#a8")), mismatch("record_key"));
    assert_eq!(changed(|columns| columns.metadata = store_record::Metadata::from_stored("{}")), mismatch("metadata"));
}

#[test]
fn a_failed_conversion_is_reported_without_its_error() {
    let row = PersonV1 { name: "CANARY".into(), ..first() }.to_envelope().unwrap();
    let error = row.open::<Person>().unwrap_err();
    let expected =
        OpenError::Upcast { record_type: "person", from: 1, to: 2, error: UpcastError::new("isn't compared") };
    assert_eq!(error, expected);
    assert_eq!(error.to_string(), "can't open `person`: the conversion from schema version 1 to 2 failed");
    assert!(!format!("{error:?}").contains("CANARY") && error.source().is_none());

    let exposed = |error: &OpenError| error.expose_upcast_error().unwrap().to_string();
    assert_eq!(exposed(&error), "CANARY isn't a full name");
    assert_eq!(exposed(&error.clone()), "CANARY isn't a full name");
    assert!(OpenError::UnlistedRecordType.expose_upcast_error().is_none());
}

#[test]
fn the_error_of_a_conversion_keeps_its_type() {
    #[derive(Debug)]
    struct NoFullName;
    impl std::fmt::Display for NoFullName {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("not a full name")
        }
    }
    impl Error for NoFullName {}
    let error = UpcastError::new(NoFullName);
    assert!(error.expose().downcast_ref::<NoFullName>().is_some());
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "moved", scope = global, key = id)]
struct MovedV1 {
    id: u8,
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "moved", schema_version = 2, previous = MovedV1, scope = global, key = id)]
struct Moved {
    id: u8,
}

impl From<MovedV1> for Moved {
    fn from(old: MovedV1) -> Self {
        Self { id: old.id + 1 }
    }
}

#[test]
fn a_conversion_that_changes_the_key_is_rejected() {
    let opened = MovedV1 { id: 1 }.to_envelope().unwrap().open::<Moved>();
    assert_eq!(opened, Err(OpenError::Mismatch { record_type: "moved", column: "record_key" }));
}
