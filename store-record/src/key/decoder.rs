//! [`KeyDecoder`]: reads key components. Only the text that the encoder writes is accepted.

use super::{KeyEncoder, RecordKey, StoreKey, UNIT, UNIT_NAME};
use crate::codec::scan;
use crate::error::{KeyError, KeyErrorKind};
use std::borrow::Cow;

/// Reads the components of a key.
///
/// An `impl StoreKey` of your own calls exactly one of the methods, once, and it accepts only the text that
/// [`KeyEncoder`](crate::KeyEncoder) writes for the value.
///
/// ```
/// use store_record::{KeyDecoder, KeyEncoder, KeyError, RecordKey, StoreKey, StoreRecord, StoreValue};
///
/// /// An even number.
/// #[derive(Debug, PartialEq, StoreValue)]
/// struct Even(u64);
///
/// impl StoreKey for Even {
///     type Borrowed = Self;
///
///     fn borrowed(&self) -> &Self {
///         self
///     }
///
///     fn encode_key(value: &Self, key: &mut KeyEncoder) {
///         key.unsigned(value.0);
///     }
///
///     fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
///         let number = key.unsigned()?;
///         if number % 2 == 0 { Ok(Self(number)) } else { Err(key.invalid("an even number")) }
///     }
/// }
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "pair", scope = global, key = number)]
/// struct Pair { number: Even }
///
/// assert_eq!(Pair::parse_key(&RecordKey::from_stored("b10"))?, Even(10));
/// assert!(Pair::parse_key(&RecordKey::from_stored("b11")).is_err());
/// # Ok::<(), KeyError>(())
/// ```
pub struct KeyDecoder<'k> {
    /// The components after the current one.
    rest: Option<&'k str>,
    component: &'k str,
    plain: bool,
    /// The components after the current one, if each is a plain text.
    #[cfg(feature = "cli")]
    arguments: Option<&'k [String]>,
}

impl<'k> KeyDecoder<'k> {
    const EMPTY: Self = Self {
        rest: None,
        component: "",
        plain: false,
        #[cfg(feature = "cli")]
        arguments: None,
    };

    pub(crate) fn new(key: &'k RecordKey) -> Self {
        Self { rest: Some(key.as_str()), ..Self::EMPTY }
    }

    /// Reads a plain text for each component, such as the arguments of a command.
    #[cfg(feature = "cli")]
    pub(crate) fn from_plain(components: &'k [String]) -> Self {
        Self { plain: true, arguments: Some(components), ..Self::EMPTY }
    }

    pub(crate) fn read_plain<K: StoreKey>(name: &str) -> Result<K, KeyError> {
        K::decode_key(&mut KeyDecoder { component: name, plain: true, ..KeyDecoder::EMPTY })
    }

    /// Calls `read` with a decoder of a plain text.
    pub(crate) fn check_plain(
        name: &str,
        read: impl FnOnce(&mut KeyDecoder<'_>) -> Result<(), KeyError>,
    ) -> Result<(), KeyError> {
        read(&mut KeyDecoder { component: name, plain: true, ..KeyDecoder::EMPTY })
    }

    pub(crate) fn component<K>(
        &mut self,
        name: &'static str,
        decode: impl FnOnce(&mut Self) -> Result<K, KeyError>,
    ) -> Result<K, KeyError> {
        let in_component = |error: KeyError| KeyError { component: Some(name), ..error };
        #[cfg(feature = "cli")]
        if let Some(arguments) = self.arguments {
            let Some((first, rest)) = arguments.split_first() else {
                return Err(in_component(KeyError::new(KeyErrorKind::Missing)));
            };
            (self.component, self.arguments) = (first, Some(rest));
            return decode(self).map_err(in_component);
        }
        let Some(rest) = self.rest else { return Err(in_component(KeyError::new(KeyErrorKind::Missing))) };
        (self.component, self.rest) = match split_at_separator(rest) {
            Some((component, rest)) => (component, Some(rest)),
            None => (rest, None),
        };
        decode(self).map_err(in_component)
    }

    /// Reads the component of a record without key components.
    pub(crate) fn unit(&mut self) -> Result<(), KeyError> {
        #[cfg(feature = "cli")]
        if self.arguments.is_some() {
            return Ok(());
        }
        self.component(UNIT_NAME, |key| {
            if key.component == UNIT { Ok(()) } else { Err(key.invalid("a record without key components")) }
        })
    }

    /// Copies the remaining components without a change.
    pub(crate) fn copy_rest(&mut self, to: &mut KeyEncoder) {
        #[cfg(feature = "cli")]
        if let Some(arguments) = self.arguments.take() {
            return to.ascii(&arguments.join("#"));
        }
        to.ascii(self.rest.take().unwrap_or_default());
    }

    pub(crate) fn finish(self) -> Result<(), KeyError> {
        #[cfg(feature = "cli")]
        if self.arguments.is_some_and(|arguments| !arguments.is_empty()) {
            return Err(KeyError::new(KeyErrorKind::TooMany));
        }
        if self.rest.is_some() { Err(KeyError::new(KeyErrorKind::TooMany)) } else { Ok(()) }
    }

    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.component.is_empty()
    }

    /// Calls `read` so that it reads an ordered component, also in plain text.
    pub(crate) fn ordered<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let plain = std::mem::replace(&mut self.plain, false);
        let value = read(self);
        self.plain = plain;
        value
    }

    /// Reads a tuple, whose elements `read` reads as the components of a key.
    pub(crate) fn tuple<T>(
        &mut self,
        read: impl FnOnce(&mut KeyDecoder<'_>) -> Result<T, KeyError>,
    ) -> Result<T, KeyError> {
        let text = self.text().map_err(|_| self.invalid("a tuple"))?;
        let mut elements = KeyDecoder { rest: Some(&text), ..KeyDecoder::EMPTY };
        let value = read(&mut elements)?;
        elements.finish()?;
        Ok(value)
    }

    /// Returns the error that the text is not the key text of `expected`, such as "a country code of two letters".
    ///
    /// `expected` becomes part of the error's message, so it must not contain the key.
    #[must_use]
    pub fn invalid(&self, expected: &'static str) -> KeyError {
        KeyError::new(KeyErrorKind::Invalid(expected))
    }

    /// Returns the error that the text is not the name of a variant.
    #[must_use]
    pub fn unknown_name(&self) -> KeyError {
        self.invalid("a variant of the enum")
    }

    /// Reads text.
    ///
    /// # Errors
    ///
    /// Returns an error if the text has an escape that the encoder doesn't write.
    pub fn text(&mut self) -> Result<Cow<'k, str>, KeyError> {
        if self.plain {
            return Ok(Cow::Borrowed(self.component));
        }
        if self.component == "$" {
            return Ok(Cow::Borrowed(""));
        }
        if self.component.is_empty() || self.component.bytes().any(|byte| byte < 0x24) {
            return Err(self.invalid("text"));
        }
        let Some((head, tail)) = self.component.split_once('$') else { return Ok(Cow::Borrowed(self.component)) };
        let mut text = String::from(head);
        for piece in tail.split('$') {
            let (code, plain) = piece.split_at_checked(2).ok_or_else(|| self.invalid("text"))?;
            let is_upper_hex = code.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'));
            match u8::from_str_radix(code, 16) {
                Ok(byte) if is_upper_hex && byte < 0x25 => text.push(char::from(byte)),
                _ => return Err(self.invalid("text")),
            }
            text.push_str(plain);
        }
        Ok(Cow::Owned(text))
    }

    /// Reads an unsigned integer.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not that of an unsigned integer of at most 64 bits.
    pub fn unsigned(&mut self) -> Result<u64, KeyError> {
        let digits = if self.plain { Some(self.component) } else { digits_after_length(self.component) };
        match digits {
            Some(digits) if is_integer(digits) => {
                digits.parse().map_err(|_| KeyError::new(KeyErrorKind::OutOfRange("a 64-bit unsigned integer")))
            }
            _ => Err(self.invalid("an unsigned integer")),
        }
    }

    /// Reads a signed integer.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not that of an integer of at most 64 bits.
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

    /// Reads a 128-bit unsigned integer.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not that of a 128-bit unsigned integer.
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

    /// Reads a 128-bit signed integer.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not that of a 128-bit integer.
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

    /// Reads `false` or `true`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is neither.
    pub fn bool(&mut self) -> Result<bool, KeyError> {
        match self.component {
            "false" => Ok(false),
            "true" => Ok(true),
            _ => Err(self.invalid("a boolean")),
        }
    }

    /// Reads bytes.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not lower-case hexadecimal.
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

    /// Returns the text of the component without a change.
    pub(crate) fn ascii(&mut self) -> Result<&'k str, KeyError> {
        Ok(self.component)
    }
}

/// Returns the text before the first separator, and the text after it.
///
/// `str::split_once` prepares a search for any character, which costs more than the search in a text this short.
fn split_at_separator(text: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    loop {
        at += scan::find_below_percent(text.as_bytes().get(at..)?);
        match text.as_bytes().get(at)? {
            b'#' => return Some((text.get(..at)?, text.get(at + 1..)?)),
            _ => at += 1,
        }
    }
}

/// Returns the digits of an ordered integer that isn't negative, if their number is that of the letter before them.
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
