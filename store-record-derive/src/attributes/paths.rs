//! Paths to fields: `scope`, `key`, the columns and `metadata`.

use super::unquoted;
use crate::diagnostics::Diagnostics;
use crate::identifiers::{expanded, expanded_tokens, is_name};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Expr, Index, Member, Type};

/// A path from the record to a part of it: `field`, `field.part`, `field.0`, with its type where that
/// was given.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) members: Vec<Member>,
    pub(crate) ty: Option<Type>,
    pub(crate) span: Span,
}

impl Place {
    pub(crate) fn is_nested(&self) -> bool {
        self.members.len() > 1
    }

    /// The members' names joined by `joint`.
    pub(crate) fn name(&self, joint: &str) -> String {
        let names: Vec<String> = self.members.iter().map(member_name).collect();
        names.join(joint)
    }

    /// `&self.a.b`, at the path's own tokens, so that a type error points there.
    pub(crate) fn access(&self) -> TokenStream {
        let members = &self.members;
        quote::quote_spanned!(proc_macro2::Span::call_site().located_at(self.span)=> &self #(.#members)*)
    }
}

pub(crate) fn member_name(member: &Member) -> String {
    match member {
        Member::Named(name) => name.unraw().to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

/// A promoted field: the name of its metadata entry, where one was given, and its path.
pub(crate) struct Promoted {
    pub(crate) name: Option<Ident>,
    pub(crate) place: Place,
}

/// One path, or several in parentheses.
pub(crate) fn places(tokens: TokenStream, diagnostics: &Diagnostics) -> Vec<Place> {
    match parenthesized(&tokens) {
        Some(list) => {
            let parts = split_at_commas(list, diagnostics);
            parts.into_iter().filter_map(|part| place(part, diagnostics)).collect()
        }
        None => place(tokens, diagnostics).into_iter().collect(),
    }
}

/// What is in the parentheses, if the tokens are one pair of them.
pub(crate) fn parenthesized(tokens: &TokenStream) -> Option<TokenStream> {
    let mut all = tokens.clone().into_iter();
    match (all.next(), all.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Parenthesis => Some(group.stream()),
        _ => None,
    }
}

/// The entries of `metadata(…)`.
pub(crate) fn promoted(tokens: TokenStream, diagnostics: &Diagnostics) -> Vec<Promoted> {
    split_at_commas(tokens, diagnostics)
        .into_iter()
        .filter_map(|part| {
            let mut tokens = part.clone().into_iter();
            if let (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(punct))) = (tokens.next(), tokens.next())
                && punct.as_char() == '='
            {
                return Some(Promoted { name: Some(name), place: place(tokens.collect(), diagnostics)? });
            }
            Some(Promoted { name: None, place: place(part, diagnostics)? })
        })
        .collect()
}

/// Commas inside `<…>` belong to a type.
fn split_at_commas(tokens: TokenStream, diagnostics: &Diagnostics) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    let mut depth = 0usize;
    for token in tokens {
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '<' => depth += 1,
                '>' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    if parts.last().is_some_and(TokenStream::is_empty) {
                        diagnostics.over(&token, "expected the path of a field before this comma");
                    }
                    parts.push(TokenStream::new());
                    continue;
                }
                _ => {}
            }
        }
        if let Some(part) = parts.last_mut() {
            part.extend([token]);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// One path.
pub(crate) fn place(tokens: TokenStream, diagnostics: &Diagnostics) -> Option<Place> {
    if parenthesized(&tokens).is_some() {
        diagnostics.over(
            tokens,
            "expected the path of one field; only `scope` and `key` take several, in one pair of parentheses: \
             `key = (one, other)`, or `key = ()` for a record of which each scope has one",
        );
        return None;
    }
    let mut members = Vec::new();
    let mut rest = tokens.clone().into_iter().peekable();
    let mut wants_member = true;
    let mut ty = None;
    let span = tokens.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    let wrong = |token: &dyn ToTokens| {
        let token = token.to_token_stream();
        let message = match unquoted::<Expr>(&token) {
            Some(path) => format!("a field is named without quotes: `{path}`"),
            None => "expected the path of a field: `field`, `field.part` or `field.0`".to_owned(),
        };
        diagnostics.over(token, message);
    };
    while let Some(token) = rest.next() {
        match &token {
            TokenTree::Ident(name) if wants_member && is_name(name) => {
                members.push(Member::Named(expanded(name)));
                wants_member = false;
            }
            // `pair.0.1` holds the token `0.1`.
            TokenTree::Literal(literal) if wants_member && !members.is_empty() => {
                for part in literal.to_string().split('.') {
                    let Ok(index) = part.parse() else {
                        wrong(&token);
                        return None;
                    };
                    members.push(Member::Unnamed(Index { index, span: literal.span() }));
                }
                wants_member = false;
            }
            TokenTree::Punct(punct) if punct.as_char() == '.' && !wants_member => wants_member = true,
            TokenTree::Punct(punct) if punct.as_char() == ':' && !wants_member => {
                match syn::parse2::<Type>(expanded_tokens(rest.by_ref().collect())) {
                    Ok(given) => ty = Some(given),
                    Err(_) => {
                        diagnostics.over(&token, "expected the type of the path after the colon");
                        return None;
                    }
                }
            }
            _ => {
                wrong(&token);
                return None;
            }
        }
    }
    if wants_member {
        wrong(&tokens);
        return None;
    }
    Some(Place { members, ty, span })
}
