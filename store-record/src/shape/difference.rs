//! The first difference of two payloads of one shape.

use super::{EnumRepr, EnumShape, Shape, UnknownFieldPolicy};
use crate::error::Path;
use serde_json::{Map, Value};

/// Returns the path to the first difference of two JSON texts. It has names of the program and indices. Names of maps
/// show as `[*]`.
pub(crate) fn path(shape: &'static Shape, one: &str, other: &str) -> Path {
    let tree = |text: &str| serde_json::from_str::<Value>(text).ok();
    let (Some(one), Some(other)) = (tree(one), tree(other)) else { return Path::default() };
    between(shape, &one, &other).map_or_else(Path::default, |(path, _)| path)
}

/// Returns the path to the first difference, and the shape there.
pub(crate) fn between(shape: &'static Shape, one: &Value, other: &Value) -> Option<(Path, &'static Shape)> {
    if one == other {
        return None;
    }
    inside(shape, one, other).or_else(|| Some((Path::default(), shape)))
}

/// Returns the first difference inside two values of one kind, if the shape has that part.
fn inside(shape: &'static Shape, one: &Value, other: &Value) -> Option<(Path, &'static Shape)> {
    match (shape, one, other) {
        (
            Shape::Recursive(_, shape) | Shape::Converted(shape) | Shape::Unverified(shape) | Shape::Optional(shape),
            _,
            _,
        ) => between(shape, one, other),
        (Shape::Enum(EnumShape { repr: EnumRepr::Untagged, variants, .. }), one, other) => {
            variants.iter().find_map(|variant| inside(variant.content?, one, other))
        }
        (Shape::Struct(shape), Value::Object(one), Value::Object(other)) => {
            let in_fields = shape.fields.iter().find_map(|field| {
                let (mut path, shape) = between(field.shape, one.get(field.name)?, other.get(field.name)?)?;
                path.in_field(field.name);
                Some((path, shape))
            });
            in_fields.or_else(|| match shape.unknown {
                UnknownFieldPolicy::Collect(Shape::Map { value, .. }) => {
                    entries(value, one.iter().filter(|(name, _)| !shape.has_name(name)), other)
                }
                _ => None,
            })
        }
        (Shape::Enum(shape), Value::Object(one_members), Value::Object(other_members)) => {
            shape.variants.iter().find_map(|variant| match shape.repr {
                EnumRepr::Internal { tag } => {
                    let name = Some(variant.name);
                    let is_of = |value: &Value| value.get(tag).and_then(Value::as_str) == name;
                    inside(variant.content.filter(|_| is_of(one) && is_of(other))?, one, other)
                }
                EnumRepr::Adjacent { tag, content } => {
                    let name = Some(variant.name);
                    let is_of = |value: &Value| value.get(tag).and_then(Value::as_str) == name;
                    let shape = variant.content.filter(|_| is_of(one) && is_of(other))?;
                    let (mut path, shape) = between(shape, one_members.get(content)?, other_members.get(content)?)?;
                    path.in_field(content);
                    Some((path, shape))
                }
                EnumRepr::External => {
                    let (one, other) = (one_members.get(variant.name)?, other_members.get(variant.name)?);
                    let (mut path, shape) = between(variant.content?, one, other)?;
                    path.in_field(variant.name);
                    Some((path, shape))
                }
                EnumRepr::Integer | EnumRepr::Untagged => None,
            })
        }
        (Shape::Tuple(shapes), Value::Array(one), Value::Array(other)) => elements(shapes.iter().copied(), one, other),
        (
            Shape::List(shape) | Shape::Array(shape, _) | Shape::Set(shape) | Shape::OrderedSet(shape),
            Value::Array(one),
            Value::Array(other),
        ) if one.len() == other.len() => elements(std::iter::repeat(*shape), one, other),
        (Shape::Map { value: shape, .. }, Value::Object(one), Value::Object(other)) => {
            entries(shape, one.iter(), other)
        }
        _ => None,
    }
}

/// Returns the first difference inside the values of entries with equal names.
fn entries<'v>(
    shape: &'static Shape,
    mut one: impl Iterator<Item = (&'v String, &'v Value)>,
    other: &Map<String, Value>,
) -> Option<(Path, &'static Shape)> {
    one.find_map(|(name, one)| {
        let (mut path, shape) = between(shape, one, other.get(name)?)?;
        path.in_map_key();
        Some((path, shape))
    })
}

fn elements(
    shapes: impl Iterator<Item = &'static Shape>,
    one: &[Value],
    other: &[Value],
) -> Option<(Path, &'static Shape)> {
    shapes.zip(one.iter().zip(other)).enumerate().find_map(|(index, (shape, (one, other)))| {
        let (mut path, shape) = between(shape, one, other)?;
        path.in_index(index);
        Some((path, shape))
    })
}
