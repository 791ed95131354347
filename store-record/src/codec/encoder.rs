//! Writes the canonical form.
//!
//! One sticky error, so that expanded code has no branch per field. The path of an error isn't tracked
//! while writing: it is read back from the text written so far (`path.rs`).

use super::buffer::Buffer;
use super::syntax::MAX_NESTING;
use super::{digits, from_utf8};
use crate::error::{EncodeError, EncodeErrorKind, Path};

mod path;
mod sorter;
mod strings;
mod unsorted;

pub(super) use sorter::Sorter;
pub(crate) use sorter::{PendingMember, PieceKind, SortScope};

/// Writes values in the canonical form into a buffer that can be used again.
///
/// Values write themselves with [`StoreValue::encode`](crate::StoreValue::encode). The first error
/// sticks, and nothing that was written after it counts.
///
/// ```
/// use store_record::{Encoder, StoreValue};
///
/// let mut encoder = Encoder::new();
/// for (value, text) in [(Some(1_u8), "1"), (None, "null")] {
///     encoder.clear();
///     value.encode(&mut encoder);
///     assert_eq!(encoder.finish()?, text);
/// }
/// # Ok::<(), store_record::EncodeError>(())
/// ```
#[derive(Default)]
pub struct Encoder {
    pub(super) text: Buffer,
    depth: u32,
    /// Where objects begin whose names are stored data.
    open_maps: Vec<usize>,
    pub(super) sorter: Sorter,
    error: Option<EncodeError>,
}

impl Encoder {
    /// An encoder with an empty buffer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets the text and the error, keeps the memory.
    #[inline]
    pub fn clear(&mut self) {
        self.text.truncate(0);
        self.depth = 0;
        self.open_maps.clear();
        self.sorter.clear();
        self.error = None;
    }

    /// The text written since the last [`Encoder::clear`].
    ///
    /// # Errors
    ///
    /// The first error of a value that was written.
    pub fn finish(&self) -> Result<&str, EncodeError> {
        // Only texts and ASCII are written.
        let not_utf8 = EncodeErrorKind::Rejected("the codec wrote invalid UTF-8");
        from_utf8(self.finish_bytes()?).map_err(|_| EncodeError::new(Path::default(), not_utf8))
    }

    /// The same as bytes, without the check that they are UTF-8, which they are unless a codec written by hand says
    /// otherwise: for a driver or a socket that takes bytes.
    ///
    /// # Errors
    ///
    /// As [`Encoder::finish`].
    #[inline]
    pub fn finish_bytes(&self) -> Result<&[u8], EncodeError> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None => Ok(self.bytes()),
        }
    }

    /// Refuses the value at hand. For codecs written by hand: `rule` is a text of the program, never
    /// of the value.
    pub fn reject(&mut self, rule: &'static str) {
        self.fail(EncodeErrorKind::Rejected(rule));
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn fail(&mut self, kind: EncodeErrorKind) {
        if self.error.is_none() {
            let path = path::to_end(self.bytes(), &self.open_maps);
            self.error = Some(EncodeError::new(path, kind));
        }
    }

    /// What was written; an error of a value isn't looked at.
    pub(crate) fn written(&self) -> &str {
        // Only whole texts are written.
        from_utf8(self.text.bytes()).unwrap_or("")
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.text.bytes()
    }

    pub(crate) fn position(&self) -> usize {
        self.text.len()
    }

    /// How many bytes of memory it keeps for the next text.
    pub(crate) fn capacity(&self) -> usize {
        self.text.capacity() + self.sorter.capacity()
    }

    /// One level deeper; false, with the error set, when that is too deep.
    #[inline]
    pub(crate) fn enter(&mut self) -> bool {
        self.depth += 1;
        if self.depth > MAX_NESTING {
            self.depth -= 1;
            self.fail(EncodeErrorKind::Depth);
            return false;
        }
        true
    }

    #[inline]
    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Begins an object whose names are stored data; false when too deep.
    pub(crate) fn open_map(&mut self) -> bool {
        if !self.enter() {
            return false;
        }
        self.open_maps.push(self.text.len());
        self.literal(b"{");
        true
    }

    pub(crate) fn close_map(&mut self) {
        self.literal(b"}");
        self.open_maps.pop();
        self.leave();
    }

    #[inline(always)]
    pub(crate) fn literal<const N: usize>(&mut self, text: &[u8; N]) {
        self.text.literal(text);
    }

    /// Text that is valid JSON as it stands.
    pub(crate) fn write_json(&mut self, text: &[u8]) {
        self.text.append(text);
    }

    /// The same of at most 32 bytes.
    #[inline]
    pub(crate) fn write_short_json(&mut self, text: &[u8]) {
        self.text.append_short(text);
    }

    pub(crate) fn unsigned(&mut self, value: u64) {
        self.text.reserve_array(|out| digits::write(value, out));
    }

    /// A canonical text with its own nesting, which counts: as many levels as opening brackets at most, of which there are
    /// mostly few.
    pub(crate) fn nested(&mut self, text: &str, brackets: u32) {
        if self.depth.saturating_add(brackets) > MAX_NESTING && self.depth.saturating_add(nesting(text)) > MAX_NESTING {
            self.fail(EncodeErrorKind::Depth);
        } else {
            self.write_json(text.as_bytes());
        }
    }

    /// Up to 32 bytes written in place: `write` fills the front and returns the length.
    #[inline(always)]
    pub(crate) fn reserve_array(&mut self, write: impl FnOnce(&mut [u8; 32]) -> usize) {
        self.text.reserve_array(write);
    }
}

/// Shows no text: it is stored data.
impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder").field("length", &self.text.len()).finish_non_exhaustive()
    }
}

/// How many there are in the text, in its strings too.
pub(crate) fn opening_brackets(text: &str) -> u32 {
    // A byte holds the number of so many at most. The compiler makes vector blocks of bytes, wider ones than of words.
    let count = |block: &[u8]| block.iter().map(|byte| u8::from(byte | 0x20 == b'{')).sum::<u8>();
    text.as_bytes().chunks(240).map(|block| u32::from(count(block))).sum()
}

/// How many objects and arrays stand in each other at most.
fn nesting(text: &str) -> u32 {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0u32, 0u32, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_string,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_opening_bracket_counts() {
        for count in [0, 1, 239, 240, 241, 255, 256, 257, 1_000] {
            assert_eq!(opening_brackets(&"[".repeat(count)) as usize, count);
            assert_eq!(opening_brackets(&"{x".repeat(count)) as usize, count);
            assert_eq!(opening_brackets(&"]}; \u{7f}é".repeat(count)), 0);
        }
    }
}
