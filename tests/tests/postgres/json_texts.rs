//! A JSON text for every rule of the canonical form, compared with the server: any other text than `payload::text` would be a bug.

use store_record_tests::jsonb::{Comparison, compare};
use store_record_tests::server::Database;

/// Texts of which both make the same bytes.
const EQUAL: &[&str] = &[
    // Kinds, and white space around and in them.
    "null",
    "true",
    "false",
    "0",
    "\"\"",
    "[]",
    "{}",
    " [ 1 , 2 ] ",
    "{\n\t\"a\" :\r\n1 }",
    "[[],[[]],{}]",
    "{\"a\":{\"b\":[]}}",
    // Members by length, then by bytes.
    r#"{"bb":1,"a":2,"":3,"ab":4,"c":5}"#,
    r#"{"é":1,"zz":2,"😀":3,"ab":4,"Z":5}"#,
    r#"{"a b":1,"a\"b":2,"a\\b":3}"#,
    // Escapes of strings and names.
    r#""\u0041\/\u00e9\ud83d\ude00\b\f\n\r\t\"\\""#,
    r#""\u0001\u001f\u007f\u0080\u2028\u2029\ufeff\uffff""#,
    r#"{"\u0061\u0000b":1}"#,
    "\"é😀\u{7f}\u{80}\u{2028}\u{feff}\u{ffff}\"",
    // Numbers: signs, zeros, fractions, exponents, digits.
    "-0",
    "-0.0",
    "0.0",
    "1.10",
    "1e2",
    "1E+2",
    "1.5e1",
    "1.50e1",
    "1e-7",
    "0.05e1",
    "-12.5E-2",
    "0e9",
    "0.0e3",
    "0e-3",
    "1e21",
    "123456789012345678901234567890",
    "0.1000000000000000055511151231257827",
    "1e400",
    "-1e-400",
    "5e-324",
    "1.7976931348623157e308",
    // A member's order is that of its unescaped name.
    r#"{"\u0062":1,"a":2}"#,
    // Rejected by both: see `compare`.
    "",
    " ",
    "nul",
    "tru",
    "01",
    "1.",
    ".5",
    "+1",
    "1e",
    "--1",
    "0x1",
    "NaN",
    "Infinity",
    "[1,]",
    "[,1]",
    "{\"a\"}",
    "{\"a\":}",
    "{a:1}",
    "{\"a\":1,}",
    "[1 2]",
    "\"a",
    "\"\\x\"",
    "\"\\u12\"",
    "\"\\ud800\"",
    "\"\\udc00\\ud800\"",
    "\"\n\"",
    "\"\\u0000\"",
    "1 2",
    "// a\n1",
];

pub(crate) fn of_every_rule(database: &mut Database) {
    for text in EQUAL {
        let comparison = compare(&mut database.client, text).unwrap();
        assert!(matches!(comparison, Comparison::Equal | Comparison::BothReject), "{text}: {comparison:?}");
    }
    // The server accepts more: the last duplicate wins, nesting is limited by its stack, and numbers by `numeric`.
    let nested = format!("{}{}", "[".repeat(129), "]".repeat(129));
    for (text, reason) in [
        (r#"{"a":1,"a":2}"#, "a duplicate name"),
        (r#"{"a":1,"\u0061":2}"#, "a duplicate name"),
        (&nested, "nesting over 128 levels"),
        ("1e1000", "a number with too many digits"),
    ] {
        let comparison = compare(&mut database.client, text).unwrap();
        assert_eq!(comparison, Comparison::OnlyTheServerAccepts(reason), "{text}");
    }
}
