//! The user's lint attributes.

use crate::identifiers::expanded_tokens;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Field, Meta};

/// `#[allow(…)]` for each lint that the user allows or expects on the type, a variant or a field.
///
/// An expansion names the types of fields by the user's own tokens, so a lint of them is found there again. The other levels
/// would add nothing: what they report is reported at the declaration. An `expect` would itself be a warning where the lint
/// isn't found.
pub(crate) fn allowed(input: &DeriveInput) -> TokenStream {
    fn of_fields<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Vec<&'a Attribute> {
        fields.into_iter().flat_map(|field| &field.attrs).collect()
    }
    let mut attributes: Vec<&Attribute> = input.attrs.iter().collect();
    match &input.data {
        Data::Struct(data) => attributes.extend(of_fields(&data.fields)),
        Data::Enum(data) => {
            for variant in &data.variants {
                attributes.extend(&variant.attrs);
                attributes.extend(of_fields(&variant.fields));
            }
        }
        Data::Union(_) => {}
    }
    let mut lists: Vec<String> = Vec::new();
    let mut allowed = TokenStream::new();
    for attribute in attributes {
        if let Meta::List(list) = &attribute.meta
            && (list.path.is_ident("allow") || list.path.is_ident("expect"))
            && !lists.contains(&list.tokens.to_string())
        {
            lists.push(list.tokens.to_string());
            let lints = expanded_tokens(list.tokens.clone());
            allowed.extend(quote!(#[allow(#lints)]));
        }
    }
    allowed
}
