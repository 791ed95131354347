//! The options of one place, each parsed by its name.

use super::known::KnownOptions;
use super::{RawOption, RawValue, quoted, raw_options_of_list, serde_options, unquoted};
use crate::diagnostics::{Diagnostics, did_you_mean, quoted_list};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::parse::{Parse, Parser};
use syn::punctuated::Punctuated;
use syn::{LitInt, LitStr, WherePredicate};

/// The known options of one place. A method that parses a value reports one that it can't parse.
pub(crate) struct Options<'a> {
    raw: Vec<RawOption>,
    diagnostics: &'a Diagnostics,
}

impl<'a> Options<'a> {
    /// Reports unknown and duplicate options, and drops them.
    pub(crate) fn new(raw: Vec<RawOption>, known: &KnownOptions, diagnostics: &'a Diagnostics) -> Self {
        let mut kept: Vec<RawOption> = Vec::new();
        for option in raw {
            let name = option.name();
            let is_repeatable = known.repeatable.contains(&name.as_str());
            if !known.has(&option) {
                let message = match serde_options::advice(&name) {
                    Some(advice) => format!("`{name}` is an option of serde. Here, {advice}"),
                    None => {
                        let hint = did_you_mean(&name, known.names.iter().copied());
                        let list = quoted_list(known.names.iter().copied());
                        format!("{} has no option `{name}`{hint}; its options are {list}", known.place)
                    }
                };
                diagnostics.error_at(option.span(), message);
            } else if !is_repeatable && kept.iter().any(|kept| kept.is(&name)) {
                diagnostics.error_at(option.span(), format!("duplicate option `{name}`"));
            } else {
                kept.push(option);
            }
        }
        Self { raw: kept, diagnostics }
    }

    /// Returns the options of a list.
    pub(crate) fn from_list(tokens: TokenStream, known: &KnownOptions, diagnostics: &'a Diagnostics) -> Self {
        Self::new(raw_options_of_list(tokens, diagnostics), known, diagnostics)
    }

    fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n RawOption> {
        self.raw.iter().filter(move |option| option.is(name))
    }

    fn find(&self, name: &str) -> Option<&RawOption> {
        self.raw.iter().find(|option| option.is(name))
    }

    /// Returns the span of the option's name, or `None` if the option is absent.
    pub(crate) fn span(&self, name: &str) -> Option<Span> {
        self.find(name).map(RawOption::span)
    }

    /// Returns the name and span of each option that is there, in the order of `known`.
    pub(crate) fn spans(&self, known: &KnownOptions) -> Vec<(&'static str, Span)> {
        known.names.iter().filter_map(|name| Some((*name, self.span(name)?))).collect()
    }

    /// Returns the span of a flag, or `None` if it is absent.
    pub(crate) fn flag(&self, name: &str) -> Option<Span> {
        let option = self.find(name)?;
        if !matches!(option.value, RawValue::Flag) {
            self.diagnostics.error_at(option.span(), format!("`{name}` accepts no value: write `{name}` alone"));
        }
        Some(option.span())
    }

    /// Whether the option is there without a value.
    pub(crate) fn is_flag(&self, name: &str) -> bool {
        self.find(name).is_some_and(|option| matches!(option.value, RawValue::Flag))
    }

    /// Returns the name's span and the tokens after `=`.
    pub(crate) fn tokens(&self, name: &str, example: &str) -> Option<(Span, TokenStream)> {
        let option = self.find(name)?;
        match &option.value {
            RawValue::Equals(tokens) if !tokens.is_empty() => Some((option.span(), tokens.clone())),
            _ => {
                self.diagnostics.error_at(option.span(), format!("`{name}` needs a value: `{name} = {example}`"));
                None
            }
        }
    }

    /// Returns the tokens in the parentheses of `name = function(…)`, or `None` if the value is another one.
    pub(crate) fn call(&self, name: &str, function: &str) -> Option<TokenStream> {
        let RawValue::Equals(tokens) = &self.find(name)?.value else { return None };
        let mut tokens = tokens.clone().into_iter();
        match (tokens.next(), tokens.next(), tokens.next()) {
            (Some(TokenTree::Ident(ident)), Some(TokenTree::Group(group)), None)
                if ident == function && group.delimiter() == Delimiter::Parenthesis =>
            {
                Some(group.stream())
            }
            _ => None,
        }
    }

    /// Returns the tokens in parentheses.
    pub(crate) fn list(&self, name: &str, example: &str) -> Option<TokenStream> {
        self.lists(name, example).into_iter().next().map(|(_, tokens)| tokens)
    }

    /// Returns the name's span and the tokens in parentheses of each option called `name`.
    pub(crate) fn lists(&self, name: &str, example: &str) -> Vec<(Span, TokenStream)> {
        let list = |option: &RawOption| match &option.value {
            RawValue::List(tokens) => Some((option.span(), tokens.clone())),
            _ => {
                self.diagnostics.error_at(option.span(), format!("`{name}` needs a list: `{name}({example})`"));
                None
            }
        };
        self.all(name).filter_map(list).collect()
    }

    /// Returns a value that parses as `T`.
    pub(crate) fn parsed<T: Parse>(&self, name: &str, example: &str) -> Option<T> {
        let (_, tokens) = self.tokens(name, example)?;
        self.parse_value(&tokens, name, example)
    }

    fn parse_value<T: Parse>(&self, tokens: &TokenStream, name: &str, example: &str) -> Option<T> {
        match T::parse.parse2(tokens.clone()) {
            Ok(value) => Some(value),
            Err(_) => {
                let message = match (unquoted::<T>(tokens), quoted::<T>(tokens)) {
                    (Some(value), _) => format!("`{name}` accepts no string: remove the quotes, `{name} = {value}`"),
                    (None, Some(value)) => format!("`{name}` needs a string: add quotes, `{name} = {value}`"),
                    (None, None) => format!("`{name}` needs a value such as `{name} = {example}`"),
                };
                self.diagnostics.error_spanned_by(tokens, message);
                None
            }
        }
    }

    /// Returns the value of each `alias`.
    pub(crate) fn aliases(&self) -> Vec<LitStr> {
        let (name, example) = ("alias", "\"name\"");
        let value = |option: &RawOption| match &option.value {
            RawValue::Equals(tokens) => self.parse_value(tokens, name, example),
            _ => {
                self.diagnostics.error_at(option.span(), format!("`{name}` needs a string: `{name} = {example}`"));
                None
            }
        };
        self.all(name).filter_map(value).collect()
    }

    /// Returns the string literals of a list.
    pub(crate) fn string_literals(&self, name: &str, example: &str) -> Vec<LitStr> {
        let Some(list) = self.list(name, &format!("{example}, …")) else { return Vec::new() };
        match Punctuated::<LitStr, syn::Token![,]>::parse_terminated.parse2(list.clone()) {
            Ok(literals) => literals.into_iter().collect(),
            Err(_) => {
                self.diagnostics
                    .error_spanned_by(list, format!("`{name}` needs string literals: `{name}({example}, …)`"));
                Vec::new()
            }
        }
    }

    /// Returns the span of `unknown_fields`, whose only value is `"ignore"`.
    pub(crate) fn ignores_unknown(&self) -> Option<Span> {
        let value = self.parsed::<LitStr>("unknown_fields", "\"ignore\"")?;
        if value.value() != "ignore" {
            self.diagnostics.error_at(
                value.span(),
                "`unknown_fields` has one value, \"ignore\"; remove `unknown_fields` to reject unknown fields",
            );
        }
        self.span("unknown_fields")
    }

    /// Whether `absent` is there, whose only value is `"none"`.
    pub(crate) fn absent_is_none(&self) -> bool {
        let Some(value) = self.parsed::<LitStr>("absent", "\"none\"") else { return false };
        if value.value() != "none" {
            self.diagnostics.error_at(
                value.span(),
                "`absent` has one value, \"none\"; remove `absent` to reject an object without the field",
            );
        }
        true
    }

    /// Returns the span of `repr`, whose only value is `"integer"`.
    pub(crate) fn is_integer(&self) -> Option<Span> {
        let value = self.parsed::<LitStr>("repr", "\"integer\"")?;
        if value.value() != "integer" {
            self.diagnostics.error_at(
                value.span(),
                "`repr` has one value, \"integer\"; remove `repr` to store a variant by its name",
            );
        }
        self.span("repr")
    }

    /// Returns the predicates of `bound`.
    pub(crate) fn bound(&self) -> Option<Vec<WherePredicate>> {
        let text = self.parsed::<LitStr>("bound", "\"T: StoreValue\"")?;
        match text.parse_with(Punctuated::<WherePredicate, syn::Token![,]>::parse_terminated) {
            Ok(predicates) => Some(predicates.into_iter().collect()),
            Err(_) => {
                let message = "`bound` needs the predicates of a where clause: `bound = \"T: StoreValue\"`";
                self.diagnostics.error_at(text.span(), message);
                None
            }
        }
    }

    /// Returns a schema version: a number from 1, as the column has no other.
    pub(crate) fn schema_version(&self) -> Option<i32> {
        let number = self.parsed::<LitInt>("schema_version", "1")?;
        let version = number.base10_parse().ok().filter(|version| *version >= 1);
        if version.is_none() {
            self.diagnostics.error_at(number.span(), "a schema version is a number from 1 to 2147483647");
        }
        version
    }
}
