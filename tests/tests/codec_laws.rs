//! The laws of the codec: every encoded value decodes, its text is a fixed point of the canonical form and equal in every
//! run, and no input panics.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use store_record::{Json, Payload, StoreValue, from_slice};
use store_record_tests::generated::{Anything, anything, double, text};

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_encoded_value_decodes(value in anything()) {
        let payload = Payload::new(&value).unwrap();
        let back: Anything = payload.decode().unwrap();
        prop_assert_eq!(&back, &value);
        // `==` of instants ignores the offset. The text doesn't.
        prop_assert_eq!(Payload::new(&back).unwrap(), payload);
    }

    #[test]
    fn canonical_form_is_a_fixed_point(value in anything()) {
        let payload = Payload::new(&value).unwrap();
        prop_assert_eq!(&Payload::from_json(payload.expose_json()).unwrap(), &payload);
        prop_assert!(serde_json::from_str::<serde_json::Value>(payload.expose_json()).is_ok());
    }

    #[test]
    fn any_order_and_white_space_is_accepted(value in anything()) {
        let payload = Payload::new(&value).unwrap();
        let tree: serde_json::Value = serde_json::from_str(payload.expose_json()).unwrap();
        for text in [tree.to_string(), serde_json::to_string_pretty(&tree).unwrap()] {
            prop_assert_eq!(&from_slice::<Anything>(text.as_bytes()).unwrap(), &value);
        }
        prop_assert_eq!(Payload::from_value(&tree).unwrap(), payload);
    }

    #[test]
    fn damage_never_panics(value in anything(), edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..4)) {
        let mut bytes = Payload::new(&value).unwrap().into_json().into_bytes();
        for (at, byte, edit) in edits {
            let at = at.index(bytes.len() + 1);
            match edit {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, byte),
                _ => bytes.splice(at..(at + 1).min(bytes.len()), [b"\"\\{}[],: 0e-"[usize::from(byte) % 12]]).for_each(drop),
            }
        }
        match from_slice::<Anything>(&bytes) {
            // The damaged text is still a value. Its canonical form decodes as the same value.
            Ok(read) => prop_assert_eq!(&Payload::new(&read).unwrap().decode::<Anything>().unwrap(), &read),
            Err(error) => prop_assert!(error.offset() <= bytes.len()),
        }
    }

    #[test]
    fn doubles_keep_their_bits(number in double()) {
        let text = Payload::new(&number).unwrap().into_json();
        let expected = if number == 0.0 { 0.0 } else { number };
        prop_assert_eq!(from_slice::<f64>(text.as_bytes()).unwrap().to_bits(), f64::to_bits(expected));
        prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), f64::to_bits(expected));
        prop_assert!(!text.contains(['e', 'E']));
    }

    #[test]
    fn hash_order_does_not_change_the_text(pairs in prop::collection::vec((any::<i64>(), text()), 0..12)) {
        let forwards: HashMap<i64, String> = pairs.iter().cloned().collect();
        let sorted: BTreeMap<i64, String> = pairs.into_iter().collect();
        let backwards: HashMap<i64, String> = sorted.iter().rev().map(|(key, value)| (*key, value.clone())).collect();
        let payload = Payload::new(&forwards).unwrap();
        prop_assert_eq!(&Payload::new(&backwards).unwrap(), &payload);
        prop_assert_eq!(&Payload::new(&sorted).unwrap(), &payload);
    }
}

#[test]
fn nesting_over_the_limit_is_rejected_without_stack_overflow() {
    let nested = |depth: usize| (0..depth).fold(Anything::Nothing, |inner, _| Anything::List(vec![inner]));
    // Each list is in its variant, which makes two levels.
    let deepest = Payload::new(&nested(64)).unwrap();
    assert!(deepest.decode::<Anything>().is_ok());
    assert!(Payload::new(&nested(65)).is_err());
    for (open, count) in [("[", 1_000_000), ("{\"List\": [", 500_000), ("{\"a\": ", 500_000)] {
        let text = open.repeat(count);
        assert!(from_slice::<Anything>(text.as_bytes()).is_err());
        assert!(Payload::from_json(&text).is_err());
        assert!(from_slice::<serde_json::Value>(text.as_bytes()).is_err());
        assert!(from_slice::<Json>(text.as_bytes()).is_err());
    }
}

#[test]
fn hostile_numbers_do_not_grow() {
    for text in ["1e999999999", "-1e999999999", "1e-999999999", "0.1e1000000"] {
        let read = Payload::from_json(text);
        assert!(read.is_err() || read.unwrap().expose_json().len() < 1_000, "{text}");
        assert!(from_slice::<u8>(text.as_bytes()).is_err());
    }
    let digits = "9".repeat(100_000);
    assert!(from_slice::<u128>(format!("\"{digits}\"").as_bytes()).is_err());
    assert!(from_slice::<i64>(digits.as_bytes()).is_err());
}

#[derive(Debug, PartialEq, StoreValue)]
struct Measured {
    at: u8,
    celsius: f64,
}

/// Numbers of all lengths with the point at every position, and strings that are almost numbers: alone, and with more text after
/// them, in canonical order and in another.
#[test]
fn floats_are_read_as_by_serde_json() {
    let digits = "9007199254740993123456";
    let odd = [
        "0",
        "00",
        "-",
        ".",
        "1..2",
        "1.2.3",
        "1.",
        ".5",
        "1/2",
        "1.5-2",
        "1.5e",
        "1e5",
        "é",
        "1.5é",
        "7",
        "12345678",
        "123456789",
        "1.12345678x",
        "1.12345678.1",
    ];
    let mut numbers = odd.map(str::to_owned).to_vec();
    for (length, first, last) in (1..digits.len()).flat_map(|length| {
        [("", ""), ("0", ""), ("", "0"), ("", "e3"), ("", "E-2"), ("", "x")].map(|(first, last)| (length, first, last))
    }) {
        for point in 0..=length {
            numbers.push(format!("{first}{}.{}{last}", &digits[..point], &digits[point..length]));
        }
    }
    for number in numbers.iter().flat_map(|number| [number.clone(), format!("-{number}")]) {
        // Both zeros are stored as `0.0`.
        let expected = serde_json::from_str(&number).map(|number: f64| number + 0.0).ok();
        let celsius = |text: String| from_slice::<Measured>(text.as_bytes()).map(|measured| measured.celsius).ok();
        let read = [
            from_slice(number.as_bytes()).ok(),
            from_slice(format!("[{number}, 1.5]").as_bytes()).map(|[first, _]: [f64; 2]| first).ok(),
            celsius(format!("{{\"at\": 1, \"celsius\": {number}}}")),
            celsius(format!("{{\"celsius\":{number},\"at\":1}}")),
        ];
        for value in read {
            assert_eq!(value.map(f64::to_bits), expected.map(f64::to_bits), "{number}");
        }
        // A tree has no float type to round to. It rejects a number with more digits than a float can always hold.
        let tree = from_slice::<Value>(number.as_bytes()).ok().and_then(|value| value.as_f64()).map(f64::to_bits);
        if tree.is_some() || number.bytes().filter(u8::is_ascii_digit).count() <= 15 {
            assert_eq!(tree, expected.map(f64::to_bits), "{number}");
        }
    }
}

/// `to_value` and a `serde_json::Value` in a record promise this.
#[test]
fn a_tree_holds_the_exact_number_or_reading_fails() {
    let read = |text: &str| {
        let all = [
            from_slice::<Value>(text.as_bytes()).ok(),
            Payload::from_stored(text).to_value().ok(),
            text.parse::<Json>().unwrap().to_value().ok(),
            Payload::from_json(text).unwrap().to_value().ok(),
        ];
        assert!(all.iter().all(|tree| *tree == all[0]), "{text}");
        let [first, ..] = all;
        first
    };
    let changed = [
        "1.000000000000000000000000001",
        "9007199254740993.0",
        "1e-400",
        "18446744073709551616",
        "-9223372036854775809",
        "0.1000000000000000055511151231257827",
        "123456789.123456789",
    ];
    for text in changed {
        assert_eq!(read(text), None, "{text}");
        assert_eq!(read(&format!("[1, {{\"a\": {text}}}]")), None, "{text}");
    }
    let equal = [
        ("1.10", "1.1"),
        ("1.0", "1.0"),
        ("0.000", "0.0"),
        ("-0.0", "0.0"),
        ("1e2", "100"),
        ("1E-7", "0.0000001"),
        ("18446744073709551615", "18446744073709551615"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("9007199254740992.0", "9007199254740992.0"),
        ("100000000000000000000", "100000000000000000000.0"),
        ("123456.789123456", "123456.789123456"),
    ];
    for (text, again) in equal {
        let tree = read(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(Payload::new(&tree).unwrap().expose_json(), again);
    }
}
