//! [`Kinds`]: the kinds of JSON that values of a shape have.

use super::{EnumRepr, EnumShape, Shape, UnknownFieldPolicy};

/// At most this many untagged enums with two variants of one kind are inside each other. A value in such an enum is read once for
/// each variant, and so the values inside are read a number of times that grows with each level.
pub(crate) const MAX_NESTED: u32 = 8;

/// Some of the six kinds of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kinds(u8);

const NAMES: [&str; 6] = ["null", "a boolean", "a number", "a string", "an array", "an object"];

impl Kinds {
    const NONE: Self = Self(0);
    const NULL: Self = Self(1);
    const BOOL: Self = Self(1 << 1);
    const NUMBER: Self = Self(1 << 2);
    const STRING: Self = Self(1 << 3);
    const ARRAY: Self = Self(1 << 4);
    const OBJECT: Self = Self(1 << 5);
    const ALL: Self = Self((1 << NAMES.len()) - 1);

    /// Returns the kind of the value that begins with this byte.
    pub(crate) fn of_next(first: u8) -> Self {
        match first {
            b'n' => Self::NULL,
            b't' | b'f' => Self::BOOL,
            b'-' | b'0'..=b'9' => Self::NUMBER,
            b'"' => Self::STRING,
            b'[' => Self::ARRAY,
            b'{' => Self::OBJECT,
            _ => Self::NONE,
        }
    }

    /// Returns the kinds of an untagged variant. One without content is `null`.
    pub(crate) const fn of_content(content: Option<&Shape>) -> Self {
        match content {
            Some(shape) => Self::of(shape),
            None => Self::NULL,
        }
    }

    pub(crate) const fn of(shape: &Shape) -> Self {
        match shape {
            Shape::Bool => Self::BOOL,
            Shape::Integer(_) | Shape::Float { .. } | Shape::UnixTime { .. } => Self::NUMBER,
            Shape::Text(_) => Self::STRING,
            Shape::Optional(inside) => Self::NULL.or(Self::of(inside)),
            Shape::List(_)
            | Shape::Set(_)
            | Shape::OrderedSet(_)
            | Shape::Pairs(..)
            | Shape::Array(..)
            | Shape::Tuple(_) => Self::ARRAY,
            Shape::Map { .. } | Shape::Struct(_) => Self::OBJECT,
            Shape::Enum(shape) => Self::of_enum(shape),
            Shape::Converted(inside) | Shape::Unverified(inside) | Shape::Recursive(_, inside) => Self::of(inside),
            // The type around it may have any.
            Shape::Json | Shape::Custom | Shape::Recursion(_) => Self::ALL,
        }
    }

    const fn of_enum(shape: &EnumShape) -> Self {
        match shape.repr {
            EnumRepr::Internal { .. } | EnumRepr::Adjacent { .. } => return Self::OBJECT,
            EnumRepr::Integer => return Self::NUMBER,
            EnumRepr::External | EnumRepr::Untagged => {}
        }
        let is_external = matches!(shape.repr, EnumRepr::External);
        let mut kinds = match shape.unknown {
            UnknownFieldPolicy::Keep => Self::STRING.or(Self::OBJECT),
            _ => Self::NONE,
        };
        let mut at = 0;
        while at < shape.variants.len() {
            kinds = kinds.or(match shape.variants[at].content {
                Some(_) if is_external => Self::OBJECT,
                None if is_external => Self::STRING,
                content => Self::of_content(content),
            });
            at += 1;
        }
        kinds
    }

    /// Returns the kinds of each variant of an untagged enum.
    pub(crate) const fn of_variants<const N: usize>(shape: &Shape) -> [Self; N] {
        match shape {
            Shape::Recursive(_, inside) => Self::of_variants(inside),
            Shape::Enum(shape) => {
                let mut kinds = [Self::NONE; N];
                let mut at = 0;
                while at < N && at < shape.variants.len() {
                    kinds[at] = Self::of_content(shape.variants[at].content);
                    at += 1;
                }
                kinds
            }
            _ => [Self::ALL; N],
        }
    }

    /// Returns the kinds of either.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// `==`, while compiling.
    pub(crate) const fn is(self, other: Self) -> bool {
        self.0 == other.0
    }

    /// Returns true if a kind is one of both.
    pub(crate) const fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns true if no kind is one of two.
    pub(crate) fn are_distinct(all: &[Self]) -> bool {
        all.iter().enumerate().all(|(index, kinds)| !all.iter().take(index).any(|other| other.overlaps(*kinds)))
    }

    /// Returns the names, for "expected …".
    pub(crate) fn names(self) -> &'static str {
        EXPECTED.get(usize::from(self.0)).map_or("", Words::as_str)
    }
}

/// The names of all combinations of kinds.
static EXPECTED: [Words; 1 << NAMES.len()] = {
    let mut all = [Words { bytes: [0; Words::CAPACITY], length: 0 }; 1 << NAMES.len()];
    let mut kinds = 0;
    while kinds < all.len() {
        all[kinds] = Words::of(kinds);
        kinds += 1;
    }
    all
};

#[derive(Clone, Copy)]
struct Words {
    bytes: [u8; Words::CAPACITY],
    length: usize,
}

impl Words {
    /// Enough for the names of all kinds.
    const CAPACITY: usize = 64;

    /// Returns names as in `a string, an array or an object`.
    const fn of(kinds: usize) -> Self {
        let mut words = Self { bytes: [0; Self::CAPACITY], length: 0 };
        let (mut at, mut rest) = (0, kinds);
        while at < NAMES.len() {
            if kinds & (1 << at) != 0 {
                rest &= !(1 << at);
                if words.length > 0 {
                    words.push(if rest == 0 { " or " } else { ", " });
                }
                words.push(NAMES[at]);
            }
            at += 1;
        }
        words
    }

    const fn push(&mut self, text: &str) {
        let mut at = 0;
        while at < text.len() {
            self.bytes[self.length] = text.as_bytes()[at];
            self.length += 1;
            at += 1;
        }
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::StoreValue;
    use std::collections::BTreeMap;

    fn names<T: StoreValue>() -> &'static str {
        Kinds::of(T::SHAPE).names()
    }

    #[test]
    fn kinds_are_those_of_the_values() {
        assert_eq!(names::<Option<bool>>(), "null or a boolean");
        assert_eq!(names::<Option<u8>>(), "null or a number");
        assert_eq!(names::<(u8, Vec<u8>)>(), "an array");
        assert_eq!(names::<Vec<u8>>(), "a string");
        assert_eq!(names::<BTreeMap<u8, u8>>(), "an object");
        assert_eq!(names::<std::cmp::Ordering>(), "a string");
        assert_eq!(names::<Result<u8, u8>>(), "an object");
        assert_eq!(names::<std::ops::Bound<u8>>(), "a string or an object");
        assert_eq!(names::<crate::Json>(), "null, a boolean, a number, a string, an array or an object");
        assert!(Kinds::are_distinct(&[Kinds::NULL, Kinds::STRING.or(Kinds::ARRAY), Kinds::OBJECT]));
        assert!(!Kinds::are_distinct(&[Kinds::NULL, Kinds::STRING, Kinds::ALL]));
    }
}
