//! Reads JSON for the walk: any value, strings, members and elements. It continues after what no JSONB value can be,
//! such as U+0000 or a duplicate name, and stops only where the text isn't JSON.

use super::{Stop, Walk, Walked};
use crate::codec::decoder::{Decoder, canonical};
use crate::codec::syntax::MAX_NESTING;
use crate::error::DecodeErrorKind;
use crate::explain::hint::Hint;
use crate::explain::paths::Step;
use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// A member's name: the offset of its quote, and the name unless it can't be read.
pub(super) struct Name<'t> {
    pub(super) offset: usize,
    pub(super) text: Option<Cow<'t, str>>,
}

/// Returns the string whose quote is at an offset.
pub(in crate::explain) fn name_at(text: &str, offset: usize) -> Option<String> {
    Decoder::at(text, offset).string().ok().map(Cow::into_owned)
}

/// Returns true if a member's name begins at the offset.
pub(super) fn is_name(text: &str, offset: usize) -> bool {
    let mut decoder = Decoder::at(text, offset);
    let is_string = decoder.string().is_ok();
    decoder.skip_space();
    is_string && decoder.peek() == b':'
}

/// Finds duplicate texts by a hash of 64 bits. The hash is keyed, so no input can make two of them equal.
#[derive(Default)]
pub(super) struct Seen {
    random: RandomState,
    hashes: HashSet<u64>,
}

impl Seen {
    /// Inserts a text. Returns true if it is a duplicate.
    pub(super) fn insert(&mut self, text: &str) -> bool {
        !self.hashes.insert(self.random.hash_one(text))
    }
}

impl<'t> Walk<'t, '_> {
    /// Reads any JSON. Only errors of JSON itself are reported.
    pub(super) fn any(&mut self) -> Walked {
        let start = self.input.offset();
        match self.input.peek() {
            b'"' => drop(self.string()?),
            b'{' => {
                let mut seen = Seen::default();
                self.members(|walk, name| {
                    walk.at(Step::Name(name.offset), |walk| {
                        walk.report_duplicate_name(&mut seen, &name);
                        walk.any()
                    })
                })?;
            }
            b'[' => drop(self.elements(|walk, _| walk.any())?),
            b't' if self.input.eat(b"true") => {}
            b'f' if self.input.eat(b"false") => {}
            b'n' if self.input.eat(b"null") => {}
            b'-' | b'0'..=b'9' => match self.input.number() {
                Ok(token) if canonical::rewrite(token).is_err() => {
                    self.report(DecodeErrorKind::NumberTooLong, start, Hint::None);
                }
                Ok(_) => {}
                Err(error) => return self.stop(&error),
            },
            _ => return self.stop(&self.input.syntax()),
        }
        self.locate(start);
        Ok(())
    }

    /// Reads any JSON without looking for differences. Returns its text.
    pub(super) fn skip(&mut self) -> Result<&'t str, Stop> {
        let start = self.input.offset();
        let was_silent = std::mem::replace(&mut self.is_silent, true);
        let skipped = self.any();
        self.is_silent = was_silent;
        match skipped {
            Ok(()) => {
                self.locate(start);
                Ok(self.input.text_since(start))
            }
            // What stopped it wasn't reported.
            Err(stop) if was_silent => Err(stop),
            Err(_) => {
                let error = self.input.syntax();
                self.stop(&error)?;
                Err(Stop)
            }
        }
    }

    /// Skips a value that has a reported difference.
    pub(super) fn skip_reported(&mut self) -> Walked {
        let start = self.input.offset();
        self.skip()?;
        self.is_reported(start);
        Ok(())
    }

    /// Reads a string. Returns `None` if it has something that can't be stored.
    pub(super) fn string(&mut self) -> Result<Option<Cow<'t, str>>, Stop> {
        let before = self.input.mark();
        match self.input.string() {
            Ok(text) => Ok(Some(text)),
            Err(error) if matches!(error.kind(), DecodeErrorKind::Escape | DecodeErrorKind::Nul) => {
                self.report(error.kind(), error.offset(), Hint::None);
                self.input.reset(before);
                self.skip_string()?;
                Ok(None)
            }
            Err(error) => {
                self.stop(&error)?;
                Err(Stop)
            }
        }
    }

    /// Skips a string.
    fn skip_string(&mut self) -> Walked {
        self.input.advance(1);
        loop {
            match self.input.rest() {
                [b'\\', _, ..] => self.input.advance(2),
                [b'"', ..] => {
                    self.input.advance(1);
                    return Ok(());
                }
                [_, ..] => self.input.advance(1),
                [] => return self.stop(&self.input.syntax()),
            }
        }
    }

    /// Reads an object: `member` is called at each value and must read it. Returns the offset of the closing brace, or
    /// `None` if the object nests too deep.
    pub(super) fn members(
        &mut self,
        mut member: impl FnMut(&mut Self, Name<'t>) -> Walked,
    ) -> Result<Option<usize>, Stop> {
        if !self.enter()? {
            return Ok(None);
        }
        self.input.skip_space();
        if self.input.peek() != b'}' {
            loop {
                self.input.skip_space();
                let offset = self.input.offset();
                if self.input.peek() != b'"' {
                    return self.broken();
                }
                let text = self.string()?;
                self.input.skip_space();
                if !self.input.eat(b":") {
                    return self.broken();
                }
                self.input.skip_space();
                member(self, Name { offset, text })?;
                self.input.skip_space();
                match self.input.peek() {
                    b',' => self.input.advance(1),
                    b'}' => break,
                    _ => return self.broken(),
                }
            }
        }
        Ok(Some(self.leave()))
    }

    /// Reads an array: `element` is called at each element and must read it. Returns the number of elements, or `None`
    /// if the array nests too deep.
    pub(super) fn elements(
        &mut self,
        mut element: impl FnMut(&mut Self, usize) -> Walked,
    ) -> Result<Option<usize>, Stop> {
        if !self.enter()? {
            return Ok(None);
        }
        let mut count = 0;
        self.input.skip_space();
        if self.input.peek() != b']' {
            loop {
                self.input.skip_space();
                self.at(Step::Index(count), |walk| element(walk, count))?;
                count += 1;
                self.input.skip_space();
                match self.input.peek() {
                    b',' => self.input.advance(1),
                    b']' => break,
                    _ => return self.broken(),
                }
            }
        }
        self.leave();
        Ok(Some(count))
    }

    fn broken<T>(&mut self) -> Result<T, Stop> {
        let error = self.input.syntax();
        self.stop(&error)?;
        Err(Stop)
    }

    /// Enters a bracket. Returns false, after skipping the value, if it nests too deep.
    fn enter(&mut self) -> Result<bool, Stop> {
        if self.depth < MAX_NESTING {
            self.depth += 1;
            self.unrolled = 0;
            self.input.advance(1);
            return Ok(true);
        }
        let start = self.input.offset();
        self.report(DecodeErrorKind::Depth, start, Hint::None);
        let mut open = 0_usize;
        loop {
            match self.input.peek() {
                b'"' => self.skip_string()?,
                bracket => {
                    match bracket {
                        b'{' | b'[' => open += 1,
                        b'}' | b']' => open -= 1,
                        _ if self.input.rest().is_empty() => return self.broken(),
                        _ => {}
                    }
                    self.input.advance(1);
                    if open == 0 {
                        self.is_reported(start);
                        return Ok(false);
                    }
                }
            }
        }
    }

    /// Leaves a bracket. Returns its offset.
    fn leave(&mut self) -> usize {
        let offset = self.input.offset();
        self.depth -= 1;
        self.input.advance(1);
        offset
    }

    /// Reports a duplicate name. A name that can't be read was reported before.
    pub(super) fn report_duplicate_name(&mut self, seen: &mut Seen, name: &Name<'t>) {
        if self.is_silent {
            return;
        }
        if let Some(text) = &name.text
            && seen.insert(text)
        {
            self.report_name(DecodeErrorKind::Duplicate, name.offset, Hint::None);
        }
    }
}
