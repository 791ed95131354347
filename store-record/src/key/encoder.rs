//! Writes key components: as ordered text in record keys, as plain text in a payload's maps.

use super::{KeyRange, RecordKey, Scope, StoreKey};
use crate::error::{KeyError, KeyErrorKind};
use std::fmt::Write as _;

/// Writes the components of a key. The first error sticks.
///
/// A component is exactly one call of one of the writing methods. For keys written by hand:
///
/// ```
/// use store_record::{KeyDecoder, KeyEncoder, KeyError, StoreKey, StoreRecord, StoreValue};
///
/// /// A country's code, upper case whatever was typed.
/// #[derive(Debug, PartialEq, StoreValue)]
/// struct Country(String);
///
/// impl StoreKey for Country {
///     type Borrowed = Self;
///
///     fn borrowed(&self) -> &Self {
///         self
///     }
///
///     fn encode_key(value: &Self, key: &mut KeyEncoder) {
///         key.text(&value.0.to_uppercase());
///     }
///
///     fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
///         let text = key.text()?;
///         match text.len() {
///             2 => Ok(Self(text.into_owned())),
///             _ => Err(key.invalid("a country's code of two letters")),
///         }
///     }
/// }
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "region", scope = global, key = (country, number))]
/// struct Region { country: Country, number: u8 }
///
/// assert_eq!(Region::record_key_for(&Country("np".into()), &7)?.as_str(), "NP#a7");
/// # Ok::<(), KeyError>(())
/// ```
#[derive(Default)]
pub struct KeyEncoder {
    text: String,
    components: usize,
    plain: bool,
    component: &'static str,
    error: Option<KeyError>,
}

impl KeyEncoder {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The plain text of one key, as the name of a map.
    pub(crate) fn plain_text<K: StoreKey>(value: &K::Borrowed) -> Result<String, KeyError> {
        let mut encoder = Self { plain: true, ..Self::default() };
        K::encode_key(value, &mut encoder);
        match encoder.error {
            Some(error) => Err(error),
            None => Ok(encoder.text),
        }
    }

    pub(crate) fn component(&mut self, name: &'static str, encode: impl FnOnce(&mut Self)) {
        if self.components > 0 {
            self.text.push('#');
        }
        self.components += 1;
        self.component = name;
        encode(self);
    }

    fn finish(self) -> Result<String, KeyError> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.text),
        }
    }

    pub(crate) fn into_scope(self) -> Result<Scope, KeyError> {
        self.finish().map(Scope::from_stored)
    }

    pub(crate) fn into_record_key(self) -> Result<RecordKey, KeyError> {
        self.finish().map(RecordKey::from_stored)
    }

    pub(crate) fn into_key_range(self) -> Result<KeyRange, KeyError> {
        self.finish().map(|prefix| KeyRange::of_prefix(&prefix))
    }

    /// The text so far, as the scope's.
    pub(crate) fn scope_so_far(&self) -> Scope {
        Scope::from_stored(self.text.clone())
    }

    /// Whether the text is a name of a map and not a component of a record key.
    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Writes as an ordered component even in plain text.
    pub(crate) fn ordered(&mut self, write: impl FnOnce(&mut Self)) {
        let plain = std::mem::replace(&mut self.plain, false);
        write(self);
        self.plain = plain;
    }

    /// Writes as plain text or as an ordered component.
    pub(crate) fn plain(&mut self, plain: bool, write: impl FnOnce(&mut Self)) {
        self.plain = plain;
        write(self);
    }

    pub(crate) fn is_text(&self, text: &str) -> bool {
        self.error.is_none() && self.text == text
    }

    pub(crate) fn fail(&mut self, kind: KeyErrorKind) {
        if self.error.is_none() {
            self.error = Some(KeyError { component: self.component, kind });
        }
    }

    /// Refuses the value by a rule, which is a text of the program, never of the key. For keys written by hand.
    pub fn refuse(&mut self, rule: &'static str) {
        self.fail(KeyErrorKind::Refused(rule));
    }

    /// Text; bytes below 0x25 become `$XX`, the empty text is `$`.
    pub fn text(&mut self, text: &str) {
        if self.plain {
            self.text.push_str(text);
        } else if text.is_empty() {
            self.text.push('$');
        } else {
            let mut plain_from = 0;
            for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| *byte < 0x25) {
                self.text.push_str(text.get(plain_from..at).unwrap_or(""));
                // Writing to a String can't fail.
                let _ = write!(self.text, "${byte:02X}");
                plain_from = at + 1;
            }
            self.text.push_str(text.get(plain_from..).unwrap_or(""));
        }
    }

    /// An unsigned integer: a letter for the number of digits, then the digits.
    pub fn unsigned(&mut self, value: u64) {
        let mut digits = itoa::Buffer::new();
        let digits = digits.format(value);
        if !self.plain {
            // 20 digits at most: `a` to `t`.
            self.text.push(char::from(b'a' + (digits.len() as u8 - 1)));
        }
        self.text.push_str(digits);
    }

    /// A signed integer: as an unsigned one, or a capital letter and the nines' complement.
    pub fn signed(&mut self, value: i64) {
        if self.plain {
            self.text.push_str(itoa::Buffer::new().format(value));
        } else if let Ok(value) = u64::try_from(value) {
            self.unsigned(value);
        } else {
            let mut digits = itoa::Buffer::new();
            let digits = digits.format(value.unsigned_abs());
            // 19 digits at most: `Z` down to `H`.
            self.text.push(char::from(b'Z' - (digits.len() as u8 - 1)));
            self.text.extend(digits.bytes().map(|digit| char::from(b'9' - (digit - b'0'))));
        }
    }

    /// A 128-bit unsigned integer: 32 hexadecimal digits.
    pub fn unsigned_128(&mut self, value: u128) {
        let _ = if self.plain { write!(self.text, "{value}") } else { write!(self.text, "{value:032x}") };
    }

    /// A 128-bit signed integer: 32 hexadecimal digits with the sign bit flipped.
    pub fn signed_128(&mut self, value: i128) {
        let _ = if self.plain {
            write!(self.text, "{value}")
        } else {
            write!(self.text, "{:032x}", value.cast_unsigned() ^ (1 << 127))
        };
    }

    /// `false` or `true`.
    pub fn bool(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Lower-case hexadecimal; no bytes are `$`.
    pub fn bytes(&mut self, bytes: &[u8]) {
        if bytes.is_empty() && !self.plain {
            self.text.push('$');
        }
        for byte in bytes {
            let _ = write!(self.text, "{byte:02x}");
        }
    }

    /// A standard text that is never empty and has no byte below 0x25, such as a date.
    pub(crate) fn ascii(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

/// Shows no content.
impl std::fmt::Debug for KeyEncoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyEncoder").field("components", &self.components).finish_non_exhaustive()
    }
}
