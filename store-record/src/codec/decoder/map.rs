//! Maps: objects with stored names, in any order and white space.

use super::Decoder;
use crate::error::DecodeError;

impl Decoder<'_> {
    #[inline]
    pub(crate) fn open_map(&mut self) -> Result<(), DecodeError> {
        if self.eat(b"{") { self.enter() } else { self.open_map_of_parts() }
    }

    /// Goes to the name of the next entry. Returns false if there is none, after the closing brace.
    #[inline]
    pub(crate) fn next_entry(&mut self, first: &mut bool) -> Result<bool, DecodeError> {
        let is_first = std::mem::take(first);
        if is_first || !self.eat(b", ") {
            self.skip_space();
            if self.eat(b"}") {
                self.leave();
                return Ok(false);
            }
            if self.rest().is_empty() {
                return self.next_entry_of_parts();
            }
            if !(is_first || self.eat(b",")) {
                return Err(self.syntax());
            }
        }
        self.skip_space();
        Ok(true)
    }

    /// Goes from a name to its value.
    #[inline]
    pub(crate) fn colon(&mut self) -> Result<(), DecodeError> {
        if self.eat(b": ") {
            self.skip_space();
            return Ok(());
        }
        if self.eat_spaced(b':') { Ok(()) } else { Err(self.syntax()) }
    }
}
