//! Any JSON, in comparison with serde_json.

use serde::de::IgnoredAny;
use serde_json::Value;
use store_record::{DecodeErrorKind, Json, Payload};

/// The canonical form is a fixed point, its tree is that of serde_json, and both crates accept the same texts, except for what
/// `docs/format.md` rejects: duplicate names, U+0000, numbers with too many digits, and nesting over 128 levels.
pub fn check(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let theirs = serde_json::from_str::<Value>(text);
    match Payload::from_json(text) {
        Ok(payload) => {
            let canonical = payload.expose_json();
            assert!(Payload::from_json(canonical).is_ok_and(|again| again == payload), "no fixed point");
            assert!(text.parse::<Json>().is_ok_and(|json| json.expose_json() == canonical), "`Json` differs");
            // serde_json accepts one level less.
            let is_deep = text.bytes().filter(|byte| b"[{".contains(byte)).count() >= 127;
            assert!(is_deep || serde_json::from_str::<IgnoredAny>(text).is_ok(), "serde_json rejects it");
            let Ok(tree) = payload.to_value() else { return };
            assert!(
                Payload::from_value(&tree).is_ok_and(|again| is_equal(again.expose_json(), canonical)),
                "the tree differs"
            );
        }
        Err(error) => {
            assert!(error.offset() <= text.len());
            let kind = error.kind();
            let is_documented = matches!(
                kind,
                DecodeErrorKind::Duplicate
                    | DecodeErrorKind::Nul
                    | DecodeErrorKind::NumberTooLong
                    | DecodeErrorKind::Depth
            );
            assert!(theirs.is_err() || is_documented, "serde_json accepts it");
        }
    }
}

/// A tree has no trailing zeros of a fraction, so numbers are compared by value.
fn is_equal(one: &str, other: &str) -> bool {
    one == other || serde_json::from_str::<Value>(one).ok() == serde_json::from_str::<Value>(other).ok()
}
