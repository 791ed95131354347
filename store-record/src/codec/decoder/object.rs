//! Objects whose names the program knows, walked once in canonical order.
//!
//! Each field is first tried as one literal: separator, name and colon together. On a miss a cold
//! function compares the name found with the one expected: a greater one means that the field is
//! absent, a smaller one that the type doesn't have it.

use super::Decoder;
use crate::canonical_order;
use crate::error::{DecodeError, DecodeErrorKind};
use std::borrow::Cow;
use std::cmp::Ordering;

/// What becomes of members that the type doesn't have.
#[derive(Debug)]
pub struct Unknown {
    policy: Policy,
    kept: Vec<UnknownMember>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Policy {
    Refuse,
    Ignore,
    Keep,
}

/// A member that the type doesn't have: its name and its canonical text.
pub(crate) struct UnknownMember {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Shows nothing: both are stored data.
impl std::fmt::Debug for UnknownMember {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnknownMember")
    }
}

impl Unknown {
    /// An unknown member is an error.
    #[must_use]
    pub fn refuse() -> Self {
        Self { policy: Policy::Refuse, kept: Vec::new() }
    }

    /// An unknown member is read over.
    #[must_use]
    pub fn ignore() -> Self {
        Self { policy: Policy::Ignore, kept: Vec::new() }
    }

    /// An unknown member is kept for the field marked `rest`.
    #[must_use]
    pub fn keep() -> Self {
        Self { policy: Policy::Keep, kept: Vec::new() }
    }

    pub(crate) fn into_kept(self) -> Vec<UnknownMember> {
        self.kept
    }

    fn take(&mut self, decoder: &mut Decoder<'_>, name: Cow<'_, str>) -> Result<(), DecodeError> {
        match self.policy {
            Policy::Refuse => Err(decoder.error(DecodeErrorKind::UnknownField)),
            Policy::Ignore => decoder.skip().map(drop).map_err(DecodeError::in_map_key),
            Policy::Keep => {
                let text = decoder.skip().map_err(DecodeError::in_map_key)?.to_owned();
                self.kept.push(UnknownMember { name: name.into_owned(), text });
                Ok(())
            }
        }
    }
}

impl<'de> Decoder<'de> {
    /// An object begins here; its brace is left for the first field's literal.
    #[inline]
    pub(crate) fn open_object(&mut self) -> Result<(), DecodeError> {
        if self.peek() != b'{' {
            return Err(self.expected("an object"));
        }
        self.enter()
    }

    /// Whether the field stands here; consumes its name if so.
    #[inline(always)]
    pub(crate) fn key<const N: usize>(&mut self, literal: &[u8; N], name: &'static str) -> Result<bool, DecodeError> {
        if self.eat(literal) { Ok(true) } else { self.key_slow(name, &mut Unknown::refuse()) }
    }

    #[inline]
    pub(crate) fn key_relaxed<const N: usize>(
        &mut self,
        literal: &[u8; N],
        name: &'static str,
        unknown: &mut Unknown,
    ) -> Result<bool, DecodeError> {
        if self.eat(literal) { Ok(true) } else { self.key_slow(name, unknown) }
    }

    #[cold]
    #[inline(never)]
    fn key_slow(&mut self, name: &'static str, unknown: &mut Unknown) -> Result<bool, DecodeError> {
        loop {
            let before = self.rest;
            let Some(found) = self.next_name()? else {
                self.rest = before;
                return Ok(false);
            };
            match canonical_order(&found, name) {
                Ordering::Equal => return Ok(true),
                Ordering::Greater => {
                    self.rest = before;
                    return Ok(false);
                }
                Ordering::Less => {
                    if unknown.policy == Policy::Refuse {
                        self.rest = before;
                    }
                    unknown.take(self, found)?;
                }
            }
        }
    }

    /// The name of the next member, `None` at the closing brace, which isn't consumed. The
    /// separator before it is consumed, be it the opening brace or a comma.
    fn next_name(&mut self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        if self.eat(b"{") {
            if self.peek() == b'}' {
                return Ok(None);
            }
        } else if self.peek() == b'}' {
            return Ok(None);
        } else if !self.eat(b", ") {
            return Err(self.syntax());
        }
        let name = self.string()?;
        if self.eat(b": ") { Ok(Some(name)) } else { Err(self.syntax()) }
    }

    #[inline]
    pub(crate) fn close_object(&mut self) -> Result<(), DecodeError> {
        if self.eat(b"}") {
            self.leave();
            return Ok(());
        }
        self.close_object_relaxed(&mut Unknown::refuse())
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn close_object_relaxed(&mut self, unknown: &mut Unknown) -> Result<(), DecodeError> {
        loop {
            let before = self.rest;
            match self.next_name()? {
                Some(name) => {
                    if unknown.policy == Policy::Refuse {
                        self.rest = before;
                    }
                    unknown.take(self, name)?;
                }
                None if self.eat(b"}") => {
                    self.leave();
                    return Ok(());
                }
                None => return Err(self.syntax()),
            }
        }
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn missing<T>(&self, name: &'static str) -> Result<T, DecodeError> {
        // After the opening brace alone the error would point before it.
        Err(self.error(DecodeErrorKind::Missing).in_field(name))
    }

    /// Looks ahead for the text of the member `tag` of the object that begins here.
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
        let start = self.rest;
        loop {
            match self.next_name()? {
                None => {
                    self.rest = start;
                    return self.missing(tag);
                }
                Some(name) if name == tag => return self.string().map_err(|error| error.in_field(tag)),
                Some(_) => self.skip().map(drop).map_err(DecodeError::in_map_key)?,
            }
        }
    }

    /// The name of the next entry of a map, with the separator before it; `None` after the closing
    /// brace, which is consumed.
    #[inline]
    pub(crate) fn next_entry(&mut self, first: &mut bool) -> Result<Option<Cow<'de, str>>, DecodeError> {
        if self.eat(b"}") {
            self.leave();
            return Ok(None);
        }
        let is_first = std::mem::take(first);
        if !(is_first || self.eat(b", ")) || (is_first && self.peek() <= b' ') {
            return self.next_spaced_entry(is_first);
        }
        let name = self.string()?;
        self.colon()?;
        Ok(Some(name))
    }

    /// The same after white space, or after a comma without a space. No comma has been consumed.
    #[cold]
    #[inline(never)]
    fn next_spaced_entry(&mut self, is_first: bool) -> Result<Option<Cow<'de, str>>, DecodeError> {
        if self.eat_spaced(b'}') {
            self.leave();
            return Ok(None);
        }
        if !(is_first || self.eat_spaced(b',')) {
            return Err(self.syntax());
        }
        let name = self.string()?;
        self.colon()?;
        Ok(Some(name))
    }

    /// What stands between a name and its value.
    #[inline]
    pub(crate) fn colon(&mut self) -> Result<(), DecodeError> {
        if self.eat(b": ") || self.eat_spaced(b':') { Ok(()) } else { Err(self.syntax()) }
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
