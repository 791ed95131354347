//! Older schema versions: as a type, or as blocks of the lock whose payloads are rewritten as JSON.

use super::record::static_lifetimes;
use crate::identifiers::expanded_tokens;
use crate::model::{Container, Previous, Record};
use crate::private::{Private, quote_at};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::Path;
use syn::spanned::Spanned as _;

/// Returns constants, and the shape of the version before, which may refer to them.
pub(super) fn shapes(record: &Record) -> (TokenStream, TokenStream) {
    match &record.previous {
        None => (TokenStream::new(), quote!(#Private::None)),
        Some(Previous::Type(previous)) => {
            let ty = expanded_tokens(previous.to_token_stream());
            let shape = quote_at!(previous.span(), private=> <#ty as #private::StoreRecord>::RECORD_SHAPE);
            (TokenStream::new(), quote!(#Private::Some(#shape)))
        }
        Some(Previous::Json(functions)) => {
            let (record_type, aliases) = (&record.record_type, &record.aliases);
            let (mut constants, mut before) = (TokenStream::new(), quote!(#Private::None));
            for (version, _) in versions(record, functions) {
                let (constant, manifest) = (format_ident!("__V{version}"), manifest(record));
                constants.extend(quote! {
                    const #constant: &'static #Private::RecordShape =
                        &#Private::locked_version::<#manifest>((#record_type, &[#(#aliases),*]), #version, #before);
                });
                before = quote!(#Private::Some(#constant));
            }
            (constants, before)
        }
    }
}

/// Returns the functions of `StoreRecord` that a record with older versions has.
pub(super) fn functions(record: &Record) -> Option<TokenStream> {
    let (open, visit) = match record.previous.as_ref()? {
        Previous::Type(previous) => {
            let ty = expanded_tokens(previous.to_token_stream());
            let open = quote_at!(previous.span(), private=> #private::open_or_upcast::<Self, #ty>(__row));
            let visit = quote! {
                fn visit_previous<__V: #Private::RecordVisitor>(__visitor: &mut __V) {
                    #Private::RecordVisitor::visit::<#ty>(__visitor);
                    <#ty as #Private::StoreRecord>::visit_previous(__visitor);
                }
            };
            (open, Some(visit))
        }
        Previous::Json(functions) => {
            let upcasts = functions.iter().map(|function| {
                let path = expanded_tokens(function.to_token_stream());
                quote_at!(function.span(), private=> |__old| #private::Upcasted::into_upcasted(#path(__old)))
            });
            (quote!(#Private::open_or_rewrite::<Self>(__row, &[#(#upcasts),*])), None)
        }
    };
    Some(quote! {
        fn open_version(__row: &#Private::EnvelopeRef<'_>) -> #Private::Result<Self, #Private::OpenError> {
            #open
        }

        #visit
    })
}

/// Returns the checks of `previous`: free constants, which `cargo check` evaluates.
pub(super) fn assertions(container: &Container, record: &Record) -> Option<TokenStream> {
    let (ident, lifetimes) = (container.expanded_ident(), static_lifetimes(container));
    let this = quote!(#ident<#(#lifetimes),*>);
    match record.previous.as_ref()? {
        Previous::Type(previous) => {
            let ty = expanded_tokens(previous.to_token_stream());
            Some(
                quote_at!(previous.span(), private=> const _: () = #private::assert_previous::<#ident<#(#lifetimes),*>, #ty>();),
            )
        }
        Previous::Json(functions) => {
            let manifest = manifest(record);
            let each = versions(record, functions).map(|(version, function)| {
                quote_at!(function.span(), private=> const _: () = #private::assert_locked::<#manifest, #this>(#version);)
            });
            Some(each.collect())
        }
    }
}

/// Returns each function with the version that it rewrites.
fn versions<'a>(record: &Record, functions: &'a [Path]) -> impl Iterator<Item = (i32, &'a Path)> {
    let first = record.schema_version - i32::try_from(functions.len()).unwrap_or(0);
    (first..).zip(functions)
}

fn manifest(record: &Record) -> TokenStream {
    expanded_tokens(record.manifest.to_token_stream())
}
