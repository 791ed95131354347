//! Checks of scalars and of maps' names. Each text is read as a type that has its shape.

use crate::codec::decoder::Decoder;
use crate::error::{DecodeError, DecodeErrorKind, KeyError};
use crate::key::{KeyDecoder, KeyEncoding, StoreKey};
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
    let name = match Decoder::new(text).string() {
        Ok(name) => name,
        Err(error) => return Some(error.kind()),
    };
    KeyDecoder::check_plain(&name, |key| of_component(form, key))
        .err()
        .map(|error| DecodeErrorKind::MapKey(error.kind()))
}

fn of_component(form: KeyEncoding, key: &mut KeyDecoder<'_>) -> Result<(), KeyError> {
    if form.is_optional() {
        return key.ordered(|key| if key.is_empty() { Ok(()) } else { of_value(form, key) });
    }
    of_value(form, key)
}

fn of_value(form: KeyEncoding, key: &mut KeyDecoder<'_>) -> Result<(), KeyError> {
    fn read<K: StoreKey>(key: &mut KeyDecoder<'_>) -> Result<(), KeyError> {
        K::decode_key(key).map(drop)
    }
    if !form.elements().is_empty() {
        let element = |key: &mut KeyDecoder<'_>, form: &KeyEncoding| key.component("", |key| of_component(*form, key));
        return key.tuple(|key| form.elements().iter().try_for_each(|form| element(key, form)));
    }
    match form.name() {
        "text" => read::<String>(key),
        "bytes" => read::<Vec<u8>>(key),
        "a boolean" => read::<bool>(key),
        "unsigned" => read::<u64>(key),
        "signed" => read::<i64>(key),
        "unsigned_128" => read::<u128>(key),
        "signed_128" => read::<i128>(key),
        "a date such as 2026-06-16" => read::<Date>(key),
        "a time such as 12:30:00.5" => read::<Time>(key),
        "a date and time such as 2026-06-16T12:30:00.5" => read::<PrimitiveDateTime>(key),
        "an RFC 3339 instant such as 2026-06-16T12:30:00.5+02:00" => read::<OffsetDateTime>(key),
        #[cfg(feature = "uuid-1")]
        "a UUID" => read::<uuid::Uuid>(key),
        #[cfg(feature = "ulid-3")]
        "a ULID" => read::<ulid::Ulid>(key),
        _ => Ok(()),
    }
}
