//! `impl RecordManifest`, and the comparison with the manifest file, which the compiler runs.

use super::file::ManifestFile;
use super::lock::Lock;
use super::model::{Manifest, Variant};
use crate::context::Context;
use crate::expansion::{block, canonical_order};
use crate::identifiers::expanded;
use crate::private::{Private, quote_at};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::LitStr;

pub(super) fn expand(
    context: &Context<'_>,
    manifest: &Manifest<'_>,
    file: &ManifestFile,
    lock: Option<&Lock<'_>>,
) -> TokenStream {
    let ident = expanded(&context.input.ident);
    let implementation = implementation(&ident, &manifest.variants, lock.map(|lock| lock.locked(manifest)));
    let checks = manifest.file.as_ref().map(|path| checks(&ident, &manifest.variants, path, file));
    let main = block(context, &quote!(#implementation #checks));
    let lock = lock.map(|lock| lock.expand(context, &ident, manifest));
    quote! {
        // The compiler reports a constant that it evaluates for long, as it does the checks of a thousand record types.
        #[allow(long_running_const_eval)]
        #main
        #lock
    }
}

fn implementation(ident: &Ident, variants: &[Variant<'_>], locked: Option<TokenStream>) -> TokenStream {
    let private = Private;
    let records: Vec<_> = variants.iter().map(|variant| variant.record).collect();
    let idents: Vec<_> = variants.iter().map(|variant| expanded(variant.ident)).collect();
    let types = types(variants);
    let built = variants.iter().zip(&idents).map(|(variant, ident)| match variant.is_boxed {
        true => quote!(Self::#ident(#private::From::from(__record))),
        false => quote!(Self::#ident(__record)),
    });
    let built: Vec<_> = built.collect();
    let indices = 0..variants.len();
    let no_variants = variants.is_empty().then(|| quote!(_ => match *self {},));
    quote! {
        #[automatically_derived]
        impl #private::RecordManifest for #ident {
            const RECORD_TYPES: &'static [&'static #private::str] =
                &[#(<#records as #private::StoreRecord>::RECORD_TYPE),*];

            const ROUTES: &'static [#private::Route] = {
                const TYPES: &[#private::Types] = #types;
                const ROUTES: [#private::Route; #private::routes_len(TYPES)] = #private::routes(TYPES);
                &ROUTES
            };

            #locked

            fn visit_records<__V: #private::RecordVisitor>(__visitor: &mut __V) {
                #(#private::RecordVisitor::visit::<#records>(__visitor);)*
            }

            fn open_row(__row: &#private::EnvelopeRef<'_>) -> #private::Result<Self, #private::OpenError> {
                match #private::route(<Self as #private::RecordManifest>::ROUTES, __row) {
                    #(#private::Some(#indices) => {
                        let __record: #records = #private::EnvelopeRef::open(__row)?;
                        #private::Ok(#built)
                    })*
                    _ => #private::unlisted_type(),
                }
            }

            fn record_type(&self) -> &'static #private::str {
                match self {
                    #(Self::#idents(_) => <#records as #private::StoreRecord>::RECORD_TYPE,)*
                    #no_variants
                }
            }

            fn to_envelope(&self) -> #private::Result<#private::Envelope, #private::EncodeError> {
                match self {
                    #(Self::#idents(__record) => <#records as #private::StoreRecord>::to_envelope(__record),)*
                    #no_variants
                }
            }
        }

        #(
            #[automatically_derived]
            impl #private::From<#records> for #ident {
                fn from(__record: #records) -> Self {
                    #built
                }
            }

            #[automatically_derived]
            impl #private::Registers<#records> for #ident {
                const SEAL: #private::Sealed = #private::Sealed;
            }
        )*
    }
}

/// Returns the record types and aliases of the variants, as a constant's value.
fn types(variants: &[Variant<'_>]) -> TokenStream {
    let types = variants.iter().map(|Variant { record, .. }| {
        quote!((
            <#record as #Private::StoreRecord>::RECORD_TYPE,
            <#record as #Private::StoreRecord>::RECORD_TYPE_ALIASES,
        ))
    });
    quote!(&[#(#types),*])
}

/// Returns the checks as free constants, which `cargo check` evaluates, each at the token that it is about.
fn checks(ident: &Ident, variants: &[Variant<'_>], path: &LitStr, file: &ManifestFile) -> TokenStream {
    let (types, listed) = (types(variants), &file.record_types);
    let mut sorted: Vec<&String> = listed.iter().collect();
    sorted.sort_by_key(|name| canonical_order(name));
    let each = variants.iter().enumerate().map(|(index, Variant { ident, record, .. })| {
        quote_at! {ident.span(), private=>
            const _: () = {
                #private::assert_distinct(ROUTES, TYPES, #index);
                #private::assert_listed(<#record as #private::StoreRecord>::RECORD_TYPE, SORTED, #path);
            };
        }
    });
    let complete = quote_at!(path.span(), private=> #private::assert_complete(ROUTES, LISTED, #path));
    let tracked = &file.path;
    quote! {
        const _: () = {
            const ROUTES: &[#Private::Route] = <#ident as #Private::RecordManifest>::ROUTES;
            const TYPES: &[#Private::Types] = #types;
            const SORTED: &[&#Private::str] = &[#(#sorted),*];
            const LISTED: &[&#Private::str] = &[#(#listed),*];

            #(#each)*

            const _: () = #complete;
        };

        // A change of the file compiles the manifest again.
        const _: &[#Private::u8] = ::core::include_bytes!(#tracked);
    }
}
