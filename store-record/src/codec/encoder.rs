//! Writes the canonical form.
//!
//! One sticky error, so that expanded code has no branch per field. The path of an error isn't tracked
//! while writing: it is read back from the text written so far (`path.rs`).

use super::buffer::Buffer;
use super::sorted::Sorter;
use super::{digits, scan};
use crate::error::{EncodeError, EncodeErrorKind};

mod path;
mod unsorted;

/// The deepest nesting of objects and arrays that is written or read.
pub(crate) const MAX_DEPTH: u32 = 128;

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
        let not_utf8 = EncodeErrorKind::Refused("the codec wrote invalid UTF-8");
        std::str::from_utf8(self.finish_bytes()?).map_err(|_| EncodeError::new(String::new(), not_utf8))
    }

    /// The same as bytes, without the check that they are UTF-8, which they are unless a codec written by hand says
    /// otherwise: for a driver or a socket that takes bytes.
    ///
    /// # Errors
    ///
    /// As [`Encoder::finish`].
    pub fn finish_bytes(&self) -> Result<&[u8], EncodeError> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None => Ok(self.bytes()),
        }
    }

    /// Refuses the value at hand. For codecs written by hand: `rule` is a text of the program, never
    /// of the value.
    pub fn refuse(&mut self, rule: &'static str) {
        self.fail(EncodeErrorKind::Refused(rule));
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn fail(&mut self, kind: EncodeErrorKind) {
        if self.error.is_none() {
            let path = path::of(self.bytes(), &self.open_maps);
            self.error = Some(EncodeError::new(path, kind));
        }
    }

    /// What was written; an error of a value isn't looked at.
    pub(crate) fn written(&self) -> &str {
        // Only whole texts are written.
        std::str::from_utf8(self.text.bytes()).unwrap_or("")
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
        if self.depth > MAX_DEPTH {
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
    pub(crate) fn raw(&mut self, text: &[u8]) {
        self.text.append(text);
    }

    /// The same of at most 32 bytes.
    #[inline]
    pub(crate) fn raw_short(&mut self, text: &[u8]) {
        self.text.append_short(text);
    }

    pub(crate) fn unsigned(&mut self, value: u64) {
        self.text.window(|room| digits::write(value, room));
    }

    /// A canonical text with its own nesting, which counts.
    pub(crate) fn nested(&mut self, text: &str) {
        // As many levels as opening brackets at most, which are counted faster; mostly they are few.
        let brackets = opening_brackets(text);
        if self.depth.saturating_add(brackets) > MAX_DEPTH && self.depth.saturating_add(nesting(text)) > MAX_DEPTH {
            self.fail(EncodeErrorKind::Depth);
        } else {
            self.raw(text.as_bytes());
        }
    }

    /// Up to 32 bytes written in place: `write` fills the front and returns the length.
    #[inline(always)]
    pub(crate) fn window(&mut self, write: impl FnOnce(&mut [u8; 32]) -> usize) {
        self.text.window(write);
    }

    /// A quoted string and what stands behind it, which is written with it when the string is short.
    pub(crate) fn quoted_before(&mut self, text: &str, behind: &[u8; 2]) {
        let source = text.as_bytes();
        let mut is_plain = false;
        if source.len() < 16 {
            self.text.window(|room| {
                is_plain = quote_short(source, room);
                let end = (source.len() & 15) + 2;
                room[end..end + 2].copy_from_slice(behind);
                if is_plain { source.len() + 4 } else { 0 }
            });
        }
        if !is_plain {
            self.string(text);
            self.literal(behind);
        }
    }

    /// A quoted string.
    pub(crate) fn string(&mut self, text: &str) {
        let source = text.as_bytes();
        if source.len() >= 16 {
            return self.long_string(source);
        }
        let mut is_plain = false;
        self.text.window(|room| {
            is_plain = quote_short(source, room);
            if is_plain { source.len() + 2 } else { 0 }
        });
        if !is_plain {
            self.string_escaped(source);
        }
    }

    #[inline(never)]
    fn long_string(&mut self, source: &[u8]) {
        if let Some([open, body @ .., close]) = self.text.reserve(source.len() + 2)
            && copy_unless_special(source, body)
        {
            *open = b'"';
            *close = b'"';
            self.text.advance(source.len() + 2);
            return;
        }
        self.string_escaped(source);
    }

    #[inline(never)]
    fn string_escaped(&mut self, source: &[u8]) {
        self.literal(b"\"");
        let mut rest = source;
        loop {
            // Where escapes are dense, what stands before the next one goes with it.
            while let Some((word, plain)) = rest.first_chunk::<8>().and_then(scan::with_special) {
                let byte = word[plain];
                let (escape, length) = self.escape(byte);
                self.text.window(|room| {
                    room[..8].copy_from_slice(word);
                    room[plain..plain + 6].copy_from_slice(&escape);
                    plain + length
                });
                rest = rest.get(plain + 1..).unwrap_or(&[]);
            }
            let (plain, tail) = rest.split_at(scan::find_special(rest));
            self.text.append_any(plain);
            let Some((&byte, tail)) = tail.split_first() else { break };
            let (escape, length) = self.escape(byte);
            self.text.append_front(&escape, length);
            rest = tail;
        }
        self.literal(b"\"");
    }

    /// What a special byte is written as, and the length of that.
    #[inline(always)]
    fn escape(&mut self, byte: u8) -> ([u8; 6], usize) {
        if byte == 0 {
            self.fail(EncodeErrorKind::Nul);
        }
        scan::escape(byte)
    }
}

/// Shows no text: it is stored data.
impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder").field("length", &self.text.len()).finish_non_exhaustive()
    }
}

/// How many there are in the text, in its strings too.
fn opening_brackets(text: &str) -> u32 {
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

/// Writes a text of less than 16 bytes between quotes to the front; false if a byte needs an escape.
///
/// Words that overlap in the middle take the place of a loop.
#[inline(always)]
fn quote_short(source: &[u8], room: &mut [u8; 32]) -> bool {
    let end = (source.len() & 15) + 1;
    let flags = if let (Some(head), Some(tail)) = (source.first_chunk::<8>(), source.last_chunk::<8>()) {
        room[1..9].copy_from_slice(head);
        room[end - 8..end].copy_from_slice(tail);
        scan::special_flags(u64::from_le_bytes(*head)) | scan::special_flags(u64::from_le_bytes(*tail))
    } else if let (Some(head), Some(tail)) = (source.first_chunk::<4>(), source.last_chunk::<4>()) {
        room[1..5].copy_from_slice(head);
        room[end - 4..end].copy_from_slice(tail);
        scan::special_flags(u64::from(u32::from_le_bytes(*head)) | (u64::from(u32::from_le_bytes(*tail)) << 32))
    } else {
        let mut word = [b' '; 8];
        for ((place, in_word), byte) in room[1..4].iter_mut().zip(&mut word).zip(source) {
            *place = *byte;
            *in_word = *byte;
        }
        scan::special_flags(u64::from_le_bytes(word))
    };
    room[0] = b'"';
    room[end] = b'"';
    flags == 0
}

/// Copies `source` of at least 16 bytes into `target` of the same length; false if a byte needs an escape.
#[inline(always)]
fn copy_unless_special(source: &[u8], target: &mut [u8]) -> bool {
    let (Some(tail), Some(room)) = (source.last_chunk::<16>(), target.last_chunk_mut::<16>()) else { return false };
    *room = *tail;
    if scan::any_special(tail) {
        return false;
    }
    if source.len() >= LONG {
        return copy_long(source, target);
    }
    for (room, block) in target.as_chunks_mut::<16>().0.iter_mut().zip(source.as_chunks::<16>().0) {
        *room = *block;
        if scan::any_special(block) {
            return false;
        }
    }
    true
}

/// From this length on blocks of 64 bytes pay.
const LONG: usize = 128;

/// The same for a long text, whose end has been copied.
#[inline(never)]
fn copy_long(source: &[u8], target: &mut [u8]) -> bool {
    let (rooms, room) = target.as_chunks_mut::<64>();
    let (blocks, rest) = source.as_chunks::<64>();
    for (room, block) in rooms.iter_mut().zip(blocks) {
        *room = *block;
        if scan::any_special(block) {
            return false;
        }
    }
    for (room, block) in room.as_chunks_mut::<16>().0.iter_mut().zip(rest.as_chunks::<16>().0) {
        *room = *block;
        if scan::any_special(block) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each special byte at each place, with others behind it where there is room, in texts of one word and of several.
    #[test]
    fn escapes_are_written_wherever_they_stand() {
        let special = (1..0x20).chain([b'"', b'\\']).map(char::from);
        for (one, length) in special.flat_map(|one| [1, 7, 8, 9, 15, 16, 17, 40].map(|length| (one, length))) {
            for at in 0..length {
                let mut text: Vec<char> = vec!['x'; length];
                text[at] = one;
                for behind in [at + 1, at + 8].into_iter().filter(|behind| *behind < length) {
                    text[behind] = '"';
                }
                let text = String::from_iter(text);
                let mut encoder = Encoder::new();
                encoder.string(&text);
                assert_eq!(encoder.finish(), Ok(serde_json::to_string(&text).unwrap_or_default().as_str()));
            }
        }
    }

    #[test]
    fn every_opening_bracket_counts() {
        for count in [0, 1, 239, 240, 241, 255, 256, 257, 1_000] {
            assert_eq!(opening_brackets(&"[".repeat(count)) as usize, count);
            assert_eq!(opening_brackets(&"{x".repeat(count)) as usize, count);
            assert_eq!(opening_brackets(&"]}; \u{7f}é".repeat(count)), 0);
        }
    }
}
