//! What seals, opens, and opens as an equal row: every writer rejects what its reader rejects, and text that another crate
//! owns is read back before it is sealed.

#![allow(clippy::unwrap_used)]

use indexmap::{IndexMap, IndexSet};
use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use store_record::{EncodeErrorKind, Envelope, Payload, StoreRecord, StoreValue};
use time::macros::{datetime, offset};
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset};

/// The value is rejected when it is written, or its text is read back and written again as the same bytes.
#[track_caller]
fn is_rejected_or_comes_back<T: StoreValue + Debug>(value: &T) -> bool {
    let Ok(payload) = Payload::of(value) else { return false };
    let back = payload.decode::<T>().unwrap_or_else(|error| panic!("{value:?} is written and not read: {error}"));
    assert_eq!(Payload::of(&back).unwrap(), payload, "{value:?} comes back as another value");
    true
}

#[track_caller]
fn comes_back<T: StoreValue + Debug>(value: &T) {
    assert!(is_rejected_or_comes_back(value), "{value:?} is rejected: {:?}", Payload::of(value));
}

#[track_caller]
fn is_rejected<T: StoreValue>(value: &T, kind: EncodeErrorKind) {
    assert_eq!(Payload::of(value).unwrap_err().kind(), kind);
}

mod instants {
    use super::*;

    const OUT: EncodeErrorKind = EncodeErrorKind::DateOutOfRange;

    #[test]
    fn an_instant_has_its_year_in_range_in_its_own_offset_and_in_utc() {
        comes_back(&datetime!(9999-12-31 23:59:59.999999999 UTC));
        comes_back(&datetime!(0000-01-01 00:00 UTC));
        comes_back(&datetime!(9999-12-31 22:29:59 -1:30));
        comes_back(&datetime!(0000-01-01 01:30 +1:30));
        is_rejected(&datetime!(9999-12-31 23:30 -1), OUT);
        is_rejected(&datetime!(0000-01-01 00:30 +1), OUT);
        is_rejected(&datetime!(-0001-12-31 23:30 -1), OUT);
        is_rejected(&UtcDateTime::MIN, OUT);
        is_rejected(&OffsetDateTime::new_utc(Date::MIN, Time::MIDNIGHT), OUT);
        is_rejected(&PrimitiveDateTime::MIN, OUT);
        is_rejected(&Date::MIN, OUT);
        for text in ["9999-12-31T23:30:00-01:00", "0000-01-01T00:30:00+01:00"] {
            let payload = Payload::from_stored(format!("{text:?}"));
            assert!(payload.decode::<OffsetDateTime>().is_err(), "{text}");
            assert!(payload.decode::<UtcDateTime>().is_err(), "{text}");
            assert!(payload.decode::<std::time::SystemTime>().is_err(), "{text}");
            assert!(payload.decode::<chrono::DateTime<chrono::FixedOffset>>().is_err(), "{text}");
            assert!(payload.decode::<chrono::DateTime<chrono::Utc>>().is_err(), "{text}");
            assert!(payload.decode::<jiff::Timestamp>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_offset_is_shorter_than_a_day() {
        comes_back(&offset!(+23:59));
        comes_back(&offset!(-23:59));
        for offset in [offset!(+24), offset!(-24), offset!(+25:59)] {
            is_rejected(&offset, EncodeErrorKind::OffsetOutOfRange);
            is_rejected(&datetime!(2026-06-16 12:30 UTC).to_offset(offset), EncodeErrorKind::OffsetOutOfRange);
        }
        is_rejected(&offset!(+1:00:01), EncodeErrorKind::OffsetWithSeconds);
        is_rejected(&UtcOffset::from_whole_seconds(24 * 3_600 + 1).unwrap(), EncodeErrorKind::OffsetWithSeconds);
    }

    /// Of a column the year counts in UTC, which is what the column holds.
    #[test]
    fn a_timestamp_column_has_a_year_in_range() {
        fn seals(at: OffsetDateTime) -> Result<Envelope, EncodeErrorKind> {
            #[derive(Debug, StoreRecord)]
            #[store_record(type = "stamped", scope = global, key = id, created_at = at.0)]
            struct Stamped {
                id: u8,
                at: Unstored,
            }

            /// A value whose text is in range whatever the instant is.
            #[derive(Debug)]
            struct Unstored(OffsetDateTime);

            impl StoreValue for Unstored {
                type Nullability = store_record::NotNull;
                const SHAPE: &'static store_record::Shape = i64::SHAPE;

                fn encode(&self, encoder: &mut store_record::Encoder) {
                    self.0.unix_timestamp().encode(encoder);
                }

                fn decode(decoder: &mut store_record::Decoder<'_>) -> Result<Self, store_record::DecodeError> {
                    let seconds = i64::decode(decoder)?;
                    OffsetDateTime::from_unix_timestamp(seconds).map(Self).map_err(|_| decoder.invalid("seconds"))
                }
            }

            Stamped { id: 1, at: Unstored(at) }.to_envelope().map_err(|error| error.kind())
        }
        for at in [datetime!(0000-01-01 00:00 UTC), datetime!(9999-12-31 23:59:59 UTC), datetime!(0000-01-01 1:00 +1)] {
            assert_eq!(seals(at).unwrap().created_at(), Some(at));
        }
        for at in [datetime!(0000-01-01 00:30 +1), datetime!(9999-12-31 23:30 -1), datetime!(-9999-01-01 0:00 UTC)] {
            assert_eq!(seals(at), Err(OUT));
        }
    }

    #[test]
    fn both_ends_of_every_type_of_time() {
        use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
        for value in [time::Duration::MIN, time::Duration::MAX, time::Duration::ZERO, time::Duration::nanoseconds(-1)] {
            comes_back(&value);
        }
        comes_back(&std::time::Duration::MAX);
        comes_back(&Time::MAX);
        comes_back(&TimeDelta::MIN);
        comes_back(&TimeDelta::MAX);
        comes_back(&NaiveTime::MIN);
        comes_back(&jiff::SignedDuration::MIN);
        comes_back(&jiff::SignedDuration::MAX);
        comes_back(&jiff::civil::Time::MAX);
        comes_back(&jiff::Timestamp::MAX);
        comes_back(&jiff::civil::Date::MAX);
        comes_back(&jiff::civil::DateTime::MAX);
        comes_back(&FixedOffset::east_opt(86_340).unwrap());
        comes_back(&FixedOffset::west_opt(86_340).unwrap());
        is_rejected_or_comes_back(&jiff::Timestamp::MIN);
        is_rejected_or_comes_back(&jiff::civil::Date::MIN);
        for value in [NaiveDate::MIN, NaiveDate::MAX] {
            is_rejected_or_comes_back(&value);
        }
        is_rejected_or_comes_back(&NaiveDateTime::MAX);
        is_rejected_or_comes_back(&DateTime::<Utc>::MIN_UTC);
        is_rejected_or_comes_back(&DateTime::<Utc>::MAX_UTC);
        let ends = ["9999-12-31T23:30:00-01:00", "0000-01-01T00:30:00+01:00", "9999-12-31T23:59:59+23:59"];
        for text in ends {
            is_rejected_or_comes_back(&DateTime::parse_from_rfc3339(text).unwrap());
        }
        is_rejected_or_comes_back(&std::time::SystemTime::UNIX_EPOCH.checked_add(std::time::Duration::MAX / 4));
    }
}

mod foreign_text {
    use super::*;
    use bigdecimal::BigDecimal;
    use url::Url;

    #[test]
    fn a_url_that_does_not_parse_back_is_rejected() {
        let mut file = Url::parse("file:///data/test").unwrap();
        file.set_host(Some("localhost")).unwrap();
        let mut nowhere = Url::parse("foo://user@host/").unwrap();
        nowhere.set_host(Some("")).unwrap();
        for url in [file, nowhere] {
            is_rejected(&url, EncodeErrorKind::Refused("the URL's text would be read as another URL"));
            is_rejected(&[Some(url)], EncodeErrorKind::Refused("the URL's text would be read as another URL"));
        }
        comes_back(&Url::parse("https://example.com/a%20b?q#f").unwrap());
    }

    #[test]
    fn decimals_at_both_ends_of_their_scale() {
        for scale in [i64::MIN, i64::MIN + 1, -1_001, -1_000, -1, 0, 1, 1_000, 1_001, i64::MAX - 1, i64::MAX] {
            for digits in [0_i64, 1, -10, i64::MAX] {
                let decimal = BigDecimal::new(digits.into(), scale);
                assert_eq!(is_rejected_or_comes_back(&decimal), scale != i64::MIN, "{digits} {scale}");
            }
        }
        use rust_decimal::Decimal;
        for scale in 0..=28 {
            for digits in [0, 1, -1, Decimal::MAX.mantissa(), Decimal::MIN.mantissa()] {
                comes_back(&Decimal::from_i128_with_scale(digits, scale));
            }
        }
    }
}

mod sets_in_their_own_order {
    use super::*;

    /// Differs where the bits do; 0.0 and -0.0 have one text.
    #[derive(Debug, Clone, Copy, StoreValue)]
    struct Bits(f64);

    impl PartialEq for Bits {
        fn eq(&self, other: &Self) -> bool {
            self.0.to_bits() == other.0.to_bits()
        }
    }

    impl Eq for Bits {}

    impl Hash for Bits {
        fn hash<H: Hasher>(&self, state: &mut H) {
            self.0.to_bits().hash(state);
        }
    }

    impl PartialOrd for Bits {
        fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
            Some(self.cmp(other))
        }
    }

    impl Ord for Bits {
        fn cmp(&self, other: &Self) -> std::cmp::Ordering {
            self.0.to_bits().cmp(&other.0.to_bits())
        }
    }

    #[test]
    fn elements_of_one_text_are_rejected_in_every_set() {
        let zeros = [Bits(0.0), Bits(1.5), Bits(-0.0)];
        is_rejected(&IndexSet::<Bits>::from(zeros), EncodeErrorKind::DuplicateElement);
        is_rejected(&std::collections::HashSet::<Bits>::from(zeros), EncodeErrorKind::DuplicateElement);
        is_rejected(&std::collections::BTreeSet::<Bits>::from(zeros), EncodeErrorKind::DuplicateElement);
        is_rejected(
            &zeros.map(|key| (key, 1)).into_iter().collect::<IndexMap<_, _>>(),
            EncodeErrorKind::DuplicateElement,
        );
        // The value of an entry isn't part of what must differ.
        is_rejected(&IndexMap::from([(zeros[0], 1), (zeros[2], 2)]), EncodeErrorKind::DuplicateElement);
        comes_back(&IndexMap::from([(1, zeros[0]), (2, zeros[2])]));
        let error = Payload::of(&IndexSet::<Bits>::from(zeros)).unwrap_err();
        assert_eq!(error.kind().to_string(), "two elements of one set are written as the same JSON");
    }

    #[test]
    fn a_long_set_is_searched_for_duplicates() {
        let mut set: IndexSet<Bits> = (1..2_000).rev().map(|number| Bits(f64::from(number))).collect();
        comes_back(&set);
        set.extend([Bits(0.0), Bits(-0.0)]);
        is_rejected(&set, EncodeErrorKind::DuplicateElement);
        let nested: IndexSet<Vec<Bits>> = [vec![Bits(0.0)], vec![Bits(-0.0)]].into();
        is_rejected(&nested, EncodeErrorKind::DuplicateElement);
    }
}

mod codecs_of_others {
    use super::*;
    use serde::{Deserialize, Serialize};
    use store_record::{DecodeError, DecodeErrorKind, Decoder, Encoder, KeyDecoder, KeyEncoder, KeyError, StoreKey};

    /// Stores whole milliseconds, whatever the instant is.
    mod milliseconds {
        use super::*;

        pub(super) fn encode(at: &OffsetDateTime, encoder: &mut Encoder) {
            let milliseconds = at.unix_timestamp_nanos().div_euclid(1_000_000);
            i64::try_from(milliseconds).unwrap().encode(encoder);
        }

        pub(super) fn decode(decoder: &mut Decoder<'_>) -> Result<OffsetDateTime, DecodeError> {
            let nanoseconds = i128::from(i64::decode(decoder)?) * 1_000_000;
            OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).map_err(|_| decoder.invalid("milliseconds"))
        }
    }

    #[derive(Debug, StoreRecord)]
    #[store_record(type = "visit", scope = global, key = id, created_at = at, metadata(seen))]
    struct Visit {
        id: u8,
        #[store_record(with = milliseconds)]
        at: OffsetDateTime,
        #[store_record(with = milliseconds)]
        seen: OffsetDateTime,
    }

    #[test]
    fn a_codec_that_rounds_a_column_is_found_when_the_row_is_sealed() {
        let whole = datetime!(2026-06-16 12:30:00.123 UTC);
        let visit = |at, seen| Visit { id: 1, at, seen }.to_envelope();
        let row = visit(whole, whole).unwrap();
        assert_eq!(row.open::<Visit>().unwrap().at, whole);
        let error = visit(datetime!(2026-06-16 12:30:00.123456 UTC), whole).unwrap_err();
        assert_eq!(error.kind(), EncodeErrorKind::ColumnReadBackDiffers { column: "created_at" });
        assert_eq!(
            error.to_string(),
            "can't encode `visit` at .created_at: the column `created_at` differs once the payload is read back: a codec loses \
             a part of its value"
        );
        // What the column doesn't show is lost without a change of bytes: only a test of the user's own can see it.
        assert!(visit(whole, datetime!(2026-06-16 12:30:00.123456 UTC)).is_ok());
    }

    mod writes_what_it_rejects {
        use super::*;

        pub(super) fn encode(number: &u8, encoder: &mut Encoder) {
            number.encode(encoder);
        }

        pub(super) fn decode(decoder: &mut Decoder<'_>) -> Result<u8, DecodeError> {
            match u8::decode(decoder)? {
                7 => Err(decoder.invalid("any number but 7")),
                // Read as another one.
                8 => Ok(9),
                number => Ok(number),
            }
        }
    }

    #[derive(Debug, StoreValue)]
    struct Inner(#[store_record(with = writes_what_it_rejects)] u8);

    #[derive(Debug, StoreValue)]
    enum Choice {
        Named { part: (bool, Inner) },
        Plain,
    }

    #[derive(Debug, StoreRecord)]
    #[store_record(type = "nested", scope = global, key = id)]
    struct Nested {
        id: u8,
        lists: std::collections::BTreeMap<String, Vec<Choice>>,
    }

    #[test]
    fn a_codec_deep_inside_is_read_back_and_its_path_is_named() {
        let nested = |number| {
            let list = vec![Choice::Plain, Choice::Named { part: (true, Inner(number)) }];
            Nested { id: 1, lists: [("s3cret".to_owned(), list)].into() }
        };
        assert!(nested(1).to_envelope().unwrap().open::<Nested>().is_ok());
        let error = nested(8).to_envelope().unwrap_err();
        assert_eq!(error.kind(), EncodeErrorKind::ReadBackDiffers);
        assert_eq!(error.path(), ".lists[*][1].Named.part[1]");
        let error = nested(7).to_envelope().unwrap_err();
        let expected = DecodeErrorKind::Expected { expected: "any number but 7", found: "something else" };
        assert_eq!(error.kind(), EncodeErrorKind::NotReadBack(expected));
        assert_eq!(error.path(), ".lists[*][1].Named.part[1]");
        assert_eq!(nested(7).payload().unwrap_err().kind(), error.kind());
        is_rejected(&[Some(nested(8))], EncodeErrorKind::ReadBackDiffers);
    }

    /// A codec written by hand, without a shape.
    #[derive(Debug)]
    struct Rounded(u8);

    impl StoreValue for Rounded {
        type Nullability = store_record::NotNull;

        fn encode(&self, encoder: &mut Encoder) {
            self.0.encode(encoder);
        }

        fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
            Ok(Self(u8::decode(decoder)? / 10 * 10))
        }
    }

    #[test]
    fn a_codec_written_by_hand_is_read_back() {
        comes_back(&Rounded(20));
        is_rejected(&Rounded(21), EncodeErrorKind::ReadBackDiffers);
        is_rejected(&(1, vec![Rounded(21)]), EncodeErrorKind::ReadBackDiffers);
    }

    /// A key written by hand, whose text comes back as another key.
    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
    struct Folded(String);

    impl StoreKey for Folded {
        type Borrowed = Self;

        fn borrowed(&self) -> &Self {
            self
        }

        fn encode_key(value: &Self, key: &mut KeyEncoder) {
            key.text(&value.0);
        }

        fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
            Ok(Self(key.text()?.to_lowercase()))
        }
    }

    #[test]
    fn a_map_with_keys_written_by_hand_is_read_back() {
        let map = |name: &str| std::collections::BTreeMap::from([(Folded(name.to_owned()), 1)]);
        comes_back(&map("ada"));
        is_rejected(&map("Ada"), EncodeErrorKind::ReadBackDiffers);
    }

    #[derive(Debug, Serialize, Deserialize)]
    #[serde(untagged)]
    enum Untagged {
        Number(f64),
        Integer(u8),
        Text(String),
    }

    #[derive(Debug, Serialize, Deserialize)]
    struct OneWay {
        #[serde(rename(serialize = "written"))]
        read: u8,
    }

    #[derive(Debug, Serialize, Deserialize)]
    struct Wide {
        #[serde(flatten)]
        inner: WideInner,
    }

    #[derive(Debug, Serialize, Deserialize)]
    struct WideInner {
        wide: i128,
    }

    #[derive(Debug, StoreValue)]
    struct Holder<T: Serialize + for<'de> Deserialize<'de>> {
        #[store_record(with = serde)]
        held: T,
    }

    #[test]
    fn a_serde_type_that_does_not_read_what_it_writes_is_rejected() {
        comes_back(&Holder { held: Untagged::Number(1.5) });
        comes_back(&Holder { held: Untagged::Text("a".to_owned()) });
        // It reads back as the other variant, which has another text.
        let error = Payload::of(&Holder { held: Untagged::Integer(1) }).unwrap_err();
        assert_eq!((error.kind(), error.path()), (EncodeErrorKind::ReadBackDiffers, ".held"));
        let error = Payload::of(&Holder { held: OneWay { read: 1 } }).unwrap_err();
        assert!(matches!(error.kind(), EncodeErrorKind::NotReadBack(_)), "{error}");
        assert_eq!(error.path(), ".held");
        comes_back(&Holder { held: WideInner { wide: i128::MAX } });
        let error = Payload::of(&Holder { held: Wide { inner: WideInner { wide: i128::MAX } } }).unwrap_err();
        assert!(matches!(error.kind(), EncodeErrorKind::NotReadBack(_)), "{error}");
    }
}
