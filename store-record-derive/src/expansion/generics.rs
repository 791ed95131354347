//! The bounds of a generic type's impl.
//!
//! A bound is on the type of a field, so that it requires what the field's codec needs and nothing else:
//! `Option<Box<T>>: StoreValue` requires a `T` that is never `null`, and `BTreeMap<D::Key, u8>: StoreValue` a `D::Key` that is
//! a key.

use super::untagged;
use crate::identifiers::mentions;
use crate::model::{Body, Container, Default, Field, Repr};
use crate::private::Private;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{GenericArgument, Generics, PathArguments, Type, WherePredicate, parse_quote};

/// Returns the bounds that the codecs of the fields' types need, and the defaults of absent fields.
pub(super) fn for_store_value(container: &Container) -> Generics {
    let mut generics = bounds_of_fields(container);
    if let (Repr::Untagged { .. }, Body::Enum(variants)) = (container.repr(), &container.body) {
        let generic = Generic::of(container);
        let of_parameter = untagged::nullability(variants).predicates.into_iter();
        let predicates: Vec<WherePredicate> = of_parameter
            .filter(|(ty, _)| generic.mentions_parameter(ty))
            .map(|(_, predicate)| parse_quote!(#predicate))
            .collect();
        if !predicates.is_empty() {
            generics.make_where_clause().predicates.extend(predicates);
        }
    }
    generics
}

fn bounds_of_fields(container: &Container) -> Generics {
    bounded(container, |generic, field| {
        let mut predicates = Vec::new();
        if field.is_stored() && field.with.is_none() {
            let types = if field.recursive.is_some() { generic.leaves(&field.ty) } else { generic.parts(&field.ty) };
            predicates.extend(types.into_iter().map(|ty| quote!(#ty: #Private::StoreValue)));
        }
        let needs_default = match field.default {
            Default::Trait(_) => true,
            Default::None => field.skip.is_some(),
            Default::Path(_) | Default::Container | Default::Absent => false,
        };
        if needs_default && generic.mentions_parameter(&field.ty) {
            let ty = &field.ty;
            predicates.push(quote!(#ty: #Private::Default));
        }
        predicates
    })
}

/// Returns the bounds of the user. The conversions need bounds that no field shows.
pub(super) fn for_conversion(container: &Container) -> Generics {
    bounded(container, |_, _| Vec::new())
}

pub(super) fn for_store_key(container: &Container) -> Generics {
    bounded(container, |generic, field| {
        if !field.is_stored() {
            let ty = &field.ty;
            return if generic.mentions_parameter(ty) { vec![quote!(#ty: #Private::Default)] } else { Vec::new() };
        }
        let types = generic.parts(&field.ty).into_iter();
        types.map(|ty| quote!(#ty: #Private::StoreKey)).collect()
    })
}

fn bounded(container: &Container, predicates_of: impl Fn(&Generic<'_>, &Field) -> Vec<TokenStream>) -> Generics {
    let mut generics = container.generics.clone();
    let predicates = match &container.bound {
        Some(predicates) => predicates.clone(),
        None => {
            let generic = Generic::of(container);
            if generic.parameters.is_empty() {
                return generics;
            }
            let mut predicates: Vec<WherePredicate> = Vec::new();
            for predicate in container.all_fields().into_iter().flat_map(|field| predicates_of(&generic, field)) {
                let predicate = parse_quote!(#predicate);
                if !predicates.contains(&predicate) {
                    predicates.push(predicate);
                }
            }
            predicates
        }
    };
    if !predicates.is_empty() {
        generics.make_where_clause().predicates.extend(predicates);
    }
    generics
}

/// A type with type parameters.
struct Generic<'a> {
    ident: &'a Ident,
    parameters: Vec<&'a Ident>,
}

impl<'a> Generic<'a> {
    fn of(container: &'a Container) -> Self {
        Self {
            ident: &container.ident,
            parameters: container.generics.type_params().map(|parameter| &parameter.ident).collect(),
        }
    }

    /// Returns the field's type if it mentions a parameter. If it also mentions the derived type, returns its largest parts that
    /// don't: rustc rejects a bound on the type itself, which would be proved by itself.
    fn parts<'t>(&self, ty: &'t Type) -> Vec<&'t Type> {
        if !self.mentions_parameter(ty) {
            return Vec::new();
        }
        match arguments(ty) {
            arguments if self.mentions_itself(ty) => arguments.into_iter().flat_map(|ty| self.parts(ty)).collect(),
            _ => vec![ty],
        }
    }

    /// Returns the parameters in the type, and the associated types of parameters.
    fn leaves<'t>(&self, ty: &'t Type) -> Vec<&'t Type> {
        if !self.mentions_parameter(ty) {
            return Vec::new();
        }
        match arguments(ty) {
            arguments if arguments.is_empty() => vec![ty],
            arguments => arguments.into_iter().flat_map(|ty| self.leaves(ty)).collect(),
        }
    }

    fn mentions_parameter(&self, ty: &Type) -> bool {
        mentions(&ty.to_token_stream(), &|name, begins_path| {
            begins_path && self.parameters.iter().any(|parameter| parameter.unraw() == *name)
        })
    }

    fn mentions_itself(&self, ty: &Type) -> bool {
        mentions(&ty.to_token_stream(), &|name, _| self.ident.unraw() == *name || name == "Self")
    }
}

/// Returns the types that are arguments of a type. A path through a type, such as `D::Id` or `<D as Domain>::Id`, has none.
fn arguments(ty: &Type) -> Vec<&Type> {
    match ty {
        Type::Path(path) if path.qself.is_none() => {
            let arguments = path.path.segments.iter().filter_map(|segment| match &segment.arguments {
                PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
                _ => None,
            });
            let types = arguments.flatten().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            });
            types.collect()
        }
        Type::Tuple(tuple) => tuple.elems.iter().collect(),
        Type::Array(array) => vec![&array.elem],
        Type::Slice(slice) => vec![&slice.elem],
        Type::Paren(paren) => vec![&paren.elem],
        Type::Group(group) => vec![&group.elem],
        _ => Vec::new(),
    }
}
