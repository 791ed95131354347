//! The layouts against `time`'s own RFC 3339, over many values.

use crate::payload::Payload;
use crate::value::StoreValue;
use time::format_description::well_known::Rfc3339;
use time::macros::{date, datetime, offset, time};
use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset};

fn text_of<T: StoreValue>(value: &T) -> String {
    let json = Payload::new(value).unwrap().into_json();
    json.trim_matches('"').to_owned()
}

fn read<T: StoreValue>(text: &str) -> Option<T> {
    Payload::from_stored(format!("\"{text}\"")).decode().ok()
}

#[test]
fn instants_are_those_of_the_time_crate() {
    let mut seed = 1u64;
    for _ in 0..20_000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let seconds = (seed >> 20) as i64 % 200_000_000_000 - 50_000_000_000;
        let nanoseconds = [0, 500_000_000, 1, 120_000, (seed % 1_000_000_000) as i64][(seed >> 60) as usize % 5];
        let minutes = (seed >> 33) as i32 % 1440 - 719;
        let offset = UtcOffset::from_whole_seconds(minutes * 60).unwrap();
        let Ok(instant) = OffsetDateTime::from_unix_timestamp(seconds) else { continue };
        let Some(instant) = (instant + Duration::nanoseconds(nanoseconds)).checked_to_offset(offset) else { continue };
        let Ok(expected) = instant.format(&Rfc3339) else { continue };
        assert_eq!(text_of(&instant), expected);
        let back: OffsetDateTime = read(&expected).unwrap();
        assert_eq!((back, back.offset()), (instant, instant.offset()));
    }
}

#[test]
fn every_day_of_chosen_years_is_read_as_time_reads_it() {
    for year in [0, 4, 100, 400, 1900, 1999, 2000, 2023, 2024, 2100, 9999] {
        for month in 0..=13 {
            for day in 0..=32 {
                let text = format!("{year:04}-{month:02}-{day:02}");
                let expected =
                    Month::try_from(month).ok().and_then(|month| Date::from_calendar_date(year, month, day).ok());
                assert_eq!(read::<Date>(&text), expected, "{text}");
            }
        }
    }
}

#[test]
fn each_type_has_its_text() {
    assert_eq!(text_of(&datetime!(2026-06-16 12:30:00.5 +2)), "2026-06-16T12:30:00.5+02:00");
    assert_eq!(text_of(&datetime!(2026-06-16 12:30:00 -0:30)), "2026-06-16T12:30:00-00:30");
    assert_eq!(text_of(&UtcDateTime::UNIX_EPOCH), "1970-01-01T00:00:00Z");
    assert_eq!(text_of(&datetime!(2026-06-16 12:30:00.000000001)), "2026-06-16T12:30:00.000000001");
    assert_eq!(text_of(&date!(0000 - 01 - 01)), "0000-01-01");
    assert_eq!(text_of(&time!(23:59:59.999)), "23:59:59.999");
    assert_eq!(text_of(&offset!(-11:45)), "-11:45");
    assert_eq!(text_of(&offset!(UTC)), "Z");
    assert_eq!(text_of(&Month::May), "May");
    assert_eq!(text_of(&time::Weekday::Sunday), "Sunday");
    assert_eq!(text_of(&Duration::milliseconds(-1_500)), "-PT1.5S");
    assert_eq!(text_of(&Duration::MIN), "-PT9223372036854775808.999999999S");
    assert_eq!(text_of(&std::time::Duration::ZERO), "PT0S");
    assert_eq!(text_of(&std::time::Duration::MAX), "PT18446744073709551615.999999999S");
    assert_eq!(read(&text_of(&Duration::MIN)), Some(Duration::MIN));
    assert_eq!(read(&text_of(&Duration::MAX)), Some(Duration::MAX));
    assert_eq!(read(&text_of(&std::time::Duration::MAX)), Some(std::time::Duration::MAX));
    let early = std::time::SystemTime::UNIX_EPOCH - std::time::Duration::from_nanos(1);
    assert_eq!(text_of(&early), "1969-12-31T23:59:59.999999999Z");
    assert_eq!(read(&text_of(&early)), Some(early));
}

#[test]
fn what_would_be_lost_or_is_no_date_is_refused() {
    for text in [
        "2026-06-16T12:30:60Z",
        "2026-06-16T24:00:00Z",
        "2026-06-16T12:30:00.1234567891Z",
        "2026-06-16T12:30:00.Z",
        "2026-06-16 12:30:00Z",
        "2026-06-16T12:30Z",
        "2026-06-16T12:30:00",
        "2026-06-16T12:30:00+0200",
        "2026-06-16T12:30:00+24:00",
        "2026-06-16T12:30:00+02:60",
        "2026-02-30T00:00:00Z",
        "+2026-06-16T12:30:00Z",
        "",
    ] {
        assert_eq!(read::<OffsetDateTime>(text), None, "{text}");
    }
    for text in ["PT", "PTS", "P1D", "PT01S", "PT1.S", "-PT0S", "PT1.5", "PT99999999999999999999S"] {
        assert_eq!(read::<Duration>(text), None, "{text}");
    }
    assert_eq!(read::<OffsetDateTime>("2026-06-16t12:30:00z"), Some(datetime!(2026-06-16 12:30 UTC)));
    assert_eq!(read::<OffsetDateTime>("2026-06-16T12:30:00-00:00"), Some(datetime!(2026-06-16 12:30 UTC)));
    assert_eq!(read::<Time>("12:30:00"), Some(time!(12:30)));
    assert_eq!(read::<PrimitiveDateTime>("2026-06-16T12:30:00Z"), None);
    assert!(Payload::new(&date!(-0001 - 01 - 01)).is_err());
    assert!(Payload::new(&datetime!(2026-06-16 12:30 UTC).to_offset(offset!(+1:00:01))).is_err());
}
