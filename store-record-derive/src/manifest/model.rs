//! What the user declared: the enum and its options.

use super::relaxation::{self, Relaxation};
use crate::context::Context;
use crate::model::ungroup;
use proc_macro2::Span;
use syn::{Data, Fields, GenericArgument, Ident, LitStr, PathArguments, Type};

pub(super) struct Manifest<'a> {
    pub(super) variants: Vec<Variant<'a>>,
    pub(super) file: Option<LitStr>,
    pub(super) lock: Option<LitStr>,
    pub(super) retired: Vec<LitStr>,
    /// The relaxations, with the spans of their `relax`.
    pub(super) relaxations: Vec<(Span, Relaxation)>,
}

/// A variant that holds one record.
pub(super) struct Variant<'a> {
    pub(super) ident: &'a Ident,
    /// The record's type, without a `Box` around it.
    pub(super) record: &'a Type,
    pub(super) is_boxed: bool,
}

impl<'a> Manifest<'a> {
    pub(super) fn new(context: &Context<'a>) -> Self {
        let options = &context.options;
        let variants = match &context.input.data {
            Data::Enum(data) => data.variants.iter().filter_map(Variant::new).collect(),
            Data::Struct(_) | Data::Union(_) => Vec::new(),
        };
        Self {
            variants,
            file: options.parsed("file", "\"migrations/manifest.json\""),
            lock: options.parsed("lock", "\"store-record.lock\""),
            retired: options.string_literals("retired", "\"old_type\""),
            relaxations: relaxation::parse(options, context.diagnostics),
        }
    }
}

impl<'a> Variant<'a> {
    /// Returns `None` for a variant that doesn't hold one record, which `checks` reports.
    fn new(variant: &'a syn::Variant) -> Option<Self> {
        let Fields::Unnamed(fields) = &variant.fields else { return None };
        let field = fields.unnamed.first().filter(|_| fields.unnamed.len() == 1)?;
        let inside = inside_of_box(&field.ty);
        Some(Self { ident: &variant.ident, record: inside.unwrap_or(&field.ty), is_boxed: inside.is_some() })
    }
}

/// Returns `T` of a type that is written `Box<T>`. That may be another `Box` than the standard library's, with `From<T>` and
/// `Deref<Target = T>`.
fn inside_of_box(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ungroup(ty) else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == "Box")?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inside) => Some(inside),
        _ => None,
    }
}
