//! Forms of enums: numbers, a tag beside the content, and values alone.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fmt::Debug;
use store_record::{
    DecodeErrorKind, EncodeErrorKind, EnumRepr, Envelope, Payload, Shape, StoreKey, StoreRecord, StoreValue, explain,
};
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

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Point<T> {
    x: T,
    #[store_record(alias = "why")]
    y: T,
    #[store_record(default)]
    label: Option<String>,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Open {
    id: u8,
    #[store_record(rest)]
    rest: store_record::UnknownFields,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "on", absent = "none")]
enum Drawn<T> {
    Nothing,
    Point(Point<T>),
    Boxed(Box<Point<u8>>),
    Open(Open),
    Map(BTreeMap<String, T>),
    Named {
        x: Option<u8>,
    },
    r#Type(std::rc::Rc<Point<T>>),
    #[store_record(other)]
    Other(store_record::Json),
}

#[test]
fn the_members_of_a_struct_are_beside_the_tag() {
    let point = |label| Point { x: 1_u16, y: 2, label };
    round_trip(&Drawn::Point(point(Some("a".into()))), r#"{"x": 1, "y": 2, "on": "Point", "label": "a"}"#);
    let boxed = Drawn::<u16>::Boxed(Box::new(Point { x: 1, y: 2, label: None }));
    round_trip(&boxed, r#"{"x": 1, "y": 2, "on": "Boxed", "label": null}"#);
    let map = Drawn::Map(BTreeMap::from([("zzz".to_owned(), 1_u16), ("a".into(), 2)]));
    round_trip(&map, r#"{"a": 2, "on": "Map", "zzz": 1}"#);
    round_trip(&Drawn::<u16>::Map(BTreeMap::new()), r#"{"on": "Map"}"#);
    let open: Open = Payload::from_stored(r#"{"id": 1, "more": [1.10]}"#).decode().unwrap();
    round_trip(&Drawn::<u16>::Open(open), r#"{"id": 1, "on": "Open", "more": [1.10]}"#);
    round_trip(&Drawn::Type(point(None).into()), r#"{"x": 1, "y": 2, "on": "Type", "label": null}"#);
    assert!(assert_schema(&Drawn::Point(point(None)), &[]) > 3);
    assert!(assert_schema(&map, &[]) > 3);
    for json in [
        r#"{"on":"Point","why":2,"x":1}"#,
        "{ \"why\" : 2, \"x\" : 1, \"\\u006fn\" : \"Point\" }",
        r#"{"label":null,"y":2,"x":1,"on":"Point"}"#,
    ] {
        assert_eq!(Payload::from_stored(json).decode::<Drawn<u16>>().unwrap(), Drawn::Point(point(None)), "{json}");
    }
}

#[test]
fn members_beside_the_tag_are_read_strictly() {
    use DecodeErrorKind::{Duplicate, Missing, UnknownField};
    let of = |json| {
        let (path, kind, _) = error::<Vec<Drawn<u16>>>(json);
        (path, kind)
    };
    let at = |path: &str, kind| (path.to_owned(), kind);
    assert_eq!(of(r#"[{"x": 1, "on": "Point"}]"#), at("[0].y", Missing));
    assert_eq!(of(r#"[{"x": 1, "y": 2, "z": 3, "on": "Point"}]"#).1, UnknownField);
    assert_eq!(of(r#"[{"x": 1, "y": 2, "on": "Point", "why": 3}]"#).1, Duplicate);
    assert_eq!(of(r#"[{"x": 1, "y": 70000, "on": "Point"}]"#).0, "[0].y");
    assert_eq!(of(r#"[{"a": 1, "on": "Map", "b": "x"}]"#).0, "[0][*]");
    assert_eq!(of(r#"[{"x": 1, "y": 2}]"#), at("[0].on", Missing));
}

#[test]
fn a_map_with_the_name_of_the_tag_is_rejected() {
    let map = Drawn::Map(BTreeMap::from([("on".to_owned(), 1_u8)]));
    assert_eq!(Payload::new(&map).unwrap_err().kind(), EncodeErrorKind::DuplicateName);
}
