//! The stored forms of other crates' types: fixed texts, round trips, rejected values, the order of keys.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use std::fmt::Debug;
use store_record::{Payload, StoreRecord, StoreValue};

/// Checks that the value encodes as this text and decodes from it.
#[track_caller]
fn is_stored_as<T: StoreValue + PartialEq + Debug>(value: &T, text: &str) {
    let payload = Payload::new(value).unwrap();
    assert_eq!(payload.expose_json(), text);
    assert_eq!(&payload.decode::<T>().unwrap(), value);
}

#[track_caller]
fn are_rejected<T: StoreValue + Debug>(texts: &[&str]) {
    for text in texts {
        let error = Payload::from_stored(*text).decode::<T>().expect_err(text);
        assert_eq!(error.offset(), 0, "{text}");
    }
}

#[track_caller]
fn cannot_be_stored<T: StoreValue>(value: &T, rule: &str) {
    assert_eq!(Payload::new(value).unwrap_err().kind().to_string(), rule);
}

macro_rules! by_key {
    ($key:ty) => {
        #[derive(StoreRecord)]
        #[store_record(type = "by_key", scope = global, key = id)]
        struct ByKey {
            id: $key,
        }
    };
}

macro_rules! assert_key {
    ($type:ty, $id:expr, $text:literal) => {{
        by_key!($type);
        let key = ByKey { id: $id }.record_key().unwrap();
        assert_eq!(key.as_str(), $text);
        assert_eq!(ByKey::parse_key(&key).unwrap(), $id);
    }};
}

/// Checks that keys decode from their text and sort as their text does.
macro_rules! assert_lawful_keys {
    ($type:ty, $one:expr, $other:expr) => {{
        by_key!($type);
        let [first, second] = [$one, $other].map(|id| ByKey { id }.record_key().unwrap());
        prop_assert_eq!($one.cmp(&$other), first.as_str().cmp(second.as_str()));
        prop_assert_eq!(ByKey::parse_key(&first).unwrap(), $one);
    }};
}

fn round_trips<T: StoreValue + PartialEq + Debug>(value: &T) {
    assert_eq!(&Payload::new(value).unwrap().decode::<T>().unwrap(), value);
}

#[test]
fn uuids_are_hyphenated_lower_case() {
    let uuid = uuid::Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8);
    is_stored_as(&uuid, r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#);
    assert_key!(uuid::Uuid, uuid, "67e55044-10b1-426f-9247-bb680e5fe0c8");
    are_rejected::<uuid::Uuid>(&[
        r#""67E55044-10b1-426f-9247-bb680e5fe0c8""#,
        r#""67e5504410b1426f9247bb680e5fe0c8""#,
        r#""{67e55044-10b1-426f-9247-bb680e5fe0c8}""#,
        r#""urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8""#,
        r#""""#,
    ]);
}

#[test]
fn ulids_are_upper_case() {
    let ulid = ulid::Ulid::from_string("01ARZ3NDEKTSV4RRFFQ69G5FAV").unwrap();
    is_stored_as(&ulid, r#""01ARZ3NDEKTSV4RRFFQ69G5FAV""#);
    assert_key!(ulid::Ulid, ulid, "01ARZ3NDEKTSV4RRFFQ69G5FAV");
    are_rejected::<ulid::Ulid>(&[r#""01arz3ndektsv4rrffq69g5fav""#, r#""Z1ARZ3NDEKTSV4RRFFQ69G5FAV""#, r#""""#]);
}

#[test]
fn urls_have_the_serialization_of_their_standard() {
    is_stored_as(&url::Url::parse("HTTPS://Ex.org/a b?q=é#f").unwrap(), r#""https://ex.org/a%20b?q=%C3%A9#f""#);
    are_rejected::<url::Url>(&[r#""HTTPS://ex.org/""#, r#""https://ex.org""#, r#""ex.org""#]);
}

#[test]
fn decimals_keep_their_scale() {
    use rust_decimal::Decimal;
    for text in ["0", "0.00", "1.10", "-79228162514264337593543950335", "0.0000000000000000000000000001"] {
        is_stored_as(&Decimal::from_str_exact(text).unwrap(), &format!("{text:?}"));
    }
    is_stored_as(&-Decimal::ZERO, r#""0""#);
    are_rejected::<Decimal>(&[
        r#""1e3""#,
        r#""+1""#,
        r#"".5""#,
        r#""-0""#,
        r#""1_000""#,
        r#""79228162514264337593543950336""#,
    ]);
}

#[test]
fn big_decimals_keep_their_scale() {
    use bigdecimal::BigDecimal;
    let thousand = format!("0.{}1", "0".repeat(999));
    for text in ["0", "0.00", "1.10", "-12345678901234567890.5", "11E2", "-1E9223372036854775807", &thousand, "1E-1001"]
    {
        let decimal: BigDecimal = text.parse().unwrap();
        is_stored_as(&decimal, &format!("{text:?}"));
        let again: BigDecimal = Payload::new(&decimal).unwrap().decode().unwrap();
        assert_eq!(again.as_bigint_and_exponent(), decimal.as_bigint_and_exponent());
    }
    are_rejected::<BigDecimal>(&[
        r#""1e3""#,
        r#""1.5E3""#,
        r#""1E-3""#,
        r#""+1""#,
        r#"".5""#,
        r#""007""#,
        r#""1E99999999999999999999""#,
        &format!("\"{}\"", "9".repeat(100_001)),
    ]);
    let long: BigDecimal = format!("1{}", "0".repeat(100_000)).parse().unwrap();
    cannot_be_stored(&long, "a decimal is longer than 100000 letters");
}

#[test]
fn strings_and_bytes_have_the_form_of_the_standard_library() {
    is_stored_as(&smol_str::SmolStr::new("é\n"), r#""é\n""#);
    assert_key!(smol_str::SmolStr, smol_str::SmolStr::new("a#b"), "a$23b");
    is_stored_as(&bytes::Bytes::from_static(&[1, 2, 3]), r#""AQID""#);
    is_stored_as(&bytes::BytesMut::from(&[255, 0][..]), r#""/wA=""#);
    assert_key!(bytes::Bytes, bytes::Bytes::from_static(&[255, 0]), "ff00");
    is_stored_as(&smallvec::SmallVec::<[u16; 2]>::from_slice(&[1, 2, 3]), "[1, 2, 3]");
    is_stored_as(&smallvec::SmallVec::<[u8; 2]>::from_slice(&[1, 2, 3]), r#""AQID""#);
}

#[test]
fn bounded_lists_and_strings_reject_what_has_no_room() {
    is_stored_as(&arrayvec::ArrayVec::<u16, 3>::from_iter([1, 2, 3]), "[1, 2, 3]");
    is_stored_as(&arrayvec::ArrayVec::<u8, 3>::from_iter([1, 2, 3]), r#""AQID""#);
    are_rejected::<arrayvec::ArrayVec<u16, 1>>(&["[1, 2]", "1"]);
    is_stored_as(&arrayvec::ArrayString::<2>::from("é").unwrap(), r#""é""#);
    are_rejected::<arrayvec::ArrayString<2>>(&[r#""abc""#, "1"]);
    assert_key!(arrayvec::ArrayString<4>, arrayvec::ArrayString::from("a#b").unwrap(), "a$23b");
    is_stored_as(&compact_str::CompactString::new("é\n"), r#""é\n""#);
    assert_key!(compact_str::CompactString, compact_str::CompactString::new("a#b"), "a$23b");
}

#[test]
fn either_is_an_enum() {
    is_stored_as(&either::Either::<u8, String>::Left(1), r#"{"Left": 1}"#);
    is_stored_as(&either::Either::<u8, String>::Right("a".into()), r#"{"Right": "a"}"#);
    for text in [r#""Left""#, r#"{"Other": 1}"#, r#"{"Left": 1, "Right": 1}"#, "1"] {
        assert!(Payload::from_stored(text).decode::<either::Either<u8, u8>>().is_err(), "{text}");
    }
}

#[test]
fn ordered_floats_are_floats() {
    use ordered_float::{NotNan, OrderedFloat};
    is_stored_as(&OrderedFloat(0.1_f64), "0.1");
    is_stored_as(&NotNan::new(0.1_f32).unwrap(), "0.1");
    is_stored_as(&std::collections::BTreeSet::from([OrderedFloat(2.0_f32), OrderedFloat(1.5)]), "[1.5, 2.0]");
    assert!(Payload::new(&OrderedFloat(f64::NAN)).is_err());
    are_rejected::<NotNan<f64>>(&["null", r#""NaN""#]);
}

#[test]
fn index_maps_keep_their_order() {
    let map: indexmap::IndexMap<String, u8> = [("zoe".into(), 1), ("ada".into(), 2)].into();
    is_stored_as(&map, r#"[["zoe", 1], ["ada", 2]]"#);
    assert!(Payload::new(&map).unwrap().decode::<indexmap::IndexMap<String, u8>>().unwrap().keys().eq(map.keys()));
    is_stored_as(&indexmap::IndexSet::<u8>::from([3, 1, 2]), "[3, 1, 2]");
    for text in [r#"[["a", 1], ["a", 2]]"#, r#"{"a": 1}"#, r#"[["a"]]"#] {
        assert!(Payload::from_stored(text).decode::<indexmap::IndexMap<String, u8>>().is_err());
    }
    assert!(Payload::from_stored("[1, 1]").decode::<indexmap::IndexSet<u8>>().is_err());
}

mod of_chrono {
    use super::*;
    use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

    fn at(year: i32, nanosecond: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(year, 6, 16).unwrap().and_hms_nano_opt(12, 30, 59, nanosecond).unwrap()
    }

    #[test]
    fn texts_are_fixed() {
        is_stored_as(&at(2026, 0).date(), r#""2026-06-16""#);
        is_stored_as(&at(2026, 500_000_000).time(), r#""12:30:59.5""#);
        is_stored_as(&at(2026, 1), r#""2026-06-16T12:30:59.000000001""#);
        is_stored_as(&at(2026, 0).and_utc(), r#""2026-06-16T12:30:59Z""#);
        let offset = FixedOffset::west_opt(19_800).unwrap();
        is_stored_as(&at(2026, 0).and_local_timezone(offset).unwrap(), r#""2026-06-16T12:30:59-05:30""#);
        is_stored_as(&offset, r#""-05:30""#);
        is_stored_as(&TimeDelta::milliseconds(-1_500), r#""-PT1.5S""#);
        is_stored_as(&TimeDelta::milliseconds(-500), r#""-PT0.5S""#);
        is_stored_as(&chrono::Month::May, r#""May""#);
        is_stored_as(&chrono::Weekday::Sun, r#""Sunday""#);
        assert_key!(DateTime<Utc>, at(2026, 0).and_utc(), "2026-06-16T12:30:59.000000000Z");
    }

    #[test]
    fn an_offset_is_part_of_the_value() {
        let offset = FixedOffset::east_opt(3_600).unwrap();
        let payload = Payload::new(&at(2026, 0).and_utc().with_timezone(&offset)).unwrap();
        assert_eq!(payload.decode::<DateTime<FixedOffset>>().unwrap().offset(), &offset);
    }

    #[test]
    fn values_without_a_text_are_rejected() {
        let range = "the date is outside the years 0000 to 9999 in UTC or its own offset";
        cannot_be_stored(&at(10_000, 0), range);
        cannot_be_stored(&at(-1, 0), range);
        cannot_be_stored(&DateTime::<Utc>::MAX_UTC, range);
        cannot_be_stored(&DateTime::<Utc>::MIN_UTC.fixed_offset(), range);
        let seconds = FixedOffset::east_opt(1).unwrap();
        cannot_be_stored(&seconds, "a UTC offset with seconds can't be written as RFC 3339");
        let leap = NaiveTime::from_hms_nano_opt(23, 59, 59, 1_500_000_000).unwrap();
        cannot_be_stored(&leap, "a leap second can't be stored");
        by_key!(NaiveTime);
        let key = ByKey { id: leap }.record_key().unwrap_err();
        assert_eq!(key.to_string(), "record key, component `id`: a leap second can't be stored");
    }

    #[test]
    fn instants_can_be_timestamp_columns() {
        #[derive(StoreRecord)]
        #[store_record(type = "event", scope = global, key = id, created_at = at, updated_at = changed)]
        struct Event {
            id: u8,
            at: DateTime<Utc>,
            changed: Option<DateTime<FixedOffset>>,
        }
        let event = Event { id: 1, at: at(2026, 1_999).and_utc(), changed: None };
        let row = event.to_envelope().unwrap();
        assert_eq!(row.created_at(), Some(time::macros::datetime!(2026-06-16 12:30:59.000001 UTC)));
        assert_eq!(row.updated_at(), None);
        assert_eq!(row.open::<Event>().unwrap().at, event.at);
    }

    proptest! {
        #[test]
        fn every_value_in_range_decodes(seconds in -62_167_132_800..253_402_214_400_i64, nanoseconds in 0..1_000_000_000_u32, minutes in -1439..1440, other in any::<u32>()) {
            let utc = DateTime::<Utc>::from_timestamp(seconds, nanoseconds).unwrap();
            round_trips(&utc);
            round_trips(&utc.naive_utc());
            let offset = FixedOffset::east_opt(minutes * 60).unwrap();
            let payload = Payload::new(&utc.with_timezone(&offset)).unwrap();
            let again: DateTime<FixedOffset> = payload.decode().unwrap();
            prop_assert_eq!((again, *again.offset()), (utc.with_timezone(&offset), offset));
            round_trips(&TimeDelta::new(seconds, nanoseconds).unwrap());
            let later = utc + TimeDelta::nanoseconds(i64::from(other));
            assert_lawful_keys!(DateTime<Utc>, utc, later);
            assert_lawful_keys!(NaiveDate, utc.date_naive(), later.date_naive());
            assert_lawful_keys!(NaiveTime, utc.time(), later.time());
        }
    }
}

mod of_jiff {
    use super::*;
    use jiff::civil::{DateTime, date};
    use jiff::{SignedDuration, Timestamp};

    #[test]
    fn texts_are_fixed() {
        let at = date(2026, 6, 16).at(12, 30, 59, 500_000_000);
        is_stored_as(&at.date(), r#""2026-06-16""#);
        is_stored_as(&at.time(), r#""12:30:59.5""#);
        is_stored_as(&at, r#""2026-06-16T12:30:59.5""#);
        is_stored_as(&Timestamp::UNIX_EPOCH, r#""1970-01-01T00:00:00Z""#);
        is_stored_as(&SignedDuration::from_millis(-1_500), r#""-PT1.5S""#);
        assert_key!(Timestamp, Timestamp::UNIX_EPOCH, "1970-01-01T00:00:00.000000000Z");
    }

    #[test]
    fn values_without_a_text_are_rejected() {
        cannot_be_stored(&DateTime::MIN, "the date is outside the years 0000 to 9999 in UTC or its own offset");
        cannot_be_stored(&Timestamp::MIN, "the date is outside the years 0000 to 9999 in UTC or its own offset");
    }

    #[test]
    fn instants_can_be_timestamp_columns() {
        #[derive(StoreRecord)]
        #[store_record(type = "event", scope = global, key = at, created_at = at)]
        struct Event {
            at: Timestamp,
        }
        let row = Event { at: Timestamp::from_nanosecond(-1).unwrap() }.to_envelope().unwrap();
        assert_eq!(row.created_at(), Some(time::macros::datetime!(1969-12-31 23:59:59.999999 UTC)));
    }

    proptest! {
        #[test]
        fn every_value_in_range_decodes(seconds in -62_167_132_800..253_402_207_200_i64, nanoseconds in 0..1_000_000_000_i32, other in any::<u32>()) {
            let utc = Timestamp::new(seconds, nanoseconds).unwrap();
            round_trips(&utc);
            round_trips(&jiff::tz::TimeZone::UTC.to_datetime(utc));
            round_trips(&SignedDuration::new(seconds, if seconds < 0 { -nanoseconds } else { nanoseconds }));
            let later = utc.checked_add(SignedDuration::from_nanos(i64::from(other))).unwrap();
            assert_lawful_keys!(Timestamp, utc, later);
        }
    }
}

proptest! {
    #[test]
    fn uuids_and_ulids_obey_the_laws_of_keys(one in any::<u128>(), other in any::<u128>()) {
        assert_lawful_keys!(uuid::Uuid, uuid::Uuid::from_u128(one), uuid::Uuid::from_u128(other));
        assert_lawful_keys!(ulid::Ulid, ulid::Ulid::from(one), ulid::Ulid::from(other));
    }

    #[test]
    fn decimals_decode_with_their_scale(digits in any::<i64>(), scale in 0_u32..28, big in -1_200_i64..1_200) {
        let decimal = rust_decimal::Decimal::new(digits, scale);
        let again: rust_decimal::Decimal = Payload::new(&decimal).unwrap().decode().unwrap();
        prop_assert_eq!((again, again.scale()), (decimal, scale));
        let decimal = bigdecimal::BigDecimal::new(digits.into(), big);
        let again: bigdecimal::BigDecimal = Payload::new(&decimal).unwrap().decode().unwrap();
        prop_assert_eq!(again.as_bigint_and_exponent(), decimal.as_bigint_and_exponent());
    }
}

/// A secret is stored only where the field says so. The field is sensitive without a mark.
#[test]
fn secrets_are_stored_by_name() {
    use secrecy::{ExposeSecret, SecretBox, SecretString};
    use store_record::Shape;

    #[derive(Debug, StoreValue)]
    struct Login {
        name: String,
        #[store_record(with = secret)]
        token: Option<SecretString>,
        #[store_record(with = secret)]
        key: SecretBox<Vec<u8>>,
    }

    let login = Login {
        name: "ada".into(),
        token: Some(SecretString::from("canary")),
        key: SecretBox::new(Box::new(vec![0, 255])),
    };
    let payload = Payload::new(&login).unwrap();
    assert_eq!(payload.expose_json(), r#"{"key": "AP8=", "name": "ada", "token": "canary"}"#);
    let read: Login = payload.decode().unwrap();
    assert_eq!(read.token.as_ref().unwrap().expose_secret(), "canary");
    assert_eq!((read.name.as_str(), read.key.expose_secret()), ("ada", &vec![0, 255]));
    assert!(!format!("{read:?}").contains("canary"));
    let Shape::Struct(shape) = Login::SHAPE else { panic!("a struct") };
    let is_sensitive: Vec<bool> = shape.fields.iter().map(|field| field.is_sensitive).collect();
    assert_eq!(is_sensitive, [false, true, true]);
}
