//! The order of a few names, found before they are written.

use crate::canonical_order;
use std::cmp::Ordering;

/// So many names are a few.
pub(crate) const FEW: usize = 8;

/// Puts the first `count` names in canonical order, each as a mark that [`number_of`] makes its number of; false if two are
/// alike.
///
/// The names of a `BTreeMap` stand as their bytes do, so that their lengths alone tell the order. Only whether that is so is
/// then looked up in the names themselves, whose memory may be far away; nothing waits for the answer, which is guessed.
#[inline(never)]
pub(crate) fn put_in_order(order: &mut [u16; FEW], names: &[&str; FEW], count: usize) -> bool {
    for (at, name) in names.iter().enumerate().take(count) {
        // Below the length stands the number, which keeps names of one length as they are.
        let mark = (name.len().min(LONG) * FEW + at) as u16;
        let mut place = at;
        while let Some(before) = place.checked_sub(1)
            && order[before % FEW] > mark
        {
            order[place % FEW] = order[before % FEW];
            place = before;
        }
        order[place % FEW] = mark;
    }
    let order = order.get_mut(..count).unwrap_or_default();
    are_in_order(order, names) || compare_all(order, names)
}

/// Which name a mark stands for. Made when it is asked for: marks that were just stored one by one are slow to read as a
/// block.
#[inline(always)]
pub(crate) fn number_of(mark: u16) -> usize {
    usize::from(mark) % FEW
}

/// The length of names that are longer: with a number it fits in 16 bits.
const LONG: usize = u16::MAX as usize / FEW - 1;

#[inline]
fn are_in_order(order: &[u16], names: &[&str; FEW]) -> bool {
    order.is_sorted_by(|one, other| compare(names, *one, *other) == Ordering::Less)
}

/// For names that stand in another order, as those of a `HashMap` do.
#[inline(never)]
fn compare_all(order: &mut [u16], names: &[&str; FEW]) -> bool {
    order.sort_by(|one, other| compare(names, *one, *other));
    are_in_order(order, names)
}

#[inline]
fn compare(names: &[&str; FEW], one: u16, other: u16) -> Ordering {
    canonical_order(names[number_of(one)], names[number_of(other)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_canonical_wherever_names_stand() {
        let long = ["x".repeat(LONG + 1), "x".repeat(LONG), "x".repeat(LONG + 2), "y".repeat(LONG)];
        let pool: Vec<&str> = ["", "a", "b", "ab", "aa", "é", "abc", "abd", "aab", "\u{10ffff}"]
            .into_iter()
            .chain(long.iter().map(String::as_str))
            .collect();
        let mut seed = 1u64;
        for round in 0..4_000 {
            let count = round % (FEW + 1);
            let mut names = [""; FEW];
            for name in names.iter_mut().take(count) {
                seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                *name = pool[(seed >> 33) as usize % pool.len()];
            }
            let mut expected = names[..count].to_vec();
            expected.sort_by(|one, other| canonical_order(one, other));
            let mut order = [0; FEW];
            let differ = put_in_order(&mut order, &names, count);
            assert_eq!(order[..count].iter().map(|mark| names[number_of(*mark)]).collect::<Vec<_>>(), expected);
            assert_eq!(differ, expected.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }
}
