//! Variants of enums.

use super::{Default, Field, Name, Style};
use crate::attributes::{Case, Description, Options, VARIANT, condition, raw_options};
use crate::context::Context;
use proc_macro2::Span;
use syn::Ident;
use syn::ext::IdentExt;
use syn::spanned::Spanned as _;

pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) style: Style,
    pub(crate) fields: Vec<Field>,
    pub(crate) name: Name,
    pub(crate) aliases: Vec<Name>,
    /// Where `rename` is.
    pub(crate) rename: Option<Span>,
    pub(crate) other: Option<Span>,
    /// The `cfg` of the variant, for the lock; empty without one.
    pub(crate) cfg: String,
    pub(crate) description: Description,
}

impl Variant {
    pub(super) fn new(
        variant: &syn::Variant,
        case: Option<Case>,
        case_of_fields: Option<Case>,
        absent: &Default,
        context: &Context<'_>,
    ) -> Self {
        let raw = raw_options(&variant.attrs, "store_record", context.diagnostics);
        let options = Options::new(raw, &VARIANT, context.diagnostics);
        let own_name = variant.ident.unraw().to_string();
        let name = Name::from_options(&options).unwrap_or_else(|| Name {
            text: case.map_or(own_name.clone(), |case| case.variant_name(&own_name)),
            span: variant.ident.span(),
        });
        let field_case = Case::from_options("rename_all", &options, context.diagnostics).or(case_of_fields);
        Self {
            ident: variant.ident.clone(),
            style: Style::new(&variant.fields),
            fields: Field::from_fields(&variant.fields, field_case, absent, context),
            name,
            aliases: options.aliases().iter().map(Name::from_literal).collect(),
            rename: options.span("rename"),
            other: options.flag("other"),
            cfg: condition(&variant.attrs),
            description: Description::new(&variant.attrs),
        }
    }

    /// Changes the value of a newtype variant to members beside the tag, as if it were a flattened field.
    pub(super) fn flatten(&mut self) {
        if let (Style::Newtype, None, [field]) = (self.style, self.other, self.fields.as_mut_slice()) {
            self.style = Style::Named;
            field.flatten = Some(field.ty.span());
            field.default = Default::None;
        }
    }
}
