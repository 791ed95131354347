//! A type's own name in the types of its fields: a shape is a constant, which can't contain itself.

use crate::model::Container;
use crate::private::Private;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{GenericArgument, Ident, PathArguments, Type, TypePath};

/// Types that need nothing of the type in them that the marker hasn't. In another type the receiver stays, and rustc finds the
/// cycle if the shape is used.
const TRANSPARENT_TYPES: [&str; 16] = [
    "Option",
    "Box",
    "Rc",
    "Arc",
    "Vec",
    "VecDeque",
    "LinkedList",
    "BinaryHeap",
    "BTreeMap",
    "HashMap",
    "BTreeSet",
    "HashSet",
    "Cow",
    "SmallVec",
    "IndexMap",
    "IndexSet",
];

/// Returns the marker: a type that takes the receiver's place, if a field of the shape has the receiver in its type.
pub(super) fn marker(container: &Container) -> Option<TokenStream> {
    let is_recursive = container
        .all_fields()
        .iter()
        .any(|field| field.recursive.is_none() && replace_receiver(&field.ty, &container.ident) != field.ty);
    let name = container.ident.unraw().to_string();
    is_recursive.then(|| {
        quote! {
            #[derive(
                ::core::clone::Clone, ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::cmp::PartialOrd,
                ::core::cmp::Ord, ::core::hash::Hash,
            )]
            enum __Recursion {}
            impl #Private::StoreValue for __Recursion {
                type Nullability = #Private::NotNull;
                const SHAPE: &'static #Private::Shape = &#Private::Shape::Recursion(#name);
                fn encode(&self, _: &mut #Private::Encoder) {
                    match *self {}
                }
                fn decode(__decoder: &mut #Private::Decoder<'_>) -> #Private::Result<Self, #Private::DecodeError> {
                    #Private::Err(__decoder.invalid("no value"))
                }
            }
        }
    })
}

/// Returns the type with the marker in place of the receiver, which is `ident` or `Self`.
pub(super) fn replace_receiver(ty: &Type, ident: &Ident) -> Type {
    let mut replaced = ty.clone();
    match &mut replaced {
        Type::Path(path) if path.qself.is_none() => {
            let is_single = path.path.segments.len() == 1;
            let Some(last) = path.path.segments.last_mut() else { return replaced };
            if is_single && (last.ident.unraw() == ident.unraw() || last.ident == "Self") {
                let marker = Ident::new("__Recursion", Span::call_site());
                return Type::Path(TypePath { attrs: Vec::new(), qself: None, path: marker.into() });
            }
            if let PathArguments::AngleBracketed(arguments) = &mut last.arguments
                && TRANSPARENT_TYPES.contains(&last.ident.to_string().as_str())
            {
                for argument in &mut arguments.args {
                    if let GenericArgument::Type(inside) = argument {
                        *inside = replace_receiver(inside, ident);
                    }
                }
            }
        }
        Type::Tuple(tuple) => {
            for inside in &mut tuple.elems {
                *inside = replace_receiver(inside, ident);
            }
        }
        Type::Array(array) => *array.elem = replace_receiver(&array.elem, ident),
        Type::Slice(slice) => *slice.elem = replace_receiver(&slice.elem, ident),
        Type::Paren(paren) => *paren.elem = replace_receiver(&paren.elem, ident),
        Type::Group(group) => *group.elem = replace_receiver(&group.elem, ident),
        _ => {}
    }
    replaced
}
