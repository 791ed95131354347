//! Strings with escapes.

use super::scan;
use super::syntax::syntax_error;
use crate::error::{DecodeError, DecodeErrorKind};
use std::borrow::Cow;

/// Returns the string at `start`, or the empty string if none is there. The text after it isn't read.
pub(crate) fn string_at(text: &str, start: usize) -> Cow<'_, str> {
    let quoted = text.as_bytes().get(start..).unwrap_or(&[]);
    let [b'"', body @ ..] = quoted else { return Cow::Borrowed("") };
    let length = scan::find_special(body);
    if body.get(length) == Some(&b'"') {
        return Cow::Borrowed(text.get(start + 1..start + 1 + length).unwrap_or(""));
    }
    escaped(text, text.len(), quoted).map(|(string, _)| Cow::Owned(string)).unwrap_or_default()
}

/// Reads the string at the front of `rest`, which is the part of `text` that ends at `limit`. Returns the text after
/// it, too.
#[inline(never)]
pub(crate) fn escaped<'t>(text: &'t str, limit: usize, rest: &'t [u8]) -> Result<(String, &'t [u8]), DecodeError> {
    let mut string = String::new();
    let mut reader = Reader { limit, rest: rest.get(1..).unwrap_or(&[]) };
    loop {
        let start = reader.offset();
        reader.rest = reader.rest.get(scan::find_special(reader.rest)..).unwrap_or(&[]);
        string.push_str(text.get(start..reader.offset()).unwrap_or(""));
        match reader.rest {
            [b'"', rest @ ..] => return Ok((string, rest)),
            [b'\\', ..] => string.push(reader.escape()?),
            _ => return Err(syntax_error(text, reader.offset())),
        }
    }
}

/// The rest of a text that ends at `limit`.
struct Reader<'t> {
    limit: usize,
    rest: &'t [u8],
}

impl Reader<'_> {
    fn offset(&self) -> usize {
        self.limit - self.rest.len()
    }

    /// Reads an escape. An error has the offset of its backslash.
    fn escape(&mut self) -> Result<char, DecodeError> {
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
                    let low = self.low_unit();
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

    fn low_unit(&mut self) -> Option<u32> {
        self.rest = self.rest.strip_prefix(b"\\u")?;
        self.hex_unit()
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
