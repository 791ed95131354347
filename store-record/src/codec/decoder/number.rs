//! Numbers: strict JSON tokens, integers without loss, floats to the bit.

use super::Decoder;
use crate::codec::{digits, scan};
use crate::error::{DecodeError, DecodeErrorKind};

impl<'de> Decoder<'de> {
    #[inline]
    pub(crate) fn u64(&mut self) -> Result<u64, DecodeError> {
        match self.short_unsigned() {
            Some(value) => Ok(value),
            None => self.u64_of_token(),
        }
    }

    /// The integer that comes next, if it is one without a sign, of at most 19 digits.
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
        // Up to 19 digits can't overflow; a fraction or an exponent makes it no integer.
        let is_short = digits.wrapping_sub(1) < 19 && (digits == 1 || self.peek() != b'0');
        if !is_short || matches!(tail.first(), Some(b'.' | b'e' | b'E')) {
            return None;
        }
        self.rest = tail;
        Some(value)
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

    /// The text of a number as JSON defines it.
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

    /// The float that comes next, if it is one that a mantissa of 53 bits and a power of ten give exactly: both are floats
    /// then, and one division rounds once (Clinger, "How to Read Floating Point Numbers Accurately", 1990).
    #[inline]
    pub(crate) fn short_float(&mut self) -> Option<f64> {
        const POWERS: [f64; 16] =
            [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
        let is_negative = self.peek() == b'-';
        // Where a member's value is read, the number has ended behind it.
        let text = self.text.as_bytes().get(self.offset() + usize::from(is_negative)..)?;
        // Before the byte that ends the number there is room for the point and fourteen digits, which are below 2^53.
        let block = text.first_chunk::<16>().copied().unwrap_or_else(|| padded(text));
        let (end, point) = (scan::end_of_number_in(&block), scan::point_in(&block));
        let decimals = end.checked_sub(point + 1)?;
        let has_leading_zero = point > 1 && block[0] == b'0';
        if end == 16 || point == 0 || decimals == 0 || has_leading_zero || is_exponent(text.get(end)) {
            return None;
        }
        let value = digits::read_around_point(&block, point, end)? as f64 / POWERS.get(decimals)?;
        self.advance(usize::from(is_negative) + end);
        Some(if is_negative { -value } else { value })
    }

    fn start_of_number(&self, expected: &'static str) -> Result<Start, DecodeError> {
        match self.peek() {
            b'-' | b'0'..=b'9' => Ok(Start { offset: self.offset() }),
            _ => Err(self.expected(expected)),
        }
    }
}

/// The end of a text, with spaces behind it.
#[cold]
fn padded(text: &[u8]) -> [u8; 16] {
    let mut block = [b' '; 16];
    block.iter_mut().zip(text).for_each(|(place, byte)| *place = *byte);
    block
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

/// Where a number begins: an error about its value points there.
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
