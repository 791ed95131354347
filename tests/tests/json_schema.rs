//! JSON Schemas: every encoded value is valid, and a payload that is rejected for its structure isn't.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Debug;
use std::hash::Hash;
use store_record::{Json, Payload, Shape, StoreValue, UnknownFields, json_schema};
use store_record_tests::generated::anything;
use store_record_tests::schema::assert_schema;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn generated_values_are_valid_and_their_mutations_are_not(value in anything()) {
        prop_assert!(assert_schema(&value, &[]) > 2);
    }
}

#[derive(StoreValue)]
#[store_record(tag = "kind")]
enum Contact {
    None,
    Mail {
        #[store_record(alias = "mail")]
        address: String,
        #[store_record(default)]
        note: Option<String>,
    },
}

#[derive(StoreValue)]
enum Tree {
    Leaf,
    Number(u8),
    Pair(i8, Option<Box<Tree>>),
    Node { children: Vec<Tree>, by_name: BTreeMap<String, Tree> },
}

#[derive(StoreValue)]
struct Person {
    #[store_record(sensitive, alias = "ssn")]
    number: String,
    #[store_record(sensitive, default)]
    ancestors: Vec<Person>,
    #[store_record(sensitive)]
    father: Option<Box<Person>>,
    name: String,
}

#[test]
fn sensitive_fields_are_marked() {
    let person =
        |number: &str| Person { number: number.into(), ancestors: Vec::new(), father: None, name: "Ada".into() };
    let ada = Person { ancestors: vec![person("1")], father: Some(Box::new(person("2"))), ..person("3") };
    assert!(assert_schema(&ada, &[]) > 10);
    let schema = json_schema::<Person>();
    let properties = &schema["$defs"]["Person"]["properties"];
    let marked: Vec<bool> =
        ["number", "ssn", "ancestors", "father", "name"].map(|name| properties[name]["x-sensitive"] == true).into();
    assert_eq!(marked, [true, true, true, true, false]);
}

#[derive(StoreValue)]
struct Open {
    id: u64,
    #[store_record(rest)]
    rest: UnknownFields,
}

#[test]
fn the_schema_has_tags_aliases_defaults_and_unknown_fields() {
    assert!(assert_schema(&Contact::None, &[]) > 3);
    assert!(assert_schema(&Contact::Mail { address: "a".into(), note: None }, &[]) > 5);
    assert!(assert_schema(&Open { id: 7, rest: UnknownFields::default() }, &[]) > 5);
    let schema = json_schema::<Contact>();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    assert!(validator.is_valid(&json!({ "kind": "Mail", "mail": "a" })), "an alias is read");
    assert!(!validator.is_valid(&json!({ "kind": "Mail", "mail": "a", "address": "a" })));
    let open = jsonschema::draft202012::new(&json_schema::<Open>()).unwrap();
    assert!(open.is_valid(&json!({ "id": 7, "more": [] })));
}

#[test]
fn recursive_types_are_references() {
    let leaf = Tree::Pair(-128, Some(Box::new(Tree::Leaf)));
    let by_name = BTreeMap::from([("a".to_owned(), Tree::Number(255))]);
    assert!(assert_schema(&Tree::Node { children: vec![leaf], by_name }, &[]) > 20);
    let schema = json_schema::<Tree>();
    assert_eq!(schema["$ref"], "#/$defs/Tree");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn the_schema_has_the_range_of_numbers() {
    assert_eq!(json_schema::<i64>()["minimum"], i64::MIN);
    assert_eq!(json_schema::<u64>()["maximum"], u64::MAX);
    assert_eq!(json_schema::<i8>()["maximum"], 127);
    assert_eq!(json_schema::<std::num::NonZeroU8>()["not"], json!({ "const": 0 }));
    assert_eq!(json_schema::<[u8; 4]>()["maxLength"], 8);
}

/// The limits of every form that has a keyword: `minimum`, `maximum`, `const`, `enum`, `pattern`, `minLength`, `maxLength`,
/// `minItems`, `maxItems`.
#[test]
fn the_limits_of_every_form_are_valid() {
    macro_rules! are_valid {
        ($($value:expr),* $(,)?) => { $(is_valid(&$value);)* };
    }
    macro_rules! ends_are_valid {
        ($($type:ty)*) => { $(is_valid(&[<$type>::MIN, <$type>::MAX]);)* };
    }
    ends_are_valid!(u8 u16 u32 u64 usize u128 i8 i16 i32 i64 isize i128 f32 f64);
    ends_are_valid!(std::num::NonZeroU8 std::num::NonZeroI8 std::num::NonZeroU64 std::num::NonZeroI64);
    ends_are_valid!(std::num::NonZeroU128 std::num::NonZeroI128 time::Duration jiff::SignedDuration);
    are_valid!(0.0_f64, -0.0_f64, f64::MIN_POSITIVE, 5e-324_f64, f32::from_bits(1), 1e21_f64, [1_i128, 0, -1]);
    // `maxLength` counts characters, not bytes or UTF-16 units.
    are_valid!('\u{1}', '"', '\u{7f}', 'é', '\u{2028}', '\u{ffff}', '\u{10000}', char::MAX);
    are_valid!([0_u8; 0], [0_u8; 1], [0_u8; 2], [0_u8; 3], [255_u8; 4], Vec::<u8>::new(), vec![255_u8; 100]);
    are_valid!([(); 0], [(); 2], (), (1_u8,), Vec::<()>::new(), None::<()>, Some(()));
    use time::macros::{date, datetime, offset, time};
    are_valid!(
        date!(0000 - 01 - 01),
        date!(9999 - 12 - 31),
        time!(0:00),
        time!(23:59:59.999_999_999),
        time!(1:02:03.1)
    );
    are_valid!(datetime!(0000-01-01 0:00), datetime!(9999-12-31 23:59:59.999_999_999), offset!(UTC), offset!(-0:01));
    are_valid!(
        offset!(+23:59),
        offset!(-23:59),
        datetime!(0000-01-02 0:00 +23:59),
        datetime!(9999-12-30 23:59:59.1 -23:59)
    );
    are_valid!(datetime!(1970-01-01 0:00 UTC), std::time::SystemTime::UNIX_EPOCH, time::UtcDateTime::UNIX_EPOCH);
    are_valid!(time::Duration::ZERO, time::Duration::nanoseconds(-1), chrono::TimeDelta::MIN, chrono::TimeDelta::MAX);
    are_valid!(std::time::Duration::ZERO, std::time::Duration::MAX, std::time::Duration::from_nanos(100));
    for number in 1..=12 {
        are_valid!(time::Month::try_from(number).unwrap(), chrono::Month::try_from(number).unwrap());
        are_valid!(time::Weekday::Monday.nth_next(number), chrono::Weekday::try_from(number % 7).unwrap());
    }
    are_valid!(
        BTreeMap::from([(Some(String::new()), 1_u8), (None, 2)]),
        BTreeMap::from([(i128::MIN, [None, Some('a')])])
    );
}

#[test]
fn an_unknown_variant_with_any_number_of_members_is_valid() {
    for text in ["\"New\"", "\"\"", r#"{"New": null}"#, r#"{"New": 1, "Known": 2}"#] {
        let other = HoldsUnknown::Other(json(text));
        assert_eq!(Payload::new(&other).unwrap().decode::<HoldsUnknown>().unwrap(), other, "{text}");
        is_valid(&other);
    }
    let schema = json_schema::<HoldsUnknown>();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for other in [json!({ "Known": 2 }), json!({ "Known": 2, "Known too": 3 }), json!({}), json!([]), json!(7)] {
        assert!(!validator.is_valid(&other), "{other}");
    }
}

fn json(text: &str) -> Json {
    text.parse().unwrap()
}

/// Checks that the encoded value is valid, and returns the type's schema.
#[track_caller]
fn is_valid<T: StoreValue>(value: &T) -> serde_json::Value {
    let (schema, payload) = (json_schema::<T>(), Payload::new(value).unwrap());
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let payload = serde_json::from_str(payload.expose_json()).unwrap();
    if let Some(error) = validator.iter_errors(&payload).next() {
        panic!("{error}\n{schema:#}");
    }
    schema
}

/// Checks a set with two elements that are equal as JSON values and differ as text.
#[track_caller]
fn equal_elements_are_valid<T: StoreValue + Eq + Hash + Debug>(make: impl Fn(&str) -> T) {
    for (one, other) in [("1", "1.0"), ("1.10", "1.1"), (r#"[{"a": 0}]"#, r#"[{"a": 0.00}]"#)] {
        let set = HashSet::from([make(one), make(other)]);
        let text = Payload::new(&set).unwrap().into_json();
        let tree: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        let validator = jsonschema::draft202012::new(&json!({ "uniqueItems": true })).unwrap();
        assert!(tree.len() == 2 && !validator.is_valid(&json!(tree)), "{text}");
        is_valid(&set);
        is_valid(&indexmap::IndexSet::from([make(one), make(other)]));
    }
}

#[derive(Debug, PartialEq, Eq, Hash, StoreValue)]
struct Holder {
    id: u8,
    json: Option<(u8, BTreeMap<String, Held>)>,
}

#[derive(Debug, PartialEq, Eq, Hash, StoreValue)]
struct Held(Json);

impl Ord for Held {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.expose_json().cmp(other.0.expose_json())
    }
}

impl PartialOrd for Held {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[derive(Debug, PartialEq, Eq, Hash, StoreValue)]
enum Holds {
    Nothing,
    One(Json),
    Named { other: Vec<Json> },
}

#[derive(Debug, PartialEq, Eq, Hash, StoreValue)]
#[store_record(tag = "kind")]
enum HoldsTagged {
    Named { json: [Held; 1] },
}

#[derive(Debug, PartialEq, Eq, Hash, StoreValue)]
enum HoldsUnknown {
    Known,
    #[store_record(alias = "Known too")]
    Second,
    #[store_record(other)]
    Other(Json),
}

#[derive(Debug, PartialEq, Eq, StoreValue)]
struct HoldsRest {
    id: u8,
    #[store_record(rest)]
    rest: UnknownFields,
}

impl Hash for HoldsRest {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

#[derive(Debug, PartialEq, Eq, Hash, StoreValue)]
struct HoldsCustom {
    #[store_record(with = serde)]
    json: serde_json::Value,
}

#[derive(Debug, PartialEq, Eq, Hash, StoreValue)]
struct HoldsItself {
    children: Vec<HoldsItself>,
    json: Json,
}

#[derive(Debug, PartialEq, Eq, StoreValue)]
struct HoldsPairs(indexmap::IndexMap<u8, Json>);

impl Hash for HoldsPairs {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.len().hash(state);
    }
}

#[test]
fn a_set_with_elements_that_differ_only_as_text_is_valid() {
    equal_elements_are_valid(json);
    equal_elements_are_valid(|text| vec![json(text)]);
    equal_elements_are_valid(|text| Some((1_u8, json(text))));
    equal_elements_are_valid(|text| Holder { id: 1, json: Some((2, [("a".into(), Held(json(text)))].into())) });
    equal_elements_are_valid(|text| Holds::One(json(text)));
    equal_elements_are_valid(|text| Holds::Named { other: vec![json(text)] });
    equal_elements_are_valid(|text| HoldsTagged::Named { json: [Held(json(text))] });
    equal_elements_are_valid(|text| HoldsUnknown::Other(json(&format!("{{\"New\": {text}}}"))));
    equal_elements_are_valid(|text| {
        let mut rest = UnknownFields::new();
        rest.insert("new", json(text));
        HoldsRest { id: 1, rest }
    });
    equal_elements_are_valid(|text| HoldsItself {
        children: vec![HoldsItself { children: Vec::new(), json: json(text) }],
        json: json("null"),
    });
    equal_elements_are_valid(|text| HoldsPairs([(1, json(text))].into()));
    equal_elements_are_valid(|text| BTreeSet::from([Held(json(text))]));
    // A `serde_json::Value` can hold 1 and 1.0 too.
    let custom = |number: serde_json::Value| HoldsCustom { json: number };
    is_valid(&HashSet::from([custom(json!(1)), custom(json!(1.0))]));
    is_valid(&HashSet::from([json!(1), json!(1.0)]));
    is_valid(&HashSet::from([Holds::Nothing, Holds::One(json("1"))]));
    is_valid(&HashSet::from([HoldsUnknown::Known, HoldsUnknown::Other(json("\"New\""))]));
}

#[test]
fn a_set_with_elements_that_differ_as_values_has_unique_items() {
    let is_unique = |schema: serde_json::Value| assert_eq!(schema["uniqueItems"], true, "{schema:#}");
    is_unique(is_valid(&BTreeSet::from([u64::MAX, u64::MAX - 1, 1 << 53, (1 << 53) + 1])));
    is_unique(is_valid(&BTreeSet::from([i128::MIN, i128::MAX])));
    is_unique(is_valid(&BTreeSet::from(["é".to_owned(), "e\u{301}".into(), "\u{1}".into()])));
    is_unique(is_valid(&HashSet::from([(1_u8, Some('a')), (1, None)])));
    is_unique(is_valid(&indexmap::IndexSet::from([vec![1_u8], vec![]])));
    is_unique(json_schema::<BTreeSet<Kids>>());
}

#[derive(StoreValue)]
struct Größe(Vec<Größe>);

/// A manual shape whose name isn't a Rust identifier.
struct ByHand;

impl StoreValue for ByHand {
    type Nullability = store_record::NotNull;

    const SHAPE: &'static Shape = &Shape::Recursive("a/b~c d%é", &Shape::List(&Shape::Recursion("a/b~c d%é")));

    fn encode(&self, encoder: &mut store_record::Encoder) {
        Vec::<bool>::new().encode(encoder);
    }

    fn decode(_: &mut store_record::Decoder<'_>) -> Result<Self, store_record::DecodeError> {
        Ok(Self)
    }
}

#[test]
fn a_reference_to_a_definition_is_a_uri() {
    let schema = is_valid(&Größe(vec![Größe(Vec::new())]));
    assert_eq!(schema["$ref"], "#/$defs/Gr%C3%B6%C3%9Fe");
    assert_eq!(json_schema::<ByHand>()["$ref"], "#/$defs/a~1b~0c%20d%25%C3%A9");
    let validator = jsonschema::draft202012::new(&json_schema::<ByHand>()).unwrap();
    assert!(validator.is_valid(&json!([[], [[]]])) && !validator.is_valid(&json!([[], [1]])));
}

#[derive(PartialEq, Eq, PartialOrd, Ord, StoreValue)]
struct Kids(Vec<Kids>);

#[derive(StoreValue)]
struct Pair(u8, Vec<Pair>);

#[derive(StoreValue)]
struct HoldsBoth {
    kids: Kids,
    pair: Pair,
}

/// A variant with the name of its type.
#[derive(StoreValue)]
enum Node {
    Leaf,
    Node { children: Vec<Node> },
}

mod other {
    #[derive(store_record::StoreValue)]
    pub(super) struct Node {
        pub(super) number: u8,
        pub(super) next: Option<Box<Self>>,
    }
}

#[derive(StoreValue)]
struct TwoOfOneName {
    one: Node,
    other: other::Node,
    again: Vec<Node>,
}

#[test]
fn recursive_types_with_equal_or_missing_names_are_distinct() {
    let kids = || Kids(vec![Kids(Vec::new())]);
    assert!(assert_schema(&kids(), &[]) > 1);
    assert!(assert_schema(&Pair(1, vec![Pair(2, Vec::new())]), &[]) > 2);
    assert!(assert_schema(&HoldsBoth { kids: kids(), pair: Pair(1, Vec::new()) }, &[]) > 3);
    let node = || Node::Node { children: vec![Node::Leaf, Node::Node { children: Vec::new() }] };
    assert!(assert_schema(&node(), &[]) > 3);
    let next = Some(Box::new(other::Node { number: 2, next: None }));
    let both = TwoOfOneName { one: node(), other: other::Node { number: 1, next }, again: vec![node()] };
    assert!(assert_schema(&both, &[]) > 10);
    let schema = json_schema::<TwoOfOneName>();
    let names: Vec<&String> = schema["$defs"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["Node", "Node2"]);
}
