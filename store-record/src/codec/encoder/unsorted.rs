//! Objects and sets whose members or elements are written in any order.

use super::{Encoder, PendingMember, PieceKind, SortScope, Sorter};
use crate::codec::from_utf8;
use crate::codec::rank::NameRank;
use crate::error::EncodeErrorKind;
use crate::order::canonical_order;
#[cfg(feature = "indexmap-2")]
use std::ops::Range;

/// Where a flattened object begins: before and after the separator.
pub(crate) struct FlattenedStart {
    before: usize,
    start: usize,
}

impl Encoder {
    /// Begins members or elements, after the opening bracket.
    pub(crate) fn begin_unsorted(&mut self) -> SortScope {
        self.sorter.begin(&self.text)
    }

    /// Writes a member's name. Its value is written next, and then [`Encoder::end_member`] is called.
    pub(crate) fn begin_member(&mut self, scope: &SortScope, name: &str) -> PendingMember {
        let start = self.sorter.separate(scope, &mut self.text);
        self.quoted_before(name, Sorter::AFTER_NAME);
        Sorter::member(start, NameRank::new(name.as_bytes()), &self.text)
    }

    pub(crate) fn end_member(&mut self, member: PendingMember) {
        self.sorter.end_member(member, &self.text);
    }

    /// Begins an object whose members are to be members of the object around it. They are written as an object of its
    /// own first.
    pub(crate) fn begin_flattened(&mut self, scope: &SortScope) -> FlattenedStart {
        let before = self.text.len();
        let start = self.sorter.separate(scope, &mut self.text);
        self.leave();
        FlattenedStart { before, start }
    }

    /// Takes back the text that was written.
    pub(crate) fn end_flattened(&mut self, start: &FlattenedStart) -> String {
        self.depth += 1;
        let text = from_utf8(self.bytes().get(start.start..).unwrap_or(&[])).unwrap_or_default().to_owned();
        self.text.truncate(start.start);
        text
    }

    /// Takes back the separator, before the members are written. Until then it tells an error that no member is being
    /// written.
    pub(crate) fn forget_flattened(&mut self, start: &FlattenedStart) {
        self.text.truncate(start.before);
    }

    /// Begins an element of a set. Returns where it begins, for [`Encoder::end_element`].
    pub(crate) fn begin_element(&mut self, scope: &SortScope) -> usize {
        self.sorter.separate(scope, &mut self.text)
    }

    pub(crate) fn end_element(&mut self, start: usize) {
        self.sorter.end_element(start, &self.text);
    }

    /// Sorts the members. Two equal names are an error.
    pub(crate) fn sort_members(&mut self, scope: &SortScope) {
        if !self.sorter.sort(scope, PieceKind::Members, &mut self.text) {
            self.fail(EncodeErrorKind::DuplicateName);
        }
    }

    /// Sorts the elements. Two equal JSON texts are an error.
    pub(crate) fn sort_elements(&mut self, scope: &SortScope) {
        if !self.sorter.sort(scope, PieceKind::Elements, &mut self.text) {
            self.fail(EncodeErrorKind::DuplicateElement);
        }
    }

    #[cfg(feature = "indexmap-2")]
    /// Checks elements that keep their order, of which `spans` are the texts. Two equal texts are an error.
    pub(crate) fn elements_differ(&mut self, spans: &mut [Range<usize>]) {
        let bytes = self.bytes();
        let text = |span: &Range<usize>| bytes.get(span.clone()).unwrap_or_default();
        spans.sort_unstable_by(|one, other| text(one).cmp(text(other)));
        if spans.windows(2).any(|pair| matches!(pair, [one, other] if text(one) == text(other))) {
            self.fail(EncodeErrorKind::DuplicateElement);
        }
    }

    /// Sorts the names of a small map before they are written; each has the number of its entry. Two equal names are an
    /// error. Not generic, so that it is compiled once for all maps.
    #[inline(never)]
    pub(crate) fn sort_names(&mut self, names: &mut [(&str, usize)]) {
        names.sort_unstable_by(|(one, _), (other, _)| canonical_order(one, other));
        if names.windows(2).any(|pair| matches!(pair, [(one, _), (other, _)] if one == other)) {
            self.fail(EncodeErrorKind::DuplicateName);
        }
    }

    /// Writes the next name in canonical order. The value is written next.
    pub(crate) fn name(&mut self, name: &str, is_first: bool) {
        if !is_first {
            self.literal(b", ");
        }
        self.quoted_before(name, Sorter::AFTER_NAME);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_names_are_sorted_and_duplicates_found() {
        let pool =
            ["", "a", "b", "ab", "aa", "é", "abc", "abd", "aab", "\u{10ffff}", &"x".repeat(9_000), &"x".repeat(9_001)];
        let mut seed = 1u64;
        for round in 0..4_000 {
            let mut names: Vec<(&str, usize)> = Vec::new();
            for number in 0..round % 9 {
                seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                names.push((pool[(seed >> 33) as usize % pool.len()], number));
            }
            let unsorted = names.clone();
            let mut encoder = Encoder::new();
            encoder.sort_names(&mut names);
            assert!(names.is_sorted_by(|one, other| canonical_order(one.0, other.0).is_le()), "{names:?}");
            assert!(names.iter().all(|name| unsorted[name.1] == *name), "{names:?}");
            let has_duplicates = names.windows(2).any(|pair| pair[0].0 == pair[1].0);
            assert_eq!(encoder.finish().is_err(), has_duplicates, "{names:?}");
        }
    }
}
