//! Variants and the tag.

use super::names;
use crate::context::Context;
use crate::diagnostics::Diagnostics;
use crate::model::{Body, Container, Field, Repr, Style, Variant};
use proc_macro2::Span;
use syn::{Data, LitStr};

pub(super) fn run(container: &Container, diagnostics: &Diagnostics) {
    let Body::Enum(variants) = &container.body else {
        rename_all_fields_on_a_struct(container, diagnostics);
        representation_on_a_struct(container, diagnostics);
        return;
    };
    if let Repr::Integer { span } = container.repr() {
        two_representations(container, ("repr", span), diagnostics);
        name_without_effect(container, variants, "repr = \"integer\"", diagnostics);
        for variant in variants {
            integer_variant_with_fields(variant, diagnostics);
        }
        return;
    }
    if let Repr::Untagged { span } = container.repr() {
        two_representations(container, ("untagged", span), diagnostics);
        name_without_effect(container, variants, "untagged", diagnostics);
        return;
    }
    let known = variants.iter().filter(|variant| variant.other.is_none());
    names::run(container, known.clone().flat_map(Variant::names), "variants", diagnostics);
    content_without_a_tag(container, diagnostics);
    if let Repr::Adjacent { tag, content } = container.repr() {
        content_is_the_tag(tag, content, diagnostics);
    }
    if let Repr::Internal { tag } = container.repr() {
        for variant in known {
            tagged_variant_without_names(variant, diagnostics);
            tag_is_a_field(tag, variant, diagnostics);
        }
    }
    duplicate_other(variants, diagnostics);
    for variant in variants.iter().filter(|variant| variant.other.is_some()) {
        other_without_one_field(variant, diagnostics);
        other_with_an_alias(variant, diagnostics);
    }
}

/// Nothing says which field of a union has a value.
pub(super) fn union_in_place_of_an_enum(context: &Context<'_>) {
    if let Data::Union(data) = &context.input.data {
        context.diagnostics.error_spanned_by(
            data.union_token,
            "a union can't be stored, because nothing says which field has a value: use an enum",
        );
    }
}

/// The option renames the fields of all variants.
fn rename_all_fields_on_a_struct(container: &Container, diagnostics: &Diagnostics) {
    if let Some(span) = container.rename_all_fields {
        diagnostics.error_at(
            span,
            "`rename_all_fields` renames the fields of an enum's variants, and this is a struct: write `rename_all`",
        );
    }
}

/// The options say how a variant is named, and a struct has no variants.
fn representation_on_a_struct(container: &Container, diagnostics: &Diagnostics) {
    let span = |option: &Option<LitStr>| option.as_ref().map(LitStr::span);
    let options = [
        ("tag", span(&container.tag)),
        ("content", span(&container.content)),
        ("untagged", container.untagged),
        ("repr", container.integer),
    ];
    for (name, span) in options.iter().filter_map(|(name, span)| Some((name, (*span)?))) {
        diagnostics
            .error_at(span, format!("`{name}` names the variant of an enum, and this is a struct: remove `{name}`"));
    }
}

/// The value of a variant is beside the variant's name.
fn content_without_a_tag(container: &Container, diagnostics: &Diagnostics) {
    if let (Some(content), None) = (&container.content, &container.tag) {
        diagnostics.error_at(
            content.span(),
            "`content` is the member beside the `tag`: write `tag = \"kind\"` too, or remove `content`",
        );
    }
}

/// An object can't have two members of one name.
fn content_is_the_tag(tag: &LitStr, content: &LitStr, diagnostics: &Diagnostics) {
    if tag.value() == content.value() {
        diagnostics.error_at(content.span(), "`tag` and `content` are two members of one object: rename one of them");
    }
}

/// A variant is told apart in one way.
fn two_representations(container: &Container, (name, span): (&str, Span), diagnostics: &Diagnostics) {
    let all = [
        ("tag", container.tag.is_some()),
        ("content", container.content.is_some()),
        ("repr", container.integer.is_some()),
    ];
    if let Some((other, _)) = all.iter().find(|(other, is_there)| *is_there && *other != name) {
        diagnostics.error_at(
            span,
            format!("`{name}` and `{other}` are two ways to tell the variants of an enum apart: remove one of them"),
        );
    }
}

/// A number and a value alone have no name. A stored name that has no effect hides a mistake.
fn name_without_effect(container: &Container, variants: &[Variant], option: &str, diagnostics: &Diagnostics) {
    let of_container = container.rename_all.map(|span| ("rename_all", span));
    let of_variants = variants.iter().flat_map(|variant| {
        let alias = variant.aliases.first().map(|alias| ("alias", alias.span));
        let other = variant.other.filter(|_| container.untagged.is_some()).map(|span| ("other", span));
        [variant.rename.map(|span| ("rename", span)), alias, other].into_iter().flatten()
    });
    for (name, span) in of_container.into_iter().chain(of_variants) {
        diagnostics.error_at(
            span,
            format!("`{name}` has no effect on an enum with `{option}`, which stores no names: remove `{name}`"),
        );
    }
}

/// The number is the discriminant, and only a variant without fields has one that is the same in every build.
fn integer_variant_with_fields(variant: &Variant, diagnostics: &Diagnostics) {
    if variant.style != Style::Unit {
        diagnostics.error_at(
            variant.ident.span(),
            "a variant of an enum with `repr = \"integer\"` is a number, which has no place for fields: write the variant as a \
             name alone, or remove `repr`",
        );
    }
}

/// The tag is a member beside the variant's own, so a variant that isn't stored as an object has no place for it.
fn tagged_variant_without_names(variant: &Variant, diagnostics: &Diagnostics) {
    if matches!(variant.style, Style::Newtype | Style::Tuple) && !variant.is_fieldless() {
        diagnostics.error_at(
            variant.ident.span(),
            "a variant of an enum with a `tag` has named fields, a struct or none, which are stored beside the tag: name the \
             fields, write `content = \"…\"` to store the value under that name, or remove `tag` to store `{\"name\": …}`",
        );
    }
}

/// An object can't have two members of one name.
fn tag_is_a_field(tag: &LitStr, variant: &Variant, diagnostics: &Diagnostics) {
    for name in variant.fields.iter().filter(|field| field.is_member()).flat_map(Field::names) {
        if name.text == tag.value() {
            let text = &name.text;
            diagnostics
                .error_at(name.span, format!("`{text}` is the tag and the stored name of a field: rename one of them"));
        }
    }
}

/// An unknown variant can't be read as two.
fn duplicate_other(variants: &[Variant], diagnostics: &Diagnostics) {
    for span in variants.iter().filter_map(|variant| variant.other).skip(1) {
        diagnostics.error_at(span, "only one variant can be `other`: remove this one");
    }
}

/// The variant keeps the stored text, so that it is written back as it was.
fn other_without_one_field(variant: &Variant, diagnostics: &Diagnostics) {
    if let Some(span) = variant.other.filter(|_| variant.style != Style::Newtype) {
        diagnostics.error_at(
            span,
            "the `other` variant keeps unknown variants, so it needs one field without a name: a `store_record::Json`, or a \
             `String` for variants that have no content",
        );
    }
}

/// A name would make the variant a known one.
fn other_with_an_alias(variant: &Variant, diagnostics: &Diagnostics) {
    if let (Some(span), false) = (variant.other, variant.aliases.is_empty()) {
        diagnostics
            .error_at(span, "the `other` variant has no stored name, so it can't have an `alias`: remove `alias`");
    }
}
