//! Instants, dates, offsets and durations at both ends of their ranges.

use super::{comes_back, is_rejected, is_rejected_or_comes_back};
use store_record::{EncodeErrorKind, Envelope, Payload, StoreRecord, StoreValue};
use time::macros::{datetime, offset};
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset};

const OUT: EncodeErrorKind = EncodeErrorKind::DateOutOfRange;

#[test]
fn the_year_of_an_instant_is_in_range_in_its_offset_and_in_utc() {
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

/// The year of a column is in UTC, as the column is.
#[test]
fn the_year_of_a_timestamp_column_is_in_range() {
    fn seals(at: OffsetDateTime) -> Result<Envelope, EncodeErrorKind> {
        #[derive(Debug, StoreRecord)]
        #[store_record(type = "stamped", scope = global, key = id, created_at = at.0)]
        struct Stamped {
            id: u8,
            at: Unstored,
        }

        /// A value whose text is in range for every instant.
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
fn time_types_decode_at_both_ends_of_their_range() {
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
