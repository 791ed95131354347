//! Paths to fields, as `scope`, `key`, the columns and `metadata` have them.

use super::{Options, unquoted};
use crate::diagnostics::Diagnostics;
use crate::identifiers::{expanded, expanded_tokens, is_name};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Expr, Index, Member, Type};

/// A path from the record to a part of it: `field`, `field.part` or `field.0`, with a type if the user wrote one.
#[derive(Clone)]
pub(crate) struct FieldPath {
    pub(crate) members: Vec<Member>,
    pub(crate) ty: Option<Type>,
    pub(crate) span: Span,
}

/// An entry of `metadata(…)`: a path, with a name if the user wrote one.
pub(crate) struct MetadataEntry {
    pub(crate) name: Option<Ident>,
    pub(crate) path: FieldPath,
}

impl MetadataEntry {
    /// Parses the entries of `metadata(…)`.
    pub(crate) fn parse_list(tokens: TokenStream, diagnostics: &Diagnostics) -> Vec<Self> {
        let entry = |part: TokenStream| {
            let mut tokens = part.clone().into_iter();
            if let (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(punct))) = (tokens.next(), tokens.next())
                && punct.as_char() == '='
            {
                return Some(Self { name: Some(name), path: FieldPath::parse(tokens.collect(), diagnostics)? });
            }
            Some(Self { name: None, path: FieldPath::parse(part, diagnostics)? })
        };
        split_at_commas(tokens, diagnostics).into_iter().filter_map(entry).collect()
    }
}

impl FieldPath {
    pub(crate) fn is_nested(&self) -> bool {
        self.members.len() > 1
    }

    /// Returns the members' names, joined by `separator`.
    pub(crate) fn join(&self, separator: &str) -> String {
        let names: Vec<String> = self.members.iter().map(member_name).collect();
        names.join(separator)
    }

    /// Parses `scope`. A forgotten scope must not be a global one, so `()` is an error and `global` is written out.
    pub(crate) fn parse_scope(options: &Options<'_>, diagnostics: &Diagnostics) -> Vec<Self> {
        match options.tokens("scope", "tenant_id") {
            Some((_, tokens)) if tokens.to_string() != "global" => {
                if parenthesized(&tokens).is_some_and(|list| list.is_empty()) {
                    let message = "a scope has at least one field: write `scope = global` for a record without a scope";
                    diagnostics.error_spanned_by(&tokens, message);
                }
                Self::parse_list(tokens, diagnostics)
            }
            _ => Vec::new(),
        }
    }

    /// Parses one path, or several in parentheses.
    pub(crate) fn parse_list(tokens: TokenStream, diagnostics: &Diagnostics) -> Vec<Self> {
        match parenthesized(&tokens) {
            Some(list) => {
                let parts = split_at_commas(list, diagnostics);
                parts.into_iter().filter_map(|part| Self::parse(part, diagnostics)).collect()
            }
            None => Self::parse(tokens, diagnostics).into_iter().collect(),
        }
    }

    /// Parses one path.
    pub(crate) fn parse(tokens: TokenStream, diagnostics: &Diagnostics) -> Option<Self> {
        if parenthesized(&tokens).is_some() {
            diagnostics.error_spanned_by(
                tokens,
                "expected the path of one field; only `scope` and `key` accept several, in one pair of parentheses: \
                 `key = (one, other)`, or `key = ()` for one record in each scope",
            );
            return None;
        }
        let mut members = Vec::new();
        let mut rest = tokens.clone().into_iter().peekable();
        let mut expects_member = true;
        let mut ty = None;
        let span = tokens.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
        let unexpected = |token: &dyn ToTokens| {
            let token = token.to_token_stream();
            let message = match unquoted::<Expr>(&token) {
                Some(path) => format!("a field is named without quotes: `{path}`"),
                None => "expected the path of a field: `field`, `field.part` or `field.0`".to_owned(),
            };
            diagnostics.error_spanned_by(token, message);
        };
        while let Some(token) = rest.next() {
            match &token {
                TokenTree::Ident(name) if expects_member && is_name(name) => {
                    members.push(Member::Named(expanded(name)));
                    expects_member = false;
                }
                // `pair.0.1` has the token `0.1`.
                TokenTree::Literal(literal) if expects_member && !members.is_empty() => {
                    for part in literal.to_string().split('.') {
                        let Ok(index) = part.parse() else {
                            unexpected(&token);
                            return None;
                        };
                        members.push(Member::Unnamed(Index { index, span: literal.span() }));
                    }
                    expects_member = false;
                }
                TokenTree::Punct(punct) if punct.as_char() == '.' && !expects_member => expects_member = true,
                TokenTree::Punct(punct) if punct.as_char() == ':' && !expects_member => {
                    match syn::parse2::<Type>(expanded_tokens(rest.by_ref().collect())) {
                        Ok(parsed) => ty = Some(parsed),
                        Err(_) => {
                            diagnostics.error_spanned_by(&token, "expected the type of the path after the colon");
                            return None;
                        }
                    }
                }
                _ => {
                    unexpected(&token);
                    return None;
                }
            }
        }
        if expects_member {
            unexpected(&tokens);
            return None;
        }
        Some(Self { members, ty, span })
    }
}

pub(crate) fn member_name(member: &Member) -> String {
    match member {
        Member::Named(name) => name.unraw().to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

/// Returns the content of the parentheses, if the tokens are one pair of them.
fn parenthesized(tokens: &TokenStream) -> Option<TokenStream> {
    let mut all = tokens.clone().into_iter();
    match (all.next(), all.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Parenthesis => Some(group.stream()),
        _ => None,
    }
}

/// Splits at the commas that aren't inside a type's `<…>`.
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
                        diagnostics.error_spanned_by(&token, "expected the path of a field before this comma");
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
