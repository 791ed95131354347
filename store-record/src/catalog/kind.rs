//! The kind of a value in a few words.

use crate::shape::{Shape, TextForm};

/// Returns the kind in words, such as "list of text".
pub(crate) fn kind(shape: &Shape) -> String {
    match shape {
        Shape::Converted(inside) => kind(inside),
        Shape::Optional(inside) => format!("optional {}", kind(inside)),
        Shape::Unverified(inside) => format!("unverified {}", kind(inside)),
        Shape::Recursive(_, inside) => format!("recursive {}", kind(inside)),
        Shape::List(element) | Shape::Set(element) | Shape::OrderedSet(element) => {
            format!("{} of {}", shape.kind(), kind(element))
        }
        Shape::Array(element, length) => format!("array of {length} {}", kind(element)),
        Shape::Pairs(key, value) => format!("pairs of {} and {}", kind(key), kind(value)),
        Shape::Map { key, value } => {
            let optional = if key.is_optional() { "optional " } else { "" };
            format!("map by {optional}{} of {}", key.name(), kind(value))
        }
        Shape::Tuple(elements) => {
            let elements: Vec<String> = elements.iter().map(|element| kind(element)).collect();
            format!("tuple of ({})", elements.join(", "))
        }
        Shape::Text(TextForm::Bytes(Some(length))) => format!("{length} bytes"),
        Shape::Enum(of) if of.variants.iter().all(|variant| variant.content.is_none()) => "enum of names".to_owned(),
        _ => shape.kind().to_owned(),
    }
}
