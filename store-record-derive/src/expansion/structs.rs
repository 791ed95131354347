//! The codec of a struct.

use super::object::Object;
use super::{Codec, bytes, checked, quote_at, unwrapped};
use crate::model::{Container, Field, Form};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

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
            Codec { nullability: not_null, encode: object.encode(access), decode: object.decode(&quote!(Self)) }
        }
        Form::Newtype => newtype(fields, &p),
        Form::Tuple => Codec {
            nullability: not_null,
            encode: encode_tuple(&p, fields, access),
            decode: decode_tuple(&p, fields, &quote!(Self)),
        },
    }
}

/// A newtype is its inside.
fn newtype(fields: &[Field], p: &Ident) -> Codec {
    let ty = fields.iter().map(|field| &field.ty);
    let (nullability, codec) = match fields.iter().find_map(|field| field.with.as_ref()) {
        Some(with) => {
            let module = with.module(p);
            (quote!(#p::Nullable), quote!(#module))
        }
        None => (quote!(#(<#ty as #p::StoreValue>::Nullability)*), quote!(#p::StoreValue)),
    };
    let inside = unwrapped(p, &quote!(#codec::decode(__decoder)));
    Codec { nullability, encode: quote!(#codec::encode(&self.0, __encoder);), decode: quote!(#p::Ok(Self(#inside))) }
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
