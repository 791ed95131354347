//! Quoted strings. Most are short, and few need escapes.

use super::Encoder;
use crate::codec::scan;
use crate::error::EncodeErrorKind;

impl Encoder {
    /// Writes a quoted string and the two bytes after it, which are written together if the string is short.
    pub(crate) fn quoted_before(&mut self, text: &str, after: &[u8; 2]) {
        let source = text.as_bytes();
        let mut is_plain = false;
        if source.len() < 16 {
            self.text.reserve_array(|out| {
                is_plain = quote_short(source, out);
                let end = (source.len() & 15) + 2;
                out[end..end + 2].copy_from_slice(after);
                if is_plain { source.len() + 4 } else { 0 }
            });
        }
        if !is_plain {
            self.string(text);
            self.literal(after);
        }
    }

    /// Writes a quoted string.
    pub(crate) fn string(&mut self, text: &str) {
        let source = text.as_bytes();
        if source.len() >= 16 {
            return self.long_string(source);
        }
        let mut is_plain = false;
        self.text.reserve_array(|out| {
            is_plain = quote_short(source, out);
            if is_plain { source.len() + 2 } else { 0 }
        });
        if !is_plain {
            self.string_escaped(source);
        }
    }

    #[inline(never)]
    fn long_string(&mut self, source: &[u8]) {
        if let Some([open, body @ .., close]) = self.text.reserve(source.len() + 2)
            && copy_unless_special(source, body)
        {
            *open = b'"';
            *close = b'"';
            self.text.advance(source.len() + 2);
            return;
        }
        self.string_escaped(source);
    }

    #[inline(never)]
    fn string_escaped(&mut self, source: &[u8]) {
        self.literal(b"\"");
        let mut rest = source;
        loop {
            let (plain, tail) = rest.split_at(scan::find_special(rest));
            self.text.append_any(plain);
            let (block, tail) = tail.split_at(tail.len().min(ESCAPED_AT_ONCE));
            if block.is_empty() {
                break;
            }
            self.text.reserve_array(|out| write_escaped(block, out));
            if block.contains(&0) {
                self.fail(EncodeErrorKind::Nul);
            }
            rest = tail;
        }
        self.literal(b"\"");
    }
}

/// Writes a string of less than 16 bytes with quotes to the front. Returns false if a byte needs an escape.
///
/// Words that overlap in the middle replace a loop.
#[inline(always)]
fn quote_short(source: &[u8], out: &mut [u8; 32]) -> bool {
    let end = (source.len() & 15) + 1;
    let flags = if let (Some(head), Some(tail)) = (source.first_chunk::<8>(), source.last_chunk::<8>()) {
        out[1..9].copy_from_slice(head);
        out[end - 8..end].copy_from_slice(tail);
        scan::special_flags(u64::from_le_bytes(*head)) | scan::special_flags(u64::from_le_bytes(*tail))
    } else if let (Some(head), Some(tail)) = (source.first_chunk::<4>(), source.last_chunk::<4>()) {
        out[1..5].copy_from_slice(head);
        out[end - 4..end].copy_from_slice(tail);
        scan::special_flags(u64::from(u32::from_le_bytes(*head)) | (u64::from(u32::from_le_bytes(*tail)) << 32))
    } else {
        // Joined in a register, because bytes stored one by one are slow to load as a word.
        let byte = |at: usize| source.get(at).copied().unwrap_or(b' ');
        let bytes = [byte(0), byte(1), byte(2)];
        out[1..4].copy_from_slice(&bytes);
        let [first, second, third] = bytes.map(u64::from);
        scan::special_flags(first | (second << 8) | (third << 16) | 0x2020_2020_2000_0000)
    };
    out[0] = b'"';
    out[end] = b'"';
    flags == 0
}

/// Copies at least 16 bytes to a target of the same length. Returns false if a byte needs an escape.
#[inline(always)]
fn copy_unless_special(source: &[u8], target: &mut [u8]) -> bool {
    let (Some(tail), Some(out)) = (source.last_chunk::<16>(), target.last_chunk_mut::<16>()) else { return false };
    *out = *tail;
    if scan::any_special(tail) {
        return false;
    }
    if source.len() >= LONG_STRING_BYTES {
        return copy_long(source, target);
    }
    for (out, block) in target.as_chunks_mut::<16>().0.iter_mut().zip(source.as_chunks::<16>().0) {
        *out = *block;
        if scan::any_special(block) {
            return false;
        }
    }
    true
}

/// Strings from this length on are copied in blocks of 64 bytes.
const LONG_STRING_BYTES: usize = 128;

/// [`copy_unless_special`] for a long string, whose end has been copied.
#[inline(never)]
fn copy_long(source: &[u8], target: &mut [u8]) -> bool {
    let (outs, out) = target.as_chunks_mut::<64>();
    let (blocks, rest) = source.as_chunks::<64>();
    for (out, block) in outs.iter_mut().zip(blocks) {
        *out = *block;
        if scan::any_special(block) {
            return false;
        }
    }
    for (out, block) in out.as_chunks_mut::<16>().0.iter_mut().zip(rest.as_chunks::<16>().0) {
        *out = *block;
        if scan::any_special(block) {
            return false;
        }
    }
    true
}

/// After the first escape, a block of this many bytes is written as if all of it had escapes: then escapes that are
/// close together don't wait for one another.
const ESCAPED_AT_ONCE: usize = 64;

/// Space for escapes of six bytes only, and for the word that is written after the last one.
type EscapedBlock = [u8; 6 * ESCAPED_AT_ONCE + 8];

/// Writes a block with its escapes to the front. Returns the length.
fn write_escaped(block: &[u8], out: &mut EscapedBlock) -> usize {
    let (words, rest) = block.as_chunks::<8>();
    let at = words.iter().fold(0, |at, word| write_word(u64::from_le_bytes(*word), 8, at, out));
    let mut last = [b' '; 8];
    last.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
    write_word(u64::from_le_bytes(last), rest.len(), at, out)
}

/// Writes the first `count` bytes of a word, with their escapes, to `out[at..]`. Returns where they end.
#[inline(always)]
fn write_word(word: u64, count: usize, mut at: usize, out: &mut EscapedBlock) -> usize {
    let mut put = |at: usize, bytes: [u8; 8]| {
        if let Some(place) = out.get_mut(at..at + 8) {
            place.copy_from_slice(&bytes);
        }
    };
    // A spurious flag is harmless: that byte is written as itself.
    let mut flags = scan::special_flags(word);
    let mut start = 0;
    while flags != 0 {
        let special = flags.trailing_zeros() / 8;
        flags &= flags - 1;
        put(at, (word >> (8 * start)).to_le_bytes());
        let (escape, length) = scan::escape_of((word >> (8 * special)) as u8);
        at += (special - start) as usize;
        put(at, escape);
        at += length;
        start = special + 1;
    }
    put(at, word.checked_shr(8 * start).unwrap_or(0).to_le_bytes());
    at + count - start as usize
}
