//! Instants as numbers: whole seconds, milliseconds or microseconds since 1970-01-01 UTC.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::columns::{Timestamp, is_in_range};
use crate::error::{DecodeError, EncodeErrorKind};
use crate::value::StoreValue as _;
use std::time::SystemTime;
use time::{OffsetDateTime, UtcDateTime, UtcOffset};

/// An instant without other content, such as an offset.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be stored as a number since 1970",
    label = "not an instant",
    note = "`time::OffsetDateTime`, `time::UtcDateTime` and `SystemTime` can; with their features `chrono::DateTime<Utc>` and `jiff::Timestamp` too"
)]
pub trait UnixInstant: Timestamp + Sized {
    /// Whether a number holds all of the value.
    fn is_utc(&self) -> bool {
        true
    }

    /// The value of an instant in UTC, or `None` if the type can't hold it.
    fn from_utc(instant: OffsetDateTime) -> Option<Self>;
}

/// The unit of a number since 1970-01-01 UTC.
pub(crate) struct Unit {
    pub(crate) nanoseconds: i128,
    /// What a reader expects.
    pub(crate) expected: &'static str,
    /// The rule that a writer states.
    pub(crate) has_remainder: &'static str,
}

pub(crate) fn encode<T: UnixInstant>(value: &T, unit: &Unit, encoder: &mut Encoder) {
    if !value.is_utc() {
        return encoder.reject("a number since 1970 has no UTC offset: convert the instant to UTC first");
    }
    match value.to_instant() {
        Ok(Some(instant)) if is_in_range(instant) => {
            let nanoseconds = instant.unix_timestamp_nanos();
            match i64::try_from(nanoseconds.div_euclid(unit.nanoseconds)) {
                Ok(count) if nanoseconds.rem_euclid(unit.nanoseconds) == 0 => count.encode(encoder),
                _ => encoder.reject(unit.has_remainder),
            }
        }
        Ok(_) => encoder.fail(EncodeErrorKind::DateOutOfRange),
        Err(kind) => encoder.fail(kind),
    }
}

pub(crate) fn decode<T: UnixInstant>(unit: &Unit, decoder: &mut Decoder<'_>) -> Result<T, DecodeError> {
    let start = decoder.mark();
    let count = i64::decode(decoder)?;
    let instant = OffsetDateTime::from_unix_timestamp_nanos(i128::from(count) * unit.nanoseconds).ok();
    match instant.filter(|instant| is_in_range(*instant)).and_then(T::from_utc) {
        Some(value) => Ok(value),
        None => {
            decoder.reset(start);
            Err(decoder.invalid(unit.expected))
        }
    }
}

impl UnixInstant for UtcDateTime {
    fn from_utc(instant: OffsetDateTime) -> Option<Self> {
        Some(instant.to_utc())
    }
}

impl UnixInstant for OffsetDateTime {
    fn is_utc(&self) -> bool {
        self.offset() == UtcOffset::UTC
    }

    fn from_utc(instant: OffsetDateTime) -> Option<Self> {
        Some(instant)
    }
}

impl UnixInstant for SystemTime {
    fn from_utc(instant: OffsetDateTime) -> Option<Self> {
        let since = instant - OffsetDateTime::UNIX_EPOCH;
        let distance = since.unsigned_abs();
        if since.is_negative() {
            Self::UNIX_EPOCH.checked_sub(distance)
        } else {
            Self::UNIX_EPOCH.checked_add(distance)
        }
    }
}
