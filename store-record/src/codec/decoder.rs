//! Reads JSON. Canonical text is read in one pass, and other text in one of two slower ways: see
//! `docs/design/reading.md`.

use super::syntax::{MAX_NESTING, after_space, syntax_error};
use crate::error::{DecodeError, DecodeErrorKind};

mod array;
pub(crate) mod canonical;
mod deferred;
mod index;
mod indexed;
mod map;
mod number;
mod object;
mod parts;
mod string;
mod unknown;
mod variant;

use index::MemberIndex;
pub(crate) use number::UnsignedOrFloat;
pub(crate) use object::{Names, name_at};
pub(crate) use parts::WholeObject;
pub(crate) use unknown::UnknownMember;
pub use unknown::UnknownMembers;
pub(crate) use variant::variant_index;
pub use variant::{VariantName, variant_names};

/// Returns the error of the index or that of the last pass. If both are at the same byte, it is that of the last pass,
/// which has the path.
#[cold]
fn final_error(text: &str, index_error: Option<DecodeError>, error: DecodeError) -> DecodeError {
    if error.kind() == DecodeErrorKind::ByteOrderMark {
        return error;
    }
    let rest = |error: &DecodeError| after_space(text.as_bytes().get(error.offset()..).unwrap_or(&[])).len();
    index_error.filter(|index_error| rest(index_error) != rest(&error)).unwrap_or(error)
}

/// Longer than any rest of a text.
const NOWHERE: usize = usize::MAX;

/// Reads values from JSON text.
///
/// Values read themselves with [`StoreValue::decode`](crate::StoreValue::decode).
pub struct Decoder<'de> {
    text: &'de str,
    /// The end of what is read: of the text, or of a member that was looked up.
    limit: usize,
    rest: &'de [u8],
    depth: u32,
    /// The length of the rest at the brace of the object that was opened last.
    opened_at: usize,
    /// The length of the rest if it is a quoted string without escapes, or else [`NOWHERE`].
    plain_string: usize,
    mode: Mode,
}

/// How the members of objects are found, and whether errors are reported.
enum Mode {
    /// In canonical order and white space. Errors are discarded: the text is read again.
    CanonicalTrial,
    /// In any order, each object once: members whose turn comes later are deferred. Errors are discarded as well.
    Deferred(Box<MemberIndex>),
    /// In any order, by an index of the whole text. Errors are reported.
    Indexed(Box<MemberIndex>),
    /// In canonical order and white space. Errors are reported. Holds the error of the index if it couldn't be built.
    CanonicalFinal(Option<DecodeError>),
}

impl<'de> Decoder<'de> {
    #[inline(always)]
    pub(crate) fn new(text: &'de str) -> Self {
        Self::at(text, 0)
    }

    /// Returns a decoder at an offset of a text. Inlined, because moving a struct that was just stored in pieces is
    /// slow.
    #[inline(always)]
    pub(crate) fn at(text: &'de str, offset: usize) -> Self {
        let rest = text.as_bytes().get(offset..).unwrap_or(&[]);
        Self {
            text,
            limit: text.len(),
            rest,
            depth: 0,
            opened_at: 0,
            plain_string: NOWHERE,
            mode: Mode::CanonicalFinal(None),
        }
    }

    /// Returns a decoder for a whole text. The caller reads a value and calls [`Decoder::finish`]. If either fails, it
    /// calls [`Decoder::read_again`], and reads the value again. So everything that doesn't depend on the type is
    /// compiled once.
    #[inline(always)]
    pub(crate) fn for_whole_text(text: &'de str) -> Self {
        let mut rest = text.as_bytes();
        if rest.first().is_some_and(|first| *first <= b' ') {
            rest = after_leading_space(rest);
        }
        Self { rest, mode: Mode::CanonicalTrial, ..Self::new(text) }
    }

    /// Goes back to the beginning after a failure of the first pass, to read members in any order.
    ///
    /// # Errors
    ///
    /// Returns the failure of the last pass.
    #[inline(never)]
    pub(crate) fn read_again(&mut self, failure: DecodeError) -> Result<(), DecodeError> {
        match &mut self.mode {
            Mode::CanonicalTrial | Mode::Deferred(_) => {}
            Mode::Indexed(_) => {
                self.recycle_index();
                return Err(failure);
            }
            Mode::CanonicalFinal(index_error) => return Err(final_error(self.text, index_error.take(), failure)),
        }
        // Field by field, because moving a struct that was just stored in pieces is slow.
        (self.rest, self.limit, self.depth) = (self.text.as_bytes(), self.text.len(), 0);
        (self.opened_at, self.plain_string) = (0, NOWHERE);
        self.index_members();
        self.skip_space();
        Ok(())
    }

    /// Begins to defer members.
    fn defer_members(&mut self) {
        self.mode = Mode::Deferred(MemberIndex::empty());
    }

    /// Begins to read by an index, or as canonical text if the index can't be built.
    fn index_members(&mut self) {
        let mut index = self.take_index().unwrap_or_else(MemberIndex::empty);
        self.mode = match index.build(self.text) {
            Ok(()) => Mode::Indexed(index),
            Err(error) => {
                index.recycle();
                Mode::CanonicalFinal(Some(error))
            }
        };
    }

    fn take_index(&mut self) -> Option<Box<MemberIndex>> {
        match std::mem::replace(&mut self.mode, Mode::CanonicalFinal(None)) {
            Mode::Deferred(index) | Mode::Indexed(index) => Some(index),
            Mode::CanonicalTrial | Mode::CanonicalFinal(_) => None,
        }
    }

    fn recycle_index(&mut self) {
        if let Some(index) = self.take_index() {
            index.recycle();
        }
    }

    /// Returns a decoder at the same offset that reads no structs.
    pub(crate) fn fork(&self) -> Self {
        Self { limit: self.limit, rest: self.rest, depth: self.depth, ..Self::new(self.text) }
    }

    /// Returns an error if something other than white space is left.
    #[inline]
    pub(crate) fn finish(&mut self) -> Result<(), DecodeError> {
        // Canonical text ends with its value.
        if self.rest.is_empty() && matches!(self.mode, Mode::CanonicalTrial) { Ok(()) } else { self.finish_any() }
    }

    #[inline(never)]
    fn finish_any(&mut self) -> Result<(), DecodeError> {
        self.skip_space();
        let is_closed = match &self.mode {
            Mode::Deferred(index) | Mode::Indexed(index) => index.is_closed(),
            Mode::CanonicalTrial | Mode::CanonicalFinal(_) => true,
        };
        if !is_closed || self.offset() != self.text.len() {
            return Err(self.error(DecodeErrorKind::TrailingBytes));
        }
        self.recycle_index();
        Ok(())
    }

    /// Returns an error that says what was expected here. For codecs written by hand. `expected` is a text of the
    /// program, such as `"a hexadecimal colour"`, never of the value.
    #[must_use]
    pub fn invalid(&self, expected: &'static str) -> DecodeError {
        self.error(DecodeErrorKind::Expected { expected, found: "something else" })
    }

    pub(crate) fn out_of_range(&self, expected: &'static str) -> DecodeError {
        self.error(DecodeErrorKind::OutOfRange(expected))
    }

    /// Returns the error of a value of another kind.
    #[cold]
    #[inline(never)]
    pub(crate) fn expected(&self, expected: &'static str) -> DecodeError {
        let found = match self.peek() {
            b'"' => "a string",
            b'{' => "an object",
            b'[' => "an array",
            b't' if self.is_word(b"true") => "a boolean",
            b'f' if self.is_word(b"false") => "a boolean",
            b'n' if self.is_word(b"null") => "null",
            b'-' | b'0'..=b'9' => "a number",
            _ => return self.error(DecodeErrorKind::Syntax),
        };
        self.error(DecodeErrorKind::Expected { expected, found })
    }

    /// Returns true if the next word is `word` and not longer.
    fn is_word(&self, word: &[u8]) -> bool {
        let rest = self.rest.strip_prefix(word);
        rest.is_some_and(|rest| !rest.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_'))
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        match kind {
            DecodeErrorKind::Syntax => syntax_error(self.text, self.offset()),
            kind => DecodeError::new(kind, self.offset()),
        }
    }

    pub(crate) fn syntax(&self) -> DecodeError {
        self.error(DecodeErrorKind::Syntax)
    }

    pub(crate) fn offset(&self) -> usize {
        self.limit - self.rest.len()
    }

    pub(crate) fn rest(&self) -> &'de [u8] {
        self.rest
    }

    pub(crate) fn advance(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or(&[]);
    }

    /// Returns a position for [`Decoder::reset`].
    pub(crate) fn mark(&self) -> (&'de [u8], u32) {
        (self.rest, self.depth)
    }

    pub(crate) fn reset(&mut self, (rest, depth): (&'de [u8], u32)) {
        self.rest = rest;
        self.depth = depth;
    }

    pub(crate) fn text_since(&self, start: usize) -> &'de str {
        self.text.get(start..self.offset()).unwrap_or("")
    }

    /// Returns the next byte, or 0 at the end.
    #[inline(always)]
    pub(crate) fn peek(&self) -> u8 {
        self.rest.first().copied().unwrap_or(0)
    }

    /// Consumes `text` if it is next.
    #[inline(always)]
    pub(crate) fn eat<const N: usize>(&mut self, text: &[u8; N]) -> bool {
        match self.rest.split_first_chunk::<N>() {
            Some((head, rest)) if head == text => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    #[inline(always)]
    pub(crate) fn skip_space(&mut self) {
        if self.peek() <= b' ' {
            self.skip_some_space();
        }
    }

    #[cold]
    #[inline(never)]
    fn skip_some_space(&mut self) {
        self.rest = after_space(self.rest);
    }

    /// Consumes `byte` and the white space around it.
    #[inline(never)]
    pub(crate) fn eat_spaced(&mut self, byte: u8) -> bool {
        match after_space(self.rest) {
            [first, rest @ ..] if *first == byte => {
                self.rest = after_space(rest);
                true
            }
            _ => false,
        }
    }

    #[inline(always)]
    pub(crate) fn enter(&mut self) -> Result<(), DecodeError> {
        self.depth += 1;
        if self.depth > MAX_NESTING { Err(self.error(DecodeErrorKind::Depth)) } else { Ok(()) }
    }

    #[inline(always)]
    pub(crate) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

/// Cold: a text rarely begins with white space.
#[cold]
#[inline(never)]
fn after_leading_space(text: &[u8]) -> &[u8] {
    after_space(text)
}

/// Shows no text: it is stored data.
impl std::fmt::Debug for Decoder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decoder").field("offset", &self.offset()).finish_non_exhaustive()
    }
}
