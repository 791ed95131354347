//! What the user declared. Later stages read the model and no attributes; `facts` derives from it what several of them need.

use crate::attributes::{Case, Description};
use crate::context::{Context, Derive};
use proc_macro2::Span;
use syn::{Data, Generics, Ident, LitStr, Type, Visibility, WherePredicate};

mod facts;
mod field;
mod record;
mod variant;

pub(crate) use facts::{Repr, distinct_names, ungroup};
pub(crate) use field::{Default, Field, Name, Style, With};
pub(crate) use record::{Previous, Record};
pub(crate) use variant::Variant;

/// A struct or an enum with its options.
pub(crate) struct Container {
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    pub(crate) generics: Generics,
    pub(crate) description: Description,
    pub(crate) body: Body,
    /// The value whose fields take the place of absent fields.
    pub(crate) default: Default,
    /// Where `rename_all_fields` is.
    pub(crate) rename_all_fields: Option<Span>,
    /// Where `transparent` is.
    pub(crate) transparent: Option<Span>,
    /// The type that the values are stored as.
    pub(crate) conversion: Conversion,
    pub(crate) tag: Option<LitStr>,
    /// The name of the member with a variant's value, beside the tag.
    pub(crate) content: Option<LitStr>,
    /// Where `untagged` is.
    pub(crate) untagged: Option<Span>,
    /// Where `repr = "integer"` is.
    pub(crate) integer: Option<Span>,
    /// Where `rename_all` is.
    pub(crate) rename_all: Option<Span>,
    /// Where `unknown_fields = "ignore"` is.
    pub(crate) ignores_unknown: Option<Span>,
    pub(crate) reserved: Vec<LitStr>,
    pub(crate) bound: Option<Vec<WherePredicate>>,
    pub(crate) record: Option<Record>,
}

/// The options `from`, `try_from` and `into`.
pub(crate) struct Conversion {
    pub(crate) from: Option<Type>,
    pub(crate) try_from: Option<Type>,
    pub(crate) into: Option<Type>,
}

pub(crate) enum Body {
    Struct { style: Style, fields: Vec<Field> },
    Enum(Vec<Variant>),
}

impl Container {
    /// Reads the input. Returns `None` for a union, which `checks` reports.
    pub(crate) fn new(context: &Context<'_>) -> Option<Self> {
        let Context { derive, input, options, diagnostics, .. } = context;
        let case = Case::from_options("rename_all", options, diagnostics);
        let case_of_fields = Case::from_options("rename_all_fields", options, diagnostics);
        let default = Default::from_options(options);
        // What an absent field without an option of its own is.
        let of_variants = if options.absent_is_none() { Default::Absent } else { Default::None };
        let of_fields = if matches!(default, Default::None) { of_variants.clone() } else { Default::Container };
        let body = match &input.data {
            Data::Struct(data) => {
                let fields = Field::from_fields(&data.fields, case, &of_fields, context);
                Body::Struct { style: Style::of_struct(&data.fields, &fields), fields }
            }
            Data::Enum(data) => {
                let variants = data.variants.iter();
                Body::Enum(
                    variants
                        .map(|variant| Variant::new(variant, case, case_of_fields, &of_variants, context))
                        .collect(),
                )
            }
            Data::Union(_) => return None,
        };
        let mut container = Self {
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            generics: input.generics.clone(),
            description: Description::new(&input.attrs),
            body,
            default,
            rename_all_fields: options.span("rename_all_fields"),
            transparent: options.flag("transparent"),
            conversion: Conversion {
                from: options.parsed("from", "Type"),
                try_from: options.parsed("try_from", "Type"),
                into: options.parsed("into", "Type"),
            },
            tag: options.parsed("tag", "\"kind\""),
            content: options.parsed("content", "\"value\""),
            untagged: options.flag("untagged"),
            integer: options.is_integer(),
            rename_all: options.span("rename_all"),
            ignores_unknown: options.ignores_unknown(),
            reserved: options.string_literals("reserved", "\"old_name\""),
            bound: options.bound(),
            record: (*derive == Derive::Record).then(|| Record::new(context)),
        };
        let has_tag = matches!(container.repr(), Repr::Internal { .. });
        if let (true, Body::Enum(variants)) = (has_tag, &mut container.body) {
            variants.iter_mut().for_each(Variant::flatten);
        }
        Some(container)
    }
}
