//! Objects and sets whose pieces are written in any order.

use super::Encoder;
use crate::codec::sorted::{Begun, PiecesAre, Rank, Run, Sorter, few};
use crate::error::EncodeErrorKind;
use crate::{KeyEncoder, StoreKey, StoreValue};
#[cfg(feature = "indexmap-2")]
use std::ops::Range;

impl Encoder {
    /// Begins members or elements, after the opening bracket.
    pub(crate) fn begin_unsorted(&mut self) -> Run {
        self.sorter.begin(&self.text)
    }

    /// Writes a member's name; its value is written next, then [`Encoder::end_member`] is called.
    pub(crate) fn begin_member(&mut self, run: &Run, name: &str) -> Begun {
        let start = self.sorter.separate(run, &mut self.text);
        self.quoted_before(name, Sorter::BEHIND_NAME);
        Sorter::member(start, Rank::of(name.as_bytes()), &self.text)
    }

    /// The same by a key in plain text.
    pub(crate) fn begin_keyed_member<K: StoreKey>(&mut self, run: &Run, key: &K::Borrowed) -> Begun {
        if let Some(name) = K::as_text(key) {
            return self.begin_member(run, name);
        }
        let mut name = KeyEncoder::of_name();
        K::encode_key(key, &mut name);
        if let Some(error) = name.error() {
            self.fail(EncodeErrorKind::Key(error.kind()));
        }
        self.begin_member(run, name.as_str())
    }

    pub(crate) fn end_member(&mut self, member: Begun) {
        self.sorter.end_member(member, &self.text);
    }

    /// Writes an element of a set.
    pub(crate) fn unsorted_element<T: StoreValue>(&mut self, run: &Run, value: &T) {
        let start = self.sorter.separate(run, &mut self.text);
        value.encode(self);
        self.sorter.end_element(start, &self.text);
    }

    /// Puts the members in order; two of one name are an error.
    pub(crate) fn sort_members(&mut self, run: &Run) {
        if !self.sorter.sort(run, PiecesAre::Members, &mut self.text) {
            self.fail(EncodeErrorKind::DuplicateName);
        }
    }

    /// Puts the elements in order; two of one text are an error.
    pub(crate) fn sort_elements(&mut self, run: &Run) {
        if !self.sorter.sort(run, PiecesAre::Elements, &mut self.text) {
            self.fail(EncodeErrorKind::DuplicateElement);
        }
    }

    #[cfg(feature = "indexmap-2")]
    /// Leaves elements in the order in which they were written; `spans` says where each is. Two of one text are an error.
    pub(crate) fn elements_differ(&mut self, spans: &mut [Range<usize>]) {
        let bytes = self.bytes();
        let text = |span: &Range<usize>| bytes.get(span.clone()).unwrap_or_default();
        spans.sort_unstable_by(|one, other| text(one).cmp(text(other)));
        if spans.windows(2).any(|pair| matches!(pair, [one, other] if text(one) == text(other))) {
            self.fail(EncodeErrorKind::DuplicateElement);
        }
    }

    /// Puts a few names in the order in which they are written, as marks; two alike are an error.
    pub(crate) fn order_few(&mut self, order: &mut [u16; few::FEW], names: &[&str; few::FEW], count: usize) {
        if !few::put_in_order(order, names, count) {
            self.fail(EncodeErrorKind::DuplicateName);
        }
    }

    /// Writes the name of a member that stands in its place; its value is written next.
    pub(crate) fn name(&mut self, name: &str, is_first: bool) {
        if !is_first {
            self.literal(b", ");
        }
        self.quoted_before(name, Sorter::BEHIND_NAME);
    }
}
