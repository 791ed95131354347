//! What the user declared, read once; each later stage reads only this.

use crate::attributes::{
    Case, Given, Options, Place, Promoted, allowed, given, parenthesized, place, places, promoted,
};
use crate::diagnostics::Diagnostics;
use crate::identifiers::expanded;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Generics, Ident, LitInt, LitStr, Path, Type, WherePredicate};

mod field;
mod functions;
mod variant;

pub(crate) use field::{Default, Field, Form, Name, With, form_of};
pub(crate) use functions::Renamed;
pub(crate) use variant::Variant;

/// Which derive was asked for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Derive {
    Record,
    Value,
    Key,
}

/// A struct or an enum with its options.
pub(crate) struct Container {
    pub(crate) derive: Derive,
    pub(crate) ident: Ident,
    pub(crate) visibility: syn::Visibility,
    pub(crate) generics: Generics,
    /// The lints that the user allows, as attributes.
    pub(crate) allowed: TokenStream,
    pub(crate) krate: TokenStream,
    pub(crate) body: Body,
    pub(crate) tag: Option<LitStr>,
    pub(crate) ignores_unknown: Option<Span>,
    pub(crate) reserved: Vec<LitStr>,
    pub(crate) bound: Option<Vec<WherePredicate>>,
    pub(crate) record: Option<Record>,
}

pub(crate) enum Body {
    Struct { form: Form, fields: Vec<Field> },
    Enum(Vec<Variant>),
}

/// The options that make a struct a record.
pub(crate) struct Record {
    pub(crate) record_type: Option<LitStr>,
    pub(crate) aliases: Vec<LitStr>,
    pub(crate) schema_version: i32,
    pub(crate) scope: Vec<Place>,
    pub(crate) key: Vec<Place>,
    pub(crate) created_at: Option<Place>,
    pub(crate) updated_at: Option<Place>,
    pub(crate) revision: Option<Place>,
    pub(crate) metadata: Vec<Promoted>,
    pub(crate) manifest: Option<Path>,
    /// The type of the schema version before.
    pub(crate) previous: Option<Type>,
    pub(crate) renamed: Vec<Renamed>,
}

const VALUE_OPTIONS: [&str; 6] = ["rename_all", "tag", "unknown_fields", "reserved", "bound", "crate"];
const RECORD_OPTIONS: [&str; 12] = [
    "type",
    "alias",
    "schema_version",
    "previous",
    "scope",
    "key",
    "created_at",
    "updated_at",
    "revision",
    "metadata",
    "manifest",
    "functions",
];

impl Container {
    /// Reads the input; none, with an error, where nothing can be made of it.
    pub(crate) fn of(input: &DeriveInput, derive: Derive, diagnostics: &Diagnostics) -> Option<Self> {
        let mut given = given(&input.attrs, "store_record", diagnostics);
        if derive != Derive::Record {
            given = without_record_options(given, derive, diagnostics);
        }
        let known: Vec<&str> = match derive {
            Derive::Record => RECORD_OPTIONS.into_iter().chain(VALUE_OPTIONS).collect(),
            _ => VALUE_OPTIONS.to_vec(),
        };
        let options = Options::new(given, &known, &["alias"], "a container", diagnostics);
        let krate = crate_path(&options);
        let case =
            options.parsed::<LitStr>("rename_all", "\"snake_case\"").and_then(|text| Case::of(&text, diagnostics));
        let body = match &input.data {
            Data::Struct(data) => Body::Struct {
                form: form_of(&data.fields),
                fields: Field::all(&data.fields, case, derive, diagnostics),
            },
            Data::Enum(data) => Body::Enum(
                data.variants.iter().map(|variant| Variant::of(variant, case, derive, diagnostics)).collect(),
            ),
            Data::Union(data) => {
                diagnostics.over(data.union_token, "a union has no fields that could be read; use an enum");
                return None;
            }
        };
        let unknown = options.parsed::<LitStr>("unknown_fields", "\"ignore\"");
        if let Some(unknown) = unknown.as_ref().filter(|unknown| unknown.value() != "ignore") {
            diagnostics
                .at(unknown.span(), "`unknown_fields` knows only \"ignore\"; without it an unknown field is an error");
        }
        Some(Self {
            derive,
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            generics: input.generics.clone(),
            allowed: allowed(input),
            krate,
            body,
            tag: options.parsed("tag", "\"kind\""),
            ignores_unknown: unknown.and(options.span("unknown_fields")),
            reserved: options
                .list("reserved", "\"old_name\"")
                .map_or_else(Vec::new, |(_, list)| texts(list, "reserved", diagnostics)),
            bound: bound(&options, diagnostics),
            record: (derive == Derive::Record).then(|| Record::of(&input.ident, &options, diagnostics)),
        })
    }

    /// The type's name as a token of the expansion.
    pub(crate) fn name(&self) -> Ident {
        expanded(&self.ident)
    }

    /// The name that the module which expanded code calls has in the expansion. Types of the user are named there too, and
    /// other crates have modules called `__private`.
    pub(crate) fn private(&self) -> Ident {
        Ident::new("__store_record", Span::call_site())
    }

    /// The fields of a struct; none of an enum.
    pub(crate) fn fields(&self) -> &[Field] {
        match &self.body {
            Body::Struct { fields, .. } => fields,
            Body::Enum(_) => &[],
        }
    }
}

impl Record {
    fn of(ident: &Ident, options: &Options<'_>, diagnostics: &Diagnostics) -> Self {
        let missing = |name: &str, what: &str| {
            if options.span(name).is_none() {
                diagnostics.at(ident.span(), format!("a record needs `{name}`: {what}"));
            }
        };
        missing("type", "the stable stored name of this kind of record, `#[store_record(type = \"account\")]`");
        missing(
            "scope",
            "the fields that bound it, `#[store_record(scope = tenant_id)]`, or `scope = global` where nothing does",
        );
        missing(
            "key",
            "the fields that identify it in its scope, `#[store_record(key = id)]` or `key = (user_id, group)`; `key = ()` \
             where each scope has one",
        );
        let scope = match options.tokens("scope", "tenant_id") {
            Some((_, tokens)) if tokens.to_string() != "global" => {
                if parenthesized(&tokens).is_some_and(|list| list.is_empty()) {
                    let message = "a scope has components; write `scope = global` for a record that nothing bounds";
                    diagnostics.over(&tokens, message);
                }
                places(tokens, diagnostics)
            }
            _ => Vec::new(),
        };
        let column = |name: &str| place(options.tokens(name, "field")?.1, diagnostics);
        Self {
            record_type: options.parsed("type", "\"account\""),
            aliases: options.texts("alias"),
            schema_version: schema_version(options, diagnostics),
            scope,
            key: options.tokens("key", "id").map_or_else(Vec::new, |(_, tokens)| places(tokens, diagnostics)),
            created_at: column("created_at"),
            updated_at: column("updated_at"),
            revision: column("revision"),
            metadata: options
                .list("metadata", "field, name = field")
                .map_or_else(Vec::new, |(_, list)| promoted(list, diagnostics)),
            manifest: options.parsed("manifest", "DirectoryRecord"),
            previous: options.parsed("previous", "AccountV1"),
            renamed: functions::renamed(options, diagnostics),
        }
    }
}

/// The other options. The first one of a record is reported, which is the same mistake as the next.
fn without_record_options(given: Vec<Given>, derive: Derive, diagnostics: &Diagnostics) -> Vec<Given> {
    let is_of_record = |option: &Given| RECORD_OPTIONS.iter().any(|name| option.key.unraw() == name);
    let (of_record, other): (Vec<Given>, Vec<Given>) = given.into_iter().partition(is_of_record);
    if let Some(first) = of_record.first() {
        let name = first.key.unraw();
        let message = match derive {
            Derive::Key => {
                format!("`{name}` goes with `#[derive(StoreRecord)]`, and a record can't be a key; remove one")
            }
            _ => format!(
                "`{name}` goes with `#[derive(StoreRecord)]`, which implies `StoreValue`: derive `StoreRecord` instead of \
                 `StoreValue`, or remove `{name}`"
            ),
        };
        diagnostics.at(first.key.span(), message);
    }
    other
}

/// `::store_record`, or what `crate = …` says.
pub(crate) fn crate_path(options: &Options<'_>) -> TokenStream {
    let Some((_, tokens)) = options.tokens("crate", "path::to::store_record") else { return quote!(::store_record) };
    match syn::parse2::<LitStr>(tokens.clone()).and_then(|text| text.parse::<Path>()) {
        Ok(path) => path.to_token_stream(),
        Err(_) => options
            .parsed::<Path>("crate", "path::to::store_record")
            .map_or_else(|| quote!(::store_record), ToTokens::into_token_stream),
    }
}

fn schema_version(options: &Options<'_>, diagnostics: &Diagnostics) -> i32 {
    let Some(number) = options.parsed::<LitInt>("schema_version", "1") else { return 1 };
    match number.base10_parse::<i32>() {
        Ok(version) if version >= 1 => version,
        _ => {
            diagnostics.at(number.span(), "a schema version is a number from 1 to 2147483647");
            1
        }
    }
}

fn bound(options: &Options<'_>, diagnostics: &Diagnostics) -> Option<Vec<WherePredicate>> {
    use syn::punctuated::Punctuated;
    let text = options.parsed::<LitStr>("bound", "\"T: StoreValue\"")?;
    match text.parse_with(Punctuated::<WherePredicate, syn::Token![,]>::parse_terminated) {
        Ok(predicates) => Some(predicates.into_iter().collect()),
        Err(_) => {
            diagnostics.at(text.span(), "`bound` takes predicates as in a where clause: `bound = \"T: StoreValue\"`");
            None
        }
    }
}

pub(crate) fn texts(list: TokenStream, option: &str, diagnostics: &Diagnostics) -> Vec<LitStr> {
    use syn::parse::Parser;
    let parser = syn::punctuated::Punctuated::<LitStr, syn::Token![,]>::parse_terminated;
    match parser.parse2(list.clone()) {
        Ok(texts) => texts.into_iter().collect(),
        Err(_) => {
            diagnostics.over(list, format!("expected texts: `{option}(\"old_name\", …)`"));
            Vec::new()
        }
    }
}
