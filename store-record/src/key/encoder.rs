//! [`KeyEncoder`]: writes key components, as ordered text in record keys and as plain text in names of maps.

use super::{KeyRange, RecordKey, Scope, UNIT, UNIT_NAME};
use crate::codec::scan;
use crate::error::{KeyError, KeyErrorKind};
use std::cell::Cell;

/// Writes the components of a key.
///
/// An `impl StoreKey` of your own calls exactly one of the methods, once. The first error is returned at the end.
///
/// ```
/// use store_record::{KeyDecoder, KeyEncoder, KeyError, StoreKey, StoreRecord, StoreValue};
///
/// /// The code of a country, in upper case.
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
///             _ => Err(key.invalid("a country code of two letters")),
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
pub struct KeyEncoder {
    text: String,
    components: usize,
    plain: bool,
    component: Option<&'static str>,
    error: Option<KeyError>,
}

thread_local! {
    /// The buffer of the thread's previous key, which the next one reuses.
    static RECYCLED: Cell<String> = const { Cell::new(String::new()) };
}

/// A longer buffer isn't reused, because no record has such a long key.
const MAX_RECYCLED_BYTES: usize = 16 * 1024;

impl KeyEncoder {
    pub(crate) fn new() -> Self {
        // The thread-local value is gone while the thread ends.
        let mut text = RECYCLED.try_with(Cell::take).unwrap_or_default();
        text.clear();
        Self { text, components: 0, plain: false, component: None, error: None }
    }

    /// Creates an encoder of one plain text, the name of a map's member.
    pub(crate) fn for_name() -> Self {
        let mut name = Self::new();
        name.plain = true;
        name
    }

    pub(crate) fn component(&mut self, name: &'static str, encode: impl FnOnce(&mut Self)) {
        if self.components > 0 {
            self.text.push('#');
        }
        self.components += 1;
        self.component = Some(name);
        encode(self);
    }

    /// Writes the component of a record without key components.
    pub(crate) fn unit(&mut self) {
        self.component(UNIT_NAME, |key| key.text.push_str(UNIT));
    }

    /// Returns the text that has been written.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn error(&self) -> Option<&KeyError> {
        self.error.as_ref()
    }

    pub(crate) fn finish(&self) -> Result<&str, KeyError> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None => Ok(self.as_str()),
        }
    }

    pub(crate) fn to_scope(&self) -> Result<Scope, KeyError> {
        self.finish().map(Scope::from_stored)
    }

    pub(crate) fn to_record_key(&self) -> Result<RecordKey, KeyError> {
        self.finish().map(RecordKey::from_stored)
    }

    pub(crate) fn to_key_range(&self) -> Result<KeyRange, KeyError> {
        self.finish().map(KeyRange::from_prefix)
    }

    /// Returns true if the text is the name of a map's member, false if it is a component of a record key.
    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Calls `write` so that it writes an ordered component, also in plain text.
    pub(crate) fn ordered(&mut self, write: impl FnOnce(&mut Self)) {
        let plain = std::mem::replace(&mut self.plain, false);
        write(self);
        self.plain = plain;
    }

    /// Writes a tuple, whose elements `write` writes as the components of a key.
    pub(crate) fn tuple(&mut self, write: impl FnOnce(&mut Self)) {
        let mut elements = Self::new();
        write(&mut elements);
        if let Some(error) = elements.error() {
            self.fail(error.kind);
        }
        self.text(elements.as_str());
    }

    /// Calls `write` so that it writes plain text or an ordered component.
    pub(crate) fn plain(&mut self, plain: bool, write: impl FnOnce(&mut Self)) {
        self.plain = plain;
        write(self);
    }

    pub(crate) fn is_text(&self, text: &str) -> bool {
        self.error.is_none() && self.as_str() == text
    }

    pub(crate) fn fail(&mut self, kind: KeyErrorKind) {
        self.fail_with(KeyError { component: self.component, kind });
    }

    pub(crate) fn fail_with(&mut self, error: KeyError) {
        self.error.get_or_insert(error);
    }

    /// Rejects the value. `rule` becomes the error's message, so it must not contain the value. For keys written by
    /// hand.
    pub fn reject(&mut self, rule: &'static str) {
        self.fail(KeyErrorKind::Rejected(rule));
    }

    /// Writes text. Each byte below 0x25 becomes `$XX`, and the empty text is `$`.
    pub fn text(&mut self, text: &str) {
        let escape = if self.plain { text.len() } else { scan::find_below_percent(text.as_bytes()) };
        if escape < text.len() {
            self.push_escaped(text, escape);
        } else if text.is_empty() && !self.plain {
            self.text.push('$');
        } else {
            self.text.push_str(text);
        }
    }

    /// Writes text with escapes, the first at `at`. It is a function of its own because few texts need it.
    #[inline(never)]
    fn push_escaped(&mut self, mut text: &str, mut at: usize) {
        // An escaped byte is ASCII, so the text before it ends at a character boundary.
        while let Some((plain, tail)) = text.split_at_checked(at) {
            self.text.push_str(plain);
            let Some(&byte) = tail.as_bytes().first() else { break };
            let [high, low] = [byte >> 4, byte & 15].map(|digit| char::from(HEX_UPPER[usize::from(digit)]));
            self.text.extend(['$', high, low]);
            text = tail.get(1..).unwrap_or("");
            at = scan::find_below_percent(text.as_bytes());
        }
    }

    /// Writes an unsigned integer: a letter for the number of digits, then the digits.
    pub fn unsigned(&mut self, value: u64) {
        let mut digits = itoa::Buffer::new();
        let digits = digits.format(value);
        if !self.plain {
            // At most 20 digits: `a` to `t`.
            self.ascii_byte(b'a' + (digits.len() as u8 - 1));
        }
        self.text.push_str(digits);
    }

    /// Writes an ASCII byte. The mask lets the compiler see that the byte is a whole character.
    fn ascii_byte(&mut self, byte: u8) {
        self.text.push(char::from(byte & 0x7f));
    }

    /// Writes a signed integer: as an unsigned one, or a capital letter and the nines' complement.
    pub fn signed(&mut self, value: i64) {
        if let Ok(value) = u64::try_from(value) {
            return self.unsigned(value);
        }
        let mut digits = itoa::Buffer::new();
        if self.plain {
            return self.text.push_str(digits.format(value));
        }
        let digits = digits.format(value.unsigned_abs());
        // At most 19 digits: `Z` down to `H`.
        self.ascii_byte(b'Z' - (digits.len() as u8 - 1));
        self.text.extend(digits.bytes().map(|digit| char::from(b'9' - (digit - b'0'))));
    }

    /// Writes a 128-bit unsigned integer: 32 hexadecimal digits.
    pub fn unsigned_128(&mut self, value: u128) {
        if self.plain {
            self.text.push_str(itoa::Buffer::new().format(value));
        } else {
            self.hex(&value.to_be_bytes());
        }
    }

    /// Writes a 128-bit signed integer: 32 hexadecimal digits with the sign bit flipped.
    pub fn signed_128(&mut self, value: i128) {
        if self.plain {
            self.text.push_str(itoa::Buffer::new().format(value));
        } else {
            self.hex(&(value.cast_unsigned() ^ (1 << 127)).to_be_bytes());
        }
    }

    /// Writes `false` or `true`.
    pub fn bool(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Writes bytes in lower-case hexadecimal. The empty sequence is `$`.
    pub fn bytes(&mut self, bytes: &[u8]) {
        if bytes.is_empty() && !self.plain {
            self.text.push('$');
        }
        self.hex(bytes);
    }

    fn hex(&mut self, bytes: &[u8]) {
        for block in bytes.chunks(16) {
            let mut room = [0; 32];
            for (pair, byte) in room.as_chunks_mut().0.iter_mut().zip(block) {
                *pair = [HEX_LOWER[usize::from(byte >> 4)], HEX_LOWER[usize::from(byte & 15)]];
            }
            let digits = room.get(..2 * block.len()).unwrap_or(&[]);
            self.text.push_str(std::str::from_utf8(digits).unwrap_or(""));
        }
    }

    /// Writes a standard text, such as a date. It must not be empty or have a byte below 0x25.
    pub(crate) fn ascii(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

const HEX_UPPER: &[u8; 16] = b"0123456789ABCDEF";
const HEX_LOWER: &[u8; 16] = b"0123456789abcdef";

/// Leaves the buffer to the thread's next key.
impl Drop for KeyEncoder {
    fn drop(&mut self) {
        if self.text.capacity() <= MAX_RECYCLED_BYTES {
            let text = std::mem::take(&mut self.text);
            let _ = RECYCLED.try_with(|kept| kept.set(text));
        }
    }
}

/// Shows no content.
impl std::fmt::Debug for KeyEncoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyEncoder").field("components", &self.components).finish_non_exhaustive()
    }
}
