//! [`Hint`]: what a type has where a difference is, in words and names of the program.

use crate::shape::{EnumShape, Shape, StructShape};
use std::fmt;

/// What the type has.
#[derive(Clone, Copy)]
pub(super) enum Hint {
    None,
    /// The missing field's value.
    Value(&'static Shape),
    /// Fields of these names.
    Fields(&'static StructShape),
    /// Variants of these names.
    Variants(&'static EnumShape),
}

impl Hint {
    pub(super) fn is_known(self) -> bool {
        match self {
            Self::None => false,
            Self::Value(Shape::Custom | Shape::Unverified(Shape::Custom)) => false,
            Self::Value(_) => true,
            Self::Fields(shape) => !shape.fields.is_empty(),
            Self::Variants(shape) => !shape.variants.is_empty(),
        }
    }
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Value(shape) => write_shape(f, shape),
            Self::Fields(shape) => write_names(f, shape.fields.iter().map(|field| field.name)),
            Self::Variants(shape) => write_names(f, shape.variants.iter().map(|variant| variant.name)),
        }
    }
}

fn write_shape(f: &mut fmt::Formatter<'_>, shape: &Shape) -> fmt::Result {
    match shape {
        Shape::Optional(inside) => {
            f.write_str("null or ")?;
            write_shape(f, inside)
        }
        Shape::Converted(inside) | Shape::Unverified(inside) => write_shape(f, inside),
        Shape::Recursive(name, _) | Shape::Recursion(name) => write!(f, "`{name}`"),
        Shape::Struct(shape) => write!(f, "`{}`", shape.name),
        Shape::Enum(shape) => write!(f, "`{}`", shape.name),
        Shape::Json => f.write_str("any JSON"),
        Shape::Array(_, length) => write!(f, "an array of {length}"),
        Shape::Tuple(elements) => write!(f, "an array of {}", elements.len()),
        shape => f.write_str(shape.kind()),
    }
}

fn write_names(f: &mut fmt::Formatter<'_>, mut names: impl ExactSizeIterator<Item = &'static str>) -> fmt::Result {
    const SHOWN: usize = 20;
    if names.len() > 1 {
        f.write_str("one of ")?;
    }
    let more = names.len().saturating_sub(SHOWN);
    for (index, name) in names.by_ref().take(SHOWN).enumerate() {
        write!(f, "{}`{name}`", if index == 0 { "" } else { ", " })?;
    }
    if more > 0 { write!(f, " and {more} more") } else { Ok(()) }
}
