//! Brackets and commas of arrays.

use super::Decoder;
use crate::error::DecodeError;

impl Decoder<'_> {
    /// The opening bracket of an array; true if it has an element.
    #[inline]
    pub(crate) fn open_array(&mut self) -> Result<bool, DecodeError> {
        if !self.eat(b"[") {
            return Err(self.expected("an array"));
        }
        self.enter()?;
        self.skip_space();
        if self.eat(b"]") {
            self.leave();
            return Ok(false);
        }
        Ok(true)
    }

    /// After an element: true if another follows. White space around the comma and the bracket doesn't matter.
    #[inline]
    pub(crate) fn next_element(&mut self) -> Result<bool, DecodeError> {
        if self.eat(b", ") || self.eat(b",") {
            self.skip_space();
            return Ok(true);
        }
        if self.eat(b"]") {
            self.leave();
            return Ok(false);
        }
        self.next_spaced_element()
    }

    #[cold]
    #[inline(never)]
    fn next_spaced_element(&mut self) -> Result<bool, DecodeError> {
        if self.eat_spaced(b',') {
            return Ok(true);
        }
        if self.eat_spaced(b']') {
            self.leave();
            return Ok(false);
        }
        Err(self.syntax())
    }
}
