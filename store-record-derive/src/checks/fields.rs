//! Options of fields, in structs and in variants.

use crate::diagnostics::Diagnostics;
use crate::model::{Body, Container, Field, Style};

pub(super) fn run(container: &Container, style: Style, fields: &[Field], diagnostics: &Diagnostics) {
    for field in fields {
        if style != Style::Named {
            named_option_without_a_name(container, style, field, diagnostics);
        }
        skip_with_another_option(field, diagnostics);
        rest_with_another_option(field, diagnostics);
        flatten_with_another_option(field, diagnostics);
    }
    if style == Style::Named {
        duplicate_rest(fields, diagnostics);
        rest_with_ignored_fields(container, fields, diagnostics);
    }
}

/// The value of a newtype and the elements of an array have no names in the stored text. A struct can leave out a field that has
/// no size, such as a `PhantomData`.
fn named_option_without_a_name(container: &Container, style: Style, field: &Field, diagnostics: &Diagnostics) {
    let reason = match style {
        Style::Newtype => "a newtype is stored as the value in it",
        _ => "a tuple is stored as an array of all its fields",
    };
    let is_struct = matches!(container.body, Body::Struct { .. });
    for (name, span) in field.options.iter().filter(|(name, _)| !(is_struct && *name == "skip")) {
        if ["rename", "alias", "default", "skip", "rest", "flatten", "sensitive"].contains(name) {
            diagnostics.error_at(*span, format!("`{name}` needs a field with a name: {reason}"));
        }
    }
}

/// The other options say how a field is stored, and a skipped field isn't. `default` says which value it gets, and
/// `recursive` that its type is part of a cycle.
fn skip_with_another_option(field: &Field, diagnostics: &Diagnostics) {
    for (name, span) in field.options.iter().filter(|_| field.skip.is_some()) {
        if !["skip", "default", "recursive"].contains(name) {
            diagnostics.error_at(
                *span,
                format!("`{name}` has no effect on a skipped field, which isn't stored: remove `{name}` or `skip`"),
            );
        }
    }
}

/// A `rest` field is stored as members under their own names, and `UnknownFields` keeps any JSON exactly.
fn rest_with_another_option(field: &Field, diagnostics: &Diagnostics) {
    for (name, span) in field.options.iter().filter(|_| field.rest.is_some() && field.skip.is_none()) {
        if !["rest", "recursive"].contains(name) {
            diagnostics.error_at(
                *span,
                format!("`{name}` has no effect on a `rest` field, which has no name and no codec of its own: remove `{name}`"),
            );
        }
    }
}

/// A flattened field is stored as the members of its type, so it has no name and no value of its own.
fn flatten_with_another_option(field: &Field, diagnostics: &Diagnostics) {
    let is_reported = field.skip.is_some() || field.rest.is_some();
    for (name, span) in field.options.iter().filter(|_| field.flatten.is_some() && !is_reported) {
        if !["flatten", "sensitive"].contains(name) {
            diagnostics.error_at(
                *span,
                format!("`{name}` has no effect on a flattened field, which has no member of its own: write `{name}` on the fields of its type"),
            );
        }
    }
}

/// An unknown member can't be in two fields.
fn duplicate_rest(fields: &[Field], diagnostics: &Diagnostics) {
    for span in fields.iter().filter_map(|field| field.rest).skip(1) {
        diagnostics.error_at(span, "only one field can be the `rest`: remove this one");
    }
}

/// Unknown members are either kept or dropped.
fn rest_with_ignored_fields(container: &Container, fields: &[Field], diagnostics: &Diagnostics) {
    if let Some(span) = container.ignores_unknown
        && fields.iter().any(|field| field.rest.is_some())
    {
        diagnostics.error_at(
            span,
            "the `rest` field keeps unknown fields, so they can't be ignored: remove `unknown_fields` or the `rest` field",
        );
    }
}
