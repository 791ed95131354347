//! Objects whose names the program knows, walked once.
//!
//! After each member the name that follows it in canonical order is tried as one literal: separator, name and colon
//! together. On a miss the name that stands there is looked up, whatever the order and the white space.

use super::{Decoder, UnknownMembers};
use crate::canonical_order;
use crate::error::{DecodeError, DecodeErrorKind};
use std::borrow::Cow;

/// The names of an object's members in canonical order. A member is known by its index in it; the length stands for the
/// closing brace.
pub(crate) type Names = [&'static str];

impl<'de> Decoder<'de> {
    /// Enters an object; gives the index of its first member. `text` is how it begins when that is the one at `index`.
    #[inline]
    pub(crate) fn first_member<const N: usize>(
        &mut self,
        text: &[u8; N],
        index: usize,
        names: &Names,
        unknown: Option<&mut UnknownMembers>,
    ) -> Result<usize, DecodeError> {
        if self.peek() != b'{' {
            return Err(self.expected("an object"));
        }
        self.enter()?;
        if self.eat(text) { Ok(index) } else { self.find_first_member(index, names, unknown) }
    }

    /// Reads the value of the member that stands here into its place; gives the index of the next member. `next_text`
    /// leads to it when it is the one at `next`.
    #[inline]
    pub(crate) fn member<T, const N: usize>(
        &mut self,
        place: &mut Option<T>,
        index: usize,
        decode: fn(&mut Self) -> Result<T, DecodeError>,
        (next_text, next): (&[u8; N], usize),
        names: &Names,
        unknown: Option<&mut UnknownMembers>,
    ) -> Result<usize, DecodeError> {
        self.value_into(place, index, decode, names)?;
        if self.eat(next_text) { Ok(next) } else { self.find_next_member(next, names, unknown) }
    }

    /// Not inlined: there is one for each type and not for each field, and the places stay in memory.
    #[inline(never)]
    fn value_into<T>(
        &mut self,
        place: &mut Option<T>,
        index: usize,
        decode: fn(&mut Self) -> Result<T, DecodeError>,
        names: &Names,
    ) -> Result<(), DecodeError> {
        if place.is_some() {
            return Err(self.error(DecodeErrorKind::Duplicate).in_field(name_of(names, index)));
        }
        self.skip_space();
        match decode(self) {
            Ok(value) => {
                *place = Some(value);
                Ok(())
            }
            Err(error) => Err(error.in_field(name_of(names, index))),
        }
    }

    #[inline(never)]
    fn find_first_member(
        &mut self,
        predicted: usize,
        names: &Names,
        unknown: Option<&mut UnknownMembers>,
    ) -> Result<usize, DecodeError> {
        self.advance(1);
        self.skip_space();
        if self.eat(b"}") { Ok(names.len()) } else { self.find_member(predicted, names, unknown) }
    }

    /// The index of the next member, after the value of another one.
    #[inline(never)]
    fn find_next_member(
        &mut self,
        predicted: usize,
        names: &Names,
        unknown: Option<&mut UnknownMembers>,
    ) -> Result<usize, DecodeError> {
        self.skip_space();
        if self.eat(b",") {
            self.skip_space();
            return self.find_member(predicted, names, unknown);
        }
        if self.eat(b"}") { Ok(names.len()) } else { Err(self.syntax()) }
    }

    /// The index of the member whose name stands here, or of the first known one after it.
    fn find_member(
        &mut self,
        predicted: usize,
        names: &Names,
        mut unknown: Option<&mut UnknownMembers>,
    ) -> Result<usize, DecodeError> {
        loop {
            let (start, before) = (self.offset(), self.mark());
            let name = self.string()?;
            self.colon()?;
            if names.get(predicted).is_some_and(|predicted| *predicted == name) {
                return Ok(predicted);
            }
            if let Ok(index) = names.binary_search_by(|known| canonical_order(known, &name)) {
                return Ok(index);
            }
            let Some(unknown) = unknown.as_deref_mut() else {
                self.reset(before);
                return Err(self.error(DecodeErrorKind::UnknownField));
            };
            unknown.take(self, start, name)?;
            self.skip_space();
            if self.eat(b"}") {
                return Ok(names.len());
            }
            if !self.eat(b",") {
                return Err(self.syntax());
            }
            self.skip_space();
        }
    }

    /// A member that must be there wasn't; the closing brace has just been consumed, and an error points to it.
    #[cold]
    #[inline(never)]
    pub(crate) fn missing(&self, name: &'static str) -> DecodeError {
        DecodeError::new(DecodeErrorKind::Missing, self.offset().saturating_sub(1)).in_field(name)
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

    /// The name of the next entry of a map, with the separator before it; `None` after the closing
    /// brace, which is consumed.
    #[inline]
    pub(crate) fn next_entry(&mut self, first: &mut bool) -> Result<Option<Cow<'de, str>>, DecodeError> {
        let is_first = std::mem::take(first);
        if is_first || !self.eat(b", ") {
            self.skip_space();
            if self.eat(b"}") {
                self.leave();
                return Ok(None);
            }
            if !(is_first || self.eat(b",")) {
                return Err(self.syntax());
            }
        }
        self.skip_space();
        let name = self.string()?;
        self.colon()?;
        Ok(Some(name))
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

#[cold]
fn name_of(names: &Names, index: usize) -> &'static str {
    names.get(index).copied().unwrap_or_default()
}
