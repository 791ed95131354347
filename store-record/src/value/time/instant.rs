//! The instant in UTC, which is the most common text: one layout, written and read at fixed positions.
//!
//! `text.rs` writes and reads other offsets.

use crate::codec::digits::{pair, read_eight};
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// The length with quotes and nine decimals.
const LAYOUT: [u8; 32] = *b"\"0000-00-00T00:00:00.000000000Z\"";
/// The position of the fraction's point.
const POINT: usize = 20;

/// Writes the quoted text and returns its length, or 0 if the instant has another layout.
#[inline(always)]
pub(super) fn write(instant: OffsetDateTime, out: &mut [u8; 32]) -> usize {
    let (year, month, day) = instant.to_calendar_date();
    let Ok(year @ 0..=9999) = u32::try_from(year) else { return 0 };
    if instant.offset() != UtcOffset::UTC {
        return 0;
    }
    let (hour, minute, second, nanosecond) = instant.to_hms_nano();
    *out = LAYOUT;
    [out[1], out[2]] = pair(year / 100);
    [out[3], out[4]] = pair(year);
    [out[6], out[7]] = pair(u32::from(u8::from(month)));
    [out[9], out[10]] = pair(u32::from(day));
    [out[12], out[13]] = pair(u32::from(hour));
    [out[15], out[16]] = pair(u32::from(minute));
    [out[18], out[19]] = pair(u32::from(second));
    [out[21], out[22]] = pair(nanosecond / 10_000_000);
    [out[23], out[24]] = pair(nanosecond / 100_000);
    [out[25], out[26]] = pair(nanosecond / 1_000);
    [out[27], out[28]] = pair(nanosecond / 10);
    out[29] = b'0' + (nanosecond % 10) as u8;
    if nanosecond % 10 != 0 { LAYOUT.len() } else { trim(nanosecond, out) }
}

/// Removes the trailing zeros of the fraction, and its point if no digit is left.
fn trim(nanosecond: u32, out: &mut [u8; 32]) -> usize {
    let mut end = POINT;
    if nanosecond != 0 {
        end = 29;
        while end > POINT && out[end - 1] == b'0' {
            end -= 1;
        }
    }
    out[end] = b'Z';
    out[end + 1] = b'"';
    end + 2
}

/// Reads the quoted text at the start of `text` and returns its length too. Returns `None` for another layout, which
/// may be an instant anyway.
#[inline(always)]
pub(super) fn read(text: &[u8]) -> Option<(OffsetDateTime, usize)> {
    let (head, tail) = text.split_first_chunk::<POINT>()?;
    if !is_of_layout(head) {
        return None;
    }
    let (nanosecond, length) = fraction(tail)?;
    let two = |at: usize| u32::from(head[at] & 15) * 10 + u32::from(head[at + 1] & 15);
    let date = date(two(1) * 100 + two(3), two(6), two(9))?;
    let time = Time::from_hms_nano(two(12) as u8, two(15) as u8, two(18) as u8, nanosecond).ok()?;
    Some((PrimitiveDateTime::new(date, time).assume_utc(), POINT + length))
}

/// Returns true if the text has digits where the layout has zeros, and the layout's bytes elsewhere. It has no branch,
/// so that it becomes a few vector instructions.
#[inline(always)]
fn is_of_layout(head: &[u8; POINT]) -> bool {
    let mut misfits = 0u8;
    for (byte, place) in head.iter().zip(&LAYOUT) {
        let allowed = if *place == b'0' { 9 } else { 0 };
        misfits |= u8::from(byte.wrapping_sub(*place) > allowed);
    }
    misfits == 0
}

/// Returns the nanoseconds, and the length with the `Z` and the quote.
#[inline(always)]
fn fraction(tail: &[u8]) -> Option<(u32, usize)> {
    let digits = match tail {
        [b'Z', b'"', ..] => return Some((0, 2)),
        [b'.', digits @ ..] => digits,
        _ => return None,
    };
    if let Some((eight, [ninth @ b'0'..=b'9', b'Z', b'"', ..])) = digits.split_first_chunk::<8>() {
        return Some((read_eight(eight)? * 10 + u32::from(ninth - b'0'), 12));
    }
    let (mut nanosecond, mut count) = (0, 0);
    for byte in digits.iter().take(10) {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        nanosecond = nanosecond * 10 + u64::from(digit);
        count += 1;
    }
    let scale = *[0, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1].get(count)?;
    match digits.get(count..)? {
        [b'Z', b'"', ..] if count > 0 => Some(((nanosecond * scale) as u32, count + 3)),
        _ => None,
    }
}

/// Days before each month and before the next year, in common years and in leap years.
static DAYS_BEFORE: [[u16; 13]; 2] = [
    [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365],
    [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366],
];

/// Creates the date from the day of the year. `time` branches by the month, which processors predict badly.
#[inline(always)]
fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let before = &DAYS_BEFORE[usize::from(is_leap)];
    let month = month as usize;
    let (first, end) = (*before.get(month.wrapping_sub(1))?, *before.get(month)?);
    let ordinal = first + day as u16;
    if day == 0 || ordinal > end {
        return None;
    }
    Date::from_ordinal_date(year as i32, ordinal).ok()
}
