//! Sorting the members of an object.

use super::member::Member;
use crate::codec::rank::{NameRank, common_length, head};
use std::cmp::Ordering;

/// Appends the members of an object. Few members are sorted by their ranks meanwhile, because they are copied anyway.
#[inline]
pub(super) fn append(all: &mut Vec<Member>, members: &[Member]) {
    let first = all.len();
    all.extend_from_slice(members);
    let sorted = all.get_mut(first..).unwrap_or_default();
    match members.len() {
        0..=VERY_FEW_MEMBERS => place_very_few(sorted, members),
        count if count <= FEW_MEMBERS => place_few(sorted, members),
        _ => {}
    }
}

/// Sorts the members of an object after [`append`]. Returns true if there are duplicates.
#[inline]
pub(super) fn sort(members: &mut [Member], text: &str) -> bool {
    if members.len() > FEW_MEMBERS {
        return sort_many(members, text);
    }
    // Only names with equal ranks are left to be sorted.
    !members.is_sorted_by(|one, other| one.rank < other.rank) && sort_by_names(members, text)
}

/// Up to this many members are sorted by comparing each with blocks of eight.
const FEW_MEMBERS: usize = 24;

/// Up to this many members are compared one by one. Blocks would be slower: the processor waits before it loads a block
/// of numbers that were just stored one by one.
const VERY_FEW_MEMBERS: usize = 8;

// `with_place` leaves three bits for the index.
const _: () = assert!(VERY_FEW_MEMBERS <= 8);

#[inline]
fn place_very_few(sorted: &mut [Member], members: &[Member]) {
    let mut numbers = [0; VERY_FEW_MEMBERS];
    for (at, (number, member)) in numbers.iter_mut().zip(members).enumerate() {
        *number = member.rank.with_place(at as u64);
    }
    let Some(numbers) = numbers.get(..members.len()) else { return };
    for (number, member) in numbers.iter().zip(members) {
        let before: usize = numbers.iter().map(|other| usize::from(other < number)).sum();
        if let Some(place) = sorted.get_mut(before) {
            *place = *member;
        }
    }
}

#[inline]
fn place_few(sorted: &mut [Member], members: &[Member]) {
    let count = members.len();
    // A number for each member that sorts by the beginning of the name and then by the index, so that no two are equal.
    // After the last one is a number that no member has.
    let mut numbers = [i32::MAX; FEW_MEMBERS];
    for (at, (number, member)) in numbers.iter_mut().zip(members).enumerate() {
        *number = member.rank.short() | at as i32;
    }
    // A member's place is the number of members before it. They are counted eight at once, without a branch.
    for (number, member) in numbers.iter().zip(members) {
        let mut before = 0;
        for eight in numbers.as_chunks::<8>().0.iter().take(count.div_ceil(8)) {
            for other in eight {
                before += i32::from(other < number);
            }
        }
        if let Some(place) = sorted.get_mut(before as usize) {
            *place = *member;
        }
    }
}

// A short rank leaves five bits for the index.
const _: () = assert!(FEW_MEMBERS < 32);

/// Sorts ranks with references to members, because members are larger.
#[inline(never)]
fn sort_many(sorted: &mut [Member], text: &str) -> bool {
    let members = sorted.to_vec();
    let mut ranks: Vec<(NameRank, &Member)> = members.iter().map(|member| (member.rank, member)).collect();
    ranks.sort_by_key(|(rank, _)| *rank);
    sorted.iter_mut().zip(ranks).for_each(|(place, (_, member))| *place = *member);
    let mut has_duplicates = false;
    for equal in sorted.chunk_by_mut(|one, other| one.rank == other.rank) {
        if equal.len() > 1 {
            has_duplicates |= sort_equal_ranks(equal, text);
        }
    }
    has_duplicates
}

/// Sorts members whose names have equal ranks by the first bytes in which they differ. Numbered names differ only in
/// their last bytes.
fn sort_equal_ranks(equal: &mut [Member], text: &str) -> bool {
    let mut has_duplicates = false;
    match common_beginning(equal, text) {
        Some(common) => {
            let differing =
                |member: &Member| head(member.plain_name(text).and_then(|name| name.get(common..)).unwrap_or_default());
            let mut heads: Vec<(u64, Member)> = equal.iter().map(|member| (differing(member), *member)).collect();
            heads.sort_by_key(|(head, _)| *head);
            equal.iter_mut().zip(&heads).for_each(|(place, (_, member))| *place = *member);
            let mut rest = equal;
            for same in heads.chunk_by(|(one, _), (other, _)| one == other) {
                let (members, others) = rest.split_at_mut(same.len());
                if members.len() > 1 {
                    has_duplicates |= sort_by_names(members, text);
                }
                rest = others;
            }
        }
        None => has_duplicates = sort_by_names(equal, text),
    }
    has_duplicates
}

/// Returns the number of bytes that are equal at the front of all names, or `None` if a name has escapes or is very
/// long.
fn common_beginning(members: &[Member], text: &str) -> Option<usize> {
    let first = members.first()?.plain_name(text)?;
    members
        .iter()
        .try_fold(first.len(), |common, member| Some(common_length(first, member.plain_name(text)?).min(common)))
}

/// Returns true if there are duplicates. The sort is stable, so that they keep the order of the text.
fn sort_by_names(members: &mut [Member], text: &str) -> bool {
    members.sort_by(|one, other| one.compare(other, text));
    !members.is_sorted_by(|one, other| one.compare(other, text) == Ordering::Less)
}

#[cfg(test)]
mod tests {
    use crate::codec::decoder::index::MemberIndex;
    use crate::order::canonical_order;

    /// Few members and many, with names that have few and many equal bytes at the front.
    #[test]
    fn members_of_any_number_come_in_canonical_order() {
        let mut seed = 1u64;
        let mut below = |end: usize| {
            seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
            (seed >> 33) as usize % end
        };
        let beginnings = [
            "",
            "a",
            "id",
            "is_",
            "created_",
            "a_long_name_",
            "a_long_name_and_more_",
            "a_long_eman_and_more_",
            "é",
            "\u{10ffff}",
        ];
        let long = "x".repeat(130);
        for count in (0..40).cycle().take(2_000) {
            let mut names: Vec<String> = Vec::new();
            for _ in 0..count {
                let name = format!("{}{}", beginnings[below(beginnings.len())], below(30));
                names.push(if below(20) == 0 { format!("{name}{long}") } else { name });
            }
            let member = |name: &String| format!(r#""{name}":{{"in":1,"it":[{{}}]}}"#);
            // In some texts a few names have an escape, and equal bytes after it.
            let escape = if count % 3 == 0 { r"\u005f" } else { "_" };
            let members: Vec<String> = names
                .iter()
                .map(|name| if below(8) == 0 { member(&name.replacen('_', escape, 1)) } else { member(name) })
                .collect();
            let text = format!("{{{}}}", members.join(","));
            let mut index = MemberIndex::empty();
            index.build(&text).unwrap();
            assert!(index.open(&text, 0, text.len()));
            let mut in_order = Vec::new();
            while let Some(member) = index.next_of_any_name() {
                in_order.push((member.name_in(&text).into_owned(), member.name));
            }
            names.sort_by(|one, other| canonical_order(one, other));
            assert!(names.iter().eq(in_order.iter().map(|(name, _)| name)), "{text}");
            let has_duplicates = names.windows(2).any(|pair| pair[0] == pair[1]);
            assert!(index.open.last().is_some_and(|object| object.has_duplicates == has_duplicates), "{text}");
            // Duplicates keep the order of the text.
            assert!(in_order.is_sorted_by(|one, other| one.0 != other.0 || one.1 < other.1), "{text}");
        }
    }
}
