//! Writes the canonical form.
//!
//! One buffer that is always initialised, so that a write is one bounds check and a copy; one sticky
//! error, so that expanded code has no branch per field. The path of an error isn't tracked while
//! writing: it is read back from the text written so far (`path.rs`).

use super::scan;
use crate::error::{EncodeError, EncodeErrorKind};

mod path;

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
pub struct Encoder {
    /// Initialised to its whole length; the text is the first `length` bytes.
    buffer: Vec<u8>,
    length: usize,
    depth: u32,
    /// Where objects begin whose names are stored data.
    open_maps: Vec<usize>,
    error: Option<EncodeError>,
}

impl Encoder {
    /// An encoder with an empty buffer.
    #[must_use]
    pub fn new() -> Self {
        Self { buffer: Vec::new(), length: 0, depth: 0, open_maps: Vec::new(), error: None }
    }

    /// Forgets the text and the error, keeps the memory.
    pub fn clear(&mut self) {
        self.length = 0;
        self.depth = 0;
        self.open_maps.clear();
        self.error = None;
    }

    /// The text written since the last [`Encoder::clear`].
    ///
    /// # Errors
    ///
    /// The first error of a value that was written.
    pub fn finish(&self) -> Result<&str, EncodeError> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None => match std::str::from_utf8(self.bytes()) {
                Ok(text) => Ok(text),
                Err(_) => {
                    Err(EncodeError::new(String::new(), EncodeErrorKind::Refused("the codec wrote invalid UTF-8")))
                }
            },
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

    pub(crate) fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.length).unwrap_or(&[])
    }

    pub(crate) fn position(&self) -> usize {
        self.length
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
        self.open_maps.push(self.length);
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
        match self.buffer.get_mut(self.length..).and_then(<[u8]>::first_chunk_mut::<N>) {
            Some(room) => {
                *room = *text;
                self.length += N;
            }
            None => self.raw_after_growth(text),
        }
    }

    #[cold]
    #[inline(never)]
    fn raw_after_growth(&mut self, text: &[u8]) {
        self.grow(text.len());
        self.raw(text);
    }

    /// Text that is valid JSON as it stands.
    pub(crate) fn raw(&mut self, text: &[u8]) {
        if self.buffer.len() - self.length < text.len() {
            self.grow(text.len());
        }
        if let Some(room) = self.buffer.get_mut(self.length..self.length + text.len()) {
            room.copy_from_slice(text);
            self.length += text.len();
        }
    }

    /// A canonical text with its own nesting, which counts.
    pub(crate) fn nested(&mut self, text: &str) {
        if self.depth.saturating_add(nesting(text)) > MAX_DEPTH {
            self.fail(EncodeErrorKind::Depth);
        } else {
            self.raw(text.as_bytes());
        }
    }

    /// Up to 32 bytes written in place: `write` fills the front and returns the length.
    #[inline(always)]
    pub(crate) fn window(&mut self, write: impl FnOnce(&mut [u8; 32]) -> usize) {
        if self.buffer.len() - self.length < 32 {
            self.grow(32);
        }
        if let Some(room) = self.buffer.get_mut(self.length..).and_then(<[u8]>::first_chunk_mut::<32>) {
            self.length += write(room).min(32);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        let wanted = (self.length + more).max(self.buffer.len() * 2).max(1024);
        self.buffer.resize(wanted, 0);
    }

    /// A quoted string.
    pub(crate) fn string(&mut self, text: &str) {
        let source = text.as_bytes();
        let length = source.len();
        if self.buffer.len() - self.length < length + 2 {
            self.grow(length + 2);
        }
        if let Some(room) = self.buffer.get_mut(self.length..self.length + length + 2)
            && let [open, body @ .., close] = room
            && copy_unless_special(source, body)
        {
            *open = b'"';
            *close = b'"';
            self.length += length + 2;
            return;
        }
        self.string_escaped(source);
    }

    #[inline(never)]
    fn string_escaped(&mut self, source: &[u8]) {
        self.literal(b"\"");
        let mut rest = source;
        loop {
            let (plain, tail) = rest.split_at(scan::find_special(rest));
            self.raw(plain);
            let Some((&byte, tail)) = tail.split_first() else { break };
            if byte == 0 {
                self.fail(EncodeErrorKind::Nul);
            }
            let (escaped, length) = scan::escape(byte);
            self.raw(escaped.get(..length).unwrap_or(&[]));
            rest = tail;
        }
        self.literal(b"\"");
    }

    /// Puts the pieces of the text from `start` on in another order. The pieces are joined by
    /// `", "` and stand one after another from `start`.
    pub(crate) fn rearrange(&mut self, start: usize, pieces: &[std::ops::Range<usize>]) {
        let mut sorted = Vec::with_capacity(self.length - start);
        for piece in pieces {
            if !sorted.is_empty() {
                sorted.extend_from_slice(b", ");
            }
            sorted.extend_from_slice(self.buffer.get(piece.clone()).unwrap_or(&[]));
        }
        self.length = start;
        self.raw(&sorted);
    }
}

impl Default for Encoder {
    fn default() -> Self {
        Self::new()
    }
}

/// Shows no text: it is stored data.
impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder").field("length", &self.length).finish_non_exhaustive()
    }
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

/// Copies `source` into `target` of the same length; false if a byte needs an escape.
///
/// Blocks that overlap at the end keep it free of loops over single bytes.
#[inline(always)]
fn copy_unless_special(source: &[u8], target: &mut [u8]) -> bool {
    if source.len() != target.len() {
        return false;
    }
    if let (Some(tail), Some(room)) = (source.last_chunk::<16>(), target.last_chunk_mut::<16>()) {
        *room = *tail;
        if scan::any_special(tail) {
            return false;
        }
        for (room, block) in target.as_chunks_mut::<16>().0.iter_mut().zip(source.as_chunks::<16>().0) {
            *room = *block;
            if scan::any_special(block) {
                return false;
            }
        }
        return true;
    }
    if let (Some(head), Some(tail)) = (source.first_chunk::<8>(), source.last_chunk::<8>()) {
        if let Some(room) = target.first_chunk_mut::<8>() {
            *room = *head;
        }
        if let Some(room) = target.last_chunk_mut::<8>() {
            *room = *tail;
        }
        let flags = scan::special_flags(u64::from_le_bytes(*head)) | scan::special_flags(u64::from_le_bytes(*tail));
        return flags == 0;
    }
    let mut plain = true;
    for (room, &byte) in target.iter_mut().zip(source) {
        *room = byte;
        plain &= !scan::is_special(byte);
    }
    plain
}
