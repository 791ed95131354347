//! The lock as a file: canonical JSON with a block for each record type and schema version, sorted.

use crate::catalog::Catalog;
use crate::key::KeyEncoding;
use crate::manifest::{RecordManifest, Relaxation};
use crate::shape::source::stored_path;
use crate::shape::{
    ComponentShape, EnumRepr, EnumShape, FieldShape, RecordShape, Shape, StructShape, TextForm, UnknownFieldPolicy,
    VariantShape,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const COMMAND: &str = "STORE_RECORD_LOCK=update cargo test";

/// The member of a field or a variant that is behind a `cfg`.
const CFG: &str = "cfg";

/// Checks that the lock of the manifest has the shapes of the records and the relaxations. With `STORE_RECORD_LOCK=update` it writes
/// the file. The manifest's derive generates a test that calls this.
///
/// # Panics
///
/// Panics if the file has something else, or can't be read or written.
pub fn assert_current<M: RecordManifest>() {
    let (path, text) = (M::LOCK.path.unwrap_or_default(), text_of::<M>());
    if std::env::var_os("STORE_RECORD_LOCK").is_some_and(|value| value == "update") {
        if let Err(error) = std::fs::write(path, text) {
            panic!("the lock `{path}` can't be written: {error}");
        }
        return;
    }
    match std::fs::read_to_string(path) {
        // Git may check it out with the line ends of the system.
        Ok(found) if found.replace("\r\n", "\n") == text => {}
        Ok(found) => {
            // A field may be called `cfg`, too. Then the sentence is true, but doesn't help.
            let is_behind = |text: &str| text.contains("\"cfg\": \"");
            let of_builds = if is_behind(&found) || is_behind(&text) {
                ". The lock of a build with other features differs in what is behind `cfg`: see \"A field behind `cfg`\" in \
                 docs/evolution.md"
            } else {
                ""
            };
            panic!(
                "the records have changed and the lock `{path}` has not: run {COMMAND} and review its diff{of_builds}"
            )
        }
        Err(error) => panic!("the lock `{path}` can't be read: {error}; {COMMAND} writes it"),
    }
}

/// Returns the text of the lock.
pub(crate) fn text_of<M: RecordManifest>() -> String {
    let mut blocks: BTreeMap<(usize, &str, i32), Map<String, Value>> = BTreeMap::new();
    let catalog = Catalog::of_manifest::<M>();
    for newest in catalog.records().iter().map(|record| record.newest().shape()) {
        for shape in std::iter::successors(Some(newest), |shape| shape.previous) {
            blocks.insert((shape.record_type.len(), shape.record_type, shape.schema_version), record(shape));
        }
        // A version without rows keeps a block that says why. The block of a retired record type is removed.
        let is_of = |relaxation: &&Relaxation| {
            relaxation.record_type == newest.record_type || newest.aliases.contains(&relaxation.record_type)
        };
        let mut relaxed: BTreeMap<i32, Vec<&Relaxation>> = BTreeMap::new();
        for relaxation in M::LOCK.relaxed.iter().chain(M::LOCK.history).filter(is_of) {
            relaxed.entry(relaxation.schema_version).or_default().push(relaxation);
        }
        for (version, relaxations) in relaxed {
            let block = blocks
                .entry((newest.record_type.len(), newest.record_type, version))
                .or_insert_with(|| members([("schema_version", version.into()), ("type", newest.record_type.into())]));
            block.insert("relaxed".to_owned(), self::relaxed(relaxations));
        }
    }
    let blocks: Vec<Value> = blocks.into_values().map(|block| sorted(block.into_iter()).into()).collect();
    let lock = object([("format", json!(1)), ("records", blocks.into())]);
    // A tree of strings, numbers and arrays is always JSON.
    serde_json::to_string_pretty(&lock).unwrap_or_default() + "\n"
}

/// Returns the relaxations of a block, each once.
fn relaxed(mut relaxations: Vec<&Relaxation>) -> Value {
    let key = |relaxation: &Relaxation| (relaxation.change.name(), relaxation.at, relaxation.reason);
    relaxations.sort_by_key(|relaxation| key(relaxation));
    relaxations.dedup_by_key(|relaxation| key(relaxation));
    let entry = |relaxation: &Relaxation| {
        let mut entry = members([("change", relaxation.change.name().into()), ("reason", relaxation.reason.into())]);
        if relaxation.change.has_place() {
            entry.insert("at".to_owned(), relaxation.at.into());
        }
        Value::from(sorted(entry.into_iter()))
    };
    relaxations.into_iter().map(entry).collect::<Vec<_>>().into()
}

/// Returns the block of a schema version.
#[cfg(feature = "cli")]
pub(super) fn block_of(shape: &RecordShape) -> Value {
    record(shape).into()
}

fn record(record: &RecordShape) -> Map<String, Value> {
    let components = |components: &[ComponentShape]| -> Value {
        let component = |component: &ComponentShape| {
            let path = source(record, component.name);
            object([("form", form(component.encoding)), ("path", path.into())])
        };
        components.iter().map(component).collect::<Vec<_>>().into()
    };
    let columns = record.columns.iter().map(|(column, path)| ((*column).to_owned(), source(record, path).into()));
    let columns = sorted(columns);
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
    self::members(members)
}

/// Returns the path of a column or a component in stored names.
fn source(record: &RecordShape, path: &str) -> String {
    if record.is_locked { path.to_owned() } else { stored_path(record.payload, path) }
}

/// A tuple's form is the list of its elements' forms.
fn form(encoding: KeyEncoding) -> Value {
    match (encoding.elements(), encoding.is_optional()) {
        ([], true) => format!("optional {}", encoding.name()).into(),
        (_, true) => object([("optional", form_of_value(encoding))]),
        (_, false) => form_of_value(encoding),
    }
}

/// The form without its `Option`.
fn form_of_value(encoding: KeyEncoding) -> Value {
    match encoding.elements() {
        [] => encoding.name().into(),
        elements => elements.iter().map(|element| form(*element)).collect::<Vec<_>>().into(),
    }
}

fn shape(of: &Shape) -> Value {
    let with = |inside: Value| object([(of.kind(), inside)]);
    match of {
        // The conversion isn't stored.
        Shape::Converted(inside) => shape(inside),
        Shape::Recursive(_, inside)
        | Shape::Unverified(inside)
        | Shape::Optional(inside)
        | Shape::List(inside)
        | Shape::Set(inside)
        | Shape::OrderedSet(inside) => with(shape(inside)),
        Shape::Pairs(key, value) => with(json!([shape(key), shape(value)])),
        Shape::Array(element, length) => with(json!([shape(element), length])),
        Shape::Tuple(elements) => with(elements.iter().map(|element| shape(element)).collect::<Vec<_>>().into()),
        Shape::Map { key, value } => with(json!([form_of_value(*key), key.is_optional(), shape(value)])),
        Shape::Struct(of) => with(structure(of)),
        Shape::Enum(of) => with(choice(of)),
        Shape::Text(TextForm::Standard(name)) => object([("standard", (*name).into())]),
        Shape::Text(TextForm::Bytes(Some(length))) => object([("bytes", (*length).into())]),
        _ => of.kind().into(),
    }
}

fn structure(of: &StructShape) -> Value {
    let fields = sorted(of.fields.iter().map(|field| (field.name.to_owned(), self::field(field))));
    with_names(vec![("fields", fields.into())], &reserved(of), of.unknown)
}

/// Returns the reserved names of a struct and of the flattened ones in it.
fn reserved(of: &StructShape) -> Vec<&'static str> {
    let flattened = of.flattened.iter().flat_map(|field| match field.shape.value() {
        Shape::Struct(shape) => reserved(shape),
        _ => Vec::new(),
    });
    of.reserved.iter().copied().chain(flattened).collect()
}

fn choice(of: &EnumShape) -> Value {
    let variants = sorted(of.variants.iter().map(|variant| (variant.name.to_owned(), self::variant(variant))));
    let mut content = vec![("variants", variants.into())];
    match of.repr {
        EnumRepr::External => {}
        EnumRepr::Internal { tag } => content.push(("tag", tag.into())),
        EnumRepr::Adjacent { tag, content: name } => content.extend([("content", name.into()), ("tag", tag.into())]),
        EnumRepr::Untagged => content.push(("untagged", true.into())),
        EnumRepr::Integer => content.push(("repr", "integer".into())),
    }
    with_names(content, of.reserved, of.unknown)
}

fn with_names(mut members: Vec<(&str, Value)>, reserved: &[&str], unknown: UnknownFieldPolicy) -> Value {
    if !reserved.is_empty() {
        members.push(("reserved", texts(reserved)));
    }
    match unknown {
        UnknownFieldPolicy::Deny => {}
        UnknownFieldPolicy::Ignore => members.push(("unknown", "ignored".into())),
        UnknownFieldPolicy::Keep => members.push(("unknown", "kept".into())),
        UnknownFieldPolicy::Collect(map) => members.push(("unknown", shape(map))),
    }
    object(members)
}

/// A field without an alias, a default and a mark is written as its shape.
fn field(of: &FieldShape) -> Value {
    if of.aliases.is_empty() && !of.has_default && !of.is_sensitive && of.cfg.is_empty() {
        return shape(of.shape);
    }
    let mut members = vec![("shape", shape(of.shape))];
    if !of.cfg.is_empty() {
        members.push((CFG, of.cfg.into()));
    }
    if !of.aliases.is_empty() {
        members.push(("aliases", texts(of.aliases)));
    }
    if of.has_default {
        members.push(("default", true.into()));
    }
    if of.is_sensitive {
        members.push(("sensitive", true.into()));
    }
    object(members)
}

fn variant(of: &VariantShape) -> Value {
    let mut members = Vec::new();
    if !of.cfg.is_empty() {
        members.push((CFG, of.cfg.into()));
    }
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
    self::members(members).into()
}

fn members<'a>(members: impl IntoIterator<Item = (&'a str, Value)>) -> Map<String, Value> {
    sorted(members.into_iter().map(|(name, value)| (name.to_owned(), value)))
}

/// Sorts by name, whatever order serde_json's features give its maps.
fn sorted(members: impl Iterator<Item = (String, Value)>) -> Map<String, Value> {
    let mut members: Vec<(String, Value)> = members.collect();
    members.sort_by(|(one, _), (other, _)| one.cmp(other));
    members.into_iter().collect()
}
