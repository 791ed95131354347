//! The bounds of a generic type's impl.

use crate::model::{Body, Container, Field};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Generics, Type, WherePredicate, parse_quote};

/// Each type parameter is a `StoreValue` where a stored field has it, not null where it stands in an
/// `Option`, and a `Default` where an absent field needs it.
pub(super) fn of_value(container: &Container) -> Generics {
    let p = container.private();
    bounded(container, |name, field| {
        let mut predicates: Vec<WherePredicate> = Vec::new();
        if !mentions(&field.ty.to_token_stream(), name) || is_phantom(&field.ty) {
            return predicates;
        }
        if field.is_member() && field.with.is_none() {
            predicates.push(parse_quote!(#name: #p::StoreValue));
            if stands_in_option(&field.ty.to_token_stream(), name) {
                predicates.push(parse_quote!(<#name as #p::StoreValue>::Nullability: #p::IsNotNull));
            }
        }
        let default = field.default_value(&p).map(|default| default.to_string());
        if default == Some(quote!(#p::Default::default()).to_string()) {
            predicates.push(parse_quote!(#name: #p::Default));
        }
        predicates
    })
}

pub(super) fn of_key(container: &Container) -> Generics {
    let p = container.private();
    bounded(container, |name, field| {
        if mentions(&field.ty.to_token_stream(), name) { vec![parse_quote!(#name: #p::StoreKey)] } else { Vec::new() }
    })
}

fn bounded(container: &Container, predicates_of: impl Fn(&syn::Ident, &Field) -> Vec<WherePredicate>) -> Generics {
    let mut generics = container.generics.clone();
    let predicates = match &container.bound {
        Some(predicates) => predicates.clone(),
        None => {
            let fields: Vec<&Field> = match &container.body {
                Body::Struct { fields, .. } => fields.iter().collect(),
                Body::Enum(variants) => variants.iter().flat_map(|variant| &variant.fields).collect(),
            };
            let names: Vec<_> = generics.type_params().map(|parameter| parameter.ident.clone()).collect();
            let mut predicates: Vec<WherePredicate> = Vec::new();
            for predicate in names.iter().flat_map(|name| fields.iter().flat_map(|field| predicates_of(name, field))) {
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

fn mentions(tokens: &TokenStream, name: &syn::Ident) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

fn is_phantom(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|segment| segment.ident == "PhantomData"))
}

/// `Option<T>` as it is written.
fn stands_in_option(tokens: &TokenStream, name: &syn::Ident) -> bool {
    let text: String = tokens.to_string().split_whitespace().collect();
    text.contains(&format!("Option<{name}>"))
}
