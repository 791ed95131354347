//! `impl StoreKey`: a newtype is its inside, a fieldless enum its stored name.

use super::generics;
use crate::identifiers::expanded;
use crate::model::{Body, Container, Field, Variant};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) fn of(container: &Container) -> TokenStream {
    let (p, ident) = (container.private(), container.name());
    let (encode, decode) = match &container.body {
        Body::Struct { fields, .. } => newtype(&p, fields),
        Body::Enum(variants) => names(&p, variants),
    };
    let form = match &container.body {
        Body::Struct { fields, .. } => {
            let ty = fields.iter().map(|field| &field.ty);
            quote!(#(<#ty as #p::StoreKey>::ENCODING)*)
        }
        // A stored name is a text, of which some are read.
        Body::Enum(_) => quote!(#p::KeyEncoding::new("text")),
    };
    let generics = generics::of_key(container);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #p::StoreKey for #ident #type_generics #where_clause {
            type Borrowed = Self;

            const ENCODING: #p::KeyEncoding = #form;

            fn borrowed(&self) -> &Self {
                self
            }

            fn encode_key(__value: &Self, __key: &mut #p::KeyEncoder) {
                #encode
            }

            fn decode_key(__key: &mut #p::KeyDecoder<'_>) -> #p::Result<Self, #p::KeyError> {
                #decode
            }
        }
    }
}

fn newtype(p: &Ident, fields: &[Field]) -> (TokenStream, TokenStream) {
    let member: Vec<_> = fields.iter().map(|field| &field.member).collect();
    let ty: Vec<_> = fields.iter().map(|field| &field.ty).collect();
    (
        quote!(#(<#ty as #p::StoreKey>::encode_key(<#ty as #p::StoreKey>::borrowed(&__value.#member), __key);)*),
        quote!(#p::Ok(Self { #(#member: #p::StoreKey::decode_key(__key)?),* })),
    )
}

fn names(p: &Ident, variants: &[Variant]) -> (TokenStream, TokenStream) {
    if variants.is_empty() {
        return (quote!(match *__value {}), quote!(#p::Err(__key.unknown_name())));
    }
    let writes = variants.iter().map(|variant| {
        let (ident, name) = (expanded(&variant.ident), &variant.name.text);
        quote!(Self::#ident {} => #name,)
    });
    let reads = variants.iter().map(|variant| {
        let ident = expanded(&variant.ident);
        let names = std::iter::once(&variant.name).chain(&variant.aliases).map(|name| &name.text);
        quote!(#(#names)|* => #p::Ok(Self::#ident {}),)
    });
    (
        quote!(__key.text(match __value { #(#writes)* });),
        quote!(match &*__key.text()? { #(#reads)* _ => #p::Err(__key.unknown_name()) }),
    )
}
