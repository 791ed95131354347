//! The functions that `StoreRecord` adds to a record, by their names.

use super::Record;
use crate::attributes::{Options, Place, Value, listed, unquoted};
use crate::diagnostics::{Diagnostics, did_you_mean};
use crate::identifiers::{expanded, is_name, named};
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::Ident;
use syn::ext::IdentExt;

/// A function that the user gave another name.
pub(crate) struct Renamed {
    pub(crate) from: Ident,
    pub(crate) to: Ident,
}

/// The entries of `functions(…)`.
pub(super) fn renamed(options: &Options<'_>, diagnostics: &Diagnostics) -> Vec<Renamed> {
    let Some((_, list)) = options.list("functions", "parse_key = other_name") else { return Vec::new() };
    let renamed = listed(list, diagnostics).into_iter().filter_map(|entry| {
        let to = match &entry.value {
            Value::Equals(tokens) => name_alone(tokens),
            _ => None,
        };
        if to.is_none() {
            let name = entry.key.unraw();
            let (quoted, other) = match &entry.value {
                Value::Equals(tokens) => (", without quotes", unquoted::<Ident>(tokens)),
                _ => ("", None),
            };
            let quoted = if other.is_some() { quoted } else { "" };
            let other = other.unwrap_or_else(|| "other_name".to_owned());
            diagnostics.at(
                entry.key.span(),
                format!("`{name}` takes another name for the function{quoted}: `{name} = {other}`"),
            );
        }
        Some(Renamed { from: entry.key, to: to? })
    });
    renamed.collect()
}

fn name_alone(tokens: &TokenStream) -> Option<Ident> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), None) if is_name(&name) => Some(name),
        _ => None,
    }
}

impl Record {
    /// The function's name: `default`, or the one that the user gave it.
    pub(crate) fn function(&self, default: &str) -> Ident {
        let renamed = self.renamed.iter().find(|renamed| renamed.from.unraw() == default);
        renamed.map_or_else(|| named(default, Span::call_site()), |renamed| expanded(&renamed.to))
    }

    /// The default names of the functions for ranges, one for each beginning of the key.
    pub(crate) fn ranges(&self) -> Vec<String> {
        let beginnings = self.key.split_last().map_or(&[][..], |(_, beginnings)| beginnings);
        distinct(beginnings.iter().map(|place| format!("key_range_by_{}", place.name("_"))).collect(), "")
    }

    /// A name for each parameter of a function.
    pub(crate) fn parameters(places: &[&Place], used: &str) -> Vec<Ident> {
        let names = distinct(places.iter().map(|place| place.name("_")).collect(), used);
        names.iter().zip(places).map(|(name, place)| named(name, place.span)).collect()
    }

    /// The default names of all functions.
    fn functions(&self) -> Vec<String> {
        let scope_for = (!self.scope.is_empty()).then_some("scope_for");
        let fixed = scope_for.into_iter().chain(["record_key_for", "parse_key"]).map(str::to_owned);
        fixed.chain(self.ranges()).collect()
    }

    /// Each renamed function exists and is renamed once, to a name that no other function has.
    pub(crate) fn functions_have_distinct_names(&self, diagnostics: &Diagnostics) {
        let functions = self.functions();
        for (at, renamed) in self.renamed.iter().enumerate() {
            let (from, to) = (renamed.from.unraw().to_string(), renamed.to.unraw());
            let is_later = |other: &str| self.renamed.iter().skip(at + 1).any(|later| later.from.unraw() == other);
            let has_name = |other: &String| *other != from && !is_later(other) && self.function(other).unraw() == to;
            if !functions.contains(&from) {
                let hint = did_you_mean(&from, functions.iter().map(String::as_str));
                let list = functions.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                diagnostics.at(
                    renamed.from.span(),
                    format!("the derive adds no function `{from}` to this record{hint}; it adds {list}"),
                );
            } else if self.renamed.iter().take(at).any(|earlier| earlier.from.unraw() == from) {
                diagnostics.at(renamed.from.span(), format!("duplicate function `{from}`; keep one"));
            } else if functions.iter().any(has_name) {
                diagnostics.at(to.span(), format!("two functions of this record are named `{to}`; rename one of them"));
            }
        }
    }
}

/// The names, each once: the later of two equal ones gets a number. `used` is a name that can't be taken.
fn distinct(names: Vec<String>, used: &str) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for name in &names {
        let mut new = name.clone();
        let mut number = 2;
        while new == used || distinct.contains(&new) || (new != *name && names.contains(&new)) {
            new = format!("{name}_{number}");
            number += 1;
        }
        distinct.push(new);
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_of_two_equal_names_gets_a_number() {
        let numbered = |names: &[&str]| distinct(names.iter().map(|&name| name.to_owned()).collect(), "used");
        assert_eq!(numbered(&["a", "b"]), ["a", "b"]);
        assert_eq!(numbered(&["a_b", "a_b", "a_b"]), ["a_b", "a_b_2", "a_b_3"]);
        // A name that is another's own isn't taken from it.
        assert_eq!(numbered(&["a", "a", "a_2"]), ["a", "a_3", "a_2"]);
        assert_eq!(numbered(&["used", "used_2"]), ["used_3", "used_2"]);
    }
}
