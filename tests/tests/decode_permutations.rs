//! Objects of few members in every order: the decoder defers members of later fields, and rejects members that remain, are
//! missing or are damaged.
//!
//! serde_json is the reference. It neither defers members nor has an index.

#![allow(clippy::unwrap_used)]

use serde::Deserialize;
use std::fmt::Debug;
use store_record::{DecodeError, DecodeErrorKind, StoreValue, UnknownFields, from_slice};

#[derive(Debug, Clone, PartialEq, StoreValue, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    id: u8,
    #[store_record(default)]
    inner: Option<Part>,
    list: Vec<Part>,
    #[store_record(rename = "é")]
    #[serde(rename = "é")]
    text: String,
    a_long_name_of_more_than_sixteen_bytes: bool,
}

#[derive(Debug, Clone, PartialEq, StoreValue, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    x: u8,
    #[store_record(default)]
    yy: Option<String>,
}

const MEMBERS: [&str; 5] = [
    r#""id":7"#,
    r#""inner":{"yy":"}","x":1}"#,
    r#""list":[{"x":2,"yy":null},{"yy":"a\"]\\","x":3}]"#,
    r#""é":"{\"x\n""#,
    r#""a_long_name_of_more_than_sixteen_bytes":true"#,
];

/// Calls `with` with every order of the members.
fn every_order<'m>(members: &[&'m str], with: &mut impl FnMut(&[&'m str])) {
    fn go_on<'m>(ordered: &mut Vec<&'m str>, left: &[&'m str], with: &mut impl FnMut(&[&'m str])) {
        if left.is_empty() {
            return with(ordered);
        }
        for at in 0..left.len() {
            let mut others = left.to_vec();
            ordered.push(others.remove(at));
            go_on(ordered, &others, with);
            ordered.pop();
        }
    }
    go_on(&mut Vec::new(), members, with);
}

fn object(members: &[&str], comma: &str) -> String {
    format!("{{{}}}", members.join(comma))
}

fn read<T: StoreValue>(text: &str) -> Result<T, DecodeError> {
    from_slice(text.as_bytes())
}

#[track_caller]
fn is_read_as_by_serde_json<T: StoreValue + PartialEq + Debug + for<'de> Deserialize<'de>>(text: &str) {
    assert_eq!(read::<T>(text).ok(), serde_json::from_str(text).ok(), "{text}");
}

#[test]
fn every_order_of_all_or_some_members_is_read_as_by_serde_json() {
    for omitted in 0..=MEMBERS.len() {
        let members: Vec<&str> =
            MEMBERS.iter().enumerate().filter(|(at, _)| *at != omitted).map(|(_, it)| *it).collect();
        every_order(&members, &mut |ordered| {
            for comma in [",", ", ", " ,\n\t"] {
                is_read_as_by_serde_json::<Whole>(&object(ordered, comma));
            }
        });
    }
    every_order(&MEMBERS, &mut |ordered| assert!(read::<Whole>(&object(ordered, ",")).is_ok()));
}

/// Text in which one byte was changed, removed or inserted, at every position.
#[test]
fn every_damage_of_one_byte_is_read_as_by_serde_json() {
    every_order(&MEMBERS[1..], &mut |ordered| {
        let whole = object(&[&[MEMBERS[0]], ordered].concat(), ",");
        for at in 0..whole.len() {
            for with in ["", ",", ":", "{", "}", "[", "]", "\"", "\\", " ", "x", "1"] {
                for end in [at, at + 1] {
                    let damaged = [&whole.as_bytes()[..at], with.as_bytes(), &whole.as_bytes()[end..]].concat();
                    if let Ok(damaged) = str::from_utf8(&damaged) {
                        is_read_as_by_serde_json::<Whole>(damaged);
                    }
                }
            }
        }
    });
}

/// The members that remain at the end of an object don't belong to another object.
#[test]
fn remaining_members_do_not_belong_to_the_next_object() {
    let parts = ["{}", r#"{"x":1}"#, r#"{"yy":"a","x":1}"#, r#"{"z":1,"x":1}"#, r#"{"x":1,"z":1}"#, r#"{"x":1,"x":2}"#];
    let twice = [r#"{"yy":"a","yy":"b","x":1}"#, r#"{"yy":"a","x":1,"yy":"b"}"#, r#"{"x":1,"yy":"a","yy":"b"}"#];
    let parts = parts.into_iter().chain(twice).chain([r#"{"z":{"x":1},"x":2,"yy":"c"}"#]);
    for (one, other) in parts.clone().flat_map(|one| parts.clone().map(move |other| (one, other))) {
        for inner in ["null", one, other] {
            for list in [format!("[{one}]"), format!("[{one},{other}]"), format!("[{one},{{}},{other}]")] {
                let (inner, list) = (format!(r#""inner":{inner}"#), format!(r#""list":{list}"#));
                let members = [MEMBERS[0], MEMBERS[3], &*inner, &*list, MEMBERS[4]];
                is_read_as_by_serde_json::<Whole>(&object(&members, ","));
                is_read_as_by_serde_json::<Whole>(&object(
                    &[&members[..2], &[&*list, &*inner], &members[4..]].concat(),
                    ",",
                ));
            }
        }
    }
}

/// The deferred members of an object don't belong to the objects inside it, which have the same names.
#[test]
fn deferred_members_do_not_belong_to_an_inner_object() {
    #[derive(Debug, PartialEq, StoreValue, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Node {
        #[store_record(default)]
        a: Option<Box<Node>>,
        #[store_record(default)]
        b: Option<Box<Node>>,
        #[store_record(default)]
        z: Option<u8>,
    }
    let leaves = ["null", "{}", r#"{"z":1}"#, r#"{"b":{},"a":{"z":2}}"#, r#"{"z":3,"a":{}}"#, r#"{"z":4,"z":5}"#];
    for (a, b) in leaves.iter().flat_map(|a| leaves.map(|b| (a, b))) {
        let [a, b] = [format!(r#""a":{a}"#), format!(r#""b":{b}"#)];
        for members in [vec![&*a], vec![&*a, r#""z":6"#], vec![&*a, &*b], vec![&*a, &*b, r#""z":7"#]] {
            every_order(&members, &mut |ordered| {
                let inner = object(ordered, ",");
                is_read_as_by_serde_json::<Node>(&inner);
                is_read_as_by_serde_json::<Node>(&format!(r#"{{"z":8,"a":{inner}}}"#));
                is_read_as_by_serde_json::<Node>(&format!(r#"{{"b":{inner},"z":9,"a":{inner}}}"#));
            });
        }
    }
}

/// The decoder doesn't defer names with escapes, long nested values, or more members than its limit. It indexes them.
#[test]
fn members_that_are_not_deferred_are_indexed() {
    let escaped = r#"{"id":1,"\u00e9":"a","inner":null,"list":[],"a_long_name_of_more_than_sixteen_bytes":false}"#;
    is_read_as_by_serde_json::<Whole>(escaped);
    assert!(read::<Whole>(escaped).is_ok());
    let list = format!(r#"{{"id":1,"list":[{}],"é":"a","inner":null,"#, vec![r#"{"yy":null,"x":1}"#; 50].join(","));
    let long = list + r#""a_long_name_of_more_than_sixteen_bytes":false}"#;
    assert_eq!(read::<Whole>(&long).unwrap().list.len(), 50);
    #[derive(Debug, StoreValue)]
    struct Open {
        id: u8,
        #[store_record(rest)]
        rest: UnknownFields,
    }
    for count in [1, 5, 63, 64, 65, 200] {
        let others: Vec<String> = (0..count).rev().map(|number| format!(r#""other {number}":{number}"#)).collect();
        for text in [format!(r#"{{{},"id":1}}"#, others.join(",")), format!(r#"{{"id":1,{}}}"#, others.join(","))] {
            let open = read::<Open>(&text).unwrap();
            let numbers = open.rest.iter().map(|(_, number)| number.expose_json().parse::<u8>().unwrap());
            assert!(open.id == 1 && numbers.eq(0..count), "{text}");
        }
    }
}

/// A deferred and an indexed member have the same error.
#[test]
fn errors_of_deferred_and_indexed_members_are_equal() {
    #[derive(Debug, StoreValue)]
    struct Holder {
        _h: Whole,
        _padding: String,
    }
    #[derive(Debug, StoreValue)]
    #[store_record(unknown_fields = "ignore")]
    struct Lenient {
        #[store_record(rename = "id")]
        _id: u8,
        inner: Option<Part>,
    }
    #[derive(Debug, StoreValue)]
    struct LenientHolder {
        _h: Lenient,
        _padding: String,
    }
    /// Long text whose first member isn't the first in order is indexed at once.
    fn same<T: StoreValue + Debug, H: StoreValue + Debug>(text: &str, expected: Option<DecodeErrorKind>) {
        let before = format!(r#"{{"_padding":"{}","_h":"#, "x".repeat(200));
        let held = read::<H>(&format!("{before}{text}}}"));
        match (read::<T>(text), held) {
            (Err(one), Err(other)) => {
                assert_eq!((one.kind(), before.len() + one.offset()), (other.kind(), other.offset()), "{text}");
                assert_eq!(format!("._h{}", one.path()), other.path().to_string(), "{text}");
                assert!(expected.is_none_or(|expected| one.kind() == expected), "{one}: {text}");
            }
            (one, other) => assert!(one.is_ok() && other.is_ok() && expected.is_none(), "{one:?} {other:?} {text}"),
        }
    }
    let faults = [
        (r#""id":7"#, DecodeErrorKind::Duplicate),
        (r#""é":"""#, DecodeErrorKind::Duplicate),
        (r#""z":{"x":[]}"#, DecodeErrorKind::UnknownField),
        (r#""another_long_name_of_many_bytes":1"#, DecodeErrorKind::UnknownField),
    ];
    for (fault, kind) in faults {
        every_order(&[MEMBERS[0], MEMBERS[1], MEMBERS[3], MEMBERS[4], fault], &mut |ordered| {
            same::<Whole, Holder>(&object(&[ordered, &MEMBERS[2..3]].concat(), ","), Some(kind));
        });
    }
    let known = [r#""id":7"#, r#""id":null"#, r#""inner":null"#, r#""inner":{}"#];
    let others = [r#""z":[01]"#, r#""z":truex"#, r#""z":{"x":1,"x":2}"#, r#""z":[1]"#, r#""z":2 "#];
    for fault in known.into_iter().chain(others) {
        every_order(&[MEMBERS[0], MEMBERS[1], fault, r#""more":"\ud800""#], &mut |ordered| {
            same::<Lenient, LenientHolder>(&object(ordered, ","), None);
            same::<Lenient, LenientHolder>(&object(&ordered[..3], ","), None);
        });
    }
    let lenient = read::<Lenient>(r#"{"z":1,"inner":{"x":1},"id":1}"#).unwrap();
    assert_eq!(lenient.inner, Some(Part { x: 1, yy: None }));
}
