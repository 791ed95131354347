//! Writing and reading scopes and keys.

use crate::error::KeyError;
use crate::key::{KeyDecoder, KeyEncoder, KeyRange, RecordKey, Scope, StoreKey as _};

#[inline]
pub fn borrowed_component<B: ?Sized>(
    key: &mut KeyEncoder,
    name: &'static str,
    value: &B,
    encode: fn(&B, &mut KeyEncoder),
) {
    key.component(name, |key| encode(value, key));
}

#[inline]
pub fn parse_component<K>(
    key: &mut KeyDecoder<'_>,
    name: &'static str,
    decode: fn(&mut KeyDecoder<'_>) -> Result<K, KeyError>,
) -> Result<K, KeyError> {
    key.component(name, decode)
}

/// Writes the component of `key = ()`.
pub fn write_unit(key: &mut KeyEncoder) {
    key.unit();
}

pub fn read_unit(key: &mut KeyDecoder<'_>) -> Result<(), KeyError> {
    key.unit()
}

pub fn rewrite_unit(from: &mut KeyDecoder<'_>, to: &mut KeyEncoder) {
    match from.unit() {
        Ok(()) => to.unit(),
        Err(error) => to.fail_with(error),
    }
}

/// Reads the component of an enum that is stored as a number. Returns its index among the numbers.
pub fn numbered_component(key: &mut KeyDecoder<'_>, numbers: &[i64]) -> Result<usize, KeyError> {
    let number = i64::decode_key(key)?;
    numbers.iter().position(|known| *known == number).ok_or_else(|| key.unknown_name())
}

pub fn new_key() -> KeyEncoder {
    KeyEncoder::new()
}

pub fn to_scope(key: &KeyEncoder) -> Result<Scope, KeyError> {
    key.to_scope()
}

pub fn to_record_key(key: &KeyEncoder) -> Result<RecordKey, KeyError> {
    key.to_record_key()
}

pub fn to_key_range(key: &KeyEncoder) -> Result<KeyRange, KeyError> {
    key.to_key_range()
}

pub fn read_key(key: &RecordKey) -> KeyDecoder<'_> {
    KeyDecoder::new(key)
}

pub fn finish_key(key: KeyDecoder<'_>) -> Result<(), KeyError> {
    key.finish()
}
