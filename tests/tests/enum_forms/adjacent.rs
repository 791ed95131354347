//! Enums with `tag` and `content`.

use super::{error, round_trip};
use store_record::{DecodeErrorKind, Payload, StoreValue};
use store_record_tests::schema::assert_schema;

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
