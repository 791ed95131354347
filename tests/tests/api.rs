//! Conversions and trait impls of the public types, which show no stored data.

use serde_json::{Value, json};
use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash, Hasher};
use store_record::{
    DecodeErrorKind, Digest, EncodeErrorKind, Json, Metadata, Path, Payload, RecordKey, Scope, StoreRecord, StoreValue,
    UnknownFields,
};

const SECRET: &str = "c4n4ry";

fn shows_nothing(value: &impl Debug) {
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!shown.contains(SECRET), "{shown}");
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn json_text_is_parsed_to_the_canonical_form() {
    let text = "{\"bb\":1.0e1,\n\"a\":\"\\u0041\"}";
    let canonical = r#"{"a": "A", "bb": 10}"#;
    let payload: Payload = text.parse().unwrap();
    let metadata: Metadata = text.parse().unwrap();
    let json: Json = text.parse().unwrap();
    assert_eq!(payload.expose_json(), Payload::from_json(text).unwrap().expose_json());
    assert_eq!(payload.expose_json(), metadata.expose_json());
    assert_eq!(payload.expose_json(), json.expose_json());
    assert_eq!(Json::from_json(text).unwrap(), json);
    assert_eq!(json.to_value().unwrap(), canonical.parse::<Json>().unwrap().to_value().unwrap());
    assert_eq!(Payload::from(json.clone()), payload);
    assert_eq!(Metadata::from(json.clone()), metadata);
    assert_eq!(json.clone().into_json(), json.expose_json());
    let error = "{\"a\": c4n4ry}".parse::<Payload>().unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::Syntax);
    shows_nothing(&error);
    assert!(!error.to_string().contains(SECRET));
}

#[test]
fn trees_are_converted_both_ways_or_rejected() {
    let tree = json!({"name": "Ada", "ratio": 0.5, "none": null});
    assert_eq!(Payload::try_from(&tree).unwrap().expose_json(), Payload::from_value(&tree).unwrap().expose_json());
    assert_eq!(Metadata::try_from(tree.clone()).unwrap(), Metadata::try_from(&tree).unwrap());
    let json = Json::try_from(tree.clone()).unwrap();
    assert_eq!(json, Json::try_from(&tree).unwrap());
    assert_eq!(Value::try_from(&json).unwrap(), tree);
    assert_eq!(Value::try_from(json).unwrap(), tree);

    let nul = json!({"name": format!("{SECRET}\0")});
    let error = Json::try_from(nul).unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::Nul);
    assert!(!format!("{error} {error:?}").contains(SECRET));
    let many_digits: Json = "0.12345678901234567890123".parse().unwrap();
    assert!(matches!(Value::try_from(many_digits).unwrap_err().kind(), DecodeErrorKind::OutOfRange(_)));
}

#[test]
fn metadata_is_an_empty_object_by_default() {
    #[derive(StoreRecord)]
    #[store_record(type = "plain", scope = global, key = id)]
    struct Plain {
        id: u64,
    }
    assert_eq!(Plain { id: 7 }.metadata().unwrap(), Metadata::default());
}

#[test]
fn unknown_fields_are_a_map_in_canonical_order() {
    let json = |text: &str| text.parse::<Json>().unwrap();
    let mut fields: UnknownFields = [("ccc", json("1")), ("b", json("2")), ("a", json("3"))].into_iter().collect();
    fields.extend([("b".to_owned(), json("4"))]);
    let names: Vec<&str> = fields.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["a", "b", "ccc"]);
    assert_eq!(fields.get("b"), Some(&json("4")));
    assert_eq!(fields.get("cc"), None);
    assert_eq!((fields.iter().len(), fields.iter().next_back().unwrap().0), (3, "ccc"));
    for (name, value) in &fields {
        assert_eq!(fields.get(name), Some(value));
    }
    let again: UnknownFields = fields.clone().into_iter().rev().collect();
    assert_eq!((&again, hash(&again)), (&fields, hash(&fields)));
    assert_eq!(HashSet::from([again.clone()]).len(), 1);
    let mut fewer = again;
    assert_eq!((fewer.remove("b"), fewer.remove("b"), fewer.len()), (Some(json("4")), None, 2));
    assert_ne!(fewer, fields);
}

#[test]
fn debug_of_unknown_fields_and_their_iterators_shows_nothing() {
    let value: Json = format!("\"{SECRET}\"").parse().unwrap();
    let fields = UnknownFields::from_iter([(SECRET, value)]);
    shows_nothing(&fields);
    shows_nothing(&fields.iter());
    shows_nothing(&fields.into_iter());
}

#[test]
fn keys_and_scopes_are_strings_by_reference_only() {
    fn text(text: impl AsRef<str>) -> String {
        text.as_ref().to_owned()
    }
    let (key, scope) = (RecordKey::from_stored(SECRET), Scope::from_stored(SECRET));
    assert_eq!((text(&key), text(&scope)), (SECRET.to_owned(), SECRET.to_owned()));
    shows_nothing(&key);
    shows_nothing(&scope);
    shows_nothing(&scope.key_range());
}

/// Both kinds of errors have a path of one type, which compares with another and with a string.
#[test]
fn paths_of_reading_and_writing_are_equal() {
    #[derive(StoreValue)]
    struct Part {
        #[store_record(rename = "a.b")]
        held: Vec<f64>,
    }
    let written = Payload::new(&Part { held: vec![0.0, f64::NAN] }).unwrap_err();
    let read = Payload::from_stored(r#"{"a.b": [0.0, null]}"#).decode::<Part>().map(drop).unwrap_err();
    let path: &Path = written.path();
    assert_eq!(path, read.path());
    assert_eq!(hash(path), hash(read.path()));
    assert_eq!(path, ".a%2Eb[1]");
    assert_eq!(".a%2Eb[1]", *path);
    assert!(!path.is_empty() && Path::default().is_empty());
    assert_eq!(Path::default(), "");
}

#[test]
fn digests_are_parsed_from_hexadecimal_digits() {
    let digest = Digest::new(&Payload::new(&7_u32).unwrap());
    let text: String = digest.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(text.parse(), Ok(digest));
    assert_eq!(text.to_uppercase().parse(), Ok(digest));
    let invalid = ["", &text[1..], &format!("{text}0"), &format!("0{text}"), &text.replace('7', "g"), &"é".repeat(32)];
    for text in invalid {
        assert!(text.parse::<Digest>().is_err(), "{text}");
    }
    shows_nothing(&SECRET.parse::<Digest>().unwrap_err());
}

#[test]
fn digests_are_ordered_as_their_bytes() {
    let (low, high) = (Digest::from_stored([1; 32]), Digest::from_stored([2; 32]));
    assert!(low < high);
    assert_eq!(Digest::try_from(&[1_u8; 32][..]), Ok(low));
    for length in [0, 31, 33] {
        assert!(Digest::try_from(&vec![1_u8; length][..]).is_err());
    }
}
