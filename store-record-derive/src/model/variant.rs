//! Variants of enums.

use super::{Derive, Field, Form, Name, form_of};
use crate::attributes::{Case, Options, condition, given};
use crate::diagnostics::Diagnostics;
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Ident, LitStr};

pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) form: Form,
    pub(crate) fields: Vec<Field>,
    pub(crate) name: Name,
    pub(crate) aliases: Vec<Name>,
    pub(crate) other: Option<Span>,
    /// The `cfg` that the variant is behind, for the lock; empty without one.
    pub(crate) cfg: String,
}

impl Variant {
    pub(crate) fn of(variant: &syn::Variant, case: Option<Case>, derive: Derive, diagnostics: &Diagnostics) -> Self {
        let written = given(&variant.attrs, "store_record", diagnostics);
        let options =
            Options::new(written, &["rename", "alias", "other", "rename_all"], &["alias"], "a variant", diagnostics);
        let own = variant.ident.unraw().to_string();
        let text = |text: &LitStr| Name { text: text.value(), span: text.span() };
        let name = match options.parsed::<LitStr>("rename", "\"name\"") {
            Some(given) => text(&given),
            None => Name { text: case.map_or(own.clone(), |case| case.of_variant(&own)), span: variant.ident.span() },
        };
        let field_case =
            options.parsed::<LitStr>("rename_all", "\"snake_case\"").and_then(|text| Case::of(&text, diagnostics));
        Self {
            ident: variant.ident.clone(),
            form: form_of(&variant.fields),
            fields: Field::all(&variant.fields, field_case, derive, diagnostics),
            name,
            aliases: options.texts("alias").iter().map(text).collect(),
            other: options.flag("other"),
            cfg: condition(&variant.attrs),
        }
    }

    /// Whether it is stored as its name alone.
    pub(crate) fn is_fieldless(&self) -> bool {
        self.fields.is_empty()
    }
}
