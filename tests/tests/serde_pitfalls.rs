//! Cases in which other libraries lose data silently.
//!
//! `key_laws` tests key collisions, `envelope` rounded columns, and `no_leak` leaks. An `Option` of a nullable type is a compile
//! error: `ui/nullability`.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use store_record::{DecodeErrorKind, EncodeErrorKind, Json, Payload, StoreRecord, StoreValue, UnknownFields};

fn read<T: StoreValue>(json: &str) -> Result<T, DecodeErrorKind> {
    Payload::from_stored(json).decode().map_err(|error| error.kind())
}

fn round_trip<T: StoreValue + PartialEq + std::fmt::Debug>(value: T, json: &str) {
    assert_eq!(Payload::new(&value).unwrap().expose_json(), json);
    assert_eq!(read::<T>(json).unwrap(), value);
}

#[test]
fn some_of_unit_is_not_none() {
    round_trip(Some(()), "[]");
    round_trip(None::<()>, "null");
}

#[test]
fn some_of_nan_is_rejected() {
    assert_eq!(Payload::new(&Some(f64::NAN)).unwrap_err().kind(), EncodeErrorKind::NotFinite);
    assert_eq!(Payload::new(&vec![Some(f32::INFINITY)]).unwrap_err().path(), "[0]");
}

#[derive(Debug, PartialEq, StoreValue)]
struct Foreign {
    #[store_record(with = serde)]
    held: f32,
}

/// An `f32` is read from the decimal number that it writes, however that is spelled. Another number would be rounded.
#[test]
fn number_that_no_f32_writes_is_rejected() {
    for (text, expected) in [
        ("0.1", 0.1),
        ("0.10", 0.1),
        ("1e-1", 0.1),
        ("1.00e-01", 0.1),
        ("16777216", 16_777_216.0),
        ("16777216.0", 16_777_216.0),
        ("340282350000000000000000000000000000000", f32::MAX),
        ("3.4028235e38", f32::MAX),
        ("-1.1754944e-38", -f32::MIN_POSITIVE),
        ("1e-45", f32::from_bits(1)),
        ("0", 0.0),
        ("-0.00", 0.0),
        ("0e9", 0.0),
    ] {
        let read: f32 = Payload::from_stored(text).decode().unwrap();
        assert_eq!(read.to_bits(), f32::to_bits(expected), "{text}");
        let foreign = Payload::from_stored(format!("{{\"held\": {text}}}")).decode::<Foreign>();
        assert_eq!(foreign.unwrap(), Foreign { held: expected }, "{text}");
    }
    for text in [
        "0.10000000149011612",
        "0.1000000014901161193847656250",
        "3.141592653589793",
        "-3.141592653589793",
        "16777217",
        "16777217.0",
        "0.30000000000000004",
        "1e-46",
        "-1e-60",
        "1.4e-45",
        "3.4028234663852886e38",
    ] {
        let error = Payload::from_stored(text).decode::<f32>().unwrap_err();
        assert_eq!(error.kind().to_string(), "expected a number that an f32 can hold, found a number", "{text}");
        assert_eq!(error.offset(), 0);
        assert!(Payload::from_stored(format!("{{\"held\": {text}}}")).decode::<Foreign>().is_err(), "{text}");
    }
    assert!(matches!(
        Payload::from_stored("1e39").decode::<f32>().unwrap_err().kind(),
        DecodeErrorKind::OutOfRange("f32")
    ));
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(tag = "kind")]
enum Tagged {
    Counts { by_id: BTreeMap<u64, i128>, total: u128 },
}

#[test]
fn tagged_enums_can_contain_integer_maps_and_128_bit_integers() {
    let counts = Tagged::Counts { by_id: BTreeMap::from([(7, i128::MIN)]), total: u128::MAX };
    round_trip(
        counts,
        r#"{"kind": "Counts", "by_id": {"7": "-170141183460469231731687303715884105728"}, "total": "340282366920938463463374607431768211455"}"#,
    );
}

#[derive(Debug, PartialEq, StoreValue)]
struct Open {
    known: u8,
    #[store_record(rest)]
    rest: UnknownFields,
}

#[derive(Debug, PartialEq, StoreValue)]
struct Closed {
    known: u8,
}

#[test]
fn unknown_fields_are_kept_or_rejected() {
    let json = r#"{"a": 1.10, "known": 1, "zzzzzz": {"b": null}}"#;
    let open: Open = read(json).unwrap();
    assert_eq!(open.known, 1);
    assert_eq!(Payload::new(&open).unwrap().expose_json(), json);
    assert_eq!(read::<Closed>(json), Err(DecodeErrorKind::UnknownField));
}

#[test]
fn rest_does_not_hide_a_missing_field() {
    let mut rest = UnknownFields::new();
    rest.insert("known", "2".parse::<Json>().unwrap());
    assert_eq!(Payload::new(&Open { known: 1, rest }).unwrap_err().kind(), EncodeErrorKind::DuplicateName);
}

#[test]
fn a_duplicate_name_is_rejected() {
    assert_eq!(read::<Closed>(r#"{"known": 1, "known": 2}"#), Err(DecodeErrorKind::Duplicate));
    assert_eq!(read::<Closed>(r#"{"known":1,"\u006bnown":1}"#), Err(DecodeErrorKind::Duplicate));
    assert_eq!(read::<BTreeMap<u8, u8>>(r#"{"1": 1, "1": 2}"#), Err(DecodeErrorKind::Duplicate));
    assert_eq!(read::<std::collections::HashSet<u8>>("[1, 1]"), Err(DecodeErrorKind::Duplicate));
    assert_eq!(read::<serde_json::Value>(r#"{"a": 1, "a": 2}"#), Err(DecodeErrorKind::Duplicate));
}

#[test]
fn an_array_is_rejected_as_a_struct_or_with_another_length() {
    assert!(matches!(read::<Closed>("[1]"), Err(DecodeErrorKind::Expected { found: "an array", .. })));
    assert_eq!(read::<(u8, u8)>("[1]"), Err(DecodeErrorKind::Length(2)));
    assert_eq!(read::<(u8, u8)>("[1, 2, 3]"), Err(DecodeErrorKind::Length(2)));
    assert_eq!(read::<[u16; 2]>("[]"), Err(DecodeErrorKind::Length(2)));
}

#[test]
fn a_missing_option_is_rejected() {
    #[derive(Debug, PartialEq, StoreValue)]
    struct Optional {
        name: Option<u8>,
    }
    assert_eq!(read::<Optional>("{}"), Err(DecodeErrorKind::Missing));
    round_trip(Optional { name: None }, r#"{"name": null}"#);
}

#[test]
fn numbers_are_neither_strings_nor_rounded() {
    assert!(read::<u8>("\"1\"").is_err());
    assert!(read::<u8>("1.0").is_err());
    assert_eq!(read::<u8>("256"), Err(DecodeErrorKind::OutOfRange("u8")));
    assert!(read::<u128>("1").is_err(), "another program would have rounded the number");
    assert_eq!(read::<f64>("1e308").unwrap().to_bits(), 1e308_f64.to_bits());
    assert!(read::<f64>("1e309").is_err());
    assert_eq!(Payload::new(&1e308_f64).unwrap().expose_json().len(), 311);
    // An inexact reader is one bit off.
    round_trip(5e-324_f64, &format!("0.{}5", "0".repeat(323)));
    round_trip(0.000_123_456_789_012_345_68_f64, "0.00012345678901234567");
}

#[test]
fn nul_is_rejected_in_strings_and_names() {
    assert_eq!(Payload::new(&"a\0".to_owned()).unwrap_err().kind(), EncodeErrorKind::Nul);
    let map = BTreeMap::from([("a\0".to_owned(), 1_u8)]);
    assert_eq!(Payload::new(&map).unwrap_err().kind(), EncodeErrorKind::Nul);
    assert_eq!(read::<String>(r#""a\u0000""#), Err(DecodeErrorKind::Nul));
}

#[test]
fn invalid_json_is_rejected() {
    for text in [
        "",
        " ",
        "nul",
        "01",
        "+1",
        ".5",
        "1.",
        "1e",
        "\"\\ud800\"",
        "\"\\x\"",
        "\"\n\"",
        "[1,]",
        "{\"a\" 1}",
        "1 2",
        "[1 2]",
        "{,}",
        "\u{feff}1",
    ] {
        assert!(read::<serde_json::Value>(text).is_err(), "{text:?}");
        assert!(Payload::from_json(text).is_err(), "{text:?}");
    }
    assert!(store_record::from_slice::<String>(b"\"\xff\"").is_err_and(|error| error.kind() == DecodeErrorKind::Utf8));
}

/// A struct with serde's derives and ours. Each has its own form.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, StoreRecord)]
#[serde(rename_all = "camelCase")]
#[store_record(type = "both", scope = global, key = user_id)]
struct Both {
    user_id: u64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    nick_name: Option<String>,
    #[store_record(with = serde)]
    level: SerdeOnly,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "t", content = "c")]
enum SerdeOnly {
    Pair(u8, Option<String>),
}

#[test]
fn serde_and_store_value_can_be_derived_together() {
    let both = Both { user_id: 1, nick_name: None, level: SerdeOnly::Pair(1, None) };
    round_trip(both.clone(), r#"{"level": {"c": [1, null], "t": "Pair"}, "user_id": 1, "nick_name": null}"#);
    let api = serde_json::to_string(&both).unwrap();
    assert_eq!(api, r#"{"userId":1,"level":{"t":"Pair","c":[1,null]}}"#);
    assert_eq!(serde_json::from_str::<Both>(&api).unwrap(), both);
    assert_eq!(both.to_envelope().unwrap().open::<Both>().unwrap(), both);
}
