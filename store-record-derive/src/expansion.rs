//! From the model to code: one file for each generated impl.

use crate::attributes::{Place, Promoted};
use crate::model::{Body, Container, Derive};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{GenericArgument, PathArguments, PathSegment, Type, TypePath};

mod enums;
mod fallback;
mod generics;
mod key;
mod object;
mod record;
mod shape;
mod structs;

pub(crate) use fallback::fallback;
pub(crate) use record::component_type;

pub(crate) fn of(container: &Container) -> TokenStream {
    let impls = match container.derive {
        Derive::Key => key::of(container),
        Derive::Value => value(container),
        Derive::Record => {
            let (value, record) = (value(container), record::of(container));
            quote!(#value #record)
        }
    };
    let krate = &container.krate;
    // The short name that this gives leaves less to parse and to resolve than a path at each place.
    quote! {
        const _: () = {
            use #krate::__private;
            #impls
        };
    }
}

/// Like `quote_spanned!`, for code that calls `$p`, the runtime's private module: rustc points at the
/// first token of a call that doesn't compile. Names resolve as in the rest of the expansion, so that a type out of
/// a `macro_rules!` doesn't hide the locals.
macro_rules! quote_at {
    ($span:expr, $p:ident=> $($tokens:tt)*) => {{
        let span = ::proc_macro2::Span::call_site().located_at($span);
        let mut $p = $p.clone();
        $p.set_span(span);
        ::quote::quote_spanned!(span=> $($tokens)*)
    }};
}

use quote_at;

/// `call?`, written out: so it asks the compiler for no trait.
fn unwrapped(p: &Ident, call: &TokenStream) -> TokenStream {
    quote!(match #call {
        #p::Ok(__value) => __value,
        #p::Err(__error) => return #p::Err(__error),
    })
}

/// The statement `call?;`, likewise.
fn checked(p: &Ident, call: &TokenStream) -> TokenStream {
    quote!(if let #p::Err(__error) = #call { return #p::Err(__error); })
}

/// `impl StoreValue`.
fn value(container: &Container) -> TokenStream {
    let (p, ident) = (container.private(), container.name());
    let codec = match &container.body {
        Body::Struct { form, fields } => structs::codec(container, *form, fields),
        Body::Enum(variants) => enums::codec(container, variants),
    };
    let Codec { nullability, encode, decode } = codec;
    let shape = shape::constant(container);
    let generics = generics::of_value(container);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[allow(deprecated, unused_variables, unused_mut, unreachable_code, clippy::all, clippy::pedantic)]
        impl #impl_generics #p::StoreValue for #ident #type_generics #where_clause {
            type Nullability = #nullability;

            #shape

            fn encode(&self, __encoder: &mut #p::Encoder) {
                #encode
            }

            fn decode(__decoder: &mut #p::Decoder<'_>) -> #p::Result<Self, #p::DecodeError> {
                #decode
            }
        }
    }
}

/// The three parts of an `impl StoreValue`.
struct Codec {
    nullability: TokenStream,
    encode: TokenStream,
    decode: TokenStream,
}

/// A byte string literal of JSON text.
fn bytes(text: &str) -> Literal {
    Literal::byte_string(text.as_bytes())
}

/// A stored name as a JSON string.
fn quoted(name: &str) -> String {
    serde_json::Value::from(name).to_string()
}

/// The order of names in the canonical form.
fn canonical(name: &str) -> (usize, &str) {
    (name.len(), name)
}

/// The name of an entry of the metadata.
pub(crate) fn metadata_name(container: &Container, promoted: &Promoted) -> String {
    if let Some(name) = &promoted.name {
        return name.unraw().to_string();
    }
    own_field(container, &promoted.place).map_or_else(|| promoted.place.name("."), |field| field.name.text.clone())
}

/// The record's own field that a path without parts names.
fn own_field<'c>(container: &'c Container, place: &Place) -> Option<&'c crate::model::Field> {
    let [member] = place.members.as_slice() else { return None };
    container.fields().iter().find(|field| field.member == *member)
}

/// The type without the groups in which a `macro_rules!` hands it over.
fn written(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => written(&group.elem),
        Type::Paren(paren) => written(&paren.elem),
        _ => ty,
    }
}

/// Whether a type is written as that name alone.
pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    matches!(written(ty), Type::Path(TypePath { qself: None, path, .. }) if path.is_ident(name))
}

/// Whether a type is written as `String` or `Vec<u8>`, which a look-up takes as `str` and `[u8]`.
fn is_written_owned(ty: &Type) -> bool {
    let Type::Path(TypePath { qself: None, path, .. }) = written(ty) else { return false };
    let Some(PathSegment { ident, arguments }) = path.segments.last() else { return false };
    match arguments {
        PathArguments::None => ident == "String",
        PathArguments::AngleBracketed(arguments) => {
            let is_byte =
                |argument: &GenericArgument| matches!(argument, GenericArgument::Type(ty) if is_named(ty, "u8"));
            ident == "Vec" && arguments.args.len() == 1 && arguments.args.iter().all(is_byte)
        }
        PathArguments::Parenthesized(_) => false,
    }
}
