//! `flatten`: the members of structs and of a map in one object.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use store_record::{
    DecodeErrorKind, EncodeErrorKind, Json, Payload, Shape, StoreRecord, StoreValue, UnknownFieldPolicy, UnknownFields,
    explain, json_schema,
};
use store_record_tests::schema::assert_schema;

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Address {
    #[store_record(alias = "town")]
    city: String,
    street: Option<String>,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(rename_all = "camelCase")]
struct Audit {
    made_by: u64,
    #[store_record(default)]
    seen: Vec<u8>,
    #[store_record(flatten)]
    r#where: Option<Address>,
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "person", scope = tenant, key = audit.made_by: u64, metadata(city = home.city))]
struct Person {
    tenant: String,
    #[store_record(flatten)]
    audit: Small,
    #[store_record(flatten)]
    home: Address,
    #[store_record(flatten)]
    scores: BTreeMap<String, Option<i32>>,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Small {
    #[store_record(alias = "by")]
    made_by: u64,
}

fn person() -> Person {
    Person {
        tenant: "acme".into(),
        audit: Small { made_by: 7 },
        home: Address { city: "Agra".into(), street: None },
        scores: [("chess".to_owned(), Some(-1)), ("go".to_owned(), None)].into(),
    }
}

const PERSON: &str = r#"{"go": null, "city": "Agra", "chess": -1, "street": null, "tenant": "acme", "made_by": 7}"#;

#[track_caller]
fn comes_back<T: StoreValue + PartialEq + Debug>(value: &T, json: &str) {
    let payload = Payload::new(value).unwrap();
    assert_eq!(payload.expose_json(), json);
    assert_eq!(&payload.decode::<T>().unwrap(), value);
    assert!(explain::<T>(&payload).iter().next().is_none());
}

/// Checks the error, and that `explain` finds an error of the same kind there.
#[track_caller]
fn is_rejected<T: StoreValue + Debug>(json: &str, kind: &DecodeErrorKind, path: &str) {
    let payload = Payload::from_stored(json);
    let error = payload.decode::<T>().unwrap_err();
    assert_eq!((error.kind(), error.path().to_string().as_str()), (*kind, path), "{json}");
    assert!(explain::<T>(&payload).iter().any(|found| found.offset() == error.offset()), "{json}");
}

#[test]
fn the_members_of_all_parts_are_one_canonical_object() {
    comes_back(&person(), PERSON);
    comes_back(&Audit { made_by: 1, seen: vec![], r#where: None }, r#"{"seen": "", "madeBy": 1}"#);
    let audit = Audit { made_by: 1, seen: vec![0], r#where: Some(person().home) };
    comes_back(&audit, r#"{"city": "Agra", "seen": "AA==", "madeBy": 1, "street": null}"#);
    comes_back(&vec![Some(person()), None], &format!("[{PERSON}, null]"));
    assert!(assert_schema(&person(), &[]) > 3);
    assert!(assert_schema(&audit, &[]) > 3);
}

#[test]
fn a_record_has_components_and_columns_in_its_parts() {
    let row = person().to_envelope().unwrap();
    assert_eq!(row.record_key().as_str(), "acme#a7");
    assert_eq!(row.columns().metadata.expose_json(), r#"{"city": "Agra"}"#);
    assert_eq!(row.open::<Person>().unwrap(), person());
    assert_eq!(Person::parse_key(&Person::record_key_for("acme", &7).unwrap()).unwrap(), ("acme".to_owned(), 7));
}

#[test]
fn members_are_read_in_any_order_and_under_their_aliases() {
    let json = "{\"tenant\":\"acme\",\n\"go\" : null, \"\\u0063hess\":-1,\"by\":7,\"street\":null, \"town\":\"Agra\"}";
    assert_eq!(Payload::from_stored(json).decode::<Person>().unwrap(), person());
    assert_eq!(Payload::from_stored(r#"{"madeBy": 1}"#).decode::<Audit>().unwrap().seen, [0_u8; 0]);
}

#[test]
fn errors_have_the_paths_of_the_members() {
    use DecodeErrorKind as Kind;
    let with = |from: &str, to: &str| {
        assert!(PERSON.contains(from));
        PERSON.replace(from, to)
    };
    is_rejected::<Person>(&with("\"city\": \"Agra\", ", ""), &Kind::Missing, ".city");
    is_rejected::<Person>(&with("\"Agra\"", "7"), &Kind::Expected { expected: "a string", found: "a number" }, ".city");
    is_rejected::<Person>(&with("7}", "-7}"), &Kind::OutOfRange("a 64-bit unsigned integer"), ".made_by");
    is_rejected::<Person>(&with("7}", "7, \"by\": 7}"), &Kind::Duplicate, ".made_by");
    is_rejected::<Person>(&with("7}", "7, \"go\": 1}"), &Kind::Duplicate, "[*]");
    is_rejected::<Person>(&with("-1", "4294967296"), &Kind::OutOfRange("i32"), "[*]");
    is_rejected::<Audit>(r#"{"madeBy": 1, "more": 1}"#, &Kind::UnknownField, "");
    is_rejected::<Audit>(r#"{"madeBy": 1, "street": null}"#, &Kind::Missing, ".city");
    is_rejected::<Person>("[]", &Kind::Expected { expected: "an object", found: "an array" }, "");
    let cut = Payload::from_stored(&PERSON[..PERSON.len() - 1]).decode::<Person>().unwrap_err();
    assert_eq!(cut.kind(), Kind::Truncated);
}

#[test]
fn an_entry_with_the_name_of_a_field_is_rejected() {
    // The alias would be read as the field, and `street` of an absent `Option` as a part of it.
    for name in ["city", "town", "tenant", "by"] {
        let clash = Person { scores: [(name.to_owned(), None)].into(), ..person() };
        let error = Payload::new(&vec![clash]).unwrap_err();
        assert_eq!(
            (error.kind(), error.path().to_string().as_str()),
            (EncodeErrorKind::DuplicateName, "[0]"),
            "{name}"
        );
    }
    let clash = Place { at: None, others: HashMap::from([("street".to_owned(), Json::default())]) };
    assert_eq!(Payload::new(&clash).unwrap_err().kind(), EncodeErrorKind::DuplicateName);
}

#[derive(Debug, PartialEq, StoreValue)]
struct Place {
    #[store_record(flatten)]
    at: Option<Address>,
    #[store_record(flatten)]
    others: HashMap<String, Json>,
}

#[derive(Debug, PartialEq, StoreValue)]
struct Nothing {}

#[derive(Debug, PartialEq, StoreValue)]
struct Optional {
    #[store_record(flatten)]
    nothing: Option<Nothing>,
    #[store_record(flatten)]
    map: Option<BTreeMap<u8, bool>>,
}

#[test]
fn an_option_is_some_if_one_of_its_members_is_there() {
    comes_back(&Optional { nothing: None, map: None }, "{}");
    comes_back(&Optional { nothing: None, map: Some([(7, true)].into()) }, r#"{"7": true}"#);
    for value in
        [Optional { nothing: Some(Nothing {}), map: None }, Optional { nothing: None, map: Some(BTreeMap::new()) }]
    {
        assert!(matches!(Payload::new(&value).unwrap_err().kind(), EncodeErrorKind::Rejected(_)));
    }
    is_rejected::<Optional>(
        r#"{"x": true}"#,
        &DecodeErrorKind::MapKey(store_record::KeyErrorKind::Invalid("an unsigned integer")),
        "[*]",
    );
}

#[derive(Debug, PartialEq, StoreValue)]
struct Page<T> {
    next: Option<u64>,
    #[store_record(flatten)]
    item: T,
}

#[derive(Debug, PartialEq, StoreValue)]
struct Kept<'a> {
    #[store_record(flatten)]
    inner: Inner,
    name: std::borrow::Cow<'a, str>,
}

#[derive(Debug, PartialEq, StoreValue)]
struct Inner {
    id: u8,
    #[store_record(rest)]
    rest: UnknownFields,
}

#[derive(Debug, PartialEq, StoreValue)]
struct Tree {
    #[store_record(flatten)]
    inner: Small,
    children: Vec<Tree>,
}

#[derive(Debug, PartialEq, StoreValue)]
enum Event {
    Moved {
        #[store_record(flatten)]
        to: Address,
    },
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(tag = "kind")]
enum Tagged {
    Moved {
        #[store_record(flatten)]
        to: Address,
        #[store_record(flatten)]
        others: BTreeMap<String, u8>,
    },
}

#[test]
fn a_part_can_be_generic_in_a_recursive_type_and_in_a_variant() {
    comes_back(&Page { next: None, item: Small { made_by: 1 } }, r#"{"next": null, "made_by": 1}"#);
    let leaf = || Tree { inner: Small { made_by: 2 }, children: vec![] };
    let tree = Tree { inner: Small { made_by: 1 }, children: vec![leaf(), leaf()] };
    let json = r#"{"made_by": 1, "children": [{"made_by": 2, "children": []}, {"made_by": 2, "children": []}]}"#;
    comes_back(&tree, json);
    comes_back(&Event::Moved { to: person().home }, r#"{"Moved": {"city": "Agra", "street": null}}"#);
    let moved = Tagged::Moved { to: person().home, others: [("a".to_owned(), 1)].into() };
    comes_back(&moved, r#"{"a": 1, "city": "Agra", "kind": "Moved", "street": null}"#);
    let clash = Tagged::Moved { to: person().home, others: [("kind".to_owned(), 1)].into() };
    assert_eq!(Payload::new(&clash).unwrap_err().kind(), EncodeErrorKind::DuplicateName);
    assert!(assert_schema(&moved, &[]) > 1);
}

#[test]
fn a_part_keeps_the_unknown_members_of_the_whole_object() {
    let json = r#"{"id": 7, "new": [1.10], "name": "Ada"}"#;
    let kept: Kept<'_> = Payload::from_stored(json).decode().unwrap();
    assert_eq!(kept.inner.rest.len(), 1);
    comes_back(&kept, json);
    let clash = Inner { id: 7, rest: [("name", Json::default())].into_iter().collect() };
    let error = Payload::new(&Kept { inner: clash, name: "Ada".into() }).unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::DuplicateName);
}

// The same members as those of `Nested`. A doc comment would be part of the schema.
#[derive(StoreValue)]
struct Flat {
    tenant: String,
    #[store_record(alias = "by", sensitive)]
    made_by: u64,
}

#[derive(StoreValue)]
struct Nested {
    tenant: String,
    #[store_record(flatten, sensitive)]
    small: Small,
}

#[test]
fn the_shape_is_that_of_the_members() {
    let (Shape::Struct(flat), Shape::Struct(nested)) = (Flat::SHAPE, Nested::SHAPE) else { panic!("they are structs") };
    assert_eq!(flat.fields, nested.fields);
    assert_eq!(json_schema::<Flat>(), json_schema::<Nested>());
    let is_sensitive: Vec<bool> = nested.fields.iter().map(|field| field.is_sensitive).collect();
    assert_eq!(is_sensitive, [false, true]);
    let Shape::Struct(person) = Person::SHAPE else { panic!("it is a struct") };
    assert_eq!(person.unknown, UnknownFieldPolicy::Collect(<BTreeMap<String, Option<i32>>>::SHAPE));
    let Shape::Struct(audit) = Audit::SHAPE else { panic!("it is a struct") };
    let optional: Vec<_> = audit.fields.iter().map(|field| (field.name, field.has_default)).collect();
    assert_eq!(optional, [("madeBy", false), ("seen", true), ("city", true), ("street", true)]);
    let schema = json_schema::<Person>();
    assert_eq!(schema["additionalProperties"], json_schema_of_a_score());
    assert_eq!(json_schema::<Audit>()["additionalProperties"], false);
}

fn json_schema_of_a_score() -> serde_json::Value {
    let mut schema = json_schema::<Option<i32>>();
    schema.as_object_mut().unwrap().remove("$schema");
    schema
}

/// The same types with serde's derives.
#[derive(serde::Serialize)]
struct SerdePerson {
    tenant: String,
    #[serde(flatten)]
    audit: SerdeSmall,
    #[serde(flatten)]
    home: Option<SerdeAddress>,
    #[serde(flatten)]
    scores: BTreeMap<String, Option<i32>>,
}

#[derive(serde::Serialize)]
struct SerdeSmall {
    made_by: u64,
}

#[derive(serde::Serialize)]
struct SerdeAddress {
    city: String,
    street: Option<String>,
}

#[test]
fn what_serde_json_writes_opens() {
    let Person { tenant, audit, home, scores } = person();
    let serde = SerdePerson {
        tenant,
        audit: SerdeSmall { made_by: audit.made_by },
        home: Some(SerdeAddress { city: home.city, street: home.street }),
        scores,
    };
    let payload = Payload::from_stored(serde_json::to_string(&serde).unwrap());
    assert_eq!(payload.decode::<Person>().unwrap(), person());
}
