//! From attributes to options with spans. The rules here are those of grammar, which one option shows; `checks` has the rules
//! that need the whole type.

use crate::diagnostics::Diagnostics;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use std::iter::Peekable;
use syn::Attribute;
use syn::ext::IdentExt;
use syn::parse::Parse;

mod case;
mod conditions;
mod description;
mod functions;
mod known;
mod lints;
mod options;
mod paths;
mod serde_options;

pub(crate) use case::Case;
pub(crate) use conditions::condition;
pub(crate) use description::{Description, DescriptionPart};
pub(crate) use functions::RenamedFunction;
pub(crate) use known::{FIELD, KEY, MANIFEST, RECORD, RELAXATION, VALUE, VARIANT};
pub(crate) use lints::allow_attributes;
pub(crate) use options::Options;
pub(crate) use paths::{FieldPath, MetadataEntry, member_name};

/// One option before its value is parsed: `key`, `key = value` or `key(list)`.
pub(crate) struct RawOption {
    pub(crate) ident: Ident,
    pub(crate) value: RawValue,
}

pub(crate) enum RawValue {
    Flag,
    Equals(TokenStream),
    List(TokenStream),
}

impl RawOption {
    pub(crate) fn name(&self) -> String {
        self.ident.unraw().to_string()
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        self.ident.unraw() == name
    }

    pub(crate) fn span(&self) -> Span {
        self.ident.span()
    }
}

/// Returns the options of the attributes that are called `name`. A malformed option is reported, and the others are still
/// read.
pub(crate) fn raw_options(attributes: &[Attribute], name: &str, diagnostics: &Diagnostics) -> Vec<RawOption> {
    let mut options = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        match &attribute.meta {
            syn::Meta::List(list) => read_options(list.tokens.clone(), diagnostics, &mut options),
            _ => {
                diagnostics.error_spanned_by(attribute, format!("expected options in parentheses: `#[{name}(…)]`"));
            }
        }
    }
    options
}

/// Returns the options of a list.
fn raw_options_of_list(tokens: TokenStream, diagnostics: &Diagnostics) -> Vec<RawOption> {
    let mut options = Vec::new();
    read_options(tokens, diagnostics, &mut options);
    options
}

fn read_options(tokens: TokenStream, diagnostics: &Diagnostics, options: &mut Vec<RawOption>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let TokenTree::Ident(ident) = token else {
            diagnostics.error_spanned_by(&token, "expected the name of an option");
            while tokens.next_if(|token| !is_comma(token)).is_some() {}
            tokens.next();
            continue;
        };
        let value = match tokens.peek() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => {
                tokens.next();
                let mut value = value_tokens(&mut tokens);
                if let Some(next) = start_of_next_option(&value) {
                    let next = value.split_off(next);
                    report_missing_comma(next.first(), diagnostics);
                    options.push(RawOption { ident, value: RawValue::Equals(value.into_iter().collect()) });
                    read_options(next.into_iter().collect(), diagnostics, options);
                    tokens.next();
                    continue;
                }
                RawValue::Equals(value.into_iter().collect())
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                let list = group.stream();
                tokens.next();
                RawValue::List(list)
            }
            _ => RawValue::Flag,
        };
        options.push(RawOption { ident, value });
        // Without a comma the next tokens are still read as an option, so that a mistake in it is reported too.
        if tokens.next_if(is_comma).is_none() {
            report_missing_comma(tokens.peek(), diagnostics);
        }
    }
}

fn report_missing_comma(next: Option<&TokenTree>, diagnostics: &Diagnostics) {
    if let Some(token) = next {
        diagnostics.error_spanned_by(token, "expected a comma between options");
    }
}

/// Returns the tokens up to a comma that isn't inside a type's `<…>`.
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

/// Returns the index of a `name =` that can't be a part of the value before it.
fn start_of_next_option(value: &[TokenTree]) -> Option<usize> {
    let starts = |tokens: &[TokenTree]| match tokens {
        [before, TokenTree::Ident(_), TokenTree::Punct(equals)] => {
            equals.as_char() == '=' && !matches!(before, TokenTree::Punct(_))
        }
        _ => false,
    };
    value.windows(3).position(starts).map(|index| index + 1)
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// Returns the content of a string literal that is a `T` without its quotes.
fn unquoted<T: Parse>(tokens: &TokenStream) -> Option<String> {
    let content = syn::parse2::<syn::LitStr>(tokens.clone()).ok()?.value();
    syn::parse_str::<T>(&content).ok().map(|_| content)
}

/// Returns a name as a string literal, if that is a `T`.
fn quoted<T: Parse>(tokens: &TokenStream) -> Option<String> {
    let literal = format!("\"{}\"", syn::parse2::<Ident>(tokens.clone()).ok()?.unraw());
    syn::parse_str::<T>(&literal).ok().map(|_| literal)
}
