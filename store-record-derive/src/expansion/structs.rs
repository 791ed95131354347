//! The codec of a struct.

use super::object::Object;
use super::{Codec, bytes, checked, quote_at, unwrapped};
use crate::model::{Container, Field, Form, With};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

pub(super) fn codec(container: &Container, form: Form, fields: &[Field]) -> Codec {
    let p = container.private();
    let not_null = quote!(#p::NotNull);
    let access = |field: &Field| {
        let member = &field.member;
        quote!(&self.#member)
    };
    match form {
        Form::Unit | Form::Named => {
            let object =
                Object { private: &p, fields, tag: None, ignores_unknown: container.ignores_unknown.is_some() };
            Codec {
                items: None,
                nullability: not_null,
                encode: object.encode(access),
                decode: object.decode(&quote!(Self)),
            }
        }
        Form::Newtype => newtype(fields, &p),
        Form::Tuple => Codec {
            items: None,
            nullability: not_null,
            encode: encode_tuple(&p, fields, access),
            decode: decode_tuple(&p, fields, &quote!(Self)),
        },
    }
}

/// A newtype is its inside.
fn newtype(fields: &[Field], p: &Ident) -> Codec {
    let ty = fields.iter().map(|field| &field.ty);
    let with = fields.iter().find_map(|field| field.with.as_ref());
    let codec = with.map_or_else(|| quote!(#p::StoreValue), |with| with.module(p));
    let nullability = match with {
        None => quote!(#(<#ty as #p::StoreValue>::Nullability)*),
        Some(With::Serde) => quote!(#p::Nullable),
        Some(With::Module(_)) => quote!(<__Codec as #p::Codec>::Nullability),
    };
    let encode = match with {
        Some(With::Module(_)) => quote!(#p::encode_with::<__Codec, _>(&self.0, __encoder, #codec::encode);),
        _ => quote!(#codec::encode(&self.0, __encoder);),
    };
    let items = matches!(with, Some(With::Module(_))).then(|| codec_of(&codec, p));
    let inside = unwrapped(p, &quote!(#codec::decode(__decoder)));
    Codec { items, nullability, encode, decode: quote!(#p::Ok(Self(#inside))) }
}

/// What the module says of its text. Its type `Nullability`, if it has one, hides the one of the block around.
fn codec_of(module: &TokenStream, p: &Ident) -> TokenStream {
    let nullability = quote_spanned!(module.span()=> Nullability);
    quote! {
        pub enum __Codec {}
        const _: () = {
            use #p::Nullable as Nullability;
            const _: () = {
                use #module::*;
                #[automatically_derived]
                impl #p::Codec for __Codec {
                    type Nullability = #nullability;
                }
            };
        };
    }
}

/// An array of exactly so many elements.
pub(super) fn encode_tuple(p: &Ident, fields: &[Field], access: impl Fn(&Field) -> TokenStream) -> TokenStream {
    if fields.is_empty() {
        return quote!(if #p::enter(__encoder) { #p::leave(__encoder, b"[]"); });
    }
    let writes = fields.iter().enumerate().map(|(index, field)| {
        let (text, value) = (bytes(if index == 0 { "[" } else { ", " }), access(field));
        match &field.with {
            None => {
                let ty = &field.ty;
                quote_at!(field.ty_span, p=> #p::member_with(__encoder, #text, #value, <#ty as #p::StoreValue>::encode);)
            }
            Some(with) => {
                let module = with.module(p);
                quote!(#p::member_with(__encoder, #text, #value, #module::encode);)
            }
        }
    });
    quote!(if #p::enter(__encoder) { #(#writes)* #p::leave(__encoder, b"]"); })
}

pub(super) fn decode_tuple(p: &Ident, fields: &[Field], constructor: &TokenStream) -> TokenStream {
    let length = fields.len();
    let reads = fields.iter().enumerate().map(|(index, field)| {
        let (text, local) = (bytes(if index == 0 { "[" } else { ", " }), &field.local);
        let item = match &field.with {
            None => {
                let ty = &field.ty;
                quote_at!(field.ty_span, p=> #p::item_with(__decoder, #text, #index, #length, <#ty as #p::StoreValue>::decode))
            }
            Some(with) => {
                let module = with.module(p);
                quote!(#p::item_with(__decoder, #text, #index, #length, #module::decode))
            }
        };
        let item = unwrapped(p, &item);
        quote!(let #local = #item;)
    });
    let locals = fields.iter().map(|field| &field.local);
    let open = checked(p, &quote!(#p::open_array(__decoder)));
    let close = checked(p, &quote!(#p::close_array(__decoder, #length)));
    quote! {
        #open
        #(#reads)*
        #close
        #p::Ok(#constructor(#(#locals),*))
    }
}
