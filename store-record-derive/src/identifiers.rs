//! Identifiers of the user as tokens of an expansion.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;

/// The keywords of every edition that can be raw identifiers.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The words that can't be raw identifiers, so no item or field has them as its name.
const NO_NAMES: [&str; 5] = ["_", "Self", "crate", "self", "super"];

/// Returns the identifier as a token of the expansion, at the user's span.
///
/// As such a token it doesn't trigger `deprecated` and other lints, which the user's own token has triggered already. An
/// expansion has the edition of this crate, so a keyword of that edition must be raw, however the user's edition writes it.
pub(crate) fn expanded(ident: &Ident) -> Ident {
    named(&ident.unraw().to_string(), ident.span())
}

/// Returns an identifier of that name, at `span`. A word that can't be a raw identifier is left to the compiler.
pub(crate) fn named(name: &str, span: Span) -> Ident {
    let span = located(span);
    if KEYWORDS.contains(&name) { Ident::new_raw(name, span) } else { Ident::new(name, span) }
}

/// Returns the tokens of a path or a type as tokens of the expansion, at the user's spans.
///
/// This is for paths and types in attributes. The type of a field keeps the user's own tokens: rustc merges the error about an
/// unknown type with the error at the field's declaration as long as the tokens are the same.
pub(crate) fn expanded_tokens(tokens: TokenStream) -> TokenStream {
    let expanded = tokens.into_iter().map(|token| match token {
        // `$crate` is resolved by its span.
        TokenTree::Ident(ident) if ident == "$crate" => TokenTree::Ident(ident),
        // The other keywords, such as `dyn`, may be part of a type.
        TokenTree::Ident(ident) if ident == "gen" => TokenTree::Ident(expanded(&ident)),
        TokenTree::Group(group) => {
            let mut expanded = Group::new(group.delimiter(), expanded_tokens(group.stream()));
            expanded.set_span(located(group.span()));
            TokenTree::Group(expanded)
        }
        mut token => {
            token.set_span(located(token.span()));
            token
        }
    });
    expanded.collect()
}

/// Returns a span of the expansion that points at the user's token.
pub(crate) fn located(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// Whether a field or an item can have the name.
pub(crate) fn is_name(ident: &Ident) -> bool {
    !NO_NAMES.iter().any(|word| ident == word)
}

/// Whether `is_meant` is true for a name in the tokens; its flag says whether the name begins a path.
pub(crate) fn mentions(tokens: &TokenStream, is_meant: &impl Fn(&Ident, bool) -> bool) -> bool {
    let mut colons = 0;
    tokens.clone().into_iter().any(|token| {
        let begins_path = colons < 2;
        colons = match &token {
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons + 1,
            _ => 0,
        };
        match token {
            TokenTree::Ident(name) => is_meant(&name.unraw(), begins_path),
            TokenTree::Group(group) => mentions(&group.stream(), is_meant),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_raw_and_other_words_are_not() {
        let written = |name: &str| named(name, Span::call_site()).to_string();
        assert_eq!(["gen", "type", "union", "self"].map(written), ["r#gen", "r#type", "union", "self"]);
        let raw = Ident::new_raw("async", Span::call_site());
        assert_eq!((expanded(&raw).to_string(), is_name(&raw)), ("r#async".into(), true));
        assert!(!is_name(&Ident::new("Self", Span::call_site())));
    }

    /// syn knows the keywords of the editions before 2024.
    #[test]
    fn no_keyword_is_left_out() {
        assert!(KEYWORDS.is_sorted());
        for name in KEYWORDS.iter().chain(&NO_NAMES) {
            assert_eq!(syn::parse_str::<Ident>(name).is_ok(), *name == "gen", "{name}");
        }
    }
}
