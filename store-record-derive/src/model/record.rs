//! The options that make a struct a record.

use crate::attributes::{
    FieldPath, MetadataEntry, Options, RawOption, RawValue, parenthesized, raw_options_of_list, unquoted,
};
use crate::context::Context;
use crate::diagnostics::Diagnostics;
use crate::identifiers::is_name;
use proc_macro2::{TokenStream, TokenTree};
use syn::{Ident, LitStr, Path, Type};

pub(crate) struct Record {
    pub(crate) record_type: Option<LitStr>,
    pub(crate) aliases: Vec<LitStr>,
    pub(crate) schema_version: i32,
    pub(crate) scope: Vec<FieldPath>,
    pub(crate) key: Vec<FieldPath>,
    pub(crate) created_at: Option<FieldPath>,
    pub(crate) updated_at: Option<FieldPath>,
    pub(crate) revision: Option<FieldPath>,
    pub(crate) metadata: Vec<MetadataEntry>,
    pub(crate) manifest: Option<Path>,
    /// The type of the schema version before.
    pub(crate) previous: Option<Type>,
    pub(crate) renamed: Vec<RenamedFunction>,
}

/// A function that the user gave another name in `functions(…)`.
pub(crate) struct RenamedFunction {
    pub(crate) from: Ident,
    pub(crate) to: Ident,
}

impl Record {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let Context { options, diagnostics, .. } = context;
        let column = |name: &str| FieldPath::parse(options.tokens(name, "field")?.1, diagnostics);
        Self {
            record_type: options.parsed("type", "\"account\""),
            aliases: options.aliases(),
            schema_version: options.schema_version().unwrap_or(1),
            scope: scope(options, diagnostics),
            key: options
                .tokens("key", "id")
                .map_or_else(Vec::new, |(_, tokens)| FieldPath::parse_list(tokens, diagnostics)),
            created_at: column("created_at"),
            updated_at: column("updated_at"),
            revision: column("revision"),
            metadata: options
                .list("metadata", "field, name = field")
                .map_or_else(Vec::new, |list| MetadataEntry::parse_list(list, diagnostics)),
            manifest: options.parsed("manifest", "DirectoryRecord"),
            previous: options.parsed("previous", "AccountV1"),
            renamed: renamed_functions(options, diagnostics),
        }
    }
}

/// Parses `scope`. A forgotten scope must not be a global one, so `()` is an error and `global` is written out.
fn scope(options: &Options<'_>, diagnostics: &Diagnostics) -> Vec<FieldPath> {
    match options.tokens("scope", "tenant_id") {
        Some((_, tokens)) if tokens.to_string() != "global" => {
            if parenthesized(&tokens).is_some_and(|list| list.is_empty()) {
                let message = "a scope has at least one field: write `scope = global` for a record without a scope";
                diagnostics.error_spanned_by(&tokens, message);
            }
            FieldPath::parse_list(tokens, diagnostics)
        }
        _ => Vec::new(),
    }
}

/// Parses the entries of `functions(…)`.
fn renamed_functions(options: &Options<'_>, diagnostics: &Diagnostics) -> Vec<RenamedFunction> {
    let Some(list) = options.list("functions", "parse_key = other_name") else { return Vec::new() };
    let entry = |entry: RawOption| {
        let to = match &entry.value {
            RawValue::Equals(tokens) => single_name(tokens),
            _ => None,
        };
        if to.is_none() {
            let name = entry.name();
            let quoted = match &entry.value {
                RawValue::Equals(tokens) => unquoted::<Ident>(tokens),
                _ => None,
            };
            let message = match quoted {
                Some(other) => format!("`{name}` accepts no string: remove the quotes, `{name} = {other}`"),
                None => format!("`{name}` needs another name for the function: `{name} = other_name`"),
            };
            diagnostics.error_at(entry.span(), message);
        }
        Some(RenamedFunction { from: entry.ident, to: to? })
    };
    raw_options_of_list(list, diagnostics).into_iter().filter_map(entry).collect()
}

fn single_name(tokens: &TokenStream) -> Option<Ident> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), None) if is_name(&name) => Some(name),
        _ => None,
    }
}
