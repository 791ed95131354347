//! `jiff`: the texts of the equivalent types of `time`, in payloads and in keys.
//!
//! `Zoned` isn't supported. The meaning of a time zone's name changes with the time-zone database, so a row could
//! become unreadable. Store its `Timestamp` and the name.

use super::delegate::{keyed_as, stored_as};
use crate::columns::Timestamp as TimestampColumn;
use crate::error::EncodeErrorKind;
use crate::value::unix_time::UnixInstant;
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};
use time::{OffsetDateTime, PrimitiveDateTime, UtcDateTime};

const OUT_OF_RANGE: &str = "the date is outside the years 0000 to 9999 in UTC or its own offset";

type Stored<T> = Result<T, &'static str>;

stored_as! {
    Date as time::Date, "a date such as 2026-06-16", to date, from |date| civil_date(date);
    Time as time::Time, "a time such as 12:30:00.5", to time_of_day, from |time| civil_time(time);
    DateTime as PrimitiveDateTime, "a date and time such as 2026-06-16T12:30:00.5", to date_time, from |at| civil(at);
    Timestamp as UtcDateTime, "an RFC 3339 instant such as 2026-06-16T12:30:00.5Z", to utc, from |at| timestamp(at);
    SignedDuration as time::Duration, "a duration in seconds such as PT1.5S or -PT1.5S",
        to |duration| Ok(time::Duration::new(duration.as_secs(), duration.subsec_nanos())),
        from |duration| Some(SignedDuration::new(duration.whole_seconds(), duration.subsec_nanoseconds()));
}

keyed_as! {
    Date as time::Date, "a date such as 2026-06-16", to date, from |date| civil_date(date);
    Time as time::Time, "a time such as 12:30:00.5", to time_of_day, from |time| civil_time(time);
    DateTime as PrimitiveDateTime, "a date and time such as 2026-06-16T12:30:00.5", to date_time, from |at| civil(at);
    Timestamp as UtcDateTime, "an RFC 3339 instant such as 2026-06-16T12:30:00.5Z", to utc, from |at| timestamp(at);
}

impl UnixInstant for Timestamp {
    fn from_utc(instant: OffsetDateTime) -> Option<Self> {
        timestamp(instant.to_utc())
    }
}

impl TimestampColumn for Timestamp {
    fn to_instant(&self) -> Result<Option<OffsetDateTime>, EncodeErrorKind> {
        OffsetDateTime::from_unix_timestamp_nanos(self.as_nanosecond())
            .map(Some)
            .map_err(|_| EncodeErrorKind::DateOutOfRange)
    }
}

fn date(date: &Date) -> Stored<time::Date> {
    let month = time::Month::try_from(date.month().cast_unsigned()).map_err(|_| OUT_OF_RANGE)?;
    time::Date::from_calendar_date(i32::from(date.year()), month, date.day().cast_unsigned()).map_err(|_| OUT_OF_RANGE)
}

fn civil_date(date: time::Date) -> Option<Date> {
    let month = i8::try_from(u8::from(date.month())).ok()?;
    Date::new(i16::try_from(date.year()).ok()?, month, date.day().cast_signed()).ok()
}

fn time_of_day(time: &Time) -> Stored<time::Time> {
    let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(i8::cast_unsigned);
    time::Time::from_hms_nano(hour, minute, second, time.subsec_nanosecond().cast_unsigned()).map_err(|_| OUT_OF_RANGE)
}

fn civil_time(time: time::Time) -> Option<Time> {
    let (hour, minute, second, nanosecond) = time.as_hms_nano();
    let [hour, minute, second] = [hour, minute, second].map(u8::cast_signed);
    Time::new(hour, minute, second, nanosecond.cast_signed()).ok()
}

fn date_time(at: &DateTime) -> Stored<PrimitiveDateTime> {
    Ok(PrimitiveDateTime::new(date(&at.date())?, time_of_day(&at.time())?))
}

fn civil(at: PrimitiveDateTime) -> Option<DateTime> {
    Some(DateTime::from_parts(civil_date(at.date())?, civil_time(at.time())?))
}

fn utc(at: &Timestamp) -> Stored<UtcDateTime> {
    UtcDateTime::from_unix_timestamp_nanos(at.as_nanosecond()).map_err(|_| OUT_OF_RANGE)
}

fn timestamp(at: UtcDateTime) -> Option<Timestamp> {
    Timestamp::from_nanosecond(at.unix_timestamp_nanos()).ok()
}
