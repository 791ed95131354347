//! The codec of an enum with `untagged`: a variant is stored as its value alone.

use super::Codec;
use super::enums::Enum;
use super::field::Function;
use crate::identifiers::expanded;
use crate::model::{Container, Field, Style, Variant, With};
use crate::private::{Private, quote_at};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;
use syn::spanned::Spanned as _;

pub(super) fn codec(container: &Container, variants: &[Variant]) -> Codec {
    let expansion = Enum { container, variants };
    let count = variants.len();
    let kinds = quote!(const { &#Private::kinds_of_variants::<#count>(<Self as #Private::StoreValue>::SHAPE) });
    let writes = variants.iter().enumerate().map(|(index, variant)| {
        let (ident, bindings) = (expanded(&variant.ident), Enum::bindings(variant));
        let encode = match variant.style {
            Style::Unit => quote!(#Private::literal(__encoder, b"null");),
            Style::Newtype => {
                let writes = variant.fields.iter().map(|field| {
                    let (local, Function { span, path: encode }) = (field.local(), field.encode_itself());
                    quote_at!(span=> #encode(#local, __encoder);)
                });
                quote!(#(#writes)*)
            }
            _ => expansion.encode_content(variant),
        };
        quote!(Self::#ident { #(#bindings),* } => { #encode #index })
    });
    let encode = if variants.is_empty() {
        quote!(match *self {})
    } else {
        quote! {
            let __untagged = #Private::begin_untagged(__encoder, #kinds);
            let __variant: #Private::usize = match self { #(#writes)* };
            __untagged.end(__encoder, __variant, self);
        }
    };
    let reads = variants.iter().enumerate().map(|(index, variant)| {
        let ident = expanded(&variant.ident);
        let decode = match variant.style {
            Style::Unit => quote!(match #Private::null(__decoder) {
                #Private::Ok(()) => #Private::Ok(Self::#ident {}),
                #Private::Err(__error) => #Private::Err(__error),
            }),
            _ => expansion.decode_content(variant),
        };
        quote!(#index => { #decode })
    });
    let decode = quote! {
        #Private::untagged(__decoder, #kinds, |__variant, __decoder| match __variant {
            #(#reads)*
            _ => #Private::wrong_content(__decoder),
        })
    };
    Codec { items: None, nullability: nullability(variants).ty, encode, decode }
}

/// A type that says whether a value can be `null`.
pub(super) struct Nullability {
    ty: TokenStream,
    /// The bounds of a generic type that make it one.
    pub(super) predicates: Vec<(Type, TokenStream)>,
}

/// Returns the nullability of a value that is one of the variants.
pub(super) fn nullability(variants: &[Variant]) -> Nullability {
    let mut all = Nullability { ty: quote!(#Private::NotNull), predicates: Vec::new() };
    let mut is_first = true;
    for variant in variants {
        match (variant.style, variant.fields.as_slice()) {
            (Style::Unit, _)
            | (Style::Newtype, [Field { with: Some(With::Serde(_) | With::SerdeModule(_) | With::Module(_)), .. }]) => {
                return Nullability { ty: quote!(#Private::Nullable), predicates: Vec::new() };
            }
            (Style::Newtype, [Field { with: None, ty, .. }]) => {
                let of_type = quote_at!(ty.span(), private=> <#ty as #private::StoreValue>::Nullability);
                if std::mem::take(&mut is_first) {
                    all.ty = of_type;
                    continue;
                }
                let others = all.ty;
                all.predicates.push((ty.clone(), quote!(#of_type: #Private::OrNullable<#others>)));
                all.ty = quote!(<#of_type as #Private::OrNullable<#others>>::Nullability);
            }
            // An array or an object.
            _ => {}
        }
    }
    all
}
