//! The codec and the key of an enum with `repr = "integer"`: a variant is stored as its discriminant.

use super::{Codec, try_expr};
use crate::identifiers::expanded;
use crate::model::{Container, Variant};
use crate::private::{Private, quote_at};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn codec(container: &Container, variants: &[Variant]) -> Codec {
    let (numbers, arms) = (numbers(variants), arms(variants));
    let read = try_expr(&quote!(#Private::numbered_variant(__decoder, #numbers)));
    let ident = container.expanded_ident();
    // `cargo check` evaluates a free constant, so a number out of range is reported without a build.
    let check = container
        .generics
        .params
        .is_empty()
        .then(|| quote!(const _: &#Private::Shape = <#ident as #Private::StoreValue>::SHAPE;));
    Codec {
        items: check,
        nullability: quote!(#Private::NotNull),
        encode: with_number(
            variants,
            &quote!(self),
            |number| quote!(<#Private::i64 as #Private::StoreValue>::encode(#number, __encoder);),
        ),
        decode: quote! {
            let __variant = #read;
            match __variant {
                #arms
                _ => #Private::wrong_content(__decoder),
            }
        },
    }
}

/// Returns the functions of `StoreKey`.
pub(super) fn key(variants: &[Variant]) -> (TokenStream, TokenStream) {
    let (numbers, arms) = (numbers(variants), arms(variants));
    (
        with_number(
            variants,
            &quote!(__value),
            |number| quote!(<#Private::i64 as #Private::StoreKey>::encode_key(#number, __key);),
        ),
        quote! {
            match #Private::numbered_component(__key, #numbers)? {
                #arms
                _ => #Private::Err(__key.unknown_name()),
            }
        },
    )
}

/// Returns the stored name of a variant in the shape, as an expression.
pub(super) fn digits(variant: &Variant) -> TokenStream {
    let number = discriminant(variant);
    quote!(const { &#Private::digits(#number) }.as_str())
}

/// Returns the variant's number as a constant expression.
fn discriminant(variant: &Variant) -> TokenStream {
    let ident = expanded(&variant.ident);
    quote_at!(ident.span(), private=> #private::discriminant(Self::#ident {} as #private::i128))
}

/// Returns a call of `encode` with the number of `value`.
fn with_number(variants: &[Variant], value: &TokenStream, encode: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    if variants.is_empty() {
        return quote!(match *#value {});
    }
    let arms = variants.iter().map(|variant| {
        let (ident, number) = (expanded(&variant.ident), discriminant(variant));
        quote!(Self::#ident {} => const { #number },)
    });
    encode(quote!(&match #value { #(#arms)* }))
}

fn numbers(variants: &[Variant]) -> TokenStream {
    let numbers = variants.iter().map(discriminant);
    quote!(const { &[#(#numbers),*] })
}

fn arms(variants: &[Variant]) -> TokenStream {
    let arms = variants.iter().enumerate().map(|(index, variant)| {
        let ident = expanded(&variant.ident);
        quote!(#index => #Private::Ok(Self::#ident {}),)
    });
    quote!(#(#arms)*)
}
