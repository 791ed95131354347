//! Members that a type doesn't have.

use super::Decoder;
use crate::codec::encoder::{nesting, opening_brackets};
use crate::codec::syntax::MAX_NESTING;
use crate::codec::{jump, unescape};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::order::canonical_order;
use std::borrow::Cow;
use std::cmp::Ordering;

/// What happens to members that the type doesn't have, if they aren't rejected.
pub struct UnknownMembers {
    keeps: bool,
    kept: Vec<UnknownMember>,
    /// The offsets of their names.
    names: Vec<usize>,
}

/// A member that the type doesn't have: its name and its canonical text.
pub(crate) struct UnknownMember {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl UnknownMembers {
    /// Drops unknown members.
    #[must_use]
    pub fn ignored() -> Self {
        Self { keeps: false, kept: Vec::new(), names: Vec::new() }
    }

    /// Keeps unknown members for the field marked `rest`.
    #[must_use]
    pub fn kept() -> Self {
        Self { keeps: true, kept: Vec::new(), names: Vec::new() }
    }

    /// Reads the value of the member whose name is at `start`.
    #[inline(never)]
    pub(super) fn take(
        &mut self,
        decoder: &mut Decoder<'_>,
        start: usize,
        name: Cow<'_, str>,
    ) -> Result<(), DecodeError> {
        let text = decoder.canonical_value().map_err(DecodeError::in_map_key)?;
        self.names.push(start);
        if self.keeps {
            self.kept.push(UnknownMember { name: name.into_owned(), text: text.into_owned() });
        }
        Ok(())
    }

    /// Returns the kept members in canonical order, at the end of the object.
    pub(crate) fn finish(mut self, decoder: &Decoder<'_>) -> Result<Vec<UnknownMember>, DecodeError> {
        if let Some(second) = decoder.second_of_a_name_at(self.names) {
            return Err(DecodeError::new(DecodeErrorKind::Duplicate, second).in_map_key());
        }
        self.kept.sort_by(|one, other| canonical_order(&one.name, &other.name));
        Ok(self.kept)
    }
}

/// Shows no members: they are stored data.
impl std::fmt::Debug for UnknownMembers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnknownMembers")
    }
}

/// Shows no name and no text: they are stored data.
impl std::fmt::Debug for UnknownMember {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnknownMember")
    }
}

impl<'de> Decoder<'de> {
    /// Goes to the end of a value, which isn't checked.
    pub(crate) fn jump_over_value(&mut self) -> Result<(), DecodeError> {
        let after = jump::after_value(self.rest);
        self.rest = after.unwrap_or_else(|wrong| wrong);
        if after.is_ok() { Ok(()) } else { Err(self.syntax()) }
    }

    /// Returns the text of the next value, which isn't checked, except that it doesn't nest too deep here.
    pub(crate) fn value_text(&mut self) -> Result<&'de str, DecodeError> {
        let (start, before) = (self.offset(), self.mark());
        self.jump_over_value()?;
        let text = self.text_since(start);
        if self.depth.saturating_add(opening_brackets(text)) > MAX_NESTING
            && self.depth.saturating_add(nesting(text)) > MAX_NESTING
        {
            self.reset(before);
            return Err(self.error(DecodeErrorKind::Depth));
        }
        Ok(text)
    }

    /// Returns the offset of the first duplicate name in the object whose first member is next.
    pub(crate) fn second_of_a_name(&mut self) -> Result<usize, DecodeError> {
        let start = self.offset();
        let mut names = Vec::new();
        loop {
            self.skip_space();
            names.push(self.offset());
            self.string()?;
            self.colon()?;
            self.jump_over_value()?;
            self.skip_space();
            if !self.eat(b",") {
                return Ok(self.second_of_a_name_at(names).unwrap_or(start));
            }
        }
    }

    /// Returns the offset of the first duplicate among the names at `starts`.
    fn second_of_a_name_at(&self, mut starts: Vec<usize>) -> Option<usize> {
        let name_at = |start: &usize| unescape::string_at(self.text, *start);
        // Canonical text has no duplicates.
        if starts.is_sorted_by(|one, other| canonical_order(&name_at(one), &name_at(other)) == Ordering::Less) {
            return None;
        }
        // The sort is stable, so the second of two duplicates is the later one.
        starts.sort_by(|one, other| canonical_order(&name_at(one), &name_at(other)));
        let seconds = starts.windows(2).filter_map(|pair| match pair {
            [one, other] if name_at(one) == name_at(other) => Some(*other),
            _ => None,
        });
        seconds.min()
    }
}
