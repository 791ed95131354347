//! [`is_same_form`]: whether values of two shapes have the same JSON.

use super::{EnumShape, Shape, StructShape, TextForm, UnknownFieldPolicy};
use crate::order::same;

/// Returns true if values of both shapes have the same JSON, as far as the shapes know. Names of the program may differ,
/// and so may what is read: aliases and defaults.
pub(crate) const fn is_same_form(one: &Shape, other: &Shape) -> bool {
    match (one, other) {
        (Shape::Converted(one) | Shape::Unverified(one) | Shape::Recursive(_, one), other)
        | (other, Shape::Converted(one) | Shape::Unverified(one) | Shape::Recursive(_, one)) => {
            is_same_form(one, other)
        }
        (Shape::Optional(one), Shape::Optional(other))
        | (Shape::List(one), Shape::List(other))
        | (Shape::Set(one), Shape::Set(other))
        | (Shape::OrderedSet(one), Shape::OrderedSet(other)) => is_same_form(one, other),
        (Shape::Array(one, length), Shape::Array(other, other_length)) => {
            *length == *other_length && is_same_form(one, other)
        }
        (Shape::Pairs(key, value), Shape::Pairs(other_key, other_value)) => {
            is_same_form(key, other_key) && is_same_form(value, other_value)
        }
        (Shape::Map { key, value }, Shape::Map { key: other_key, value: other }) => {
            key.is_same(*other_key) && is_same_form(value, other)
        }
        (Shape::Tuple(one), Shape::Tuple(other)) => {
            let mut at = 0;
            while at < one.len() && at < other.len() && is_same_form(one[at], other[at]) {
                at += 1;
            }
            at == one.len() && at == other.len()
        }
        (Shape::Struct(one), Shape::Struct(other)) => has_same_fields(one, other),
        (Shape::Enum(one), Shape::Enum(other)) => has_same_variants(one, other),
        (Shape::Text(TextForm::Bytes(one)), Shape::Text(TextForm::Bytes(other))) => match (one, other) {
            (Some(one), Some(other)) => *one == *other,
            (None, None) => true,
            _ => false,
        },
        _ => same(one.kind(), other.kind()),
    }
}

/// The members of an object are sorted, so the order of the fields doesn't matter.
const fn has_same_fields(one: &StructShape, other: &StructShape) -> bool {
    let mut at = 0;
    while at < one.fields.len() {
        let field = &one.fields[at];
        let mut index = 0;
        while index < other.fields.len() && !same(field.name, other.fields[index].name) {
            index += 1;
        }
        if index == other.fields.len() || !is_same_form(field.shape, other.fields[index].shape) {
            return false;
        }
        at += 1;
    }
    let has_same_rest = match (one.unknown, other.unknown) {
        (UnknownFieldPolicy::Collect(one), UnknownFieldPolicy::Collect(other)) => is_same_form(one, other),
        (UnknownFieldPolicy::Collect(_), _) | (_, UnknownFieldPolicy::Collect(_)) => false,
        _ => true,
    };
    one.fields.len() == other.fields.len() && has_same_rest
}

const fn has_same_variants(one: &EnumShape, other: &EnumShape) -> bool {
    let mut at = 0;
    while at < one.variants.len() {
        let variant = &one.variants[at];
        let mut index = 0;
        while index < other.variants.len() && !same(variant.name, other.variants[index].name) {
            index += 1;
        }
        if index == other.variants.len() {
            return false;
        }
        let is_same = match (variant.content, other.variants[index].content) {
            (Some(one), Some(other)) => is_same_form(one, other),
            (None, None) => true,
            _ => false,
        };
        if !is_same {
            return false;
        }
        at += 1;
    }
    one.variants.len() == other.variants.len() && one.repr.is(other.repr)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::StoreValue;
    use std::collections::{BTreeMap, HashMap};

    #[test]
    fn shapes_of_one_form_are_the_same_and_no_others() {
        const fn are_same<One: StoreValue, Other: StoreValue>() -> bool {
            is_same_form(One::SHAPE, Other::SHAPE)
        }
        const {
            assert!(are_same::<Box<u64>, u64>() && !are_same::<u64, i64>() && !are_same::<u64, Option<u64>>());
            assert!(are_same::<String, Box<str>>() && !are_same::<String, Vec<u8>>() && !are_same::<String, char>());
            assert!(!are_same::<[u8; 2], [u8; 3]>() && !are_same::<[u8; 2], Vec<u8>>());
            assert!(are_same::<BTreeMap<u8, bool>, HashMap<u8, bool>>());
            assert!(!are_same::<BTreeMap<u8, bool>, BTreeMap<String, bool>>());
            assert!(are_same::<(u8, bool), (u8, bool)>() && !are_same::<(u8, bool), (u8, bool, u8)>());
            assert!(!are_same::<(u8, bool), (u8, u8)>() && !are_same::<[bool; 2], [bool; 3]>());
            assert!(
                are_same::<Result<u8, bool>, Result<u8, bool>>() && !are_same::<Result<u8, bool>, Result<u8, u8>>()
            );
            assert!(!are_same::<std::cmp::Ordering, Result<u8, u8>>() && !are_same::<f32, f64>());
        }
    }
}
