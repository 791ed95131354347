//! Reading over one value.

use super::Decoder;
use crate::canonical_order;
use crate::codec::canonical;
use crate::codec::scratch::with_encoder;
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
        canonical::rewrite_next(self).map(Cow::Owned)
    }

    /// The next number in plain decimal.
    pub(crate) fn plain_number(&mut self) -> Result<Cow<'de, str>, DecodeError> {
        let start = self.mark();
        let token = self.number()?;
        if canonical::is_plain_number(token) {
            return Ok(Cow::Borrowed(token));
        }
        self.reset(start);
        canonical::rewrite_next(self).map(Cow::Owned)
    }

    /// Goes to the end of a value; what stands in it isn't looked at, but for where its strings and brackets end.
    pub(super) fn jump_over_value(&mut self) -> Result<(), DecodeError> {
        let mut open = 0usize;
        loop {
            match self.peek() {
                b'"' => drop(self.string()?),
                b'{' | b'[' => {
                    open += 1;
                    self.advance(1);
                }
                b'}' | b']' if open > 0 => {
                    open -= 1;
                    self.advance(1);
                }
                b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if open > 0 => self.advance(1),
                b'-' | b'.' | b'+' | b'0'..=b'9' | b'a'..=b'z' | b'E' => {
                    let is_scalar = |byte: &&u8| matches!(byte, b'-' | b'.' | b'+' | b'0'..=b'9' | b'a'..=b'z' | b'E');
                    self.advance(self.rest.iter().take_while(is_scalar).count());
                }
                _ => return Err(self.syntax()),
            }
            if open == 0 {
                return Ok(());
            }
        }
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
            _ => self.number().is_ok_and(canonical::is_plain_number),
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
        let mut previous: Option<Cow<'de, str>> = None;
        while let Some(name) = self.skip_canonical_string() {
            let follows = previous.is_none_or(|previous| canonical_order(&previous, &name) == Ordering::Less);
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
    fn skip_canonical_string(&mut self) -> Option<Cow<'de, str>> {
        let start = self.offset();
        let text = self.string().ok()?;
        let is_canonical = match &text {
            Cow::Borrowed(_) => true,
            Cow::Owned(text) => with_encoder(|encoder| {
                encoder.string(text);
                encoder.bytes() == self.text_since(start).as_bytes()
            }),
        };
        is_canonical.then_some(text)
    }
}
