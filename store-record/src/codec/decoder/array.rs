//! Brackets and commas of arrays, and tuples.

use super::Decoder;
use crate::error::{DecodeError, DecodeErrorKind};

impl Decoder<'_> {
    /// Enters an array. Returns true if it has an element.
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

    /// Goes from an element to the next one. Returns false if there is none, after the closing bracket.
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

    /// Enters an array of a known length. Its bracket is left for the separator of the first element.
    pub(crate) fn open_tuple(&mut self) -> Result<(), DecodeError> {
        if self.peek() != b'[' {
            return Err(self.expected("an array"));
        }
        self.enter()
    }

    /// Reads one of `length` elements. `separator` is what canonical text has before it: `[` or `, `.
    #[inline]
    pub(crate) fn tuple_element<T, const N: usize>(
        &mut self,
        separator: &[u8; N],
        index: usize,
        length: usize,
        decode: fn(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        if !(self.eat(separator) || index > 0 && self.eat_spaced(b',')) {
            return Err(self.wrong_length(length));
        }
        self.skip_space();
        if index == 0 && self.peek() == b']' {
            return Err(self.wrong_length(length));
        }
        decode(self).map_err(|error| error.in_index(index))
    }

    #[inline]
    pub(crate) fn close_tuple(&mut self, length: usize) -> Result<(), DecodeError> {
        if length == 0 && self.eat(b"[") {
            self.skip_space();
            if self.peek() != b']' {
                return Err(self.error(DecodeErrorKind::Length(length)));
            }
        }
        if self.eat(b"]") || self.eat_spaced(b']') {
            self.leave();
            return Ok(());
        }
        Err(self.wrong_length(length))
    }

    #[cold]
    fn wrong_length(&self, length: usize) -> DecodeError {
        match self.rest() {
            [b']' | b',' | b'[', ..] => self.error(DecodeErrorKind::Length(length)),
            _ => self.syntax(),
        }
    }
}
