//! Sensitive fields on the screen: their values are replaced, unless they are named.
//!
//! A payload is walked along the shape of its schema version. What the shape doesn't describe may be sensitive too: an
//! unknown member of a struct that has sensitive fields, or a value of another kind in place of one.

use crate::catalog::{VersionDescription, parts};
use crate::path_name::PathName;
use crate::shape::{EnumRepr, EnumShape, FieldShape, Shape, StructShape, UnknownFieldPolicy, VariantShape};
use serde_json::{Map, Value};

/// What is shown in place of a value.
pub(super) const MASK: &str = "[sensitive]";

/// The path that names the whole payload.
pub(super) const WHOLE: &str = "payload";

/// Masks a payload of a schema version. `versions` are those of the record type, the newest first: a field that a later
/// version marks as sensitive is masked in an older row, too. `revealed` are the paths that the user names.
pub(super) fn mask(versions: &[VersionDescription], schema_version: i32, payload: &mut Value, revealed: &[String]) {
    if revealed.iter().any(|path| path == WHOLE) {
        return;
    }
    if !versions.iter().any(|version| version.schema_version() == schema_version) {
        // No shape says what is in it.
        *payload = MASK.into();
        return;
    }
    for version in versions.iter().filter(|version| version.schema_version() >= schema_version) {
        let is_own = version.schema_version() == schema_version;
        let mut walk = Walk { revealed, masks_unknown: is_own, recursive: Vec::new() };
        walk.value(version.payload(), "", payload);
    }
}

struct Walk<'a> {
    revealed: &'a [String],
    /// Whether members that the shape doesn't have are masked. They are not those of another version.
    masks_unknown: bool,
    /// The recursive types around the current shape, each with its path. A path is the same at every depth.
    recursive: Vec<(&'static str, &'static Shape, String)>,
}

impl Walk<'_> {
    fn value(&mut self, shape: &'static Shape, path: &str, value: &mut Value) {
        match (shape, value) {
            (Shape::Converted(inside) | Shape::Unverified(inside), value) => self.value(inside, path, value),
            (Shape::Recursive(name, inside), value) => {
                self.recursive.push((name, inside, path.to_owned()));
                self.value(inside, path, value);
                self.recursive.pop();
            }
            (Shape::Recursion(name), value) => {
                let found = self.recursive.iter().rposition(|(known, ..)| known == name || name.is_empty());
                if let Some((at, (_, inside, path))) = found.and_then(|at| Some((at, self.recursive.get(at)?.clone())))
                {
                    // The types inside of that one aren't around its content.
                    let inner = self.recursive.split_off(at + 1);
                    self.value(inside, &path, value);
                    self.recursive.extend(inner);
                }
            }
            (Shape::Optional(_), Value::Null) => {}
            (Shape::Optional(inside), value) => self.value(inside, path, value),
            (
                Shape::List(element) | Shape::Set(element) | Shape::OrderedSet(element) | Shape::Array(element, _),
                Value::Array(values),
            ) => {
                let path = format!("{path}[]");
                values.iter_mut().for_each(|value| self.value(element, &path, value));
            }
            (Shape::Pairs(key, of), Value::Array(pairs)) => {
                for pair in pairs {
                    match pair.as_array_mut().map(Vec::as_mut_slice) {
                        Some([first, second]) => {
                            self.value(key, &format!("{path}[][0]"), first);
                            self.value(of, &format!("{path}[][1]"), second);
                        }
                        _ => self.not_described(shape, pair),
                    }
                }
            }
            (Shape::Tuple(elements), Value::Array(values)) if elements.len() == values.len() => {
                for (index, (element, value)) in elements.iter().zip(values).enumerate() {
                    self.value(element, &format!("{path}[{index}]"), value);
                }
            }
            (Shape::Map { value: of, .. }, Value::Object(members)) => {
                let path = format!("{path}[*]");
                members.values_mut().for_each(|value| self.value(of, &path, value));
            }
            (Shape::Struct(of), Value::Object(members)) => self.members(shape, of, path, members, &[]),
            (Shape::Enum(of), value) => self.variant(shape, of, path, value),
            (
                Shape::Bool
                | Shape::Integer(_)
                | Shape::Float { .. }
                | Shape::UnixTime { .. }
                | Shape::Text(_)
                | Shape::Json
                | Shape::Custom,
                _,
            ) => {}
            (_, value) => self.not_described(shape, value),
        }
    }

    /// Masks a value that the shape doesn't describe, if a part of the shape is sensitive.
    fn not_described(&self, shape: &'static Shape, value: &mut Value) {
        if self.masks_unknown && has_sensitive(shape) {
            *value = MASK.into();
        }
    }

    /// Walks the members of an object. `known` are members that aren't fields, such as the tag.
    fn members(
        &mut self,
        shape: &'static Shape,
        of: &'static StructShape,
        path: &str,
        members: &mut Map<String, Value>,
        known: &[&str],
    ) {
        for (name, value) in members {
            match (field(of, name), of.unknown) {
                (Some(field), _) => {
                    let path = format!("{path}.{}", PathName(field.name));
                    if field.is_sensitive && !self.revealed.contains(&path) {
                        *value = MASK.into();
                    } else {
                        self.value(field.shape, &path, value);
                    }
                }
                (None, _) if known.contains(&name.as_str()) => {}
                (None, UnknownFieldPolicy::Collect(Shape::Map { value: of, .. })) => {
                    self.value(of, &format!("{path}[*]"), value);
                }
                (None, _) => self.not_described(shape, value),
            }
        }
    }

    fn variant(&mut self, shape: &'static Shape, of: &'static EnumShape, path: &str, value: &mut Value) {
        let at = |variant: &VariantShape| format!("{path}#{}", PathName(variant.name));
        match (of.repr, value) {
            (EnumRepr::Integer, _) | (EnumRepr::External, Value::String(_)) => {}
            // Each variant of the value's kind may be the one that reads it.
            (EnumRepr::Untagged, value) => {
                let contents = of.variants.iter().filter_map(|variant| Some((at(variant), variant.content?)));
                let fitting: Vec<_> = contents.filter(|(_, content)| fits(content, value)).collect();
                if fitting.is_empty() {
                    self.not_described(shape, value);
                }
                fitting.into_iter().for_each(|(path, content)| self.value(content, &path, value));
            }
            (EnumRepr::External, Value::Object(members)) => {
                for (name, value) in members {
                    match variant(of, name) {
                        Some(VariantShape { content: Some(content), .. }) => {
                            let path = variant(of, name).map(at).unwrap_or_default();
                            self.value(content, &path, value);
                        }
                        _ => self.not_described(shape, value),
                    }
                }
            }
            (EnumRepr::Internal { tag }, Value::Object(members)) => {
                let variant = members.get(tag).and_then(Value::as_str).and_then(|name| variant(of, name));
                match variant.map(|variant| (variant, variant.content.map(without_marks))) {
                    Some((variant, Some(content @ Shape::Struct(of)))) => {
                        self.members(content, of, &at(variant), members, &[tag]);
                    }
                    Some((variant, Some(Shape::Map { value: of, .. }))) => {
                        let path = format!("{}[*]", at(variant));
                        let entries = members.iter_mut().filter(|(name, _)| *name != tag);
                        entries.for_each(|(_, value)| self.value(of, &path, value));
                    }
                    Some((_, None)) => {}
                    _ => members.values_mut().for_each(|value| self.not_described(shape, value)),
                }
            }
            (EnumRepr::Adjacent { tag, .. }, Value::Object(members)) => {
                let variant = members.get(tag).and_then(Value::as_str).and_then(|name| variant(of, name));
                let variant = variant.and_then(|variant| Some((at(variant), variant.content?)));
                for (_, value) in members.iter_mut().filter(|(name, _)| *name != tag) {
                    match &variant {
                        Some((path, content)) => self.value(content, path, value),
                        None => self.not_described(shape, value),
                    }
                }
            }
            (_, value) => self.not_described(shape, value),
        }
    }
}

/// Returns true if a value of this kind of JSON may be of the shape.
fn fits(shape: &Shape, value: &Value) -> bool {
    match shape {
        Shape::Bool => value.is_boolean(),
        Shape::Integer(_) | Shape::Float { .. } | Shape::UnixTime { .. } => value.is_number(),
        Shape::Text(_) => value.is_string(),
        Shape::Optional(inside) => value.is_null() || fits(inside, value),
        Shape::List(_)
        | Shape::Set(_)
        | Shape::OrderedSet(_)
        | Shape::Array(..)
        | Shape::Pairs(..)
        | Shape::Tuple(_) => value.is_array(),
        Shape::Map { .. } | Shape::Struct(_) => value.is_object(),
        Shape::Converted(inside) | Shape::Unverified(inside) | Shape::Recursive(_, inside) => fits(inside, value),
        Shape::Enum(_) | Shape::Json | Shape::Custom | Shape::Recursion(_) => true,
    }
}

fn without_marks(shape: &'static Shape) -> &'static Shape {
    match shape {
        Shape::Converted(inside) | Shape::Unverified(inside) | Shape::Recursive(_, inside) => without_marks(inside),
        _ => shape,
    }
}

fn has_sensitive(shape: &'static Shape) -> bool {
    parts(shape).iter().any(|part| part.is_sensitive)
}

fn field(of: &'static StructShape, name: &str) -> Option<&'static FieldShape> {
    of.fields.iter().find(|field| field.name == name || field.aliases.contains(&name))
}

fn variant(of: &'static EnumShape, name: &str) -> Option<&'static VariantShape> {
    of.variants.iter().find(|variant| variant.name == name || variant.aliases.contains(&name))
}
