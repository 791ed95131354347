//! Helpers of the integrations: a type that is stored as another one, or as a string.

#![allow(unused_imports, unused_macros)] // Their use depends on the features.

use crate::codec::decoder::Decoder;
use crate::error::DecodeError;

/// Stores a type as another one. `to` returns the stored value or the rule that rejects the value, and `from` returns
/// the value, or `None` if there isn't one.
macro_rules! stored_as {
    ($($(where $zone:ident: $bound:ident,)? $type:ty as $stored:ty, $expected:expr, to $to:expr, from $from:expr;)*) => {$(
        impl$(<$zone: $bound>)? crate::value::StoreValue for $type {
            type Nullability = crate::value::NotNull;

            const SHAPE: &'static crate::shape::Shape = <$stored as crate::value::StoreValue>::SHAPE;

            fn encode(&self, encoder: &mut crate::codec::encoder::Encoder) {
                let to: fn(&$type) -> Result<$stored, &'static str> = $to;
                match to(self) {
                    Ok(stored) => crate::value::StoreValue::encode(&stored, encoder),
                    Err(rule) => encoder.reject(rule),
                }
            }

            fn decode(decoder: &mut crate::codec::decoder::Decoder<'_>) -> Result<Self, crate::error::DecodeError> {
                let from: fn($stored) -> Option<$type> = $from;
                let start = decoder.mark();
                let stored = <$stored as crate::value::StoreValue>::decode(decoder)?;
                from(stored).ok_or_else(|| {
                    decoder.reset(start);
                    decoder.invalid($expected)
                })
            }
        }
    )*};
}

/// Writes and reads keys in the same way.
macro_rules! keyed_as {
    ($($(where $zone:ident: $bound:ident,)? $type:ty as $stored:ty, $expected:expr, to $to:expr, from $from:expr;)*) => {$(
        impl$(<$zone: $bound>)? crate::key::StoreKey for $type {
            type Borrowed = Self;

            const ENCODING: crate::key::KeyEncoding = <$stored as crate::key::StoreKey>::ENCODING;

            fn borrowed(&self) -> &Self {
                self
            }

            fn encode_key(value: &Self, key: &mut crate::key::KeyEncoder) {
                let to: fn(&$type) -> Result<$stored, &'static str> = $to;
                match to(value) {
                    Ok(stored) => <$stored as crate::key::StoreKey>::encode_key(crate::key::StoreKey::borrowed(&stored), key),
                    Err(rule) => key.reject(rule),
                }
            }

            fn decode_key(key: &mut crate::key::KeyDecoder<'_>) -> Result<Self, crate::error::KeyError> {
                let from: fn($stored) -> Option<$type> = $from;
                from(<$stored as crate::key::StoreKey>::decode_key(key)?).ok_or_else(|| key.invalid($expected))
            }
        }
    )*};
}

pub(super) use {keyed_as, stored_as};

/// Reads a string that `is_form` accepts: the one that the value is written as.
#[allow(dead_code)]
pub(super) fn decode_text<T>(
    decoder: &mut Decoder<'_>,
    expected: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
    is_form: impl FnOnce(&T, &str) -> bool,
) -> Result<T, DecodeError> {
    let start = decoder.mark();
    let text = decoder.string()?;
    match read(&text).filter(|value| is_form(value, &text)) {
        Some(value) => Ok(value),
        None => {
            decoder.reset(start);
            Err(decoder.invalid(expected))
        }
    }
}
