//! The deferred way to read an object: a member whose turn comes later is skipped and remembered. This pass reports no
//! errors; on any problem, or if too much would be skipped, the text is read again by the index. See
//! `docs/design/reading.md`.

use super::index::{DeferredMembers, Member, ValueSpan};
use super::{Decoder, Mode, Names, UnknownMembers};
use crate::codec::rank::NameRank;
use crate::codec::scan;
use crate::codec::syntax::after_rare_space as after_space;
use crate::error::DecodeError;

/// In a text that is no longer there are few members to be passed over.
const SHORT_TEXT_BYTES: usize = 128;

impl<'de> Decoder<'de> {
    /// Whether few members will have to be passed over in the object that begins here, whose first one is to be `name`.
    pub(super) fn seems_in_order(&self, name: &str) -> bool {
        self.text.len() <= SHORT_TEXT_BYTES
            || self
                .rest
                .get(2..)
                .and_then(|rest| rest.strip_prefix(name.as_bytes()))
                .is_some_and(|rest| rest.starts_with(b"\""))
    }

    /// The brace is left for the first member's separator.
    #[inline(never)]
    pub(super) fn open_deferred(&mut self) -> Result<(), DecodeError> {
        let depth = self.depth;
        // An object ended at a brace that was read as canonical text is, with members left.
        let is_any_left = self.deferred().is_none_or(|members| members.depth() >= depth);
        self.opened_at = self.rest.len();
        if is_any_left { Err(self.discarded_error()) } else { Ok(()) }
    }

    #[inline(never)]
    pub(super) fn find_deferred(&mut self, name: &str) -> Result<bool, DecodeError> {
        self.try_find_deferred(name).ok_or_else(|| self.discarded_error())
    }

    #[inline(always)]
    fn try_find_deferred(&mut self, name: &str) -> Option<bool> {
        self.go_back()?;
        let before = self.rest;
        match self.before_member(before)? {
            Some(member) => Some(self.eat_member(member, name) || self.take_deferred_or_later(member, name, before)?),
            None => self.take_deferred(name, before),
        }
    }

    /// Consumes the name of a member and its colon if the name is that one.
    #[inline(always)]
    fn eat_member(&mut self, member: &'de [u8], name: &str) -> bool {
        if let [b'"', body @ ..] = member
            && let Some((found, [b'"', rest @ ..])) = body.split_at_checked(name.len())
            && scan::is_same(found, name.as_bytes())
            // A backslash is the beginning of an escape in the text, and itself in the name.
            && scan::find_special_in_short(found) == found.len()
            && let Some(value) = after_colon(rest)
        {
            self.rest = value;
            return true;
        }
        false
    }

    /// `before` is where to go on behind the member.
    fn take_deferred(&mut self, name: &str, before: &[u8]) -> Option<bool> {
        let (depth, text, back) = (self.depth, self.text, (self.limit - before.len(), self.limit));
        let value = self.deferred()?.take(depth, name, text, back);
        if let Some(value) = value {
            self.go_to_value(value);
        }
        Some(value.is_some())
    }

    #[inline(never)]
    fn take_deferred_or_later(&mut self, mut member: &'de [u8], name: &str, before: &[u8]) -> Option<bool> {
        if self.take_deferred(name, before)? {
            return Some(true);
        }
        loop {
            let rest = self.defer(member)?;
            let Some(next) = self.before_member(rest)? else {
                self.rest = rest;
                return Some(false);
            };
            if self.eat_member(next, name) {
                return Some(true);
            }
            member = next;
        }
    }

    #[inline(never)]
    pub(super) fn close_deferred(&mut self) -> Result<(), DecodeError> {
        self.try_close_deferred().ok_or_else(|| self.discarded_error())
    }

    fn try_close_deferred(&mut self) -> Option<()> {
        self.go_back()?;
        if self.before_member(self.rest)?.is_some() {
            return None;
        }
        self.rest = self.after_brace(self.rest)?;
        self.leave();
        Some(())
    }

    /// The end of an object that may have members of any name.
    #[inline(never)]
    pub(super) fn close_any_deferred(
        &mut self,
        names: &Names,
        unknown: &mut UnknownMembers,
    ) -> Result<(), DecodeError> {
        self.try_close_any_deferred(names, unknown).ok_or_else(|| self.discarded_error())
    }

    fn try_close_any_deferred(&mut self, names: &Names, unknown: &mut UnknownMembers) -> Option<()> {
        self.go_back()?;
        while let Some(member) = self.before_member(self.rest)? {
            self.rest = self.defer(member)?;
        }
        self.rest = self.after_brace(self.rest)?;
        let (depth, text, end, limit) = (self.depth, self.text, self.offset(), self.limit);
        for member in self.deferred()?.close(depth, text) {
            let name = member.name_in(text);
            // One of the type's own names was there already.
            if names.contains(&&*name) {
                return None;
            }
            self.go_to_value(member.value());
            unknown.take(self, member.name, name).and_then(|()| self.must_end()).ok()?;
        }
        self.go_to(end, limit);
        self.leave();
        Some(())
    }

    /// The error that makes the caller read the text once more. It isn't reported, so it says nothing more.
    #[cold]
    fn discarded_error(&self) -> DecodeError {
        self.syntax()
    }

    fn deferred(&mut self) -> Option<&mut DeferredMembers> {
        if let Mode::Deferred(index) = &mut self.mode { Some(&mut index.deferred) } else { None }
    }

    /// Behind a member that had been passed over, to where the reader was before it.
    #[inline(always)]
    fn go_back(&mut self) -> Option<()> {
        let depth = self.depth;
        if let Some((offset, limit)) = self.deferred()?.take_back(depth) {
            self.must_end().ok()?;
            self.go_to(offset, limit);
        }
        Some(())
    }

    /// The next member of an object; none at the closing brace.
    #[inline(always)]
    fn before_member(&self, rest: &'de [u8]) -> Option<Option<&'de [u8]>> {
        match after_space(rest) {
            [b',', rest @ ..] => Some(Some(after_space(rest))),
            [b'}', ..] => Some(None),
            [b'{', others @ ..] if rest.len() == self.opened_at => match after_space(others) {
                [b'}', ..] => Some(None),
                others => Some(Some(others)),
            },
            _ => None,
        }
    }

    /// At the end of an object; also of one that has no members.
    #[inline(always)]
    fn after_brace(&self, rest: &'de [u8]) -> Option<&'de [u8]> {
        match after_space(rest) {
            [b'}', rest @ ..] => Some(rest),
            [b'{', rest @ ..] => after_space(rest).get(1..),
            _ => None,
        }
    }

    /// Remembers a member and gives what stands behind it.
    #[inline(always)]
    fn defer(&mut self, member: &'de [u8]) -> Option<&'de [u8]> {
        let [b'"', body @ ..] = member else { return None };
        let length = scan::find_special_in_short(body);
        let value = after_colon(body.get(length..)?.strip_prefix(b"\"")?)?;
        let mut is_plain_string = false;
        let rest = match value.first() {
            Some(b'"') => {
                let body = value.get(1..)?;
                match body.get(scan::find_special_in_short(body)..)? {
                    [b'"', rest @ ..] => {
                        is_plain_string = true;
                        rest
                    }
                    rest => after_escapes(rest)?,
                }
            }
            Some(b'{' | b'[') => after_brackets(value)?,
            _ => match scan::find_end_of_scalar(value) {
                0 => return None,
                length => value.get(length..)?,
            },
        };
        let offset = |rest: usize| self.limit - rest;
        let place = ValueSpan { start: offset(value.len()), end: offset(rest.len()), is_plain_string };
        let (depth, rank) = (self.depth, NameRank::from_prefix(body, length));
        let member = Member::new(rank, offset(member.len()), place);
        self.deferred()?.add(depth, member)?;
        Some(rest)
    }
}

#[inline(always)]
fn after_colon(rest: &[u8]) -> Option<&[u8]> {
    match after_space(rest) {
        [b':', value @ ..] => Some(after_space(value)),
        _ => None,
    }
}

/// Behind a string of which an escape comes next.
#[inline(never)]
fn after_escapes(mut rest: &[u8]) -> Option<&[u8]> {
    while let [b'\\', _, others @ ..] = rest {
        rest = others.get(scan::find_special(others)..)?;
    }
    rest.strip_prefix(b"\"")
}

/// Nested values that are longer would be gone through too often: once for each level that they stand in.
const MAX_SKIPPED_BYTES: usize = 64;

#[inline(never)]
fn after_brackets(value: &[u8]) -> Option<&[u8]> {
    let mut rest = value.get(..MAX_SKIPPED_BYTES).unwrap_or(value);
    let length = rest.len();
    let mut open = 0usize;
    loop {
        let is_bracket = |byte: &u8| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']');
        let (first, others) = rest.get(rest.iter().position(is_bracket)?..)?.split_first()?;
        rest = others;
        match first {
            b'"' => match rest.get(scan::find_special(rest)..)? {
                [b'"', others @ ..] => rest = others,
                others => rest = after_escapes(others)?,
            },
            b'{' | b'[' => open += 1,
            _ => open -= 1,
        }
        if open == 0 {
            return value.get(length - rest.len()..);
        }
    }
}
