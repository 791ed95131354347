//! JSON Schemas: what encodes is valid, what is refused for its structure isn't.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use store_record::{StoreValue, UnknownFields, json_schema};
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
fn of_sensitive_fields() {
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
fn of_tags_aliases_defaults_and_unknown_fields() {
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
fn of_recursive_types() {
    let leaf = Tree::Pair(-128, Some(Box::new(Tree::Leaf)));
    let by_name = BTreeMap::from([("a".to_owned(), Tree::Number(255))]);
    assert!(assert_schema(&Tree::Node { children: vec![leaf], by_name }, &[]) > 20);
    let schema = json_schema::<Tree>();
    assert_eq!(schema["$ref"], "#/$defs/Tree");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn of_the_ends_of_numbers() {
    assert_eq!(json_schema::<i64>()["minimum"], i64::MIN);
    assert_eq!(json_schema::<u64>()["maximum"], u64::MAX);
    assert_eq!(json_schema::<i8>()["maximum"], 127);
    assert_eq!(json_schema::<std::num::NonZeroU8>()["not"], json!({ "const": 0 }));
    assert_eq!(json_schema::<[u8; 4]>()["maxLength"], 8);
}
#[derive(StoreValue)]
struct Kids(Vec<Kids>);

#[derive(StoreValue)]
struct Pair(u8, Vec<Pair>);

#[derive(StoreValue)]
struct HoldsBoth {
    kids: Kids,
    pair: Pair,
}

/// A variant of the type's name.
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
fn of_recursive_types_that_share_a_name_or_have_none_in_the_shape() {
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
