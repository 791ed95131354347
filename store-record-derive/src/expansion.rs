//! From the model to code: a file for each generated impl.

use crate::context::{Context, Derive};
use crate::model::{Body, Container, Field, Repr};
use crate::private::Private;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

mod conversion;
mod description;
mod enums;
mod fallback;
mod field;
mod functions;
mod generics;
mod key;
mod numbers;
mod object;
mod previous;
mod receiver;
mod record;
mod shape;
mod structs;
mod untagged;

pub(crate) use fallback::fallback;

pub(crate) fn expand(context: &Context<'_>, container: &Container) -> TokenStream {
    let impls = match context.derive {
        Derive::Key => key::store_key(container),
        Derive::Value | Derive::Record | Derive::Manifest => store_value(container),
    };
    let Some(record) = &container.record else { return block(context, &impls) };
    let store_record = record::store_record(container, record);
    let impls = block(context, &quote!(#impls #store_record));
    let functions = block(context, &functions::functions(container, record));
    quote!(#impls #functions)
}

/// Puts the items into a block of their own, which has the short name of the runtime's module.
pub(crate) fn block(context: &Context<'_>, items: &TokenStream) -> TokenStream {
    let (krate, allowed) = (&context.krate, &context.allowed);
    quote! {
        #allowed
        const _: () = {
            use #krate::__private as #Private;
            #items
        };
    }
}

/// Returns `call?` without the operator, so that the compiler looks for no trait.
pub(crate) fn try_expr(call: &TokenStream) -> TokenStream {
    quote!(match #call {
        #Private::Ok(__value) => __value,
        #Private::Err(__error) => return #Private::Err(__error),
    })
}

/// Returns the statement `call?;` without the operator.
fn try_stmt(call: &TokenStream) -> TokenStream {
    quote!(if let #Private::Err(__error) = #call { return #Private::Err(__error); })
}

/// Returns `impl StoreValue`.
fn store_value(container: &Container) -> TokenStream {
    let ident = container.expanded_ident();
    if let Some(ty) = &container.conversion.into {
        return conversion::store_value(container, ty);
    }
    let codec = match &container.body {
        Body::Struct { style, fields } => structs::codec(container, *style, fields),
        Body::Enum(variants) => match container.repr() {
            Repr::Untagged { .. } => untagged::codec(container, variants),
            Repr::Integer { .. } => numbers::codec(container, variants),
            Repr::External | Repr::Internal { .. } | Repr::Adjacent { .. } => enums::codec(container, variants),
        },
    };
    let Codec { items, nullability, encode, decode } = codec;
    let shape = shape::constant(container);
    let generics = generics::for_store_value(container);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    // `cargo check` evaluates a free constant. The shape of a generic type is checked where it is used.
    let has_checks = |field: &&Field| field.flatten.is_some() || field.skip.is_some() && field.is_unnamed();
    let checked = (container.generics.params.is_empty() && container.all_fields().iter().any(has_checks))
        .then(|| quote!(const _: &#Private::Shape = <#ident as #Private::StoreValue>::SHAPE;));
    quote! {
        #checked
        #items
        #[automatically_derived]
        impl #impl_generics #Private::StoreValue for #ident #type_generics #where_clause {
            type Nullability = #nullability;

            #shape

            fn encode(&self, __encoder: &mut #Private::Encoder) {
                #encode
            }

            fn decode(__decoder: &mut #Private::Decoder<'_>) -> #Private::Result<Self, #Private::DecodeError> {
                #decode
            }
        }
    }
}

/// The parts of an `impl StoreValue`, and items that it needs.
#[derive(Default)]
struct Codec {
    items: Option<TokenStream>,
    nullability: TokenStream,
    encode: TokenStream,
    decode: TokenStream,
}

impl Container {
    /// Returns the type's name as a token of the expansion.
    fn expanded_ident(&self) -> proc_macro2::Ident {
        crate::identifiers::expanded(&self.ident)
    }
}

/// Returns JSON text as a byte string literal.
fn bytes(text: &str) -> Literal {
    Literal::byte_string(text.as_bytes())
}

/// Returns a stored name as a JSON string.
fn quoted(name: &str) -> String {
    serde_json::Value::from(name).to_string()
}

/// Returns what names are sorted by in the canonical form: the length in bytes, then the bytes.
pub(crate) fn canonical_order(name: &str) -> (usize, &str) {
    (name.len(), name)
}
