//! Numbers in plain decimal, as PostgreSQL's `numeric` prints them.

use super::buffer::Buffer;

/// The digits that `numeric` holds before and after the point.
const MAX_WHOLE: usize = 131_072;
const MAX_FRACTION: usize = 16_383;

/// An exponent may add this many characters: enough for every 64-bit float, too few to turn a short text into a long
/// one.
const MAX_EXPANSION: usize = 400;

/// Returns true if `token`, a valid JSON number, is canonical.
pub(crate) fn is_plain(token: &str) -> bool {
    let has_exponent = token.bytes().any(|byte| byte | 0x20 == b'e');
    if has_exponent || !within_limits(token) {
        return false;
    }
    // Negative zero isn't canonical.
    !token.starts_with('-') || token.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}

/// Writes `token`, a valid JSON number, in plain decimal. Returns false if it has too many digits.
pub(crate) fn write_plain(token: &str, output: &mut Buffer) -> bool {
    if is_plain(token) {
        output.append_any(token.as_bytes());
        return true;
    }
    let (negative, unsigned) = match token.strip_prefix('-') {
        Some(unsigned) => (true, unsigned),
        None => (false, token),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()),
        None => (unsigned, Some(0)),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_zero = !mantissa.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    let Some(exponent) = exponent else { return false };
    let Ok(shift) = usize::try_from(exponent.unsigned_abs()) else { return false };
    let scale =
        if exponent < 0 { fraction.len() + shift.min(MAX_FRACTION + 1) } else { fraction.len().saturating_sub(shift) };
    if is_zero {
        return write_zero(scale, token.len(), output);
    }
    if shift > MAX_EXPANSION + token.len() {
        return false;
    }
    let digits: String = [whole, fraction].concat();
    // The number of digits before the point. If it is negative, that many zeros follow the point.
    let point = if exponent < 0 { whole.len() as i64 - shift as i64 } else { (whole.len() + shift) as i64 };
    let before = usize::try_from(point).unwrap_or(0);
    let (head, tail) = digits.split_at(before.min(digits.len()));
    let head = head.trim_start_matches('0');
    let mut text = String::with_capacity(digits.len() + shift + 3);
    text.push_str(if negative { "-" } else { "" });
    text.push_str(head);
    if !head.is_empty() {
        text.extend(std::iter::repeat_n('0', before.saturating_sub(digits.len())));
    } else {
        text.push('0');
    }
    if scale > 0 {
        text.push('.');
        text.extend(std::iter::repeat_n('0', usize::try_from(-point).unwrap_or(0)));
        text.push_str(tail);
    }
    if !within_limits(&text) {
        return false;
    }
    output.append(text.as_bytes());
    true
}

fn write_zero(scale: usize, given: usize, output: &mut Buffer) -> bool {
    if scale > MAX_FRACTION || scale > MAX_EXPANSION + given {
        return false;
    }
    output.literal(b"0");
    if scale > 0 {
        output.literal(b".");
        output.append("0".repeat(scale).as_bytes());
    }
    true
}

/// Returns true if the digits of a number without an exponent fit `numeric`.
fn within_limits(plain: &str) -> bool {
    if plain.len() <= MAX_FRACTION {
        return true;
    }
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    whole.trim_start_matches('-').len() <= MAX_WHOLE && fraction.len() <= MAX_FRACTION
}
