//! The order of names: by UTF-8 length, then bytewise. Members of an object have this order, and so have the sorted tables
//! that are built while compiling, because most names differ in length.
//!
//! A `const fn` can call neither `==` nor `cmp` of strings. [`canonical_order`] is the order for run time, where it is faster.

use std::cmp::Ordering;

pub(crate) fn canonical_order(one: &str, other: &str) -> Ordering {
    canonical_order_of_bytes(one.as_bytes(), other.as_bytes())
}

#[inline]
pub(crate) fn canonical_order_of_bytes(one: &[u8], other: &[u8]) -> Ordering {
    (one.len(), one).cmp(&(other.len(), other))
}

/// [`canonical_order`], while compiling.
pub(crate) const fn compare(one: &str, other: &str) -> Ordering {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return if one.len() < other.len() { Ordering::Less } else { Ordering::Greater };
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return if one[at] < other[at] { Ordering::Less } else { Ordering::Greater };
        }
        at += 1;
    }
    Ordering::Equal
}

/// `==`, while compiling.
pub(crate) const fn same(one: &str, other: &str) -> bool {
    matches!(compare(one, other), Ordering::Equal)
}

/// `contains`, while compiling.
pub(crate) const fn has(names: &[&str], name: &str) -> bool {
    let mut at = 0;
    while at < names.len() {
        if same(names[at], name) {
            return true;
        }
        at += 1;
    }
    false
}

/// The index of the first item of a sorted slice whose name isn't less than `$wanted`, or the slice's length. `$name` is
/// the item's name. A macro, because a `const fn` can't call a closure.
macro_rules! lower_bound {
    ($items:expr, |$item:ident| $name:expr, $wanted:expr) => {{
        let items = $items;
        let (mut low, mut high) = (0, items.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let $item = &items[middle];
            if matches!($crate::order::compare($name, $wanted), std::cmp::Ordering::Less) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }};
}
pub(crate) use lower_bound;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_order_at_run_time_and_while_compiling() {
        let sorted = ["", "A", "a", "b", "aa", "ab", "é", "aaa", "€", "\u{10ffff}"];
        for (at, one) in sorted.iter().enumerate() {
            for (other_at, other) in sorted.iter().enumerate() {
                assert_eq!(canonical_order(one, other), at.cmp(&other_at));
                assert_eq!(compare(one, other), at.cmp(&other_at));
                assert_eq!(same(one, other), at == other_at);
            }
            assert!(has(&sorted, one) && !has(&sorted[..at], one));
            assert_eq!(lower_bound!(&sorted, |name| name, one), at);
        }
        assert_eq!(lower_bound!(&sorted, |name| name, "aac"), 8);
        assert_eq!(lower_bound!(&sorted, |name| name, "aaaaa"), sorted.len());
    }
}
