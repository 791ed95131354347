//! Dates and times: strings in RFC 3339 and ISO 8601, with nanoseconds.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::columns::{Timestamp, is_in_range};
use crate::error::{DecodeError, EncodeErrorKind, KeyError, KeyErrorKind};
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::shape::{Shape, TextForm};
use crate::value::{NotNull, StoreValue};
use std::time::SystemTime;
use text::{Fraction, Reader, Writer};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset, Weekday};

mod duration;
mod instant;
mod text;

/// A type with a fixed text, in payloads and in keys.
trait TimeText: Sized {
    const EXPECTED: &'static str;
    const FORM: TextForm;
    fn write(&self, writer: &mut Writer) -> Result<(), EncodeErrorKind>;
    fn read(reader: &mut Reader<'_>) -> Option<Self>;
}

fn encode_text<T: TimeText>(value: &T, encoder: &mut Encoder) {
    let mut writer = Writer::new();
    match value.write(&mut writer) {
        Ok(()) => encoder.string(writer.as_str()),
        Err(kind) => encoder.fail(kind),
    }
}

fn decode_text<T: TimeText>(decoder: &mut Decoder<'_>) -> Result<T, DecodeError> {
    let start = decoder.mark();
    let text = decoder.string()?;
    read_whole(&text).ok_or_else(|| {
        decoder.reset(start);
        decoder.invalid(T::EXPECTED)
    })
}

fn read_whole<T: TimeText>(text: &str) -> Option<T> {
    let mut reader = Reader::new(text);
    T::read(&mut reader).filter(|_| reader.is_at_end())
}

macro_rules! stored_as_text {
    ($($type:ty)*) => {$(
        impl StoreValue for $type {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = &Shape::Text(<Self as TimeText>::FORM);

            fn encode(&self, encoder: &mut Encoder) {
                encode_text(self, encoder);
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                decode_text(decoder)
            }
        }
    )*};
}

stored_as_text! {
    UtcDateTime PrimitiveDateTime Date Time UtcOffset SystemTime time::Duration std::time::Duration
}

impl StoreValue for OffsetDateTime {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Text(TextForm::Instant);

    fn encode(&self, encoder: &mut Encoder) {
        let mut length = 0;
        encoder.reserve_array(|out| {
            length = instant::write(*self, out);
            length
        });
        if length == 0 {
            encode_text(self, encoder);
        }
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match instant::read(decoder.rest()) {
            Some((instant, length)) => {
                decoder.advance(length);
                Ok(instant)
            }
            None => decode_text(decoder),
        }
    }
}

impl TimeText for Date {
    const EXPECTED: &'static str = "a date such as 2026-06-16";
    const FORM: TextForm = TextForm::Date;

    fn write(&self, writer: &mut Writer) -> Result<(), EncodeErrorKind> {
        let year =
            u32::try_from(self.year()).ok().filter(|year| *year <= 9999).ok_or(EncodeErrorKind::DateOutOfRange)?;
        writer.date(year, u8::from(self.month()), self.day());
        Ok(())
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (year, month, day) = reader.date()?;
        Self::from_calendar_date(i32::from(year), Month::try_from(month).ok()?, day).ok()
    }
}

impl TimeText for Time {
    const EXPECTED: &'static str = "a time such as 12:30:00.5";
    const FORM: TextForm = TextForm::Time;

    fn write(&self, writer: &mut Writer) -> Result<(), EncodeErrorKind> {
        writer.time(*self, Fraction::Trimmed);
        Ok(())
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.time()
    }
}

impl TimeText for PrimitiveDateTime {
    const EXPECTED: &'static str = "a date and time such as 2026-06-16T12:30:00.5";
    const FORM: TextForm = TextForm::DateTime;

    fn write(&self, writer: &mut Writer) -> Result<(), EncodeErrorKind> {
        self.date().write(writer)?;
        writer.push("T");
        self.time().write(writer)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let date = Date::read(reader)?;
        reader.letter(b'T')?;
        Some(Self::new(date, Time::read(reader)?))
    }
}

impl TimeText for UtcOffset {
    const EXPECTED: &'static str = "a UTC offset such as +02:00 or Z";
    const FORM: TextForm = TextForm::Offset;

    fn write(&self, writer: &mut Writer) -> Result<(), EncodeErrorKind> {
        let (hours, minutes, seconds) = self.as_hms();
        if seconds != 0 {
            return Err(EncodeErrorKind::OffsetWithSeconds);
        }
        // `time` has offsets of up to 25 hours, RFC 3339 of less than a day.
        if hours.unsigned_abs() > 23 {
            return Err(EncodeErrorKind::OffsetOutOfRange);
        }
        writer.offset(self.is_negative(), hours.unsigned_abs(), minutes.unsigned_abs());
        Ok(())
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (is_negative, hours, minutes) = reader.offset()?;
        let sign = if is_negative { -1 } else { 1 };
        Self::from_hms(sign * i8::try_from(hours).ok()?, sign * i8::try_from(minutes).ok()?, 0).ok()
    }
}

impl TimeText for OffsetDateTime {
    const EXPECTED: &'static str = "an RFC 3339 instant such as 2026-06-16T12:30:00.5+02:00";
    const FORM: TextForm = TextForm::Instant;

    fn write(&self, writer: &mut Writer) -> Result<(), EncodeErrorKind> {
        if !is_in_range(*self) {
            return Err(EncodeErrorKind::DateOutOfRange);
        }
        PrimitiveDateTime::new(self.date(), self.time()).write(writer)?;
        self.offset().write(writer)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let local = PrimitiveDateTime::read(reader)?;
        let instant = local.assume_offset(UtcOffset::read(reader)?);
        is_in_range(instant).then_some(instant)
    }
}

impl TimeText for UtcDateTime {
    const EXPECTED: &'static str = OffsetDateTime::EXPECTED;
    const FORM: TextForm = TextForm::Instant;

    fn write(&self, writer: &mut Writer) -> Result<(), EncodeErrorKind> {
        OffsetDateTime::new_utc(self.date(), self.time()).write(writer)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let utc = OffsetDateTime::read(reader)?.checked_to_offset(UtcOffset::UTC)?;
        Some(Self::new(utc.date(), utc.time()))
    }
}

impl TimeText for SystemTime {
    const EXPECTED: &'static str = OffsetDateTime::EXPECTED;
    const FORM: TextForm = TextForm::Instant;

    fn write(&self, writer: &mut Writer) -> Result<(), EncodeErrorKind> {
        utc_of(self)?.write(writer)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let since = OffsetDateTime::read(reader)? - OffsetDateTime::UNIX_EPOCH;
        if since.is_negative() {
            Self::UNIX_EPOCH.checked_sub(since.unsigned_abs())
        } else {
            Self::UNIX_EPOCH.checked_add(since.unsigned_abs())
        }
    }
}

fn utc_of(instant: &impl Timestamp) -> Result<OffsetDateTime, EncodeErrorKind> {
    instant.to_instant()?.ok_or(EncodeErrorKind::DateOutOfRange)
}

macro_rules! names {
    ($($type:ident, $expected:literal: $($name:ident)*;)*) => {$(
        impl StoreValue for $type {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = &Shape::Text(TextForm::$type);

            fn encode(&self, encoder: &mut Encoder) {
                encoder.string(match self {
                    $(Self::$name => stringify!($name),)*
                });
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                let start = decoder.mark();
                match &*decoder.string()? {
                    $(stringify!($name) => Ok(Self::$name),)*
                    _ => {
                        decoder.reset(start);
                        Err(decoder.invalid($expected))
                    }
                }
            }
        }
    )*};
}

names! {
    Month, "an English month's name": January February March April May June July August September October November December;
    Weekday, "an English weekday's name": Monday Tuesday Wednesday Thursday Friday Saturday Sunday;
}

/// Key text has a fixed width, so that it sorts as the values do. The name of a map's member has the text of the value.
macro_rules! time_keys {
    ($($type:ident, $value:ident => $ordered:expr;)*) => {$(
        impl StoreKey for $type {
            type Borrowed = Self;

            const ENCODING: KeyEncoding = KeyEncoding::new(<Self as TimeText>::EXPECTED);

            fn borrowed(&self) -> &Self {
                self
            }

            fn encode_key($value: &Self, key: &mut KeyEncoder) {
                let mut writer = Writer::new();
                let written = if key.is_plain() { $value.write(&mut writer) } else { $ordered(&mut writer) };
                match written {
                    Ok(()) => key.ascii(writer.as_str()),
                    Err(_) => key.fail(KeyErrorKind::DateOutOfRange),
                }
            }

            fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
                let text = key.ascii()?;
                let value = read_whole::<Self>(text).ok_or_else(|| key.invalid(<Self as TimeText>::EXPECTED))?;
                // Only the text that the value writes is accepted.
                let mut again = KeyEncoder::new();
                again.plain(key.is_plain(), |again| Self::encode_key(&value, again));
                if again.is_text(text) { Ok(value) } else { Err(key.invalid(<Self as TimeText>::EXPECTED)) }
            }
        }
    )*};
}

fn write_ordered(date: Date, time: Time, zone: &str, writer: &mut Writer) -> Result<(), EncodeErrorKind> {
    date.write(writer)?;
    writer.push("T");
    writer.time(time, Fraction::Nine);
    writer.push(zone);
    Ok(())
}

#[inline]
fn write_instant(instant: &impl Timestamp, writer: &mut Writer) -> Result<(), EncodeErrorKind> {
    let utc = utc_of(instant)?;
    write_ordered(utc.date(), utc.time(), "Z", writer)
}

time_keys! {
    Date, value => |writer: &mut Writer| value.write(writer);
    Time, value => |writer: &mut Writer| { writer.time(*value, Fraction::Nine); Ok::<(), EncodeErrorKind>(()) };
    PrimitiveDateTime, value => |writer: &mut Writer| write_ordered(value.date(), value.time(), "", writer);
    OffsetDateTime, value => |writer: &mut Writer| write_instant(value, writer);
    UtcDateTime, value => |writer: &mut Writer| write_instant(value, writer);
    SystemTime, value => |writer: &mut Writer| write_instant(value, writer);
}

#[cfg(test)]
mod tests;
