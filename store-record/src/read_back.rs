//! Reads back what a foreign codec wrote, before it is sealed.
//!
//! The codecs of this crate check while they write what they check while they read. Of a codec that a user wrote, or that
//! serde derived, nothing is known. A value that has one is read back, written again and compared.

use crate::codec::decoder::decode_text;
use crate::codec::scratch::with_encoder;
use crate::error::{EncodeError, EncodeErrorKind};
use crate::shape::difference;
use crate::{Shape, StoreValue};

/// Whether a value of this shape has a part whose codec isn't one of this crate.
pub(crate) const fn is_needed(shape: &Shape) -> bool {
    match shape {
        Shape::Custom => true,
        Shape::Optional(inside)
        | Shape::List(inside)
        | Shape::Set(inside)
        | Shape::OrderedSet(inside)
        | Shape::Array(inside, _)
        | Shape::Recursive(_, inside) => is_needed(inside),
        Shape::Pairs(key, value) => is_needed(key) || is_needed(value),
        Shape::Tuple(elements) => {
            let mut at = 0;
            while at < elements.len() {
                if is_needed(elements[at]) {
                    return true;
                }
                at += 1;
            }
            false
        }
        Shape::Map { key, value } => !key.is_standard() || is_needed(value),
        Shape::Struct(shape) => {
            let mut at = 0;
            while at < shape.fields.len() {
                if is_needed(shape.fields[at].shape) {
                    return true;
                }
                at += 1;
            }
            false
        }
        Shape::Enum(shape) => {
            let mut at = 0;
            while at < shape.variants.len() {
                if let Some(content) = shape.variants[at].content
                    && is_needed(content)
                {
                    return true;
                }
                at += 1;
            }
            false
        }
        Shape::Bool | Shape::Integer(_) | Shape::Float { .. } | Shape::Text(_) | Shape::Json | Shape::Recursion(_) => {
            false
        }
    }
}

/// Reads the value that `text` was written from.
///
/// # Errors
///
/// Returns an error if the text can't be read, or if the value that is read has another text.
pub(crate) fn value<T: StoreValue>(text: &str) -> Result<T, EncodeError> {
    let value: T = decode_text(text)
        .map_err(|error| EncodeError::new(error.path().to_string(), EncodeErrorKind::NotReadBack(error.kind())))?;
    with_encoder(|encoder| {
        value.encode(encoder);
        let again = encoder.finish()?;
        if again == text {
            return Ok(());
        }
        let path = difference::path(T::SHAPE, text, again);
        Err(EncodeError::new(path, EncodeErrorKind::ReadBackDiffers))
    })?;
    Ok(value)
}
