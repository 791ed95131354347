//! Numbers: strict JSON tokens, integers without loss, floats to the bit.

use super::Decoder;
use crate::error::{DecodeError, DecodeErrorKind};

impl<'de> Decoder<'de> {
    #[inline]
    pub(crate) fn u64(&mut self) -> Result<u64, DecodeError> {
        let mut value = 0u64;
        let mut tail = self.rest;
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
            return self.u64_of_token();
        }
        self.rest = tail;
        Ok(value)
    }

    #[cold]
    #[inline(never)]
    fn u64_of_token(&mut self) -> Result<u64, DecodeError> {
        let start = self.start_of_number("an unsigned integer")?;
        let token = self.number()?;
        token.parse().map_err(|_| start.not_an_integer(token, "a 64-bit unsigned integer"))
    }

    #[inline]
    pub(crate) fn i64(&mut self) -> Result<i64, DecodeError> {
        if self.peek() != b'-' {
            let start = self.start_of_number("an integer")?;
            let value = self.u64()?;
            return i64::try_from(value).map_err(|_| start.error(DecodeErrorKind::OutOfRange("a 64-bit integer")));
        }
        let start = Start { offset: self.offset() };
        let token = self.number()?;
        if token == "-0" {
            return Ok(0);
        }
        token.parse().map_err(|_| start.not_an_integer(token, "a 64-bit integer"))
    }

    /// The text of a number as JSON defines it.
    #[inline]
    pub(crate) fn number(&mut self) -> Result<&'de str, DecodeError> {
        let start = self.offset();
        let rest = self.rest;
        let digits_from =
            |at: usize| rest.get(at..).unwrap_or(&[]).iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut at = usize::from(self.peek() == b'-');
        let whole = digits_from(at);
        if whole == 0 {
            return Err(if at == 0 { self.expected("a number") } else { self.syntax() });
        }
        if whole > 1 && rest.get(at) == Some(&b'0') {
            return Err(self.syntax());
        }
        at += whole;
        if rest.get(at) == Some(&b'.') {
            let fraction = digits_from(at + 1);
            if fraction == 0 {
                return Err(self.syntax());
            }
            at += 1 + fraction;
        }
        if let Some(b'e' | b'E') = rest.get(at) {
            at += 1 + usize::from(matches!(rest.get(at + 1), Some(b'+' | b'-')));
            let exponent = digits_from(at);
            if exponent == 0 {
                return Err(self.syntax());
            }
            at += exponent;
        }
        self.advance(at);
        Ok(self.text_since(start))
    }

    fn start_of_number(&self, expected: &'static str) -> Result<Start, DecodeError> {
        match self.peek() {
            b'-' | b'0'..=b'9' => Ok(Start { offset: self.offset() }),
            _ => Err(self.expected(expected)),
        }
    }
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
        if token.contains(['.', 'e', 'E']) {
            self.error(DecodeErrorKind::Expected {
                expected: "an integer",
                found: "a number with a fraction or an exponent",
            })
        } else {
            self.error(DecodeErrorKind::OutOfRange(range))
        }
    }
}
