//! Doc comments, for the feature `descriptions`.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Expr, Lit, Meta};

/// The parts of a doc comment, one after the other.
#[derive(Default)]
pub(crate) struct Description(pub(crate) Vec<DescriptionPart>);

pub(crate) enum DescriptionPart {
    Lines(Vec<String>),
    /// A macro that writes the text, such as `include_str!("…")`.
    Expression(TokenStream),
}

impl Description {
    /// Returns the doc comment, or none without the feature. `doc(hidden)` and other lists aren't comments.
    pub(crate) fn new(attributes: &[Attribute]) -> Self {
        if cfg!(feature = "descriptions") { Self::from_comments(attributes) } else { Self::default() }
    }

    fn from_comments(attributes: &[Attribute]) -> Self {
        let comments = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
        let comments = comments.filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(comment) => Some(DescriptionPart::new(&comment.value)),
            _ => None,
        });
        let mut description = Self(comments.collect());
        description.remove_margin();
        description
    }

    /// Returns true if the comment has no text.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|part| match part {
            DescriptionPart::Lines(lines) => lines.iter().all(String::is_empty),
            DescriptionPart::Expression(_) => false,
        })
    }

    /// Removes the spaces that each line begins with, as rustdoc does. A line of `///` begins with one, and a line of
    /// `#[doc = "…"]` beside it with none.
    fn remove_margin(&mut self) {
        let spaces = |line: &&mut String| line.len() - line.trim_start_matches(' ').len();
        let margin = self.lines().filter(|line| !line.is_empty()).map(|line| spaces(&line)).min();
        let margin = margin.unwrap_or_default().max(1);
        for line in self.lines() {
            let margin = spaces(&line).min(margin);
            line.drain(..margin);
        }
    }

    fn lines(&mut self) -> impl Iterator<Item = &mut String> {
        self.0.iter_mut().flat_map(|part| match part {
            DescriptionPart::Lines(lines) => lines.as_mut_slice(),
            DescriptionPart::Expression(_) => &mut [],
        })
    }
}

impl DescriptionPart {
    fn new(value: &Expr) -> Self {
        match value {
            // A `macro_rules!` has passed the literal on.
            Expr::Group(group) => Self::new(&group.expr),
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Self::Lines(lines(&text.value())),
                _ => Self::Expression(value.to_token_stream()),
            },
            _ => Self::Expression(value.to_token_stream()),
        }
    }
}

/// Returns the lines of a comment. In a block comment each line but the first can begin with a star.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(|line| line.trim_end().to_owned()).collect();
    let other_lines = lines.get_mut(1..).unwrap_or_default();
    if other_lines.iter().all(|line| line.is_empty() || line.trim_start().starts_with('*')) {
        for line in other_lines {
            *line = line.trim_start().trim_start_matches('*').to_owned();
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(field: &syn::Field) -> String {
        let parts = Description::from_comments(&field.attrs).0.into_iter().map(|part| match part {
            DescriptionPart::Lines(lines) => lines.join("\n"),
            DescriptionPart::Expression(tokens) => format!("[{tokens}]"),
        });
        parts.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn lines_lose_the_margin_as_in_rustdoc() {
        let field = syn::parse_quote! {
            /// The size.
            ///
            ///     let size = 1;
            /// * in bytes
            name: u8
        };
        assert_eq!(text(&field), "The size.\n\n    let size = 1;\n* in bytes");
        let field = syn::parse_quote!(#[doc = "   One."] #[doc = ""] #[doc = "  Two."] name: u8);
        assert_eq!(text(&field), " One.\n\nTwo.");
        let field = syn::parse_quote!(#[doc = " One."] #[doc = "Two."] #[doc = "   Three."] name: u8);
        assert_eq!(text(&field), "One.\nTwo.\n  Three.");
        let field = syn::parse_quote!(#[doc = "* The size.\n * It is\n *   in bytes.\n "] name: u8);
        assert_eq!(text(&field), "* The size.\nIt is\n  in bytes.\n");
    }

    #[test]
    fn macros_are_kept_and_lists_are_no_comments() {
        let field = syn::parse_quote! {
            /// One.
            #[doc(hidden)]
            #[doc = include_str!("two.md")]
            #[serde(doc = "three")]
            name: u8
        };
        assert_eq!(text(&field), "One.\n[include_str ! (\"two.md\")]");
        let field: syn::Field = syn::parse_quote!(#[doc = ""] #[doc = "  "] #[doc(alias = "x")] name: u8);
        assert!(Description::from_comments(&field.attrs).is_empty());
        assert!(Description::default().is_empty());
    }
}
