//! From the model to code: one file for each generated impl.

use crate::attributes::{Place, Promoted};
use crate::model::{Body, Container, Derive};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{PathArguments, PathSegment, Type};

mod enums;
mod fallback;
mod functions;
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
    let (krate, p, allowed) = (&container.krate, container.private(), &container.allowed);
    // The short name that this gives leaves less to parse and to resolve than a path at each place.
    quote! {
        #allowed
        const _: () = {
            use #krate::__private as #p;
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
    let Codec { items, nullability, encode, decode } = codec;
    let shape = shape::constant(container);
    let generics = generics::of_value(container);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    quote! {
        #items
        #[automatically_derived]
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

/// The parts of an `impl StoreValue`, and items that it needs.
#[derive(Default)]
struct Codec {
    items: Option<TokenStream>,
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

/// Whether a type is written as a pointer to its key, such as `String`, `Vec<u8>` or `Arc<str>`, of which a look-up accepts
/// the borrowed form.
///
/// The name decides nothing but which form is accepted: the function is right for another type of the name, and for a
/// pointer under another name. The borrowed form of every type would say the same error of a type that isn't a key three
/// times.
fn is_written_as_pointer(ty: &Type) -> bool {
    let ty = match ty {
        // A `macro_rules!` hands a type over in a group.
        Type::Group(group) => return is_written_as_pointer(&group.elem),
        Type::Paren(paren) => return is_written_as_pointer(&paren.elem),
        Type::Path(ty) => ty,
        _ => return false,
    };
    let Some(PathSegment { ident, arguments }) = ty.path.segments.last() else { return false };
    match arguments {
        PathArguments::None => ident == "String",
        PathArguments::AngleBracketed(arguments) => {
            let is_bytes = || arguments.args.to_token_stream().to_string() == "u8";
            ["Arc", "Box", "Cow", "Rc"].iter().any(|pointer| ident == pointer) || ident == "Vec" && is_bytes()
        }
        PathArguments::Parenthesized(_) => false,
    }
}
