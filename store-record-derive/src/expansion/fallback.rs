//! Stub impls beside an error, so that one mistake doesn't cause ten.

use crate::model::Derive;
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;
use syn::ext::IdentExt;

pub(crate) fn fallback(input: &DeriveInput, derive: Derive, errors: Option<TokenStream>) -> TokenStream {
    let ident = &input.ident;
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    // The crate may be renamed, and the option that says so may be at fault; the error itself stands in
    // any case.
    let krate = crate_of(input);
    let p = quote!(#krate::__private);
    let value = quote! {
        impl #impl_generics #krate::StoreValue for #ident #type_generics #where_clause {
            type Nullability = #krate::NotNull;
            // Nothing is compared with it.
            const SHAPE: &'static #krate::Shape = &#krate::Shape::Recursion("");
            fn encode(&self, _: &mut #krate::Encoder) {
                ::core::unimplemented!()
            }
            fn decode(_: &mut #krate::Decoder<'_>) -> #p::Result<Self, #krate::DecodeError> {
                ::core::unimplemented!()
            }
        }
    };
    let stub = match derive {
        // Of a record that derives both, `StoreRecord` implements it.
        Derive::Value if has_record_type(input) => return quote!(#errors),
        Derive::Value => value,
        Derive::Record => quote! {
            #value
            impl #impl_generics #krate::StoreRecord for #ident #type_generics #where_clause {
                const RECORD_TYPE: &'static #p::str = "";
                fn encode_scope(&self, _: &mut #krate::KeyEncoder) {
                    ::core::unimplemented!()
                }
                fn encode_key(&self, _: &mut #krate::KeyEncoder) {
                    ::core::unimplemented!()
                }
                fn encode_metadata(&self, _: &mut #krate::Encoder) {
                    ::core::unimplemented!()
                }
            }
        },
        Derive::Key => quote! {
            impl #impl_generics #krate::StoreKey for #ident #type_generics #where_clause {
                type Borrowed = Self;
                fn borrowed(&self) -> &Self {
                    self
                }
                fn encode_key(_: &Self, _: &mut #krate::KeyEncoder) {
                    ::core::unimplemented!()
                }
                fn decode_key(_: &mut #krate::KeyDecoder<'_>) -> #p::Result<Self, #krate::KeyError> {
                    ::core::unimplemented!()
                }
            }
        },
    };
    quote!(#errors #stub)
}

fn has_record_type(input: &DeriveInput) -> bool {
    let unread = crate::diagnostics::Diagnostics::new();
    let given = crate::attributes::given(&input.attrs, "store_record", &unread);
    let _ = unread.finish();
    given.iter().any(|option| option.key.unraw() == "type")
}

fn crate_of(input: &DeriveInput) -> TokenStream {
    let unread = crate::diagnostics::Diagnostics::new();
    let given = crate::attributes::given(&input.attrs, "store_record", &unread);
    let krate = given.into_iter().find(|option| option.key == "crate");
    let options = crate::attributes::Options::new(krate.into_iter().collect(), &["crate"], &[], "a container", &unread);
    let path = crate::model::crate_path(&options);
    drop(options);
    // The same errors were reported by the model.
    let _ = unread.finish();
    path
}
