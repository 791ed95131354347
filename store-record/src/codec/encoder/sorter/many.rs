//! Sorting many pieces, eight bytes at a time.
//!
//! Names of large maps have equal beginnings, such as a prefix before a number. So pieces are sorted by a number of a
//! few bytes, which compares without a branch. Pieces with equal numbers are sorted by the next bytes in which they
//! differ, and so on (multikey quicksort: Bentley and Sedgewick, "Fast Algorithms for Sorting and Searching Strings",
//! 1997).

use super::{Piece, PieceKind};
use crate::codec::rank::{NameRank, common_length};

/// After this many rounds, whole texts are compared, so that no input makes the recursion deep.
const MAX_DEPTH: usize = 64;

/// Sorts the pieces. Returns false if there are duplicates. The ranks are overwritten.
pub(super) fn sort(pieces: &mut [Piece], text: &[u8], kind: PieceKind) -> bool {
    pieces.sort_unstable_by_key(|piece| piece.rank);
    let mut differ = true;
    for equal in pieces.chunk_by_mut(|one, other| one.rank == other.rank) {
        let length = equal.first().map_or(0, |piece| piece.rank.length());
        differ &= match equal {
            [_] => true,
            _ if length == NameRank::MAX_LENGTH
                || kind == PieceKind::Members && equal.iter().any(Piece::has_escapes) =>
            {
                by_whole_text(equal, text, kind)
            }
            _ => by_next_bytes(equal, &Texts { text, kind, length }, NameRank::PREFIX_BYTES, 0),
        };
    }
    differ
}

/// Texts of equal length without escapes.
struct Texts<'t> {
    text: &'t [u8],
    kind: PieceKind,
    length: usize,
}

impl Texts<'_> {
    /// Returns the text of a piece after its first `known` bytes.
    fn after(&self, piece: &Piece, known: usize) -> &[u8] {
        let start = piece.start + usize::from(self.kind == PieceKind::Members);
        self.text.get(start + known..start + self.length).unwrap_or(&[])
    }

    /// Returns the number of bytes after `known` that are equal in all pieces.
    fn common(&self, pieces: &[Piece], known: usize) -> usize {
        let Some((first, others)) = pieces.split_first() else { return 0 };
        let mut common = self.after(first, known);
        for other in others {
            let equal = common_length(common, self.after(other, known));
            common = common.get(..equal).unwrap_or(&[]);
        }
        common.len()
    }
}

/// Sorts pieces whose first `known` bytes are equal.
fn by_next_bytes(pieces: &mut [Piece], texts: &Texts<'_>, known: usize, depth: usize) -> bool {
    if depth == MAX_DEPTH {
        return by_whole_text(pieces, texts.text, texts.kind);
    }
    let known = known + texts.common(pieces, known);
    if known >= texts.length {
        return false;
    }
    for piece in &mut *pieces {
        piece.rank = NameRank::from_next_bytes(texts.after(piece, known));
    }
    pieces.sort_unstable_by_key(|piece| piece.rank);
    let mut differ = true;
    for equal in pieces.chunk_by_mut(|one, other| one.rank == other.rank) {
        differ &= equal.len() == 1 || by_next_bytes(equal, texts, known + size_of::<u64>(), depth + 1);
    }
    differ
}

fn by_whole_text(pieces: &mut [Piece], text: &[u8], kind: PieceKind) -> bool {
    pieces.sort_unstable_by(|one, other| one.compare_whole(other, text, kind));
    pieces.is_sorted_by(|one, other| one.compare_whole(other, text, kind).is_lt())
}
