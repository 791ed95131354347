//! Compares the variants of a locked enum with the current ones.

use super::kind::effect_of_union;
use super::{NAME_USED, compare_shape, compare_unknown, reserved_name_removed};
use crate::lock::difference::{Differences, Is, Location};
use crate::lock::effect::Effect;
use crate::manifest::Change;
use crate::order::{has, same};
use crate::shape::kinds::Kinds;
use crate::shape::{EnumRepr, EnumShape, VariantShape};

#[track_caller]
pub(super) const fn compare_enum(
    differences: &mut Differences<'_>,
    location: &Location<'_>,
    locked: &EnumShape,
    now: &'static EnumShape,
) {
    if !locked.repr.is(now.repr) {
        let has_no_names = matches!(locked.repr, EnumRepr::Untagged | EnumRepr::Integer)
            || matches!(now.repr, EnumRepr::Untagged | EnumRepr::Integer);
        let was = match (locked.repr, now.repr) {
            (EnumRepr::Untagged, _) => "was `untagged`",
            (_, EnumRepr::Untagged) => "wasn't `untagged`",
            (EnumRepr::Integer, _) | (_, EnumRepr::Integer) => "had another `repr`",
            (EnumRepr::Adjacent { tag: was, .. }, EnumRepr::Internal { tag: is })
            | (EnumRepr::Internal { tag: was }, EnumRepr::Adjacent { tag: is, .. })
            | (EnumRepr::Adjacent { tag: was, .. }, EnumRepr::Adjacent { tag: is, .. })
                if same(was, is) =>
            {
                "had another `content`"
            }
            _ => "had another `tag`",
        };
        let is = match (locked.repr, now.repr) {
            (EnumRepr::Untagged, _) => ", and isn't any more",
            (_, EnumRepr::Untagged) => ", and is now",
            _ => "",
        };
        location.changed(differences, Change::TagChanged, was, Is::Text(is), Effect::of_repr(now));
        if has_no_names {
            return;
        }
    }
    let mut at = 0;
    while at < locked.variants.len() {
        let was = &locked.variants[at];
        match variant(now.variants, was.name) {
            Some(is) => compare_variant(differences, location, now, was, is),
            None => location.at("#", was.name).changed(
                differences,
                Change::VariantRemoved,
                "was a variant",
                if was.cfg.is_empty() {
                    Is::Text(", and isn't any more; an `alias` on a renamed one reads it")
                } else {
                    Is::Behind(", and isn't in this build: it is behind ", was.cfg)
                },
                Effect::of_removed_variant(now),
            ),
        }
        at += 1;
    }
    let mut at = 0;
    while at < now.variants.len() {
        if has(locked.reserved, now.variants[at].name) {
            location.at("#", now.variants[at].name).changed(
                differences,
                Change::ReservedNameUsed,
                "is a reserved name",
                Is::Text(" that had another meaning, and is used again"),
                NAME_USED,
            );
        }
        at += 1;
    }
    compare_unknown(differences, location, locked.unknown, now.unknown, "variants");
    let mut at = 0;
    while at < locked.reserved.len() {
        if !has(now.reserved, locked.reserved[at]) {
            reserved_name_removed(differences, location, "#", locked.reserved[at]);
        }
        at += 1;
    }
}

#[track_caller]
const fn compare_variant(
    differences: &mut Differences<'_>,
    location: &Location<'_>,
    now: &'static EnumShape,
    was: &VariantShape,
    is: &VariantShape,
) {
    let mut at = 0;
    while at < was.aliases.len() {
        if !(same(is.name, was.aliases[at]) || has(is.aliases, was.aliases[at])) {
            location.at("#", was.aliases[at]).changed(
                differences,
                Change::AliasRemoved,
                "was an alias of a variant",
                Is::Text(", and isn't any more"),
                Effect::of_removed_variant(now),
            );
        }
        at += 1;
    }
    let (location, effect) = (location.at("#", was.name), Effect::of_content(now.repr));
    match (was.content, is.content) {
        (None, None) => {}
        (Some(was), Some(is)) if matches!(now.repr, EnumRepr::Untagged) && !Kinds::of(was).is(Kinds::of(is)) => {
            let effect = effect_of_union(&location, was, now);
            location.changed(differences, Change::KindChanged, "was ", Is::Shapes(was, is), effect);
        }
        (Some(was), Some(is)) => compare_shape(differences, &location, was, is),
        (None, Some(_)) => {
            let is = Is::Text(", and holds something");
            location.changed(differences, Change::ContentChanged, "held nothing", is, effect);
        }
        (Some(_), None) => {
            let is = Is::Text(", and holds nothing");
            location.changed(differences, Change::ContentChanged, "held something", is, effect);
        }
    }
}

const fn variant(variants: &'static [VariantShape], name: &str) -> Option<&'static VariantShape> {
    let mut at = 0;
    while at < variants.len() {
        if same(variants[at].name, name) || has(variants[at].aliases, name) {
            return Some(&variants[at]);
        }
        at += 1;
    }
    None
}
