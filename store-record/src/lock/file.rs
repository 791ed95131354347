//! The lock as a file: canonical JSON, a block for each record type and schema version, sorted.

use crate::{
    ComponentShape, EnumShape, FieldShape, RecordShape, Shape, StructShape, TextForm, UnknownNames, VariantShape,
};
use serde_json::{Map, Value, json};

const COMMAND: &str = "STORE_RECORD_LOCK=update cargo test";

/// The test that a manifest generates: the file says what the records are like. With `STORE_RECORD_LOCK=update` it is
/// written instead.
///
/// # Panics
///
/// If the file says something else, or can't be read or written.
pub fn assert_current(path: &str, records: &[&'static RecordShape]) {
    let text = text_of(records);
    if std::env::var_os("STORE_RECORD_LOCK").is_some_and(|value| value == "update") {
        if let Err(error) = std::fs::write(path, text) {
            panic!("the lock `{path}` can't be written: {error}");
        }
        return;
    }
    match std::fs::read_to_string(path) {
        // Git may check it out with the line ends of the system.
        Ok(found) if found.replace("\r\n", "\n") == text => {}
        Ok(_) => panic!("the records have changed and the lock `{path}` has not: run {COMMAND} and review its diff"),
        Err(error) => panic!("the lock `{path}` can't be read: {error}; {COMMAND} writes it"),
    }
}

/// The text of the lock.
fn text_of(records: &[&'static RecordShape]) -> String {
    let mut blocks: Vec<&RecordShape> = Vec::new();
    for record in records {
        blocks.extend(std::iter::successors(Some(*record), |record| record.previous));
    }
    blocks.sort_by_key(|record| (record.record_type.len(), record.record_type, record.schema_version));
    let blocks: Vec<Value> = blocks.into_iter().map(record).collect();
    let lock = object([("format", json!(1)), ("records", blocks.into())]);
    // A tree of texts, numbers and lists is always JSON.
    serde_json::to_string_pretty(&lock).unwrap_or_default() + "\n"
}

fn record(record: &RecordShape) -> Value {
    let components = |components: &[ComponentShape]| -> Value {
        let component = |component: &ComponentShape| {
            let form = component.form;
            let form = if form.is_optional() { format!("optional {}", form.name()) } else { form.name().to_owned() };
            object([("form", form.into()), ("name", component.name.into())])
        };
        components.iter().map(component).collect::<Vec<_>>().into()
    };
    let columns: Map<String, Value> =
        sorted(record.columns.iter().map(|(column, path)| ((*column).to_owned(), (*path).into())));
    let mut members = vec![
        ("columns", columns.into()),
        ("key", components(record.key)),
        ("payload", shape(record.payload)),
        ("schema_version", record.schema_version.into()),
        ("scope", components(record.scope)),
        ("type", record.record_type.into()),
    ];
    if !record.aliases.is_empty() {
        members.push(("aliases", texts(record.aliases)));
    }
    object(members)
}

fn shape(of: &Shape) -> Value {
    let with = |inside: Value| object([(of.kind(), inside)]);
    match of {
        Shape::Optional(inside) | Shape::List(inside) | Shape::Set(inside) | Shape::OrderedSet(inside) => {
            with(shape(inside))
        }
        Shape::Pairs(key, value) => with(json!([shape(key), shape(value)])),
        Shape::Array(element, length) => with(json!([shape(element), length])),
        Shape::Tuple(elements) => with(elements.iter().map(|element| shape(element)).collect::<Vec<_>>().into()),
        Shape::Map { key, value } => with(json!([key.name(), key.is_optional(), shape(value)])),
        Shape::Struct(of) => with(structure(of)),
        Shape::Enum(of) => with(choice(of)),
        Shape::Recursion(name) => with((*name).into()),
        Shape::Text(TextForm::Standard(name)) => object([("standard", (*name).into())]),
        Shape::Text(TextForm::Bytes(Some(length))) => object([("bytes", (*length).into())]),
        _ => of.kind().into(),
    }
}

fn structure(of: &StructShape) -> Value {
    let fields = sorted(of.fields.iter().map(|field| (field.name.to_owned(), self::field(field))));
    named([("fields", fields.into())], of.name, of.reserved, of.unknown)
}

fn choice(of: &EnumShape) -> Value {
    let variants = sorted(of.variants.iter().map(|variant| (variant.name.to_owned(), self::variant(variant))));
    match of.tag {
        None => named([("variants", variants.into())], of.name, of.reserved, of.unknown),
        Some(tag) => named([("tag", tag.into()), ("variants", variants.into())], of.name, of.reserved, of.unknown),
    }
}

fn named<const N: usize>(content: [(&str, Value); N], name: &str, reserved: &[&str], unknown: UnknownNames) -> Value {
    let mut members: Vec<(&str, Value)> = content.into();
    members.push(("name", name.into()));
    if !reserved.is_empty() {
        members.push(("reserved", texts(reserved)));
    }
    match unknown {
        UnknownNames::Refused => {}
        UnknownNames::Ignored => members.push(("unknown", "ignored".into())),
        UnknownNames::Kept => members.push(("unknown", "kept".into())),
    }
    object(members)
}

/// A field that has neither an alias nor a default is its shape.
fn field(of: &FieldShape) -> Value {
    if of.aliases.is_empty() && !of.has_default {
        return shape(of.shape);
    }
    let mut members = vec![("shape", shape(of.shape))];
    if !of.aliases.is_empty() {
        members.push(("aliases", texts(of.aliases)));
    }
    if of.has_default {
        members.push(("default", true.into()));
    }
    object(members)
}

fn variant(of: &VariantShape) -> Value {
    let mut members = Vec::new();
    if let Some(content) = of.content {
        members.push(("content", shape(content)));
    }
    if !of.aliases.is_empty() {
        members.push(("aliases", texts(of.aliases)));
    }
    object(members)
}

fn texts(texts: &[&str]) -> Value {
    let mut texts = texts.to_vec();
    texts.sort_unstable();
    texts.into()
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    sorted(members.into_iter().map(|(name, value)| (name.to_owned(), value))).into()
}

/// Sorted by name, whatever order serde_json's features give its maps.
fn sorted(members: impl Iterator<Item = (String, Value)>) -> Map<String, Value> {
    let mut members: Vec<(String, Value)> = members.collect();
    members.sort_by(|(one, _), (other, _)| one.cmp(other));
    members.into_iter().collect()
}
