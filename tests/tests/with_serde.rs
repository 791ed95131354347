//! `with = serde`: the output of serde's traits in canonical form, decoded by our own deserializer.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use store_record::{EncodeErrorKind, Json, Payload, StoreValue};

/// A field of a serde type.
#[derive(Debug, PartialEq, StoreValue)]
#[store_record(bound = "T: Serialize + DeserializeOwned")]
struct Held<T> {
    #[store_record(with = serde)]
    held: T,
}

#[derive(Debug, PartialEq, Clone, Serialize, Deserialize)]
struct Unit;

#[derive(Debug, PartialEq, Clone, Serialize, Deserialize)]
struct Newtype(u16);

#[derive(Debug, PartialEq, Clone, Serialize, Deserialize)]
struct Tuple(i8, String);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Level {
    Low,
    High,
}

#[derive(Debug, PartialEq, Clone, Serialize, Deserialize)]
enum External {
    Unit,
    Newtype(Box<Everything>),
    Tuple(u8, bool),
    Struct { a: char, b: Option<f32> },
}

#[derive(Debug, PartialEq, Clone, Serialize, Deserialize)]
#[serde(tag = "t")]
enum Internal {
    Unit,
    Struct { a: i64 },
}

#[derive(Debug, PartialEq, Clone, Serialize, Deserialize)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Unit,
    Tuple(u8, f64),
    Struct { a: u64 },
}

#[derive(Debug, PartialEq, Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Number(u64),
    Float(f64),
    Flag(bool),
    Text(String),
    List(Vec<Untagged>),
    Object { a: i32 },
}

#[derive(Debug, PartialEq, Clone, Serialize, Deserialize)]
struct Flat {
    own: u8,
    #[serde(flatten)]
    inner: BTreeMap<String, Untagged>,
}

#[derive(Debug, PartialEq, Clone, Serialize, Deserialize)]
struct Everything {
    small: (u8, i8, u16, i16, u32, i32),
    large: (u64, i64),
    wide: (u128, i128),
    floats: (f32, f64),
    letter: char,
    text: String,
    unit: (),
    unit_struct: Unit,
    newtype: Newtype,
    tuple: Tuple,
    levels: BTreeMap<Level, bool>,
    numbers: BTreeMap<i32, Option<String>>,
    wide_keys: BTreeMap<i128, u8>,
    flags: BTreeMap<bool, u8>,
    letters: BTreeMap<char, u8>,
    external: Vec<External>,
    internal: Vec<Internal>,
    adjacent: Vec<Adjacent>,
    untagged: Vec<Untagged>,
    flat: Flat,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<u8>,
    duration: std::time::Duration,
    address: std::net::IpAddr,
}

/// The fields of [`Held`], with serde's derive.
#[derive(Deserialize)]
struct HeldBySerde {
    held: Everything,
}

fn float() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.5), Just(1e21), Just(-1e-7), Just(5e-324), Just(f64::MAX), any::<i32>().prop_map(f64::from)]
}

fn untagged() -> impl Strategy<Value = Untagged> {
    let leaf = prop_oneof![
        any::<u64>().prop_map(Untagged::Number),
        float().prop_map(|value| Untagged::Float(value + 0.0)),
        any::<bool>().prop_map(Untagged::Flag),
        ".{0,4}".prop_map(|text: String| Untagged::Text(text.replace('\0', ""))),
        any::<i32>().prop_map(|a| Untagged::Object { a }),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| prop::collection::vec(inner, 0..3).prop_map(Untagged::List))
}

prop_compose! {
    fn everything()(
        small in any::<(u8, i8, u16, i16, u32, i32)>(),
        (large, wide, letter, levels) in (any::<(u64, i64)>(), any::<(u128, i128)>(), prop::char::range('\u{1}', '\u{ff}'), any::<bool>()),
        floats in (prop_oneof![Just(0.1_f32), Just(f32::MAX), Just(1e-10)], float()),
        text in ".{0,6}",
        numbers in prop::collection::btree_map(any::<i32>(), prop::option::of("[a-z\"\\\\]{0,3}"), 0..4),
        untagged in prop::collection::vec(untagged(), 0..4),
        inner in prop::collection::btree_map("[a-n]{1,2}", untagged(), 0..3),
        left_out in prop::collection::vec(any::<u8>(), 0..2),
        (seconds, nanoseconds) in (any::<u64>(), 0..1_000_000_000_u32),
    ) -> Everything {
        Everything {
            small, large, wide, letter, unit: (), unit_struct: Unit, newtype: Newtype(small.2), untagged, numbers, left_out,
            floats: (floats.0, floats.1 + 0.0),
            text: text.replace('\0', ""),
            tuple: Tuple(small.1, "é\n".to_owned()),
            levels: [(Level::Low, levels), (Level::High, true)].into_iter().take(usize::from(levels) + 1).collect(),
            wide_keys: [(wide.1, 1)].into(),
            flags: [(levels, 1)].into(),
            letters: [(letter, 1)].into(),
            external: vec![External::Unit, External::Tuple(1, false), External::Struct { a: letter, b: None }],
            internal: vec![Internal::Unit, Internal::Struct { a: large.1 }],
            adjacent: vec![Adjacent::Unit, Adjacent::Tuple(1, floats.1 + 0.0), Adjacent::Struct { a: large.0 }],
            flat: Flat { own: 1, inner },
            duration: std::time::Duration::new(seconds, nanoseconds),
            address: [small.0, 0, 0, 1].into(),
        }
    }
}

/// Checks that serde_json and our codec read each other's text.
fn agrees_with_serde_json<T: Serialize + DeserializeOwned + PartialEq + Debug + Clone>(value: &T) {
    let payload = Payload::new(&Held { held: value.clone() }).unwrap_or_else(|error| panic!("{value:?}: {error}"));
    assert_eq!(payload.decode::<Held<T>>().unwrap().held, *value);
    let text = payload.expose_json();
    let inside = &text[r#"{"held": "#.len()..text.len() - 1];
    assert_eq!(serde_json::from_str::<T>(inside).unwrap(), *value, "{inside}");
    let theirs = format!("{{\"held\": {}}}", serde_json::to_string(value).unwrap());
    assert_eq!(Payload::from_stored(theirs).decode::<Held<T>>().unwrap().held, *value);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn serde_json_and_our_codec_read_each_others_text(value in everything()) {
        agrees_with_serde_json(&value);
        agrees_with_serde_json(&vec![External::Newtype(Box::new(value))]);
    }

    /// What our codec accepts, serde_json accepts too, with the same value.
    #[test]
    fn damaged_text_is_accepted_only_if_serde_json_accepts_it(value in everything(), at in any::<prop::sample::Index>(), edit in 0..12_usize) {
        let text = Payload::new(&Held { held: value }).unwrap().into_json();
        let at = at.index(text.len());
        prop_assume!(text.is_char_boundary(at) && text.is_char_boundary(at + 1));
        let piece = ["\"", "{", "}", "[", "]", ", ", ": ", "null", "1", "true", "-", ""][edit];
        let damaged = format!("{}{piece}{}", &text[..at], &text[at + 1..]);
        let ours = Payload::from_stored(damaged.as_str()).decode::<Held<Everything>>();
        if let Ok(ours) = ours {
            // `-0` is the integer 0 in JSONB, and no integer for serde_json.
            let canonical = Json::from_json(&damaged).unwrap().into_json();
            let theirs = serde_json::from_str::<HeldBySerde>(&canonical).ok().map(|theirs| theirs.held);
            prop_assert_eq!(Some(ours.held), theirs, "{}", damaged);
        }
    }
}

/// Bytes by serde's own methods for bytes. A serializer of JSON writes an array.
#[derive(Debug, PartialEq, Clone)]
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_owned()))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut elements: A) -> Result<Bytes, A::Error> {
                let mut bytes = Vec::new();
                while let Some(byte) = elements.next_element()? {
                    bytes.push(byte);
                }
                Ok(Bytes(bytes))
            }
        }

        deserializer.deserialize_byte_buf(Visitor)
    }
}

#[test]
fn bytes_are_an_array_or_a_text() {
    for bytes in [vec![], vec![0, 1, 255]] {
        agrees_with_serde_json(&Bytes(bytes));
    }
    let text = Payload::from_stored(r#"{"held": "\u00e9"}"#).decode::<Held<Bytes>>().unwrap();
    assert_eq!(text.held, Bytes("é".into()));
    is_rejected::<Bytes>("[256]");
    is_rejected::<Bytes>("1");
}

#[test]
fn a_key_can_be_a_newtype_of_a_text() {
    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Serialize, Deserialize)]
    struct Name(String);

    agrees_with_serde_json(&BTreeMap::from([(Name("é".into()), 1), (Name(String::new()), 2)]));
}

#[test]
fn minus_zero_is_the_integer_zero() {
    assert_eq!(Payload::from_stored(r#"{"held": -0}"#).decode::<Held<u8>>().unwrap().held, 0);
}

#[test]
fn any_order_and_white_space_is_accepted() {
    let text = " {\n\"held\" : {\"inner\":2, \"b\" : {\"a\":-3}, \"own\":1 , \"aa\":[1.5,\"\\u0041\"]} }";
    let held: Held<Flat> = Payload::from_stored(text).decode().unwrap();
    let inner = [
        ("aa".to_owned(), Untagged::List(vec![Untagged::Float(1.5), Untagged::Text("A".to_owned())])),
        ("b".to_owned(), Untagged::Object { a: -3 }),
        ("inner".to_owned(), Untagged::Number(2)),
    ];
    assert_eq!(held.held, Flat { own: 1, inner: inner.into() });
}

#[track_caller]
fn is_rejected<T: Serialize + DeserializeOwned + Debug>(text: &str) {
    let error = Payload::from_stored(format!("{{\"held\": {text}}}")).decode::<Held<T>>().unwrap_err();
    assert!(*error.path() == ".held" || error.path().is_empty(), "{error}");
}

#[test]
fn text_that_the_type_does_not_write_is_rejected() {
    is_rejected::<u8>("256");
    is_rejected::<u8>("1.5");
    is_rejected::<u8>("\"1\"");
    is_rejected::<(u8, u8)>("[1]");
    is_rejected::<(u8, u8)>("[1, 2, 3]");
    is_rejected::<()>("0");
    is_rejected::<char>("\"ab\"");
    is_rejected::<External>("{}");
    is_rejected::<External>(r#"{"Tuple": [1, true], "Unit": null}"#);
    is_rejected::<External>(r#""Tuple""#);
    is_rejected::<External>(r#"{"Nothing": 1}"#);
    is_rejected::<External>("[1]");
    is_rejected::<BTreeMap<i32, u8>>(r#"{"+1": 1}"#);
    is_rejected::<BTreeMap<i32, u8>>(r#"{"01": 1}"#);
    is_rejected::<BTreeMap<i32, u8>>(r#"{"1.0": 1}"#);
    is_rejected::<BTreeMap<bool, u8>>(r#"{"yes": 1}"#);
    is_rejected::<BTreeMap<String, u8>>(r#"{"a": 1, "a": 2}"#);
    is_rejected::<i128>("1.5");
    is_rejected::<i128>("\"1\"");
    is_rejected::<f64>("\"1\"");
}

/// Numbers that serde's types would round.
#[test]
fn a_number_in_untyped_json_is_exact_or_rejected() {
    for text in [
        "1.000000000000000000000000001",
        "9007199254740993.0",
        "1e-400",
        "18446744073709551616",
        "-9223372036854775809",
    ] {
        is_rejected::<Value>(text);
        is_rejected::<Untagged>(text);
    }
    let held = Payload::from_stored(r#"{"held": [1.10, 0.1, 1e2, -5, 18446744073709551615]}"#);
    assert_eq!(held.decode::<Held<Value>>().unwrap().held, json!([1.1, 0.1, 100, -5, u64::MAX]));
    // Databases print a large float without a decimal point.
    let large = format!("{{\"held\": 17976931348623157{}}}", "0".repeat(292));
    assert_eq!(Payload::from_stored(large).decode::<Held<Value>>().unwrap().held, json!(f64::MAX));
}

#[test]
fn private_names_of_serializers_are_rejected() {
    for name in ["$serde_json::private::Number", "$serde_json::private::RawValue", "$__toml_private_datetime"] {
        let text = format!("{{{name:?}: \"1\"}}");
        is_rejected::<Value>(&text);
        is_rejected::<BTreeMap<String, Value>>(&text);
        let error = Payload::new(&Held { held: json!({ name: "1" }) }).unwrap_err();
        assert_eq!(
            error.kind().to_string(),
            "a type of another crate writes a private name that only the crate's own serializer understands"
        );
        // In a tree that our own codec stores, it is an ordinary name.
        let json: Json = text.parse().unwrap();
        assert_eq!(Payload::new(&json).unwrap().expose_json(), text);
    }
}

/// A type of another crate that uses a private protocol with its own serializer.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename = "$__toml_private_Datetime")]
struct Datetime {
    inside: u8,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename = "$sonic_rs::private::Value")]
struct SonicValue(u8);

#[test]
fn private_protocols_of_types_are_rejected() {
    let rule = "a type of another crate writes a private name that only the crate's own serializer understands";
    assert_eq!(
        Payload::new(&Held { held: Datetime { inside: 1 } }).unwrap_err().kind(),
        EncodeErrorKind::Rejected(rule)
    );
    assert_eq!(Payload::new(&Held { held: vec![SonicValue(1)] }).unwrap_err().kind(), EncodeErrorKind::Rejected(rule));
    is_rejected::<Datetime>(r#"{"inside": 1}"#);
    is_rejected::<SonicValue>("1");
}

#[test]
fn a_value_that_serde_writes_ambiguously_is_rejected() {
    let rejects = |error: store_record::EncodeError, rule: &str| assert_eq!(error.kind().to_string(), rule);
    let none = Payload::new(&Held { held: Some(None::<u8>) }).unwrap_err();
    rejects(none, "a `Some` that serde writes as null would come back as `None`");
    let nan = Payload::new(&Held { held: f64::NAN }).unwrap_err();
    assert_eq!(nan.kind(), EncodeErrorKind::NotFinite);
    let map: HashMap<Option<u8>, u8> = [(None, 1)].into();
    rejects(Payload::new(&Held { held: map }).unwrap_err(), "the type's serde implementation returned an error");
}
