//! `StoreKey`: one component of a record key.

use super::names;
use crate::diagnostics::Diagnostics;
use crate::model::{Body, Container, Field, Variant};

pub(super) fn run(container: &Container, diagnostics: &Diagnostics) {
    key_of_several_fields(container, diagnostics);
    if let Body::Enum(variants) = &container.body {
        untagged_key(container, diagnostics);
        for variant in variants {
            other_in_a_key(variant, diagnostics);
            key_variant_with_fields(variant, diagnostics);
        }
        names::run(container, variants.iter().flat_map(Variant::names), "variants", diagnostics);
    }
}

/// A component has one text. Several fields are several components, which the record's `key` lists, so that a range can end
/// after each of them.
fn key_of_several_fields(container: &Container, diagnostics: &Diagnostics) {
    let stored = container.struct_fields().iter().filter(|field| field.is_stored());
    if matches!(container.body, Body::Struct { .. }) && stored.clone().count() != 1 {
        let cure = if stored.clone().any(Field::is_phantom) {
            "mark the `PhantomData` with `#[store_record(skip)]`"
        } else {
            "for several components write `key = (one, other)` on the record"
        };
        diagnostics.error_at(container.ident.span(), format!("a key is a newtype or an enum without fields: {cure}"));
    }
}

/// The text of a key is the variant's name or number, and an untagged variant has neither.
fn untagged_key(container: &Container, diagnostics: &Diagnostics) {
    if let Some(span) = container.untagged {
        diagnostics.error_at(
            span,
            "an `untagged` enum stores no names, so it can't be a key: remove `untagged` or `StoreKey`",
        );
    }
}

/// An unknown name in a key would be a record that the program can't name.
fn other_in_a_key(variant: &Variant, diagnostics: &Diagnostics) {
    if let Some(span) = variant.other {
        diagnostics
            .error_at(span, "a key has only known variants, so `other` can't be in it: remove `other` or `StoreKey`");
    }
}

/// The component's text is the variant's name, which has no place for fields.
fn key_variant_with_fields(variant: &Variant, diagnostics: &Diagnostics) {
    if variant.other.is_none() && !variant.is_fieldless() {
        diagnostics.error_at(
            variant.ident.span(),
            "a key is a newtype or an enum without fields: remove the fields of this variant",
        );
    }
}
