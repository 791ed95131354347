//! `impl StoreRecord`, and the checks of a record that the compiler runs.

use super::{bytes, canonical_order, previous, quoted};
use crate::attributes::FieldPath;
use crate::identifiers::expanded_tokens;
use crate::model::{Container, Previous, Record};
use crate::private::{Private, quote_at};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::spanned::Spanned as _;
use syn::{GenericParam, Ident, Type};

pub(super) fn store_record(container: &Container, record: &Record) -> TokenStream {
    let ident = container.expanded_ident();
    let (impl_generics, type_generics, where_clause) = container.generics.split_for_impl();
    let scope = Component::from_paths(container, &record.scope);
    let key = Component::from_paths(container, &record.key);
    let record_type = &record.record_type;
    // Items that would repeat the trait's defaults are left out, which leaves less to compile.
    let aliases = (!record.aliases.is_empty()).then(|| {
        let aliases = &record.aliases;
        quote!(const RECORD_TYPES: &'static [&'static #Private::str] = &[#record_type, #(#aliases),*];)
    });
    let schema_version = (record.schema_version != 1).then(|| {
        let version = record.schema_version;
        quote!(const SCHEMA_VERSION: #Private::i32 = #version;)
    });
    let encode_scope = scope.iter().map(Component::encode_own);
    let encode_key = key.iter().map(Component::encode_own).chain(unit(&key, &quote!(write_unit(__key))));
    let metadata = encode_metadata(container, record);
    let columns = columns(record);
    let registered = registered(container, record);
    let record_shape = record_shape(container, record, &scope, &key);
    let older_versions = previous::functions(record);
    let rewrite_key = scope.iter().chain(&key).map(Component::rewrite);
    let rewrite_key = rewrite_key.chain(unit(&key, &quote!(rewrite_unit(__from, __to))));
    let upcast = previous::assertions(container, record);
    // A function with `#[inline]` is compiled only where it is used. Most uses are in one function of the runtime; without
    // `#[inline]` that function would get a copy beside the function's own.
    quote! {
        #[automatically_derived]
        impl #impl_generics #Private::StoreRecord for #ident #type_generics #where_clause {
            const RECORD_TYPE: &'static #Private::str = #record_type;
            #aliases
            #schema_version

            #record_shape

            #older_versions

            #[inline]
            fn rewrite_key(__from: &mut #Private::KeyDecoder<'_>, __to: &mut #Private::KeyEncoder) {
                #(#rewrite_key)*
            }

            #[inline]
            fn encode_scope(&self, __key: &mut #Private::KeyEncoder) {
                #(#encode_scope)*
            }

            #[inline]
            fn encode_key(&self, __key: &mut #Private::KeyEncoder) {
                #(#encode_key)*
            }

            #[inline]
            fn encode_metadata(&self, __encoder: &mut #Private::Encoder) {
                #metadata
            }

            #columns
        }

        #registered
        #upcast
    }
}

/// A component of the scope or the key.
pub(super) struct Component<'a> {
    pub(super) path: &'a FieldPath,
    pub(super) ty: &'a Type,
    /// The name in messages, such as `address.city`.
    pub(super) name: String,
}

/// Returns a call for the key of `key = ()`, which has no components of its own.
pub(super) fn unit(key: &[Component<'_>], call: &TokenStream) -> Option<TokenStream> {
    key.is_empty().then(|| quote!(#Private::#call;))
}

impl<'a> Component<'a> {
    pub(super) fn from_paths(container: &'a Container, paths: &'a [FieldPath]) -> Vec<Self> {
        let component =
            |path: &'a FieldPath| Some(Self { path, ty: container.component_type(path)?, name: path.join(".") });
        paths.iter().filter_map(component).collect()
    }

    pub(super) fn ty_span(&self) -> Span {
        self.ty.span()
    }

    /// Returns `<Type as StoreKey>::item`, with one span at each use, so that rustc merges its errors.
    pub(super) fn store_key(&self, item: &str) -> TokenStream {
        let (ty, span) = (self.ty, self.ty_span());
        let item = Ident::new(item, crate::identifiers::located(span));
        quote_at!(span, private=> <#ty as #private::StoreKey>::#item)
    }

    fn encode_own(&self) -> TokenStream {
        let (name, access, ty) = (&self.name, access(self.path), self.ty);
        let write = self.store_key("write_component");
        let reference = quote_at!(self.ty_span()=> &);
        quote!({ let __value: #reference #ty = #access; #write(__value, #name, __key); })
    }

    fn rewrite(&self) -> TokenStream {
        let (name, rewrite) = (&self.name, self.store_key("rewrite_component"));
        quote!(#rewrite(#name, __from, __to);)
    }
}

/// Returns `&self.a.b`, at the path's own tokens, so that a type error points there.
fn access(path: &FieldPath) -> TokenStream {
    let members = &path.members;
    quote_at!(path.span=> &self #(.#members)*)
}

fn encode_metadata(container: &Container, record: &Record) -> TokenStream {
    let mut entries: Vec<_> =
        record.metadata.iter().map(|entry| (container.metadata_name(entry), &entry.path)).collect();
    entries.sort_by(|(one, _), (other, _)| canonical_order(one).cmp(&canonical_order(other)));
    if entries.is_empty() {
        return quote!(if #Private::enter(__encoder) { #Private::leave(__encoder, b"{}"); });
    }
    let writes = entries.iter().enumerate().map(|(index, (name, path))| {
        let separator = if index == 0 { "{" } else { ", " };
        let (text, access) = (format!("{separator}{}: ", quoted(name)), access(path));
        match container.own_field(path) {
            Some(field) if field.with.is_some() => field.write_member(&text, &access),
            _ => {
                let text = bytes(&text);
                quote_at!(path.span, private=> #private::member(__encoder, #text, #access);)
            }
        }
    });
    quote!(if #Private::enter(__encoder) { #(#writes)* #Private::leave(__encoder, b"}"); })
}

fn columns(record: &Record) -> TokenStream {
    let timestamps = [("created_at", &record.created_at), ("updated_at", &record.updated_at)].into_iter().filter_map(
        |(column, path)| {
            let (path, function) = (path.as_ref()?, format_ident!("{column}"));
            let access = access(path);
            let value = quote_at!(path.span, private=> #private::timestamp(#access, #column));
            Some(quote! {
                #[inline]
                fn #function(&self) -> #Private::Result<#Private::Option<#Private::OffsetDateTime>, #Private::EncodeError> {
                    #value
                }
            })
        },
    );
    let revision = record.revision.as_ref().map(|path| {
        let access = access(path);
        let value = quote_at!(path.span, private=> #private::revision(#access));
        quote! {
            #[inline]
            fn revision(&self) -> #Private::Result<#Private::Option<#Private::i64>, #Private::EncodeError> {
                #value
            }
        }
    });
    quote!(#(#timestamps)* #revision)
}

fn record_shape(container: &Container, record: &Record, scope: &[Component<'_>], key: &[Component<'_>]) -> TokenStream {
    let components = |components: &[Component<'_>]| {
        let component = components.iter().map(|component| {
            let (name, encoding) = (&component.name, component.store_key("ENCODING"));
            quote!(#Private::component_shape(#name, #encoding))
        });
        quote!(&[#(#component),*])
    };
    let (scope, key) = (components(scope), components(key));
    let column = |name: &str, path: &Option<FieldPath>| Some((name.to_owned(), path.as_ref()?.join(".")));
    let columns = [
        column("created_at", &record.created_at),
        column("updated_at", &record.updated_at),
        column("revision", &record.revision),
    ];
    let metadata = record
        .metadata
        .iter()
        .map(|entry| (format!("metadata.{}", container.metadata_name(entry)), entry.path.join(".")));
    let columns = columns.into_iter().flatten().chain(metadata).map(|(name, path)| quote!((#name, #path)));
    let (versions, previous) = previous::shapes(record);
    let shape = quote! {
        &#Private::record_shape(
            (<Self as #Private::StoreRecord>::RECORD_TYPE, <Self as #Private::StoreRecord>::RECORD_TYPE_ALIASES),
            <Self as #Private::StoreRecord>::SCHEMA_VERSION,
            #scope,
            #key,
            &[#(#columns),*],
            <Self as #Private::StoreValue>::SHAPE,
            #previous,
        )
    };
    let shape = if versions.is_empty() { shape } else { quote!({ #versions #shape }) };
    quote!(const RECORD_SHAPE: &'static #Private::RecordShape = #shape;)
}

/// Returns the check of `manifest`: a free constant, which `cargo check` evaluates.
fn registered(container: &Container, record: &Record) -> Option<TokenStream> {
    let (manifest, ident, lifetimes) =
        (record.manifest.as_ref()?, container.expanded_ident(), static_lifetimes(container));
    let span = manifest.segments.last().map_or_else(Span::call_site, |segment| segment.ident.span());
    let manifest = expanded_tokens(manifest.to_token_stream());
    // The type may be the previous one of another, which is in the manifest then.
    let assert = match record.previous {
        Some(Previous::Json(_)) => quote_at!(span, private=> #private::assert_known),
        _ => quote_at!(span, private=> #private::assert_registered),
    };
    Some(quote_at!(span=> const _: () = #assert::<#manifest, #ident<#(#lifetimes),*>>();))
}

/// Returns `'static` for each lifetime of the record.
pub(super) fn static_lifetimes(container: &Container) -> Vec<TokenStream> {
    let parameters = container.generics.params.iter();
    parameters.filter(|parameter| matches!(parameter, GenericParam::Lifetime(_))).map(|_| quote!('static)).collect()
}
