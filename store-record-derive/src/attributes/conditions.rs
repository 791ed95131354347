//! `cfg` on fields and variants, for the lock. A derive sees only the conditions that hold.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Attribute;

/// Returns the condition of an item, such as `feature = "audit"`; empty without one. Its white space is fixed here, so that the
/// lock doesn't change with the compiler.
pub(crate) fn condition(attributes: &[Attribute]) -> String {
    let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let conditions =
        conditions.filter_map(|attribute| Some(condition_text(attribute.meta.require_list().ok()?.tokens.clone())));
    match conditions.collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [condition] => condition.clone(),
        several => format!("all({})", several.join(", ")),
    }
}

fn condition_text(tokens: TokenStream) -> String {
    let mut text = String::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '=' => text += " = ",
            TokenTree::Punct(punct) if punct.as_char() == ',' => text += ", ",
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                text += &format!("({})", condition_text(group.stream()));
            }
            // A predicate that a macro wrote is in a group without delimiters.
            TokenTree::Group(group) => text += &condition_text(group.stream()),
            token => text += &token.to_string(),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_a_condition_does_not_matter() {
        let field: syn::Field = syn::parse_quote!(#[cfg(feature="audit")] #[store_record(default)] name: u8);
        assert_eq!(condition(&field.attrs), "feature = \"audit\"");
        let field: syn::Field = syn::parse_quote!(#[cfg(all(unix ,not( feature = "a" )))] #[cfg(test)] name: u8);
        assert_eq!(condition(&field.attrs), "all(all(unix, not(feature = \"a\")), test)");
        let field: syn::Field = syn::parse_quote!(#[doc = "a name"] name: u8);
        assert_eq!(condition(&field.attrs), "");
    }
}
