//! The rules of a manifest's declaration, one function for each. The compiler checks what needs the records' constants; those
//! rules are functions of the runtime.
//!
//! A function has the name of the mistake that it reports. Its test is `ui/manifest/<function>.rs`.

use super::model::Manifest;
use crate::context::Context;
use crate::diagnostics::Diagnostics;
use proc_macro2::Span;
use syn::{Data, Fields};

pub(super) fn run(context: &Context<'_>, manifest: &Manifest<'_>) {
    manifest_is_not_an_enum(context);
    variant_without_one_record(context);
    manifest_with_parameters(context);
    missing_file(context);
    relaxation_without_a_lock(context);
    for (index, (span, relaxation)) in manifest.relaxations.iter().enumerate() {
        let is_duplicate =
            manifest.relaxations.iter().take(index).any(|(_, earlier)| earlier.is_same_change(relaxation));
        duplicate_relaxation(*span, is_duplicate, context.diagnostics);
    }
}

/// A row opens as the variant of its record type.
fn manifest_is_not_an_enum(context: &Context<'_>) {
    if !matches!(context.input.data, Data::Enum(_)) {
        context.diagnostics.error_at(
            context.input.ident.span(),
            "a manifest is an enum with one variant for each record type: write `enum` with variants such as `Account(Account)`",
        );
    }
}

/// A variant is a record type, so a variant of two records, or of none, has no record type.
fn variant_without_one_record(context: &Context<'_>) {
    let Data::Enum(data) = &context.input.data else { return };
    for syn::Variant { ident, fields, .. } in &data.variants {
        if !matches!(fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1) {
            let message = format!("a variant of a manifest holds one record: write `{ident}({ident})`");
            context.diagnostics.error_at(ident.span(), message);
        }
    }
}

/// With a parameter the set of record types would be another one at each use.
fn manifest_with_parameters(context: &Context<'_>) {
    let generics = &context.input.generics;
    if !generics.params.is_empty() {
        context.diagnostics.error_spanned_by(
            generics,
            "a manifest is a closed set of record types, so it can't have parameters: write the concrete types",
        );
    }
}

/// Without the file, nothing would notice that a record type of the migrations has no variant.
fn missing_file(context: &Context<'_>) {
    if context.options.span("file").is_none() {
        context.diagnostics.error_at(
            context.input.ident.span(),
            "a manifest needs its file: add `#[manifest(file = \"migrations/manifest.json\")]`",
        );
    }
}

/// A relaxation that has no effect would be taken for one that has.
fn relaxation_without_a_lock(context: &Context<'_>) {
    if let (Some(span), None) = (context.options.span("relax"), context.options.span("lock")) {
        context.diagnostics.error_at(
            span,
            "`relax` allows a change that the lock would reject, and this manifest has no lock: add `lock`, or remove `relax`",
        );
    }
}

/// The lock keeps one reason for a change.
fn duplicate_relaxation(span: Span, is_duplicate: bool, diagnostics: &Diagnostics) {
    if is_duplicate {
        diagnostics.error_at(span, "duplicate relaxation of this change: remove one");
    }
}
