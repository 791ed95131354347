//! `relax(…)`: a change that the lock would reject, allowed by name.

use crate::attributes::Options;
use crate::diagnostics::{Diagnostics, did_you_mean};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::{LitInt, LitStr};

/// A kind of change, with its name and that of the runtime's `Change`.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Change {
    name: &'static str,
    variant: &'static str,
}

impl Change {
    /// Whether it is at a path, and not of the whole version.
    pub(super) fn has_place(self) -> bool {
        self.name != "version-removed"
    }
}

const CHANGES: [(&str, &str); 15] = [
    ("alias-removed", "AliasRemoved"),
    ("column-changed", "ColumnChanged"),
    ("content-changed", "ContentChanged"),
    ("default-removed", "DefaultRemoved"),
    ("field-added", "FieldAdded"),
    ("field-removed", "FieldRemoved"),
    ("key-changed", "KeyChanged"),
    ("kind-changed", "KindChanged"),
    ("reserved-name-removed", "ReservedNameRemoved"),
    ("reserved-name-used", "ReservedNameUsed"),
    ("scope-changed", "ScopeChanged"),
    ("tag-changed", "TagChanged"),
    ("unknown-names-changed", "UnknownNamesChanged"),
    ("variant-removed", "VariantRemoved"),
    ("version-removed", "VersionRemoved"),
];

/// The kind of change of that name.
pub(super) fn change(name: &str) -> Option<Change> {
    CHANGES.into_iter().find(|(known, _)| *known == name).map(|(name, variant)| Change { name, variant })
}

/// One relaxation, of the manifest or of the lock.
#[derive(Clone, PartialEq)]
pub(super) struct Relaxation {
    pub(super) record_type: String,
    pub(super) schema_version: i32,
    pub(super) change: Change,
    /// A path as the compiler's message names it; empty for a whole version.
    pub(super) at: String,
    pub(super) reason: String,
}

impl Relaxation {
    /// The runtime's constant.
    pub(super) fn constant(&self, is_spent: bool, p: &TokenStream) -> TokenStream {
        let Self { record_type, schema_version, at, reason, .. } = self;
        let change = format_ident!("{}", self.change.variant);
        quote! {
            #p::Relaxation {
                record_type: #record_type,
                schema_version: #schema_version,
                change: #p::Change::#change,
                at: #at,
                reason: #reason,
                is_spent: #is_spent,
            }
        }
    }

    fn is_of_the_same(&self, other: &Self) -> bool {
        (&self.record_type, self.schema_version, self.change, &self.at)
            == (&other.record_type, other.schema_version, other.change, &other.at)
    }
}

const OPTIONS: [&str; 5] = ["type", "schema_version", "change", "at", "reason"];
const EXAMPLE: &str =
    "type = \"account\", schema_version = 1, change = \"kind-changed\", at = \".name\", reason = \"no row has it\"";

/// The manifest's relaxations, each with the place of its `relax`.
pub(super) fn given(options: &Options<'_>, diagnostics: &Diagnostics) -> Vec<(Span, Relaxation)> {
    let mut all: Vec<(Span, Relaxation)> = Vec::new();
    for (span, tokens) in options.lists("relax", EXAMPLE) {
        let Some(relaxation) = one(span, tokens, diagnostics) else { continue };
        if all.iter().any(|(_, other)| other.is_of_the_same(&relaxation)) {
            diagnostics.at(span, "this change is relaxed twice; keep one");
        } else {
            all.push((span, relaxation));
        }
    }
    all
}

fn one(span: Span, tokens: TokenStream, diagnostics: &Diagnostics) -> Option<Relaxation> {
    let options = Options::of(tokens, &OPTIONS, "a relaxation", diagnostics);
    for (name, what) in [
        ("type", "the record type of the locked block"),
        ("schema_version", "the version of the locked block"),
        ("change", "the kind of change that is allowed"),
        ("reason", "why no stored row is lost, for the reviewer of the lock"),
    ] {
        if options.span(name).is_none() {
            diagnostics.at(span, format!("a relaxation needs `{name}`: {what}; as in `relax({EXAMPLE})`"));
        }
    }
    let record_type = options.parsed::<LitStr>("type", "\"account\"");
    let version = options.parsed::<LitInt>("schema_version", "1").and_then(|number| {
        let version = number.base10_parse::<i32>().ok().filter(|version| *version >= 1);
        if version.is_none() {
            diagnostics.at(number.span(), "a schema version is a number from 1 to 2147483647");
        }
        version
    });
    let change = options.parsed::<LitStr>("change", "\"kind-changed\"").and_then(|name| {
        let found = change(&name.value());
        if found.is_none() {
            let hint = did_you_mean(&name.value(), CHANGES.map(|(name, _)| name));
            let known = CHANGES.map(|(name, _)| format!("`{name}`")).join(", ");
            diagnostics.at(name.span(), format!("no change is called `{}`{hint}; it is one of {known}", name.value()));
        }
        found
    });
    let at = options.parsed::<LitStr>("at", "\".name\"");
    match (change, &at, options.span("at")) {
        (Some(change), Some(at), _) if !change.has_place() => {
            diagnostics.at(at.span(), "a schema version is removed as a whole; remove `at`");
        }
        (Some(change), None, None) if change.has_place() => diagnostics.at(
            span,
            "a relaxation needs `at`: the path of the change, as the compiler's message has it, such as `at = \".name\"`",
        ),
        _ => {}
    }
    let reason = options.parsed::<LitStr>("reason", "\"no row has it\"");
    if let Some(reason) = reason.as_ref().filter(|reason| reason.value().trim().is_empty()) {
        diagnostics.at(reason.span(), "a relaxation says why no stored row is lost, for the reviewer of the lock");
    }
    let at = at.map(|at| at.value()).unwrap_or_default();
    Some(Relaxation {
        record_type: record_type?.value(),
        schema_version: version?,
        change: change?,
        at,
        reason: reason?.value(),
    })
}

/// Each names a block that the lock has a shape or a relaxation of.
pub(super) fn name_locked_blocks(
    given: &[(Span, Relaxation)],
    blocks: &[(String, i32)],
    lock: &str,
    diagnostics: &Diagnostics,
) {
    for (span, relaxation) in given {
        let Relaxation { record_type, schema_version, .. } = relaxation;
        let versions: Vec<String> =
            blocks.iter().filter(|(name, _)| name == record_type).map(|(_, version)| version.to_string()).collect();
        if versions.is_empty() {
            let hint = did_you_mean(record_type, blocks.iter().map(|(name, _)| name.as_str()));
            diagnostics.at(*span, format!("`{lock}` has no record type `{record_type}`{hint}"));
        } else if !versions.contains(&schema_version.to_string()) {
            let versions = versions.join(", ");
            diagnostics.at(
                *span,
                format!("`{lock}` has no version {schema_version} of `{record_type}`; the ones it has: {versions}"),
            );
        }
    }
}
