//! Rules of records.

use crate::attributes::{Place, member_name};
use crate::diagnostics::{Diagnostics, did_you_mean};
use crate::expansion::component_type;
use crate::model::{Body, Container, Form, Record};
use syn::{GenericParam, Member, Type};

pub(crate) fn run(container: &Container, record: &Record, diagnostics: &Diagnostics) {
    if !is_struct_with_named_fields(container, diagnostics) {
        return;
    }
    no_type_parameters(container, diagnostics);
    record_type_is_a_name(record, diagnostics);
    previous_is_another_type(container, record, diagnostics);
    let components = record.scope.iter().chain(&record.key);
    for place in components.clone() {
        if path_exists(container, place, diagnostics) {
            nested_component_has_a_type(container, place, diagnostics);
        }
    }
    let columns = [&record.created_at, &record.updated_at, &record.revision].into_iter().flatten();
    for place in columns.chain(record.metadata.iter().map(|promoted| &promoted.place)) {
        path_exists(container, place, diagnostics);
    }
    components_differ(components, diagnostics);
    sensitive_fields_stay_in_the_payload(container, record, diagnostics);
    metadata_has_names(container, record, diagnostics);
    record.functions_have_distinct_names(diagnostics);
}

fn is_struct_with_named_fields(container: &Container, diagnostics: &Diagnostics) -> bool {
    let is_named = matches!(container.body, Body::Struct { form: Form::Named, .. });
    if !is_named {
        diagnostics.at(
            container.ident.span(),
            "a record is a struct with named fields; derive StoreValue for other types and keep them in a field of one",
        );
    }
    is_named
}

fn no_type_parameters(container: &Container, diagnostics: &Diagnostics) {
    for parameter in &container.generics.params {
        if !matches!(parameter, GenericParam::Lifetime(_)) {
            diagnostics.over(
                parameter,
                "a record type has one shape: write the concrete type; generic parts derive StoreValue",
            );
        }
    }
}

fn record_type_is_a_name(record: &Record, diagnostics: &Diagnostics) {
    for text in record.record_type.iter().chain(&record.aliases) {
        let name = text.value();
        if name.is_empty() || name.len() > 128 || name.chars().any(char::is_control) || name.trim() != name {
            diagnostics.at(
                text.span(),
                "a record type is a text of 1 to 128 bytes, without control characters or spaces around it",
            );
        }
    }
    let mut met: Vec<String> = record.record_type.iter().map(syn::LitStr::value).collect();
    for alias in &record.aliases {
        if met.contains(&alias.value()) {
            diagnostics.at(alias.span(), "this name stands there already; an `alias` is a former record type");
        }
        met.push(alias.value());
    }
}

/// A chain that comes back to a type would use its version twice.
fn previous_is_another_type(container: &Container, record: &Record, diagnostics: &Diagnostics) {
    if let Some(Type::Path(previous)) = &record.previous
        && (previous.path.is_ident(&container.ident) || previous.path.is_ident("Self"))
    {
        diagnostics.over(
            previous,
            "a record isn't its own `previous`: keep the shape of the version before under another name, and name that",
        );
    }
}

/// The path begins at a field that is stored.
fn path_exists(container: &Container, place: &Place, diagnostics: &Diagnostics) -> bool {
    let fields = container.fields();
    let Some(root) = place.members.first() else { return false };
    let Some(field) = fields.iter().find(|field| field.member == *root) else {
        let name = member_name(root);
        let names: Vec<String> = fields.iter().map(|field| member_name(&field.member)).collect();
        let hint = did_you_mean(&name, names.iter().map(String::as_str));
        diagnostics.at(place.span, format!("`{}` has no field `{name}`{hint}", container.ident));
        return false;
    };
    if !field.is_member() {
        diagnostics
            .at(place.span, "this field isn't stored under a name, so a row opened again would give something else");
        return false;
    }
    true
}

/// Keys and columns stand in queries, indexes, plans and logs.
fn sensitive_fields_stay_in_the_payload(container: &Container, record: &Record, diagnostics: &Diagnostics) {
    let key = record.scope.iter().chain(&record.key).map(|place| (place, "the record key"));
    let columns = [&record.created_at, &record.updated_at, &record.revision].into_iter().flatten();
    let columns = columns.chain(record.metadata.iter().map(|promoted| &promoted.place));
    for (place, what) in key.chain(columns.map(|place| (place, "a column"))) {
        let is_root = |member: &Member| place.members.first().is_some_and(|root| member == root);
        if container.fields().iter().any(|field| field.sensitive.is_some() && is_root(&field.member)) {
            let path = place.name(".");
            diagnostics.at(
                place.span,
                format!("`{path}` is `sensitive`, and {what} stands in queries and logs: take a field that says less, such as an id, or remove the mark"),
            );
        }
    }
}

/// `record_key_for` and `parse_key` need the type of each component.
fn nested_component_has_a_type(container: &Container, place: &Place, diagnostics: &Diagnostics) {
    if component_type(container, place).is_none() {
        let path = place.name(".");
        diagnostics.at(
            place.span,
            format!("`record_key_for` needs the type of a nested path, which a derive can't see: write `{path}: Type`"),
        );
    }
}

fn components_differ<'a>(components: impl Iterator<Item = &'a Place>, diagnostics: &Diagnostics) {
    let mut met: Vec<String> = Vec::new();
    for place in components {
        let path = place.name(".");
        if met.contains(&path) {
            diagnostics
                .at(place.span, format!("`{path}` is a component of the scope or the key already; name it once"));
        }
        met.push(path);
    }
}

fn metadata_has_names(container: &Container, record: &Record, diagnostics: &Diagnostics) {
    let mut met: Vec<String> = Vec::new();
    for promoted in &record.metadata {
        if promoted.name.is_none() && promoted.place.is_nested() {
            let path = promoted.place.name(".");
            diagnostics.at(promoted.place.span, format!("a nested path needs a name in the metadata: `name = {path}`"));
            continue;
        }
        let name = crate::expansion::metadata_name(container, promoted);
        if met.contains(&name) {
            diagnostics.at(
                promoted.place.span,
                format!("two entries of the metadata are called `{name}`; give one another name: `name = field`"),
            );
        }
        met.push(name);
    }
}
