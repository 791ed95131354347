//! The canonical way to read an object, and at each step the choice between the three ways (`docs/design/reading.md`).
//! Expanded code tries separator, name and colon of a field as one literal and calls this file if that isn't what follows.
//! A greater name then means that the field is absent.

use super::{Decoder, Mode, UnknownMembers};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::order::canonical_order;
use std::borrow::Cow;
use std::cmp::Ordering;

/// The names of an object's members in canonical order.
pub(crate) type Names = [&'static str];

#[inline]
pub(crate) fn name_at(names: &Names, index: usize) -> &'static str {
    names.get(index).copied().unwrap_or_default()
}

impl<'de> Decoder<'de> {
    /// An object begins here; its brace is left for the first member's text.
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

    /// Where the literal that leads to a member's value in canonical text doesn't stand: finds the value. An error if there
    /// is none.
    #[cold]
    #[inline(never)]
    pub(crate) fn find_required_name(&mut self, name: &'static str) -> Result<(), DecodeError> {
        if self.find_name(name)? { Ok(()) } else { Err(self.missing(name)) }
    }

    /// As [`Decoder::find_required_name`], of a member that may be absent; gives whether it is there.
    #[cold]
    #[inline(never)]
    pub(crate) fn find_optional_name(&mut self, name: &'static str) -> Result<bool, DecodeError> {
        self.find_name(name)
    }

    #[inline]
    fn find_name(&mut self, name: &'static str) -> Result<bool, DecodeError> {
        self.leave_canonical_if_first(name)?;
        match &self.mode {
            Mode::CanonicalTrial | Mode::CanonicalFinal(_) => self.find_canonical(name),
            Mode::Deferred(_) => self.find_deferred(name),
            Mode::Indexed(_) => self.find_indexed(name, None),
        }
    }

    #[inline(always)]
    fn leave_canonical_if_first(&mut self, name: &str) -> Result<(), DecodeError> {
        let is_first = matches!(self.mode, Mode::CanonicalTrial) && self.rest.len() == self.text.len();
        if is_first { self.leave_canonical(name) } else { Ok(()) }
    }

    /// Changes the mode if the first member of the text isn't canonical. Nothing was read yet, so that nothing is read twice.
    #[inline(never)]
    fn leave_canonical(&mut self, name: &str) -> Result<(), DecodeError> {
        if has_space_after_colon(self.rest) {
            return Ok(());
        }
        if self.seems_in_order(name) {
            self.defer_members();
            return Ok(());
        }
        self.index_members();
        if let Mode::Indexed(_) = self.mode { self.open_indexed() } else { Ok(()) }
    }

    #[inline(never)]
    fn find_canonical(&mut self, name: &'static str) -> Result<bool, DecodeError> {
        let before = self.rest;
        match self.next_name()? {
            Some((_, found)) if found == name => Ok(true),
            Some((_, found)) if canonical_order(&found, name) == Ordering::Less => {
                Err(self.error(DecodeErrorKind::UnknownField))
            }
            _ => {
                self.rest = before;
                Ok(false)
            }
        }
    }

    /// As [`Decoder::find_optional_name`], in an object that may have members of any name.
    #[cold]
    #[inline(never)]
    pub(crate) fn find_name_of_any(
        &mut self,
        index: usize,
        names: &Names,
        unknown: &mut UnknownMembers,
    ) -> Result<bool, DecodeError> {
        let name = name_at(names, index);
        self.leave_canonical_if_first(name)?;
        match &self.mode {
            Mode::CanonicalTrial | Mode::CanonicalFinal(_) => {}
            Mode::Deferred(_) => return self.find_deferred(name),
            Mode::Indexed(_) => return self.find_indexed(name, Some(unknown)),
        }
        let previous = index.checked_sub(1).map(|index| name_at(names, index));
        loop {
            let before = self.rest;
            match self.next_name()? {
                Some((_, found)) if found == name => return Ok(true),
                Some((start, found)) if canonical_order(&found, name) == Ordering::Less => {
                    self.must_follow(previous, &found)?;
                    unknown.take(self, start, found)?;
                }
                _ => {
                    self.rest = before;
                    return Ok(false);
                }
            }
        }
    }

    /// After a name of the type only a greater one may come: a smaller one may be another of its names, which would
    /// have been taken for absent.
    fn must_follow(&self, known: Option<&str>, name: &str) -> Result<(), DecodeError> {
        match known.is_none_or(|known| canonical_order(known, name) == Ordering::Less) {
            true => Ok(()),
            false => Err(self.error(DecodeErrorKind::UnknownField)),
        }
    }

    /// The next member's name and where it stands, with what comes before it and up to its value; `None` at the closing
    /// brace, which isn't consumed. All other spacing than the canonical one is an error: text that has it seldom has the
    /// canonical order.
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
            Mode::CanonicalTrial | Mode::CanonicalFinal(_) => {}
            Mode::Deferred(_) => return self.close_deferred(),
            Mode::Indexed(_) => return self.close_indexed(None),
        }
        if self.next_name()?.is_some() {
            return Err(self.error(DecodeErrorKind::UnknownField));
        }
        self.advance(1);
        self.leave();
        Ok(())
    }

    pub(crate) fn close_object_of_any(
        &mut self,
        names: &Names,
        unknown: &mut UnknownMembers,
    ) -> Result<(), DecodeError> {
        match &self.mode {
            Mode::CanonicalTrial | Mode::CanonicalFinal(_) => {}
            Mode::Deferred(_) => return self.close_any_deferred(names, unknown),
            Mode::Indexed(_) => return self.close_indexed(Some(unknown)),
        }
        while let Some((start, name)) = self.next_name()? {
            self.must_follow(names.last().copied(), &name)?;
            unknown.take(self, start, name)?;
        }
        self.advance(1);
        self.leave();
        Ok(())
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

    /// Looks ahead for the text of the member `tag` of the object that begins here. The other members are read over
    /// without looking at what they are: who reads the object will.
    pub(crate) fn look_ahead_for_tag(&mut self, tag: &'static str) -> Result<Cow<'de, str>, DecodeError> {
        if self.peek() != b'{' {
            return Err(self.expected("an object"));
        }
        let before = self.mark();
        let found = self.find_tag(tag);
        self.reset(before);
        found
    }

    fn find_tag(&mut self, tag: &'static str) -> Result<Cow<'de, str>, DecodeError> {
        self.advance(1);
        self.skip_space();
        if self.peek() == b'}' {
            return Err(self.error(DecodeErrorKind::Missing).in_field(tag));
        }
        loop {
            let name = self.string()?;
            self.colon()?;
            if name == tag {
                return self.string().map_err(|error| error.in_field(tag));
            }
            self.jump_over_value()?;
            self.skip_space();
            if self.peek() == b'}' {
                return Err(self.error(DecodeErrorKind::Missing).in_field(tag));
            }
            if !self.eat(b",") {
                return Err(self.syntax());
            }
            self.skip_space();
        }
    }

    /// Whether another entry of a map follows, whose name and colon come next; the separator before it is consumed, as is
    /// the closing brace.
    #[inline]
    pub(crate) fn next_entry(&mut self, first: &mut bool) -> Result<bool, DecodeError> {
        let is_first = std::mem::take(first);
        if is_first || !self.eat(b", ") {
            self.skip_space();
            if self.eat(b"}") {
                self.leave();
                return Ok(false);
            }
            if !(is_first || self.eat(b",")) {
                return Err(self.syntax());
            }
        }
        self.skip_space();
        Ok(true)
    }

    /// What stands between a name and its value, which comes next.
    #[inline]
    pub(crate) fn colon(&mut self) -> Result<(), DecodeError> {
        if self.eat(b": ") {
            self.skip_space();
            return Ok(());
        }
        if self.eat_spaced(b':') { Ok(()) } else { Err(self.syntax()) }
    }

    /// The opening brace of a map.
    #[inline]
    pub(crate) fn open_map(&mut self) -> Result<(), DecodeError> {
        if !self.eat(b"{") {
            return Err(self.expected("an object"));
        }
        self.enter()
    }
}

/// Whether a space follows the first colon, as in canonical text. That colon is usually the one after the first name.
fn has_space_after_colon(text: &[u8]) -> bool {
    let colon = text.iter().position(|&byte| byte == b':');
    colon.and_then(|colon| text.get(colon + 1)).is_none_or(|&byte| byte == b' ')
}
