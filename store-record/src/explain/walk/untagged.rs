//! Untagged enums along a shape.

use super::{Stop, Walk, Walked, Within};
use crate::shape::kinds::{Kinds, MAX_NESTED};
use crate::shape::{EnumShape, Shape};

/// The differences between a value and a variant.
#[derive(Clone, Copy)]
struct Faults {
    count: usize,
    /// The offset of the last one.
    furthest: usize,
}

impl Walk<'_, '_> {
    /// Reads a value as the variant of its kind. If there are several, it is the one with the fewest differences, and of those
    /// the one that is read the furthest.
    pub(super) fn untagged(&mut self, shape: &'static EnumShape, within: Within<'_>) -> Walked {
        let before = self.faults;
        let walked = self.untagged_value(shape, within);
        if self.is_silent {
            // To a variant around it that is being tried, it is one wrong value, however many differences are in it.
            self.faults = self.faults.min(before + 1);
        }
        walked
    }

    fn untagged_value(&mut self, shape: &'static EnumShape, within: Within<'_>) -> Walked {
        let next = Kinds::of_next(self.input.peek());
        let contents = || shape.variants.iter().map(|variant| variant.content);
        let candidates: Vec<Option<&'static Shape>> =
            contents().filter(|content| Kinds::of_content(*content).overlaps(next)).collect();
        match candidates.as_slice() {
            [] => {
                let expected = contents().map(Kinds::of_content).reduce(Kinds::or);
                self.another_kind(expected.map_or("no value", Kinds::names))
            }
            // Decoding reads no more levels than this, and trying them would take time for each.
            [first, others @ ..] if others.is_empty() || self.nested_untagged == MAX_NESTED => {
                self.content(*first, within)
            }
            several => {
                self.nested_untagged += 1;
                let walked = self.best_of(several, within);
                self.nested_untagged -= 1;
                walked
            }
        }
    }

    fn content(&mut self, content: Option<&'static Shape>, within: Within<'_>) -> Walked {
        match content {
            Some(shape) => self.value_of(shape, within),
            None => self.any(),
        }
    }

    fn best_of(&mut self, candidates: &[Option<&'static Shape>], within: Within<'_>) -> Walked {
        let tried = candidates.iter().map(|content| (*content, self.faults_of(*content, within)));
        let rank = |faults: &Option<Faults>| match faults {
            Some(Faults { count, furthest }) => (*count, usize::MAX - furthest),
            None => (usize::MAX, 0),
        };
        let Some((best, faults)) = tried.min_by_key(|(_, faults)| rank(faults)) else { return Ok(()) };
        if !self.is_silent {
            return self.content(best, within);
        }
        // This value is inside a variant that is being tried. It isn't walked a second time.
        let Faults { count, furthest } = faults.ok_or(Stop)?;
        self.faults += count;
        self.furthest_fault = self.furthest_fault.max(furthest);
        self.any()
    }

    /// Returns the differences between the next value and a variant, or `None` if the walk stops in it.
    fn faults_of(&mut self, content: Option<&'static Shape>, within: Within<'_>) -> Option<Faults> {
        let (before, unrolled, nested) = (self.input.mark(), self.unrolled, self.nested_untagged);
        let others = (std::mem::take(&mut self.faults), std::mem::take(&mut self.furthest_fault));
        let is_whole = self.look_ahead(|walk| walk.content(content, within)).is_ok();
        self.input.reset(before);
        (self.unrolled, self.nested_untagged) = (unrolled, nested);
        let faults = Faults { count: self.faults, furthest: self.furthest_fault };
        (self.faults, self.furthest_fault) = others;
        is_whole.then_some(faults)
    }
}
