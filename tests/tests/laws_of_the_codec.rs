//! The laws of the codec: what is written is read back, is a fixed point of the canonical form, is the same
//! in every run; and no input panics.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::net::IpAddr;
use std::num::NonZeroI16;
use std::rc::Rc;
use store_record::{Json, Payload, StoreKey, StoreValue, from_slice};
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, StoreValue, StoreKey)]
#[store_record(rename_all = "SCREAMING_SNAKE_CASE")]
enum Level {
    VeryLow,
    #[store_record(rename = "q\"uote\\")]
    Quoted,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Numbers {
    small: (i8, u8, i16, u16),
    large: (i64, u64, isize, usize),
    wide: (i128, u128),
    single: f32,
    double: f64,
    nonzero: Option<NonZeroI16>,
    flag: bool,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Texts<'a> {
    text: String,
    letter: char,
    borrowed: Cow<'a, str>,
    shared: Rc<str>,
    bytes: Vec<u8>,
    four: [u8; 4],
    ring: VecDeque<u8>,
    address: IpAddr,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Times {
    at: OffsetDateTime,
    utc: UtcDateTime,
    date: Date,
    time: Time,
    plain: PrimitiveDateTime,
    offset: UtcOffset,
    distance: time::Duration,
    unsigned: std::time::Duration,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Collections {
    list: Vec<Option<String>>,
    set: BTreeSet<String>,
    hashed: HashSet<Vec<u8>>,
    by_text: BTreeMap<String, u8>,
    by_number: HashMap<i64, String>,
    by_level: BTreeMap<Level, ()>,
    by_optional: BTreeMap<Option<String>, bool>,
    tuple: (u8, (String, [i16; 2]), Box<Level>),
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
enum Anything {
    Numbers(Numbers),
    Texts(Texts<'static>),
    Times(Times),
    Collections(Box<Collections>),
    Pair(Level, String),
    Named { key: String, inner: Box<Anything> },
    List(Vec<Anything>),
    Tagged(Tagged),
    Json(Json),
    Nothing,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "kind", rename_all = "snake_case")]
enum Tagged {
    Nothing,
    ByNumber { counts: HashMap<u32, u32>, zz: Option<Level> },
}

fn text() -> impl Strategy<Value = String> {
    let any_but_nul = any::<char>().prop_map(|c| if c == '\0' { '\u{1}' } else { c });
    let nasty = prop::sample::select(
        "\"\\/\n\r\t\u{8}\u{c}\u{1}\u{1f}\u{7f}\u{2028}é\u{10ffff}{}[]:, a".chars().collect::<Vec<_>>(),
    );
    prop::collection::vec(prop_oneof![any_but_nul, nasty], 0..24).prop_map(|chars| chars.into_iter().collect())
}

fn finite<T: std::fmt::Debug + Copy>(
    from_bits: impl Strategy<Value = T>,
    is_finite: fn(T) -> bool,
) -> impl Strategy<Value = T> {
    from_bits.prop_filter("JSON has no NaN", move |number| is_finite(*number))
}

fn double() -> impl Strategy<Value = f64> {
    finite(any::<u64>().prop_map(f64::from_bits), f64::is_finite)
}

fn numbers() -> impl Strategy<Value = Numbers> {
    let single = finite(any::<u32>().prop_map(f32::from_bits), f32::is_finite);
    let nonzero = prop::option::of(any::<i16>()).prop_map(|number| number.and_then(NonZeroI16::new));
    (
        any::<(i8, u8, i16, u16)>(),
        any::<(i64, u64, isize, usize)>(),
        any::<(i128, u128)>(),
        single,
        double(),
        nonzero,
        any::<bool>(),
    )
        .prop_map(|(small, large, wide, single, double, nonzero, flag)| Numbers {
            small,
            large,
            wide,
            single,
            double,
            nonzero,
            flag,
        })
}

fn texts() -> impl Strategy<Value = Texts<'static>> {
    let letter = any::<char>().prop_filter("JSONB has no NUL", |c| *c != '\0');
    (text(), letter, text(), any::<Vec<u8>>(), any::<[u8; 4]>(), any::<IpAddr>(), 0..9_usize).prop_map(
        |(text, letter, other, bytes, four, address, turn)| {
            let mut ring: VecDeque<u8> = bytes.iter().copied().collect();
            // So that the ring's content wraps around.
            ring.rotate_left(turn.min(ring.len()));
            Texts { shared: other.as_str().into(), borrowed: other.into(), text, letter, bytes, four, ring, address }
        },
    )
}

fn times() -> impl Strategy<Value = Times> {
    let years = (1..9_998_i32, 1..=365_u16, 0..86_400_000_000_000_u64);
    let distance = any::<(i64, i32)>().prop_map(|(seconds, nanoseconds)| time::Duration::new(seconds / 2, nanoseconds));
    let unsigned = any::<(u64, u32)>().prop_map(|(seconds, n)| std::time::Duration::new(seconds, n % 1_000_000_000));
    (years, -1_439..1_439_i32, distance, unsigned).prop_map(|((year, day, nanosecond), minutes, distance, unsigned)| {
        let date = Date::from_ordinal_date(year, day).unwrap();
        let time = Time::MIDNIGHT + time::Duration::nanoseconds(nanosecond.try_into().unwrap());
        let (plain, offset) =
            (PrimitiveDateTime::new(date, time), UtcOffset::from_whole_seconds(minutes * 60).unwrap());
        Times { at: plain.assume_offset(offset), utc: plain.as_utc(), date, time, plain, offset, distance, unsigned }
    })
}

fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(vec![Level::VeryLow, Level::Quoted])
}

fn collections() -> impl Strategy<Value = Collections> {
    let several = 0..5_usize;
    let maps = (
        prop::collection::btree_map(text(), any::<u8>(), several.clone()),
        prop::collection::hash_map(any::<i64>(), text(), several.clone()),
        prop::collection::btree_map(level(), Just(()), several.clone()),
        prop::collection::btree_map(prop::option::of(text()), any::<bool>(), several.clone()),
    );
    let sets = (
        prop::collection::vec(prop::option::of(text()), several.clone()),
        prop::collection::btree_set(text(), several.clone()),
        prop::collection::hash_set(any::<Vec<u8>>(), several),
    );
    (sets, maps, (any::<u8>(), (text(), any::<[i16; 2]>()), level().prop_map(Box::new))).prop_map(
        |((list, set, hashed), (by_text, by_number, by_level, by_optional), tuple)| Collections {
            list,
            set,
            hashed,
            by_text,
            by_number,
            by_level,
            by_optional,
            tuple,
        },
    )
}

fn anything() -> impl Strategy<Value = Anything> {
    let tagged =
        (prop::collection::hash_map(any::<u32>(), any::<u32>(), 0..4), prop::option::of(level()), any::<bool>())
            .prop_map(
                |(counts, zz, is_empty)| if is_empty { Tagged::Nothing } else { Tagged::ByNumber { counts, zz } },
            );
    // Quarters of small numbers: serde_json spells the others with an exponent, and any JSON keeps its digits.
    let json = (text(), any::<i32>()).prop_map(|(text, number)| {
        let number = f64::from(number) / 4.0;
        let value = serde_json::json!({ &text: [number, null, true, { "": text, "a": u64::MAX }] });
        Anything::Json(Json::from_value(&value).unwrap())
    });
    let leaf = prop_oneof![
        numbers().prop_map(Anything::Numbers),
        texts().prop_map(Anything::Texts),
        times().prop_map(Anything::Times),
        collections().prop_map(|collections| Anything::Collections(Box::new(collections))),
        (level(), text()).prop_map(|(level, text)| Anything::Pair(level, text)),
        tagged.prop_map(Anything::Tagged),
        json,
        Just(Anything::Nothing),
    ];
    leaf.prop_recursive(4, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Anything::List),
            (text(), inner).prop_map(|(key, inner)| Anything::Named { key, inner: Box::new(inner) }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(value in anything()) {
        let payload = Payload::of(&value).unwrap();
        let back: Anything = payload.decode().unwrap();
        prop_assert_eq!(&back, &value);
        // Equality of instants ignores the offset; the text doesn't.
        prop_assert_eq!(Payload::of(&back).unwrap(), payload);
    }

    #[test]
    fn the_form_is_a_fixed_point(value in anything()) {
        let payload = Payload::of(&value).unwrap();
        prop_assert_eq!(&Payload::from_json(payload.expose_json()).unwrap(), &payload);
        prop_assert!(serde_json::from_str::<serde_json::Value>(payload.expose_json()).is_ok());
    }

    #[test]
    fn any_order_and_white_space_is_read(value in anything()) {
        let payload = Payload::of(&value).unwrap();
        let tree: serde_json::Value = serde_json::from_str(payload.expose_json()).unwrap();
        for text in [tree.to_string(), serde_json::to_string_pretty(&tree).unwrap()] {
            prop_assert_eq!(&from_slice::<Anything>(text.as_bytes()).unwrap(), &value);
        }
        prop_assert_eq!(Payload::from_value(&tree).unwrap(), payload);
    }

    #[test]
    fn damage_never_panics(value in anything(), edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..4)) {
        let mut bytes = Payload::of(&value).unwrap().into_json().into_bytes();
        for (at, byte, edit) in edits {
            let at = at.index(bytes.len() + 1);
            match edit {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, byte),
                _ => bytes.splice(at..(at + 1).min(bytes.len()), [b"\"\\{}[],: 0e-"[usize::from(byte) % 12]]).for_each(drop),
            }
        }
        match from_slice::<Anything>(&bytes) {
            // Still a value: then it is written in the canonical form, and read as the same.
            Ok(read) => prop_assert_eq!(&Payload::of(&read).unwrap().decode::<Anything>().unwrap(), &read),
            Err(error) => prop_assert!(error.offset() <= bytes.len()),
        }
    }

    #[test]
    fn doubles_come_back_bit_for_bit(number in double()) {
        let text = Payload::of(&number).unwrap().into_json();
        let expected = if number == 0.0 { 0.0 } else { number };
        prop_assert_eq!(from_slice::<f64>(text.as_bytes()).unwrap().to_bits(), f64::to_bits(expected));
        prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), f64::to_bits(expected));
        prop_assert!(!text.contains(['e', 'E']));
    }

    #[test]
    fn the_order_of_a_hash_does_not_show(pairs in prop::collection::vec((any::<i64>(), text()), 0..12)) {
        let forwards: HashMap<i64, String> = pairs.iter().cloned().collect();
        let sorted: BTreeMap<i64, String> = pairs.into_iter().collect();
        let backwards: HashMap<i64, String> = sorted.iter().rev().map(|(key, value)| (*key, value.clone())).collect();
        let payload = Payload::of(&forwards).unwrap();
        prop_assert_eq!(&Payload::of(&backwards).unwrap(), &payload);
        prop_assert_eq!(&Payload::of(&sorted).unwrap(), &payload);
    }
}

#[test]
fn nesting_over_the_limit_is_refused_and_no_stack_overflows() {
    let nested = |depth: usize| (0..depth).fold(Anything::Nothing, |inner, _| Anything::List(vec![inner]));
    // Each list stands in its variant: two levels.
    let deepest = Payload::of(&nested(64)).unwrap();
    assert!(deepest.decode::<Anything>().is_ok());
    assert!(Payload::of(&nested(65)).is_err());
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
