//! Reads key components back. Strict: only the text that the encoder writes is taken.

use super::{KeyEncoder, RecordKey, StoreKey, UNIT, UNIT_NAME};
use crate::error::{KeyError, KeyErrorKind};
use std::borrow::Cow;

/// Reads the components of a key.
///
/// A component is exactly one call of one of the reading methods; [`KeyEncoder`](crate::KeyEncoder) has an
/// example.
pub struct KeyDecoder<'k> {
    /// The components after the one at hand.
    rest: Option<&'k str>,
    component: &'k str,
    plain: bool,
}

impl<'k> KeyDecoder<'k> {
    pub(crate) fn new(key: &'k RecordKey) -> Self {
        Self { rest: Some(key.as_str()), component: "", plain: false }
    }

    pub(crate) fn read_plain<K: StoreKey>(name: &str) -> Result<K, KeyError> {
        K::decode_key(&mut KeyDecoder { rest: None, component: name, plain: true })
    }

    pub(crate) fn component<K>(
        &mut self,
        name: &'static str,
        decode: impl FnOnce(&mut Self) -> Result<K, KeyError>,
    ) -> Result<K, KeyError> {
        let of_component = |error: KeyError| KeyError { component: name, ..error };
        let Some(rest) = self.rest else { return Err(of_component(KeyError::new(KeyErrorKind::Missing))) };
        (self.component, self.rest) = match rest.split_once('#') {
            Some((component, rest)) => (component, Some(rest)),
            None => (rest, None),
        };
        decode(self).map_err(of_component)
    }

    /// The component in the place of the key's, where a record has none.
    pub(crate) fn unit(&mut self) -> Result<(), KeyError> {
        self.component(UNIT_NAME, |key| {
            if key.component == UNIT { Ok(()) } else { Err(key.invalid("a record without key components")) }
        })
    }

    /// Takes the components that are left as they stand.
    pub(crate) fn copy_rest(&mut self, to: &mut KeyEncoder) {
        to.ascii(self.rest.take().unwrap_or_default());
    }

    pub(crate) fn finish(self) -> Result<(), KeyError> {
        if self.rest.is_some() { Err(KeyError::new(KeyErrorKind::TooMany)) } else { Ok(()) }
    }

    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.component.is_empty()
    }

    /// Reads as an ordered component even in plain text.
    pub(crate) fn ordered<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let plain = std::mem::replace(&mut self.plain, false);
        let value = read(self);
        self.plain = plain;
        value
    }

    /// An error that says whose text was expected. For keys written by hand: `expected` is a text of
    /// the program, never of the key.
    #[must_use]
    pub fn invalid(&self, expected: &'static str) -> KeyError {
        KeyError::new(KeyErrorKind::Invalid(expected))
    }

    /// The text is no name of the enum.
    #[must_use]
    pub fn unknown_name(&self) -> KeyError {
        self.invalid("a variant of the enum")
    }

    /// Text.
    ///
    /// # Errors
    ///
    /// An escape that the encoder doesn't write.
    pub fn text(&mut self) -> Result<Cow<'k, str>, KeyError> {
        if self.plain {
            return Ok(Cow::Borrowed(self.component));
        }
        if self.component == "$" {
            return Ok(Cow::Borrowed(""));
        }
        if self.component.is_empty() || self.component.bytes().any(|byte| byte < 0x24) {
            return Err(self.invalid("a text"));
        }
        let Some((head, tail)) = self.component.split_once('$') else { return Ok(Cow::Borrowed(self.component)) };
        let mut text = String::from(head);
        for piece in tail.split('$') {
            let (code, plain) = piece.split_at_checked(2).ok_or_else(|| self.invalid("a text"))?;
            let is_upper_hex = code.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'));
            match u8::from_str_radix(code, 16) {
                Ok(byte) if is_upper_hex && byte < 0x25 => text.push(char::from(byte)),
                _ => return Err(self.invalid("a text")),
            }
            text.push_str(plain);
        }
        Ok(Cow::Owned(text))
    }

    /// An unsigned integer.
    ///
    /// # Errors
    ///
    /// Another text, or a value over 64 bits.
    pub fn unsigned(&mut self) -> Result<u64, KeyError> {
        let digits = if self.plain { Some(self.component) } else { digits_after_length(self.component) };
        match digits {
            Some(digits) if is_integer(digits) => {
                digits.parse().map_err(|_| KeyError::new(KeyErrorKind::OutOfRange("a 64-bit unsigned integer")))
            }
            _ => Err(self.invalid("an unsigned integer")),
        }
    }

    /// A signed integer.
    ///
    /// # Errors
    ///
    /// Another text, or a value over 64 bits.
    pub fn signed(&mut self) -> Result<i64, KeyError> {
        let out_of_range = || KeyError::new(KeyErrorKind::OutOfRange("a 64-bit integer"));
        if self.plain {
            let digits = self.component.strip_prefix('-').unwrap_or(self.component);
            let is_canonical = is_integer(digits) && self.component != "-0";
            return if is_canonical {
                self.component.parse().map_err(|_| out_of_range())
            } else {
                Err(self.invalid("an integer"))
            };
        }
        let Some((letter @ b'H'..=b'Z', complement)) = self.component.as_bytes().split_first() else {
            return i64::try_from(self.unsigned()?).map_err(|_| out_of_range());
        };
        let is_canonical = complement.len() == usize::from(b'Z' - letter) + 1
            && complement.iter().all(u8::is_ascii_digit)
            && complement.first() != Some(&b'9');
        if !is_canonical {
            return Err(self.invalid("an integer"));
        }
        let digits: String = complement.iter().map(|digit| char::from(b'9' - (digit - b'0'))).collect();
        format!("-{digits}").parse().map_err(|_| out_of_range())
    }

    /// A 128-bit unsigned integer.
    ///
    /// # Errors
    ///
    /// Another text.
    pub fn unsigned_128(&mut self) -> Result<u128, KeyError> {
        if self.plain {
            if !is_integer(self.component) {
                return Err(self.invalid("an unsigned integer"));
            }
            return self
                .component
                .parse()
                .map_err(|_| KeyError::new(KeyErrorKind::OutOfRange("a 128-bit unsigned integer")));
        }
        let is_hex = self.component.len() == 32 && self.component.bytes().all(is_lower_hex);
        match u128::from_str_radix(self.component, 16) {
            Ok(value) if is_hex => Ok(value),
            _ => Err(self.invalid("a 128-bit unsigned integer")),
        }
    }

    /// A 128-bit signed integer.
    ///
    /// # Errors
    ///
    /// Another text.
    pub fn signed_128(&mut self) -> Result<i128, KeyError> {
        if self.plain {
            let digits = self.component.strip_prefix('-').unwrap_or(self.component);
            if !is_integer(digits) || self.component == "-0" {
                return Err(self.invalid("an integer"));
            }
            return self.component.parse().map_err(|_| KeyError::new(KeyErrorKind::OutOfRange("a 128-bit integer")));
        }
        self.unsigned_128().map(|bits| (bits ^ (1 << 127)).cast_signed())
    }

    /// `false` or `true`.
    ///
    /// # Errors
    ///
    /// Another text.
    pub fn bool(&mut self) -> Result<bool, KeyError> {
        match self.component {
            "false" => Ok(false),
            "true" => Ok(true),
            _ => Err(self.invalid("a boolean")),
        }
    }

    /// Bytes.
    ///
    /// # Errors
    ///
    /// Text that isn't lower-case hexadecimal.
    pub fn bytes(&mut self) -> Result<Vec<u8>, KeyError> {
        let digits = match (self.plain, self.component) {
            (false, "$") => "",
            (false, "") => return Err(self.invalid("bytes")),
            (_, digits) => digits,
        };
        if digits.len() % 2 != 0 || !digits.bytes().all(is_lower_hex) {
            return Err(self.invalid("bytes"));
        }
        let nibble = |digit: u8| if digit <= b'9' { digit - b'0' } else { digit - b'a' + 10 };
        Ok(digits.as_bytes().as_chunks::<2>().0.iter().map(|[high, low]| (nibble(*high) << 4) | nibble(*low)).collect())
    }

    /// The text of the component as it stands.
    pub(crate) fn ascii(&mut self) -> Result<&'k str, KeyError> {
        Ok(self.component)
    }
}

/// The digits of an ordered non-negative integer whose letter gives their number.
fn digits_after_length(component: &str) -> Option<&str> {
    let (letter @ b'a'..=b't', _) = component.as_bytes().split_first()? else { return None };
    let digits = component.get(1..)?;
    (digits.len() == usize::from(letter - b'a') + 1).then_some(digits)
}

fn is_integer(digits: &str) -> bool {
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'))
}

fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

/// Shows no content.
impl std::fmt::Debug for KeyDecoder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyDecoder(..)")
    }
}
