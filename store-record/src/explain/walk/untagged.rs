//! Untagged enums along a shape.

use super::{Walk, Walked, Within};
use crate::shape::kinds::Kinds;
use crate::shape::{EnumShape, Shape};
use std::cmp::Reverse;

impl Walk<'_, '_> {
    /// Reads a value as the variant of its kind. If there are several, it is the one with the fewest differences, and of those
    /// the one that is read the furthest.
    pub(super) fn untagged(&mut self, shape: &'static EnumShape, within: Within<'_>) -> Walked {
        let next = Kinds::of_next(self.input.peek());
        let contents = || shape.variants.iter().map(|variant| variant.content);
        let candidates: Vec<Option<&'static Shape>> =
            contents().filter(|content| Kinds::of_content(*content).overlaps(next)).collect();
        let fewest = match candidates.as_slice() {
            [] => {
                let expected = contents().map(Kinds::of_content).reduce(Kinds::or);
                return self.another_kind(expected.map_or("no value", Kinds::names));
            }
            // While a variant is tried, an enum inside it isn't tried too: that would take time for each level.
            [first, others @ ..] if others.is_empty() || self.is_silent => *first,
            several => several.iter().copied().min_by_key(|content| self.faults_of(*content, within)).flatten(),
        };
        self.content(fewest, within)
    }

    fn content(&mut self, content: Option<&'static Shape>, within: Within<'_>) -> Walked {
        match content {
            Some(shape) => self.value_of(shape, within),
            None => self.any(),
        }
    }

    /// Returns the number of differences between the next value and a variant, and the offset of the last one.
    fn faults_of(&mut self, content: Option<&'static Shape>, within: Within<'_>) -> (usize, Reverse<usize>) {
        let (before, unrolled) = (self.input.mark(), self.unrolled);
        let others = (std::mem::take(&mut self.faults), std::mem::take(&mut self.furthest_fault));
        let is_whole = self.look_ahead(|walk| walk.content(content, within)).is_ok();
        self.input.reset(before);
        self.unrolled = unrolled;
        let (faults, furthest) = (self.faults, self.furthest_fault);
        (self.faults, self.furthest_fault) = others;
        (if is_whole { faults } else { usize::MAX }, Reverse(furthest))
    }
}
