//! The rules that need the whole type, one function for each. `attributes` has the rules of grammar, which one option shows.
//!
//! A function has the name of the mistake that it reports. Its test is `ui/<file>/<function>.rs`.

use crate::context::{Context, Derive};
use crate::model::{Body, Container, Field, Style};

mod container;
mod enums;
mod fields;
mod functions;
mod keys;
mod names;
mod records;

/// There is no container for a union.
pub(crate) fn run(context: &Context<'_>, container: Option<&Container>) {
    let diagnostics = context.diagnostics;
    let Some(container) = container else { return enums::union_in_place_of_an_enum(context) };
    if context.derive == Derive::Key {
        return keys::run(container, diagnostics);
    }
    let check_fields = |style: Style, fields: &[Field]| {
        fields::run(container, style, fields, diagnostics);
        if style == Style::Named {
            let members = fields.iter().filter(|field| field.is_member()).flat_map(Field::names);
            names::run(container, members, "fields", diagnostics);
        }
    };
    match &container.body {
        Body::Struct { style, fields } => check_fields(*style, fields),
        Body::Enum(variants) => {
            for variant in variants {
                check_fields(variant.style, &variant.fields);
            }
        }
    }
    container::run(container, diagnostics);
    enums::run(container, diagnostics);
    if let Some(record) = &container.record {
        records::run(context, container, record);
        functions::run(record, diagnostics);
    }
}
