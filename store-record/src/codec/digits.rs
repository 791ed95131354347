//! Decimal digits, two at a time.

/// The two digits of each number below 100.
static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut at = 0;
    while at < 100 {
        pairs[at] = [b'0' + (at / 10) as u8, b'0' + (at % 10) as u8];
        at += 1;
    }
    pairs
};

/// Returns the last two digits.
#[inline(always)]
pub(crate) fn pair(value: u32) -> [u8; 2] {
    PAIRS[(value % 100) as usize]
}

/// Writes the digits to the front. Returns their number, which is at most 20.
#[inline(always)]
pub(crate) fn write(value: u64, out: &mut [u8; 32]) -> usize {
    const EIGHT: u64 = 100_000_000;
    match u32::try_from(value) {
        Ok(value) if u64::from(value) < EIGHT => write_short(value, out),
        _ => {
            let (high, low) = (value / EIGHT, (value % EIGHT) as u32);
            let length = match u32::try_from(high) {
                Ok(high) => write_short(high, out),
                _ => {
                    let length = write_short((high / EIGHT) as u32, out);
                    write_eight((high % EIGHT) as u32, length, out)
                }
            };
            write_eight(low, length, out)
        }
    }
}

/// Shows the compiler that the index is in bounds, which follows from the number of digits.
const OUT_MASK: usize = 31;

/// Writes the digits to the front. Returns their number.
#[inline(always)]
fn write_short(value: u32, out: &mut [u8; 32]) -> usize {
    if value < 10 {
        out[0] = b'0' + value as u8;
        return 1;
    }
    let length = value.ilog10() as usize + 1;
    let mut rest = value;
    let mut at = length;
    while rest >= 100 {
        at -= 2;
        [out[at & OUT_MASK], out[(at + 1) & OUT_MASK]] = pair(rest);
        rest /= 100;
    }
    if rest >= 10 {
        [out[0], out[1]] = pair(rest);
    } else {
        out[0] = b'0' + rest as u8;
    }
    length
}

/// Writes exactly eight digits. Returns where they end. The four divisions are independent of one another.
#[inline(always)]
fn write_eight(value: u32, at: usize, out: &mut [u8; 32]) -> usize {
    let high = value / 10_000;
    for (index, two) in [high / 100, high, value / 100, value].into_iter().enumerate() {
        let at = at + 2 * index;
        [out[at & OUT_MASK], out[(at + 1) & OUT_MASK]] = pair(two);
    }
    at + 8
}

/// Reads eight digits in one word. Returns `None` if a byte isn't a digit.
#[inline(always)]
pub(crate) fn read_eight(text: &[u8; 8]) -> Option<u32> {
    let word = u64::from_le_bytes(*text);
    if !are_eight(word) {
        return None;
    }
    Some(join(word - ZEROS))
}

/// Reads the digits at the front. Returns their number too, which may be 0.
#[inline(always)]
pub(crate) fn read_front(text: &[u8; 8]) -> (u32, usize) {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let word = u64::from_le_bytes(*text);
    // A byte above `9` sets its high bit in the sum, and one below `0` in the difference. A carry changes only bytes
    // after the first such byte.
    let ones = word.wrapping_sub(ZEROS);
    let others = (word.wrapping_add(0x4646_4646_4646_4646) | ones | word) & HIGH;
    let bits = others.trailing_zeros() & !7;
    // The first digit is the lowest byte. The shift removes what is after the last one, and puts zeros before the
    // first.
    (join(ones.checked_shl(64 - bits).unwrap_or(0)), (bits / 8) as usize)
}

/// Joins eight digits, each a byte from 0 to 9, to numbers of two, four and eight digits.
#[inline(always)]
fn join(ones: u64) -> u32 {
    let twos = (ones * 10 + (ones >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (twos * 100 + (twos >> 16)) & 0x0000_ffff_0000_ffff;
    (fours * 10_000 + (fours >> 32)) as u32
}

const ZEROS: u64 = 0x3030_3030_3030_3030;

/// Returns true if all bytes of a word are digits.
#[inline(always)]
pub(crate) fn are_eight(word: u64) -> bool {
    const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    // `0` to `9` are 0x30 to 0x39: the high half is 3, also after 6 is added.
    word & HIGH == ZEROS && word.wrapping_add(0x0606_0606_0606_0606) & HIGH == ZEROS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_digits_are_read_and_nothing_else() {
        for value in [0, 1, 12_345_678, 99_999_999, 10_203_040, 90_000_009] {
            assert_eq!(read_eight(format!("{value:08}").as_bytes().first_chunk().unwrap()), Some(value));
        }
        for at in 0..8 {
            for byte in (0..=255u8).filter(|byte| !byte.is_ascii_digit()) {
                let mut text = *b"12345678";
                text[at] = byte;
                assert_eq!(read_eight(&text), None);
            }
        }
    }

    #[test]
    fn digits_in_front_are_read_and_counted() {
        for count in 0..=8 {
            for end in (0..=255u8).filter(|byte| !byte.is_ascii_digit()) {
                // Bytes after the end don't matter.
                for after in [b'0', b'9', b'-', 0, 0xff, end] {
                    let mut text = *b"90817263";
                    text[count.min(7)..].fill(after);
                    text[count.min(7)] = if count < 8 { end } else { b'3' };
                    let digits = str::from_utf8(&text[..count]).unwrap();
                    assert_eq!(read_front(&text), (digits.parse().unwrap_or(0), count));
                }
            }
        }
    }

    #[test]
    fn digits_are_those_of_the_standard_library() {
        let mut samples = vec![0, u64::MAX];
        for power in 0..20 {
            let ten = 10u64.pow(power);
            samples.extend([ten - 1, ten, ten + 1, ten.saturating_mul(7) / 3, u64::MAX / ten]);
        }
        for value in samples {
            let mut out = [0; 32];
            let length = write(value, &mut out);
            assert_eq!(out[..length], *value.to_string().as_bytes());
        }
    }
}
