//! Numbers: integers are digits, 128-bit integers are strings of digits, and floats are in plain decimal.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::codec::scratch::with_encoder;
use crate::error::{DecodeError, EncodeErrorKind, KeyError, KeyErrorKind};
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::shape::Shape;
use crate::value::{NotNull, StoreValue};

impl StoreValue for bool {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Bool;

    #[inline]
    fn encode(&self, encoder: &mut Encoder) {
        if *self { encoder.literal(b"true") } else { encoder.literal(b"false") }
    }

    #[inline]
    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        if decoder.eat(b"true") {
            Ok(true)
        } else if decoder.eat(b"false") {
            Ok(false)
        } else {
            Err(decoder.expected("a boolean"))
        }
    }
}

impl StoreKey for bool {
    type Borrowed = Self;

    const ENCODING: KeyEncoding = KeyEncoding::new("a boolean");

    fn borrowed(&self) -> &Self {
        self
    }

    fn encode_key(value: &Self, key: &mut KeyEncoder) {
        key.bool(*value);
    }

    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
        key.bool()
    }
}

fn write_signed(value: i64, encoder: &mut Encoder) {
    if value < 0 {
        encoder.literal(b"-");
    }
    encoder.unsigned(value.unsigned_abs());
}

fn write_unsigned(value: u64, encoder: &mut Encoder) {
    encoder.unsigned(value);
}

/// Returns the bits of an integer's shape. `usize` has the shape of `u64` on every machine, so that the stored form
/// doesn't depend on it.
const fn stored_bits(bits: u32, name: &str) -> u32 {
    match name.as_bytes() {
        b"usize" | b"isize" => 64,
        _ => bits,
    }
}

/// Implements the traits for integers of at most 64 bits, which are read as `$wide` and have its key text.
macro_rules! integers {
    ($wide:ident, $write:ident, $write_key:ident: $($integer:ident)*) => {$(
        impl StoreValue for $integer {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = &Shape::integer(stored_bits($integer::BITS, stringify!($integer)), $integer::MIN != 0);

            #[inline]
            fn encode(&self, encoder: &mut Encoder) {
                // usize and isize have at most 64 bits on every target of Rust.
                $write(*self as $wide, encoder);
            }

            #[inline]
            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                let start = decoder.mark();
                let value = decoder.$wide()?;
                match Self::try_from(value) {
                    Ok(value) => Ok(value),
                    Err(_) => {
                        decoder.reset(start);
                        Err(decoder.out_of_range(stringify!($integer)))
                    }
                }
            }
        }

        integer_key!($integer, $wide, $write_key);
    )*};
}

macro_rules! integer_key {
    ($integer:ident, $wide:ident, $method:ident) => {
        impl StoreKey for $integer {
            type Borrowed = Self;

            const ENCODING: KeyEncoding = KeyEncoding::new(stringify!($method));

            fn borrowed(&self) -> &Self {
                self
            }

            fn encode_key(value: &Self, key: &mut KeyEncoder) {
                // usize and isize have at most 64 bits on every target of Rust.
                match $wide::try_from(*value) {
                    Ok(value) => key.$method(value),
                    Err(_) => key.fail(KeyErrorKind::OutOfRange(stringify!($wide))),
                }
            }

            fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
                Self::try_from(key.$method()?)
                    .map_err(|_| KeyError::new(KeyErrorKind::OutOfRange(stringify!($integer))))
            }
        }
    };
}

integer_key!(u128, u128, unsigned_128);
integer_key!(i128, i128, signed_128);

/// `u8` is in `bytes.rs`, because a list of them is one base64 string.
mod narrow {
    use super::*;

    integers!(u64, write_unsigned, unsigned: u16 u32 u64 usize);
    integers!(i64, write_signed, signed: i8 i16 i32 i64 isize);
    integer_key!(u8, u64, unsigned);
}

pub(super) fn encode_u8(value: u8, encoder: &mut Encoder) {
    encoder.unsigned(u64::from(value));
}

pub(super) fn decode_u8(decoder: &mut Decoder<'_>) -> Result<u8, DecodeError> {
    let start = decoder.mark();
    let value = decoder.u64()?;
    u8::try_from(value).map_err(|_| {
        decoder.reset(start);
        decoder.out_of_range("u8")
    })
}

macro_rules! wide_integers {
    ($($integer:ident)*) => {$(
        /// A string of digits, because many readers of JSON would round a number.
        impl StoreValue for $integer {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = &Shape::integer(128, $integer::MIN != 0);

            fn encode(&self, encoder: &mut Encoder) {
                encoder.literal(b"\"");
                encoder.write_json(itoa::Buffer::new().format(*self).as_bytes());
                encoder.literal(b"\"");
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                let start = decoder.mark();
                let text = decoder.string()?;
                let value = text.parse::<Self>().ok();
                // A plus sign or a leading zero is rejected.
                match value.filter(|value| itoa::Buffer::new().format(*value) == text) {
                    Some(value) => Ok(value),
                    None => {
                        decoder.reset(start);
                        Err(decoder.invalid(concat!("a string with the digits of a ", stringify!($integer))))
                    }
                }
            }
        }
    )*};
}

wide_integers! { u128 i128 }

macro_rules! floats {
    ($($float:ident $is_double:literal $plain_below:literal;)*) => {$(
        /// The shortest digits that read back, which are those of ECMAScript's Number-to-string, in plain decimal.
        /// JSONB has no negative zero, so `-0.0` becomes `0.0`.
        impl StoreValue for $float {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = &Shape::Float { bits: (size_of::<$float>() * 8) as u8 };

            fn encode(&self, encoder: &mut Encoder) {
                if *self == 0.0 {
                    encoder.literal(b"0.0");
                } else if self.is_finite() {
                    let mut digits = zmij::Buffer::new();
                    let text = digits.format_finite(*self);
                    // In this range the digits are in plain decimal with a point, and short.
                    if (1e-3..$plain_below).contains(&self.abs()) {
                        encoder.write_short_json(text.as_bytes());
                    } else {
                        write_plain(text, encoder);
                    }
                } else {
                    encoder.fail(EncodeErrorKind::NotFinite);
                }
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                let start = decoder.mark();
                if $is_double && let Some(value) = decoder.short_number() {
                    return Ok(value.to_f64() as Self + 0.0);
                }
                let token = decoder.plain_number()?;
                match token.parse::<Self>() {
                    // JSONB has no negative zero.
                    Ok(value) if value.is_finite() && ($is_double || is_text_of(&value, &token)) => Ok(value + 0.0),
                    Ok(value) if value.is_finite() => {
                        decoder.reset(start);
                        // Only an `f32` is checked.
                        Err(decoder.expected("a number that an f32 can hold"))
                    }
                    _ => {
                        decoder.reset(start);
                        Err(decoder.out_of_range(stringify!($float)))
                    }
                }
            }
        }
    )*};
}

floats! {
    f32 false 1e12;
    f64 true 1e15;
}

/// Returns true if the decimal number `plain` is the one that the float is written as.
///
/// A 64-bit float isn't checked while it is read: other programs write up to 17 digits of it, and the check would cost
/// more than the reading. A 32-bit float is, because the digits of a 64-bit one would be rounded. It holds every number of
/// six digits exactly (C's `FLT_DIG`), so a short number needs no check.
pub(super) fn is_text_of(value: &impl StoreValue, plain: &str) -> bool {
    const SIX_DIGITS_AND_A_POINT: usize = 7;
    if plain.len() <= SIX_DIGITS_AND_A_POINT {
        return true;
    }
    with_encoder(|encoder| {
        value.encode(encoder);
        encoder.finish().is_ok_and(|shortest| shortest == plain || digits_of(shortest) == digits_of(plain))
    })
}

/// Returns a number in plain decimal without its sign and without the trailing zeros that don't change it.
fn digits_of(plain: &str) -> &str {
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

/// Writes the digits of a float without exponent, with `.0` when whole.
fn write_plain(text: &str, encoder: &mut Encoder) {
    let Some((mantissa, exponent)) = text.split_once('e') else {
        encoder.write_json(text.as_bytes());
        if !text.contains('.') {
            encoder.literal(b".0");
        }
        return;
    };
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |mantissa| ("-", mantissa));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits = [whole, fraction].concat();
    let zeros = |count: usize| "0".repeat(count);
    let shift = exponent.unsigned_abs() as usize;
    let plain = if exponent < 0 {
        format!("{sign}0.{}{digits}", zeros(shift - whole.len()))
    } else if shift >= fraction.len() {
        format!("{sign}{digits}{}.0", zeros(shift - fraction.len()))
    } else {
        let (before, after) = digits.split_at(whole.len() + shift);
        format!("{sign}{before}.{after}")
    };
    encoder.write_json(plain.as_bytes());
}

macro_rules! non_zero {
    ($($non_zero:ident $inner:ident)*) => {$(
        impl StoreValue for std::num::$non_zero {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = &$inner::SHAPE.not_zero();

            fn encode(&self, encoder: &mut Encoder) {
                self.get().encode(encoder);
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                let start = decoder.mark();
                match Self::new($inner::decode(decoder)?) {
                    Some(value) => Ok(value),
                    None => {
                        decoder.reset(start);
                        Err(decoder.out_of_range(concat!(stringify!($inner), " that is not 0")))
                    }
                }
            }
        }

        impl StoreKey for std::num::$non_zero {
            type Borrowed = Self;

            const ENCODING: KeyEncoding = <$inner as StoreKey>::ENCODING;

            fn borrowed(&self) -> &Self {
                self
            }

            fn encode_key(value: &Self, key: &mut KeyEncoder) {
                $inner::encode_key(&value.get(), key);
            }

            fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
                Self::new($inner::decode_key(key)?).ok_or_else(|| key.invalid("an integer that is not 0"))
            }
        }
    )*};
}

non_zero! {
    NonZeroU8 u8 NonZeroU16 u16 NonZeroU32 u32 NonZeroU64 u64 NonZeroUsize usize NonZeroU128 u128
    NonZeroI8 i8 NonZeroI16 i16 NonZeroI32 i32 NonZeroI64 i64 NonZeroIsize isize NonZeroI128 i128
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<T: StoreValue>(value: &T) -> String {
        crate::payload::Payload::new(value).unwrap().into_json()
    }

    /// The fast path for common floats writes the same text as the slow path.
    #[test]
    fn floats_near_every_power_of_ten_are_plain_and_read_back() {
        for power in -40..=37 {
            for factor in [0.999_999_9, 1.0, 1.000_000_1, 1.5, 4.0 / 3.0, 9.876_543_2] {
                for sign in [1.0, -1.0] {
                    let wide = sign * factor * 10f64.powi(power);
                    let narrow = wide as f32;
                    for (text, same) in [
                        (text(&wide), text(&wide).parse() == Ok(wide)),
                        (text(&narrow), text(&narrow).parse() == Ok(narrow)),
                    ] {
                        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
                        assert!(same && is_plain && text.contains('.'), "{text}");
                    }
                }
            }
        }
    }
}
