//! Checks of scalars and of maps' names. Each text is read as a type that has its shape.

use crate::codec::decoder::Decoder;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::key::{KeyEncoding, StoreKey};
use crate::shape::{IntegerShape, Shape, TextForm};
use crate::store_as::{AsUnixMicros, AsUnixMillis, AsUnixSeconds, Itself, Read};
use crate::value::StoreValue;
use crate::value::whole_text::decode_text;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI128, NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64,
    NonZeroU128,
};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset, Weekday};

/// Checks the JSON text of one value.
pub(super) type Check = fn(&str) -> Result<(), DecodeError>;

fn value<T: StoreValue>(text: &str) -> Result<(), DecodeError> {
    decode_text::<T>(text).map(drop)
}

/// Returns the check of a scalar, or `None` for another shape.
pub(super) fn of_scalar(shape: &Shape) -> Option<Check> {
    match shape {
        Shape::Bool => Some(value::<bool>),
        Shape::Integer(shape) => Some(of_integer(*shape)),
        Shape::Float { bits: 32 } => Some(value::<f32>),
        Shape::Float { .. } => Some(value::<f64>),
        Shape::UnixTime { decimals: 0 } => Some(value::<Read<AsUnixSeconds, OffsetDateTime, Itself>>),
        Shape::UnixTime { decimals: 3 } => Some(value::<Read<AsUnixMillis, OffsetDateTime, Itself>>),
        Shape::UnixTime { .. } => Some(value::<Read<AsUnixMicros, OffsetDateTime, Itself>>),
        Shape::Text(form) => Some(of_text(*form)),
        _ => None,
    }
}

fn of_integer(shape: IntegerShape) -> Check {
    match (shape.bits, shape.is_signed, shape.is_not_zero) {
        (8, false, false) => value::<u8>,
        (16, false, false) => value::<u16>,
        (32, false, false) => value::<u32>,
        (_, false, false) => value::<u64>,
        (8, true, false) => value::<i8>,
        (16, true, false) => value::<i16>,
        (32, true, false) => value::<i32>,
        (_, true, false) => value::<i64>,
        (8, false, true) => value::<NonZeroU8>,
        (16, false, true) => value::<NonZeroU16>,
        (32, false, true) => value::<NonZeroU32>,
        (_, false, true) => value::<NonZeroU64>,
        (8, true, true) => value::<NonZeroI8>,
        (16, true, true) => value::<NonZeroI16>,
        (32, true, true) => value::<NonZeroI32>,
        (_, true, true) => value::<NonZeroI64>,
    }
}

fn of_text(form: TextForm) -> Check {
    match form {
        TextForm::Any => value::<String>,
        TextForm::Char => value::<char>,
        TextForm::WideInteger { is_signed: false, is_not_zero: false } => value::<u128>,
        TextForm::WideInteger { is_signed: true, is_not_zero: false } => value::<i128>,
        TextForm::WideInteger { is_signed: false, is_not_zero: true } => value::<NonZeroU128>,
        TextForm::WideInteger { is_signed: true, is_not_zero: true } => value::<NonZeroI128>,
        TextForm::Bytes(_) => value::<Vec<u8>>,
        TextForm::Instant => value::<OffsetDateTime>,
        TextForm::Date => value::<Date>,
        TextForm::Time => value::<Time>,
        TextForm::DateTime => value::<PrimitiveDateTime>,
        TextForm::Offset => value::<UtcOffset>,
        TextForm::Duration(false) => value::<std::time::Duration>,
        TextForm::Duration(true) => value::<time::Duration>,
        TextForm::Month => value::<Month>,
        TextForm::Weekday => value::<Weekday>,
        TextForm::Standard(name) => of_standard(name),
    }
}

fn of_standard(name: &str) -> Check {
    match name {
        "an IP address" => value::<IpAddr>,
        "an IPv4 address" => value::<Ipv4Addr>,
        "an IPv6 address" => value::<Ipv6Addr>,
        "a socket address" => value::<SocketAddr>,
        "an IPv4 socket address" => value::<SocketAddrV4>,
        "an IPv6 socket address" => value::<SocketAddrV6>,
        #[cfg(feature = "uuid-1")]
        "UUID" => value::<uuid::Uuid>,
        #[cfg(feature = "ulid-3")]
        "ULID" => value::<ulid::Ulid>,
        #[cfg(feature = "url-2")]
        "URL" => value::<url::Url>,
        #[cfg(feature = "rust_decimal-1")]
        "decimal" => value::<rust_decimal::Decimal>,
        #[cfg(feature = "bigdecimal-0_4")]
        "decimal without bounds" => value::<bigdecimal::BigDecimal>,
        _ => value::<String>,
    }
}

/// Returns the length that base64 should have, if it has another one.
pub(super) fn is_of_another_length(shape: &Shape, text: &str) -> Option<usize> {
    let Shape::Text(TextForm::Bytes(Some(length))) = shape else { return None };
    decode_text::<Vec<u8>>(text).is_ok_and(|bytes| bytes.len() != *length).then_some(*length)
}

/// Returns what is wrong with a map's name, a JSON string. Nothing is known about an encoding that isn't one of this
/// crate.
pub(super) fn of_name(form: KeyEncoding, text: &str) -> Option<DecodeErrorKind> {
    fn name<K: StoreKey>(form: KeyEncoding, text: &str) -> Result<(), DecodeError> {
        let mut decoder = Decoder::new(text);
        if form.is_optional() {
            Option::<K>::decode_name(&mut decoder).map(drop)
        } else {
            K::decode_name(&mut decoder).map(drop)
        }
    }
    let checked = match form.name() {
        "text" => name::<String>(form, text),
        "bytes" => name::<Vec<u8>>(form, text),
        "a boolean" => name::<bool>(form, text),
        "unsigned" => name::<u64>(form, text),
        "signed" => name::<i64>(form, text),
        "unsigned_128" => name::<u128>(form, text),
        "signed_128" => name::<i128>(form, text),
        "a date such as 2026-06-16" => name::<Date>(form, text),
        "a time such as 12:30:00.5" => name::<Time>(form, text),
        "a date and time such as 2026-06-16T12:30:00.5" => name::<PrimitiveDateTime>(form, text),
        "an RFC 3339 instant such as 2026-06-16T12:30:00.5+02:00" => name::<OffsetDateTime>(form, text),
        #[cfg(feature = "uuid-1")]
        "a UUID" => name::<uuid::Uuid>(form, text),
        #[cfg(feature = "ulid-3")]
        "a ULID" => name::<ulid::Ulid>(form, text),
        _ => Ok(()),
    };
    checked.err().map(|error| error.kind())
}
