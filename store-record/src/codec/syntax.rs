//! What every reader and writer knows of JSON: the limit of nesting, white space, and the error where text isn't JSON.

use crate::error::{DecodeError, DecodeErrorKind};

/// The deepest nesting of objects and arrays that is written or read.
pub(crate) const MAX_NESTING: u32 = 128;

/// The text without the white space at its beginning.
pub(crate) fn after_space(mut text: &[u8]) -> &[u8] {
    while let [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] = text {
        text = rest;
    }
    text
}

/// [`after_space`], inlined for places where there rarely is any.
#[inline(always)]
pub(crate) fn after_rare_space(text: &[u8]) -> &[u8] {
    if text.first().is_some_and(|first| *first <= b' ') { after_space(text) } else { text }
}

/// The error where something else than JSON is at `offset`.
#[cold]
#[inline(never)]
pub(crate) fn syntax_error(text: &str, offset: usize) -> DecodeError {
    let kind = match offset {
        _ if offset == text.len() => DecodeErrorKind::Truncated,
        0 if text.starts_with('\u{feff}') => DecodeErrorKind::ByteOrderMark,
        _ => DecodeErrorKind::Syntax,
    };
    DecodeError::new(kind, offset)
}
