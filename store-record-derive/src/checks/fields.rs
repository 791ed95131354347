//! Rules of fields, in structs and in variants.

use crate::diagnostics::Diagnostics;
use crate::model::{Container, Default, Field, Form, Name};

pub(crate) fn run(fields: &[Field], form: Form, diagnostics: &Diagnostics) {
    for field in fields {
        options_agree(field, diagnostics);
        if form != Form::Named {
            elements_have_no_names(field, form, diagnostics);
        }
    }
    if form == Form::Named {
        names_differ(fields, diagnostics);
        one_rest(fields, diagnostics);
    }
}

/// Options that say the opposite of each other.
fn options_agree(field: &Field, diagnostics: &Diagnostics) {
    if let Some(skip) = field.skip {
        for (name, span) in &field.given {
            if *name != "default" {
                diagnostics
                    .at(*span, format!("a skipped field isn't stored, so `{name}` has no meaning; remove one of them"));
            }
        }
        if field.with.is_some() || field.rest.is_some() {
            diagnostics
                .at(skip, "a skipped field isn't stored, so `with` and `rest` have no meaning; remove one of them");
        }
    }
    if let (Some(span), true) = (field.unverified, field.skip.is_some() || field.rest.is_some()) {
        let what =
            if field.skip.is_some() { "a skipped field isn't stored" } else { "a `rest` field keeps any JSON exactly" };
        diagnostics.at(span, format!("{what}, so `unverified` has no meaning; remove it"));
    }
    if field.rest.is_some() {
        for (name, span) in &field.given {
            diagnostics
                .at(*span, format!("a `rest` field has no name of its own, so `{name}` has no meaning; remove it"));
        }
        if field.with.is_some() {
            diagnostics.at(
                field.span,
                "a `rest` field is a `store_record::UnknownFields`, which has its own codec; remove `with`",
            );
        }
    }
}

fn elements_have_no_names(field: &Field, form: Form, diagnostics: &Diagnostics) {
    let what =
        if form == Form::Newtype { "a newtype is stored as its inside" } else { "a tuple is stored as an array" };
    let flags = [("skip", field.skip), ("rest", field.rest)].into_iter().filter_map(|(name, span)| Some((name, span?)));
    for (name, span) in field.given.iter().copied().chain(flags) {
        diagnostics.at(
            span,
            format!("{what}, so its fields have no names and none may be absent; `{name}` goes with a named field"),
        );
    }
    if matches!(field.default, Default::Path(_)) && field.given.is_empty() {
        diagnostics.at(field.span, "a default goes with a named field");
    }
}

/// Stored names and aliases, each once.
pub(crate) fn names_differ(fields: &[Field], diagnostics: &Diagnostics) {
    let members = fields.iter().filter(|field| field.is_member());
    distinct(
        members.flat_map(|field| std::iter::once(&field.name).chain(&field.aliases)),
        "two fields are stored as",
        diagnostics,
    );
}

pub(crate) fn distinct<'a>(names: impl Iterator<Item = &'a Name>, what: &str, diagnostics: &Diagnostics) {
    let mut met: Vec<&str> = Vec::new();
    for name in names {
        if name.text.contains('\0') {
            diagnostics.at(name.span, "JSONB can't store U+0000; take another name");
        }
        if met.contains(&name.text.as_str()) {
            diagnostics.at(name.span, format!("{what} `{}`; rename one of them", name.text));
        } else {
            met.push(&name.text);
        }
    }
}

fn one_rest(fields: &[Field], diagnostics: &Diagnostics) {
    for span in fields.iter().filter_map(|field| field.rest).skip(1) {
        diagnostics.at(span, "only one field can hold the `rest`; remove this one");
    }
}

pub(crate) fn reserved_names_stay_unused(container: &Container, fields: &[Field], diagnostics: &Diagnostics) {
    for name in fields
        .iter()
        .filter(|field| field.is_member())
        .flat_map(|field| std::iter::once(&field.name).chain(&field.aliases))
    {
        if container.reserved.iter().any(|reserved| reserved.value() == name.text) {
            let text = &name.text;
            diagnostics.at(name.span, format!("`{text}` is reserved: old rows hold something else under it; take another name with `rename = \"…\"`"));
        }
    }
}

pub(crate) fn rest_excludes_ignoring(container: &Container, fields: &[Field], diagnostics: &Diagnostics) {
    if let Some(span) = container.ignores_unknown
        && fields.iter().any(|field| field.rest.is_some())
    {
        diagnostics.at(span, "unknown fields are either kept by the `rest` field or ignored; remove one of them");
    }
}
