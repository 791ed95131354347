//! A stub impl beside an error. Without it, each use of the manifest would be one more error.

use super::model::Manifest;
use crate::context::Context;
use crate::expansion::block;
use crate::private::Private;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn fallback(context: &Context<'_>, manifest: &Manifest<'_>, errors: Option<TokenStream>) -> TokenStream {
    let (ident, generics) = (&context.input.ident, &context.input.generics);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    // Any record counts as registered.
    let mut registering = generics.clone();
    registering.params.push(syn::parse_quote!(__Record));
    let (registering, ..) = registering.split_for_impl();
    let records = manifest.variants.iter().map(|variant| variant.record).filter(|_| generics.params.is_empty());
    let conversions = records.map(|record| {
        quote! {
            impl #Private::From<#record> for #ident {
                fn from(_: #record) -> Self {
                    ::core::unimplemented!()
                }
            }
        }
    });
    let stub = quote! {
        impl #impl_generics #Private::RecordManifest for #ident #type_generics #where_clause {
            const RECORD_TYPES: &'static [&'static #Private::str] = &[];
            const ROUTES: &'static [#Private::Route] = &[];
            // A record's check of its locked versions would report them as missing.
            const LOCKED: #Private::Option<&'static [#Private::RecordShape]> = #Private::None;
            fn visit_records<__V: #Private::RecordVisitor>(_: &mut __V) {}
            fn open_row(_: &#Private::EnvelopeRef<'_>) -> #Private::Result<Self, #Private::OpenError> {
                ::core::unimplemented!()
            }
            fn record_type(&self) -> &'static #Private::str {
                ::core::unimplemented!()
            }
            fn to_envelope(&self) -> #Private::Result<#Private::Envelope, #Private::EncodeError> {
                ::core::unimplemented!()
            }
        }
        impl #registering #Private::Registers<__Record> for #ident #type_generics #where_clause {
            const SEAL: #Private::Sealed = #Private::Sealed;
        }
        #(#conversions)*
    };
    let stub = block(context, &stub);
    quote!(#errors #stub)
}
