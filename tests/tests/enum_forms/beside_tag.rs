//! The members of a value beside a `tag`.

use super::{error, round_trip};
use std::collections::BTreeMap;
use store_record::{DecodeErrorKind, EncodeErrorKind, Payload, StoreValue};
use store_record_tests::schema::assert_schema;

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
