//! What the user declared. Later stages read the model and no attributes; `facts` derives from it what several of them need.

use crate::attributes::Case;
use crate::context::{Context, Derive};
use proc_macro2::Span;
use syn::{Data, Generics, Ident, LitStr, Visibility, WherePredicate};

mod facts;
mod field;
mod record;
mod variant;

pub(crate) use facts::{distinct_names, ungroup};
pub(crate) use field::{Default, Field, Name, Style, With};
pub(crate) use record::Record;
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
    /// Reads the input. Returns `None` for a union, which `checks` reports.
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
            Data::Union(_) => return None,
        };
        Some(Self {
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            generics: input.generics.clone(),
            body,
            tag: options.parsed("tag", "\"kind\""),
            ignores_unknown: options.ignores_unknown(),
            reserved: options.string_literals("reserved", "\"old_name\""),
            bound: options.bound(),
            record: (*derive == Derive::Record).then(|| Record::new(context)),
        })
    }
}
