//! Sets and maps with elements or keys that differ in Rust and are equal as JSON.

use super::{comes_back, is_rejected};
use indexmap::{IndexMap, IndexSet};
use std::hash::{Hash, Hasher};
use store_record::{EncodeErrorKind, Payload, StoreValue};

/// Compares the bits. 0.0 and -0.0 differ, and have the same text.
#[derive(Debug, Clone, Copy, StoreValue)]
struct Bits(f64);

impl PartialEq for Bits {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Bits {}

impl Hash for Bits {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl PartialOrd for Bits {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Bits {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.to_bits().cmp(&other.0.to_bits())
    }
}

#[test]
fn elements_with_equal_text_are_rejected_in_every_set() {
    let zeros = [Bits(0.0), Bits(1.5), Bits(-0.0)];
    is_rejected(&IndexSet::<Bits>::from(zeros), EncodeErrorKind::DuplicateElement);
    is_rejected(&std::collections::HashSet::<Bits>::from(zeros), EncodeErrorKind::DuplicateElement);
    is_rejected(&std::collections::BTreeSet::<Bits>::from(zeros), EncodeErrorKind::DuplicateElement);
    is_rejected(&zeros.map(|key| (key, 1)).into_iter().collect::<IndexMap<_, _>>(), EncodeErrorKind::DuplicateElement);
    // Only keys must differ, not values.
    is_rejected(&IndexMap::from([(zeros[0], 1), (zeros[2], 2)]), EncodeErrorKind::DuplicateElement);
    comes_back(&IndexMap::from([(1, zeros[0]), (2, zeros[2])]));
    let error = Payload::new(&IndexSet::<Bits>::from(zeros)).unwrap_err();
    assert_eq!(error.kind().to_string(), "two elements of one set have the same JSON text");
}

#[test]
fn duplicates_are_found_in_a_long_set() {
    let mut set: IndexSet<Bits> = (1..2_000).rev().map(|number| Bits(f64::from(number))).collect();
    comes_back(&set);
    set.extend([Bits(0.0), Bits(-0.0)]);
    is_rejected(&set, EncodeErrorKind::DuplicateElement);
    let nested: IndexSet<Vec<Bits>> = [vec![Bits(0.0)], vec![Bits(-0.0)]].into();
    is_rejected(&nested, EncodeErrorKind::DuplicateElement);
}
