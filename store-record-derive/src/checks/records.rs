//! Options of records.

use crate::attributes::{FieldPath, member_name};
use crate::context::Context;
use crate::diagnostics::{Diagnostics, did_you_mean};
use crate::model::{Body, Container, Field, Previous, Record, Style};
use syn::{GenericParam, LitStr, Type};

pub(super) fn run(context: &Context<'_>, container: &Container, record: &Record) {
    let diagnostics = context.diagnostics;
    missing_option(context);
    // Each path of another type would be reported as one more mistake.
    if !matches!(container.body, Body::Struct { style: Style::Named, .. }) {
        return record_without_named_fields(container, diagnostics);
    }
    record_with_a_type_parameter(container, diagnostics);
    let record_types: Vec<&LitStr> = record.record_type.iter().chain(&record.aliases).collect();
    for (index, record_type) in record_types.iter().enumerate() {
        invalid_record_type(record_type, diagnostics);
        duplicate_record_type(record_type, record_types.iter().take(index), diagnostics);
    }
    previous_is_itself(container, record, diagnostics);
    json_upcasts_without_a_manifest(record, diagnostics);
    too_many_json_upcasts(record, diagnostics);
    for path in record.components().chain(record.columns()) {
        unknown_field(container, path, diagnostics);
        field_is_not_stored(container, path, diagnostics);
        whole_flattened_field(container, path, diagnostics);
        sensitive_field_in_a_column(container, record, path, diagnostics);
    }
    for (index, path) in record.components().enumerate() {
        nested_component_without_type(container, path, diagnostics);
        duplicate_component(path, record.components().take(index), diagnostics);
    }
    nested_metadata_without_name(record, diagnostics);
    duplicate_metadata_name(container, record, diagnostics);
}

/// A record type or a key that the Rust type decides would change with a rename. A forgotten scope would mix tenants.
fn missing_option(context: &Context<'_>) {
    for (name, what) in [
        ("type", "the stored name of this kind of record, such as `type = \"account\"`"),
        (
            "scope",
            "the fields that bound the record, such as `scope = tenant_id`, or `scope = global` for a record without a scope",
        ),
        (
            "key",
            "the fields that identify the record in its scope, such as `key = id` or `key = (user_id, group)`, or `key = ()` \
             for one record in each scope",
        ),
    ] {
        if context.options.span(name).is_none() {
            let message = format!("a record needs the option `{name}`: {what}");
            context.diagnostics.error_at(context.input.ident.span(), message);
        }
    }
}

/// A record key and columns need fields with names.
fn record_without_named_fields(container: &Container, diagnostics: &Diagnostics) {
    diagnostics.error_at(
        container.ident.span(),
        "a record is a struct with named fields: derive `StoreValue` for this type, and make it a field of a record",
    );
}

/// A record type has one shape, which the lock compares, and so has no type parameter. A lifetime doesn't change the shape.
fn record_with_a_type_parameter(container: &Container, diagnostics: &Diagnostics) {
    for parameter in &container.generics.params {
        if !matches!(parameter, GenericParam::Lifetime(_)) {
            diagnostics.error_spanned_by(
                parameter,
                "a record has one shape, so it can't have parameters: write the concrete type, or derive `StoreValue`",
            );
        }
    }
}

/// The column has at most 128 bytes. Names that differ only in spaces or invisible characters would be mistaken for each
/// other.
fn invalid_record_type(record_type: &LitStr, diagnostics: &Diagnostics) {
    let name = record_type.value();
    if name.is_empty() || name.len() > 128 || name.chars().any(char::is_control) || name.trim() != name {
        diagnostics.error_at(
            record_type.span(),
            "a record type has 1 to 128 bytes, no control characters, and no spaces at its start or end",
        );
    }
}

/// An `alias` is a former record type. An equal one says nothing and hides a typing mistake.
fn duplicate_record_type<'a>(
    record_type: &LitStr,
    mut earlier: impl Iterator<Item = &'a &'a LitStr>,
    diagnostics: &Diagnostics,
) {
    let name = record_type.value();
    if earlier.any(|earlier| earlier.value() == name) {
        diagnostics.error_at(
            record_type.span(),
            format!("`{name}` is already the `type` or an `alias` of this record: remove this `alias`"),
        );
    }
}

/// A chain of versions that comes back to a type would have a version two times.
fn previous_is_itself(container: &Container, record: &Record, diagnostics: &Diagnostics) {
    if let Some(Previous::Type(previous)) = &record.previous
        && let Type::Path(previous) = &**previous
        && (previous.path.is_ident(&container.ident) || previous.path.is_ident("Self"))
    {
        let ident = &container.ident;
        diagnostics.error_spanned_by(
            previous,
            format!("`previous` can't be `{ident}` itself: keep the struct of the version before, and name that, such as `{ident}V1`"),
        );
    }
}

/// Only the lock of a manifest says what a version without a type is.
fn json_upcasts_without_a_manifest(record: &Record, diagnostics: &Diagnostics) {
    if let (Some(Previous::Json(functions)), None) = (&record.previous, &record.manifest)
        && let Some(first) = functions.first()
    {
        diagnostics.error_spanned_by(
            first,
            "`json` needs the record's manifest, whose lock has the shape of the earlier version: add `manifest = …`",
        );
    }
}

/// Each function rewrites one version, and versions begin at 1.
fn too_many_json_upcasts(record: &Record, diagnostics: &Diagnostics) {
    let Some(Previous::Json(functions)) = &record.previous else { return };
    let versions = usize::try_from(record.schema_version - 1).unwrap_or(0);
    if let Some(surplus) = functions.get(versions) {
        let version = record.schema_version;
        diagnostics.error_spanned_by(
            surplus,
            format!(
                "`json` has more functions than there are schema versions before {version}: it needs one for each version whose \
                 rows it rewrites"
            ),
        );
    }
}

/// rustc's own error would be at the expansion of the whole derive.
fn unknown_field(container: &Container, path: &FieldPath, diagnostics: &Diagnostics) {
    if let (Some(root), None) = (path.members.first(), container.root_field(path)) {
        let name = member_name(root);
        let names: Vec<String> = container.struct_fields().iter().map(|field| member_name(&field.member)).collect();
        let hint = did_you_mean(&name, names.iter().map(String::as_str));
        diagnostics.error_at(path.span, format!("`{}` has no field `{name}`{hint}", container.ident));
    }
}

/// After opening, such a field has its default or other members, so the row's key or column would be another.
fn field_is_not_stored(container: &Container, path: &FieldPath, diagnostics: &Diagnostics) {
    let Some(field) = container.root_field(path).filter(|field| !field.is_stored()) else { return };
    let (name, option) = (member_name(&field.member), if field.skip.is_some() { "skip" } else { "rest" });
    diagnostics.error_at(
        path.span,
        format!(
            "`{name}` has the option `{option}`, so it can't be part of the key or of a column: an opened record would have \
             another value in it; remove `{option}`, or name another field"
        ),
    );
}

/// The lock knows the source of a component or a column by its member, and a flattened field has several.
fn whole_flattened_field(container: &Container, path: &FieldPath, diagnostics: &Diagnostics) {
    let Some(field) = container.own_field(path).filter(|field| field.flatten.is_some()) else { return };
    let name = member_name(&field.member);
    diagnostics.error_at(
        path.span,
        format!("`{name}` is flattened, so it has no member of its own: name a field in it, such as `{name}.id`"),
    );
}

/// Keys and columns are in queries, indexes, plans and logs.
fn sensitive_field_in_a_column(container: &Container, record: &Record, path: &FieldPath, diagnostics: &Diagnostics) {
    if container.root_field(path).is_some_and(|field| field.sensitive.is_some()) {
        let is_component = record.components().any(|component| std::ptr::eq(component, path));
        let (path_name, what) = (path.join("."), if is_component { "the record key" } else { "a column" });
        diagnostics.error_at(
            path.span,
            format!(
                "`{path_name}` is `sensitive`, and {what} appears in queries and logs: use a field that isn't sensitive, such \
                 as an id, or remove `sensitive`"
            ),
        );
    }
}

/// `record_key_for` and `parse_key` have the type of each component in their signatures.
fn nested_component_without_type(container: &Container, path: &FieldPath, diagnostics: &Diagnostics) {
    let is_stored = container.root_field(path).is_some_and(Field::is_stored);
    if is_stored && container.component_type(path).is_none() {
        let name = path.join(".");
        diagnostics.error_at(
            path.span,
            format!(
                "the derive can't see the type of the nested path `{name}`: write it after the path, `{name}: Type`"
            ),
        );
    }
}

/// A component that is there already makes keys longer and says nothing.
fn duplicate_component<'a>(
    path: &FieldPath,
    mut earlier: impl Iterator<Item = &'a FieldPath>,
    diagnostics: &Diagnostics,
) {
    let name = path.join(".");
    if earlier.any(|earlier| earlier.join(".") == name) {
        diagnostics.error_at(path.span, format!("`{name}` is already a component of the scope or the key: remove one"));
    }
}

/// The name of `address.city` could be `city` or `address.city`, and a stored name must not depend on a guess.
fn nested_metadata_without_name(record: &Record, diagnostics: &Diagnostics) {
    for entry in record.metadata.iter().filter(|entry| entry.name.is_none() && entry.path.is_nested()) {
        let path = entry.path.join(".");
        let message = format!("a nested path needs a name in the metadata: `name = {path}`");
        diagnostics.error_at(entry.path.span, message);
    }
}

/// The metadata is an object, which has one member of a name.
fn duplicate_metadata_name(container: &Container, record: &Record, diagnostics: &Diagnostics) {
    let mut earlier: Vec<String> = Vec::new();
    for entry in &record.metadata {
        let name = container.metadata_name(entry);
        if earlier.contains(&name) {
            let message = format!("two entries of the metadata have the name `{name}`: rename one, `name = field`");
            diagnostics.error_at(entry.path.span, message);
        }
        earlier.push(name);
    }
}
