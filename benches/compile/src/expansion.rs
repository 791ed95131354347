//! Counts the tokens and lines of expanded code.

use crate::Outcome;
use proc_macro2::{Punct, Spacing, TokenStream, TokenTree};
use std::str::FromStr as _;

/// The size of a source after the expansion of all macros.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expansion {
    /// Identifiers, literals and punctuation. An opening or closing bracket counts as one.
    pub(crate) tokens: usize,
    /// The lines after formatting.
    pub(crate) lines: usize,
}

/// Counts what the compiler prints with `-Zunpretty=expanded`.
pub(crate) fn count(source: &str) -> Outcome<Expansion> {
    let tokens = TokenStream::from_str(source).map_err(|error| error.to_string())?;
    let lines = prettyplease::unparse(&syn::parse2(built_in_as_macros(tokens.clone()))?).lines().count();
    Ok(Expansion { tokens: tokens_of(tokens), lines })
}

/// Replaces syntax that only the compiler can write, such as `builtin # offset_of(…)`, with macros that the formatter knows.
fn built_in_as_macros(stream: TokenStream) -> TokenStream {
    let mut trees: Vec<TokenTree> = Vec::new();
    for tree in stream {
        let tree = match tree {
            TokenTree::Group(group) => {
                TokenTree::Group(proc_macro2::Group::new(group.delimiter(), built_in_as_macros(group.stream())))
            }
            other => other,
        };
        let is_built_in = matches!(trees.as_slice(), [.., TokenTree::Ident(builtin), TokenTree::Punct(hash)]
            if builtin == "builtin" && hash.as_char() == '#');
        if is_built_in {
            trees.truncate(trees.len() - 2);
            trees.extend([tree, Punct::new('!', Spacing::Alone).into()]);
        } else {
            trees.push(tree);
        }
    }
    trees.into_iter().collect()
}

fn tokens_of(stream: TokenStream) -> usize {
    let count = |tree| match tree {
        TokenTree::Group(group) => 2 + tokens_of(group.stream()),
        _ => 1,
    };
    stream.into_iter().map(count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_their_content_are_counted() {
        let expansion = count("fn f() { g(1); }").unwrap();
        assert_eq!((expansion.tokens, expansion.lines), (11, 3));
    }

    #[test]
    fn syntax_of_the_compiler_is_parsed() {
        assert_eq!(count("const O: usize = { builtin # offset_of (A<'a>, b) };").unwrap().lines, 1);
    }
}
