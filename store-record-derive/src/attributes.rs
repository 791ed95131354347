//! Attributes: text to spanned options.

use crate::diagnostics::{Diagnostics, did_you_mean};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use std::iter::Peekable;
use syn::Attribute;
use syn::ext::IdentExt;
use syn::parse::{Parse, Parser};

mod conditions;
mod lints;
mod names;
mod paths;

pub(crate) use conditions::condition;
pub(crate) use lints::allowed;
pub(crate) use names::Case;
pub(crate) use paths::{Place, Promoted, member_name, parenthesized, place, places, promoted};

/// One option as it was written: `key`, `key = value` or `key(list)`.
pub(crate) struct Given {
    pub(crate) key: Ident,
    pub(crate) value: Value,
}

pub(crate) enum Value {
    Flag,
    Equals(TokenStream),
    List(TokenStream),
}

/// The options of one item that were written, by attribute `name`. A malformed one is reported and the
/// rest are read on.
pub(crate) fn given(attributes: &[Attribute], name: &str, diagnostics: &Diagnostics) -> Vec<Given> {
    let mut options = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        match &attribute.meta {
            syn::Meta::List(list) => read_options(list.tokens.clone(), diagnostics, &mut options),
            _ => diagnostics.over(attribute, format!("options stand in parentheses: `#[{name}(…)]`")),
        }
    }
    options
}

/// The options in a list.
pub(crate) fn listed(tokens: TokenStream, diagnostics: &Diagnostics) -> Vec<Given> {
    let mut options = Vec::new();
    read_options(tokens, diagnostics, &mut options);
    options
}

fn read_options(tokens: TokenStream, diagnostics: &Diagnostics, options: &mut Vec<Given>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let TokenTree::Ident(key) = token else {
            diagnostics.over(&token, "expected the name of an option");
            while tokens.next_if(|token| !is_comma(token)).is_some() {}
            tokens.next();
            continue;
        };
        let value = match tokens.peek() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => {
                tokens.next();
                let mut value = value_tokens(&mut tokens);
                if let Some(next) = beginning_of_another(&value) {
                    let another = value.split_off(next);
                    report_missing_comma(another.first(), diagnostics);
                    options.push(Given { key, value: Value::Equals(value.into_iter().collect()) });
                    read_options(another.into_iter().collect(), diagnostics, options);
                    tokens.next();
                    continue;
                }
                Value::Equals(value.into_iter().collect())
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                let list = group.stream();
                tokens.next();
                Value::List(list)
            }
            _ => Value::Flag,
        };
        options.push(Given { key, value });
        // What follows is read as an option, comma or not.
        if tokens.next_if(is_comma).is_none() {
            report_missing_comma(tokens.peek(), diagnostics);
        }
    }
}

fn report_missing_comma(before: Option<&TokenTree>, diagnostics: &Diagnostics) {
    if let Some(token) = before {
        diagnostics.over(token, "expected a comma between options");
    }
}

/// The tokens up to a comma that isn't inside a type's `<…>`.
fn value_tokens(tokens: &mut Peekable<impl Iterator<Item = TokenTree>>) -> Vec<TokenTree> {
    let (mut value, mut depth) = (Vec::new(), 0_usize);
    while let Some(token) = tokens.next_if(|token| depth > 0 || !is_comma(token)) {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        value.push(token);
    }
    value
}

/// Where in a value `name =` stands after something that it can't be a part of.
fn beginning_of_another(value: &[TokenTree]) -> Option<usize> {
    let begins = |tokens: &[TokenTree]| match tokens {
        [before, TokenTree::Ident(_), TokenTree::Punct(equals)] => {
            equals.as_char() == '=' && !matches!(before, TokenTree::Punct(_))
        }
        _ => false,
    };
    value.windows(3).position(begins).map(|at| at + 1)
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// The content of a string, if that is what the tokens are and it would be a value without its quotes.
pub(crate) fn unquoted<T: Parse>(tokens: &TokenStream) -> Option<String> {
    let content = syn::parse2::<syn::LitStr>(tokens.clone()).ok()?.value();
    syn::parse_str::<T>(&content).ok().map(|_| content)
}

/// The known options of one item, each read by its name.
pub(crate) struct Options<'a> {
    given: Vec<Given>,
    diagnostics: &'a Diagnostics,
}

impl<'a> Options<'a> {
    /// Reports an option that none of `known` is. `repeatable` ones may stand more than once.
    pub(crate) fn new(
        given: Vec<Given>,
        known: &[&str],
        repeatable: &[&str],
        place: &str,
        diagnostics: &'a Diagnostics,
    ) -> Self {
        let mut kept: Vec<Given> = Vec::new();
        for option in given {
            let name = option.key.unraw().to_string();
            if !known.contains(&name.as_str()) {
                let hint = did_you_mean(&name, known.iter().copied());
                diagnostics.at(option.key.span(), format!("{place} has no option `{name}`{hint}"));
            } else if !repeatable.contains(&name.as_str()) && kept.iter().any(|kept| kept.key.unraw() == name.as_str())
            {
                diagnostics.at(option.key.span(), format!("`{name}` stands here twice; keep one"));
            } else {
                kept.push(option);
            }
        }
        Self { given: kept, diagnostics }
    }

    /// The options in the parentheses of another.
    pub(crate) fn of(tokens: TokenStream, known: &[&str], place: &str, diagnostics: &'a Diagnostics) -> Self {
        Self::new(listed(tokens, diagnostics), known, &[], place, diagnostics)
    }

    fn find(&self, name: &str) -> Option<&Given> {
        self.given.iter().find(|option| option.key.unraw() == name)
    }

    /// Where the option's name stands.
    pub(crate) fn span(&self, name: &str) -> Option<Span> {
        self.find(name).map(|option| option.key.span())
    }

    /// Whether the flag stands.
    pub(crate) fn flag(&self, name: &str) -> Option<Span> {
        let option = self.find(name)?;
        if !matches!(option.value, Value::Flag) {
            self.diagnostics.at(option.key.span(), format!("`{name}` takes no value"));
        }
        Some(option.key.span())
    }

    /// Whether the option stands without a value.
    pub(crate) fn is_flag(&self, name: &str) -> bool {
        self.find(name).is_some_and(|option| matches!(option.value, Value::Flag))
    }

    /// The tokens after `=`.
    pub(crate) fn tokens(&self, name: &str, example: &str) -> Option<(Span, TokenStream)> {
        let option = self.find(name)?;
        match &option.value {
            Value::Equals(tokens) if !tokens.is_empty() => Some((option.key.span(), tokens.clone())),
            _ => {
                self.diagnostics.at(option.key.span(), format!("`{name}` takes a value: `{name} = {example}`"));
                None
            }
        }
    }

    /// The tokens in parentheses.
    pub(crate) fn list(&self, name: &str, example: &str) -> Option<(Span, TokenStream)> {
        let option = self.find(name)?;
        match &option.value {
            Value::List(tokens) => Some((option.key.span(), tokens.clone())),
            _ => {
                self.diagnostics.at(option.key.span(), format!("`{name}` takes a list: `{name}({example})`"));
                None
            }
        }
    }

    /// The tokens in parentheses of each option that may stand more than once.
    pub(crate) fn lists(&self, name: &str, example: &str) -> Vec<(Span, TokenStream)> {
        let options = self.given.iter().filter(|option| option.key.unraw() == name);
        options
            .filter_map(|option| match &option.value {
                Value::List(tokens) => Some((option.key.span(), tokens.clone())),
                _ => {
                    self.diagnostics.at(option.key.span(), format!("`{name}` takes a list: `{name}({example})`"));
                    None
                }
            })
            .collect()
    }

    /// A value that parses as `T`.
    pub(crate) fn parsed<T: Parse>(&self, name: &str, example: &str) -> Option<T> {
        let (_, tokens) = self.tokens(name, example)?;
        self.parse_value(&tokens, name, example)
    }

    fn parse_value<T: Parse>(&self, tokens: &TokenStream, name: &str, example: &str) -> Option<T> {
        match T::parse.parse2(tokens.clone()) {
            Ok(value) => Some(value),
            Err(_) => {
                let message = match unquoted::<T>(tokens) {
                    Some(value) => format!("`{name}` takes no string: drop the quotes, `{name} = {value}`"),
                    None => format!("`{name}` takes a value such as `{name} = {example}`"),
                };
                self.diagnostics.over(tokens, message);
                None
            }
        }
    }

    /// Each text of an option that may stand more than once.
    pub(crate) fn texts(&self, name: &str) -> Vec<syn::LitStr> {
        let options = self.given.iter().filter(|option| option.key.unraw() == name);
        options
            .filter_map(|option| match &option.value {
                Value::Equals(tokens) => self.parse_value(tokens, name, "\"name\""),
                _ => {
                    self.diagnostics.at(option.key.span(), format!("`{name}` takes a text: `{name} = \"name\"`"));
                    None
                }
            })
            .collect()
    }
}
