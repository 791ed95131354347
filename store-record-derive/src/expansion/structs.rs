//! The codec of a struct.

use super::field::Function;
use super::object::Object;
use super::{Codec, bytes, try_expr, try_stmt};
use crate::identifiers::expanded_tokens;
use crate::model::{Container, Default, Field, Style, With};
use crate::private::{Private, quote_at};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote, quote_spanned};
use syn::spanned::Spanned as _;

pub(super) fn codec(container: &Container, style: Style, fields: &[Field]) -> Codec {
    let not_null = quote!(#Private::NotNull);
    let access = |field: &Field| {
        let member = &field.member;
        quote!(&self.#member)
    };
    match style {
        Style::Unit | Style::Named => {
            let object = Object {
                fields,
                tag: None,
                content: None,
                ignores_unknown: container.ignores_unknown.is_some(),
                default: default_of(container),
                shape: quote!(<Self as #Private::StoreValue>::SHAPE),
            };
            Codec {
                items: None,
                nullability: not_null,
                encode: object.encode(access),
                decode: object.decode(&quote!(Self)),
            }
        }
        Style::Newtype => {
            fields.iter().find(|field| field.is_stored()).map_or_else(Codec::default, |field| newtype(field, fields))
        }
        Style::Tuple => Codec {
            items: None,
            nullability: not_null,
            encode: encode_tuple(fields, access),
            decode: decode_tuple(fields, &quote!(Self)),
        },
    }
}

/// Returns the container's default as an expression, or `None` without one.
fn default_of(container: &Container) -> Option<TokenStream> {
    match &container.default {
        Default::Trait(span) => Some(quote_at!(*span, private=> <Self as #private::Default>::default())),
        Default::Path(path) => {
            let function = expanded_tokens(path.to_token_stream());
            Some(quote_at!(path.span()=> #function()))
        }
        Default::None | Default::Container | Default::Absent => None,
    }
}

/// Returns the codec of a newtype, which is the one of its field. The others are skipped.
fn newtype(field: &Field, fields: &[Field]) -> Codec {
    let (ty, member, Function { span, path: encode }) = (&field.ty, &field.member, field.encode_itself());
    let decode = call_decode(field);
    let (items, nullability, encode) = match &field.with {
        None => (None, quote!(<#ty as #Private::StoreValue>::Nullability), quote!(#encode(&self.#member, __encoder);)),
        Some(With::Serde(_) | With::SerdeModule(_)) => {
            (None, quote!(#Private::Nullable), quote_at!(span=> #encode(&self.#member, __encoder);))
        }
        Some(With::Form(..)) => (None, quote!(#Private::NotNull), quote_at!(span=> #encode(&self.#member, __encoder);)),
        Some(With::Module(module)) => (
            Some(codec_type(&expanded_tokens(module.to_token_stream()))),
            quote!(<__Codec as #Private::Codec>::Nullability),
            quote_at!(span, private=> #private::encode_with::<__Codec, _>(&self.#member, __encoder, #encode);),
        ),
    };
    let skipped: Vec<TokenStream> = skipped_values(fields)
        .map(|(field, value)| {
            let member = &field.member;
            quote!(#member: #value)
        })
        .collect();
    let value = match skipped.as_slice() {
        [] => quote!(Self(#decode)),
        _ => quote!(Self { #member: #decode, #(#skipped),* }),
    };
    Codec { items, nullability, encode, decode: quote!(#Private::Ok(#value)) }
}

/// Returns the skipped fields, each with its value.
fn skipped_values(fields: &[Field]) -> impl Iterator<Item = (&Field, TokenStream)> {
    fields.iter().filter(|field| !field.is_stored()).filter_map(|field| {
        let Function { span, path } = field.default_function()?;
        Some((field, quote_at!(span=> #path())))
    })
}

/// Returns `decode(__decoder)?` with the field's codec.
pub(super) fn call_decode(field: &Field) -> TokenStream {
    let Function { span, path } = field.decode();
    try_expr(&quote_at!(span=> #path(__decoder)))
}

/// Returns a type with the module's `Nullability`. A glob import doesn't hide the module's own name, so without one the name is
/// the outer block's.
fn codec_type(module: &TokenStream) -> TokenStream {
    let nullability = quote_spanned!(module.span()=> Nullability);
    quote! {
        pub enum __Codec {}
        const _: () = {
            use #Private::Nullable as Nullability;
            const _: () = {
                use #module::*;
                #[automatically_derived]
                impl #Private::Codec for __Codec {
                    type Nullability = #nullability;
                }
            };
        };
    }
}

/// Returns the statements that write the fields as an array.
pub(super) fn encode_tuple(fields: &[Field], access: impl Fn(&Field) -> TokenStream) -> TokenStream {
    if !fields.iter().any(Field::is_stored) {
        return quote!(if #Private::enter(__encoder) { #Private::leave(__encoder, b"[]"); });
    }
    let writes = fields
        .iter()
        .filter(|field| field.is_stored())
        .enumerate()
        .map(|(index, field)| field.write_member(if index == 0 { "[" } else { ", " }, &access(field)));
    quote!(if #Private::enter(__encoder) { #(#writes)* #Private::leave(__encoder, b"]"); })
}

pub(super) fn decode_tuple(fields: &[Field], constructor: &TokenStream) -> TokenStream {
    let length = fields.iter().filter(|field| field.is_stored()).count();
    let reads = fields.iter().filter(|field| field.is_stored()).enumerate().map(|(index, field)| {
        let (text, local) = (bytes(if index == 0 { "[" } else { ", " }), field.local());
        let Function { span, path: decode } = field.decode();
        let item = quote_at!(span, private=> #private::item_with(__decoder, #text, #index, #length, #decode));
        let item = try_expr(&item);
        quote!(let #local = #item;)
    });
    let skipped = skipped_values(fields).map(|(field, value)| {
        let local = field.local();
        quote!(let #local = #value;)
    });
    let locals = fields.iter().map(Field::local);
    let open = try_stmt(&quote!(#Private::open_array(__decoder)));
    let close = try_stmt(&quote!(#Private::close_array(__decoder, #length)));
    quote! {
        #open
        #(#reads)*
        #close
        #(#skipped)*
        #Private::Ok(#constructor(#(#locals),*))
    }
}
