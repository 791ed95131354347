//! What a declaration must keep to: one named function a rule.

use crate::diagnostics::Diagnostics;
use crate::model::{Body, Container, Derive};

mod enums;
mod fields;
mod keys;
mod records;

pub(crate) fn run(container: &Container, diagnostics: &Diagnostics) {
    if container.derive == Derive::Key {
        return keys::run(container, diagnostics);
    }
    match &container.body {
        Body::Struct { form, fields } => {
            fields::run(fields, *form, diagnostics);
            fields::reserved_names_stay_unused(container, fields, diagnostics);
            fields::rest_excludes_ignoring(container, fields, diagnostics);
            if let Some(tag) = &container.tag {
                diagnostics.at(tag.span(), "`tag` names the variant of an enum; a struct has none, remove it");
            }
        }
        Body::Enum(variants) => enums::run(container, variants, diagnostics),
    }
    if let Some(record) = &container.record {
        records::run(container, record, diagnostics);
    }
}
