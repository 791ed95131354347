//! The user's lint attributes.

use crate::identifiers::expanded_tokens;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Field, Meta};

/// Returns `#[allow(…)]` for each lint that the user allows or expects on the type, a variant or a field.
///
/// An expansion names the types of fields by the user's own tokens, so a lint of such a token is found in the expansion again.
/// `warn`, `deny` and `forbid` aren't copied: those lints are reported at the declaration. `expect` becomes `allow`, because
/// `expect` is a warning where the lint isn't found.
pub(crate) fn allow_attributes(input: &DeriveInput) -> TokenStream {
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
