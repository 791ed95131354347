//! Other forms of a field's value: `with = text`, `with = unix_seconds` and its relatives, and `Text`.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Debug, Display};
use std::num::NonZeroU8;
use std::str::FromStr;
use std::time::SystemTime;
use store_record::{DecodeErrorKind, EncodeErrorKind, Payload, Shape, StoreKey, StoreRecord, StoreValue, Text};
use store_record_tests::schema::assert_schema;
use time::macros::datetime;
use time::{OffsetDateTime, UtcDateTime};

/// A type of another crate: a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Version(u8, u8);

impl Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

impl FromStr for Version {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (major, minor) = text.split_once('.').ok_or(())?;
        Ok(Self(major.parse().map_err(drop)?, minor.parse().map_err(drop)?))
    }
}

/// A type whose text is read as another value.
#[derive(Debug, PartialEq)]
struct Rounded(f32);

impl Display for Rounded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}", self.0)
    }
}

impl FromStr for Rounded {
    type Err = std::num::ParseFloatError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<f32>().map(|number| Self(number + 1.0))
    }
}

/// A type whose `Display` returns an error, on which `to_string` would panic.
struct Unprintable;

impl Display for Unprintable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Err(fmt::Error)
    }
}

impl FromStr for Unprintable {
    type Err = ();

    fn from_str(_: &str) -> Result<Self, ()> {
        Ok(Self)
    }
}

fn round_trip<T: StoreValue + PartialEq + Debug>(value: &T, json: &str) {
    let payload = Payload::new(value).unwrap();
    assert_eq!(payload.expose_json(), json);
    assert_eq!(&payload.decode::<T>().unwrap(), value);
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Texts {
    #[store_record(with = text)]
    one: Version,
    #[store_record(with = text)]
    maybe: Option<Version>,
    #[store_record(with = text)]
    list: Vec<Version>,
    #[store_record(with = text)]
    boxed: Vec<Option<Box<Version>>>,
    #[store_record(with = text)]
    values: BTreeMap<String, Vec<Version>>,
    #[store_record(with = text)]
    names: HashMap<Version, u8>,
    #[store_record(with = text, default)]
    absent: Option<Version>,
}

#[test]
fn a_type_with_a_text_is_stored_by_it_in_every_container() {
    let texts = Texts {
        one: Version(1, 2),
        maybe: None,
        list: vec![Version(10, 0), Version(2, 0)],
        boxed: vec![None, Some(Box::new(Version(0, 1)))],
        values: BTreeMap::from([("a".to_owned(), vec![Version(3, 4)])]),
        names: HashMap::from([(Version(10, 0), 1), (Version(9, 0), 2)]),
        absent: None,
    };
    let json = r#"{"one": "1.2", "list": ["10.0", "2.0"], "boxed": [null, "0.1"], "maybe": null, "names": {"9.0": 2, "10.0": 1}, "absent": null, "values": {"a": ["3.4"]}}"#;
    round_trip(&texts, json);
    let payload = Payload::from_stored(json.replace(r#""absent": null, "#, ""));
    assert_eq!(payload.decode::<Texts>().unwrap(), texts);
    assert!(assert_schema(&texts, &[]) > 2);
}

#[test]
fn text_of_another_form_is_rejected_with_its_path() {
    for (text, path) in [
        (r#"{"one": "01.2", "list": [], "boxed": [], "maybe": null, "names": {}, "values": {}}"#, ".one"),
        (r#"{"one": "1.2", "list": ["1.2", ""], "boxed": [], "maybe": null, "names": {}, "values": {}}"#, ".list[1]"),
        (r#"{"one": 1.2, "list": [], "boxed": [], "maybe": null, "names": {}, "values": {}}"#, ".one"),
    ] {
        let error = Payload::from_stored(text).decode::<Texts>().unwrap_err();
        assert_eq!(error.path().to_string(), path, "{error}");
        assert!(!error.to_string().contains("01.2"));
    }
}

#[test]
fn a_value_that_its_text_does_not_return_is_rejected() {
    let rejected = |error: store_record::EncodeError| matches!(error.kind(), EncodeErrorKind::Rejected(_));
    assert!(rejected(Payload::new(&Text(Rounded(1.0))).unwrap_err()));
    assert!(rejected(Payload::new(&Text(Unprintable)).unwrap_err()));
    assert!(rejected(Payload::new(&Named { rounded: Rounded(1.0) }).unwrap_err()));
}

#[derive(Debug, PartialEq, StoreValue)]
struct Named {
    #[store_record(with = text)]
    rounded: Rounded,
}

#[derive(Debug, PartialEq, StoreValue)]
struct Newtype(#[store_record(with = text)] Version);

#[derive(Debug, PartialEq, StoreValue)]
enum Choice {
    Newtype(#[store_record(with = text)] Version),
    Pair(u8, #[store_record(with = unix_millis)] OffsetDateTime),
    Named {
        #[store_record(with = unix_seconds)]
        at: Vec<SystemTime>,
    },
}

#[test]
fn a_form_is_possible_in_every_kind_of_field() {
    round_trip(&Some(Newtype(Version(1, 0))), r#""1.0""#);
    round_trip(&vec![None, Some(Newtype(Version(1, 0)))], r#"[null, "1.0"]"#);
    round_trip(&Choice::Newtype(Version(1, 0)), r#"{"Newtype": "1.0"}"#);
    round_trip(&Choice::Pair(7, datetime!(1970-01-01 0:00:01 UTC)), r#"{"Pair": [7, 1000]}"#);
    round_trip(&Choice::Named { at: vec![SystemTime::UNIX_EPOCH] }, r#"{"Named": {"at": [0]}}"#);
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "release", scope = package, key = version, metadata(version))]
struct Release {
    package: String,
    version: Text<NonZeroU8>,
    #[store_record(with = unix_micros)]
    at: chrono::DateTime<chrono::Utc>,
    #[store_record(with = unix_millis)]
    seen: Option<jiff::Timestamp>,
}

#[test]
fn a_text_can_be_a_key_and_metadata() {
    let release = Release {
        package: "a".to_owned(),
        version: Text(NonZeroU8::MAX),
        at: chrono::DateTime::UNIX_EPOCH,
        seen: Some(jiff::Timestamp::UNIX_EPOCH),
    };
    let row = release.to_envelope().unwrap();
    assert_eq!(row.record_key().as_str(), "a#255");
    assert_eq!(row.open::<Release>().unwrap(), release);
    assert_eq!(Release::parse_key(row.record_key()).unwrap().1, release.version);
}

#[derive(Debug, PartialEq, StoreValue)]
struct Instants {
    #[store_record(with = unix_seconds)]
    seconds: OffsetDateTime,
    #[store_record(with = unix_millis)]
    millis: UtcDateTime,
    #[store_record(with = unix_micros)]
    micros: Option<SystemTime>,
}

fn instants(nanoseconds: i128) -> Instants {
    let instant = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap();
    Instants { seconds: instant, millis: instant.to_utc(), micros: Some(instant.into()) }
}

proptest! {
    #[test]
    fn whole_units_come_back_and_remainders_are_rejected(
        seconds in -62_167_219_200..253_402_300_800_i64,
        nanosecond in prop_oneof![Just(0_u32), Just(1_000), Just(1_000_000), 0..1_000_000_000_u32],
    ) {
        let value = instants(i128::from(seconds) * 1_000_000_000 + i128::from(nanosecond));
        match Payload::new(&value) {
            Ok(payload) => {
                prop_assert_eq!(nanosecond, 0);
                prop_assert_eq!(payload.decode::<Instants>().unwrap(), value);
            }
            Err(error) => {
                prop_assert_ne!(nanosecond, 0);
                prop_assert!(matches!(error.kind(), EncodeErrorKind::Rejected(_)));
            }
        }
    }
}

#[test]
fn an_offset_is_not_lost() {
    let error = Payload::new(&Choice::Pair(7, datetime!(2026-06-16 12:00 +2))).unwrap_err();
    assert!(error.to_string().contains("convert the instant to UTC"), "{error}");
}

#[test]
fn a_number_beyond_the_years_is_rejected() {
    for (number, is_read) in [
        ("253402300799", true),
        ("253402300800", false),
        ("-62167219200", true),
        ("-62167219201", false),
        ("9223372036854775807", false),
        ("-9223372036854775808", false),
    ] {
        let read = Payload::from_stored(format!(r#"{{"Named": {{"at": [{number}]}}}}"#)).decode::<Choice>();
        assert_eq!(read.is_ok(), is_read, "{number}");
        if let Err(error) = read {
            assert!(matches!(error.kind(), DecodeErrorKind::Expected { .. }), "{error:?}");
        }
    }
}

#[test]
fn shapes_tell_the_forms_apart() {
    let Shape::Struct(shape) = Instants::SHAPE else { panic!("it is a struct") };
    let decimals = [0, 3, 6].map(|decimals| Shape::UnixTime { decimals });
    assert_eq!([*shape.fields[0].shape, *shape.fields[1].shape], decimals[..2]);
    assert_ne!(Newtype::SHAPE, String::SHAPE);
    assert_eq!(Newtype::SHAPE, Text::<NonZeroU8>::SHAPE);
    assert_eq!(<Text<NonZeroU8> as StoreKey>::ENCODING, <String as StoreKey>::ENCODING);
}
