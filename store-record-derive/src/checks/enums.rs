//! Rules of enums.

use super::fields;
use crate::diagnostics::Diagnostics;
use crate::model::{Container, Form, Variant};

pub(crate) fn run(container: &Container, variants: &[Variant], diagnostics: &Diagnostics) {
    for variant in variants {
        fields::run(&variant.fields, variant.form, diagnostics);
        fields::reserved_names_stay_unused(container, &variant.fields, diagnostics);
        fields::rest_excludes_ignoring(container, &variant.fields, diagnostics);
        if container.tag.is_some() && variant.other.is_none() {
            tagged_variants_have_named_fields(variant, diagnostics);
        }
    }
    let known = variants.iter().filter(|variant| variant.other.is_none());
    let names = known.flat_map(|variant| std::iter::once(&variant.name).chain(&variant.aliases));
    fields::distinct(names, "two variants are stored as", diagnostics);
    variant_names_are_not_reserved(container, variants, diagnostics);
    other_is_one_newtype(variants, diagnostics);
    tag_clashes_with_no_field(container, variants, diagnostics);
}

fn tagged_variants_have_named_fields(variant: &Variant, diagnostics: &Diagnostics) {
    if matches!(variant.form, Form::Newtype | Form::Tuple) && !variant.is_fieldless() {
        diagnostics.at(
            variant.ident.span(),
            "with `tag` a variant is fieldless or has named fields, which stand beside the tag; write the fields out, or remove `tag` to store `{\"name\": …}`",
        );
    }
}

fn variant_names_are_not_reserved(container: &Container, variants: &[Variant], diagnostics: &Diagnostics) {
    for name in variants.iter().flat_map(|variant| std::iter::once(&variant.name).chain(&variant.aliases)) {
        if container.reserved.iter().any(|reserved| reserved.value() == name.text) {
            let text = &name.text;
            diagnostics.at(name.span, format!("`{text}` is reserved: old rows hold something else under it; take another name with `rename = \"…\"`"));
        }
    }
}

fn other_is_one_newtype(variants: &[Variant], diagnostics: &Diagnostics) {
    for (index, (span, variant)) in variants.iter().filter_map(|variant| Some((variant.other?, variant))).enumerate() {
        if index > 0 {
            diagnostics.at(span, "only one variant can be `other`; remove this one");
        }
        if variant.form != Form::Newtype {
            diagnostics.at(span, "the `other` variant keeps what it doesn't know: give it one field, a `store_record::Json` (or a `String` for names alone)");
        }
        if !variant.aliases.is_empty() {
            diagnostics.at(span, "the `other` variant has no name of its own; remove its `alias`");
        }
    }
}

fn tag_clashes_with_no_field(container: &Container, variants: &[Variant], diagnostics: &Diagnostics) {
    let Some(tag) = &container.tag else { return };
    for field in variants.iter().flat_map(|variant| &variant.fields).filter(|field| field.is_member()) {
        for name in std::iter::once(&field.name).chain(&field.aliases) {
            if name.text == tag.value() {
                diagnostics.at(
                    name.span,
                    format!("a field is stored as `{}`, which is the tag; rename one of them", name.text),
                );
            }
        }
    }
}
