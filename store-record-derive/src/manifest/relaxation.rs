//! `relax(…)`: allows a change that the lock would reject.

use crate::attributes::{Options, RELAXATION};
use crate::diagnostics::{Diagnostics, did_you_mean, quoted_list};
use crate::private::Private;
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::LitStr;

/// A kind of change, by its name and by that of the runtime's `Change`.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Change {
    name: &'static str,
    variant: &'static str,
}

impl Change {
    /// Returns the kind of that name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        CHANGES.into_iter().find(|(known, _)| *known == name).map(|(name, variant)| Self { name, variant })
    }

    /// Whether the change is at a path; otherwise it is of the whole version.
    pub(super) fn has_path(self) -> bool {
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

/// A relaxation, in the manifest or in the lock.
#[derive(Clone, PartialEq)]
pub(super) struct Relaxation {
    pub(super) record_type: String,
    pub(super) schema_version: i32,
    pub(super) change: Change,
    /// The path as in the compiler's message; empty for a whole version.
    pub(super) at: String,
    pub(super) reason: String,
}

impl Relaxation {
    /// Returns the relaxation as a constant of the runtime. It is spent if the lock has it.
    pub(super) fn constant(&self, is_spent: bool) -> TokenStream {
        let Self { record_type, schema_version, at, reason, .. } = self;
        let change = format_ident!("{}", self.change.variant);
        quote! {
            #Private::Relaxation {
                record_type: #record_type,
                schema_version: #schema_version,
                change: #Private::Change::#change,
                at: #at,
                reason: #reason,
                is_spent: #is_spent,
            }
        }
    }

    pub(super) fn is_same_change(&self, other: &Self) -> bool {
        (&self.record_type, self.schema_version, self.change, &self.at)
            == (&other.record_type, other.schema_version, other.change, &other.at)
    }
}

const EXAMPLE: &str =
    "type = \"account\", schema_version = 1, change = \"kind-changed\", at = \".name\", reason = \"no row has it\"";

/// Parses the manifest's relaxations; each has the span of its `relax`.
pub(super) fn parse(options: &Options<'_>, diagnostics: &Diagnostics) -> Vec<(Span, Relaxation)> {
    let relaxations = options.lists("relax", EXAMPLE).into_iter();
    relaxations.filter_map(|(span, tokens)| Some((span, parse_one(span, tokens, diagnostics)?))).collect()
}

fn parse_one(span: Span, tokens: TokenStream, diagnostics: &Diagnostics) -> Option<Relaxation> {
    let options = Options::from_list(tokens, &RELAXATION, diagnostics);
    for (name, what) in [
        ("type", "the record type of the locked version"),
        ("schema_version", "the number of the locked version"),
        ("change", "the kind of change that is allowed"),
        ("reason", "why no stored row is lost, for reviewers of the lock"),
    ] {
        if options.span(name).is_none() {
            diagnostics.error_at(span, format!("a relaxation needs `{name}`: {what}, as in `relax({EXAMPLE})`"));
        }
    }
    let record_type = options.parsed::<LitStr>("type", "\"account\"");
    let version = options.schema_version();
    let change = options.parsed::<LitStr>("change", "\"kind-changed\"").and_then(|name| {
        let text = name.value();
        let change = Change::from_name(&text);
        if change.is_none() {
            let hint = did_you_mean(&text, CHANGES.map(|(name, _)| name));
            let list = quoted_list(CHANGES.map(|(name, _)| name));
            diagnostics.error_at(name.span(), format!("there is no change `{text}`{hint}; the changes are {list}"));
        }
        change
    });
    let at = options.parsed::<LitStr>("at", "\".name\"");
    match (change, &at, options.span("at")) {
        (Some(change), Some(at), _) if !change.has_path() => {
            diagnostics.error_at(
                at.span(),
                "`version-removed` is about a whole schema version, so it has no path: remove `at`",
            );
        }
        (Some(change), None, None) if change.has_path() => diagnostics.error_at(
            span,
            "a relaxation needs `at`: the path of the change as in the compiler's message, such as `at = \".name\"`",
        ),
        _ => {}
    }
    let reason = options.parsed::<LitStr>("reason", "\"no row has it\"");
    if let Some(reason) = reason.as_ref().filter(|reason| reason.value().trim().is_empty()) {
        diagnostics.error_at(
            reason.span(),
            "a relaxation needs a reason: say why no stored row is lost, for reviewers of the lock",
        );
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

/// Reports a relaxation of a version that the lock has neither a shape nor a relaxation of.
pub(super) fn unlocked_version(
    relaxations: &[(Span, Relaxation)],
    locked: &[(String, i32)],
    lock: &str,
    diagnostics: &Diagnostics,
) {
    for (span, relaxation) in relaxations {
        let Relaxation { record_type, schema_version, .. } = relaxation;
        let versions: Vec<String> =
            locked.iter().filter(|(name, _)| name == record_type).map(|(_, version)| version.to_string()).collect();
        if versions.is_empty() {
            let hint = did_you_mean(record_type, locked.iter().map(|(name, _)| name.as_str()));
            diagnostics.error_at(*span, format!("`{lock}` has no record type `{record_type}`{hint}"));
        } else if !versions.contains(&schema_version.to_string()) {
            let versions = versions.join(", ");
            diagnostics.error_at(
                *span,
                format!("`{lock}` has no version {schema_version} of `{record_type}`; its versions are {versions}"),
            );
        }
    }
}
