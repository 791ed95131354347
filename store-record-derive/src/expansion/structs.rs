//! The codec of a struct.

use super::functions::Function;
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
        Form::Newtype => fields.first().map_or_else(Codec::default, |field| newtype(field, &p)),
        Form::Tuple => Codec {
            items: None,
            nullability: not_null,
            encode: encode_tuple(&p, fields, access),
            decode: decode_tuple(&p, fields, &quote!(Self)),
        },
    }
}

/// A newtype is its inside.
fn newtype(field: &Field, p: &Ident) -> Codec {
    let (ty, Function { span, path: encode }) = (&field.ty, field.encode(p));
    let decode = call_decode(field, p);
    let (items, nullability, encode) = match &field.with {
        None => (None, quote!(<#ty as #p::StoreValue>::Nullability), quote!(#encode(&self.0, __encoder);)),
        Some(With::Serde(_)) => (None, quote!(#p::Nullable), quote_at!(span, p=> #encode(&self.0, __encoder);)),
        Some(with @ With::Module(_)) => (
            Some(codec_of(&with.module(p), p)),
            quote!(<__Codec as #p::Codec>::Nullability),
            quote_at!(span, p=> #p::encode_with::<__Codec, _>(&self.0, __encoder, #encode);),
        ),
    };
    Codec { items, nullability, encode, decode: quote!(#p::Ok(Self(#decode))) }
}

/// `decode(__decoder)?` for the field.
pub(super) fn call_decode(field: &Field, p: &Ident) -> TokenStream {
    let Function { span, path } = field.decode(p);
    unwrapped(p, &quote_at!(span, p=> #path(__decoder)))
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
        let Function { span, path: encode } = field.encode(p);
        quote_at!(span, p=> #p::member_with(__encoder, #text, #value, #encode);)
    });
    quote!(if #p::enter(__encoder) { #(#writes)* #p::leave(__encoder, b"]"); })
}

pub(super) fn decode_tuple(p: &Ident, fields: &[Field], constructor: &TokenStream) -> TokenStream {
    let length = fields.len();
    let reads = fields.iter().enumerate().map(|(index, field)| {
        let (text, local) = (bytes(if index == 0 { "[" } else { ", " }), &field.local);
        let Function { span, path: decode } = field.decode(p);
        let item = quote_at!(span, p=> #p::item_with(__decoder, #text, #index, #length, #decode));
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
