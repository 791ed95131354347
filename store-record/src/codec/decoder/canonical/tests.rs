//! The rewriter against what PostgreSQL prints for the same text as `jsonb`.

use super::*;

fn rewritten(text: &str) -> String {
    rewrite(text).unwrap_or_else(|error| panic!("{text}: {error}"))
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
        assert_eq!(rewrite(given).map_err(|error| error.kind()), Err(DecodeErrorKind::NumberTooLong), "{given}");
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
        let error = rewrite(given).expect_err(given);
        assert_eq!((error.kind(), error.offset()), (kind, offset), "{given}");
    }
}

#[test]
fn nesting_stops_at_the_limit() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(rewrite(&nested(128)).is_ok());
    assert_eq!(rewrite(&nested(129)).map_err(|error| error.kind()), Err(DecodeErrorKind::Depth));
    assert_eq!(rewrite(&"[".repeat(1_000_000)).map_err(|error| error.kind()), Err(DecodeErrorKind::Depth));
}

#[test]
fn only_canonical_text_is_borrowed() {
    for text in [
        r#"{}"#,
        r#"{"": 1, "a": 2, "b": 3, "aa": 4}"#,
        r#"{"\"": 1, "a": 2}"#,
        r#"{"\\": 2, "a": 1, "é": 3}"#,
        r#"{"b": 1, "\t\t": 2, "aaa": "\u001f\\"}"#,
        r#"{"a": {"c": [], "d": [1, -0.5, "x", {}]}, "b": null}"#,
    ] {
        // Each of these differs from it by the order of two names, a name twice, an escape or white space.
        let changed = [
            text.replacen("\"a\"", "\"zzzz\"", 1),
            text.replacen("2", "2 ", 1),
            text.replacen("\"a\"", "\"\\u0061\"", 1),
            text.replacen("\\\"", "\\u0022", 1),
            text.replacen("\\\\", "\\u005c", 1),
            text.replacen("\\t", "\\u0009", 1),
            text.replacen("\"b\"", "\"a\"", 1),
            text.replacen("\"é\"", "\"a\"", 1),
        ];
        for text in changed.iter().map(String::as_str).chain([text]) {
            let is_borrowed = matches!(canonical(text), Ok(Cow::Borrowed(_)));
            assert_eq!(is_borrowed, rewrite(text).as_deref() == Ok(text), "{text}");
        }
        assert!(matches!(canonical(text), Ok(Cow::Borrowed(_))), "{text}");
    }
}
