//! `cfg` on fields and variants. A derive sees those that hold: it can name what a shape depends on.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Attribute;

/// The condition of an item, as in `feature = "audit"`; empty without one. Its white space is ours, so that the text doesn't
/// change with the compiler.
pub(crate) fn condition(attributes: &[Attribute]) -> String {
    let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let conditions =
        conditions.filter_map(|attribute| Some(written(attribute.meta.require_list().ok()?.tokens.clone())));
    match conditions.collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [condition] => condition.clone(),
        several => format!("all({})", several.join(", ")),
    }
}

fn written(tokens: TokenStream) -> String {
    let mut text = String::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '=' => text += " = ",
            TokenTree::Punct(punct) if punct.as_char() == ',' => text += ", ",
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                text += &format!("({})", written(group.stream()));
            }
            // A predicate out of a macro.
            TokenTree::Group(group) => text += &written(group.stream()),
            token => text += &token.to_string(),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_written_in_one_way() {
        let field: syn::Field = syn::parse_quote!(#[cfg(feature="audit")] #[store_record(default)] name: u8);
        assert_eq!(condition(&field.attrs), "feature = \"audit\"");
        let field: syn::Field = syn::parse_quote!(#[cfg(all(unix ,not( feature = "a" )))] #[cfg(test)] name: u8);
        assert_eq!(condition(&field.attrs), "all(all(unix, not(feature = \"a\")), test)");
        let field: syn::Field = syn::parse_quote!(#[doc = "a name"] name: u8);
        assert_eq!(condition(&field.attrs), "");
    }
}
