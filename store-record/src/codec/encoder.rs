//! Writes the canonical form.
//!
//! The first error stays until the encoder is cleared, so that expanded code has no branch for each field. The path of
//! an error isn't tracked while writing. It is read back from the text that was written (`path.rs`).

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

/// Writes values in the canonical form into a buffer that can be reused.
///
/// Values write themselves with [`StoreValue::encode`](crate::StoreValue::encode). The first error stays until the
/// encoder is cleared, and what is written after it doesn't count.
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
    /// The offsets of open objects whose names are stored data.
    open_maps: Vec<usize>,
    pub(super) sorter: Sorter,
    error: Option<EncodeError>,
}

impl Encoder {
    /// Returns an encoder with an empty buffer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Removes the text and the error. The memory is reused.
    #[inline]
    pub fn clear(&mut self) {
        self.text.truncate(0);
        self.depth = 0;
        self.open_maps.clear();
        self.sorter.clear();
        self.error = None;
    }

    /// Returns the text written since the last [`Encoder::clear`].
    ///
    /// # Errors
    ///
    /// Returns the first error of a value that was written.
    pub fn finish(&self) -> Result<&str, EncodeError> {
        // Only strings and ASCII literals are written.
        let not_utf8 = EncodeErrorKind::Rejected("the codec wrote invalid UTF-8");
        from_utf8(self.finish_bytes()?).map_err(|_| EncodeError::new(Path::default(), not_utf8))
    }

    /// Returns the text as bytes, without checking that they are UTF-8. They are, unless a codec written by hand is
    /// wrong. For drivers and sockets that accept bytes.
    ///
    /// # Errors
    ///
    /// Returns an error as [`Encoder::finish`] does.
    #[inline]
    pub fn finish_bytes(&self) -> Result<&[u8], EncodeError> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None => Ok(self.bytes()),
        }
    }

    /// Rejects the value that is being written. For codecs written by hand. `rule` is a text of the program, never of
    /// the value.
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

    /// Returns true if there was an error.
    pub(crate) fn has_failed(&self) -> bool {
        self.error.is_some()
    }

    /// Returns the text, whether or not there was an error.
    pub(crate) fn text(&self) -> &str {
        from_utf8(self.text.bytes()).unwrap_or("")
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.text.bytes()
    }

    pub(crate) fn position(&self) -> usize {
        self.text.len()
    }

    /// Returns the number of bytes of memory that are reused for the next text.
    pub(crate) fn capacity(&self) -> usize {
        self.text.capacity() + self.sorter.capacity()
    }

    /// Goes one level deeper. Returns false, with an error, if that is too deep.
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

    /// Begins an object whose names are stored data. Returns false if it is too deep.
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

    /// Writes text that is canonical JSON.
    pub(crate) fn write_json(&mut self, text: &[u8]) {
        self.text.append(text);
    }

    /// [`Encoder::write_json`] for at most 32 bytes.
    #[inline]
    pub(crate) fn write_short_json(&mut self, text: &[u8]) {
        self.text.append_short(text);
    }

    pub(crate) fn unsigned(&mut self, value: u64) {
        self.text.reserve_array(|out| digits::write(value, out));
    }

    /// Writes canonical text with objects and arrays in it. It nests at most as deep as it has opening brackets, of
    /// which there are usually few, so the exact depth is rarely needed.
    pub(crate) fn nested(&mut self, text: &str, brackets: u32) {
        if self.depth.saturating_add(brackets) > MAX_NESTING && self.depth.saturating_add(nesting(text)) > MAX_NESTING {
            self.fail(EncodeErrorKind::Depth);
        } else {
            self.write_json(text.as_bytes());
        }
    }

    /// Writes at most 32 bytes in place: `write` fills the front and returns the length.
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

/// Returns the number of opening brackets, including those in strings.
pub(crate) fn opening_brackets(text: &str) -> u32 {
    // A byte can count 240 of them. rustc vectorizes sums of bytes better than sums of words.
    let count = |block: &[u8]| block.iter().map(|byte| u8::from(byte | 0x20 == b'{')).sum::<u8>();
    text.as_bytes().chunks(240).map(|block| u32::from(count(block))).sum()
}

/// Returns the depth of the deepest object or array.
pub(crate) fn nesting(text: &str) -> u32 {
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
