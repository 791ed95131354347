//! The functions that `StoreRecord` adds to a record: `scope_for`, `record_key_for`, a function for each range, `parse_key`.

use super::record::{Component, unit};
use super::{try_expr, try_stmt};
use crate::identifiers::{expanded, mentions, named};
use crate::model::{Container, Record, distinct_names, ungroup};
use crate::private::{Private, quote_at};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{PathArguments, PathSegment, Type, TypePath};

pub(super) fn functions(container: &Container, record: &Record) -> TokenStream {
    let ident = container.expanded_ident();
    let scope = Component::from_paths(container, &record.scope);
    let key = Component::from_paths(container, &record.key);
    let (impl_generics, type_generics, where_clause) = container.generics.split_for_impl();
    let all: Vec<&Component<'_>> = scope.iter().chain(&key).collect();
    let signatures = Signatures::new(container, record, &all);
    let scope_for = (!scope.is_empty()).then(|| {
        signatures.function(
            "Returns the scope with these components.",
            "scope_for",
            &scope.iter().collect::<Vec<_>>(),
            &quote!(Scope),
            &quote!(#Private::to_scope(&__key)),
        )
    });
    let write_unit = unit(&key, &quote!(write_unit(&mut __key)));
    let record_key_for = signatures.function(
        "Returns the record key with these components.",
        "record_key_for",
        &all,
        &quote!(RecordKey),
        &quote!(#write_unit #Private::to_record_key(&__key)),
    );
    let ranges = record.range_names().into_iter().zip(1..).filter_map(|(name, length)| {
        let last = key.get(length - 1)?;
        let components: Vec<&Component<'_>> = scope.iter().chain(key.iter().take(length)).collect();
        Some(signatures.function(
            &format!("Returns the range of all keys that begin with these components, up to `{}`.", last.name),
            &name,
            &components,
            &quote!(KeyRange),
            &quote!(#Private::to_key_range(&__key)),
        ))
    });
    let parse_key = signatures.parse_key(&all, key.is_empty());
    let alias = signatures.alias();
    quote! {
        #alias

        #[automatically_derived]
        impl #impl_generics #ident #type_generics #where_clause {
            #scope_for
            #record_key_for
            #(#ranges)*
            #parse_key
        }
    }
}

/// What the signatures of a record's functions have in common.
struct Signatures<'a> {
    container: &'a Container,
    record: &'a Record,
    /// A component of a type called `String`.
    string: Option<&'a Component<'a>>,
}

impl<'a> Signatures<'a> {
    fn new(container: &'a Container, record: &'a Record, components: &[&'a Component<'a>]) -> Self {
        let is_str = |name: &Ident, _: bool| name == "str";
        let names_str = components.iter().any(|component| mentions(&component.ty.to_token_stream(), &is_str));
        let string = components.iter().find(|component| is_called_string(component.ty));
        Self { container, record, string: string.copied().filter(|_| !names_str) }
    }

    /// Hover text has a signature as it is written, and `&str` says more than `&<String as StoreKey>::Borrowed`. A derive
    /// can't know whether `String` is the standard library's, so `str` is an alias that is right for any type of that name.
    /// In another component's `Arc<str>` it would be wrong, so then there is no alias.
    fn alias(&self) -> Option<TokenStream> {
        let borrowed = self.string?.store_key("Borrowed");
        Some(quote!(type str = #borrowed;))
    }

    fn name(&self, default: &str) -> Ident {
        self.record.renamed(default).map_or_else(|| named(default, Span::call_site()), expanded)
    }

    fn function(
        &self,
        doc: &str,
        default_name: &str,
        components: &[&Component<'_>],
        output: &TokenStream,
        finish: &TokenStream,
    ) -> TokenStream {
        let (visibility, name) = (&self.container.visibility, self.name(default_name));
        let names = distinct_names(components.iter().map(|component| component.path.join("_")).collect(), "__key");
        let names: Vec<Ident> =
            names.iter().zip(components).map(|(name, component)| named(name, component.path.span)).collect();
        let named = || components.iter().zip(&names);
        let parameters = named().map(|(component, name)| self.parameter(component, name));
        let writes = named().map(|(component, name)| component.encode_parameter(name));
        // Clippy's default limit is seven. Each component has a parameter, so only a long key has the `allow`.
        let allowed = (components.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        quote! {
            #allowed
            #[doc = #doc]
            ///
            /// # Errors
            ///
            /// Returns an error if a component has no key text, such as a date out of range.
            #[inline]
            #visibility fn #name(#(#parameters),*) -> #Private::Result<#Private::#output, #Private::KeyError> {
                let mut __key = #Private::new_key();
                #(#writes)*
                #finish
            }
        }
    }

    fn parameter(&self, component: &Component<'_>, name: &Ident) -> TokenStream {
        let ty = component.ty;
        if self.string.is_some_and(|string| string.ty == ty) {
            // At the type, where the error about a type that isn't a key is.
            return quote_at!(component.ty_span()=> #name: &str);
        }
        if is_written_as_pointer(ty) {
            let borrowed = component.store_key("Borrowed");
            return quote!(#name: &#borrowed);
        }
        quote!(#name: &#ty)
    }

    fn parse_key(&self, components: &[&Component<'_>], has_unit: bool) -> TokenStream {
        let (visibility, name) = (&self.container.visibility, self.name("parse_key"));
        let types: Vec<&Type> = components.iter().map(|component| component.ty).collect();
        let read = |component: &&Component<'_>| {
            let (decode, name) = (component.store_key("decode_key"), &component.name);
            try_expr(&quote!(#Private::parse_component(&mut __parts, #name, #decode)))
        };
        let reads: Vec<TokenStream> = components.iter().map(read).collect();
        let read_unit = has_unit.then(|| try_stmt(&quote!(#Private::read_unit(&mut __parts))));
        let finish = try_stmt(&quote!(#Private::finish_key(__parts)));
        let (output, value) = match (types.as_slice(), reads.as_slice()) {
            ([ty], [read]) => (quote!(#ty), quote!(#read)),
            _ => (quote!((#(#types,)*)), quote!((#(#reads,)*))),
        };
        // A variable of the type `()` would trigger a lint.
        let read_components = (!components.is_empty()).then(|| quote!(let __components = #value;));
        let result = if components.is_empty() { quote!(()) } else { quote!(__components) };
        quote! {
            /// Returns the components of a record key: those of the scope, then those of the key.
            ///
            /// # Errors
            ///
            /// Returns an error if the string isn't a key of this record type.
            #[inline]
            #visibility fn #name(record_key: &#Private::RecordKey) -> #Private::Result<#output, #Private::KeyError> {
                let mut __parts = #Private::read_key(record_key);
                #read_components
                #read_unit
                #finish
                #Private::Ok(#result)
            }
        }
    }
}

impl Component<'_> {
    fn encode_parameter(&self, parameter: &Ident) -> TokenStream {
        let name = &self.name;
        if is_written_as_pointer(self.ty) {
            let encode = self.store_key("encode_key");
            return quote!(#Private::borrowed_component(&mut __key, #name, #parameter, #encode););
        }
        let write = self.store_key("write_component");
        quote!(#write(#parameter, #name, &mut __key);)
    }
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ungroup(ty) {
        Type::Path(ty) => ty.path.segments.last(),
        _ => None,
    }
}

/// Whether the type is a path to `String` that means the same outside of the impl, without its lifetimes and `Self`.
fn is_called_string(ty: &Type) -> bool {
    let Type::Path(TypePath { qself: None, path, .. }) = ungroup(ty) else { return false };
    let is_plain = |segment: &PathSegment| segment.arguments.is_none() && segment.ident != "Self";
    path.segments.iter().all(is_plain) && path.segments.last().is_some_and(|segment| segment.ident == "String")
}

/// Whether a type is written as a pointer to its key, such as `String`, `Vec<u8>` or `Arc<str>`. A function accepts the
/// borrowed form of such a type.
///
/// The name decides nothing else: the function is right for another type of the name, and for a pointer under another name.
/// With the borrowed form of every type, the error about a type that isn't a key would appear three times.
fn is_written_as_pointer(ty: &Type) -> bool {
    let Some(PathSegment { ident, arguments }) = last_segment(ty) else { return false };
    match arguments {
        PathArguments::None => ident == "String",
        PathArguments::AngleBracketed(arguments) => {
            let is_bytes = || arguments.args.to_token_stream().to_string() == "u8";
            ["Arc", "Box", "Cow", "Rc"].iter().any(|pointer| ident == pointer) || ident == "Vec" && is_bytes()
        }
        PathArguments::Parenthesized(_) => false,
    }
}
