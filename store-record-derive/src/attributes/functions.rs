//! `functions(…)`: other names for the functions of a record.

use super::{Options, RawOption, RawValue, raw_options_of_list, unquoted};
use crate::diagnostics::Diagnostics;
use crate::identifiers::is_name;
use proc_macro2::{TokenStream, TokenTree};
use syn::Ident;

/// A function that the user gave another name.
pub(crate) struct RenamedFunction {
    pub(crate) from: Ident,
    pub(crate) to: Ident,
}

impl RenamedFunction {
    /// Parses the entries of `functions(…)`.
    pub(crate) fn parse_list(options: &Options<'_>, diagnostics: &Diagnostics) -> Vec<Self> {
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
            Some(Self { from: entry.ident, to: to? })
        };
        raw_options_of_list(list, diagnostics).into_iter().filter_map(entry).collect()
    }
}

fn single_name(tokens: &TokenStream) -> Option<Ident> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), None) if is_name(&name) => Some(name),
        _ => None,
    }
}
