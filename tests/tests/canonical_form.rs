//! The canonical form of JSON: what PostgreSQL's `jsonb` prints for the same text.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};
use store_record::{DecodeError, DecodeErrorKind, EncodeError, Json, Payload};

fn canonical(text: &str) -> Result<String, DecodeError> {
    Payload::from_json(text).map(Payload::into_json)
}

fn rewritten(text: &str) -> String {
    canonical(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn encoded(text: &str) -> Result<String, EncodeError> {
    Payload::new(&text.to_owned()).map(Payload::into_json)
}

fn canonical_order(one: &str, other: &str) -> Ordering {
    (one.len(), one).cmp(&(other.len(), other))
}

#[test]
fn members_are_sorted_by_length_then_bytes() {
    assert_eq!(rewritten(r#"{"bb":1,"a":2,"aa":[ ],"":{ }}"#), r#"{"": {}, "a": 2, "aa": [], "bb": 1}"#);
    assert_eq!(rewritten(r#"{"b":{"y":1,"x":2},"a":0}"#), r#"{"a": 0, "b": {"x": 2, "y": 1}}"#);
}

#[test]
fn strings_keep_only_the_escapes_that_jsonb_prints() {
    assert_eq!(rewritten(r#""\u0041\/\u00e9\ud83d\ude00\u001F\b\"""#), "\"A/é😀\\u001f\\b\\\"\"");
    assert_eq!(rewritten(r#"{"\u0061":1}"#), r#"{"a": 1}"#);
}

#[test]
fn numbers_are_plain_decimals() {
    for (given, plain) in [
        ("-0", "0"),
        ("-0.0", "0.0"),
        ("1.10", "1.10"),
        ("1e2", "100"),
        ("1.5e1", "15"),
        ("1.50e1", "15.0"),
        ("1e-7", "0.0000001"),
        ("0.05e1", "0.5"),
        ("-12.5E-2", "-0.125"),
        ("0e9", "0"),
        ("1e21", "1000000000000000000000"),
        ("0.0e3", "0"),
        ("0e-3", "0.000"),
        ("123.456e1", "1234.56"),
    ] {
        assert_eq!(rewritten(given), plain, "{given}");
    }
}

#[test]
fn a_short_text_never_becomes_a_long_number() {
    for given in ["1e131071", "1e999999999999999999999", "1e-16000", "0e-16000", "-1e5000"] {
        assert_eq!(canonical(given).map_err(|error| error.kind()), Err(DecodeErrorKind::NumberTooLong), "{given}");
    }
    // The exponent is at most 400 more than the length of the number.
    for (given, digits) in [("1e", 406), ("1e-", 408), ("0e-", 408)] {
        let most = 400 + given.len() + "400".len();
        assert_eq!(rewritten(&format!("{given}{most}")).len(), digits, "{given}");
        let error = canonical(&format!("{given}{}", most + 1)).expect_err(given);
        assert_eq!(error.kind(), DecodeErrorKind::NumberTooLong, "{given}");
    }
}

#[test]
fn what_jsonb_rejects_or_loses_is_rejected_at_its_offset() {
    for (given, kind, offset) in [
        (r#"{"a":1,"b":2,"a":3}"#, DecodeErrorKind::Duplicate, 13),
        (r#"["a\u0000"]"#, DecodeErrorKind::Nul, 3),
        (r#"["\ud800"]"#, DecodeErrorKind::Escape, 2),
        (r#"[1,]"#, DecodeErrorKind::Syntax, 3),
        (r#"[1"#, DecodeErrorKind::Truncated, 2),
        (r#"01"#, DecodeErrorKind::Syntax, 0),
        (r#"1 2"#, DecodeErrorKind::TrailingBytes, 2),
        ("\"\u{1}\"", DecodeErrorKind::Syntax, 1),
    ] {
        let error = canonical(given).expect_err(given);
        assert_eq!((error.kind(), error.offset()), (kind, offset), "{given}");
    }
}

/// A value that isn't canonical is rewritten where it is. The levels around it count, before it and after it.
#[test]
fn the_levels_around_a_rewritten_value_count() {
    let nested = |levels: usize| format!("[[{}1{}]]", "[ ".repeat(levels), "]".repeat(levels));
    let decoded = |text: String| Payload::from_stored(text).decode::<Vec<Vec<Json>>>().map_err(|error| error.kind());
    assert!(decoded(nested(126)).is_ok());
    assert_eq!(decoded(nested(127)), Err(DecodeErrorKind::Depth));
    let after = |levels: usize| format!("[[[ 1], {}1{}]]", "[ ".repeat(levels), "]".repeat(levels));
    assert!(decoded(after(126)).is_ok());
    assert_eq!(decoded(after(127)), Err(DecodeErrorKind::Depth));
}

#[test]
fn nesting_stops_at_the_limit() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(canonical(&nested(128)).is_ok());
    assert_eq!(canonical(&nested(129)).map_err(|error| error.kind()), Err(DecodeErrorKind::Depth));
    assert_eq!(canonical(&"[".repeat(1_000_000)).map_err(|error| error.kind()), Err(DecodeErrorKind::Depth));
}

#[test]
fn names_in_byte_order_need_their_lengths_only() {
    // Lengths that the counters have, and one that is too long.
    for long in [0, 900, 5_000] {
        let mut names: Vec<String> = (0..300).map(|number| format!("{:x}", number * 7919 % 70_001)).collect();
        names.extend((0..40).map(|number| "ab".repeat(number)));
        names.push("x".repeat(long.max(100)));
        let map: BTreeMap<String, bool> = names.iter().map(|name| (name.clone(), true)).collect();
        names.sort_by(|one, other| canonical_order(one, other));
        names.dedup();
        let members: Vec<String> = names.iter().map(|name| format!("\"{name}\": true")).collect();
        assert_eq!(Payload::new(&map).unwrap().into_json(), format!("{{{}}}", members.join(", ")));
    }
}

/// Names with equal beginnings of many lengths. Some have escapes, and some are very long.
fn names() -> Vec<String> {
    let mut names: Vec<String> = (0..200).map(|number| format!("a common beginning {}", number * 7919)).collect();
    names.extend((0..50).map(|number| format!("a common beginning {number:08} and end")));
    names.extend((0..30).map(|number| format!("a common\n{number}")));
    names.extend((0..4).map(|number| format!("{}{number}", "é".repeat(33_000))));
    // They differ right after the bytes that they have in common. The next byte would sort them the other way round.
    let pairs = ('a'..='z').zip(('a'..='z').rev());
    names.extend(
        (0..20).flat_map(|common| pairs.clone().map(move |(one, other)| format!("{}{one}{other}", "-".repeat(common)))),
    );
    // Each has eight more bytes in common with the next one.
    names.extend((0..90).map(|depth| format!("{}{}", "deep ..-".repeat(depth), "DEEP ..-".repeat(90 - depth))));
    names
}

#[test]
fn names_are_in_canonical_order() {
    let mut sorted = names();
    let map: HashMap<String, bool> = sorted.iter().map(|name| (name.clone(), true)).collect();
    sorted.sort_by(|one, other| canonical_order(one, other));
    let text = Payload::new(&map).unwrap().into_json();
    let expected: Vec<String> =
        sorted.iter().map(|name| format!("{}: true", serde_json::to_string(name).unwrap())).collect();
    assert!(text == format!("{{{}}}", expected.join(", ")));
}

#[test]
fn elements_are_in_canonical_order() {
    let texts = |names: Vec<String>| names.into_iter().map(|name| serde_json::to_string(&name).unwrap());
    let set: HashSet<String> = names().into_iter().collect();
    let mut sorted: Vec<String> = texts(names()).collect();
    sorted.sort_by(|one, other| canonical_order(one, other));
    assert!(Payload::new(&set).unwrap().into_json() == format!("[{}]", sorted.join(", ")));
}

#[test]
fn a_duplicate_name_is_found_anywhere() {
    for repeated in (0..names().len()).step_by(61) {
        let mut names = names();
        names.reverse();
        names.insert(names.len() / 2, names[repeated].clone());
        let members: Vec<String> =
            names.iter().map(|name| format!("{}:1", serde_json::to_string(name).unwrap())).collect();
        let error = format!("{{{}}}", members.join(",")).parse::<Json>().unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::Duplicate);
    }
}

/// Each special byte at each index, with others after it where they fit, in strings of one word and of several.
#[test]
fn escapes_are_written_at_any_index() {
    let special = (1..0x20).chain([b'"', b'\\']).map(char::from);
    for (one, length) in special.flat_map(|one| [1, 7, 8, 9, 15, 16, 17, 40].map(|length| (one, length))) {
        for at in 0..length {
            let mut text: Vec<char> = vec!['x'; length];
            text[at] = one;
            for after in [at + 1, at + 8].into_iter().filter(|after| *after < length) {
                text[after] = '"';
            }
            let text = String::from_iter(text);
            assert_eq!(encoded(&text).unwrap(), serde_json::to_string(&text).unwrap());
        }
    }
}

/// Dense escapes of all lengths, among bytes that differ from special ones in one bit or by one.
#[test]
fn escapes_are_written_however_dense() {
    let alphabet: Vec<char> = "\"\"\\\\\n\u{1}\u{1f} !#[]\u{7f}aé\u{a2}\u{10ffff}".chars().collect();
    let mut seed = 1u64;
    for length in 0..400 {
        let text = String::from_iter((0..length).map(|_| {
            seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
            alphabet[(seed >> 33) as usize % alphabet.len()]
        }));
        assert_eq!(encoded(&text).unwrap(), serde_json::to_string(&text).unwrap());
    }
    let most = "\u{1}".repeat(200);
    assert_eq!(encoded(&most).unwrap(), serde_json::to_string(&most).unwrap());
}

#[test]
fn a_nul_is_rejected_at_any_index() {
    for length in [1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 130, 200] {
        for at in 0..length {
            let text = String::from_iter((0..length).map(|place| match place {
                _ if place == at => '\0',
                _ if place % 9 == 0 => '"',
                _ => 'x',
            }));
            assert!(encoded(&text).is_err(), "{length} {at}");
        }
    }
}
