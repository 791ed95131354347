//! Where two payloads of one shape differ.

use super::Shape;
use crate::path_name::PathName;
use serde_json::Value;

/// The path to the first difference of two JSON texts. It has names of the program and indices; names of maps show as `[*]`.
pub(crate) fn path(shape: &'static Shape, one: &str, other: &str) -> String {
    let tree = |text: &str| serde_json::from_str::<Value>(text).ok();
    let (Some(one), Some(other)) = (tree(one), tree(other)) else { return String::new() };
    between(shape, &one, &other).map_or_else(String::new, |(path, _)| path)
}

/// The path to the first difference, and the shape there.
pub(crate) fn between(shape: &'static Shape, one: &Value, other: &Value) -> Option<(String, &'static Shape)> {
    if one == other {
        return None;
    }
    inside(shape, one, other).or(Some((String::new(), shape)))
}

/// The first difference of two values of one kind, in a part that the shape knows.
fn inside(shape: &'static Shape, one: &Value, other: &Value) -> Option<(String, &'static Shape)> {
    match (shape, one, other) {
        (Shape::Recursive(_, shape) | Shape::Unverified(shape) | Shape::Optional(shape), _, _) => {
            between(shape, one, other)
        }
        (Shape::Struct(shape), Value::Object(one), Value::Object(other)) => shape.fields.iter().find_map(|field| {
            let (path, shape) = between(field.shape, one.get(field.name)?, other.get(field.name)?)?;
            Some((format!(".{}{path}", PathName(field.name)), shape))
        }),
        (Shape::Enum(shape), Value::Object(one_members), Value::Object(other_members)) => {
            shape.variants.iter().find_map(|variant| match shape.tag {
                Some(tag) => {
                    let name = Some(variant.name);
                    let is_of = |value: &Value| value.get(tag).and_then(Value::as_str) == name;
                    inside(variant.content.filter(|_| is_of(one) && is_of(other))?, one, other)
                }
                None => {
                    let (one, other) = (one_members.get(variant.name)?, other_members.get(variant.name)?);
                    let (path, shape) = between(variant.content?, one, other)?;
                    Some((format!(".{}{path}", PathName(variant.name)), shape))
                }
            })
        }
        (Shape::Tuple(shapes), Value::Array(one), Value::Array(other)) => elements(shapes.iter().copied(), one, other),
        (
            Shape::List(shape) | Shape::Array(shape, _) | Shape::Set(shape) | Shape::OrderedSet(shape),
            Value::Array(one),
            Value::Array(other),
        ) if one.len() == other.len() => elements(std::iter::repeat(*shape), one, other),
        (Shape::Map { value: shape, .. }, Value::Object(one), Value::Object(other)) => {
            one.iter().find_map(|(name, one)| {
                let (path, shape) = between(shape, one, other.get(name)?)?;
                Some((format!("[*]{path}"), shape))
            })
        }
        _ => None,
    }
}

fn elements(
    shapes: impl Iterator<Item = &'static Shape>,
    one: &[Value],
    other: &[Value],
) -> Option<(String, &'static Shape)> {
    shapes.zip(one.iter().zip(other)).enumerate().find_map(|(index, (shape, (one, other)))| {
        let (path, shape) = between(shape, one, other)?;
        Some((format!("[{index}]{path}"), shape))
    })
}
