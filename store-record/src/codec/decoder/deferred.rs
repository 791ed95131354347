//! The deferred way to read an object: a member whose turn comes later is jumped over and remembered. This pass reports no
//! errors. On any problem, or if too much would be jumped over, the text is read again by the index. See
//! `docs/design/reading.md`.

use super::index::{DeferredMembers, Member, ValueSpan};
use super::{Decoder, Mode, Names, UnknownMembers};
use crate::codec::rank::NameRank;
use crate::codec::syntax::after_rare_space as after_space;
use crate::codec::{jump, scan};
use crate::error::DecodeError;

/// Texts up to this length have few members.
const SHORT_TEXT_BYTES: usize = 128;

/// A longer object or array isn't deferred: it would be jumped over once for each level that it is in.
const MAX_DEFERRED_BYTES: usize = 64;

impl<'de> Decoder<'de> {
    /// Returns true if few members will be deferred in the next object, whose first field is `name`.
    pub(super) fn is_deferring_cheap(&self, name: &str) -> bool {
        self.text.len() <= SHORT_TEXT_BYTES
            || self
                .rest
                .get(2..)
                .and_then(|rest| rest.strip_prefix(name.as_bytes()))
                .is_some_and(|rest| rest.starts_with(b"\""))
    }

    /// The brace is left for the separator of the first member.
    #[inline(never)]
    pub(super) fn open_deferred(&mut self) -> Result<(), DecodeError> {
        let depth = self.depth;
        // Expanded code can consume a canonical closing brace without calling this file, and leave deferred members behind.
        let are_members_left = self.deferred().is_none_or(|members| members.depth() >= depth);
        self.opened_at = self.rest.len();
        if are_members_left { Err(self.discarded_error()) } else { Ok(()) }
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

    /// Goes to the value of a member if it has that name.
    #[inline(always)]
    fn eat_member(&mut self, member: &'de [u8], name: &str) -> bool {
        if let [b'"', body @ ..] = member
            && let Some((found, [b'"', rest @ ..])) = body.split_at_checked(name.len())
            && scan::is_same(found, name.as_bytes())
            // In the text a backslash begins an escape, but in the name it is a backslash.
            && scan::find_special_in_short(found) == found.len()
            && let Ok(value) = jump::after_colon(rest)
        {
            self.rest = value;
            return true;
        }
        false
    }

    /// Goes to the value of a deferred member. Reading continues at `before` after it.
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

    /// Members that are left are an error, or unknown ones of a type that accepts them.
    #[inline(never)]
    pub(super) fn close_deferred(&mut self, unknown: Option<(&Names, &mut UnknownMembers)>) -> Result<(), DecodeError> {
        self.try_close_deferred(unknown).ok_or_else(|| self.discarded_error())
    }

    fn try_close_deferred(&mut self, unknown: Option<(&Names, &mut UnknownMembers)>) -> Option<()> {
        self.go_back()?;
        while let Some(member) = self.before_member(self.rest)? {
            unknown.as_ref()?;
            self.rest = self.defer(member)?;
        }
        self.rest = self.after_brace(self.rest)?;
        if let Some((names, unknown)) = unknown {
            let (depth, text, end, limit) = (self.depth, self.text, self.offset(), self.limit);
            for member in self.deferred()?.close(depth, text) {
                let name = member.name_in(text);
                // A field of the type that was read before.
                if names.contains(&&*name) {
                    return None;
                }
                self.go_to_value(member.value());
                unknown.take(self, member.name, name).and_then(|()| self.must_end()).ok()?;
            }
            self.go_to(end, limit);
        }
        self.leave();
        Some(())
    }

    /// Makes the caller read the text again. It isn't reported, so it needs no details.
    #[cold]
    fn discarded_error(&self) -> DecodeError {
        self.syntax()
    }

    fn deferred(&mut self) -> Option<&mut DeferredMembers> {
        if let Mode::Deferred(index) = &mut self.mode { Some(&mut index.deferred) } else { None }
    }

    /// Returns from a deferred member to where the decoder was before it.
    #[inline(always)]
    fn go_back(&mut self) -> Option<()> {
        let depth = self.depth;
        if let Some((offset, limit)) = self.deferred()?.take_back(depth) {
            self.must_end().ok()?;
            self.go_to(offset, limit);
        }
        Some(())
    }

    /// The text from the next member on, or `Some(None)` at the closing brace.
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

    /// The text after the closing brace, or after both braces of an object without members.
    #[inline(always)]
    fn after_brace(&self, rest: &'de [u8]) -> Option<&'de [u8]> {
        match after_space(rest) {
            [b'}', rest @ ..] => Some(rest),
            [b'{', rest @ ..] => after_space(rest).get(1..),
            _ => None,
        }
    }

    /// Remembers a member. Returns the text after it.
    #[inline(always)]
    fn defer(&mut self, member: &'de [u8]) -> Option<&'de [u8]> {
        let [b'"', body @ ..] = member else { return None };
        let length = scan::find_special_in_short(body);
        let value = jump::after_colon(body.get(length..)?.strip_prefix(b"\"")?).ok()?;
        let (rest, is_plain_string) = match value.first() {
            Some(b'"') => jump::after_string(value).ok()?,
            Some(b'{' | b'[') => {
                let front = value.get(..MAX_DEFERRED_BYTES).unwrap_or(value);
                let after = jump::after_brackets(front).ok()?;
                (value.get(front.len() - after.len()..)?, false)
            }
            _ => (jump::after_scalar(value).ok()?, false),
        };
        let offset = |rest: usize| self.limit - rest;
        let span = ValueSpan { start: offset(value.len()), end: offset(rest.len()), is_plain_string };
        let (depth, rank) = (self.depth, NameRank::from_prefix(body, length));
        let member = Member::new(rank, offset(member.len()), span);
        self.deferred()?.add(depth, member)?;
        Some(rest)
    }
}
