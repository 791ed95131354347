//! Enums whose values are stored alone: `untagged`.

use super::integer::Level;
use super::{error, round_trip};
use std::collections::BTreeMap;
use store_record::{DecodeErrorKind, EncodeErrorKind, Envelope, Payload, StoreRecord, StoreValue, explain};
use store_record_tests::schema::assert_schema;

/// One variant of each kind.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(untagged)]
enum Kinds {
    Nothing,
    Flag(bool),
    Number(Level),
    Text(#[store_record(with = text)] std::net::IpAddr),
    List(Vec<Option<u8>>),
    Named {
        r#type: String,
        #[store_record(default)]
        next: Vec<Kinds>,
    },
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(untagged)]
enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

#[derive(Debug, PartialEq, StoreValue)]
struct Holder<T> {
    #[store_record(default)]
    optional: Option<OneOrMany<T>>,
    nested: Vec<OneOrMany<OneOrMany<String>>>,
}

#[test]
fn an_untagged_variant_is_its_value_alone() {
    let address = "127.0.0.1".parse().unwrap();
    let kinds = [
        Kinds::Nothing,
        Kinds::Flag(false),
        Kinds::Number(Level::One),
        Kinds::Text(address),
        Kinds::List(vec![Some(1), None]),
        Kinds::Named { r#type: "a".into(), next: vec![Kinds::Nothing, Kinds::List(Vec::new())] },
    ];
    round_trip(&kinds, r#"[null, false, 1, "127.0.0.1", [1, null], {"next": [null, []], "type": "a"}]"#);
    let holder = Holder {
        optional: Some(OneOrMany::Many(vec!["a".to_owned()])),
        nested: vec![OneOrMany::One(OneOrMany::One("a".into())), OneOrMany::One(OneOrMany::Many(vec!["b".into()]))],
    };
    round_trip(&holder, r#"{"nested": ["a", ["b"]], "optional": ["a"]}"#);
    round_trip(&Holder::<u8> { optional: None, nested: Vec::new() }, r#"{"nested": [], "optional": null}"#);
}

#[test]
fn the_error_is_that_of_the_variant_of_the_kind() {
    use DecodeErrorKind::{Expected, Missing, UnknownField, UnknownVariant};
    assert_eq!(error::<Kinds>("2"), (String::new(), UnknownVariant, 0));
    assert_eq!(error::<Kinds>("[1, 256]").0, "[1]");
    assert_eq!(
        error::<Kinds>(r#"{"type": "a", "next": [{"next": [[1, "x"]], "type": "b"}]}"#).0,
        ".next[0].next[0][1]"
    );
    assert_eq!(error::<Kinds>(r#"{"next": []}"#).0, ".type");
    let expected = "a number or an array";
    assert_eq!(error::<OneOrMany<u16>>("{}"), (String::new(), Expected { expected, found: "an object" }, 0));
    assert_eq!(error::<Holder<u8>>(r#"{"nested": [{}]}"#).0, ".nested[0]");
    // If there are several, it is the one that was read the furthest.
    assert_eq!(error::<Objects>(r#"{"a": 1, "b": true, "c": 1}"#).1, UnknownField);
    assert_eq!(
        error::<Vec<Objects>>(r#"[{"a": 1}, {"list": [0, 70000], "name": "a"}]"#),
        ("[1].list[1]".to_owned(), DecodeErrorKind::OutOfRange("u16"), 24)
    );
    assert_eq!(error::<Objects>(r#"{"a": 1, "b": "x"}"#).0, ".b");
    assert_eq!(error::<Chain>("{}").1, Missing);
    assert_eq!(explain::<Objects>(&Payload::from_stored(r#"{"list": [true, 256], "name": "a"}"#)).len(), 1);
}

/// Several variants of a kind.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(untagged)]
enum Objects {
    A {
        a: u8,
    },
    Both {
        a: u8,
        b: bool,
    },
    Level(Level),
    Named {
        list: Vec<u16>,
        name: String,
        #[store_record(default)]
        more: Vec<Objects>,
    },
    Bytes {
        list: Vec<Option<u8>>,
        name: String,
    },
    Any(BTreeMap<String, u8>),
    Number(f64),
}

#[test]
fn variants_of_one_kind_are_tried_in_the_order_of_declaration() {
    let named = |more| Objects::Named { list: vec![1], name: "a".into(), more };
    round_trip(&Objects::A { a: 1 }, r#"{"a": 1}"#);
    round_trip(&Objects::Both { a: 1, b: true }, r#"{"a": 1, "b": true}"#);
    round_trip(
        &named(vec![named(Vec::new()), Objects::Number(1.0)]),
        r#"{"list": [1], "more": [{"list": [1], "more": [], "name": "a"}, 1.0], "name": "a"}"#,
    );
    round_trip(&Objects::Bytes { list: vec![None], name: "a".into() }, r#"{"list": [null], "name": "a"}"#);
    round_trip(&Objects::Any([("b".to_owned(), 1)].into()), r#"{"b": 1}"#);
    assert!(assert_schema(&Objects::Both { a: 1, b: true }, &[]) > 1);
    assert!(assert_schema(&named(vec![Objects::Number(0.5)]), &[]) > 1);
    // Members in another order don't change the variant.
    for text in [r#"{"b": true,"a":1}"#, r#"{"\u0062":true, "a": 1}"#, "{ \"a\" : 1 , \"b\" : true }"] {
        let expected = Objects::Both { a: 1, b: true };
        assert_eq!(Payload::from_stored(text).decode::<Objects>().unwrap(), expected, "{text}");
        let list = Payload::from_stored(format!("[{text},{text}]")).decode::<Vec<Objects>>().unwrap();
        assert_eq!(list, [expected.clone(), expected]);
    }
}

#[test]
fn a_value_that_is_read_as_an_earlier_variant_is_rejected() {
    let rejected = |value: &Objects, path: &str| {
        for value in [vec![Objects::A { a: 1 }, value.clone()], vec![value.clone(), value.clone()]] {
            let error = Payload::new(&value).unwrap_err();
            let index = usize::from(value[0] != value[1]);
            assert_eq!(
                (error.kind(), error.path().to_string()),
                (EncodeErrorKind::AmbiguousVariant, format!("[{index}]{path}"))
            );
        }
    };
    let any = Objects::Any([("a".to_owned(), 1)].into());
    rejected(&any, "");
    rejected(&Objects::Bytes { list: vec![Some(7)], name: "a".into() }, "");
    rejected(&Objects::Named { list: Vec::new(), name: "a".into(), more: vec![any] }, ".more[0]");
    // `1.0` isn't an integer, so no level reads it.
    round_trip(&Objects::Number(1.0), "1.0");
}

/// Its variants are of one kind, and each of them is in the other.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(untagged)]
enum Chain {
    Left { inner: Option<Box<Chain>>, left: u8 },
    Right { inner: Option<Box<Chain>>, right: u8 },
}

#[test]
fn a_chain_of_untagged_enums_of_one_kind_takes_bounded_time() {
    let chain = |levels: usize| {
        (1..levels).fold(Chain::Right { inner: None, right: 1 }, |inner, _| Chain::Right {
            inner: Some(Box::new(inner)),
            right: 1,
        })
    };
    let text = |levels: usize| {
        format!(
            "{}{{\"inner\": null, \"right\": 1}}{}",
            "{\"inner\": ".repeat(levels - 1),
            ", \"right\": 1}".repeat(levels - 1)
        )
    };
    round_trip(&chain(8), &text(8));
    assert!(matches!(Payload::new(&chain(9)).unwrap_err().kind(), EncodeErrorKind::Rejected(_)));
    for levels in [9, 60, 128] {
        assert!(Payload::from_stored(text(levels)).decode::<Chain>().is_err(), "{levels}");
    }
    // Neither error leaves its levels behind.
    round_trip(&chain(8), &text(8));
    let payload = Payload::from_stored(text(120));
    assert!(!explain::<Chain>(&payload).is_empty());
}

#[test]
fn an_untagged_value_nests_at_most_128_levels() {
    let text = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(Payload::from_stored(text(128)).decode::<Deep>().is_ok());
    assert_eq!(Payload::from_stored(text(129)).decode::<Deep>().unwrap_err().kind(), DecodeErrorKind::Depth);
    assert_eq!(
        Payload::from_stored(format!("[{}]", text(128))).decode::<Vec<Any>>().unwrap_err().kind(),
        DecodeErrorKind::Depth
    );
    assert!(Payload::from_stored(format!("[{}]", text(127))).decode::<Vec<Any>>().is_ok());
    // Brackets that are beside each other.
    assert!(Payload::from_stored(format!("[{}]", ["[]"; 200].join(", "))).decode::<Any>().is_ok());
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(untagged)]
enum Deep {
    List(Vec<Deep>),
    Text(String),
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(untagged)]
enum Any {
    List(Vec<u8>),
    Pair(u8, u8),
    Json(store_record::Json),
}

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "owned", scope = global, key = id)]
struct Owned {
    id: u8,
    owner: OneOrMany<Objects>,
    any: Any,
}

#[test]
fn a_record_with_untagged_enums_opens() {
    for any in ["null", "[1, 2, 3]", r#""AA==""#, r#"{"a": 1.10}"#] {
        let any = Payload::from_stored(any).decode::<Any>().unwrap();
        let owner = OneOrMany::Many(vec![Objects::A { a: 1 }, Objects::Number(0.5)]);
        let record = Owned { id: 1, owner, any };
        assert_eq!(Envelope::seal(&record).unwrap().open::<Owned>().unwrap(), record);
    }
}

/// The first variant doesn't have the value that is nested in the second one.
#[derive(Debug, PartialEq, StoreValue)]
#[store_record(untagged)]
enum Tree {
    Leaf { text: String },
    Node { left: u8, more: Option<Box<Tree>> },
}

#[test]
fn explain_finds_the_variant_of_each_level() {
    for levels in 0..8 {
        let tree =
            (0..levels).fold(r#"{"text": "a"}"#.to_owned(), |tree, _| format!(r#"{{"left": 1, "more": {tree}}}"#));
        assert!(Payload::from_stored(&*tree).decode::<Tree>().is_ok());
        let payload = Payload::from_stored(format!("[{tree}, 7]"));
        let differences = explain::<(Tree, bool)>(&payload);
        let paths: Vec<String> = differences.iter().map(|difference| difference.expose_path().to_string()).collect();
        assert_eq!(paths, ["[1]"], "{levels}");
    }
}
