//! Generated values of every family of types: numbers of all bits, strings of all code points, instants with offsets,
//! collections, enums of each form, nested.

#![allow(missing_docs, clippy::missing_panics_doc, clippy::unwrap_used)]

use proptest::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::net::IpAddr;
use std::num::NonZeroI16;
use std::rc::Rc;
use store_record::{Json, StoreKey, StoreValue};
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, StoreValue, StoreKey)]
#[store_record(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Level {
    VeryLow,
    #[store_record(rename = "q\"uote\\")]
    Quoted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, StoreValue, StoreKey)]
#[store_record(repr = "integer")]
pub enum Number {
    Minus = -1,
    One = 1,
    Large = i32::MAX as isize,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub struct Numbers {
    pub small: (i8, u8, i16, u16),
    pub large: (i64, u64, isize, usize),
    pub wide: (i128, u128),
    pub single: f32,
    pub double: f64,
    pub nonzero: Option<NonZeroI16>,
    pub flag: bool,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub struct Texts<'a> {
    pub text: String,
    pub letter: char,
    pub borrowed: Cow<'a, str>,
    pub shared: Rc<str>,
    pub bytes: Vec<u8>,
    pub four: [u8; 4],
    pub ring: VecDeque<u8>,
    pub address: IpAddr,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub struct Times {
    pub at: OffsetDateTime,
    pub utc: UtcDateTime,
    pub date: Date,
    pub time: Time,
    pub plain: PrimitiveDateTime,
    pub offset: UtcOffset,
    pub distance: time::Duration,
    pub unsigned: std::time::Duration,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub struct Collections {
    pub list: Vec<Option<String>>,
    pub set: BTreeSet<String>,
    pub hashed: HashSet<Vec<u8>>,
    pub by_text: BTreeMap<String, u8>,
    pub by_number: HashMap<i64, String>,
    pub by_level: BTreeMap<Level, ()>,
    pub by_optional: BTreeMap<Option<String>, bool>,
    pub by_tuple: BTreeMap<(u8, Option<(String, Level)>), bool>,
    pub tuple: (u8, (String, [i16; 2]), Box<Level>),
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub enum Anything {
    Numbers(Numbers),
    Texts(Texts<'static>),
    Times(Times),
    Collections(Box<Collections>),
    Pair(Level, String),
    Named { key: String, inner: Box<Anything> },
    List(Vec<Anything>),
    Tagged(Tagged),
    ByNumber(BTreeMap<Number, Number>),
    Flattened(Box<Flattened>),
    Adjacent(Vec<Adjacent>),
    Untagged(Untagged),
    Json(Json),
    Nothing,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "kind", rename_all = "snake_case")]
pub enum Tagged {
    Nothing,
    ByNumber {
        counts: HashMap<u32, u32>,
        zz: Option<Level>,
    },
    Moved {
        to: u8,
        #[store_record(flatten)]
        place: Option<Place>,
        #[store_record(flatten)]
        others: HashMap<String, u8>,
    },
    Placed(Place),
    Owned(Box<Owner>),
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub struct Flattened {
    pub id: u8,
    #[store_record(flatten)]
    pub owner: Owner,
    #[store_record(flatten)]
    pub place: Option<Place>,
    #[store_record(flatten)]
    pub levels: BTreeMap<String, Option<Place>>,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub struct Owner {
    pub name: String,
    #[store_record(flatten)]
    pub audit: Audit,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub struct Audit {
    pub by: Option<String>,
    pub levels: Vec<Level>,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub struct Place {
    pub x: i32,
    pub layer: Option<String>,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "t", content = "content")]
pub enum Adjacent {
    Nothing,
    Text(String),
    Pair(Level, Option<u8>),
    Named { t: String, numbers: Vec<Number> },
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(untagged)]
pub enum Untagged {
    Yes(bool),
    Number(Number),
    Level(Level),
    Text(String),
    List(Vec<Untagged>),
    Named { text: String },
    Other { level: Level, more: Option<Box<Untagged>> },
}

/// Any text without NUL. Half of its characters are those that a codec could confuse. They aren't chosen by `prop_oneof`, because
/// that creates a source of random numbers for each character.
pub fn text() -> impl Strategy<Value = String> {
    let nasty: Vec<char> = "\"\\/\n\r\t\u{8}\u{c}\u{1}\u{1f}\u{7f}\u{2028}é\u{10ffff}{}[]:, a".chars().collect();
    let parts = (any::<bool>(), any::<char>(), 0..nasty.len());
    let character = parts.prop_map(move |(is_nasty, any, index)| match any {
        _ if is_nasty => nasty[index],
        '\0' => '\u{1}',
        any => any,
    });
    prop::collection::vec(character, 0..24).prop_map(String::from_iter)
}

pub fn finite<T: std::fmt::Debug + Copy>(
    from_bits: impl Strategy<Value = T>,
    is_finite: fn(T) -> bool,
) -> impl Strategy<Value = T> {
    from_bits.prop_filter("JSON has no NaN", move |number| is_finite(*number))
}

pub fn double() -> impl Strategy<Value = f64> {
    finite(any::<u64>().prop_map(f64::from_bits), f64::is_finite)
}

pub fn numbers() -> impl Strategy<Value = Numbers> {
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

pub fn texts() -> impl Strategy<Value = Texts<'static>> {
    let letter = any::<char>().prop_filter("JSONB has no NUL", |c| *c != '\0');
    (text(), letter, text(), any::<Vec<u8>>(), any::<[u8; 4]>(), any::<IpAddr>(), 0..9_usize).prop_map(
        |(text, letter, other, bytes, four, address, turn)| {
            let mut ring: VecDeque<u8> = bytes.iter().copied().collect();
            // The content of the `VecDeque` must wrap around.
            ring.rotate_left(turn.min(ring.len()));
            Texts { shared: other.as_str().into(), borrowed: other.into(), text, letter, bytes, four, ring, address }
        },
    )
}

pub fn times() -> impl Strategy<Value = Times> {
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

pub fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(vec![Level::VeryLow, Level::Quoted])
}

pub fn number() -> impl Strategy<Value = Number> {
    prop::sample::select(vec![Number::Minus, Number::One, Number::Large])
}

pub fn untagged() -> impl Strategy<Value = Untagged> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Untagged::Yes),
        number().prop_map(Untagged::Number),
        level().prop_map(Untagged::Level),
        // The text of a level is a level.
        text().prop_filter("a level", |text| !["VERY_LOW", "q\"uote\\"].contains(&&**text)).prop_map(Untagged::Text),
        text().prop_map(|text| Untagged::Named { text }),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        let more = prop::option::of(inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Untagged::List),
            (level(), more).prop_map(|(level, more)| Untagged::Other { level, more: more.map(Box::new) }),
        ]
    })
}

pub fn adjacent() -> impl Strategy<Value = Adjacent> {
    prop_oneof![
        Just(Adjacent::Nothing),
        text().prop_map(Adjacent::Text),
        (level(), any::<Option<u8>>()).prop_map(|(level, number)| Adjacent::Pair(level, number)),
        (text(), prop::collection::vec(number(), 0..4)).prop_map(|(t, numbers)| Adjacent::Named { t, numbers }),
    ]
}

pub fn collections() -> impl Strategy<Value = Collections> {
    let several = 0..5_usize;
    let maps = (
        prop::collection::btree_map(text(), any::<u8>(), several.clone()),
        prop::collection::hash_map(any::<i64>(), text(), several.clone()),
        prop::collection::btree_map(level(), Just(()), several.clone()),
        prop::collection::btree_map(prop::option::of(text()), any::<bool>(), several.clone()),
        prop::collection::btree_map((any::<u8>(), prop::option::of((text(), level()))), any::<bool>(), several.clone()),
    );
    let sets = (
        prop::collection::vec(prop::option::of(text()), several.clone()),
        prop::collection::btree_set(text(), several.clone()),
        prop::collection::hash_set(any::<Vec<u8>>(), several),
    );
    (sets, maps, (any::<u8>(), (text(), any::<[i16; 2]>()), level().prop_map(Box::new))).prop_map(
        |((list, set, hashed), (by_text, by_number, by_level, by_optional, by_tuple), tuple)| Collections {
            list,
            set,
            hashed,
            by_text,
            by_number,
            by_level,
            by_optional,
            by_tuple,
            tuple,
        },
    )
}

fn place() -> impl Strategy<Value = Place> {
    (any::<i32>(), prop::option::of(text())).prop_map(|(x, layer)| Place { x, layer })
}

/// Names that no field has.
fn other_name() -> impl Strategy<Value = String> {
    let names = ["id", "name", "by", "levels", "x", "layer", "to", "kind"];
    text().prop_filter("a field has the name", move |name| !names.contains(&name.as_str()))
}

fn owner() -> impl Strategy<Value = Owner> {
    (text(), prop::option::of(text()), prop::collection::vec(level(), 0..3))
        .prop_map(|(name, by, levels)| Owner { name, audit: Audit { by, levels } })
}

pub fn flattened() -> impl Strategy<Value = Flattened> {
    let others = prop::collection::btree_map(other_name(), prop::option::of(place()), 0..30);
    (any::<u8>(), owner(), prop::option::of(place()), others).prop_map(|(id, owner, place, levels)| Flattened {
        id,
        owner,
        place,
        levels,
    })
}

pub fn anything() -> impl Strategy<Value = Anything> {
    let counts = prop::collection::hash_map(any::<u32>(), any::<u32>(), 0..4);
    let others = prop::collection::hash_map(other_name(), any::<u8>(), 0..4);
    let tagged = prop_oneof![
        Just(Tagged::Nothing),
        (counts, prop::option::of(level())).prop_map(|(counts, zz)| Tagged::ByNumber { counts, zz }),
        (any::<u8>(), prop::option::of(place()), others).prop_map(|(to, place, others)| Tagged::Moved {
            to,
            place,
            others
        }),
        place().prop_map(Tagged::Placed),
        owner().prop_map(|owner| Tagged::Owned(Box::new(owner))),
    ];
    // Only quarters of small numbers: serde_json writes other numbers with an exponent, and any JSON keeps its digits.
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
        untagged().prop_map(Anything::Untagged),
        prop::collection::vec(adjacent(), 0..4).prop_map(Anything::Adjacent),
        prop::collection::btree_map(number(), number(), 0..4).prop_map(Anything::ByNumber),
        flattened().prop_map(|flattened| Anything::Flattened(Box::new(flattened))),
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
