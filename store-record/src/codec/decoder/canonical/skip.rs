//! Values that are canonical already: they are borrowed.

use super::{Decoder, rewrite_next};
use crate::codec::rank::compare_quoted;
use crate::codec::scratch::with_encoder;
use crate::codec::{plain_number, scan};
use crate::error::DecodeError;
use std::borrow::Cow;
use std::cmp::Ordering;

impl<'de> Decoder<'de> {
    /// Reads the next value as canonical text.
    pub(crate) fn canonical_value(&mut self) -> Result<Cow<'de, str>, DecodeError> {
        let (start, before) = (self.offset(), self.mark());
        if self.skip_canonical() {
            return Ok(Cow::Borrowed(self.text_since(start)));
        }
        self.reset(before);
        rewrite_next(self).map(Cow::Owned)
    }

    /// Consumes the next value if it is canonical. Returns false, somewhere in it, if it isn't.
    fn skip_canonical(&mut self) -> bool {
        match self.peek() {
            b'"' => self.skip_canonical_string().is_some(),
            b'{' => self.enter().is_ok() && self.skip_canonical_object() && self.left(),
            b'[' => self.enter().is_ok() && self.skip_canonical_array() && self.left(),
            b't' => self.eat(b"true"),
            b'f' => self.eat(b"false"),
            b'n' => self.eat(b"null"),
            _ => self.number().is_ok_and(plain_number::is_plain),
        }
    }

    fn left(&mut self) -> bool {
        self.leave();
        true
    }

    fn skip_canonical_array(&mut self) -> bool {
        if self.eat(b"[]") {
            return true;
        }
        self.advance(1);
        while self.skip_canonical() {
            if self.eat(b"]") {
                return true;
            }
            if !self.eat(b", ") {
                break;
            }
        }
        false
    }

    fn skip_canonical_object(&mut self) -> bool {
        if self.eat(b"{}") {
            return true;
        }
        self.advance(1);
        let mut previous: Option<Quoted<'de>> = None;
        while let Some(name) = self.skip_canonical_string() {
            let follows = previous.is_none_or(|previous| previous.is_before(&name));
            if !(follows && self.eat(b": ") && self.skip_canonical()) {
                break;
            }
            if self.eat(b"}") {
                return true;
            }
            if !self.eat(b", ") {
                break;
            }
            previous = Some(name);
        }
        false
    }

    /// Consumes a string whose escapes are canonical.
    #[inline(always)]
    fn skip_canonical_string(&mut self) -> Option<Quoted<'de>> {
        let (b'"', body) = self.rest.split_first()? else { return None };
        let end = 1 + scan::find_special(body);
        if self.rest.get(end) != Some(&b'"') {
            return self.skip_canonical_escapes();
        }
        let (quoted, rest) = self.rest.split_at_checked(end + 1)?;
        self.rest = rest;
        Some(Quoted { quoted, has_escapes: false })
    }

    #[inline(never)]
    fn skip_canonical_escapes(&mut self) -> Option<Quoted<'de>> {
        let start = self.offset();
        let text = self.string().ok()?;
        let quoted = self.text_since(start).as_bytes();
        let is_canonical = with_encoder(|encoder| {
            encoder.string(&text);
            encoder.bytes() == quoted
        });
        is_canonical.then_some(Quoted { quoted, has_escapes: true })
    }
}

/// A string with its quotes and escapes.
#[derive(Clone, Copy)]
struct Quoted<'de> {
    quoted: &'de [u8],
    has_escapes: bool,
}

impl Quoted<'_> {
    #[inline]
    fn is_before(&self, other: &Self) -> bool {
        let have_escapes = self.has_escapes || other.has_escapes;
        compare_quoted(self.quoted, other.quoted, have_escapes) == Ordering::Less
    }
}
