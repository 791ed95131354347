//! Promoted fields as constants, their conditions, and pages of records.

#![allow(clippy::unwrap_used)]

use std::net::Ipv4Addr;
use store_record::store::{MemoryStore, MetadataField, RowKey, Selection, Store as _, StoreError};
use store_record::{Envelope, EnvelopeColumns, Metadata, OpenError, StoreRecord, StoreValue, Text, ddl};

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct UserId(u64);

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(rename_all = "snake_case")]
enum Level {
    Owner,
    Member { since: u16 },
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Address {
    #[store_record(rename = "town")]
    city: String,
    point: (f64, f64),
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Shared {
    plan: Option<String>,
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "membership", scope = tenant, key = user.0: u64,
    metadata(level, user, owner = user.0, city = home.city, x = home.point.0, plan = shared.plan, address, quoted = nick),
)]
struct Membership {
    tenant: String,
    user: UserId,
    level: Level,
    home: Box<Address>,
    #[store_record(flatten)]
    shared: Shared,
    #[store_record(with = text)]
    address: Ipv4Addr,
    #[store_record(rename = "it's")]
    nick: String,
}

const LEVEL: MetadataField<Membership, Level> = MetadataField::new("level");
const USER: MetadataField<Membership, UserId> = MetadataField::new("user");
/// A type of the same JSON.
const OWNER: MetadataField<Membership, u64> = MetadataField::new("owner");
const CITY: MetadataField<Membership, String> = MetadataField::new("city");
const X: MetadataField<Membership, f64> = MetadataField::new("x");
const PLAN: MetadataField<Membership, Option<String>> = MetadataField::new("plan");
/// The stored form of `with = text`.
const ADDRESS: MetadataField<Membership, Text<Ipv4Addr>> = MetadataField::new("address");
const NICK: MetadataField<Membership, String> = MetadataField::new("quoted");

fn membership(user: u64) -> Membership {
    let level = if user == 1 { Level::Owner } else { Level::Member { since: 2026 } };
    let plan = (user == 3).then(|| "null".to_owned());
    Membership {
        tenant: "acme".into(),
        user: UserId(user),
        level,
        home: Box::new(Address { city: format!("city {user}"), point: (user as f64 / 2.0, 0.0) }),
        shared: Shared { plan },
        address: Ipv4Addr::new(10, 0, 0, user as u8),
        nick: format!("o'{user}\"\\"),
    }
}

#[test]
fn each_kind_of_path_and_type_finds_its_records() {
    let mut store = MemoryStore::new();
    for user in 1..=3 {
        store.put(&membership(user).to_envelope().unwrap()).unwrap();
    }
    for (condition, users) in [
        (LEVEL.eq(&Level::Owner), vec![1]),
        (LEVEL.eq(&Level::Member { since: 2026 }), vec![2, 3]),
        (LEVEL.eq(&Level::Member { since: 2025 }), vec![]),
        (USER.eq(&UserId(2)), vec![2]),
        (OWNER.eq(&3), vec![3]),
        (CITY.eq(&"city 2".to_owned()), vec![2]),
        (X.eq(&1.0), vec![2]),
        (PLAN.eq(&None), vec![1, 2]),
        (Ok(PLAN.is_null()), vec![1, 2]),
        (PLAN.eq(&Some("null".to_owned())), vec![3]),
        (ADDRESS.eq(&Text(Ipv4Addr::new(10, 0, 0, 3))), vec![3]),
        (NICK.eq(&"o'1\"\\".to_owned()), vec![1]),
    ] {
        let condition = condition.unwrap();
        let page = store.page_by(&condition, &Selection::new()).unwrap();
        let expected: Vec<Membership> = users.into_iter().map(membership).collect();
        assert_eq!((page.records, page.next), (expected, None), "{condition:?}");
    }
    assert!(X.eq(&f64::NAN).is_err());
}

#[test]
fn a_full_page_says_where_the_next_one_begins() {
    let mut store = MemoryStore::new();
    let rows = [2, 3].map(|user| membership(user).to_envelope().unwrap());
    store.put_all(&rows).unwrap();
    let condition = LEVEL.eq(&Level::Member { since: 2026 }).unwrap();
    let first = store.page_by(&condition, &Selection::new().limit(2)).unwrap();
    assert_eq!((first.records.len(), first.next), (2, Some(RowKey::from(&rows[1]))));
    let after = RowKey::from(&rows[1]);
    let second = store.page_by(&condition, &Selection::new().limit(2).after(&after)).unwrap();
    assert_eq!((second.records.len(), second.next), (0, None));
}

#[test]
fn a_row_that_does_not_open_is_an_error() {
    let row = membership(1).to_envelope().unwrap();
    let metadata = Metadata::from_json(r#"{"level": "owner"}"#).unwrap();
    let edited = Envelope::from_columns(EnvelopeColumns { metadata, ..row.into_columns() });
    let mut store = MemoryStore::new();
    store.put(&edited).unwrap();
    let error = store.page_by(&LEVEL.eq(&Level::Owner).unwrap(), &Selection::new()).unwrap_err();
    assert!(matches!(error, StoreError::NotOpened(OpenError::Mismatch { column: "metadata", .. })), "{error:?}");
    assert_eq!(error.to_string(), edited.open::<Membership>().unwrap_err().to_string());
}

#[test]
fn metadata_that_is_not_an_object_has_no_value() {
    let condition = CITY.eq(&"a".to_owned()).unwrap();
    for (json, is_in) in
        [(r#"{"city":"\u0061"}"#, true), (r#"{"city": "b"}"#, false), ("{}", false), ("[", false), ("", false)]
    {
        assert_eq!(condition.as_value().is_in(&Metadata::from_stored(json)), is_in, "{json}");
    }
}

#[test]
fn the_value_of_a_condition_is_not_shown() {
    let condition = CITY.eq(&"c4n4ry".to_owned()).unwrap();
    let selection = Selection::new().metadata(&condition);
    let shown = format!("{condition:?} {:?} {selection:?} {CITY:?}", condition.as_value());
    assert!(!shown.contains("c4n4ry") && shown.contains("city"), "{shown}");
    assert_eq!((condition.as_value().name, condition.as_value().json), ("city", "\"c4n4ry\""));
}

#[test]
fn an_index_is_named_after_the_table_and_the_member() {
    assert_eq!(
        ddl::postgres("record").schema("app").metadata_index(&CITY),
        "CREATE INDEX IF NOT EXISTS \"record_metadata_city\" ON \"app\".\"record\" \
         (record_type, ((metadata->'city')::text COLLATE \"C\"), scope, record_key) \
         WHERE ((metadata->'city')::text COLLATE \"C\") IS NOT NULL;\n"
    );
    assert_eq!(
        ddl::sqlite("record").metadata_index(&CITY),
        "CREATE INDEX IF NOT EXISTS \"record_metadata_city\" ON \"record\" \
         (record_type, (metadata -> '$.\"city\"'), scope, record_key) WHERE (metadata -> '$.\"city\"') IS NOT NULL;\n"
    );
    let long = ddl::postgres("t".repeat(63)).metadata_index(&CITY);
    assert!(long.contains(&format!("\"{}_metadata_city\" ON", "t".repeat(49))), "{long}");
}
