//! Stub impls beside an error. Without them, each use of the type would be one more error.

use super::block;
use crate::context::{Context, Derive};
use crate::private::Private;
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn fallback(context: &Context<'_>, errors: Option<TokenStream>) -> TokenStream {
    // `StoreRecord`, derived beside it, has the stub.
    if context.is_value_of_a_record {
        return errors.unwrap_or_default();
    }
    let ident = &context.input.ident;
    let (impl_generics, type_generics, where_clause) = context.input.generics.split_for_impl();
    let value = quote! {
        impl #impl_generics #Private::StoreValue for #ident #type_generics #where_clause {
            type Nullability = #Private::NotNull;
            // A shape that nothing is compared with.
            const SHAPE: &'static #Private::Shape = &#Private::Shape::Recursion("");
            fn encode(&self, _: &mut #Private::Encoder) {
                ::core::unimplemented!()
            }
            fn decode(_: &mut #Private::Decoder<'_>) -> #Private::Result<Self, #Private::DecodeError> {
                ::core::unimplemented!()
            }
        }
    };
    let stub = match context.derive {
        Derive::Value | Derive::Manifest => value,
        Derive::Record => quote! {
            #value
            impl #impl_generics #Private::StoreRecord for #ident #type_generics #where_clause {
                const RECORD_TYPE: &'static #Private::str = "";
                fn encode_scope(&self, _: &mut #Private::KeyEncoder) {
                    ::core::unimplemented!()
                }
                fn encode_key(&self, _: &mut #Private::KeyEncoder) {
                    ::core::unimplemented!()
                }
                fn encode_metadata(&self, _: &mut #Private::Encoder) {
                    ::core::unimplemented!()
                }
            }
        },
        Derive::Key => quote! {
            impl #impl_generics #Private::StoreKey for #ident #type_generics #where_clause {
                type Borrowed = Self;
                fn borrowed(&self) -> &Self {
                    self
                }
                fn encode_key(_: &Self, _: &mut #Private::KeyEncoder) {
                    ::core::unimplemented!()
                }
                fn decode_key(_: &mut #Private::KeyDecoder<'_>) -> #Private::Result<Self, #Private::KeyError> {
                    ::core::unimplemented!()
                }
            }
        },
    };
    let stub = block(context, &stub);
    quote!(#errors #stub)
}
