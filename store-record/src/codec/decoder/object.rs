//! Structs. Each step chooses one of the three ways to read an object, which `docs/design/reading.md` compares; the canonical
//! way is at the end of this file. Expanded code first compares separator, name and colon of a field as one literal, and
//! calls this file if something else is next.

use super::{Decoder, Mode, UnknownMembers};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::order::canonical_order;
use std::borrow::Cow;
use std::cmp::Ordering;

/// The names of a struct's members in canonical order.
pub(crate) type Names = [&'static str];

#[inline]
pub(crate) fn name_at(names: &Names, index: usize) -> &'static str {
    names.get(index).copied().unwrap_or_default()
}

impl<'de> Decoder<'de> {
    /// Enters an object. Its brace is left for the literal of the first field.
    pub(crate) fn open_object(&mut self) -> Result<(), DecodeError> {
        if self.peek() != b'{' {
            return Err(self.expected("an object"));
        }
        self.enter()?;
        match &self.mode {
            Mode::CanonicalTrial | Mode::CanonicalFinal(_) => {
                self.opened_at = self.rest.len();
                Ok(())
            }
            Mode::Deferred(_) => self.open_deferred(),
            Mode::Indexed(_) => self.open_indexed(),
        }
    }

    /// Goes to the value of a member that must be present.
    #[cold]
    #[inline(never)]
    pub(crate) fn find_required_name(&mut self, name: &'static str) -> Result<(), DecodeError> {
        if self.find_name(name)? { Ok(()) } else { Err(self.missing(name)) }
    }

    /// Goes to the value of a member. Returns false if the member is absent.
    #[cold]
    #[inline(never)]
    pub(crate) fn find_optional_name(&mut self, name: &'static str) -> Result<bool, DecodeError> {
        self.find_name(name)
    }

    #[inline]
    fn find_name(&mut self, name: &'static str) -> Result<bool, DecodeError> {
        self.choose_way_at_first(name)?;
        match &self.mode {
            Mode::CanonicalTrial | Mode::CanonicalFinal(_) => self.find_canonical(name, None, None),
            Mode::Deferred(_) => self.find_deferred(name),
            Mode::Indexed(_) => self.find_indexed(name, None),
        }
    }

    /// [`Decoder::find_optional_name`] for an object that may have unknown members.
    #[cold]
    #[inline(never)]
    pub(crate) fn find_name_of_any(
        &mut self,
        index: usize,
        names: &Names,
        unknown: &mut UnknownMembers,
    ) -> Result<bool, DecodeError> {
        let name = name_at(names, index);
        self.choose_way_at_first(name)?;
        match &self.mode {
            Mode::CanonicalTrial | Mode::CanonicalFinal(_) => {
                let previous = index.checked_sub(1).map(|index| name_at(names, index));
                self.find_canonical(name, previous, Some(unknown))
            }
            Mode::Deferred(_) => self.find_deferred(name),
            Mode::Indexed(_) => self.find_indexed(name, Some(unknown)),
        }
    }

    #[inline]
    pub(crate) fn close_object(&mut self) -> Result<(), DecodeError> {
        if self.eat(b"}") {
            self.leave();
            return Ok(());
        }
        self.find_end()
    }

    #[cold]
    #[inline(never)]
    fn find_end(&mut self) -> Result<(), DecodeError> {
        match &self.mode {
            Mode::CanonicalTrial | Mode::CanonicalFinal(_) => self.close_canonical(None, None),
            Mode::Deferred(_) => self.close_deferred(None),
            Mode::Indexed(_) => self.close_indexed(None),
        }
    }

    /// [`Decoder::close_object`] for an object that may have unknown members.
    pub(crate) fn close_object_of_any(
        &mut self,
        names: &Names,
        unknown: &mut UnknownMembers,
    ) -> Result<(), DecodeError> {
        match &self.mode {
            Mode::CanonicalTrial | Mode::CanonicalFinal(_) => {
                self.close_canonical(names.last().copied(), Some(unknown))
            }
            Mode::Deferred(_) => self.close_deferred(Some((names, unknown))),
            Mode::Indexed(_) => self.close_indexed(Some(unknown)),
        }
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn missing(&self, name: &'static str) -> DecodeError {
        DecodeError::new(DecodeErrorKind::Missing, self.closing_brace()).in_field(name)
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn duplicate(&self, name: &'static str) -> DecodeError {
        self.error(DecodeErrorKind::Duplicate).in_field(name)
    }

    /// Leaves the canonical way if the first member of the text isn't canonical. No value has been read yet, so none is read
    /// again.
    #[inline(always)]
    fn choose_way_at_first(&mut self, name: &str) -> Result<(), DecodeError> {
        let is_first = matches!(self.mode, Mode::CanonicalTrial) && self.rest.len() == self.text.len();
        if is_first { self.choose_way(name) } else { Ok(()) }
    }

    #[inline(never)]
    fn choose_way(&mut self, name: &str) -> Result<(), DecodeError> {
        if has_space_after_colon(self.rest) {
            return Ok(());
        }
        if self.is_deferring_cheap(name) {
            self.defer_members();
            return Ok(());
        }
        self.index_members();
        if let Mode::Indexed(_) = self.mode { self.open_indexed() } else { Ok(()) }
    }

    /// The canonical way to find a member. Without `unknown`, a smaller name is an error. `previous` is the type's name
    /// before this one.
    #[inline(never)]
    fn find_canonical(
        &mut self,
        name: &'static str,
        previous: Option<&str>,
        mut unknown: Option<&mut UnknownMembers>,
    ) -> Result<bool, DecodeError> {
        loop {
            let before = self.rest;
            match self.next_name()? {
                Some((_, found)) if found == name => return Ok(true),
                Some((start, found)) if canonical_order(&found, name) == Ordering::Less => {
                    self.take_canonical(start, found, previous, unknown.as_deref_mut())?;
                }
                _ => {
                    // The end, or a greater name: the member is absent.
                    self.rest = before;
                    return Ok(false);
                }
            }
        }
    }

    fn close_canonical(
        &mut self,
        last: Option<&str>,
        mut unknown: Option<&mut UnknownMembers>,
    ) -> Result<(), DecodeError> {
        while let Some((start, name)) = self.next_name()? {
            self.take_canonical(start, name, last, unknown.as_deref_mut())?;
        }
        self.advance(1);
        self.leave();
        Ok(())
    }

    /// Reads a member that isn't the type's next one. If its name is before `previous`, it may be another name of a field
    /// that was taken for absent.
    fn take_canonical(
        &mut self,
        start: usize,
        name: Cow<'de, str>,
        previous: Option<&str>,
        unknown: Option<&mut UnknownMembers>,
    ) -> Result<(), DecodeError> {
        match unknown {
            Some(unknown) if previous.is_none_or(|known| canonical_order(known, &name) == Ordering::Less) => {
                unknown.take(self, start, name)
            }
            _ => Err(self.error(DecodeErrorKind::UnknownField)),
        }
    }

    /// Consumes everything up to a member's value. Returns the name and its offset, or `None` at the closing brace, which
    /// isn't consumed. White space that isn't canonical is an error, because such text rarely has the canonical order.
    fn next_name(&mut self) -> Result<Option<(usize, Cow<'de, str>)>, DecodeError> {
        let is_first = self.rest.len() == self.opened_at && self.eat(b"{");
        if self.peek() == b'}' {
            return Ok(None);
        }
        if !(is_first || self.eat(b", ")) {
            return Err(self.syntax());
        }
        let start = self.offset();
        let name = self.string()?;
        if self.eat(b": ") { Ok(Some((start, name))) } else { Err(self.syntax()) }
    }
}

/// Returns true if a space follows the first colon, as in canonical text. That colon usually follows the first name.
fn has_space_after_colon(text: &[u8]) -> bool {
    let colon = text.iter().position(|&byte| byte == b':');
    colon.and_then(|colon| text.get(colon + 1)).is_none_or(|&byte| byte == b' ')
}
