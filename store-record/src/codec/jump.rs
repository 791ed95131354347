//! Going to the end of a value without reading it. Whoever reads the value checks it.
//!
//! Each function returns what follows, or as an error the rest of the text where it isn't JSON.

use super::scan;
use super::syntax::after_rare_space;

/// Jumps over a value.
pub(crate) fn after_value(rest: &[u8]) -> Result<&[u8], &[u8]> {
    match rest.first() {
        Some(b'"') => after_string(rest).map(|(rest, _)| rest),
        Some(b'{' | b'[') => after_brackets(rest),
        _ => after_scalar(rest),
    }
}

/// Jumps over a number, `true`, `false` or `null`.
#[inline(always)]
pub(crate) fn after_scalar(rest: &[u8]) -> Result<&[u8], &[u8]> {
    match scan::find_end_of_scalar(rest) {
        0 => Err(rest),
        length => rest.get(length..).ok_or(rest),
    }
}

/// Jumps over a string, which `rest` begins with. Also returns true if it has no escapes.
#[inline(always)]
pub(crate) fn after_string(rest: &[u8]) -> Result<(&[u8], bool), &[u8]> {
    let body = rest.get(1..).unwrap_or(&[]);
    match body.get(scan::find_special_in_short(body)..) {
        Some([b'"', rest @ ..]) => Ok((rest, true)),
        _ => after_string_with_escapes(body).map(|rest| (rest, false)),
    }
}

#[inline(never)]
fn after_string_with_escapes(mut rest: &[u8]) -> Result<&[u8], &[u8]> {
    loop {
        match rest.get(scan::find_special(rest)..).unwrap_or(&[]) {
            [b'"', rest @ ..] => return Ok(rest),
            [b'\\', _, others @ ..] => rest = others,
            other => return Err(other),
        }
    }
}

/// Jumps over an object or an array, which `rest` begins with.
#[inline(never)]
pub(crate) fn after_brackets(mut rest: &[u8]) -> Result<&[u8], &[u8]> {
    let mut open = 0_usize;
    loop {
        rest = after_unquoted(rest);
        rest = match rest {
            [b'"', ..] => after_string(rest)?.0,
            [b'{' | b'[', others @ ..] => {
                open += 1;
                others
            }
            [_, others @ ..] => {
                open -= 1;
                others
            }
            [] => return Err(rest),
        };
        if open == 0 {
            return Ok(rest);
        }
    }
}

/// Jumps to the next quote or bracket, or to the end.
#[inline(always)]
pub(crate) fn after_unquoted(rest: &[u8]) -> &[u8] {
    let is_end = |byte: &u8| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']');
    rest.get(rest.iter().position(is_end).unwrap_or(rest.len())..).unwrap_or(&[])
}

/// Jumps over the colon between a name and its value.
#[inline(always)]
pub(crate) fn after_colon(rest: &[u8]) -> Result<&[u8], &[u8]> {
    match after_rare_space(rest) {
        [b':', value @ ..] => Ok(after_rare_space(value)),
        _ => Err(rest),
    }
}
