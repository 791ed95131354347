//! `RecordManifest`: the enum, the manifest file, and the checks that the compiler runs.

use crate::attributes::{Options, allowed, given};
use crate::diagnostics::Diagnostics;
use crate::identifiers::{expanded, located};
use crate::model::crate_path;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Data, DeriveInput, Fields, GenericArgument, Ident, LitStr, PathArguments, Type};

mod file;
mod lock;
mod reader;
mod relaxation;

use file::ManifestFile;
use lock::Lock;

/// A variant and the record in it.
struct Entry<'a> {
    ident: &'a Ident,
    held: &'a Type,
    /// The record's type without a `Box` around it.
    record: &'a Type,
}

pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let diagnostics = Diagnostics::new();
    let options = Options::new(
        given(&input.attrs, "manifest", &diagnostics),
        &["file", "lock", "retired", "relax", "crate"],
        &["relax"],
        "a manifest",
        &diagnostics,
    );
    let krate = crate_path(&options);
    let entries = entries(input, &diagnostics);
    if !input.generics.params.is_empty() {
        diagnostics.over(&input.generics, "a manifest is a closed set of record types: it has no parameters");
    }
    let path = options.parsed::<LitStr>("file", "\"migrations/manifest.json\"");
    if options.span("file").is_none() {
        diagnostics
            .at(input.ident.span(), "a manifest needs its file: `#[manifest(file = \"migrations/manifest.json\")]`");
    }
    let lock = options.parsed::<LitStr>("lock", "\"store-record.lock\"");
    let retired = options
        .list("retired", "\"old_type\"")
        .map_or_else(Vec::new, |(_, list)| crate::model::texts(list, "retired", &diagnostics));
    let relaxations = relaxation::given(&options, &diagnostics);
    if let Some(span) = options.span("relax").filter(|_| options.span("lock").is_none()) {
        diagnostics.at(
            span,
            "`relax` allows what the lock would reject, and this manifest has none: add `lock`, or remove this",
        );
    }
    drop(options);
    let lock = lock.map(|path| Lock::read(path, relaxations, &krate, &diagnostics));
    let file = path.as_ref().and_then(|path| ManifestFile::read(path, &diagnostics));
    match (diagnostics.finish(), path.zip(file)) {
        (None, Some((path, file))) => {
            let (ident, allowed) = (expanded(&input.ident), allowed(input));
            let implementation = implementation(&krate, &ident, &entries);
            let checks = checks(&krate, &ident, &entries, &path, &file);
            let lock = lock.map(|lock| lock.checks(&krate, &ident, &records(&entries), &retired, &allowed));
            quote! {
                #allowed
                // The compiler reports a constant that runs for long, as the checks of a thousand record types do.
                #[allow(long_running_const_eval)]
                const _: () = {
                    #implementation
                    #checks
                };
                #lock
            }
        }
        (errors, _) => {
            // A stub, so that the error comes alone; its records count as registered.
            let (ident, p) = (&input.ident, quote!(#krate::__private));
            let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
            let mut registering = input.generics.clone();
            registering.params.push(syn::parse_quote!(__Record));
            let (registering, ..) = registering.split_for_impl();
            let records = entries.iter().map(|entry| entry.record).filter(|_| input.generics.params.is_empty());
            quote! {
                #errors
                impl #impl_generics #krate::RecordManifest for #ident #type_generics #where_clause {
                    const RECORD_TYPES: &'static [&'static #p::str] = &[];
                    const ROUTES: &'static [#p::Route] = &[];
                    fn visit_records<__V: #krate::RecordVisitor>(_: &mut __V) {}
                    fn open(_: &#krate::Envelope) -> #p::Result<Self, #krate::OpenError> {
                        ::core::unimplemented!()
                    }
                    fn record_type(&self) -> &'static #p::str {
                        ::core::unimplemented!()
                    }
                    fn to_envelope(&self) -> #p::Result<#krate::Envelope, #krate::EncodeError> {
                        ::core::unimplemented!()
                    }
                }
                impl #registering #krate::Registers<__Record> for #ident #type_generics #where_clause {}
                #(
                    impl #p::From<#records> for #ident {
                        fn from(_: #records) -> Self {
                            ::core::unimplemented!()
                        }
                    }
                )*
            }
        }
    }
}

fn entries<'a>(input: &'a DeriveInput, diagnostics: &Diagnostics) -> Vec<Entry<'a>> {
    let Data::Enum(data) = &input.data else {
        diagnostics
            .at(input.ident.span(), "a manifest is an enum with one variant for each record type: `Account(Account)`");
        return Vec::new();
    };
    let entry = |variant: &'a syn::Variant| match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            let held = &fields.unnamed.first()?.ty;
            Some(Entry { ident: &variant.ident, held, record: unboxed(held).unwrap_or(held) })
        }
        _ => {
            let ident = &variant.ident;
            diagnostics.at(ident.span(), format!("a variant of a manifest holds one record: `{ident}({ident})`"));
            None
        }
    };
    data.variants.iter().filter_map(entry).collect()
}

/// The records, each with the token at which an error about it stands.
fn records<'a>(entries: &[Entry<'a>]) -> Vec<(&'a Ident, &'a Type)> {
    entries.iter().map(|entry| (entry.ident, entry.record)).collect()
}

/// `T` of `Box<T>` as it is written: the standard library's, or another with `From<T>` and `Deref<Target = T>`.
fn unboxed(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == "Box")?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inside) => Some(inside),
        _ => None,
    }
}

fn implementation(krate: &TokenStream, ident: &Ident, entries: &[Entry<'_>]) -> TokenStream {
    let p = quote!(#krate::__private);
    let records: Vec<_> = entries.iter().map(|entry| entry.record).collect();
    let idents: Vec<_> = entries.iter().map(|entry| expanded(entry.ident)).collect();
    let is_boxed = |entry: &Entry<'_>| !std::ptr::eq(entry.held, entry.record);
    let built = entries.iter().zip(&idents).map(|(entry, ident)| {
        if is_boxed(entry) { quote!(Self::#ident(#p::From::from(__record))) } else { quote!(Self::#ident(__record)) }
    });
    let built: Vec<_> = built.collect();
    let indices = 0..entries.len();
    let no_variants = entries.is_empty().then(|| quote!(_ => match *self {},));
    quote! {
        #[automatically_derived]
        impl #krate::RecordManifest for #ident {
            const RECORD_TYPES: &'static [&'static #p::str] = &[#(<#records as #krate::StoreRecord>::RECORD_TYPE),*];

            const ROUTES: &'static [#p::Route] = {
                const TYPES: &[#p::Types] = &[#((
                    <#records as #krate::StoreRecord>::RECORD_TYPE,
                    <#records as #krate::StoreRecord>::RECORD_TYPE_ALIASES,
                )),*];
                const ROUTES: [#p::Route; #p::routes_len(TYPES)] = #p::routes(TYPES);
                &ROUTES
            };

            fn visit_records<__V: #krate::RecordVisitor>(__visitor: &mut __V) {
                #(#krate::RecordVisitor::visit::<#records>(__visitor);)*
            }

            fn open(__envelope: &#krate::Envelope) -> #p::Result<Self, #krate::OpenError> {
                match #p::route(<Self as #krate::RecordManifest>::ROUTES, __envelope) {
                    #(#p::Some(#indices) => {
                        let __record: #records = #krate::Envelope::open(__envelope)?;
                        #p::Ok(#built)
                    })*
                    _ => #p::unlisted_type(),
                }
            }

            fn record_type(&self) -> &'static #p::str {
                match self {
                    #(Self::#idents(_) => <#records as #krate::StoreRecord>::RECORD_TYPE,)*
                    #no_variants
                }
            }

            fn to_envelope(&self) -> #p::Result<#krate::Envelope, #krate::EncodeError> {
                match self {
                    #(Self::#idents(__record) => <#records as #krate::StoreRecord>::to_envelope(__record),)*
                    #no_variants
                }
            }
        }

        #(
            #[automatically_derived]
            impl #p::From<#records> for #ident {
                fn from(__record: #records) -> Self {
                    #built
                }
            }

            #[automatically_derived]
            impl #krate::Registers<#records> for #ident {}
        )*
    }
}

/// Free items, so that `cargo check` runs them; each at the token that it is about.
fn checks(
    krate: &TokenStream,
    ident: &Ident,
    entries: &[Entry<'_>],
    path: &LitStr,
    file: &ManifestFile,
) -> TokenStream {
    let p = quote!(#krate::__private);
    let records: Vec<_> = entries.iter().map(|entry| entry.record).collect();
    let listed = &file.record_types;
    let mut sorted: Vec<&String> = listed.iter().collect();
    sorted.sort_by_key(|name| (name.len(), name.as_bytes()));
    let each = entries.iter().enumerate().map(|(index, entry)| {
        let (record, span) = (entry.record, located(entry.ident.span()));
        let here = respanned(&p, span);
        quote_spanned! {span=>
            const _: () = {
                #here::assert_distinct(ROUTES, TYPES, #index);
                #here::assert_listed(<#record as #krate::StoreRecord>::RECORD_TYPE, SORTED, #path);
            };
        }
    });
    let span = located(path.span());
    let here = respanned(&p, span);
    let complete = quote_spanned!(span=> #here::assert_complete(ROUTES, LISTED, #path));
    let tracked = &file.path;
    quote! {
        const _: () = {
            const ROUTES: &[#p::Route] = <#ident as #krate::RecordManifest>::ROUTES;
            const TYPES: &[#p::Types] = &[#((
                <#records as #krate::StoreRecord>::RECORD_TYPE,
                <#records as #krate::StoreRecord>::RECORD_TYPE_ALIASES,
            )),*];
            const SORTED: &[&#p::str] = &[#(#sorted),*];
            const LISTED: &[&#p::str] = &[#(#listed),*];

            #(#each)*

            const _: () = #complete;
        };

        // A change of the file compiles the manifest again.
        const _: &[#p::u8] = ::core::include_bytes!(#tracked);
    }
}

/// The tokens with another span.
fn respanned(tokens: &TokenStream, span: Span) -> TokenStream {
    let respanned = tokens.clone().into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    respanned.collect()
}
