//! Strings: borrowed if nothing in them is escaped.

use super::Decoder;
use crate::codec::scan;
use crate::error::{DecodeError, DecodeErrorKind};
use std::borrow::Cow;

impl<'de> Decoder<'de> {
    /// A string without escapes as a borrow; `None`, with nothing consumed, when it has escapes.
    #[inline(always)]
    fn plain_string(&mut self) -> Result<Option<&'de str>, DecodeError> {
        if self.rest.len() == self.plain_string {
            return Ok(Some(self.whole_plain_string()));
        }
        let Some((b'"', body)) = self.rest.split_first() else {
            return Err(self.expected("a string"));
        };
        let length = scan::find_special(body);
        let start = self.limit - body.len();
        match body.get(length) {
            Some(b'"') => {
                let text = self.text.get(start..start + length).unwrap_or("");
                self.rest = body.get(length + 1..).unwrap_or(&[]);
                Ok(Some(text))
            }
            Some(b'\\') => Ok(None),
            _ => {
                self.rest = body.get(length..).unwrap_or(&[]);
                Err(self.syntax())
            }
        }
    }

    /// What was looked at when members were looked up isn't looked at once more.
    fn whole_plain_string(&mut self) -> &'de str {
        let text = self.text.get(self.offset() + 1..self.limit - 1).unwrap_or("");
        self.rest = &[];
        text
    }

    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'de, str>, DecodeError> {
        match self.plain_string()? {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.escaped_string().map(Cow::Owned),
        }
    }

    #[inline(never)]
    pub(crate) fn owned_string(&mut self) -> Result<String, DecodeError> {
        match self.plain_string()? {
            Some(text) => Ok(text.to_owned()),
            None => self.escaped_string(),
        }
    }

    /// A string with escapes; stands at the opening quote.
    #[inline(never)]
    fn escaped_string(&mut self) -> Result<String, DecodeError> {
        let mut text = String::new();
        self.advance(1);
        loop {
            let start = self.offset();
            self.advance(scan::find_special(self.rest));
            text.push_str(self.text_since(start));
            match *self.rest {
                [b'"', ..] => {
                    self.advance(1);
                    return Ok(text);
                }
                [b'\\', ..] => text.push(self.escape()?),
                _ => return Err(self.syntax()),
            }
        }
    }

    /// One escape; stands at the backslash, and an error points there.
    pub(super) fn escape(&mut self) -> Result<char, DecodeError> {
        let start = self.offset();
        let malformed = || DecodeError::new(DecodeErrorKind::Escape, start);
        let [_, letter, tail @ ..] = self.rest else { return Err(malformed()) };
        self.rest = tail;
        let letter = match letter {
            b'"' | b'\\' | b'/' => char::from(*letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.hex_unit().ok_or_else(malformed)?;
                let code = if (0xd800..0xdc00).contains(&unit) {
                    let low = if self.eat(b"\\u") { self.hex_unit() } else { None };
                    match low {
                        Some(low @ 0xdc00..0xe000) => 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00),
                        _ => return Err(malformed()),
                    }
                } else {
                    unit
                };
                match char::from_u32(code) {
                    Some('\0') => return Err(DecodeError::new(DecodeErrorKind::Nul, start)),
                    Some(letter) => letter,
                    None => return Err(malformed()),
                }
            }
            _ => return Err(malformed()),
        };
        Ok(letter)
    }

    fn hex_unit(&mut self) -> Option<u32> {
        let (digits, rest) = self.rest.split_first_chunk::<4>()?;
        let mut unit = 0;
        for &digit in digits {
            unit = (unit << 4) | char::from(digit).to_digit(16)?;
        }
        self.rest = rest;
        Some(unit)
    }
}
