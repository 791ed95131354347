//! [`NameRank`]: a number by which most names can be compared.

use super::unescape;
use crate::order::{canonical_order, canonical_order_of_bytes};
use std::borrow::Cow;
use std::cmp::Ordering;

/// The beginning of the canonical order as one number: the length in the high 16 bits, then six bytes of the string.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NameRank(u64);

impl NameRank {
    /// Longer strings have the rank of this length.
    pub(crate) const MAX_LENGTH: usize = u16::MAX as usize;

    /// The rank holds this many bytes of the string.
    pub(crate) const PREFIX_BYTES: usize = 6;

    #[inline]
    pub(crate) fn new(text: &[u8]) -> Self {
        Self(((text.len().min(Self::MAX_LENGTH) as u64) << 48) | (head(text) >> 16))
    }

    /// Returns the rank of the first `length` bytes of a longer string.
    #[inline(always)]
    pub(crate) fn from_prefix(text: &[u8], length: usize) -> Self {
        match text.first_chunk::<8>() {
            Some(first) if length < Self::MAX_LENGTH => {
                let unused = 64 - 8 * length.min(Self::PREFIX_BYTES) as u32;
                let first = u64::from_be_bytes(*first).checked_shr(unused).unwrap_or(0);
                Self(((length as u64) << 48) | (first << (unused - 16)))
            }
            _ => Self::new(text.get(..length).unwrap_or(text)),
        }
    }

    /// Returns the rank of the next eight bytes of strings that are equal in length and in the bytes before.
    #[inline]
    pub(crate) fn from_next_bytes(text: &[u8]) -> Self {
        Self(head(text))
    }

    /// Returns the length of the string, or the maximum for a very long one.
    #[inline]
    pub(crate) fn length(self) -> usize {
        (self.0 >> 48) as usize
    }

    /// Returns the rank with an index below eight in its last three bits.
    #[inline]
    pub(crate) fn with_place(self, place: u64) -> u64 {
        self.0 & !7 | place
    }

    /// Returns a shorter beginning: the length up to 126 and the first 19 bits of the string. The lowest five bits are
    /// zero.
    #[inline]
    pub(crate) fn short(self) -> i32 {
        let length = self.length().min(126) as i32;
        (length << 24) | ((self.0 >> 24) & 0xff_ffe0) as i32
    }

    /// Returns true if the rank holds the whole string.
    pub(crate) fn is_whole(self) -> bool {
        self.length() <= Self::PREFIX_BYTES
    }
}

/// Returns the first eight bytes, the first one highest, with zeros after a shorter string. It loads whole words,
/// because a word stored byte by byte is slow to load.
#[inline]
pub(crate) fn head(text: &[u8]) -> u64 {
    if let Some(first) = text.first_chunk::<8>() {
        u64::from_be_bytes(*first)
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        // Where the two overlap they are equal.
        let unused = 8 * (8 - text.len());
        (u64::from(u32::from_be_bytes(*first)) << 32) | (u64::from(u32::from_be_bytes(*last)) << unused)
    } else {
        let byte = |at: usize| text.get(at).copied().map_or(0, u64::from);
        (byte(0) << 56) | (byte(1) << 48) | (byte(2) << 40)
    }
}

/// The canonical order of two pieces of JSON text: quoted names, or whole elements. Names with escapes are compared by
/// what the escapes mean.
#[inline]
pub(crate) fn compare_quoted(one: &[u8], other: &[u8], have_escapes: bool) -> Ordering {
    if have_escapes {
        return canonical_order(&unescaped(one), &unescaped(other));
    }
    canonical_order_of_bytes(one, other)
}

/// Returns the number of equal bytes at the front.
pub(crate) fn common_length(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

#[cold]
fn unescaped(name: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(name).map(|name| unescape::string_at(name, 0)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_begin_the_canonical_order() {
        let long = "x".repeat(NameRank::MAX_LENGTH + 1);
        let texts = ["", "a", "b", "ab", "ac", "abc", "abcd", "abce", "abcdef", "abcdeg", "é", "\u{10ffff}", &long];
        for one in texts {
            for other in texts {
                let (rank, other_rank) = (NameRank::new(one.as_bytes()), NameRank::new(other.as_bytes()));
                assert_eq!(rank.cmp(&other_rank), canonical_order(one, other), "{one} {other}");
                assert_eq!(rank.is_whole(), one.len() <= 6);
                assert!(rank > other_rank || rank.short() <= other_rank.short(), "{one} {other}");
                assert!(rank.short() & 31 == 0 && (0..i32::MAX - 31).contains(&rank.short()), "{one}");
                assert!(NameRank::from_prefix(format!("{one}{other}").as_bytes(), one.len()) == rank, "{one} {other}");
            }
        }
    }
}
