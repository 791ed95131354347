//! Text in any order and with any white space decodes as its canonical form, or is rejected like it.
//!
//! `from_slice` reads the given text. `Payload::from_json` rewrites it in canonical form first. The two must agree on every
//! text, also on damaged text.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store_record::{DecodeErrorKind, Json, Payload, StoreValue, UnknownFields, from_slice};

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Everything {
    a: u8,
    text: String,
    optional: Option<i64>,
    float: f64,
    nested: Nested,
    list: Vec<Nested>,
    map: BTreeMap<String, Nested>,
    numbers: HashMap<u32, Vec<u16>>,
    pair: (bool, Option<String>),
    array: [u8; 3],
    set: BTreeSet<i8>,
    shape: Shape,
    event: Event,
    events: Vec<Event>,
    value: serde_json::Value,
    json: Json,
    at: time::OffsetDateTime,
    address: std::net::IpAddr,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(unknown_fields = "ignore")]
struct Nested {
    /// The escaped name sorts in another position than the name.
    #[store_record(rename = "q\"\\é")]
    quoted: bool,
    long_name_one: u32,
    long_name_two: Option<Inner>,
    #[store_record(default)]
    absent: u8,
    #[store_record(alias = "former")]
    renamed: String,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Inner {
    x: i32,
    #[store_record(rest)]
    rest: UnknownFields,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
enum Shape {
    Point,
    Circle(f32),
    Line(Inner, Inner),
    Rectangle { width: u8, height: u8 },
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "kind")]
enum Event {
    Started,
    Moved { x: i32, y: i32 },
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Empty {}

fn inner(x: i32) -> Inner {
    Inner { x, rest: UnknownFields::new() }
}

fn nested(number: u32) -> Nested {
    Nested {
        quoted: number.is_multiple_of(2),
        long_name_one: number,
        long_name_two: number.is_multiple_of(3).then(|| inner(number as i32 - 7)),
        absent: 0,
        renamed: ["", "é\n\u{1}\"", "plain", "a longer text than sixteen bytes"][number as usize % 4].to_owned(),
    }
}

fn everything(seed: u32) -> Everything {
    Everything {
        a: seed as u8,
        text: nested(seed).renamed,
        optional: (seed % 2 == 1).then_some(i64::from(seed) - 3_000_000_000),
        float: f64::from(seed) / 8.0 - 17.0,
        nested: nested(seed / 2),
        list: (0..seed % 4).map(nested).collect(),
        map: (0..seed % 5).map(|at| (nested(at).renamed, nested(at))).collect(),
        numbers: (0..seed % 3).map(|at| (at * 9, vec![at as u16; at as usize])).collect(),
        pair: (seed.is_multiple_of(3), seed.is_multiple_of(5).then(|| "x".to_owned())),
        array: [1, 2, seed as u8],
        set: (0..seed % 6).map(|at| at as i8 - 3).collect(),
        shape: match seed % 4 {
            0 => Shape::Point,
            1 => Shape::Circle(seed as f32),
            2 => Shape::Line(inner(1), inner(-2)),
            _ => Shape::Rectangle { width: 1, height: seed as u8 },
        },
        event: if seed.is_multiple_of(2) { Event::Started } else { Event::Moved { x: -1, y: seed as i32 } },
        events: vec![Event::Moved { x: 0, y: 1 }; seed as usize % 3],
        value: serde_json::json!({ "b": [1, -2.5, null, { "d": {}, "c": [] }], "aa": "é" }),
        json: r#"{"id": 7, "total": 1.25}"#.parse().unwrap(),
        at: time::OffsetDateTime::UNIX_EPOCH + time::Duration::milliseconds(i64::from(seed) * 7_919_311),
        address: std::net::Ipv4Addr::from(seed).into(),
    }
}

/// Choices that a number determines.
struct Choices(u64);

impl Choices {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// Prints the value with its members in another order, and white space at any position that JSON allows.
fn print(value: &serde_json::Value, choices: &mut Choices, spaces: &[&str], out: &mut String) {
    let space = |choices: &mut Choices, out: &mut String| out.push_str(spaces[choices.below(spaces.len())]);
    space(choices, out);
    match value {
        serde_json::Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            for at in (1..members.len()).rev() {
                members.swap(at, choices.below(at + 1));
            }
            out.push('{');
            for (at, (name, value)) in members.into_iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                space(choices, out);
                let name = serde_json::to_string(name).unwrap();
                out.push_str(&if choices.below(9) == 0 { name.replacen('a', "\\u0061", 1) } else { name });
                space(choices, out);
                out.push(':');
                print(value, choices, spaces, out);
            }
            space(choices, out);
            out.push('}');
        }
        serde_json::Value::Array(values) => {
            out.push('[');
            for (at, value) in values.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                print(value, choices, spaces, out);
            }
            space(choices, out);
            out.push(']');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
    space(choices, out);
}

fn shuffled(value: &Everything, choices: &mut Choices) -> String {
    let canonical = Payload::new(value).unwrap();
    let tree = serde_json::from_str(canonical.expose_json()).unwrap();
    let spaces: &[&str] = [&[""][..], &["", " "], &["", " ", "\t", "\r\n  "]][choices.below(3)];
    let mut out = String::new();
    print(&tree, choices, spaces, &mut out);
    out
}

/// Reads the text in both ways and compares the results.
fn read(text: &str) -> Option<Everything> {
    let in_place = from_slice::<Everything>(text.as_bytes());
    let rewritten = Payload::from_json(text).and_then(|payload| payload.decode::<Everything>());
    match (&in_place, &rewritten) {
        (Ok(one), Ok(other)) => assert_eq!(one, other, "{text}"),
        (Err(_), Err(_)) => {}
        _ => panic!("{:?}\n{:?}\n{text}", in_place.as_ref().err(), rewritten.as_ref().err()),
    }
    in_place.ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_white_space_decodes_equally(seed in 0u32..10_000, choices: u64) {
        let value = everything(seed);
        prop_assert_eq!(read(&shuffled(&value, &mut Choices(choices))), Some(value));
    }

    #[test]
    fn damaged_text_is_accepted_exactly_if_its_canonical_form_is(seed in 0u32..10_000, choices: u64) {
        let mut choices = Choices(choices);
        let whole = shuffled(&everything(seed), &mut choices);
        for _ in 0..40 {
            let mut bytes = whole.clone().into_bytes();
            for _ in 0..=choices.below(2) {
                let at = choices.below(bytes.len());
                let byte = b" \t\n,:{}[]\"0e.-\\u1nax"[choices.below(20)];
                match choices.below(4) {
                    0 => drop(bytes.remove(at)),
                    1 => bytes.insert(at, byte),
                    2 => bytes.truncate(at + 1),
                    _ => bytes[at] = byte,
                }
            }
            if let Ok(text) = String::from_utf8(bytes) {
                read(&text);
            }
        }
    }
}

/// Text that random generation rarely produces.
#[test]
fn chosen_texts_are_accepted_exactly_if_their_canonical_form_is() {
    fn both<T: StoreValue + PartialEq + std::fmt::Debug>(text: &str) -> Option<T> {
        let in_place = from_slice::<T>(text.as_bytes()).ok();
        let rewritten = Payload::from_json(text).ok().and_then(|payload| payload.decode::<T>().ok());
        assert_eq!(in_place, rewritten, "{text}");
        in_place
    }
    let full = r#"{"renamed":"x","long_name_two":null,"long_name_one":1,"q\"\\é":true"#;
    assert!(both::<Nested>(&format!("{full}}}")).is_some());
    for (more, is_read) in [
        (r#","unknown":1"#, true),
        (r#","unknown":{"a":1,"b":2}"#, true),
        (r#","unknown":{"a":1,"a":2}"#, false),
        (r#","unknown":[{"a":1,"a":2}]"#, false),
        (r#","unknown":1e400"#, true),
        (r#","unknown":1e5000"#, false),
        (r#","unknown":"\u0000""#, false),
        (r#","unknown":"\ud800""#, false),
        (r#","unknown":"a","unknown":"b""#, false),
        (r#","former":"y""#, false),
        (r#","long_name_one":1"#, false),
        (r#","\u0061bsent":3"#, true),
        (r#","absent":3e0"#, true),
        (r#","absent":-0"#, true),
        (r#","absent":256"#, false),
        (r#","absent":3,"#, false),
        (r#" "absent":3"#, false),
    ] {
        assert_eq!(both::<Nested>(&format!("{full}{more}}}")).is_some(), is_read, "{more}");
    }
    assert_eq!(both(" { } "), Some(Empty {}));
    assert_eq!(both("[ { } ,{}]"), Some(vec![Empty {}, Empty {}]));
    assert_eq!(both("{ }"), Some(BTreeMap::<String, u8>::new()));
    assert_eq!(both(r#"{"b":1 , "a":2}"#), Some(BTreeMap::from([("a".to_owned(), 2u8), ("b".to_owned(), 1)])));
    for rejected in [
        r#"{"a":1"b":2}"#,
        r#"{"a":1,}"#,
        r#"{,"a":1}"#,
        r#"{"a":1,,"b":2}"#,
        r#"{"a":1,"a":2}"#,
        r#"{"a": 1,  }"#,
        "{ ,}",
    ] {
        assert_eq!(both::<BTreeMap<String, u8>>(rejected), None);
    }
    assert_eq!(both("[1,2 ,3 ]"), Some(vec![1u16, 2, 3]));
    for rejected in ["[1,2,]", "[,1]", "[1 2]", "[1,,2]", "[1,2", "[1,2]]"] {
        assert_eq!(both::<Vec<u16>>(rejected), None);
    }
    assert_eq!(both("[1 ,true]"), Some((1u8, true)));
    assert_eq!(both::<(u8, bool)>("[1,true,1]"), None);
    assert_eq!(both("[ ]"), Some(()));
    for rejected in ["[1]", "[ 1 ]", "["] {
        assert_eq!(both::<()>(rejected), None);
    }
    assert_eq!(from_slice::<()>(b"[1]").unwrap_err().kind(), DecodeErrorKind::Length(0));
    assert_eq!(both("[1e2,1e-2]"), Some(vec![100.0, 0.01]));
    assert_eq!(both::<Vec<f64>>("[1,1e-16000]"), None);
}

/// The decoder treats text as canonical if a colon and a space follow its first name. Bytes inside a name can look the same.
#[test]
fn the_bytes_after_the_first_name_do_not_change_the_value() {
    macro_rules! colons {
        ($(#[$option:meta])* $name:ident) => {
            #[derive(Debug, PartialEq, StoreValue)]
            $(#[$option])*
            struct $name {
                #[store_record(default)]
                a: u8,
                #[store_record(rename = ":x")]
                tight: u8,
                #[store_record(rename = "y: ")]
                spaced: u8,
            }
        };
    }
    colons!(Strict);
    colons!(
        #[store_record(unknown_fields = "ignore")]
        Lax
    );
    let members = [r#""a"?5"#, r#"":x"?6"#, r#""y: "?7"#];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        for (colon, comma, before) in
            [(": ", ", ", ""), (":", ",", ""), (" : ", " ,", ""), (":", ", ", " "), (": ", ",", "\n")]
        {
            for count in 1..=3 {
                let there: Vec<&str> = order.iter().take(count).map(|at| members[*at]).collect();
                let text = format!("{before}{{{}}}", there.join(comma)).replace('?', colon);
                let has = |member: &str| there.contains(&member);
                let expected = has(members[1]) && has(members[2]);
                let a = if has(members[0]) { 5 } else { 0 };
                let strict = expected.then_some(Strict { a, tight: 6, spaced: 7 });
                assert_eq!(from_slice::<Strict>(text.as_bytes()).ok(), strict, "{text}");
                let lax = expected.then_some(Lax { a, tight: 6, spaced: 7 });
                assert_eq!(from_slice::<Lax>(text.as_bytes()).ok(), lax, "{text}");
                let more = text.replace('{', &format!(r#"{{":?"{colon}[1]{comma}"#));
                assert_eq!(from_slice::<Strict>(more.as_bytes()).ok(), None, "{more}");
                assert_eq!(from_slice::<Lax>(more.as_bytes()).ok(), lax, "{more}");
            }
        }
    }
}

/// The offset is that of the wrong name, after the separator.
#[test]
fn the_error_of_a_map_key_points_at_the_name() {
    for (text, is_twice, at) in [
        (r#"{"1": 1, "x": 2}"#, false, r#""x""#),
        (r#"{"x": 2}"#, false, r#""x""#),
        (r#"{"1":1 , "300":2}"#, false, r#""300""#),
        (r#"{"1": 1, "2": 2,  "1": 3}"#, true, r#""1": 3"#),
    ] {
        let error = from_slice::<BTreeMap<u8, u8>>(text.as_bytes()).unwrap_err();
        assert_eq!((error.path().to_string().as_str(), error.offset()), ("[*]", text.find(at).unwrap()), "{text}");
        match error.kind() {
            DecodeErrorKind::Duplicate => assert!(is_twice, "{text}"),
            DecodeErrorKind::MapKey(_) => assert!(!is_twice, "{text}"),
            other => panic!("{other}: {text}"),
        }
    }
}

/// Objects in another order at each of many levels.
#[test]
fn nested_objects_in_another_order_are_read() {
    #[derive(Debug, PartialEq, StoreValue)]
    struct Node {
        b: Option<Box<Node>>,
        a: u8,
    }
    let mut text = r#"{"b":null,"a":0}"#.to_owned();
    for depth in 1..100 {
        text = format!(r#"{{"b":{text},"a":{depth}}}"#);
    }
    let node: Node = from_slice(text.as_bytes()).unwrap();
    assert_eq!((node.a, Payload::from_json(&text).unwrap().decode().ok()), (99, Some(node)));
}

#[derive(Debug, PartialEq, StoreValue)]
struct Two {
    a: f64,
    b: Option<Box<Two>>,
}

/// Each text is valid in both orders, except for one position between two tokens.
#[test]
fn wrong_separators_are_rejected() {
    let both = |text: &str| {
        let read = from_slice::<Two>(text.as_bytes()).ok();
        let rewritten = Payload::from_json(text).ok().and_then(|payload| payload.decode().ok());
        assert_eq!(read, rewritten, "{text}");
        read.is_some()
    };
    assert!(both(r#"{"b":{"b":null,"a":2},"a":1}"#) && both(r#"{"a": 1, "b": null}"#));
    for text in [
        r#"{"a": 1{"b": null}"#,
        r#"{"a": 1{}"#,
        r#"{"b": null{"a": 1}"#,
        r#"{"a": 1 "b": null}"#,
        r#"{"a": 1, "b": null "a"}"#,
        r#"{"b":null,"a":1.5.3}"#,
        r#"{"b":null,"a":1 5}"#,
        r#"{"b":null,"a":}"#,
        r#"{"b":null,"a":1,}"#,
        r#"{"b":null,,"a":1}"#,
        r#"{"b":null}"a":1}"#,
        r#"{"b":{"b":null,"a":2}"a":1}"#,
        r#"{"b":{"b":null,"a":2}3,"a":1}"#,
        r#"{"b":null,"a":1}}"#,
        r#"{"b":null,"a":-"#,
        r#"{"b":null,"a":-}"#,
    ] {
        assert!(!both(text), "{text}");
    }
}

/// The error has a path also if canonical text is damaged between members.
#[test]
fn the_error_between_canonical_members_has_a_path() {
    let text = r#"{"a": 1, "b": {"a": 2, "b": {"a": 3 "b": null}}}"#;
    let error = from_slice::<Two>(text.as_bytes()).unwrap_err();
    assert_eq!((error.kind(), error.path().to_string().as_str()), (DecodeErrorKind::Syntax, ".b.b"));
    assert_eq!(error.offset(), text.rfind(r#" "b"#).unwrap());
}

/// More members than the decoder sorts by counting, names with equal beginnings, and names with escapes.
#[test]
fn many_members_are_found() {
    let names: Vec<String> = (0..40).map(|number| format!("a name \" of {number:02}")).collect();
    let value = names.iter().rev().map(|name| format!("{}:1", serde_json::json!(name)));
    let text = format!(r#"{{"z":"",{},"b":2}}"#, value.collect::<Vec<_>>().join(","));
    #[derive(Debug, StoreValue)]
    struct Many {
        b: u8,
        z: String,
        #[store_record(rest)]
        rest: UnknownFields,
    }
    let many: Many = from_slice(text.as_bytes()).unwrap();
    assert_eq!((many.b, many.z.as_str()), (2, ""));
    assert!(many.rest.iter().map(|(name, _)| name).eq(names.iter().map(String::as_str)));
    let twice = text.replacen("of 07", "of 09", 1);
    let error = from_slice::<Many>(twice.as_bytes()).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::Duplicate, twice.rfind("of 09").unwrap() - 11));
}

/// Names whose escaped text equals another name.
#[test]
fn an_escaped_name_is_not_compared_as_text() {
    #[derive(Debug, PartialEq, StoreValue)]
    struct Names {
        #[store_record(rename = "\\")]
        backslash: u8,
        #[store_record(rename = "\"")]
        quote: u8,
        #[store_record(rename = "\\n")]
        backslash_n: u8,
        #[store_record(rename = "\n")]
        line_feed: Option<u8>,
    }
    let text = r#"{"\\n":3,"\n":4,"\"":2,"\\":1}"#;
    let names = Names { backslash: 1, quote: 2, backslash_n: 3, line_feed: Some(4) };
    assert_eq!(from_slice::<Names>(text.as_bytes()).unwrap(), names);
    #[derive(Debug, StoreValue)]
    struct Backslash {
        #[store_record(rename = "\\")]
        _name: u8,
        zz: u8,
    }
    #[derive(Debug, StoreValue)]
    struct BackslashN {
        #[store_record(rename = "\\n")]
        _name: u8,
        zz: u8,
    }
    let quote = from_slice::<Backslash>(br#"{"zz":1,"\"":2}"#).map(|value| value.zz);
    let line_feed = from_slice::<BackslashN>(br#"{"zz":1,"\n":2}"#).map(|value| value.zz);
    for read in [quote, line_feed] {
        assert_eq!(read.unwrap_err().kind(), DecodeErrorKind::UnknownField);
    }
}

/// A custom codec that ignores an error can't move the end of the object around it.
#[test]
fn an_error_that_a_codec_ignores_is_still_reported() {
    #[derive(Debug)]
    struct Lenient;
    impl StoreValue for Lenient {
        type Nullability = store_record::NotNull;
        fn encode(&self, _: &mut store_record::Encoder) {}
        fn decode(decoder: &mut store_record::Decoder<'_>) -> Result<Self, store_record::DecodeError> {
            let _ = Two::decode(decoder);
            Ok(Self)
        }
    }
    #[derive(Debug, StoreValue)]
    struct Holder {
        #[store_record(default)]
        z: u8,
        lenient: Lenient,
    }
    for inside in [r#"{"a":true}"#, r#"{"b":null,"a":true}"#, "{}", r#"{"b":{}}"#, r#"{"c":1,"a":1,"b":null}"#] {
        for text in [format!(r#"{{"lenient":{inside},"z":1}}"#), format!(r#"{{"z":1,"lenient":{inside}}}"#)] {
            assert!(from_slice::<Holder>(text.as_bytes()).is_err(), "{text}");
        }
        assert!(from_slice::<Lenient>(inside.as_bytes()).is_err(), "{inside}");
    }
    assert!(from_slice::<Holder>(br#"{"z":1,"lenient":{"b":null,"a":2}}"#).is_ok());
}

/// In any order and white space, an error has the path of the wrong value and its offset in the given text.
#[test]
fn the_offset_of_an_error_is_in_the_given_text() {
    #[derive(Debug, StoreValue)]
    struct Outer {
        a: u8,
        list: Vec<Nested>,
        event: Event,
    }
    let nested = r#"{"renamed":"x" , "long_name_one":1,"q\"\\é":true,"long_name_two":null}"#;
    let whole = |nested: &str, event: &str| format!(r#"{{ "list":[{nested}],"event":{event} ,"a":1}}"#);
    let started = r#"{"kind":"Started"}"#;
    for (text, path, kind, at) in [
        (whole(&nested.replace("true", "7"), started), ".list[0].q%22%5Cé", "expected a boolean, found a number", "7,"),
        (whole(&nested.replace(":1", ":-1"), started), ".list[0].long_name_one", "the number is out", "-1"),
        (whole(&nested.replace("null", r#"{"y":2}"#), started), ".list[0].long_name_two.x", "missing field", "}}]"),
        (whole(&nested.replace("x\" ,", "x\","), "{ }"), ".event.kind", "missing field", "} ,"),
        (whole(nested, r#"{"x":1,"kind":"Started"}"#), ".event", "unknown field", "\"x\":1"),
        (whole(nested, r#"{"x":1,"kind":"Moved"}"#), ".event.y", "missing field", "} ,\"a"),
        (whole(nested, r#"{"x":1,"y":1, "kind":"Moved","x":2}"#), ".event.x", "duplicate name", "\"x\":2"),
        (
            whole(&nested.replace("null", r#"null,"u":1,"v":2,"u":3"#), started),
            ".list[0][*]",
            "duplicate name",
            "\"u\":3",
        ),
        (
            whole(&nested.replace("null", r#"null,"u":{"d":[],"d":1}"#), started),
            ".list[0][*]",
            "duplicate name",
            "\"d\":1",
        ),
    ] {
        let error = from_slice::<Outer>(text.as_bytes()).unwrap_err();
        assert_eq!(
            (error.path().to_string().as_str(), error.offset()),
            (path, text.find(at).unwrap()),
            "{error}: {text}"
        );
        assert!(error.kind().to_string().starts_with(kind), "{error}: {text}");
    }
}
