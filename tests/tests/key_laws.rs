//! The laws of keys, tested with adversarial input: injective, ordered, reversible, scoped.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::Bound;
use store_record::{
    Envelope, KeyErrorKind, KeyRange, OpenError, RecordKey, RecordManifest, StoreKey, StoreRecord, StoreValue,
};
use time::{Date, OffsetDateTime, UtcOffset};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, StoreValue, StoreKey)]
struct Number(i64);

#[derive(Debug, Clone, PartialEq, Eq, StoreRecord)]
#[store_record(
    type = "law", scope = (tenant, region),
    key = (name, number, signed, wide, wide_signed, bytes, letter, flag, date, at, address, tuple, last)
)]
struct Law {
    tenant: String,
    region: Option<String>,
    name: String,
    number: u64,
    signed: Number,
    wide: u128,
    wide_signed: i128,
    bytes: Vec<u8>,
    letter: char,
    flag: bool,
    date: Date,
    at: OffsetDateTime,
    address: IpAddr,
    tuple: Option<Tuple>,
    last: Option<i8>,
}

/// A tuple in a tuple, each with an option at its front or end.
type Tuple = (Option<String>, ((Option<i8>,), String, Option<bool>));

type Scope<'a> = (&'a String, &'a Option<String>);
type Key<'a> = (
    (&'a String, &'a u64, &'a Number, &'a u128, &'a i128, &'a Vec<u8>),
    (&'a char, &'a bool, &'a Date, &'a OffsetDateTime, &'a IpAddr, &'a Option<Tuple>, &'a Option<i8>),
);

impl Law {
    fn tuple(&self) -> (Scope<'_>, Key<'_>) {
        let first = (&self.name, &self.number, &self.signed, &self.wide, &self.wide_signed, &self.bytes);
        let second = (&self.letter, &self.flag, &self.date, &self.at, &self.address, &self.tuple, &self.last);
        ((&self.tenant, &self.region), (first, second))
    }

    fn text(&self) -> String {
        self.record_key().unwrap().into_string()
    }
}

/// Separators, escapes, control characters, the empty string, prefixes of each other. There are few, so that tuples share
/// components.
fn text() -> impl Strategy<Value = String> {
    let parts = ["#", "$", "$23", "%", " ", "!", "\0", "\u{1}", "\u{1f}", "\u{7f}", "a", "b", "Z", "é", "\u{10ffff}"];
    prop_oneof![
        4 => prop::collection::vec(prop::sample::select(parts.to_vec()), 0..4).prop_map(|parts| parts.concat()),
        1 => ".{0,8}",
    ]
}

fn unsigned() -> impl Strategy<Value = u64> {
    prop_oneof![
        0..12_u64,
        95..105_u64,
        (0..20_u32).prop_map(|digits| 10_u64.saturating_pow(digits)),
        any::<u64>(),
        Just(u64::MAX)
    ]
}

fn signed() -> impl Strategy<Value = i64> {
    prop_oneof![
        -12..12_i64,
        -105..-95_i64,
        (0..19_u32).prop_map(|digits| -(10_i64.pow(digits))),
        any::<i64>(),
        Just(i64::MIN),
        Just(i64::MAX)
    ]
}

fn instant() -> impl Strategy<Value = OffsetDateTime> {
    let earliest = time::macros::datetime!(0001-01-01 0:00 UTC).unix_timestamp_nanos();
    let latest = time::macros::datetime!(9998-12-31 0:00 UTC).unix_timestamp_nanos();
    let nanoseconds = prop_oneof![earliest..latest, -3..3_i128];
    (nanoseconds, -1_439..1_439_i32).prop_map(|(nanoseconds, minutes)| {
        let offset = UtcOffset::from_whole_seconds(minutes * 60).unwrap();
        OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap().to_offset(offset)
    })
}

fn address() -> impl Strategy<Value = IpAddr> {
    let four = prop_oneof![0..3_u32, any::<u32>(), Just(u32::MAX)].prop_map(|bits| Ipv4Addr::from(bits).into());
    let six = prop_oneof![0..3_u128, any::<u128>(), Just(u128::MAX)].prop_map(|bits| Ipv6Addr::from(bits).into());
    prop_oneof![four, six]
}

fn tuple() -> impl Strategy<Value = Option<Tuple>> {
    let short = || prop_oneof![text(), Just(String::new())];
    let inner = (prop::option::of(-2..2_i8), short(), prop::option::of(any::<bool>()));
    let tuple = (prop::option::of(short()), inner).prop_map(|(one, (a, b, c))| (one, ((a,), b, c)));
    prop::option::of(tuple)
}

fn law() -> impl Strategy<Value = Law> {
    let date = instant().prop_map(OffsetDateTime::date);
    let wide = prop_oneof![0..3_u128, any::<u128>(), Just(u128::MAX)];
    let wide_signed = prop_oneof![-2..2_i128, any::<i128>(), Just(i128::MIN), Just(i128::MAX)];
    let bytes = prop::collection::vec(prop::sample::select(vec![0_u8, 1, 0x23, 0xff]), 0..4);
    let first = (text(), prop::option::of(text()), text(), unsigned(), signed().prop_map(Number), wide);
    let second = (
        wide_signed,
        bytes,
        any::<char>(),
        any::<bool>(),
        date,
        instant(),
        address(),
        (tuple(), prop::option::of(-2..2_i8)),
    );
    (first, second).prop_map(|(first, second)| {
        let (
            (tenant, region, name, number, signed, wide),
            (wide_signed, bytes, letter, flag, date, at, address, (tuple, last)),
        ) = (first, second);
        Law {
            tenant,
            region,
            name,
            number,
            signed,
            wide,
            wide_signed,
            bytes,
            letter,
            flag,
            date,
            at,
            address,
            tuple,
            last,
        }
    })
}

/// Two records that differ in few components, or in none.
fn pair() -> impl Strategy<Value = (Law, Law)> {
    (law(), law(), any::<u16>()).prop_map(|(one, other, shared)| {
        let mut mixed = other;
        let is_shared = |bit: u16| shared & (1 << bit) != 0;
        macro_rules! share {
            ($($bit:literal $field:ident),*) => { $(if is_shared($bit) { mixed.$field.clone_from(&one.$field); })* };
        }
        share!(0 tenant, 1 region, 2 name, 3 number, 4 signed, 5 wide, 6 wide_signed, 7 bytes, 8 letter, 9 flag, 10 date, 11 at, 12 address, 13 last, 14 tuple);
        (one, mixed)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn keys_are_ordered_and_injective((one, other) in pair()) {
        prop_assert_eq!(one.text().cmp(&other.text()), one.tuple().cmp(&other.tuple()));
    }

    #[test]
    fn keys_are_reversible(law in law()) {
        let key = law.record_key().unwrap();
        let parts = Law::parse_key(&key).unwrap();
        let again = Law::record_key_for(
            &parts.0, &parts.1, &parts.2, &parts.3, &parts.4, &parts.5, &parts.6, &parts.7, &parts.8, &parts.9,
            &parts.10, &parts.11, &parts.12, &parts.13, &parts.14,
        );
        prop_assert_eq!(again.unwrap(), key);
        prop_assert_eq!((parts.0, parts.1, parts.2, parts.3), (law.tenant, law.region, law.name, law.number));
        prop_assert_eq!((parts.4, parts.5, parts.6, parts.7), (law.signed, law.wide, law.wide_signed, law.bytes));
        prop_assert_eq!((parts.8, parts.9, parts.10, parts.11), (law.letter, law.flag, law.date, law.at));
        prop_assert_eq!((parts.12, parts.13, parts.14), (law.address, law.tuple, law.last));
    }

    #[test]
    fn keys_are_scoped((one, other) in pair()) {
        let (scope, range) = (one.scope().unwrap(), one.scope().unwrap().key_range());
        prop_assert_eq!(range.start(), format!("{}#", scope.as_str()));
        prop_assert_eq!(range.end().unwrap(), format!("{}$", scope.as_str()));
        prop_assert_eq!(range.contains(&other.record_key().unwrap()), one.tuple().0 == other.tuple().0);
    }

    #[test]
    fn a_range_contains_exactly_the_keys_with_its_components((one, other) in pair()) {
        let range = Law::key_range_by_number(&one.tenant, &one.region, &one.name, &one.number).unwrap();
        let begins_alike = one.tuple().0 == other.tuple().0 && (&one.name, one.number) == (&other.name, other.number);
        prop_assert_eq!(range.contains(&other.record_key().unwrap()), begins_alike);
    }

    #[test]
    fn a_range_between_two_keys_contains_the_keys_between((first, last) in pair(), of in law(), likeness in 0..3_u8) {
        let of = match likeness {
            0 => first.clone(),
            1 => Law { tenant: last.tenant.clone(), ..of },
            _ => of,
        };
        let [from, to, key] = [&first, &last, &of].map(|law| law.record_key().unwrap());
        let [start, end, tuple] = [&first, &last, &of].map(Law::tuple);
        let bounds = [
            (Bound::Included(from.clone()), Bound::Excluded(to.clone()), tuple >= start && tuple < end),
            (Bound::Included(from.clone()), Bound::Included(to.clone()), tuple >= start && tuple <= end),
            (Bound::Excluded(from.clone()), Bound::Included(to), tuple > start && tuple <= end),
            (Bound::Excluded(from), Bound::Unbounded, tuple > start),
            (Bound::Unbounded, Bound::Unbounded, true),
        ];
        for (start, end, is_between) in bounds {
            prop_assert_eq!(KeyRange::new((start, end)).contains(&key), is_between);
        }
        let by_name = |law: &Law| Law::key_range_by_name(&law.tenant, &law.region, &law.name).unwrap();
        let components = |law: &Law| (law.tenant.clone(), law.region.clone(), law.name.clone());
        let is_between = (components(&first)..=components(&last)).contains(&components(&of));
        prop_assert_eq!(by_name(&first).through(&by_name(&last)).contains(&key), is_between);
    }

    /// Any text is either rejected, or equal to the key text of the decoded value.
    #[test]
    fn only_key_text_is_accepted(law in law(), at in any::<prop::sample::Index>(), with in "[#$a-cZ0-9%\u{0}é]{0,2}") {
        let mut text: Vec<char> = law.text().chars().collect();
        let at = at.index(text.len() + 1);
        text.splice(at..(at + 1).min(text.len()), with.chars());
        let key = RecordKey::from_stored(text.into_iter().collect::<String>());
        if let Ok(parts) = Law::parse_key(&key) {
            let again = Law::record_key_for(
                &parts.0, &parts.1, &parts.2, &parts.3, &parts.4, &parts.5, &parts.6, &parts.7, &parts.8, &parts.9,
                &parts.10, &parts.11, &parts.12, &parts.13, &parts.14,
            );
            prop_assert_eq!(again.unwrap(), key);
        }
    }
}

#[test]
fn tuples_with_separators_do_not_collide() {
    let text = |pair: (&str, &str)| {
        let mut key = KeyedByPair { pair: (pair.0.to_owned(), pair.1.to_owned()) };
        let text = key.record_key().unwrap().into_string();
        assert_eq!(KeyedByPair::parse_key(&RecordKey::from_stored(&*text)).unwrap(), key.pair);
        key.pair.0.push('x');
        assert_ne!(key.record_key().unwrap().as_str(), text);
        text
    };
    assert_eq!(text(("a", "b")), "a$23b");
    assert_eq!(text(("", "#")), "$24$23$2423");
    assert_ne!(text(("a#b", "")), text(("a", "b")));
    for wrong in ["", "a", "a$23b$23c", "a$23", "a#b", "a$24b", "a$23b$"] {
        assert!(KeyedByPair::parse_key(&RecordKey::from_stored(wrong)).is_err(), "{wrong}");
    }
}

#[derive(StoreRecord)]
#[store_record(type = "keyed by pair", scope = global, key = pair)]
struct KeyedByPair {
    pair: (String, String),
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "pair", scope = tenant, key = (one, other))]
struct Pair {
    tenant: String,
    one: String,
    other: String,
}

#[test]
fn components_with_separators_do_not_collide() {
    let key = |tenant: &str, one: &str, other: &str| Pair::record_key_for(tenant, one, other).unwrap();
    assert_ne!(key("t", "a", ""), key("t", "", "a"));
    assert_ne!(key("t", "ab", "c"), key("t", "a", "bc"));
    assert_ne!(key("t", "a#b", ""), key("t", "a", "b"));
    assert_ne!(key("t", "$", ""), key("t", "", "$"));
    assert_ne!(key("t#a", "b", "c"), key("t", "a#b", "c"));
    assert_ne!(key("one", "same", "id"), key("two", "same", "id"));
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "request", scope = global, key = (client, request))]
struct Request {
    client: Option<String>,
    request: u8,
}

#[test]
fn a_range_of_an_absent_option_contains_only_its_keys() {
    let range = Request::key_range_by_client(&None).unwrap();
    assert!(range.contains(&Request::record_key_for(&None, &1).unwrap()));
    assert!(!range.contains(&Request::record_key_for(&Some("a".into()), &1).unwrap()));
}

/// A record type with one record in each scope.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "settings", scope = (tenant, region), key = (), revision = revision, metadata(color))]
struct Settings {
    tenant: String,
    region: Option<String>,
    color: String,
    revision: u32,
}

/// A record type with one record in the program.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "state", scope = global, key = ())]
struct State {
    step: u8,
}

fn settings() -> impl Strategy<Value = Settings> {
    (text(), prop::option::of(text()), any::<u32>()).prop_map(|(tenant, region, revision)| Settings {
        tenant,
        region,
        color: "red".into(),
        revision,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn keys_without_components_are_ordered_and_injective(one in settings(), other in settings(), same_tenant in any::<bool>()) {
        let tenant = if same_tenant { one.tenant.clone() } else { other.tenant.clone() };
        let other = Settings { tenant, ..other };
        let keys = one.record_key().unwrap().cmp(&other.record_key().unwrap());
        prop_assert_eq!(keys, (&one.tenant, &one.region).cmp(&(&other.tenant, &other.region)));
    }

    #[test]
    fn keys_without_components_are_reversible(settings in settings()) {
        let key = settings.record_key().unwrap();
        let (tenant, region) = Settings::parse_key(&key).unwrap();
        prop_assert_eq!(Settings::record_key_for(&tenant, &region).unwrap(), key);
        prop_assert_eq!((tenant, region), (settings.tenant, settings.region));
    }

    #[test]
    fn keys_without_components_are_scoped(one in settings(), other in settings()) {
        let (scope, key) = (one.scope().unwrap(), one.record_key().unwrap());
        prop_assert_eq!(key.as_str(), format!("{}#$", scope.as_str()));
        prop_assert!(scope.key_range().contains(&key));
        let is_same = (&one.tenant, &one.region) == (&other.tenant, &other.region);
        prop_assert_eq!(scope.key_range().contains(&other.record_key().unwrap()), is_same);
    }

    #[test]
    fn only_key_text_without_components_is_accepted(text in "[a-b#$0]{0,4}") {
        let key = RecordKey::from_stored(text);
        if let Ok((tenant, region)) = Settings::parse_key(&key) {
            prop_assert_eq!(Settings::record_key_for(&tenant, &region).unwrap(), key);
        }
    }
}

#[test]
fn the_key_without_components_of_the_global_scope_is_reversible() {
    let key = State { step: 1 }.record_key().unwrap();
    assert_eq!((key.as_str(), State::record_key_for().unwrap()), ("$", key.clone()));
    let () = State::parse_key(&key).unwrap();
    let kind = |text: &str| State::parse_key(&RecordKey::from_stored(text)).unwrap_err().kind();
    assert_eq!(kind(""), KeyErrorKind::Invalid("a record without key components"));
    assert_eq!(kind("a"), kind(""));
    assert_eq!(kind("$24"), kind(""));
    assert_eq!(kind("$#$"), KeyErrorKind::TooMany);
    let missing = Settings::parse_key(&RecordKey::from_stored("acme#")).unwrap_err();
    assert_eq!(missing.to_string(), "record key, component `()`: the key has too few components");
}

#[derive(RecordManifest)]
#[manifest(file = "tests/key_laws.types.json")]
enum Singletons {
    Settings(Settings),
    State(State),
}

#[test]
fn records_without_key_components_open_only_with_their_key() {
    store_record::conformance::check_records::<Singletons>(&[], &[]).unwrap();
    let settings = Settings { tenant: "acme".into(), region: None, color: "red".into(), revision: 7 };
    let row = settings.to_envelope().unwrap();
    assert_eq!(row.open::<Settings>().unwrap(), settings);
    assert!(matches!(Singletons::open(&row).unwrap(), Singletons::Settings(opened) if opened == settings));
    let mut columns = row.into_columns();
    columns.record_key = RecordKey::from_stored("acme#");
    let error = Envelope::from_columns(columns).open::<Settings>().unwrap_err();
    assert_eq!(error, OpenError::Mismatch { record_type: "settings", column: "record_key" });
}
