//! `impl StoreRecord` and the inherent functions of a record.

use super::functions::Function;
use super::{bytes, canonical, checked, is_written_as_pointer, metadata_name, own_field, quote_at, quoted, unwrapped};
use crate::attributes::Place;
use crate::identifiers::expanded_tokens;
use crate::model::{Container, Record};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{GenericParam, Ident, Type};

/// The type of a component: the own field's, or the one that was written.
pub(crate) fn component_type(container: &Container, place: &Place) -> Option<Type> {
    place.ty.clone().or_else(|| own_field(container, place).map(|field| field.ty.clone()))
}

pub(super) fn of(container: &Container) -> TokenStream {
    let Some(record) = &container.record else { return TokenStream::new() };
    let (p, ident) = (container.private(), container.name());
    let (impl_generics, type_generics, where_clause) = container.generics.split_for_impl();
    let scope = components(container, &record.scope);
    let key = components(container, &record.key);
    let record_type = &record.record_type;
    // What is as the trait has it isn't said, which leaves less to compile.
    let aliases = (!record.aliases.is_empty()).then(|| {
        let aliases = &record.aliases;
        quote!(const RECORD_TYPES: &'static [&'static #p::str] = &[#record_type, #(#aliases),*];)
    });
    let schema_version = (record.schema_version != 1).then(|| {
        let version = record.schema_version;
        quote!(const SCHEMA_VERSION: #p::i32 = #version;)
    });
    let encode_scope = scope.iter().map(|component| component.encode_own(&p));
    let encode_key =
        key.iter().map(|component| component.encode_own(&p)).chain(unit(&key, &quote!(write_unit(__key)), &p));
    let metadata = encode_metadata(container, record, &p);
    let columns = columns(record, &p);
    let functions = functions(container, record, &scope, &key);
    let registered = registered(container, record, &p);
    let record_shape = record_shape(container, record, &scope, &key, &p);
    let open_version = open_version(record, &p);
    let rewrite_key = scope.iter().chain(&key).map(|component| component.rewrite(&p));
    let rewrite_key = rewrite_key.chain(unit(&key, &quote!(rewrite_unit(__from, __to)), &p));
    let upcast = upcast(container, record, &p);
    // Functions marked `#[inline]` are compiled where they are used and nowhere else: the runtime has most of them in one
    // place, which would get a copy of its own beside theirs.
    quote! {
        #[automatically_derived]
        impl #impl_generics #p::StoreRecord for #ident #type_generics #where_clause {
            const RECORD_TYPE: &'static #p::str = #record_type;
            #aliases
            #schema_version

            #record_shape

            #open_version

            #[inline]
            fn rewrite_key(__from: &mut #p::KeyDecoder<'_>, __to: &mut #p::KeyEncoder) {
                #(#rewrite_key)*
            }

            #[inline]
            fn encode_scope(&self, __key: &mut #p::KeyEncoder) {
                #(#encode_scope)*
            }

            #[inline]
            fn encode_key(&self, __key: &mut #p::KeyEncoder) {
                #(#encode_key)*
            }

            #[inline]
            fn encode_metadata(&self, __encoder: &mut #p::Encoder) {
                #metadata
            }

            #columns
        }

        #functions
        #registered
        #upcast
    }
}

/// A component of the scope or the key.
struct Component<'a> {
    place: &'a Place,
    ty: Type,
    ty_span: Span,
    /// The name in messages, such as `address.city`.
    name: String,
}

fn components<'a>(container: &Container, places: &'a [Place]) -> Vec<Component<'a>> {
    places
        .iter()
        .filter_map(|place| {
            let ty = component_type(container, place)?;
            Some(Component { place, ty_span: ty.span(), ty, name: place.name(".") })
        })
        .collect()
}

/// A call for the key of `key = ()`, which has no components of its own.
fn unit(key: &[Component<'_>], call: &TokenStream, p: &Ident) -> Option<TokenStream> {
    key.is_empty().then(|| quote!(#p::#call;))
}

impl Component<'_> {
    /// `<Type as StoreKey>::item`, with one span in every place, so that rustc merges its errors.
    fn of_key(&self, item: &str, p: &Ident) -> TokenStream {
        let (ty, item) = (&self.ty, Ident::new(item, Span::call_site().located_at(self.ty_span)));
        quote_at!(self.ty_span, p=> <#ty as #p::StoreKey>::#item)
    }

    fn encode_own(&self, p: &Ident) -> TokenStream {
        let (name, access, ty) = (&self.name, self.place.access(), &self.ty);
        let write = self.of_key("write_component", p);
        let reference = quote_spanned!(Span::call_site().located_at(self.ty_span)=> &);
        quote!({ let __value: #reference #ty = #access; #write(__value, #name, __key); })
    }

    fn parameter(&self, parameter: &Ident, p: &Ident) -> TokenStream {
        let (ty, borrowed) = (&self.ty, self.of_key("Borrowed", p));
        if is_written_as_pointer(ty) { quote!(#parameter: &#borrowed) } else { quote!(#parameter: &#ty) }
    }

    fn encode_parameter(&self, parameter: &Ident, p: &Ident) -> TokenStream {
        let name = &self.name;
        if is_written_as_pointer(&self.ty) {
            let encode = self.of_key("encode_key", p);
            return quote!(#p::borrowed_component(&mut __key, #name, #parameter, #encode););
        }
        let write = self.of_key("write_component", p);
        quote!(#write(#parameter, #name, &mut __key);)
    }

    fn rewrite(&self, p: &Ident) -> TokenStream {
        let (name, rewrite) = (&self.name, self.of_key("rewrite_component", p));
        quote!(#rewrite(#name, __from, __to);)
    }
}

fn encode_metadata(container: &Container, record: &Record, p: &Ident) -> TokenStream {
    let mut entries: Vec<_> =
        record.metadata.iter().map(|promoted| (metadata_name(container, promoted), &promoted.place)).collect();
    entries.sort_by(|(one, _), (other, _)| canonical(one).cmp(&canonical(other)));
    if entries.is_empty() {
        return quote!(if #p::enter(__encoder) { #p::leave(__encoder, b"{}"); });
    }
    let writes = entries.iter().enumerate().map(|(index, (name, place))| {
        let separator = if index == 0 { "{" } else { ", " };
        let (text, access) = (bytes(&format!("{separator}{}: ", quoted(name))), place.access());
        match own_field(container, place) {
            Some(field) if field.with.is_some() => {
                let Function { span, path: encode } = field.encode(p);
                quote_at!(span, p=> #p::member_with(__encoder, #text, #access, #encode);)
            }
            _ => quote_at!(place.span, p=> #p::member(__encoder, #text, #access);),
        }
    });
    quote!(if #p::enter(__encoder) { #(#writes)* #p::leave(__encoder, b"}"); })
}

fn columns(record: &Record, p: &Ident) -> TokenStream {
    let timestamps = [("created_at", &record.created_at), ("updated_at", &record.updated_at)].into_iter().filter_map(
        |(column, place)| {
            let (place, function) = (place.as_ref()?, format_ident!("{column}"));
            let access = place.access();
            let value = quote_at!(place.span, p=> #p::timestamp(#access, #column));
            Some(quote! {
                #[inline]
                fn #function(&self) -> #p::Result<#p::Option<#p::OffsetDateTime>, #p::EncodeError> {
                    #value
                }
            })
        },
    );
    let revision = record.revision.as_ref().map(|place| {
        let access = place.access();
        let value = quote_at!(place.span, p=> #p::revision(#access));
        quote! {
            #[inline]
            fn revision(&self) -> #p::Result<#p::Option<#p::i64>, #p::EncodeError> {
                #value
            }
        }
    });
    quote!(#(#timestamps)* #revision)
}

fn functions(container: &Container, record: &Record, scope: &[Component<'_>], key: &[Component<'_>]) -> TokenStream {
    let (p, ident, visibility) = (container.private(), container.name(), &container.visibility);
    let (impl_generics, type_generics, where_clause) = container.generics.split_for_impl();
    let all: Vec<&Component<'_>> = scope.iter().chain(key).collect();
    let write_unit = unit(key, &quote!(write_unit(&mut __key)), &p);
    let function =
        |doc: String, name: Ident, components: &[&Component<'_>], output: TokenStream, finish: TokenStream| {
            let places: Vec<_> = components.iter().map(|component| component.place).collect();
            let names = Record::parameters(&places, "__key");
            let named = || components.iter().zip(&names);
            let parameters = named().map(|(component, name)| component.parameter(name, &p));
            let writes = named().map(|(component, name)| component.encode_parameter(name, &p));
            // Clippy's default limit is seven. A look-up has a parameter for each component, so only a long key has the `allow`.
            let allowed = (components.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
            quote! {
                #allowed
                #[doc = #doc]
                ///
                /// # Errors
                ///
                /// A component that has no key text, such as a date out of range.
                #[inline]
                #visibility fn #name(#(#parameters),*) -> #p::Result<#p::#output, #p::KeyError> {
                    let mut __key = #p::new_key();
                    #(#writes)*
                    #finish
                }
            }
        };
    let scope_for = (!scope.is_empty()).then(|| {
        let components: Vec<&Component<'_>> = scope.iter().collect();
        function(
            "The scope of these components.".into(),
            record.function("scope_for"),
            &components,
            quote!(Scope),
            quote!(#p::to_scope(&__key)),
        )
    });
    let record_key_for = function(
        "The record key of these components.".into(),
        record.function("record_key_for"),
        &all,
        quote!(RecordKey),
        quote!(#write_unit #p::to_record_key(&__key)),
    );
    let ranges = record.ranges().into_iter().zip(1..).filter_map(|(name, length)| {
        let last = key.get(length - 1)?;
        let components: Vec<&Component<'_>> = scope.iter().chain(key.iter().take(length)).collect();
        Some(function(
            format!("All keys with these components, up to `{}`.", last.name),
            record.function(&name),
            &components,
            quote!(KeyRange),
            quote!(#p::to_key_range(&__key)),
        ))
    });
    let parse_key = record.function("parse_key");
    let types: Vec<&Type> = all.iter().map(|component| &component.ty).collect();
    let reads: Vec<TokenStream> = all
        .iter()
        .map(|component| {
            let (decode, name) = (component.of_key("decode_key", &p), &component.name);
            unwrapped(&p, &quote!(#p::parse_component(&mut __parts, #name, #decode)))
        })
        .collect();
    let read_unit = key.is_empty().then(|| checked(&p, &quote!(#p::read_unit(&mut __parts))));
    let finish = checked(&p, &quote!(#p::finish_key(__parts)));
    let (output, value) = match (types.as_slice(), reads.as_slice()) {
        ([ty], [read]) => (quote!(#ty), quote!(#read)),
        _ => (quote!((#(#types,)*)), quote!((#(#reads,)*))),
    };
    // A variable of the type `()` would be a lint's.
    let components = (!all.is_empty()).then(|| quote!(let __components = #value;));
    let components_or_unit = if all.is_empty() { quote!(()) } else { quote!(__components) };
    quote! {
        #[automatically_derived]
        impl #impl_generics #ident #type_generics #where_clause {
            #scope_for
            #record_key_for
            #(#ranges)*

            /// The scope's and the key's components of a record key.
            ///
            /// # Errors
            ///
            /// A text that is no key of this record type.
            #[inline]
            #visibility fn #parse_key(__text: &#p::RecordKey) -> #p::Result<#output, #p::KeyError> {
                let mut __parts = #p::read_key(__text);
                #components
                #read_unit
                #finish
                #p::Ok(#components_or_unit)
            }
        }
    }
}

fn record_shape(
    container: &Container,
    record: &Record,
    scope: &[Component<'_>],
    key: &[Component<'_>],
    p: &Ident,
) -> TokenStream {
    let components = |components: &[Component<'_>]| {
        let component = components.iter().map(|component| {
            let (name, form) = (&component.name, component.of_key("ENCODING", p));
            quote!(#p::ComponentShape { name: #name, encoding: #form })
        });
        quote!(&[#(#component),*])
    };
    let (scope, key) = (components(scope), components(key));
    let column = |name: &str, place: &Option<Place>| Some((name.to_owned(), place.as_ref()?.name(".")));
    let columns = [
        column("created_at", &record.created_at),
        column("updated_at", &record.updated_at),
        column("revision", &record.revision),
    ];
    let metadata = record
        .metadata
        .iter()
        .map(|promoted| (format!("metadata.{}", metadata_name(container, promoted)), promoted.place.name(".")));
    let columns = columns.into_iter().flatten().chain(metadata).map(|(name, path)| quote!((#name, #path)));
    let previous = match &record.previous {
        None => quote!(#p::None),
        Some(previous) => {
            let named = expanded_tokens(previous.to_token_stream());
            let shape = quote_at!(previous.span(), p=> <#named as #p::StoreRecord>::RECORD_SHAPE);
            quote!(#p::Some(#shape))
        }
    };
    quote! {
        const RECORD_SHAPE: &'static #p::RecordShape = &#p::RecordShape {
            record_type: <Self as #p::StoreRecord>::RECORD_TYPE,
            aliases: <Self as #p::StoreRecord>::RECORD_TYPE_ALIASES,
            schema_version: <Self as #p::StoreRecord>::SCHEMA_VERSION,
            scope: #scope,
            key: #key,
            columns: &[#(#columns),*],
            payload: <Self as #p::StoreValue>::SHAPE,
            previous: #previous,
        };
    }
}

fn open_version(record: &Record, p: &Ident) -> Option<TokenStream> {
    let previous = record.previous.as_ref()?;
    let named = expanded_tokens(previous.to_token_stream());
    let open = quote_at!(previous.span(), p=> #p::open_or_upcast::<Self, #named>(__envelope));
    Some(quote! {
        fn open_version(__envelope: &#p::Envelope) -> #p::Result<Self, #p::OpenError> {
            #open
        }
    })
}

/// A free item, so that `cargo check` sees it.
fn upcast(container: &Container, record: &Record, p: &Ident) -> Option<TokenStream> {
    let (previous, ident, lifetimes) = (record.previous.as_ref()?, container.name(), static_lifetimes(container));
    let named = expanded_tokens(previous.to_token_stream());
    Some(quote_at!(previous.span(), p=> const _: () = #p::assert_previous::<#ident<#(#lifetimes),*>, #named>();))
}

/// `'static` for each lifetime of the record.
fn static_lifetimes(container: &Container) -> Vec<TokenStream> {
    let parameters = container.generics.params.iter();
    parameters.filter(|parameter| matches!(parameter, GenericParam::Lifetime(_))).map(|_| quote!('static)).collect()
}

/// A free item, so that `cargo check` sees it.
fn registered(container: &Container, record: &Record, p: &Ident) -> Option<TokenStream> {
    let (manifest, ident, lifetimes) = (record.manifest.as_ref()?, container.name(), static_lifetimes(container));
    let span = manifest.segments.last().map_or_else(proc_macro2::Span::call_site, |segment| segment.ident.span());
    let manifest = expanded_tokens(manifest.to_token_stream());
    Some(quote_at!(span, p=> const _: () = #p::assert_registered::<#manifest, #ident<#(#lifetimes),*>>();))
}
