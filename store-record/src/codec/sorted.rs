//! Members and elements that come in another order than the canonical one.
//!
//! They are written as they come, one after another, and their places are noted; at the end the text is put in order,
//! in memory that is kept for the next time. So nothing is collected before it is written.

use super::buffer::Buffer;
use super::decoder::Decoder;
use crate::canonical_order;
use std::borrow::Cow;
use std::cmp::Ordering;

mod many;

/// The places of pieces that are not in order yet.
#[derive(Default)]
pub(crate) struct Sorter {
    pieces: Vec<Piece>,
    moved: Buffer,
}

/// Pieces of one object or set. Runs nest: an inner one ends before the piece of the outer one that holds it.
pub(crate) struct SortScope {
    start: usize,
    first: usize,
}

/// What a run's pieces are.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum PieceKind {
    /// Members of an object, sorted by their names.
    Members,
    /// Elements of a set, sorted by their texts.
    Elements,
}

/// A piece whose text isn't complete.
pub(crate) struct PendingMember {
    start: usize,
    sorted_until: usize,
    rank: NameRank,
}

/// A piece: where its text stands and by what it is sorted.
#[derive(Clone, Copy)]
struct Piece {
    rank: NameRank,
    start: usize,
    /// The end of the part that it is sorted by: a member's name in quotes, a whole element.
    sorted_until: usize,
    end: usize,
}

impl Sorter {
    pub(crate) fn clear(&mut self) {
        self.pieces.clear();
    }

    /// How many bytes of memory it keeps.
    pub(crate) fn capacity(&self) -> usize {
        self.moved.capacity() + self.pieces.capacity() * size_of::<Piece>()
    }

    /// Begins a run, after the opening bracket.
    pub(crate) fn begin(&self, text: &Buffer) -> SortScope {
        SortScope { start: text.len(), first: self.pieces.len() }
    }

    /// Writes what separates pieces; gives where the next one begins.
    #[inline]
    pub(crate) fn separate(&self, run: &SortScope, text: &mut Buffer) -> usize {
        if self.pieces.len() > run.first {
            text.literal(b", ");
        }
        text.len()
    }

    /// What stands between a member's name and its value.
    pub(crate) const BEHIND_NAME: &'static [u8; 2] = b": ";

    /// Notes a member that began at `start` and whose name has been written, with what stands behind it.
    #[inline]
    pub(crate) fn member(start: usize, rank: NameRank, text: &Buffer) -> PendingMember {
        PendingMember { start, sorted_until: text.len() - Self::BEHIND_NAME.len(), rank }
    }

    /// Notes that the member has been written.
    #[inline]
    pub(crate) fn end_member(&mut self, member: PendingMember, text: &Buffer) {
        let PendingMember { start, sorted_until, rank } = member;
        self.pieces.push(Piece { rank, start, sorted_until, end: text.len() });
    }

    /// Notes an element that began at `start` and has been written.
    pub(crate) fn end_element(&mut self, start: usize, text: &Buffer) {
        let rank = NameRank::new(text.bytes().get(start..).unwrap_or(&[]));
        self.pieces.push(Piece { rank, start, sorted_until: text.len(), end: text.len() });
    }

    /// Puts the run in order; false if two pieces are alike.
    #[inline]
    pub(crate) fn sort(&mut self, run: &SortScope, kind: PieceKind, text: &mut Buffer) -> bool {
        let pieces = self.pieces.get_mut(run.first..).unwrap_or_default();
        let bytes = text.bytes();
        let mut differ = true;
        if !pieces.is_sorted_by(|one, other| one.compare(other, bytes, kind) == Ordering::Less) {
            differ = put_in_order(pieces, run.start, kind, text, &mut self.moved);
        }
        self.pieces.truncate(run.first);
        differ
    }
}

#[inline(never)]
fn put_in_order(pieces: &mut [Piece], start: usize, kind: PieceKind, text: &mut Buffer, moved: &mut Buffer) -> bool {
    let bytes = text.bytes();
    let differ = if pieces.len() <= FEW_PIECES {
        for end in 1..pieces.len() {
            insert(pieces.get_mut(..=end).unwrap_or_default(), bytes, kind);
        }
        all_differ(pieces, bytes, kind)
    } else if kind == PieceKind::Members && are_in_byte_order(pieces, bytes) {
        many::sort_by_length(pieces);
        true
    } else {
        many::sort(pieces, bytes, kind)
    };
    moved.truncate(0);
    for piece in &*pieces {
        if moved.len() > 0 {
            moved.literal(b", ");
        }
        let piece = bytes.get(piece.start..piece.end).unwrap_or(&[]);
        moved.append_any(piece);
    }
    text.replace_since(start, moved.bytes());
    differ
}

/// Whether the names, none of which has escapes, stand as their bytes do and differ: that is the order of a `BTreeMap`,
/// and only the lengths are left to sort by.
fn are_in_byte_order(members: &[Piece], text: &[u8]) -> bool {
    // Without the closing quote, which would sort between letters.
    let name = |member: &Piece| text.get(member.start..member.sorted_until - 1).unwrap_or(&[]);
    members.iter().all(|member| !member.has_escapes()) && members.is_sorted_by(|one, other| name(one) < name(other))
}

/// Of pieces in order, whether no two are alike.
fn all_differ(pieces: &[Piece], text: &[u8], kind: PieceKind) -> bool {
    pieces.is_sorted_by(|one, other| one.compare(other, text, kind) == Ordering::Less)
}

/// Up to this many pieces are sorted by insertion.
const FEW_PIECES: usize = 24;

/// Moves the last piece down to its place.
#[inline]
fn insert(pieces: &mut [Piece], text: &[u8], kind: PieceKind) {
    let Some((&last, sorted)) = pieces.split_last() else { return };
    let place = sorted.iter().rposition(|piece| last.compare(piece, text, kind) != Ordering::Less);
    if let Some(tail) = pieces.get_mut(place.map_or(0, |place| place + 1)..) {
        tail.rotate_right(1);
    }
}

/// The beginning of the canonical order as one number: the length in the high 16 bits, then six bytes of the text.
/// Mostly it is enough.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NameRank(u64);

impl NameRank {
    /// All longer texts have this length's rank.
    const MAX_LENGTH: usize = u16::MAX as usize;

    /// So many bytes of the text are in it.
    const PREFIX_BYTES: usize = 6;

    #[inline]
    pub(crate) fn new(text: &[u8]) -> Self {
        Self(((text.len().min(Self::MAX_LENGTH) as u64) << 48) | (head(text) >> 16))
    }

    /// The same of the first `length` bytes of a longer text.
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

    /// The length of its text, of a very long one less.
    #[inline]
    pub(crate) fn length(self) -> usize {
        (self.0 >> 48) as usize
    }

    /// Its beginning with a number below eight in place of the last three bits.
    #[inline]
    pub(crate) fn with_place(self, place: u64) -> u64 {
        self.0 & !7 | place
    }

    /// Its beginning: the length up to 126 and the first 19 bits of the text; the lowest five bits are zero.
    #[inline]
    pub(crate) fn short(self) -> i32 {
        let length = self.length().min(126) as i32;
        (length << 24) | ((self.0 >> 24) & 0xff_ffe0) as i32
    }

    /// Whether it says all of its text.
    pub(crate) fn is_whole(self) -> bool {
        self.length() <= Self::PREFIX_BYTES
    }
}

/// The first eight bytes, the first one highest, with zeros after a shorter text. Made of whole words: a word that was
/// stored byte by byte is slow to read back.
#[inline]
pub(crate) fn head(text: &[u8]) -> u64 {
    if let Some(first) = text.first_chunk::<8>() {
        u64::from_be_bytes(*first)
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        // Where the two overlap they are alike.
        let unused = 8 * (8 - text.len());
        (u64::from(u32::from_be_bytes(*first)) << 32) | (u64::from(u32::from_be_bytes(*last)) << unused)
    } else {
        let byte = |at: usize| text.get(at).copied().map_or(0, u64::from);
        (byte(0) << 56) | (byte(1) << 48) | (byte(2) << 40)
    }
}

impl Piece {
    #[inline]
    fn compare(&self, other: &Self, text: &[u8], kind: PieceKind) -> Ordering {
        let by_rank = self.rank.cmp(&other.rank);
        if by_rank == Ordering::Equal && !self.rank.is_whole() {
            self.compare_whole(other, text, kind)
        } else {
            by_rank
        }
    }

    #[inline(never)]
    fn compare_whole(&self, other: &Self, text: &[u8], kind: PieceKind) -> Ordering {
        let have_escapes = kind == PieceKind::Members && (self.has_escapes() || other.has_escapes());
        compare_written(self.sorted_by(text), other.sorted_by(text), have_escapes)
    }

    fn sorted_by<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        text.get(self.start..self.sorted_until).unwrap_or(&[])
    }

    /// Of a name: whether its text is longer than the name and its quotes. One that is too long to tell may have some.
    fn has_escapes(&self) -> bool {
        self.sorted_until - self.start != self.rank.length() + 2
    }
}

/// The canonical order of two texts as they are written: names in quotes, whole elements. `have_escapes` is whether an escape
/// stands in one of two names: it sorts otherwise than what it stands for.
#[inline]
pub(crate) fn compare_written(one: &[u8], other: &[u8], have_escapes: bool) -> Ordering {
    if have_escapes {
        return canonical_order(&unescaped(one), &unescaped(other));
    }
    (one.len(), one).cmp(&(other.len(), other))
}

/// How many bytes two texts begin with that are the same.
pub(crate) fn common_length(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

#[cold]
fn unescaped(name: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(name).ok().and_then(|name| Decoder::new(name).string().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Payload;
    use std::collections::BTreeMap;

    #[test]
    fn names_in_byte_order_need_their_lengths_only() {
        // Of lengths that are counted, and one that is too long for that.
        for long in [0, 900, 5_000] {
            let mut names: Vec<String> = (0..300).map(|number| format!("{:x}", number * 7919 % 70_001)).collect();
            names.extend((0..40).map(|number| "ab".repeat(number)));
            names.push("x".repeat(long.max(100)));
            let map: BTreeMap<String, bool> = names.iter().map(|name| (name.clone(), true)).collect();
            names.sort_by(|one, other| canonical_order(one, other));
            names.dedup();
            let members: Vec<String> = names.iter().map(|name| format!("\"{name}\": true")).collect();
            assert_eq!(Payload::new(&map).unwrap().into_json(), format!("{{{}}}", members.join(", ")));
        }
    }

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
