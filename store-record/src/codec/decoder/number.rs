//! Numbers: strict JSON tokens, integers without loss, floats to the bit.

use super::Decoder;
use super::canonical::rewrite_next;
use crate::codec::{digits, plain_number, scan};
use crate::error::{DecodeError, DecodeErrorKind};
use std::borrow::Cow;

impl<'de> Decoder<'de> {
    #[inline]
    pub(crate) fn u64(&mut self) -> Result<u64, DecodeError> {
        match self.short_unsigned() {
            Some(value) => Ok(value),
            None => self.u64_of_token(),
        }
    }

    /// Reads an integer of at most 19 digits without a sign. Returns `None`, and consumes nothing, for any other
    /// number.
    #[inline]
    pub(crate) fn short_unsigned(&mut self) -> Option<u64> {
        let mut value = 0u64;
        let mut tail = self.rest;
        while let Some((eight, rest)) = tail.split_first_chunk::<8>()
            && let Some(digits) = digits::read_eight(eight)
        {
            value = value.wrapping_mul(100_000_000).wrapping_add(u64::from(digits));
            tail = rest;
        }
        while let Some((byte, rest)) = tail.split_first() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
            tail = rest;
        }
        let digits = self.rest.len() - tail.len();
        // Up to 19 digits can't overflow. A number with a fraction or an exponent isn't an integer.
        let is_short = digits.wrapping_sub(1) < 19 && (digits == 1 || self.peek() != b'0');
        if !is_short || matches!(tail.first(), Some(b'.' | b'e' | b'E')) {
            return None;
        }
        self.rest = tail;
        Some(value)
    }

    /// Reads a number as plain decimal.
    pub(crate) fn plain_number(&mut self) -> Result<Cow<'de, str>, DecodeError> {
        let start = self.mark();
        let token = self.number()?;
        if plain_number::is_plain(token) {
            return Ok(Cow::Borrowed(token));
        }
        self.reset(start);
        rewrite_next(self).map(Cow::Owned)
    }

    #[cold]
    #[inline(never)]
    fn u64_of_token(&mut self) -> Result<u64, DecodeError> {
        let start = self.start_of_number("an unsigned integer")?;
        let token = self.plain_number()?;
        token.parse().map_err(|_| start.not_an_integer(&token, "a 64-bit unsigned integer"))
    }

    #[inline]
    pub(crate) fn i64(&mut self) -> Result<i64, DecodeError> {
        if self.peek() != b'-' {
            let start = self.start_of_number("an integer")?;
            let value = self.u64()?;
            return i64::try_from(value).map_err(|_| start.error(DecodeErrorKind::OutOfRange("a 64-bit integer")));
        }
        let (start, before) = (Start { offset: self.offset() }, self.mark());
        self.advance(1);
        if let Some(value) = self.short_unsigned().and_then(|value| 0_i64.checked_sub_unsigned(value)) {
            return Ok(value);
        }
        self.reset(before);
        let token = self.plain_number()?;
        token.parse().map_err(|_| start.not_an_integer(&token, "a 64-bit integer"))
    }

    /// Reads a number as JSON defines it.
    #[inline]
    pub(crate) fn number(&mut self) -> Result<&'de str, DecodeError> {
        let start = self.offset();
        let unsigned = match self.rest {
            [b'-', unsigned @ ..] => unsigned,
            unsigned => unsigned,
        };
        let after = after_digits(unsigned);
        let whole = unsigned.len() - after.len();
        if whole == 0 {
            return Err(if unsigned.len() == self.rest.len() { self.expected("a number") } else { self.syntax() });
        }
        if whole > 1 && unsigned.first() == Some(&b'0') {
            return Err(self.syntax());
        }
        self.rest = match after {
            [b'.' | b'e' | b'E', ..] => self.after_fraction_and_exponent(after)?,
            _ => after,
        };
        Ok(self.text_since(start))
    }

    fn after_fraction_and_exponent(&self, mut rest: &'de [u8]) -> Result<&'de [u8], DecodeError> {
        let digits = |text: &'de [u8]| {
            let after = after_digits(text);
            if after.len() == text.len() { Err(self.syntax()) } else { Ok(after) }
        };
        if let [b'.', fraction @ ..] = rest {
            rest = digits(fraction)?;
        }
        if let [b'e' | b'E', exponent @ ..] = rest {
            rest = match exponent {
                [b'+' | b'-', exponent @ ..] => digits(exponent)?,
                exponent => digits(exponent)?,
            };
        }
        Ok(rest)
    }

    /// Reads a number in plain decimal. It has at most eight digits before its point, or at most eight in all and no
    /// sign. Returns `None`, and consumes nothing, for any other number.
    #[inline]
    pub(crate) fn short_number(&mut self) -> Option<UnsignedOrFloat> {
        let text = self.rest_of_text()?;
        let is_negative = text.first() == Some(&b'-');
        let unsigned = text.get(usize::from(is_negative)..)?;
        let (whole, count) = digits::read_front(&eight_of(unsigned));
        if count == 0 || count > 1 && unsigned.first() == Some(&b'0') {
            return None;
        }
        let (value, length) = match unsigned.get(count) {
            Some(b'.') => {
                let (value, length) = Self::float_of(unsigned, whole, count)?;
                (UnsignedOrFloat::Float(if is_negative { -value } else { value }), length)
            }
            Some(b'e' | b'E' | b'0'..=b'9') => return None,
            _ if is_negative => return None,
            _ => (UnsignedOrFloat::Unsigned(whole.into()), count),
        };
        self.advance(usize::from(is_negative) + length);
        Some(value)
    }

    /// Returns the float whose digits before the point were read, and its length. It is exact for a mantissa below 2^53
    /// and a small power of ten: both are floats, and one division rounds once (Clinger, "How to Read Floating Point
    /// Numbers Accurately", 1990).
    #[inline(always)]
    fn float_of(text: &[u8], whole: u32, count: usize) -> Option<(f64, usize)> {
        const POWERS: [(u64, f64); 8] = [
            (1, 1e0),
            (10, 1e1),
            (100, 1e2),
            (1_000, 1e3),
            (10_000, 1e4),
            (100_000, 1e5),
            (1_000_000, 1e6),
            (10_000_000, 1e7),
        ];
        let fraction = text.get(count + 1..)?;
        let (part, decimals) = digits::read_front(&eight_of(fraction));
        let Some((power, divisor)) = POWERS.get(decimals) else { return long_float(text, count + 1) };
        if decimals == 0 || is_exponent(fraction.get(decimals)) {
            return None;
        }
        // At most fifteen digits.
        let digits = u64::from(whole) * power + u64::from(part);
        Some((digits as f64 / divisor, count + 1 + decimals))
    }

    /// The rest of the whole text. A member's value is read as if the text ended after it.
    #[inline(always)]
    fn rest_of_text(&self) -> Option<&'de [u8]> {
        self.text.as_bytes().get(self.offset()..)
    }

    fn start_of_number(&self, expected: &'static str) -> Result<Start, DecodeError> {
        match self.peek() {
            b'-' | b'0'..=b'9' => Ok(Start { offset: self.offset() }),
            _ => Err(self.expected(expected)),
        }
    }
}

/// A number of a JSON tree.
#[derive(Clone, Copy)]
pub(crate) enum UnsignedOrFloat {
    Unsigned(u64),
    Float(f64),
}

impl UnsignedOrFloat {
    #[inline(always)]
    pub(crate) fn to_f64(self) -> f64 {
        match self {
            Self::Unsigned(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

/// Returns the float at the front of a text, and its length. Its fraction begins at `fraction`.
#[inline(never)]
fn long_float(text: &[u8], fraction: usize) -> Option<(f64, usize)> {
    let after = after_digits(text.get(fraction..)?);
    if is_exponent(after.first()) {
        return None;
    }
    let length = text.len() - after.len();
    Some((str::from_utf8(text.get(..length)?).ok()?.parse().ok()?, length))
}

/// Returns the next eight bytes, with zeros after the end of the text.
#[inline(always)]
fn eight_of(text: &[u8]) -> [u8; 8] {
    text.first_chunk().copied().unwrap_or_else(|| scan::padded(text))
}

#[inline(always)]
fn after_digits(mut text: &[u8]) -> &[u8] {
    while let Some((eight, rest)) = text.split_first_chunk::<8>()
        && digits::are_eight(u64::from_le_bytes(*eight))
    {
        text = rest;
    }
    while let [b'0'..=b'9', rest @ ..] = text {
        text = rest;
    }
    text
}

fn is_exponent(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b'e' | b'E'))
}

/// Where a number begins. An error about its value has this offset.
#[derive(Clone, Copy)]
struct Start {
    offset: usize,
}

impl Start {
    fn error(self, kind: DecodeErrorKind) -> DecodeError {
        DecodeError::new(kind, self.offset)
    }

    fn not_an_integer(self, token: &str, range: &'static str) -> DecodeError {
        if token.contains('.') {
            self.error(DecodeErrorKind::Expected {
                expected: "an integer",
                found: "a number with a fraction or an exponent",
            })
        } else {
            self.error(DecodeErrorKind::OutOfRange(range))
        }
    }
}
