//! Members and elements that are written in any order.
//!
//! They are written one after another, and their offsets are noted. At the end the text is sorted in a second buffer,
//! which is reused. So nothing is collected before it is written.

use crate::codec::buffer::Buffer;
use crate::codec::rank::{NameRank, compare_quoted};
use std::cmp::Ordering;

mod many;

/// The offsets of pieces that aren't sorted yet.
#[derive(Default)]
pub(crate) struct Sorter {
    pieces: Vec<Piece>,
    moved: Buffer,
}

/// The pieces of one object or set. Scopes nest: an inner one ends before the piece of the outer one that holds it.
pub(crate) struct SortScope {
    start: usize,
    first: usize,
}

/// What the pieces of a scope are.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum PieceKind {
    /// Members of an object, sorted by their names.
    Members,
    /// Elements of a set, sorted by their JSON texts.
    Elements,
}

/// A member whose value hasn't been written.
pub(crate) struct PendingMember {
    start: usize,
    sorted_until: usize,
    rank: NameRank,
}

/// A member or an element, by offsets in the text.
#[derive(Clone, Copy)]
struct Piece {
    rank: NameRank,
    start: usize,
    /// The end of the part that it is sorted by: a member's quoted name, or the whole element.
    sorted_until: usize,
    end: usize,
}

impl Sorter {
    pub(crate) fn clear(&mut self) {
        self.pieces.clear();
    }

    /// Returns the number of bytes of memory that are reused.
    pub(crate) fn capacity(&self) -> usize {
        self.moved.capacity() + self.pieces.capacity() * size_of::<Piece>()
    }

    /// Begins a scope, after the opening bracket.
    pub(crate) fn begin(&self, text: &Buffer) -> SortScope {
        SortScope { start: text.len(), first: self.pieces.len() }
    }

    /// Writes a separator, unless this is the first piece. Returns where the next piece begins.
    #[inline]
    pub(crate) fn separate(&self, scope: &SortScope, text: &mut Buffer) -> usize {
        if self.pieces.len() > scope.first {
            text.literal(b", ");
        }
        text.len()
    }

    /// The separator between a member's name and its value.
    pub(crate) const AFTER_NAME: &'static [u8; 2] = b": ";

    /// Notes a member that began at `start` and whose name and separator have been written.
    #[inline]
    pub(crate) fn member(start: usize, rank: NameRank, text: &Buffer) -> PendingMember {
        PendingMember { start, sorted_until: text.len() - Self::AFTER_NAME.len(), rank }
    }

    /// Notes that the member's value has been written.
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

    /// Sorts the pieces of the scope. Returns false if there are duplicates.
    #[inline]
    pub(crate) fn sort(&mut self, scope: &SortScope, kind: PieceKind, text: &mut Buffer) -> bool {
        let pieces = self.pieces.get_mut(scope.first..).unwrap_or_default();
        let bytes = text.bytes();
        let mut differ = true;
        if !pieces.is_sorted_by(|one, other| one.compare(other, bytes, kind) == Ordering::Less) {
            differ = put_in_order(pieces, scope.start, kind, text, &mut self.moved);
        }
        self.pieces.truncate(scope.first);
        differ
    }
}

#[inline(never)]
fn put_in_order(pieces: &mut [Piece], start: usize, kind: PieceKind, text: &mut Buffer, moved: &mut Buffer) -> bool {
    let bytes = text.bytes();
    let differ = if pieces.len() <= FEW_PIECES {
        pieces.sort_unstable_by(|one, other| one.compare(other, bytes, kind));
        all_differ(pieces, bytes, kind)
    } else if kind == PieceKind::Members && are_in_byte_order(pieces, bytes) {
        pieces.sort_by_key(|member| member.sorted_until - member.start);
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

/// Returns true if the names have no escapes, differ, and are sorted by their bytes, as those of a `BTreeMap` are. Then
/// sorting by length is enough.
fn are_in_byte_order(members: &[Piece], text: &[u8]) -> bool {
    // Without the closing quote, which would sort between letters.
    let name = |member: &Piece| text.get(member.start..member.sorted_until - 1).unwrap_or(&[]);
    members.iter().all(|member| !member.has_escapes()) && members.is_sorted_by(|one, other| name(one) < name(other))
}

/// Returns true if sorted pieces have no duplicates.
fn all_differ(pieces: &[Piece], text: &[u8], kind: PieceKind) -> bool {
    pieces.is_sorted_by(|one, other| one.compare(other, text, kind) == Ordering::Less)
}

/// The standard library sorts up to this many by insertion.
const FEW_PIECES: usize = 20;

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
        compare_quoted(self.sorted_by(text), other.sorted_by(text), have_escapes)
    }

    fn sorted_by<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        text.get(self.start..self.sorted_until).unwrap_or(&[])
    }

    /// Returns true if a name's text is longer than the name and its quotes. A name whose length the rank doesn't hold
    /// may have escapes.
    fn has_escapes(&self) -> bool {
        self.sorted_until - self.start != self.rank.length() + 2
    }
}
