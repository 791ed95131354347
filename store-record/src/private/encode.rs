//! Writing structs, and the columns that aren't part of the payload.

use crate::codec::encoder::Encoder;
use crate::columns::{Revision, Timestamp};
use crate::error::{EncodeError, Path};
use crate::value::StoreValue;
use time::OffsetDateTime;

#[inline]
pub fn enter(encoder: &mut Encoder) -> bool {
    encoder.enter()
}

#[inline]
pub fn leave<const N: usize>(encoder: &mut Encoder, close: &[u8; N]) {
    encoder.literal(close);
    encoder.leave();
}

#[inline]
pub fn literal<const N: usize>(encoder: &mut Encoder, text: &[u8; N]) {
    encoder.literal(text);
}

#[inline]
pub fn member<T: StoreValue, const N: usize>(encoder: &mut Encoder, text: &[u8; N], value: &T) {
    encoder.literal(text);
    value.encode(encoder);
}

#[inline]
pub fn member_with<T, const N: usize>(encoder: &mut Encoder, text: &[u8; N], value: &T, encode: fn(&T, &mut Encoder)) {
    encoder.literal(text);
    encode(value, encoder);
}

// Compiled once for each type of column, not for each record type.
#[inline(never)]
pub fn timestamp<T: Timestamp>(value: &T, column: &'static str) -> Result<Option<OffsetDateTime>, EncodeError> {
    value.to_instant().map_err(|kind| EncodeError::new(Path::from_member(column), kind))
}

#[inline(never)]
pub fn revision<T: Revision>(value: &T) -> Result<Option<i64>, EncodeError> {
    value.to_revision().map_err(|kind| EncodeError::new(Path::from_member("revision"), kind))
}
