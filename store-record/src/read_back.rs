//! Reads back what a foreign codec wrote, before it is sealed.
//!
//! A codec of this crate rejects while writing what it rejects while reading. A codec that a user wrote, or that serde
//! derived, may not, so its value is read back, written again and compared.

use crate::codec::scratch::with_encoder;
use crate::error::{EncodeError, EncodeErrorKind};
use crate::shape::{ComponentShape, RecordShape, Shape, UnknownFieldPolicy, difference};
use crate::value::StoreValue;
use crate::value::whole_text::decode_text;

/// Returns true if a record is read back before it is sealed. Either a part of it has a foreign codec, or a path of its
/// key or its columns may lead to a field that isn't stored.
pub(crate) const fn is_needed_for(record: &RecordShape) -> bool {
    is_needed(record.payload) || has_skipped(record.payload) && has_nested_path(record)
}

/// Returns true if a part of the shape has a foreign codec.
pub(crate) const fn is_needed(shape: &Shape) -> bool {
    any(shape, Part::ForeignCodec)
}

/// Returns true if a part of the shape has fields that aren't stored.
const fn has_skipped(shape: &Shape) -> bool {
    any(shape, Part::SkippedFields)
}

/// What to look for in a shape.
#[derive(Clone, Copy)]
enum Part {
    ForeignCodec,
    SkippedFields,
}

/// Returns true if the shape has such a part.
const fn any(shape: &Shape, part: Part) -> bool {
    match shape {
        Shape::Custom => matches!(part, Part::ForeignCodec),
        Shape::Converted(inside) => matches!(part, Part::ForeignCodec) || any(inside, part),
        Shape::Unverified(inside) => matches!(part, Part::SkippedFields) && any(inside, part),
        Shape::Optional(inside)
        | Shape::List(inside)
        | Shape::Set(inside)
        | Shape::OrderedSet(inside)
        | Shape::Array(inside, _)
        | Shape::Recursive(_, inside) => any(inside, part),
        Shape::Pairs(key, value) => any(key, part) || any(value, part),
        Shape::Tuple(elements) => {
            let mut at = 0;
            while at < elements.len() && !any(elements[at], part) {
                at += 1;
            }
            at < elements.len()
        }
        Shape::Map { key, value } => matches!(part, Part::ForeignCodec) && !key.is_standard() || any(value, part),
        Shape::Struct(shape) => {
            let mut at = 0;
            while at < shape.fields.len() && !any(shape.fields[at].shape, part) {
                at += 1;
            }
            let is_in_map = match shape.unknown {
                UnknownFieldPolicy::Collect(map) => any(map, part),
                UnknownFieldPolicy::Deny | UnknownFieldPolicy::Ignore | UnknownFieldPolicy::Keep => false,
            };
            at < shape.fields.len() || is_in_map || matches!(part, Part::SkippedFields) && shape.has_skipped
        }
        Shape::Enum(shape) => {
            let mut at = 0;
            while at < shape.variants.len() {
                if let Some(content) = shape.variants[at].content
                    && any(content, part)
                {
                    return true;
                }
                at += 1;
            }
            false
        }
        Shape::Bool
        | Shape::Integer(_)
        | Shape::UnixTime { .. }
        | Shape::Float { .. }
        | Shape::Text(_)
        | Shape::Json
        | Shape::Recursion(_) => false,
    }
}

/// Returns true if a component or a column is a part of a field.
const fn has_nested_path(record: &RecordShape) -> bool {
    let mut at = 0;
    while at < record.columns.len() {
        if has_point(record.columns[at].1) {
            return true;
        }
        at += 1;
    }
    has_nested_component(record.scope) || has_nested_component(record.key)
}

const fn has_nested_component(components: &[ComponentShape]) -> bool {
    let mut at = 0;
    while at < components.len() {
        if has_point(components[at].name) {
            return true;
        }
        at += 1;
    }
    false
}

const fn has_point(path: &str) -> bool {
    let mut at = 0;
    while at < path.len() && path.as_bytes()[at] != b'.' {
        at += 1;
    }
    at < path.len()
}

/// Reads the value from which `text` was written.
///
/// # Errors
///
/// Returns an error if the text can't be read, or if the value is written as another text.
pub(crate) fn value<T: StoreValue>(text: &str) -> Result<T, EncodeError> {
    let value: T = decode_text(text)
        .map_err(|error| EncodeError::new(error.path().clone(), EncodeErrorKind::NotReadBack(error.kind())))?;
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
