//! `impl StoreKey`: a newtype has the key text of its field, an enum that of its stored name or number.

use super::{generics, numbers};
use crate::identifiers::expanded;
use crate::model::{Body, Container, Field, Repr, Variant};
use crate::private::Private;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn store_key(container: &Container) -> TokenStream {
    let ident = container.expanded_ident();
    let is_integer = matches!(container.repr(), Repr::Integer { .. });
    let (encode, decode) = match &container.body {
        Body::Struct { fields, .. } => newtype(fields),
        Body::Enum(variants) if is_integer => numbers::key(variants),
        Body::Enum(variants) => names(variants),
    };
    let encoding = match &container.body {
        Body::Struct { fields, .. } => {
            let ty = fields.iter().filter(|field| field.is_stored()).map(|field| &field.ty);
            let checks: Vec<TokenStream> =
                fields.iter().filter(|field| !field.is_stored()).map(Field::assert_zero_sized).collect();
            let private = Private;
            let encoding = quote!(#(<#ty as #private::StoreKey>::ENCODING)*);
            if checks.is_empty() { encoding } else { quote!({ #(#checks)* #encoding }) }
        }
        Body::Enum(_) if is_integer => quote!(<#Private::i64 as #Private::StoreKey>::ENCODING),
        // A stored name is a string, and only some strings are read.
        Body::Enum(_) => quote!(#Private::KeyEncoding::new("text")),
    };
    // `cargo check` evaluates a free constant.
    let is_checked =
        container.generics.params.is_empty() && container.struct_fields().iter().any(|field| !field.is_stored());
    let checked =
        is_checked.then(|| quote!(const _: #Private::KeyEncoding = <#ident as #Private::StoreKey>::ENCODING;));
    let generics = generics::for_store_key(container);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    quote! {
        #checked
        #[automatically_derived]
        impl #impl_generics #Private::StoreKey for #ident #type_generics #where_clause {
            type Borrowed = Self;

            const ENCODING: #Private::KeyEncoding = #encoding;

            fn borrowed(&self) -> &Self {
                self
            }

            fn encode_key(__value: &Self, __key: &mut #Private::KeyEncoder) {
                #encode
            }

            fn decode_key(__key: &mut #Private::KeyDecoder<'_>) -> #Private::Result<Self, #Private::KeyError> {
                #decode
            }
        }
    }
}

fn newtype(fields: &[Field]) -> (TokenStream, TokenStream) {
    let private = Private;
    let stored = fields.iter().filter(|field| field.is_stored());
    let (member, ty): (Vec<_>, Vec<_>) = stored.map(|field| (&field.member, &field.ty)).unzip();
    let skipped = fields.iter().filter(|field| !field.is_stored()).map(|field| {
        let (member, ty) = (&field.member, &field.ty);
        quote!(, #member: <#ty as #Private::Default>::default())
    });
    (
        quote!(#(<#ty as #private::StoreKey>::encode_key(<#ty as #private::StoreKey>::borrowed(&__value.#member), __key);)*),
        quote!(#private::Ok(Self { #(#member: #private::StoreKey::decode_key(__key)?),* #(#skipped)* })),
    )
}

fn names(variants: &[Variant]) -> (TokenStream, TokenStream) {
    if variants.is_empty() {
        return (quote!(match *__value {}), quote!(#Private::Err(__key.unknown_name())));
    }
    let writes = variants.iter().map(|variant| {
        let (ident, name) = (expanded(&variant.ident), &variant.name.text);
        quote!(Self::#ident {} => #name,)
    });
    let reads = variants.iter().map(|variant| {
        let ident = expanded(&variant.ident);
        let names = variant.names().map(|name| &name.text);
        quote!(#(#names)|* => #Private::Ok(Self::#ident {}),)
    });
    (
        quote!(__key.text(match __value { #(#writes)* });),
        quote!(match &*__key.text()? { #(#reads)* _ => #Private::Err(__key.unknown_name()) }),
    )
}
