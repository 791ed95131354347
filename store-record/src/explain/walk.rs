//! Walks a payload along a shape. The recursion is as deep as the payload, at most 128 levels.

use super::checks;
use super::hint::Hint;
use super::paths::{Location, Paths, Step, Trail};
use super::{Difference, Differences, Found, is_covered};
use crate::codec::decoder::{Decoder, canonical};
use crate::error::{DecodeError, DecodeErrorKind, Path};
use crate::shape::Shape;
use objects::Unknown;
use reader::{Seen, is_name};

mod objects;
mod reader;
mod untagged;

pub(super) use reader::name_at;

/// The end of the walk: a syntax error, or enough differences.
pub(super) struct Stop;

pub(super) type Walked = Result<(), Stop>;

/// A recursive shape is entered at most this often without a bracket: a type that contains only itself has no value.
const MAX_UNROLLED: u32 = 8;

/// The recursive shapes around the current one.
#[derive(Clone, Copy)]
pub(super) struct Enclosing<'a> {
    name: &'static str,
    shape: &'static Shape,
    outer: Within<'a>,
}

pub(super) type Within<'a> = Option<&'a Enclosing<'a>>;

pub(super) struct Walk<'t, 'e> {
    pub(super) text: &'t str,
    pub(super) input: Decoder<'t>,
    pub(super) depth: u32,
    pub(super) unrolled: u32,
    /// True while a value is skipped or looked ahead at. Nothing is reported then.
    pub(super) is_silent: bool,
    /// The number of untagged enums with several variants of one kind around the current value.
    nested_untagged: u32,
    /// The number of differences, with those that weren't reported.
    pub(super) faults: usize,
    /// The greatest offset of one.
    pub(super) furthest_fault: usize,
    trail: Trail,
    paths: Paths,
    found: Vec<Found>,
    is_truncated: bool,
    /// True after a syntax error.
    is_broken: bool,
    /// The offset at which decoding failed.
    failed_at: usize,
    failed_path: &'e Path,
    /// The innermost value around that offset, and the one that also has the failure's path. A codec written by hand
    /// may report the offset of its value's end.
    failed: Option<Location>,
    failed_exactly: Option<Location>,
    /// True if decoding failed in a value that was reported and skipped.
    is_failure_skipped: bool,
}

/// Returns the differences between a text and a shape. They contain the failure of decoding.
pub(super) fn differences<'t>(shape: &'static Shape, text: &'t str, failure: &DecodeError) -> Differences<'t> {
    let mut walk = Walk::new(text, failure);
    // The reason for a stop was reported.
    let _: Walked = walk.whole(shape);
    walk.finish(failure)
}

/// Returns the first difference between a text and a shape as an error.
pub(super) fn first_difference(shape: &'static Shape, text: &str) -> Result<(), DecodeError> {
    // Decoding hasn't failed, so the place of its failure is after every value.
    let none = DecodeError::new(DecodeErrorKind::Missing, usize::MAX);
    let mut walk = Walk::new(text, &none);
    // The reason for a stop was reported.
    let _: Walked = walk.whole(shape);
    match walk.found.iter().min_by_key(|found| found.offset) {
        None => Ok(()),
        Some(found) => Err(DecodeError::new(found.kind, found.offset).in_path(walk.paths.redacted(found.place))),
    }
}

impl<'t, 'e> Walk<'t, 'e> {
    fn new(text: &'t str, failure: &'e DecodeError) -> Self {
        Self {
            text,
            input: Decoder::new(text),
            depth: 0,
            unrolled: 0,
            is_silent: false,
            nested_untagged: 0,
            faults: 0,
            furthest_fault: 0,
            trail: Trail::default(),
            paths: Paths::default(),
            found: Vec::new(),
            is_truncated: false,
            is_broken: false,
            failed_at: failure.offset(),
            failed_path: failure.path(),
            failed: None,
            failed_exactly: None,
            is_failure_skipped: false,
        }
    }

    fn whole(&mut self, shape: &'static Shape) -> Walked {
        self.input.skip_space();
        self.value(shape, None)?;
        self.input.skip_space();
        if self.input.rest().is_empty() {
            return Ok(());
        }
        self.stop(&self.input.error(DecodeErrorKind::TrailingBytes))
    }

    fn finish(mut self, failure: &DecodeError) -> Differences<'t> {
        let difference = |found| Difference { text: self.text, paths: &self.paths, found };
        // Decoding may have stopped at another syntax error.
        let is_syntax = matches!(
            failure.kind(),
            DecodeErrorKind::Syntax | DecodeErrorKind::Truncated | DecodeErrorKind::TrailingBytes
        );
        let is_covered = self.is_truncated
            || self.is_failure_skipped
            || self.is_broken && is_syntax
            || self.found.iter().any(|found| is_covered(failure, &difference(found)));
        if !is_covered && self.found.len() == Differences::MAX {
            self.is_truncated = true;
        } else if !is_covered {
            let mut place = self.failed_exactly.or(self.failed).unwrap_or(Location::ROOT);
            let (kind, offset) = (failure.kind(), failure.offset());
            let name = is_name(self.text, offset).then_some(offset);
            if name.is_some() {
                place = self.paths.add(place, Step::Name(offset));
            } else if let (DecodeErrorKind::Missing, Some(name)) = (kind, failure.path().last_name()) {
                place = self.paths.add(place, Step::Field(name));
            }
            self.found.push(Found { place, kind, offset, name, hint: Hint::None });
        }
        self.found.sort_by_key(|found| found.offset);
        Differences { text: self.text, paths: self.paths, found: self.found, is_truncated: self.is_truncated }
    }

    /// Records a difference at the current value.
    pub(super) fn report(&mut self, kind: DecodeErrorKind, offset: usize, hint: Hint) {
        self.push(kind, offset, None, hint);
    }

    /// Records a difference whose name begins at `offset`.
    pub(super) fn report_name(&mut self, kind: DecodeErrorKind, offset: usize, hint: Hint) {
        self.push(kind, offset, Some(offset), hint);
    }

    fn push(&mut self, kind: DecodeErrorKind, offset: usize, name: Option<usize>, hint: Hint) {
        self.faults += 1;
        self.furthest_fault = self.furthest_fault.max(offset);
        if self.is_silent {
            return;
        }
        if self.found.len() == Differences::MAX {
            self.is_truncated = true;
            return;
        }
        let place = self.paths.location_of(&mut self.trail);
        self.found.push(Found { place, kind, offset, name, hint });
    }

    /// Ends the walk at a syntax error.
    pub(super) fn stop(&mut self, error: &DecodeError) -> Walked {
        self.report(error.kind(), error.offset(), Hint::None);
        self.is_broken |= !self.is_silent;
        Err(Stop)
    }

    /// Remembers the innermost value in which decoding failed. `start` is the offset of the value that was just read.
    pub(super) fn locate(&mut self, start: usize) {
        let end = self.input.offset();
        if self.is_silent || !(start..=end).contains(&self.failed_at) {
            return;
        }
        let place = self.paths.location_of(&mut self.trail);
        if self.paths.redacted(place) == *self.failed_path {
            self.failed_exactly.get_or_insert(place);
        }
        if self.failed_at < end {
            self.failed.get_or_insert(place);
        }
    }

    /// Notes that the value from `start` to here has a reported difference.
    pub(super) fn is_reported(&mut self, start: usize) {
        self.is_failure_skipped |= !self.is_silent && (start..self.input.offset()).contains(&self.failed_at);
    }

    /// Calls `walk` one step deeper.
    pub(super) fn at<T>(&mut self, step: Step, walk: impl FnOnce(&mut Self) -> Result<T, Stop>) -> Result<T, Stop> {
        self.trail.push(step);
        let walked = walk(self);
        // After a stop nothing needs the trail.
        self.trail.pop();
        if self.is_truncated { Err(Stop) } else { walked }
    }

    /// Reads a value that should have the shape.
    pub(super) fn value(&mut self, shape: &'static Shape, within: Within<'_>) -> Walked {
        let start = self.input.offset();
        self.value_of(shape, within)?;
        self.locate(start);
        Ok(())
    }

    pub(super) fn value_of(&mut self, shape: &'static Shape, within: Within<'_>) -> Walked {
        match shape {
            Shape::Optional(_) if self.input.eat(b"null") => Ok(()),
            Shape::Optional(inside) | Shape::Converted(inside) | Shape::Unverified(inside) => {
                self.value_of(inside, within)
            }
            Shape::Recursive(name, inside) => {
                let enclosing = Enclosing { name, shape, outer: within };
                self.value_of(inside, Some(&enclosing))
            }
            Shape::Recursion(name) => match enclosing(within, name) {
                Some(enclosing) if self.unrolled < MAX_UNROLLED => {
                    self.unrolled += 1;
                    self.value_of(enclosing.shape, enclosing.outer)
                }
                _ => self.any(),
            },
            Shape::Json | Shape::Custom => self.any(),
            Shape::List(element) => self.array(None, |walk, _| walk.value(element, within)),
            Shape::Array(element, length) => self.array(Some(*length), |walk, _| walk.value(element, within)),
            Shape::Tuple(elements) => self.array(Some(elements.len()), |walk, index| match elements.get(index) {
                Some(element) => walk.value(element, within),
                None => walk.skip_reported(),
            }),
            Shape::Set(element) | Shape::OrderedSet(element) => {
                let mut seen = Seen::default();
                self.array(None, |walk, _| walk.distinct(&mut seen, |walk| walk.value(element, within)))
            }
            Shape::Pairs(key, value) => {
                let mut seen = Seen::default();
                self.array(None, |walk, _| walk.pair(&mut seen, key, value, within))
            }
            Shape::Map { key, value } => self.map(*key, value, within),
            Shape::Struct(shape) => self.object(shape.fields, Unknown::of(shape), None, within),
            Shape::Enum(shape) => self.choice(shape, within),
            Shape::Bool | Shape::Integer(_) | Shape::UnixTime { .. } | Shape::Float { .. } | Shape::Text(_) => {
                self.scalar(shape)
            }
        }
    }

    pub(super) fn scalar(&mut self, shape: &'static Shape) -> Walked {
        let Some(check) = checks::of_scalar(shape) else { return self.any() };
        let start = self.input.offset();
        let text = self.skip()?;
        let found = match text.as_bytes().first() {
            // The content doesn't matter.
            Some(b'{') => check("{}"),
            Some(b'[') => check("[]"),
            _ => check(text),
        };
        if let Err(error) = found {
            self.report(error.kind(), start + error.offset(), Hint::None);
            self.is_reported(start);
        } else if let Some(length) = checks::is_of_another_length(shape, text) {
            self.report(DecodeErrorKind::Length(length), start, Hint::None);
        }
        Ok(())
    }

    /// Reports that the current value has another kind than the shape, and skips it.
    pub(super) fn another_kind(&mut self, expected: &'static str) -> Walked {
        let error = self.input.expected(expected);
        if !matches!(error.kind(), DecodeErrorKind::Expected { .. }) {
            return self.stop(&error);
        }
        self.report(error.kind(), error.offset(), Hint::None);
        self.skip_reported()
    }

    fn array(&mut self, length: Option<usize>, mut element: impl FnMut(&mut Self, usize) -> Walked) -> Walked {
        if self.input.peek() != b'[' {
            return self.another_kind("an array");
        }
        let start = self.input.offset();
        let count = self.elements(|walk, index| match length {
            Some(length) if index >= length => walk.skip_reported(),
            _ => element(walk, index),
        })?;
        if let (Some(count), Some(length)) = (count, length)
            && count != length
        {
            self.report(DecodeErrorKind::Length(length), start, Hint::None);
        }
        Ok(())
    }

    /// Reads a value with `read`, and reports a duplicate of an earlier text. A value with another difference isn't
    /// compared.
    fn distinct(&mut self, seen: &mut Seen, read: impl FnOnce(&mut Self) -> Walked) -> Walked {
        let (start, before) = (self.input.offset(), self.found.len());
        read(self)?;
        if self.is_silent || self.found.len() > before {
            return Ok(());
        }
        if let Ok(text) = canonical::canonical(self.input.text_since(start))
            && seen.insert(&text)
        {
            self.report(DecodeErrorKind::Duplicate, start, Hint::None);
        }
        Ok(())
    }

    fn pair(&mut self, seen: &mut Seen, key: &'static Shape, value: &'static Shape, within: Within<'_>) -> Walked {
        self.array(Some(2), |walk, index| match index {
            0 => walk.distinct(seen, |walk| walk.value(key, within)),
            _ => walk.value(value, within),
        })
    }
}

/// Returns the innermost recursive shape of a name.
fn enclosing<'a>(mut within: Within<'a>, name: &str) -> Within<'a> {
    while let Some(enclosing) = within {
        if enclosing.name == name {
            return within;
        }
        within = enclosing.outer;
    }
    None
}
