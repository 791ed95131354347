//! Objects whose members belong to several types. One type after another opens the object, and finds only its own members.
//!
//! Members are found by the index, so the first reading of a text with such an object fails.

use super::{Decoder, Mode};
use crate::error::DecodeError;

/// An object that several types read.
pub(crate) struct WholeObject {
    /// The offset of its brace.
    start: usize,
    /// Where the text ends.
    limit: usize,
    /// Its index among the objects.
    object: usize,
    /// Its members: the first one, and the one after the last one.
    members: (usize, usize),
}

impl Decoder<'_> {
    /// Begins an object of several types, which is next.
    pub(crate) fn begin_parts(&mut self) -> Result<WholeObject, DecodeError> {
        if self.peek() != b'{' {
            return Err(self.expected("an object"));
        }
        let found = match &self.mode {
            Mode::Indexed(index) => index.find(self.offset()),
            _ => None,
        };
        let (object, members) = found.ok_or_else(|| self.syntax())?;
        Ok(WholeObject { start: self.offset(), limit: self.limit, object, members })
    }

    /// Leaves the members that belong to the next part. Returns their number. A map doesn't ask for names, so the text
    /// of the object is hidden from it.
    pub(crate) fn begin_part(&mut self, whole: &WholeObject, is_map: bool, is_of: impl Fn(&str) -> bool) -> usize {
        if is_map {
            self.go_to(whole.start, whole.start);
        }
        let text = self.text;
        self.index().map_or(0, |index| index.leave(whole.object, text, is_of))
    }

    /// Goes back to the beginning of the object. The members that weren't left for the part are next.
    pub(crate) fn end_part(&mut self, whole: &WholeObject, count: usize) {
        if let Some(index) = self.index() {
            index.leave_others(whole.object, count, whole.members.1);
        }
        self.go_to(whole.start, whole.limit);
    }

    /// Restores the members, because the object may be read again.
    pub(crate) fn end_parts(&mut self, whole: &WholeObject) {
        if let Some(index) = self.index() {
            index.restore(whole.object, whole.members);
        }
    }

    /// Opens an object whose text is hidden.
    #[cold]
    #[inline(never)]
    pub(super) fn open_map_of_parts(&mut self) -> Result<(), DecodeError> {
        let (start, limit, text) = (self.offset(), self.limit, self.text);
        let is_hidden = self.rest.is_empty() && self.index().is_some_and(|index| index.open_map(text, start, limit));
        if is_hidden { self.enter() } else { Err(self.expected("an object")) }
    }

    /// Goes to the name of the next member of an object whose text is hidden.
    #[cold]
    #[inline(never)]
    pub(super) fn next_entry_of_parts(&mut self) -> Result<bool, DecodeError> {
        let Some(index) = self.index().filter(|index| index.is_map_open()) else { return Err(self.syntax()) };
        if let Some(member) = index.next_of_any_name() {
            let (name, end) = (member.name, member.value().end);
            self.go_to(name, end);
            return Ok(true);
        }
        if let Some((end, limit)) = index.close() {
            self.go_to(end, limit);
        }
        self.leave();
        Ok(false)
    }
}
