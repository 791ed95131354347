//! `chrono`: the texts of the equivalent types of `time`, in payloads and in keys.
//!
//! A leap second, an offset with seconds and a year outside 0000 to 9999 are rejected.

use super::delegate::{keyed_as, stored_as};
use crate::columns::Timestamp;
use crate::error::EncodeErrorKind;
use crate::key::StoreKey;
use crate::value::StoreValue;
use crate::value::unix_time::UnixInstant;
use chrono::{
    DateTime, Datelike as _, FixedOffset, Month, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeDelta, TimeZone,
    Timelike as _, Utc, Weekday,
};
use time::{OffsetDateTime, PrimitiveDateTime, UtcDateTime, UtcOffset};

const LEAP_SECOND: &str = "a leap second can't be stored";
const OUT_OF_RANGE: &str = "the date is outside the years 0000 to 9999 in UTC or its own offset";

type Stored<T> = Result<T, &'static str>;

stored_as! {
    NaiveDate as time::Date, "a date such as 2026-06-16", to date, from |date| naive_date(date);
    NaiveTime as time::Time, "a time such as 12:30:00.5", to time_of_day, from |time| naive_time(time);
    NaiveDateTime as PrimitiveDateTime, "a date and time such as 2026-06-16T12:30:00.5", to date_time, from |at| naive(at);
    FixedOffset as UtcOffset, "a UTC offset such as +02:00 or Z", to offset, from |offset| fixed(offset);
    TimeDelta as time::Duration, "a duration in seconds such as PT1.5S or -PT1.5S", to duration, from |duration| delta(duration);
    Month as time::Month, "an English month's name",
        to |month| time::Month::try_from(month.number_from_month() as u8).map_err(|_| OUT_OF_RANGE),
        from |month| Month::try_from(u8::from(month)).ok();
    Weekday as time::Weekday, "an English weekday's name",
        to |day| Ok(time::Weekday::Monday.nth_next(day.num_days_from_monday() as u8)),
        from |day| Weekday::try_from(day.number_days_from_monday()).ok();
}

keyed_as! {
    NaiveDate as time::Date, "a date such as 2026-06-16", to date, from |date| naive_date(date);
    NaiveTime as time::Time, "a time such as 12:30:00.5", to time_of_day, from |time| naive_time(time);
    NaiveDateTime as PrimitiveDateTime, "a date and time such as 2026-06-16T12:30:00.5", to date_time, from |at| naive(at);
}

/// A time zone whose instants are read as they were.
#[diagnostic::on_unimplemented(
    message = "an instant in the time zone `{Self}` can't be stored",
    label = "its text has an offset and no time zone, so it would be read in the zone of the program that reads it",
    note = "store a `DateTime<Utc>`, or a `DateTime<FixedOffset>` from `at.fixed_offset()`; store the name of a zone in a field of its own"
)]
pub trait StoredZone: TimeZone {
    type Stored: StoreValue + StoreKey<Borrowed = Self::Stored>;

    const EXPECTED: &'static str;

    fn to_stored(at: &DateTime<Self>) -> Stored<Self::Stored>;
    fn from_stored(stored: Self::Stored) -> Option<DateTime<Self>>;
}

impl StoredZone for Utc {
    type Stored = UtcDateTime;

    const EXPECTED: &'static str = "an RFC 3339 instant such as 2026-06-16T12:30:00.5Z";

    fn to_stored(at: &DateTime<Self>) -> Stored<UtcDateTime> {
        utc(at)
    }

    fn from_stored(stored: UtcDateTime) -> Option<DateTime<Self>> {
        from_utc(stored)
    }
}

impl StoredZone for FixedOffset {
    type Stored = OffsetDateTime;

    const EXPECTED: &'static str = "an RFC 3339 instant such as 2026-06-16T12:30:00.5+02:00";

    fn to_stored(at: &DateTime<Self>) -> Stored<OffsetDateTime> {
        with_offset(at)
    }

    fn from_stored(stored: OffsetDateTime) -> Option<DateTime<Self>> {
        from_offset(stored)
    }
}

stored_as! {
    where Z: StoredZone, DateTime<Z> as Z::Stored, Z::EXPECTED, to Z::to_stored, from Z::from_stored;
}

keyed_as! {
    where Z: StoredZone, DateTime<Z> as Z::Stored, Z::EXPECTED, to Z::to_stored, from Z::from_stored;
}

impl UnixInstant for DateTime<Utc> {
    fn from_utc(instant: OffsetDateTime) -> Option<Self> {
        self::from_utc(instant.to_utc())
    }
}

impl<Z: TimeZone> Timestamp for DateTime<Z> {
    fn to_instant(&self) -> Result<Option<OffsetDateTime>, EncodeErrorKind> {
        let at = date_time(&self.naive_utc()).map_err(EncodeErrorKind::Rejected)?;
        Ok(Some(at.assume_utc()))
    }
}

fn date(date: &NaiveDate) -> Stored<time::Date> {
    let month = time::Month::try_from(date.month() as u8).map_err(|_| OUT_OF_RANGE)?;
    time::Date::from_calendar_date(date.year(), month, date.day() as u8).map_err(|_| OUT_OF_RANGE)
}

fn naive_date(date: time::Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year(), u32::from(u8::from(date.month())), u32::from(date.day()))
}

fn time_of_day(time: &NaiveTime) -> Stored<time::Time> {
    // chrono marks a leap second by a nanosecond of 1,000,000,000 and more.
    time::Time::from_hms_nano(time.hour() as u8, time.minute() as u8, time.second() as u8, time.nanosecond())
        .map_err(|_| LEAP_SECOND)
}

fn naive_time(time: time::Time) -> Option<NaiveTime> {
    let (hour, minute, second, nanosecond) = time.as_hms_nano();
    NaiveTime::from_hms_nano_opt(u32::from(hour), u32::from(minute), u32::from(second), nanosecond)
}

fn date_time(at: &NaiveDateTime) -> Stored<PrimitiveDateTime> {
    Ok(PrimitiveDateTime::new(date(&at.date())?, time_of_day(&at.time())?))
}

fn naive(at: PrimitiveDateTime) -> Option<NaiveDateTime> {
    Some(NaiveDateTime::new(naive_date(at.date())?, naive_time(at.time())?))
}

fn utc(at: &DateTime<Utc>) -> Stored<UtcDateTime> {
    date_time(&at.naive_utc()).map(|at| UtcDateTime::new(at.date(), at.time()))
}

fn from_utc(at: UtcDateTime) -> Option<DateTime<Utc>> {
    naive(PrimitiveDateTime::new(at.date(), at.time())).map(|at| at.and_utc())
}

fn offset(offset: &FixedOffset) -> Stored<UtcOffset> {
    UtcOffset::from_whole_seconds(offset.local_minus_utc()).map_err(|_| OUT_OF_RANGE)
}

fn fixed(offset: UtcOffset) -> Option<FixedOffset> {
    FixedOffset::east_opt(offset.whole_seconds())
}

fn with_offset(at: &DateTime<FixedOffset>) -> Stored<OffsetDateTime> {
    let local = at.naive_utc().checked_add_offset(at.offset().fix()).ok_or(OUT_OF_RANGE)?;
    Ok(date_time(&local)?.assume_offset(offset(at.offset())?))
}

fn from_offset(at: OffsetDateTime) -> Option<DateTime<FixedOffset>> {
    let local = naive(PrimitiveDateTime::new(at.date(), at.time()))?;
    local.and_local_timezone(fixed(at.offset())?).single()
}

fn duration(delta: &TimeDelta) -> Stored<time::Duration> {
    Ok(time::Duration::new(delta.num_seconds(), delta.subsec_nanos()))
}

fn delta(duration: time::Duration) -> Option<TimeDelta> {
    // chrono's parts are a floor and what is above it.
    let nanoseconds = duration.subsec_nanoseconds();
    let floor = if nanoseconds < 0 { -1 } else { 0 };
    let above = u32::try_from(nanoseconds - floor * 1_000_000_000).ok()?;
    TimeDelta::new(duration.whole_seconds().checked_add(i64::from(floor))?, above)
}
