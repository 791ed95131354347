//! A member of an object.

use crate::codec::rank::NameRank;
use crate::codec::{scan, unescape};
use crate::order::{canonical_order, canonical_order_of_bytes};
use std::borrow::Cow;
use std::cmp::Ordering;

/// A member, by offsets in the text.
#[derive(Clone, Copy, Default)]
pub(crate) struct Member {
    pub(super) rank: NameRank,
    /// The offset of the name's opening quote.
    pub(crate) name: usize,
    /// The offset of the value. Its highest bit, which no offset has, says that the value is a plain string.
    value: usize,
    end: usize,
}

/// No text is longer than `isize::MAX`.
const PLAIN_STRING: usize = 1 << (usize::BITS - 1);

/// Where a member's value is.
#[derive(Clone, Copy)]
pub(crate) struct ValueSpan {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// True if the value is a string without escapes.
    pub(crate) is_plain_string: bool,
}

impl Member {
    #[inline(always)]
    pub(crate) fn new(rank: NameRank, name: usize, value: ValueSpan) -> Self {
        let ValueSpan { start, end, is_plain_string } = value;
        Self { rank, name, value: start | if is_plain_string { PLAIN_STRING } else { 0 }, end }
    }

    #[inline(always)]
    pub(crate) fn value(&self) -> ValueSpan {
        let start = self.value & !PLAIN_STRING;
        ValueSpan { start, end: self.end, is_plain_string: self.value != start }
    }

    /// Compares the names of two members of one text.
    #[inline(always)]
    pub(super) fn compare(&self, other: &Self, text: &str) -> Ordering {
        match self.rank.cmp(&other.rank) {
            Ordering::Equal if !self.rank.is_whole() => self.compare_whole(other, text),
            by_rank => by_rank,
        }
    }

    #[inline(never)]
    fn compare_whole(&self, other: &Self, text: &str) -> Ordering {
        match (self.plain_name(text), other.plain_name(text)) {
            (Some(one), Some(other)) => canonical_order_of_bytes(one, other),
            _ => canonical_order(&self.name_in(text), &other.name_in(text)),
        }
    }

    /// Compares the member's name with another name.
    pub(super) fn compare_name(&self, name: &str, text: &str) -> Ordering {
        if self.has_name(name, text) { Ordering::Equal } else { canonical_order(&self.name_in(text), name) }
    }

    /// Returns true if the member has that name, and the name has no escapes or is so short that the rank holds all of
    /// it.
    #[inline(always)]
    pub(super) fn has_name(&self, name: &str, text: &str) -> bool {
        let name = name.as_bytes();
        if self.rank.length() != name.len() {
            return false;
        }
        if self.rank.is_whole() {
            return self.rank == NameRank::new(name);
        }
        self.plain_name(text).is_some_and(|plain| scan::is_same(plain, name))
    }

    /// Returns the name if it has no escapes and isn't very long. A name with escapes is longer in the text than its
    /// rank says, so a quote at that length follows a backslash.
    #[inline(always)]
    pub(super) fn plain_name<'t>(&self, text: &'t str) -> Option<&'t [u8]> {
        let (name, after) = text.as_bytes().get(self.name + 1..)?.split_at_checked(self.rank.length())?;
        (after.first() == Some(&b'"') && name.last() != Some(&b'\\')).then_some(name)
    }

    pub(crate) fn name_in<'t>(&self, text: &'t str) -> Cow<'t, str> {
        unescape::string_at(text, self.name)
    }
}
