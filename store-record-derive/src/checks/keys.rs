//! Rules of `StoreKey`.

use super::fields;
use crate::diagnostics::Diagnostics;
use crate::model::{Body, Container};

pub(crate) fn run(container: &Container, diagnostics: &Diagnostics) {
    match &container.body {
        Body::Struct { fields, .. } if fields.len() == 1 => {}
        Body::Struct { .. } => diagnostics.at(
            container.ident.span(),
            "a key component is a newtype or a fieldless enum; several fields are several components: write `key = (one, other)` on the record",
        ),
        Body::Enum(variants) => {
            for variant in variants {
                if let Some(span) = variant.other {
                    diagnostics.at(span, "a key names a known variant; `other` goes with StoreValue alone");
                } else if !variant.is_fieldless() {
                    diagnostics.at(variant.ident.span(), "a key component is a newtype or a fieldless enum; this variant has fields");
                }
            }
            let names = variants.iter().flat_map(|variant| std::iter::once(&variant.name).chain(&variant.aliases));
            fields::distinct(names, "two variants are stored as", diagnostics);
        }
    }
}
