//! Objects that several types have members in: flattened fields, `rest`, a tagged variant's content.
//!
//! Such an object is written through the sorter and read through the index, one type after another. A type's shape says
//! which members are its own, so the types themselves need nothing for it.

use crate::codec::decoder::{Decoder, WholeObject};
use crate::codec::encoder::{Encoder, SortScope};
use crate::error::{DecodeError, EncodeErrorKind};
use crate::shape::{Shape, StructShape, UnknownFieldPolicy};
use crate::value::StoreValue;
use crate::value::unknown_fields::UnknownFields;

/// The names of the whole object.
#[derive(Clone, Copy)]
struct Names {
    shape: Option<&'static StructShape>,
    tag: Option<&'static str>,
}

impl Names {
    fn new(whole: &'static Shape, tag: Option<&'static str>) -> Self {
        let shape = if let Shape::Struct(shape) = whole_object(whole) { Some(*shape) } else { None };
        Self { shape, tag }
    }

    fn has(&self, name: &str) -> bool {
        self.tag == Some(name) || self.shape.is_some_and(|shape| has_field(shape, name))
    }

    /// Returns true if the member belongs to a part of the object.
    fn are_of(&self, part: &'static Shape, name: &str) -> bool {
        match part {
            Shape::Struct(part) => has_field(part, name) || part.unknown != UnknownFieldPolicy::Deny && !self.has(name),
            _ => !self.has(name),
        }
    }
}

/// [`StructShape::has_name`], which is slower because it can be called while compiling.
fn has_field(shape: &StructShape, name: &str) -> bool {
    shape.fields.iter().any(|field| field.name == name || field.aliases.contains(&name))
}

/// The shape of the struct, which may contain itself.
fn whole_object(shape: &'static Shape) -> &'static Shape {
    match shape.value() {
        Shape::Recursive(_, inside) => whole_object(inside),
        shape => shape,
    }
}

/// Returns the shape of a variant's content.
#[must_use]
pub fn content_shape(shape: &'static Shape, name: &str) -> &'static Shape {
    let Shape::Enum(shape) = whole_object(shape) else { return &Shape::Custom };
    let variant = shape.variants.iter().find(|variant| variant.name == name);
    variant.and_then(|variant| variant.content).unwrap_or(&Shape::Custom)
}

/// Writes the members of an object in any order.
pub struct ObjectWriter<'e> {
    encoder: &'e mut Encoder,
    scope: SortScope,
    names: Names,
}

impl ObjectWriter<'_> {
    pub fn member_with<T>(&mut self, name: &'static str, value: &T, encode: fn(&T, &mut Encoder)) {
        let member = self.encoder.begin_member(&self.scope, name);
        encode(value, self.encoder);
        self.encoder.end_member(member);
    }

    pub fn text(&mut self, name: &'static str, text: &str) {
        let member = self.encoder.begin_member(&self.scope, name);
        self.encoder.string(text);
        self.encoder.end_member(member);
    }

    /// Writes the members of a field marked `rest`. It is written first, so that an error has the path of the object.
    pub fn rest(&mut self, rest: &UnknownFields) {
        if rest.iter().any(|(name, _)| self.names.has(name)) {
            self.encoder.fail(EncodeErrorKind::DuplicateName);
        }
        for (name, value) in rest {
            let member = self.encoder.begin_member(&self.scope, name);
            value.encode(self.encoder);
            self.encoder.end_member(member);
        }
    }

    /// Writes the members of a value that is stored as an object.
    pub fn flattened<T: StoreValue>(&mut self, value: &T) {
        let start = self.encoder.begin_flattened(&self.scope);
        value.encode(self.encoder);
        let written = self.encoder.end_flattened(&start);
        if self.encoder.has_failed() {
            return;
        }
        // In an `Option`, no member is `None`.
        let is_optional = T::ABSENT.is_some();
        let members = match members_of(&written) {
            Some(members) if !(is_optional && members.is_empty()) => members,
            None if is_optional && written == "null" => Vec::new(),
            Some(_) => {
                return self.encoder.reject("a flattened `Option` holds no members, so it would be read as `None`");
            }
            None => return self.encoder.reject("a flattened field wasn't written as an object"),
        };
        let part = T::SHAPE.value();
        let is_own = |name: &str| matches!(part, Shape::Struct(part) if has_field(part, name));
        if members.iter().any(|(name, _)| self.names.has(name) && !is_own(name)) {
            return self.encoder.fail(EncodeErrorKind::DuplicateName);
        }
        self.encoder.forget_flattened(&start);
        for (name, value) in members {
            let member = self.encoder.begin_member(&self.scope, &name);
            self.encoder.write_json(value.as_bytes());
            self.encoder.end_member(member);
        }
    }
}

/// Returns the names and the JSON texts of an object's members, or `None` if the text isn't an object.
fn members_of(text: &str) -> Option<Vec<(String, &str)>> {
    let mut decoder = Decoder::new(text);
    decoder.open_map().ok()?;
    let (mut members, mut first) = (Vec::new(), true);
    while decoder.next_entry(&mut first).ok()? {
        let name = decoder.owned_string().ok()?;
        decoder.colon().ok()?;
        let start = decoder.offset();
        decoder.jump_over_value().ok()?;
        members.push((name, decoder.text_since(start)));
    }
    Some(members)
}

/// Writes an object whose members `write` writes. `whole` is the shape of all of them but the tag.
pub fn object_of_parts(
    encoder: &mut Encoder,
    whole: &'static Shape,
    tag: Option<&'static str>,
    write: impl FnOnce(&mut ObjectWriter<'_>),
) {
    if !encoder.enter() {
        return;
    }
    encoder.literal(b"{");
    let scope = encoder.begin_unsorted();
    let mut writer = ObjectWriter { encoder, scope, names: Names::new(whole, tag) };
    write(&mut writer);
    let ObjectWriter { encoder, scope, .. } = writer;
    encoder.sort_members(&scope);
    encoder.literal(b"}");
    encoder.leave();
}

/// An object that is read by several types.
pub struct Parts {
    object: WholeObject,
    names: Names,
}

/// Reads an object of several types. `read` first calls [`flattened`] for each part, and then reads the object with the
/// members that are left.
pub fn decode_parts<T>(
    decoder: &mut Decoder<'_>,
    whole: &'static Shape,
    tag: Option<&'static str>,
    read: impl FnOnce(&mut Decoder<'_>, &Parts) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    let parts = Parts { object: decoder.begin_parts()?, names: Names::new(whole, tag) };
    let result = read(decoder, &parts);
    decoder.end_parts(&parts.object);
    result
}

/// Reads a value from the members that belong to it.
pub fn flattened<T: StoreValue>(decoder: &mut Decoder<'_>, parts: &Parts) -> Result<T, DecodeError> {
    let part = T::SHAPE.value();
    let is_map = matches!(part, Shape::Map { .. });
    let count = decoder.begin_part(&parts.object, is_map, |name| parts.names.are_of(part, name));
    let value = match T::ABSENT {
        Some(absent) if count == 0 => absent(),
        _ => T::decode(decoder)?,
    };
    decoder.end_part(&parts.object, count);
    Ok(value)
}
