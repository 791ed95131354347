//! The frozen format. The texts in `vectors/` never change, because stored rows have them. Another implementation can read the
//! files: each name describes the value of its text.

#![allow(clippy::unwrap_used)]

use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::Wrapping;
use std::ops::Bound;
use std::path::PathBuf;
use std::time::Duration;
use store_record::{
    Digest, Envelope, EnvelopeColumns, Json, Metadata, Payload, RecordKey, Scope, StoreKey, StoreRecord, StoreValue,
    Text, ndjson,
};
use time::macros::{date, datetime, offset, time};

/// The vectors of a file. Each must be used once.
struct Vectors {
    texts: BTreeMap<String, String>,
}

impl Vectors {
    fn of(file: &str) -> Self {
        Self { texts: serde_json::from_str(file).unwrap() }
    }

    fn take(&mut self, name: &str) -> String {
        self.texts.remove(name).unwrap_or_else(|| panic!("no vector has the name {name:?}"))
    }

    fn payload<T: StoreValue + PartialEq + Debug>(&mut self, name: &str, value: T) {
        let text = self.take(name);
        assert_eq!(Payload::new(&value).unwrap().expose_json(), text, "{name}");
        assert_eq!(Payload::from_stored(text).decode::<T>().unwrap(), value, "{name}");
    }

    fn finish(self) {
        assert!(self.texts.is_empty(), "vectors without a value: {:?}", self.texts.keys());
    }
}

/// Checks that the component encodes as the key text and decodes from it.
macro_rules! key {
    ($vectors:ident, $name:literal, $ty:ty, $value:expr) => {{
        #[derive(StoreRecord)]
        #[store_record(type = "vector", scope = global, key = value)]
        struct Vector {
            value: $ty,
        }
        let vector = Vector { value: $value };
        let key = vector.record_key().unwrap();
        assert_eq!(key.as_str(), $vectors.take($name), $name);
        assert_eq!(Vector::parse_key(&key).unwrap(), vector.value, $name);
    }};
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, StoreValue, StoreKey)]
#[store_record(rename_all = "snake_case")]
enum Level {
    VeryHigh,
}

#[derive(Debug, PartialEq, StoreValue, StoreKey)]
struct Id(u64);

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "membership", scope = (tenant, application), key = (user, group))]
struct Membership {
    tenant: String,
    application: Option<String>,
    user: Id,
    group: Level,
}

/// Records without key components, in the global scope, in a scope of one component and of two.
#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "settings", scope = global, key = ())]
struct Settings {
    is_open: bool,
}

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "tenant settings", scope = tenant, key = ())]
struct TenantSettings {
    tenant: String,
}

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "application settings", scope = (tenant, application), key = ())]
struct ApplicationSettings {
    tenant: String,
    application: Option<String>,
}

#[test]
fn key_texts_are_frozen() {
    let mut vectors = Vectors::of(include_str!("vectors/keys.json"));
    key!(vectors, "text: a", String, "a".into());
    key!(vectors, "text: empty", String, String::new());
    key!(vectors, "text: all below U+0026", String, (0..0x26_u8).map(char::from).collect());
    key!(vectors, "text: Zoë 山", String, "Zoë 山".into());
    key!(vectors, "char: #", char, '#');
    key!(vectors, "u64: 0", u64, 0);
    key!(vectors, "u8: 7", u8, 7);
    key!(vectors, "u32: 42", u32, 42);
    key!(vectors, "u64: 18446744073709551615", u64, u64::MAX);
    key!(vectors, "i8: 7", i8, 7);
    key!(vectors, "i64: -1", i64, -1);
    key!(vectors, "i64: -42", i64, -42);
    key!(vectors, "i64: -9223372036854775808", i64, i64::MIN);
    key!(vectors, "i64: 9223372036854775807", i64, i64::MAX);
    key!(vectors, "u128: 255", u128, 255);
    key!(vectors, "i128: -1", i128, -1);
    key!(vectors, "i128: 0", i128, 0);
    key!(vectors, "bool: true", bool, true);
    key!(vectors, "bytes: 00 ff", Vec<u8>, vec![0, 255]);
    key!(vectors, "bytes: 00 to 10, and f1", Vec<u8>, (0..=16).chain([0xf1]).collect());
    key!(vectors, "bytes: none", Vec<u8>, vec![]);
    key!(vectors, "date: 16 June 2026", time::Date, date!(2026 - 06 - 16));
    key!(vectors, "date: 1 January 0000", time::Date, date!(0000 - 01 - 01));
    let instant = datetime!(2026-06-16 12:30:00.5 +5:45);
    key!(vectors, "instant: 16 June 2026 12:30:00.5 +05:45", time::OffsetDateTime, instant);
    key!(vectors, "option: none", Option<u8>, None);
    key!(vectors, "option: 7", Option<u8>, Some(7));
    key!(vectors, "option: empty text", Option<String>, Some(String::new()));
    key!(vectors, "enum: very_high", Level, Level::VeryHigh);
    key!(vectors, "enum of integers: -1", Priority, Priority::Low);
    key!(vectors, "enum of integers: 42", Priority, Priority::High);
    key!(vectors, "newtype of u64: 42", Id, Id(42));
    key!(vectors, "tuple: a and 7", (String, u8), ("a".into(), 7));
    key!(vectors, "tuple: none, and a tuple of a# and true", (Option<u8>, (String, bool)), (None, ("a#".into(), true)));
    key!(vectors, "tuple: none", (Option<u8>,), (None,));
    key!(vectors, "option: tuple of none and none", Option<(Option<u8>, Option<u8>)>, Some((None, None)));
    key!(vectors, "IPv4 address: 127.0.0.1", Ipv4Addr, Ipv4Addr::LOCALHOST);
    key!(vectors, "IPv6 address: ::1", Ipv6Addr, Ipv6Addr::LOCALHOST);
    key!(vectors, "IP address: 10.0.0.255", IpAddr, IpAddr::from([10, 0, 0, 255]));
    key!(vectors, "IP address: 2001:db8::1", IpAddr, IpAddr::from([0x2001, 0xdb8, 0, 0, 0, 0, 0, 1]));
    key!(vectors, "URL: https://example.org/a#b", url::Url, "https://example.org/a#b".parse().unwrap());
    key!(vectors, "wrapping integer: 42", Wrapping<u8>, Wrapping(42));
    key!(vectors, "value by its text: a#b", Text<String>, Text("a#b".to_owned()));
    let membership = Membership { tenant: "a#b".into(), application: None, user: Id(42), group: Level::VeryHigh };
    assert_eq!(membership.scope().unwrap().as_str(), vectors.take("scope of a#b, none"));
    assert_eq!(membership.record_key().unwrap().as_str(), vectors.take("record key of a#b, none, 42, very_high"));
    let key = Settings { is_open: true }.record_key().unwrap();
    assert_eq!(key.as_str(), vectors.take("record key of the unit in the global scope"));
    let key = TenantSettings { tenant: "acme".into() }.record_key().unwrap();
    assert_eq!(key.as_str(), vectors.take("record key of the unit in the scope acme"));
    let key = ApplicationSettings { tenant: "a#b".into(), application: None }.record_key().unwrap();
    assert_eq!(key.as_str(), vectors.take("record key of the unit in the scope a#b, none"));
    vectors.finish();
}

#[derive(Debug, PartialEq, StoreValue)]
struct Named {
    bb: u8,
    a: u8,
    ab: u8,
    #[store_record(rename = "é")]
    accent: u8,
}

#[derive(Debug, PartialEq, StoreValue)]
enum Choice {
    Nothing,
    One(u8),
    Two(u8, u8),
    Named { a: u8 },
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(tag = "kind")]
enum Tagged {
    Nothing,
    Named { a: u8, longer: u8 },
    Struct(Named),
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, StoreValue, StoreKey)]
#[store_record(repr = "integer")]
enum Priority {
    Low = -1,
    High = 42,
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(tag = "kind", content = "is")]
enum Adjacent {
    Nothing,
    One(u8),
    Two(u8, u8),
    Named { a: u8 },
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(untagged)]
enum Untagged {
    Nothing,
    One(u8),
    Two(u8, u8),
    Named { a: u8 },
}

#[derive(Debug, PartialEq, StoreValue)]
struct Unit;

#[derive(Debug, PartialEq, StoreValue)]
struct Flat {
    id: u8,
    #[store_record(flatten)]
    place: Option<Place>,
    #[store_record(flatten)]
    counts: BTreeMap<String, u8>,
}

#[derive(Debug, PartialEq, StoreValue)]
struct Place {
    x: i32,
}

#[derive(Debug, PartialEq, StoreValue)]
struct Seconds(#[store_record(with = unix_seconds)] time::OffsetDateTime);

#[derive(Debug, PartialEq, StoreValue)]
struct Millis(#[store_record(with = unix_millis)] time::OffsetDateTime);

#[derive(Debug, PartialEq, StoreValue)]
struct Micros(#[store_record(with = unix_micros)] time::OffsetDateTime);

#[test]
fn payload_texts_are_frozen() {
    let mut vectors = Vectors::of(include_str!("vectors/payloads.json"));
    vectors.payload("u64: 18446744073709551615", u64::MAX);
    vectors.payload("i64: -9223372036854775808", i64::MIN);
    vectors.payload("u128: 340282366920938463463374607431768211455", u128::MAX);
    vectors.payload("i128: -1", -1_i128);
    vectors.payload("bool: true", true);
    vectors.payload("f64: 1", 1.0_f64);
    vectors.payload("f64: 0.1 + 0.2", 0.1_f64 + 0.2);
    vectors.payload("f64: 1e21", 1e21_f64);
    vectors.payload("f64: 1.5e-7", 1.5e-7_f64);
    vectors.payload("f64: negative zero", -0.0_f64);
    vectors.payload("f32: 0.1", 0.1_f32);
    vectors.payload("f32: 16777216", 16_777_216_f32);
    vectors.payload("text: every escape", "\"\\\u{8}\u{c}\n\r\t\u{1}\u{1f}/\u{7f}é\u{1f680}".to_owned());
    vectors.payload("char: é", 'é');
    vectors.payload("bytes: 00 ff 10", vec![0_u8, 255, 16]);
    vectors.payload("bytes: none", Vec::<u8>::new());
    vectors.payload("option: none", None::<u8>);
    vectors.payload("option: 7", Some(7_u8));
    vectors.payload("tuple: 1, text a, (true)", (1_u8, "a".to_owned(), (true,)));
    vectors.payload("unit", ());
    vectors.payload("array of none", [Some(1_u8), None]);
    vectors.payload("list: none", Vec::<u16>::new());
    vectors.payload("list: 1 2", vec![1_u16, 2]);
    vectors.payload("set of texts: bb, a, empty", BTreeSet::from(["bb".to_owned(), "a".into(), String::new()]));
    vectors.payload("set of numbers: 10, 9, -1", BTreeSet::from([10_i8, 9, -1]));
    vectors.payload("map by numbers: 10, 9, -1", BTreeMap::from([(10_i8, 'a'), (9, 'b'), (-1, 'c')]));
    vectors.payload(
        "map by texts: bb, a, empty",
        BTreeMap::from([("bb".to_owned(), 1_u8), ("a".into(), 2), (String::new(), 3)]),
    );
    vectors.payload("map by enum: very_high", BTreeMap::from([(Level::VeryHigh, 1_u8)]));
    vectors.payload("map by tuples: 7 and none", BTreeMap::from([((7_u8, None::<String>), true)]));
    vectors.payload("map: none", BTreeMap::<u8, u8>::new());
    vectors.payload("struct: fields bb, a, ab, é", Named { bb: 1, a: 2, ab: 3, accent: 4 });
    vectors.payload("newtype of u64: 42", Id(42));
    vectors.payload("unit struct", Unit);
    vectors.payload("fieldless enum: very_high", Level::VeryHigh);
    vectors.payload("enum of integers: -1", Priority::Low);
    vectors.payload("map by enum of integers: -1, 42", BTreeMap::from([(Priority::Low, 1_u8), (Priority::High, 2)]));
    vectors.payload("variant without content", Choice::Nothing);
    vectors.payload("variant of one", Choice::One(1));
    vectors.payload("variant of two", Choice::Two(1, 2));
    vectors.payload("variant with a name", Choice::Named { a: 1 });
    vectors.payload("tagged variant without content", Tagged::Nothing);
    vectors.payload("tagged variant with names", Tagged::Named { a: 1, longer: 2 });
    vectors.payload("tagged variant with a struct", Tagged::Struct(Named { bb: 1, a: 2, ab: 3, accent: 4 }));
    vectors.payload("variant beside content: nothing", Adjacent::Nothing);
    vectors.payload("variant beside content: one", Adjacent::One(1));
    vectors.payload("variant beside content: two", Adjacent::Two(1, 2));
    vectors.payload("variant beside content: names", Adjacent::Named { a: 1 });
    vectors.payload("untagged variant: nothing", Untagged::Nothing);
    vectors.payload("untagged variant: one", Untagged::One(1));
    vectors.payload("untagged variant: two", Untagged::Two(1, 2));
    vectors.payload("untagged variant: names", Untagged::Named { a: 1 });
    vectors.payload("instant: +05:45", datetime!(2026-06-16 12:30:00.5 +5:45));
    vectors.payload("instant: UTC, nanoseconds", datetime!(2026-06-16 12:30:00.123456789 UTC));
    vectors.payload("date", date!(0001 - 02 - 03));
    vectors.payload("time: 1:02:03", time!(1:02:03));
    vectors.payload("time: 1:02:03.000000001", time!(1:02:03.000000001));
    vectors.payload("plain date-time", datetime!(2026-06-16 12:30));
    vectors.payload("offset: -09:30", offset!(-9:30));
    vectors.payload("offset: UTC", offset!(UTC));
    vectors.payload("duration: 90061.5 seconds", time::Duration::new(90_061, 500_000_000));
    vectors.payload("duration: -1.5 seconds", time::Duration::new(-1, -500_000_000));
    vectors.payload("duration: none", Duration::ZERO);
    vectors.payload("address: 127.0.0.1", IpAddr::from([127, 0, 0, 1]));
    vectors.payload("address: ::1", Ipv6Addr::LOCALHOST);
    let any: Json = r#"{"bb":1.10,"a":[1e2,-0,null], "c":"\u00e9\/"}"#.parse().unwrap();
    vectors.payload("value by its text: 127.0.0.1:80", Text(SocketAddr::from(([127, 0, 0, 1], 80))));
    vectors.payload("unix seconds: 16 June 2026 12:30 UTC", Seconds(datetime!(2026-06-16 12:30 UTC)));
    vectors.payload("unix millis: 1969-12-31 23:59:59.999 UTC", Millis(datetime!(1969-12-31 23:59:59.999 UTC)));
    vectors.payload("unix micros: 1970-01-01 00:00:00.000001 UTC", Micros(datetime!(1970-01-01 0:00:00.000001 UTC)));
    vectors.payload(
        "flattened struct and map",
        Flat { id: 7, place: Some(Place { x: -1 }), counts: [("c".into(), 2)].into() },
    );
    vectors.payload("flattened option: none", Flat { id: 7, place: None, counts: [].into() });
    vectors.payload("range: 1 to 5, without 5", 1..5_u8);
    vectors.payload("range: 1 to 5, with 5", 1..=5_u8);
    vectors.payload("range: from 1", 1_u8..);
    vectors.payload("range: up to 5, without 5", ..5_u8);
    vectors.payload("range: up to 5, with 5", ..=5_u8);
    vectors.payload("bound: none", Bound::<u8>::Unbounded);
    vectors.payload("bound: 1, included", Bound::Included(1_u8));
    vectors.payload("bound: 1, excluded", Bound::Excluded(1_u8));
    vectors.payload("result: 1", Ok::<u8, u8>(1));
    vectors.payload("result: error 1", Err::<u8, u8>(1));
    vectors.payload("ordering: greater", Ordering::Greater);
    vectors.payload("path: a/é", PathBuf::from("a/é"));
    vectors.payload("wrapping integer: 255", Wrapping(255_u8));
    vectors.payload("cell: 7", Cell::new(7_u8));
    vectors.payload("phantom data", PhantomData::<str>);
    vectors.payload("any JSON: 1.10, 1e2, -0", any);
    vectors.finish();
}

/// Returns the rows of `rows.ndjson`, in its order.
fn rows() -> Vec<Envelope> {
    let membership = Membership { tenant: "a#b".into(), application: None, user: Id(42), group: Level::VeryHigh };
    let payload =
        Payload::from_json(r#"{"text": "\"\\\b\f\n\r\t\u0001\u007f/é", "n": 1.10, "list": [[], {}]}"#).unwrap();
    let full = EnvelopeColumns {
        scope: Scope::from_stored("a$23b"),
        record_type: "every column".into(),
        record_key: RecordKey::from_stored("a$23b#Zo\"\\ë#b42"),
        schema_version: i32::MAX,
        revision: Some(i64::MIN),
        created_at: Some(datetime!(0000-12-31 23:59:59.5 UTC)),
        updated_at: Some(datetime!(9999-12-31 22:59:59.999_999 UTC)),
        metadata: Metadata::from_stored(r#"{"b": null, "aa": "é"}"#),
        payload_sha256: Some(Digest::new(&payload)),
        payload,
    };
    let before_standard_time = EnvelopeColumns {
        scope: Scope::global(),
        record_key: RecordKey::from_stored("a0"),
        schema_version: 1,
        revision: Some(0),
        created_at: Some(datetime!(1900-01-01 0:00 UTC)),
        updated_at: Some(datetime!(1969-12-31 23:59:59.999_999 UTC)),
        metadata: Metadata::from_stored("{}"),
        payload: Payload::from_stored("null"),
        payload_sha256: None,
        ..full.clone()
    };
    let rows = [before_standard_time, full].map(Envelope::from_columns);
    [membership.to_envelope().unwrap()].into_iter().chain(rows).collect()
}

#[test]
fn line_texts_are_frozen() {
    let file = include_str!("vectors/rows.ndjson");
    let mut writer = ndjson::Writer::new(Vec::new());
    for row in rows() {
        writer.write(&row).unwrap();
    }
    assert_eq!(String::from_utf8(writer.into_inner()).unwrap(), file);
    // The output of `SELECT row_to_json(t)` for the same rows, in a session with the time zone of Amsterdam.
    for file in [file, include_str!("vectors/rows_from_row_to_json.ndjson")] {
        let read: Vec<Envelope> = ndjson::Reader::new(file.as_bytes()).map(Result::unwrap).collect();
        assert!(read == rows());
    }
}
