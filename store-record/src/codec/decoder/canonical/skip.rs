//! Reading over one value.

use super::{Decoder, rewrite_next};
use crate::codec::rank::compare_written;
use crate::codec::scratch::with_encoder;
use crate::codec::{plain_number, scan};
use crate::error::DecodeError;
use std::borrow::Cow;
use std::cmp::Ordering;

impl<'de> Decoder<'de> {
    /// The canonical text of the next value.
    pub(crate) fn canonical_value(&mut self) -> Result<Cow<'de, str>, DecodeError> {
        let (start, before) = (self.offset(), self.mark());
        if self.skip_canonical() {
            return Ok(Cow::Borrowed(self.text_since(start)));
        }
        self.reset(before);
        rewrite_next(self).map(Cow::Owned)
    }

    /// Whether a canonical value comes next, which is consumed then.
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

    /// A string whose escapes are the canonical ones.
    #[inline(always)]
    fn skip_canonical_string(&mut self) -> Option<Quoted<'de>> {
        let (b'"', body) = self.rest.split_first()? else { return None };
        let end = 1 + scan::find_special(body);
        if self.rest.get(end) != Some(&b'"') {
            return self.skip_canonical_escapes();
        }
        let (written, rest) = self.rest.split_at_checked(end + 1)?;
        self.rest = rest;
        Some(Quoted { written, has_escapes: false })
    }

    #[inline(never)]
    fn skip_canonical_escapes(&mut self) -> Option<Quoted<'de>> {
        let start = self.offset();
        let text = self.string().ok()?;
        let written = self.text_since(start).as_bytes();
        let is_canonical = with_encoder(|encoder| {
            encoder.string(&text);
            encoder.bytes() == written
        });
        is_canonical.then_some(Quoted { written, has_escapes: true })
    }
}

/// A string as it is written, with its quotes.
#[derive(Clone, Copy)]
struct Quoted<'de> {
    written: &'de [u8],
    has_escapes: bool,
}

impl Quoted<'_> {
    #[inline]
    fn is_before(&self, other: &Self) -> bool {
        let have_escapes = self.has_escapes || other.has_escapes;
        compare_written(self.written, other.written, have_escapes) == Ordering::Less
    }
}
