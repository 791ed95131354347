//! Forms of enums: numbers, and a tag beside the content.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fmt::Debug;
use store_record::{DecodeErrorKind, EnumRepr, Envelope, Payload, Shape, StoreKey, StoreRecord, StoreValue, explain};
use store_record_tests::schema::assert_schema;

#[track_caller]
fn round_trip<T: StoreValue + PartialEq + Debug>(value: &T, json: &str) {
    let payload = Payload::new(value).unwrap();
    assert_eq!(payload.expose_json(), json);
    assert_eq!(&payload.decode::<T>().unwrap(), value);
    assert!(explain::<T>(&payload).is_empty());
}

/// Returns the error as the path, the kind and the offset. `explain` has a difference for it.
#[track_caller]
fn error<T: StoreValue + Debug>(json: &str) -> (String, DecodeErrorKind, usize) {
    let payload = Payload::from_stored(json);
    let error = payload.decode::<T>().unwrap_err();
    let differences = explain::<T>(&payload);
    assert!(
        differences.iter().any(|difference| {
            let is_there = difference.offset() == error.offset() || difference.path() == *error.path();
            difference.kind() == error.kind() && is_there
        }),
        "{error}, {differences:?}"
    );
    (error.path().to_string(), error.kind(), error.offset())
}

const FIVE: isize = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, StoreValue, StoreKey)]
#[store_record(repr = "integer")]
enum Level {
    Zero,
    One,
    Minus = -7,
    Next,
    Five = FIVE,
    r#Type = 2 * FIVE,
    #[cfg(test)]
    Here,
    #[cfg(not(test))]
    NotHere,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, StoreValue, StoreKey)]
#[store_record(repr = "integer")]
#[repr(i64)]
enum Extreme {
    Least = i64::MIN,
    Most = i64::MAX,
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(repr = "integer")]
enum Never {}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(repr = "integer", bound = "")]
#[repr(u8)]
enum Sized<const N: usize> {
    Small = b's',
    Large = b'l',
}

#[test]
fn a_variant_is_stored_as_its_discriminant() {
    let all = [Level::Zero, Level::One, Level::Minus, Level::Next, Level::Five, Level::r#Type, Level::Here];
    round_trip(&all, "[0, 1, -7, -6, 5, 10, 11]");
    round_trip(&[Extreme::Least, Extreme::Most], "[-9223372036854775808, 9223372036854775807]");
    round_trip(&[Sized::<1>::Small, Sized::Large], "[115, 108]");
    round_trip(&Some(Level::Zero), "0");
    round_trip(&Vec::<Never>::new(), "[]");
    assert!(assert_schema(&BTreeMap::from([(1_u8, Level::Minus)]), &[]) > 2);
    let Shape::Enum(shape) = Level::SHAPE else { panic!("it is an enum") };
    let names: Vec<&str> = shape.variants.iter().map(|variant| variant.name).collect();
    assert_eq!((shape.repr, names), (EnumRepr::Integer, vec!["0", "1", "-7", "-6", "5", "10", "11"]));
}

#[test]
fn a_number_that_is_no_variant_is_rejected_with_its_path() {
    assert_eq!(error::<Vec<Level>>("[1, 2]"), ("[1]".to_owned(), DecodeErrorKind::UnknownVariant, 4));
    assert_eq!(error::<Never>("0").1, DecodeErrorKind::UnknownVariant);
    for json in ["\"One\"", "\"1\"", "1.0", "true", "null", "[1]", "{}", "9223372036854775808"] {
        assert_ne!(error::<Level>(json).1, DecodeErrorKind::UnknownVariant, "{json}");
    }
    let payload = Payload::from_stored("[1, 2]");
    assert_eq!(
        explain::<Vec<Level>>(&payload).expose_report().to_string(),
        "1 difference\n[1]: unknown variant, expected one of `0`, `1`, `-7`, `-6`, `5`, `10`, `11` (byte 4)\n"
    );
}

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "leveled", scope = global, key = (level, other))]
struct Leveled {
    level: Level,
    other: Option<Extreme>,
    by_level: BTreeMap<Level, u8>,
}

#[test]
fn a_key_is_the_number() {
    let record = |level, other| Leveled { level, other, by_level: BTreeMap::from([(Level::Minus, 1), (level, 2)]) };
    let keys = [(Level::Minus, None), (Level::Next, Some(Extreme::Most)), (Level::Zero, Some(Extreme::Least))];
    let keys = keys.map(|(level, other)| {
        let row = Envelope::seal(&record(level, other)).unwrap();
        assert_eq!(row.open::<Leveled>().unwrap(), record(level, other));
        Leveled::record_key_for(&level, &other).unwrap()
    });
    assert!(keys.is_sorted());
    assert_eq!(keys.map(|key| key.as_str().to_owned()), ["Z2#", "Z3#s9223372036854775807", "a0#H0776627963145224191"]);
    round_trip(&BTreeMap::from([(Level::Minus, 1_u8), (Level::One, 2)]), r#"{"1": 2, "-7": 1}"#);
    let key = store_record::RecordKey::from_stored("a2#");
    assert!(Leveled::parse_key(&key).is_err());
    assert!(Payload::from_stored(r#"{"2": 1}"#).decode::<BTreeMap<Level, u8>>().is_err());
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(tag = "type", content = "data", rename_all = "snake_case", unknown_fields = "ignore")]
enum Message<T> {
    Ping,
    Empty(),
    #[store_record(alias = "txt")]
    Text(String),
    Maybe(Option<T>),
    Move(#[store_record(with = unix_seconds)] time::OffsetDateTime, T),
    r#Box {
        r#type: T,
        #[store_record(default)]
        inner: Option<Box<Message<T>>>,
    },
    #[store_record(other)]
    Other(store_record::Json),
}

#[test]
fn a_variant_is_the_tag_and_the_content() {
    let epoch = time::OffsetDateTime::UNIX_EPOCH;
    round_trip(&Message::<u8>::Ping, r#"{"type": "ping"}"#);
    round_trip(&Message::<u8>::Empty(), r#"{"type": "empty"}"#);
    round_trip(&Message::<u8>::Text("a".into()), r#"{"data": "a", "type": "text"}"#);
    round_trip(&Message::Maybe(None::<u8>), r#"{"data": null, "type": "maybe"}"#);
    round_trip(&Message::Move(epoch, 7_u8), r#"{"data": [0, 7], "type": "move"}"#);
    let inner = Message::Box { r#type: 1, inner: Some(Box::new(Message::Maybe(Some(2)))) };
    round_trip(
        &Message::Box { r#type: 0_u8, inner: Some(Box::new(inner)) },
        r#"{"data": {"type": 0, "inner": {"data": {"type": 1, "inner": {"data": 2, "type": "maybe"}}, "type": "box"}}, "type": "box"}"#,
    );
    round_trip(
        &Message::<u8>::Other(r#"{"type": "new", "more": 1}"#.parse().unwrap()),
        r#"{"more": 1, "type": "new"}"#,
    );
    assert!(Payload::new(&Message::<u8>::Other(r#"{"type": "txt"}"#.parse().unwrap())).is_err());
    assert!(assert_schema(&Message::Move(epoch, 1_u8), &[]) > 3);
    assert!(assert_schema(&Message::<u8>::Ping, &[]) > 2);
}

#[test]
fn the_tag_and_the_content_are_read_in_any_order_and_under_aliases() {
    let expected = Message::Box { r#type: 1_u8, inner: None };
    for json in [
        r#"{"type": "box", "data": {"type": 1, "inner": null}}"#,
        r#"{"data":{"type":1},"type":"box"}"#,
        r#"{"\u0074ype":"\u0062ox","data":{"more":[1,{"type":"text"}],"type":1}}"#,
        "{\n  \"type\": \"box\",\n  \"data\": {\n    \"type\": 1\n  }\n}",
    ] {
        assert_eq!(Payload::from_stored(json).decode::<Message<u8>>().unwrap(), expected, "{json}");
    }
    let text = Payload::from_stored(r#"{"type":"txt","data":"a"}"#).decode::<Message<u8>>().unwrap();
    assert_eq!(text, Message::Text("a".into()));
}

#[test]
fn content_that_does_not_fit_is_rejected_with_its_path() {
    use DecodeErrorKind::{Duplicate, Missing, UnknownField};
    let of = |json| {
        let (path, kind, _) = error::<Strict>(json);
        (path, kind)
    };
    let at = |path: &str, kind| (path.to_owned(), kind);
    assert_eq!(of(r#"{"c": [1, 2], "t": "Pair", "x": 1}"#), at("", UnknownField));
    assert_eq!(of(r#"{"c": null, "t": "Unit"}"#), at("", UnknownField));
    assert_eq!(of(r#"{"t": "Pair"}"#), at(".c", Missing));
    assert_eq!(of(r#"{"c": [1, 2]}"#), at(".t", Missing));
    assert_eq!(of(r#"{"c": {"x": 1, "y": 2}, "t": "Named"}"#), at(".c", UnknownField));
    assert_eq!(of(r#"{"c": {}, "t": "Named"}"#), at(".c.x", Missing));
    assert_eq!(of(r#"{"c": [1], "t": "Pair"}"#), at(".c", DecodeErrorKind::Length(2)));
    assert_eq!(of(r#"{"c": [1, 256], "t": "Pair"}"#).0, ".c[1]");
    assert_eq!(of(r#"{"c": [1, 2], "t": "Double"}"#), at(".t", DecodeErrorKind::UnknownVariant));
    assert_eq!(of(r#"{"c": [1, 2], "t": "Pair", "t": "Pair"}"#), at(".t", Duplicate));
    assert_eq!(of("[]").0, "");
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(tag = "t", content = "c")]
enum Strict {
    Unit,
    Pair(u8, u8),
    Named { x: u8 },
}
