//! The indexed way to read an object: its members were found before, and are visited in canonical order. A value is read as
//! if the text ended after it, so that the literal between two members never matches and each member comes through here. See
//! `docs/design/reading.md`.

use super::index::{Member, MemberIndex, Next, ValueSpan};
use super::{Decoder, Mode, NOWHERE, UnknownMembers};
use crate::error::{DecodeError, DecodeErrorKind};

impl Decoder<'_> {
    #[inline(never)]
    pub(super) fn open_indexed(&mut self) -> Result<(), DecodeError> {
        let (start, limit, text) = (self.offset(), self.limit, self.text);
        let is_found = self.index().is_some_and(|index| index.open(text, start, limit));
        self.go_to(start, start);
        if is_found { Ok(()) } else { Err(self.syntax()) }
    }

    #[inline(never)]
    pub(super) fn find_indexed(
        &mut self,
        name: &'static str,
        unknown: Option<&mut UnknownMembers>,
    ) -> Result<bool, DecodeError> {
        if self.rest.is_empty()
            && let Mode::Indexed(index) = &mut self.mode
            && let Some(value) = index.next_if(self.text, name)
        {
            self.go_to_value(value);
            return Ok(true);
        }
        self.look_for_indexed(name, unknown)
    }

    #[inline(never)]
    fn look_for_indexed(
        &mut self,
        name: &'static str,
        mut unknown: Option<&mut UnknownMembers>,
    ) -> Result<bool, DecodeError> {
        self.must_end()?;
        while let Mode::Indexed(index) = &mut self.mode {
            match index.next(self.text, name) {
                Next::Here(value) => {
                    self.go_to_value(value);
                    return Ok(true);
                }
                Next::Duplicate(second) => {
                    self.go_to(second, second);
                    return Err(self.duplicate(name));
                }
                Next::Before(member) => self.take_indexed(member, unknown.as_deref_mut())?,
                Next::Absent => break,
            }
        }
        Ok(false)
    }

    pub(super) fn close_indexed(&mut self, mut unknown: Option<&mut UnknownMembers>) -> Result<(), DecodeError> {
        self.must_end()?;
        while let Some(member) = self.index().and_then(MemberIndex::next_of_any_name) {
            self.take_indexed(member, unknown.as_deref_mut())?;
        }
        if let Some((end, limit)) = self.index().and_then(MemberIndex::close) {
            self.go_to(end, limit);
        }
        self.leave();
        Ok(())
    }

    pub(super) fn index(&mut self) -> Option<&mut MemberIndex> {
        if let Mode::Indexed(index) = &mut self.mode { Some(index) } else { None }
    }

    fn take_indexed(&mut self, member: Member, unknown: Option<&mut UnknownMembers>) -> Result<(), DecodeError> {
        let Some(unknown) = unknown else {
            self.go_to(member.name, member.name);
            return Err(self.error(DecodeErrorKind::UnknownField));
        };
        self.go_to_value(member.value());
        unknown.take(self, member.name, member.name_in(self.text))?;
        self.must_end()
    }

    /// Returns an error if something other than white space is left of a value.
    pub(super) fn must_end(&mut self) -> Result<(), DecodeError> {
        if self.rest.is_empty() {
            return Ok(());
        }
        self.skip_space();
        if self.rest.is_empty() { Ok(()) } else { Err(self.syntax()) }
    }

    /// Goes to a value, after which the text ends from now on.
    #[inline]
    pub(super) fn go_to_value(&mut self, value: ValueSpan) {
        self.go_to(value.start, value.end);
        self.plain_string = if value.is_plain_string { self.rest.len() } else { NOWHERE };
    }

    /// Goes to an offset of the text, which ends at `limit` from now on.
    pub(super) fn go_to(&mut self, offset: usize, limit: usize) {
        self.plain_string = NOWHERE;
        self.limit = limit;
        self.rest = self.text.as_bytes().get(offset..limit).unwrap_or(&[]);
    }

    /// The offset of the innermost object's closing brace if the index knows it, or else the decoder's offset.
    pub(super) fn closing_brace(&self) -> usize {
        match &self.mode {
            Mode::Indexed(index) => index.end().map_or(self.offset(), |end| end.saturating_sub(1)),
            _ => self.offset(),
        }
    }
}
