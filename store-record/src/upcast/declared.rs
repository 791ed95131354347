//! The columns of a row of a locked version, from the payload and the paths in the lock.

use crate::codec::decoder::Decoder;
use crate::columns::floor_to_microseconds;
use crate::envelope::{EnvelopeRef, is_same_json};
use crate::error::DecodeError;
use crate::payload::Metadata;
use crate::shape::{FieldShape, RecordShape, Shape, TextForm};
use crate::store_as::{AsUnixMicros, AsUnixMillis, AsUnixSeconds, Itself, StoreAs};
use crate::value::StoreValue;
use serde_json::{Map, Value};
use time::OffsetDateTime;

/// The columns that the payload decides. `None` is a column whose content isn't known: its field is absent, or a codec
/// written by hand reads it.
pub(crate) struct DeclaredColumns {
    pub(crate) revision: Option<Option<i64>>,
    pub(crate) created_at: Option<Option<OffsetDateTime>>,
    pub(crate) updated_at: Option<Option<OffsetDateTime>>,
    pub(crate) metadata: Option<Metadata>,
}

/// Returns the columns of a row whose payload is `object`.
pub(crate) fn declared_columns(shape: &'static RecordShape, object: &Map<String, Value>) -> DeclaredColumns {
    let column = |name: &str| shape.columns.iter().find(|(column, _)| *column == name).map(|(_, path)| *path);
    let instant = |name: &str| match column(name) {
        None => Some(None),
        Some(path) => at(shape.payload, object, path).and_then(|(shape, value)| instant(shape, value)),
    };
    let revision = match column("revision") {
        None => Some(None),
        Some(path) => at(shape.payload, object, path).and_then(|(shape, value)| revision(shape, value)),
    };
    let metadata = shape.columns.iter().filter_map(|(column, path)| Some((column.strip_prefix("metadata.")?, *path)));
    let metadata: Option<Map<String, Value>> = metadata
        .map(|(name, path)| at(shape.payload, object, path).map(|(_, value)| (name.to_owned(), value.clone())))
        .collect();
    DeclaredColumns {
        revision,
        created_at: instant("created_at"),
        updated_at: instant("updated_at"),
        metadata: metadata.and_then(|metadata| Metadata::from_value(&Value::Object(metadata)).ok()),
    }
}

impl DeclaredColumns {
    /// Returns the first column that differs from the payload.
    pub(crate) fn first_difference(&self, row: &EnvelopeRef<'_>) -> Option<&'static str> {
        let is_metadata =
            self.metadata.as_ref().is_none_or(|metadata| is_same_json(row.metadata, metadata.expose_json()));
        [
            ("metadata", is_metadata),
            ("revision", self.revision.is_none_or(|revision| revision == row.revision)),
            ("created_at", self.created_at.is_none_or(|instant| instant == row.created_at)),
            ("updated_at", self.updated_at.is_none_or(|instant| instant == row.updated_at)),
        ]
        .into_iter()
        .find_map(|(column, is_same)| (!is_same).then_some(column))
    }
}

/// Returns the shape and the value at a path of the lock, such as `.address.lines[1]`.
fn at<'v>(payload: &'static Shape, object: &'v Map<String, Value>, path: &str) -> Option<(&'static Shape, &'v Value)> {
    let Shape::Struct(of) = inside(payload) else { return None };
    let (name, mut rest) = first_name(path)?;
    let (mut shape, mut value) = member(of.fields, object, &name)?;
    while !rest.is_empty() {
        match (inside(shape), value) {
            (Shape::Struct(of), Value::Object(object)) => {
                let name;
                (name, rest) = first_name(rest)?;
                (shape, value) = member(of.fields, object, &name)?;
            }
            (Shape::Tuple(elements), Value::Array(values)) => {
                let (index, tail) = rest.strip_prefix('[')?.split_once(']')?;
                let index: usize = index.parse().ok()?;
                (shape, value, rest) = (elements.get(index)?, values.get(index)?, tail);
            }
            _ => return None,
        }
    }
    Some((shape, value))
}

/// Returns the shape of the content, without marks around it.
fn inside(shape: &'static Shape) -> &'static Shape {
    match shape {
        Shape::Recursive(_, shape) | Shape::Converted(shape) | Shape::Unverified(shape) => inside(shape),
        _ => shape,
    }
}

/// Returns the shape and the value of a field, which may be stored under an alias.
fn member<'v>(
    fields: &'static [FieldShape],
    object: &'v Map<String, Value>,
    name: &str,
) -> Option<(&'static Shape, &'v Value)> {
    let field = fields.iter().find(|field| field.name == name)?;
    let names = std::iter::once(&field.name).chain(field.aliases);
    names.filter_map(|name| object.get(*name)).next().map(|value| (field.shape, value))
}

/// Splits off the first name of a path, and removes its escapes.
fn first_name(path: &str) -> Option<(String, &str)> {
    let path = path.strip_prefix('.')?;
    let end = path.find(['.', '[']).unwrap_or(path.len());
    let (escaped, rest) = path.split_at_checked(end)?;
    let mut parts = escaped.split('%');
    let mut name = parts.next()?.to_owned();
    for part in parts {
        let (digits, plain) = part.split_at_checked(2)?;
        name.push(u8::from_str_radix(digits, 16).ok()?.into());
        name.push_str(plain);
    }
    Some((name, rest))
}

fn revision(shape: &'static Shape, value: &Value) -> Option<Option<i64>> {
    match (inside(shape), value) {
        (Shape::Optional(_), Value::Null) => Some(None),
        (Shape::Optional(shape), value) => revision(shape, value),
        (Shape::Integer(_), Value::Number(number)) => number.as_i64().map(Some),
        _ => None,
    }
}

fn instant(shape: &'static Shape, value: &Value) -> Option<Option<OffsetDateTime>> {
    type Decode = fn(&mut Decoder<'_>) -> Result<OffsetDateTime, DecodeError>;
    let decode: Decode = match (inside(shape), value) {
        (Shape::Optional(_), Value::Null) => return Some(None),
        (Shape::Optional(shape), value) => return instant(shape, value),
        (Shape::Text(TextForm::Instant), _) => <OffsetDateTime as StoreValue>::decode,
        (Shape::UnixTime { decimals: 0 }, _) => <AsUnixSeconds as StoreAs<OffsetDateTime, Itself>>::decode,
        (Shape::UnixTime { decimals: 3 }, _) => <AsUnixMillis as StoreAs<OffsetDateTime, Itself>>::decode,
        (Shape::UnixTime { .. }, _) => <AsUnixMicros as StoreAs<OffsetDateTime, Itself>>::decode,
        _ => return None,
    };
    let instant = decode(&mut Decoder::new(&value.to_string())).ok()?;
    floor_to_microseconds(instant).ok().map(Some)
}
