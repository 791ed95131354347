//! The fields and variants of a payload, at every depth, with their paths.

use super::kind::kind;
use crate::path_name::PathName;
use crate::shape::{EnumShape, FieldShape, Shape, StructShape, UnknownFieldPolicy, VariantShape};

/// A field of a payload.
///
/// ```
/// use store_record::catalog::FieldDescription;
///
/// fn line(field: &FieldDescription) -> String {
///     format!("{}: {}{}", field.path, field.kind, if field.is_sensitive { " (sensitive)" } else { "" })
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldDescription {
    /// The path in stored names, such as `.address.lines[]`, as the lock and its messages have it: `[]` is an element,
    /// `[*]` an entry of a map, `#card` what a variant holds.
    pub path: String,
    /// The kind of value in a few words, such as `"list of text"`. The words may change.
    pub kind: String,
    /// True if the value may be `null`.
    pub is_optional: bool,
    /// True if the field may be absent.
    pub has_default: bool,
    /// True if the field, or one around it, is marked `sensitive`.
    pub is_sensitive: bool,
    /// Other names under which the field is read.
    pub aliases: &'static [&'static str],
    /// The `cfg` that the field is behind, such as `feature = "audit"`.
    pub cfg: Option<&'static str>,
    /// The doc comment, with the feature `descriptions`.
    pub description: Option<&'static str>,
}

/// A part of a payload: a field or a variant.
pub(crate) struct Part {
    pub(crate) path: String,
    pub(crate) of: PartOf,
    /// True if the part, or one around it, is marked `sensitive`.
    pub(crate) is_sensitive: bool,
}

#[cfg_attr(not(feature = "cli"), allow(dead_code))]
pub(crate) enum PartOf {
    Field(&'static FieldShape),
    Variant(&'static VariantShape),
    /// The struct or the flattened fields at this path.
    Struct(&'static StructShape),
    /// The enum at this path.
    Enum(&'static EnumShape),
}

impl Part {
    /// Returns a number for the kind of part. A field and the struct in it have one path.
    #[cfg(feature = "cli")]
    pub(crate) fn kind(&self) -> u8 {
        match self.of {
            PartOf::Field(_) => 0,
            PartOf::Variant(_) => 1,
            PartOf::Struct(_) => 2,
            PartOf::Enum(_) => 3,
        }
    }

    pub(crate) fn field(&self) -> Option<FieldDescription> {
        let PartOf::Field(field) = self.of else { return None };
        let (value, is_optional) = match without_marks(field.shape) {
            Shape::Optional(inside) => (*inside, true),
            _ => (field.shape, false),
        };
        Some(FieldDescription {
            path: self.path.clone(),
            kind: kind(value),
            is_optional,
            has_default: field.has_default,
            is_sensitive: self.is_sensitive,
            aliases: field.aliases,
            cfg: Some(field.cfg).filter(|cfg| !cfg.is_empty()),
            description: Some(field.description).filter(|text| !text.is_empty()),
        })
    }
}

/// Returns the shape without the marks that don't change the stored form.
fn without_marks(shape: &'static Shape) -> &'static Shape {
    match shape {
        Shape::Converted(inside) | Shape::Unverified(inside) => without_marks(inside),
        _ => shape,
    }
}

/// Returns the parts of a payload, each before those inside it.
pub(crate) fn parts(payload: &'static Shape) -> Vec<Part> {
    let mut found = Vec::new();
    collect(payload, "", false, &mut found);
    found
}

/// Shapes are finite: a recursive type is entered once.
fn collect(shape: &'static Shape, path: &str, is_sensitive: bool, found: &mut Vec<Part>) {
    match shape {
        Shape::Optional(inside)
        | Shape::Converted(inside)
        | Shape::Unverified(inside)
        | Shape::Recursive(_, inside) => collect(inside, path, is_sensitive, found),
        Shape::List(inside) | Shape::Set(inside) | Shape::OrderedSet(inside) | Shape::Array(inside, _) => {
            collect(inside, &format!("{path}[]"), is_sensitive, found);
        }
        Shape::Pairs(key, value) => {
            collect(key, &format!("{path}[][0]"), is_sensitive, found);
            collect(value, &format!("{path}[][1]"), is_sensitive, found);
        }
        Shape::Tuple(elements) => {
            for (index, element) in elements.iter().enumerate() {
                collect(element, &format!("{path}[{index}]"), is_sensitive, found);
            }
        }
        Shape::Map { value, .. } => collect(value, &format!("{path}[*]"), is_sensitive, found),
        Shape::Struct(of) => {
            found.push(Part { path: path.to_owned(), of: PartOf::Struct(of), is_sensitive });
            for field in of.fields {
                let (path, is_sensitive) =
                    (format!("{path}.{}", PathName(field.name)), is_sensitive || field.is_sensitive);
                found.push(Part { path: path.clone(), of: PartOf::Field(field), is_sensitive });
                collect(field.shape, &path, is_sensitive, found);
            }
            if let UnknownFieldPolicy::Collect(map) = of.unknown {
                collect(map, path, is_sensitive, found);
            }
        }
        Shape::Enum(of) => {
            found.push(Part { path: path.to_owned(), of: PartOf::Enum(of), is_sensitive });
            for variant in of.variants {
                let path = format!("{path}#{}", PathName(variant.name));
                found.push(Part { path: path.clone(), of: PartOf::Variant(variant), is_sensitive });
                if let Some(content) = variant.content {
                    collect(content, &path, is_sensitive, found);
                }
            }
        }
        Shape::Bool
        | Shape::Integer(_)
        | Shape::Float { .. }
        | Shape::UnixTime { .. }
        | Shape::Text(_)
        | Shape::Json
        | Shape::Custom
        | Shape::Recursion(_) => {}
    }
}
