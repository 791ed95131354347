//! Finding bytes, a word at a time. A special byte is one that needs an escape in a string.

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Returns the index of the first `"`, `\` or control character, or the length.
#[inline(always)]
pub(crate) fn find_special(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((word, tail)) = rest.split_first_chunk::<8>() {
        let flags = special_flags(u64::from_le_bytes(*word));
        if flags != 0 {
            return bytes.len() - rest.len() + (flags.trailing_zeros() / 8) as usize;
        }
        rest = tail;
        if bytes.len() - rest.len() == LONG_TEXT_BYTES {
            rest = after_plain_blocks(rest);
        }
    }
    bytes.len() - rest.len() + find_special_in_few(rest)
}

/// [`find_special`] for less than eight bytes. From four on they are one word of two halves, which may overlap, and
/// zeros.
#[inline(never)]
fn find_special_in_few(bytes: &[u8]) -> usize {
    let length = bytes.len();
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            let halves = [first, last].map(|half| u64::from(u32::from_le_bytes(*half)));
            let word = halves[0] | (halves[1] << (8 * (length & 7) as u32).saturating_sub(32));
            length.min((special_flags(word).trailing_zeros() / 8) as usize)
        }
        _ => bytes.iter().position(|&byte| is_special(byte)).unwrap_or(length),
    }
}

/// After this many plain bytes, blocks of 64 are compared.
const LONG_TEXT_BYTES: usize = 64;

/// Returns the bytes after the blocks that have no special byte.
#[inline(never)]
fn after_plain_blocks(mut bytes: &[u8]) -> &[u8] {
    while let Some((block, tail)) = bytes.split_first_chunk::<64>() {
        if any_special(block) {
            break;
        }
        bytes = tail;
    }
    bytes
}

/// [`find_special`] for strings that are usually short.
#[inline(always)]
pub(crate) fn find_special_in_short(bytes: &[u8]) -> usize {
    match bytes.split_first_chunk::<16>() {
        Some((first, others)) => match first_flag(words_of(first).map(special_flags)) {
            16 => 16 + find_special(others),
            length => length,
        },
        None => find_special(bytes),
    }
}

/// Returns the index of the first byte below `%` (0x25), or the length.
#[inline(always)]
pub(crate) fn find_below_percent(bytes: &[u8]) -> usize {
    let length = bytes.len();
    let find = |word: u64| ((word.wrapping_sub(LOW * 0x25) & !word & HIGH).trailing_zeros() / 8) as usize;
    match (bytes.last_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(last), ..) => {
            for (number, word) in bytes.as_chunks::<8>().0.iter().enumerate() {
                let found = find(u64::from_le_bytes(*word));
                if found < 8 {
                    return 8 * number + found;
                }
            }
            // The last eight bytes. The first ones are compared again, and are known to have no match.
            length - 8 + find(u64::from_le_bytes(*last))
        }
        // One word of two halves, which may overlap, and zeros.
        (None, Some(first), Some(last)) => {
            let [first, last] = [first, last].map(|half| u64::from(u32::from_le_bytes(*half)));
            length.min(find(first | (last << (8 * (length & 7) as u32).saturating_sub(32))))
        }
        _ => bytes.iter().position(|&byte| byte < 0x25).unwrap_or(length),
    }
}

/// Returns the index of the first byte after a number, `true`, `false` or `null`, or the length. Such a byte is `,`, a
/// closing bracket or white space.
#[inline(always)]
pub(crate) fn find_end_of_scalar(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r');
    let mut rest = bytes;
    while let Some((word, tail)) = rest.split_first_chunk::<8>() {
        let word = u64::from_le_bytes(*word);
        // All of them are below `-` or differ from `}` in one bit. A few other bytes do too, so the loop below checks.
        let bracket = (word | (LOW * 0x20)) ^ (LOW * 0x7d);
        let flags = (word.wrapping_sub(LOW * 0x2d) | bracket.wrapping_sub(LOW)) & !word & HIGH;
        if flags != 0 {
            rest = rest.get((flags.trailing_zeros() / 8) as usize..).unwrap_or(&[]);
            break;
        }
        rest = tail;
    }
    bytes.len() - rest.len() + rest.iter().position(ends).unwrap_or(rest.len())
}

/// Compares strings of equal length. Most names are short.
#[inline(always)]
pub(crate) fn is_same(one: &[u8], other: &[u8]) -> bool {
    macro_rules! ends_are_alike {
        ($size:literal) => {
            one.first_chunk::<$size>() == other.first_chunk() && one.last_chunk::<$size>() == other.last_chunk()
        };
    }
    match one.len() {
        0..4 => one == other,
        4..8 => ends_are_alike!(4),
        8..=16 => ends_are_alike!(8),
        _ => ends_are_alike!(8) && one == other,
    }
}

/// Returns the end of a text with zeros after it. JSON has no zero bytes.
#[cold]
pub(crate) fn padded<const N: usize>(text: &[u8]) -> [u8; N] {
    let mut block = [0; N];
    block.iter_mut().zip(text).for_each(|(place, byte)| *place = *byte);
    block
}

#[inline(always)]
pub(crate) fn words_of(block: &[u8; 16]) -> [u64; 2] {
    let words = block.as_chunks::<8>().0;
    [words[0], words[1]].map(u64::from_le_bytes)
}

/// Returns the index of the first flagged byte, or 16.
#[inline(always)]
fn first_flag([low, high]: [u64; 2]) -> usize {
    if low != 0 { (low.trailing_zeros() / 8) as usize } else { 8 + (high.trailing_zeros() / 8) as usize }
}

pub(crate) const fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Returns true if a byte is special. rustc vectorizes this loop.
#[inline(always)]
pub(crate) fn any_special<const N: usize>(block: &[u8; N]) -> bool {
    let mut found = 0u8;
    for &byte in block {
        found |= u8::from(byte < 0x20) | u8::from(byte == b'"') | u8::from(byte == b'\\');
    }
    found != 0
}

/// Returns the high bit of each special byte. Flags above the first one may be spurious.
#[inline(always)]
pub(crate) fn special_flags(word: u64) -> u64 {
    // Neither xor changes the high bits, so one mask is enough for the three.
    let quote = word ^ (LOW * 0x22);
    let backslash = word ^ (LOW * 0x5c);
    (word.wrapping_sub(LOW * 0x20) | quote.wrapping_sub(LOW) | backslash.wrapping_sub(LOW)) & !word & HIGH
}

/// Returns a byte as a string has it, itself or its canonical escape, and the length of that. A table, because the
/// processor can't predict which byte is next.
#[inline(always)]
pub(crate) fn escape_of(byte: u8) -> ([u8; 8], usize) {
    static ESCAPES: [[u8; 8]; 256] = {
        let mut escape = [[0; 8]; 256];
        let mut byte = 0;
        while byte < escape.len() {
            escape[byte] = make_escape(byte as u8);
            byte += 1;
        }
        escape
    };
    let escape = ESCAPES[usize::from(byte)];
    (escape, usize::from(escape[7]))
}

const fn make_escape(byte: u8) -> [u8; 8] {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let letter = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x09 => b't',
        0x0a => b'n',
        0x0c => b'f',
        0x0d => b'r',
        0..0x20 => return [b'\\', b'u', b'0', b'0', HEX[byte as usize >> 4], HEX[byte as usize & 15], 0, 6],
        _ => return [byte, 0, 0, 0, 0, 0, 0, 1],
    };
    [b'\\', letter, 0, 0, 0, 0, 0, 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_found_at_every_index() {
        for length in (0..40).chain([63, 64, 65, 127, 128, 129, 200]) {
            for at in 0..length {
                for byte in 0..=255u8 {
                    let mut text = vec![b'x'; length];
                    text[at] = byte;
                    let expected = if is_special(byte) { at } else { length };
                    assert_eq!(find_special(&text), expected);
                    assert_eq!(find_special_in_short(&text), expected);
                    let ends = b",}] \t\n\r".contains(&byte);
                    assert_eq!(find_end_of_scalar(&text), if ends { at } else { length });
                    assert_eq!(find_below_percent(&text), if byte < 0x25 { at } else { length });
                }
            }
        }
    }
}
