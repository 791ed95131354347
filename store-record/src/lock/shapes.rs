//! Compares a locked shape with the current one, part by part.

use super::difference::{Differences, Is, Location};
use super::effect::Effect;
use crate::manifest::Change;
use crate::order::{has, same};
use crate::shape::{FieldShape, Shape, StructShape, TextForm, UnknownFieldPolicy};
use enums::compare_enum;
use kind::effect_of_kind;

mod enums;
mod kind;

#[track_caller]
pub(super) const fn compare_shape(
    differences: &mut Differences<'_>,
    location: &Location<'_>,
    locked: &'static Shape,
    now: &'static Shape,
) {
    match (locked, now) {
        (Shape::Bool, Shape::Bool) | (Shape::Json, Shape::Json) | (Shape::Custom, Shape::Custom) => {}
        (Shape::Recursion(_), Shape::Recursion(_)) if location.is_recursion_alike() => {}
        // Its derive failed, and that error is reported alone.
        (_, Shape::Recursion(name)) if name.is_empty() => {}
        (Shape::Integer(was), Shape::Integer(is))
            if was.bits == is.bits && was.is_signed == is.is_signed && was.is_not_zero == is.is_not_zero => {}
        (Shape::Float { bits: was }, Shape::Float { bits: is }) if *was == *is => {}
        (Shape::UnixTime { decimals: was }, Shape::UnixTime { decimals: is }) if *was == *is => {}
        (Shape::Text(was), Shape::Text(is)) if is_same_form(was, is) => {}
        // The mark doesn't change the stored form.
        (Shape::Unverified(was), is) => compare_shape(differences, location, was, is),
        (Shape::Converted(was), is) => compare_shape(differences, location, was, is),
        (was, Shape::Converted(is)) => compare_shape(differences, location, was, is),
        (was, Shape::Unverified(is)) => compare_shape(differences, location, was, is),
        // A type can become recursive, for example by a new variant.
        (Shape::Recursive(_, was), Shape::Recursive(_, is)) => {
            compare_shape(differences, &location.recursive(true, true), was, is);
        }
        (Shape::Recursive(_, was), is) => compare_shape(differences, &location.recursive(true, false), was, is),
        (was, Shape::Recursive(_, is)) => compare_shape(differences, &location.recursive(false, true), was, is),
        (Shape::Optional(was), Shape::Optional(is)) => compare_shape(differences, location, was, is),
        (Shape::List(was), Shape::List(is))
        | (Shape::Set(was), Shape::Set(is))
        | (Shape::OrderedSet(was), Shape::OrderedSet(is)) => {
            compare_shape(differences, &location.at("[]", ""), was, is);
        }
        (Shape::Pairs(was_key, was), Shape::Pairs(is_key, is)) => {
            compare_shape(differences, &location.at("[][0]", ""), was_key, is_key);
            compare_shape(differences, &location.at("[][1]", ""), was, is);
        }
        (Shape::Array(was, was_length), Shape::Array(is, is_length)) if *was_length == *is_length => {
            compare_shape(differences, &location.at("[]", ""), was, is);
        }
        (Shape::Tuple(was), Shape::Tuple(is)) if was.len() == is.len() => {
            let mut at = 0;
            while at < was.len() {
                compare_shape(differences, &location.at_index(at), was[at], is[at]);
                at += 1;
            }
        }
        (Shape::Map { key: was_key, value: was }, Shape::Map { key: is_key, value: is })
            if was_key.is_same(*is_key) =>
        {
            compare_shape(differences, &location.at("[*]", ""), was, is);
        }
        (Shape::Struct(was), Shape::Struct(is)) => compare_struct(differences, location, was, is),
        (Shape::Enum(was), Shape::Enum(is)) => compare_enum(differences, location, was, is),
        (Shape::Recursion(_), Shape::Recursion(_)) => {
            location.changed(
                differences,
                Change::KindChanged,
                "referred to a type around it",
                Is::Text(", and refers to another one"),
                effect_of_kind(location, locked, now),
            );
        }
        _ => {
            let effect = effect_of_kind(location, locked, now);
            location.changed(differences, Change::KindChanged, "was ", Is::Shapes(locked, now), effect);
        }
    }
}

#[track_caller]
const fn compare_struct(
    differences: &mut Differences<'_>,
    location: &Location<'_>,
    locked: &'static StructShape,
    now: &'static StructShape,
) {
    let mut at = 0;
    while at < locked.fields.len() {
        let was = &locked.fields[at];
        match field(now.fields, was.name) {
            Some(is) => {
                compare_field_names(differences, location, now, was, is);
                compare_shape(differences, &location.at(".", was.name), was.shape, is.shape);
            }
            None => location.at(".", was.name).changed(
                differences,
                Change::FieldRemoved,
                "was a field",
                if was.cfg.is_empty() {
                    Is::Text(", and isn't any more; an `alias` on a renamed one reads it")
                } else {
                    Is::Behind(", and isn't in this build: it is behind ", was.cfg)
                },
                Effect::of_removed_field(now),
            ),
        }
        at += 1;
    }
    let mut at = 0;
    while at < now.fields.len() {
        let is = &now.fields[at];
        let location = location.at(".", is.name);
        if locked.reserves(is.name) {
            location.changed(
                differences,
                Change::ReservedNameUsed,
                "is a reserved name",
                Is::Text(" that had another meaning, and is used again"),
                NAME_USED,
            );
        }
        if !is.has_default && !is_read_from(is, locked.fields) {
            location.changed(
                differences,
                Change::FieldAdded,
                "wasn't a field",
                if is.cfg.is_empty() {
                    Is::Text(", and is required; a `default` makes it optional to read")
                } else {
                    Is::Behind(", and is required in this build: it is behind ", is.cfg)
                },
                WITHOUT_FIELD,
            );
        }
        at += 1;
    }
    compare_unknown(differences, location, locked.unknown, now.unknown, "fields");
    let mut at = 0;
    while at < locked.reserved.len() {
        if !now.reserves(locked.reserved[at]) {
            reserved_name_removed(differences, location, ".", locked.reserved[at]);
        }
        at += 1;
    }
}

#[track_caller]
const fn compare_field_names(
    differences: &mut Differences<'_>,
    location: &Location<'_>,
    now: &StructShape,
    was: &FieldShape,
    is: &FieldShape,
) {
    if was.has_default && !is.has_default {
        location.at(".", was.name).changed(
            differences,
            Change::DefaultRemoved,
            "could be absent",
            Is::Text(", and is required"),
            WITHOUT_FIELD,
        );
    }
    let mut at = 0;
    while at < was.aliases.len() {
        if !(same(is.name, was.aliases[at]) || has(is.aliases, was.aliases[at])) {
            location.at(".", was.aliases[at]).changed(
                differences,
                Change::AliasRemoved,
                "was an alias of a field",
                Is::Text(", and isn't any more"),
                Effect::of_removed_field_alias(now, is.has_default),
            );
        }
        at += 1;
    }
}

const WITHOUT_FIELD: Effect = Effect::not_open("Stored rows without the field would not open");
const NAME_USED: Effect = Effect::not_open("Stored rows that have the name may hold a value of its former meaning");

/// Returns the field that is read under the name.
const fn field(fields: &'static [FieldShape], name: &str) -> Option<&'static FieldShape> {
    let mut at = 0;
    while at < fields.len() {
        if same(fields[at].name, name) || has(fields[at].aliases, name) {
            return Some(&fields[at]);
        }
        at += 1;
    }
    None
}

const fn is_read_from(now: &FieldShape, locked: &[FieldShape]) -> bool {
    let mut at = 0;
    while at < locked.len() {
        if same(now.name, locked[at].name) || has(now.aliases, locked[at].name) {
            return true;
        }
        at += 1;
    }
    false
}

#[track_caller]
const fn compare_unknown(
    differences: &mut Differences<'_>,
    location: &Location<'_>,
    was: UnknownFieldPolicy,
    is: UnknownFieldPolicy,
    what: &str,
) {
    match (was, is) {
        (UnknownFieldPolicy::Deny, _)
        | (UnknownFieldPolicy::Keep | UnknownFieldPolicy::Collect(_), UnknownFieldPolicy::Keep)
        | (UnknownFieldPolicy::Ignore, UnknownFieldPolicy::Ignore | UnknownFieldPolicy::Keep) => {}
        (UnknownFieldPolicy::Collect(was), UnknownFieldPolicy::Collect(is)) => {
            compare_shape(differences, location, was, is);
        }
        (_, UnknownFieldPolicy::Deny) => {
            let of_fields = matches!(what.as_bytes(), b"fields");
            location.changed(
                differences,
                Change::UnknownNamesChanged,
                "accepted unknown ",
                Is::Text(if of_fields { "fields, and rejects them" } else { "variants, and rejects them" }),
                Effect::not_open(if of_fields {
                    "Stored rows that have some would not open"
                } else {
                    "Stored rows that hold one would not open"
                }),
            );
        }
        (_, UnknownFieldPolicy::Collect(_)) => {
            location.changed(
                differences,
                Change::UnknownNamesChanged,
                "accepted any unknown fields",
                Is::Text(", and reads them as the entries of a flattened map"),
                Effect::not_open("Stored rows that have some would not open unless the map reads them"),
            );
        }
        (UnknownFieldPolicy::Keep | UnknownFieldPolicy::Collect(_), UnknownFieldPolicy::Ignore) => {
            location.changed(
                differences,
                Change::UnknownNamesChanged,
                "kept unknown fields",
                Is::Text(", and would lose them"),
                Effect::open("Stored rows would open, and lose such fields when they are written again"),
            );
        }
    }
}

#[track_caller]
const fn reserved_name_removed(differences: &mut Differences<'_>, location: &Location<'_>, mark: &str, name: &str) {
    location.at(mark, name).changed(
        differences,
        Change::ReservedNameRemoved,
        "was `reserved`",
        Is::Text(", and isn't any more"),
        Effect::open("Stored rows would open, but the name could be used with another meaning, and rows may have it"),
    );
}

const fn is_same_form(was: &TextForm, is: &TextForm) -> bool {
    match (was, is) {
        (TextForm::Standard(was), TextForm::Standard(is)) => same(was, is),
        (TextForm::Bytes(Some(was)), TextForm::Bytes(Some(is))) => *was == *is,
        (TextForm::Bytes(was), TextForm::Bytes(is)) => was.is_none() && is.is_none(),
        (TextForm::Standard(_), _) | (_, TextForm::Standard(_)) => false,
        _ => same(was.name(), is.name()),
    }
}
