//! A record with most of the options is sealed and opened.

#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use store_record::{Envelope, Json, OpenError, Payload, Scope, StoreKey, StoreRecord, StoreValue, UnknownFields};
use time::OffsetDateTime;
use time::macros::datetime;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, StoreValue, StoreKey)]
struct UserId(u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, StoreValue, StoreKey)]
#[store_record(rename_all = "snake_case")]
enum Role {
    Owner,
    #[store_record(rename = "billing", alias = "finance")]
    BillingManager,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(rename_all = "snake_case")]
enum Contact {
    Email {
        address: String,
        verified: bool,
    },
    Phone(u16, String),
    Postal(Address),
    Unreachable,
    #[store_record(other)]
    Unknown(Json),
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "kind", rename_all = "snake_case")]
enum Actor {
    User { id: UserId, at: OffsetDateTime },
    System,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Address {
    street: String,
    city: String,
    region: Option<String>,
    #[store_record(rest)]
    rest: UnknownFields,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Foreign {
    zeta: u128,
    a: Option<f32>,
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "account", alias = "user", schema_version = 2, scope = (tenant, r#type), key = (id, home.city: String),
    created_at = made, updated_at = changed, revision = revision, metadata(role, town = home.city), reserved("gone"),
)]
struct Account {
    tenant: String,
    r#type: u8,
    id: UserId,
    role: Role,
    home: Address,
    contacts: Vec<Contact>,
    actors: (Actor, Actor),
    made: OffsetDateTime,
    changed: Option<OffsetDateTime>,
    revision: u32,
    by_role: HashMap<Role, i128>,
    by_id: BTreeMap<u64, [f64; 2]>,
    tags: HashSet<String>,
    numbers: BTreeSet<i64>,
    secret: Vec<u8>,
    #[store_record(with = serde)]
    foreign: Foreign,
    #[store_record(alias = "nick")]
    nickname: Option<String>,
    #[store_record(default)]
    visits: u32,
    #[store_record(skip)]
    cached: Option<String>,
    tree: Option<Box<Tree>>,
    json: serde_json::Value,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Tree {
    children: Vec<Tree>,
}

fn account() -> Account {
    let mut rest = UnknownFields::new();
    rest.insert("zip", "\"X\"".parse().unwrap());
    Account {
        tenant: "a#b".into(),
        r#type: 7,
        id: UserId(42),
        role: Role::BillingManager,
        home: Address { street: "Straße \"1\"\n".into(), city: "Köln".into(), region: None, rest },
        contacts: vec![
            Contact::Email { address: "x@y".into(), verified: true },
            Contact::Phone(49, "1".into()),
            Contact::Unreachable,
            Contact::Unknown(r#"{"fax": [1, 2]}"#.parse().unwrap()),
            Contact::Postal(Address {
                street: String::new(),
                city: "\u{1}".into(),
                region: Some("r".into()),
                rest: UnknownFields::new(),
            }),
        ],
        actors: (Actor::System, Actor::User { id: UserId(0), at: datetime!(2026-06-16 12:00 +2) }),
        made: datetime!(2026-06-16 12:30:00.123456789 +2),
        changed: None,
        revision: 3,
        by_role: HashMap::from([(Role::Owner, i128::MIN), (Role::BillingManager, 5)]),
        by_id: BTreeMap::from([(10, [1e300, -0.5]), (9, [5e-324, 0.1])]),
        tags: HashSet::from(["b".into(), "aa".into(), "a".into()]),
        numbers: BTreeSet::from([-5, 10, 9]),
        secret: vec![0, 255, 3],
        foreign: Foreign { zeta: u128::MAX, a: Some(0.1) },
        nickname: Some("n".into()),
        visits: 0,
        cached: None,
        tree: Some(Box::new(Tree { children: vec![Tree { children: vec![] }] })),
        json: serde_json::json!({"b": 1.5, "a": [null, true, -3]}),
    }
}

#[test]
fn a_sealed_record_opens_as_an_equal_one() {
    let account = account();
    let row = Envelope::seal(&account).unwrap();
    assert_eq!(row.record_key().as_str(), "a$23b#a7#b42#Köln");
    assert_eq!(row.scope().as_str(), "a$23b#a7");
    assert_eq!(row.scope(), &Account::scope_for("a#b", &7).unwrap());
    assert_eq!(row.record_key(), &Account::record_key_for("a#b", &7, &UserId(42), "Köln").unwrap());
    assert!(Account::key_range_by_id("a#b", &7, &UserId(42)).unwrap().contains(row.record_key()));
    assert_eq!(Account::parse_key(row.record_key()).unwrap(), ("a#b".to_owned(), 7, UserId(42), "Köln".to_owned()));
    assert_eq!(row.metadata().expose_json(), r#"{"role": "billing", "town": "Köln"}"#);
    assert_eq!(row.created_at(), Some(datetime!(2026-06-16 10:30:00.123456 UTC)));
    assert_eq!(row.open::<Account>().unwrap(), account);
    assert_eq!(row.open_in::<Account>(&Scope::global()), Err(OpenError::OtherScope { record_type: Some("account") }));
    let text = row.payload().expose_json();
    assert_eq!(Payload::from_json(text).unwrap().expose_json(), text);
}

#[test]
fn any_order_and_white_space_is_accepted() {
    let mut account = account();
    // A `serde_json::Value` can't hold a 128-bit integer.
    account.foreign.zeta = 1;
    let row = Envelope::seal(&account).unwrap();
    let value = row.payload().to_value().unwrap();
    for text in [serde_json::to_string_pretty(&value).unwrap(), value.to_string()] {
        assert_eq!(
            Payload::from_stored(text).decode::<Account>().map_err(|error| error.to_string()),
            Ok(account.clone())
        );
    }
}

#[test]
fn errors_have_paths_and_offsets() {
    let text =
        Envelope::seal(&account()).unwrap().payload().expose_json().replace("\"verified\": true", "\"verified\": 1");
    let error = Payload::from_stored(text.clone()).decode::<Account>().unwrap_err();
    assert_eq!(error.path().to_string(), ".contacts[0].email.verified");
    assert_eq!(text.as_bytes()[error.offset()], b'1');
    let missing = Payload::from_stored("{}").decode::<Account>().unwrap_err();
    assert_eq!(missing.to_string(), "can't decode .id: missing field (byte 1)");
}

#[derive(Debug, StoreValue)]
struct Dotted {
    #[store_record(rename = "a.b\"[0]")]
    dotted: Vec<f64>,
    a: Undotted,
}

#[derive(Debug, StoreValue)]
struct Undotted {
    b: Vec<f64>,
}

#[test]
fn different_locations_have_different_error_paths() {
    let path = |dotted: Vec<f64>, b: Vec<f64>| {
        let value = Dotted { dotted, a: Undotted { b } };
        store_record::Payload::new(&value).unwrap_err().path().to_owned()
    };
    assert_eq!(path(vec![0.0, f64::NAN], vec![]), ".a%2Eb%22%5B0%5D[1]");
    assert_eq!(path(vec![], vec![f64::NAN]), ".a.b[0]");
    let error = store_record::from_slice::<Dotted>(br#"{"a": {"b": []}, "a.b\"[0]": [true]}"#).unwrap_err();
    assert_eq!(error.path().to_string(), ".a%2Eb%22%5B0%5D[0]");
    assert_eq!(error.to_string(), "can't decode .a%2Eb%22%5B0%5D[0]: expected a number, found a boolean (byte 30)");
}
