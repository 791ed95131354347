//! What the user declared. Later stages read the model and no attributes; `facts` derives from it what several of them need.

use crate::attributes::{Case, Options};
use crate::context::{Context, Derive};
use crate::diagnostics::Diagnostics;
use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{Data, Generics, Ident, LitStr, Visibility, WherePredicate};

mod facts;
mod field;
mod record;
mod variant;

pub(crate) use facts::{distinct_names, ungroup};
pub(crate) use field::{Default, Field, Name, Style, With};
pub(crate) use record::{Record, RenamedFunction};
pub(crate) use variant::Variant;

/// A struct or an enum with its options.
pub(crate) struct Container {
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    pub(crate) generics: Generics,
    pub(crate) body: Body,
    pub(crate) tag: Option<LitStr>,
    /// Where `unknown_fields = "ignore"` is.
    pub(crate) ignores_unknown: Option<Span>,
    pub(crate) reserved: Vec<LitStr>,
    pub(crate) bound: Option<Vec<WherePredicate>>,
    pub(crate) record: Option<Record>,
}

pub(crate) enum Body {
    Struct { style: Style, fields: Vec<Field> },
    Enum(Vec<Variant>),
}

impl Container {
    /// Reads the input. Returns `None`, after an error, for a union.
    pub(crate) fn new(context: &Context<'_>) -> Option<Self> {
        let Context { derive, input, options, diagnostics, .. } = context;
        let case = Case::from_options(options, diagnostics);
        let body = match &input.data {
            Data::Struct(data) => Body::Struct {
                style: Style::new(&data.fields),
                fields: Field::from_fields(&data.fields, case, context),
            },
            Data::Enum(data) => {
                Body::Enum(data.variants.iter().map(|variant| Variant::new(variant, case, context)).collect())
            }
            Data::Union(data) => {
                diagnostics.error_spanned_by(
                    data.union_token,
                    "a union can't be stored, as nothing says which field it holds: use an enum",
                );
                return None;
            }
        };
        Some(Self {
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            generics: input.generics.clone(),
            body,
            tag: options.parsed("tag", "\"kind\""),
            ignores_unknown: ignores_unknown(options, diagnostics),
            reserved: options.string_literals("reserved", "\"old_name\""),
            bound: bound(options, diagnostics),
            record: (*derive == Derive::Record).then(|| Record::new(context)),
        })
    }
}

fn ignores_unknown(options: &Options<'_>, diagnostics: &Diagnostics) -> Option<Span> {
    let value = options.parsed::<LitStr>("unknown_fields", "\"ignore\"")?;
    if value.value() != "ignore" {
        diagnostics.error_at(
            value.span(),
            "`unknown_fields` has one value, \"ignore\"; remove `unknown_fields` to reject unknown fields",
        );
    }
    options.span("unknown_fields")
}

fn bound(options: &Options<'_>, diagnostics: &Diagnostics) -> Option<Vec<WherePredicate>> {
    let text = options.parsed::<LitStr>("bound", "\"T: StoreValue\"")?;
    match text.parse_with(Punctuated::<WherePredicate, syn::Token![,]>::parse_terminated) {
        Ok(predicates) => Some(predicates.into_iter().collect()),
        Err(_) => {
            diagnostics
                .error_at(text.span(), "`bound` needs the predicates of a where clause: `bound = \"T: StoreValue\"`");
            None
        }
    }
}
