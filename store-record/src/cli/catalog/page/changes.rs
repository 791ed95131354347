//! What changed from a schema version to the next. A conversion may change everything.

use super::fields::is_inside;
use crate::catalog::{
    ColumnDescription, ComponentDescription, FieldDescription, Part, PartOf, VersionDescription, parts,
};
use crate::shape::{FieldShape, Shape};
use std::collections::BTreeMap;

/// A change between two schema versions.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) mark: Mark,
    /// The path, or the name of a column.
    pub(super) what: String,
    pub(super) note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Added,
    Removed,
    Changed,
}

/// Returns the changes of the payload, and then those of the row.
pub(super) fn changes(before: &VersionDescription, after: &VersionDescription) -> Vec<Change> {
    let mut changes = Vec::new();
    let (was, is) = (parts_of(before), parts_of(after));
    let key = |part: &Part| (part.kind(), part.path.clone());
    let was_by_path: BTreeMap<_, &Part> = was.iter().map(|part| (key(part), part)).collect();
    let is_by_path: BTreeMap<_, &Part> = is.iter().map(|part| (key(part), part)).collect();
    let added = outermost(is.iter().filter(|part| !was_by_path.contains_key(&key(part))));
    let removed = outermost(was.iter().filter(|part| !is_by_path.contains_key(&key(part))));

    let mut add = |mark, what: &str, note: String| changes.push(Change { mark, what: what.to_owned(), note });
    for part in &added {
        add(
            Mark::Added,
            &part.path,
            match part.field() {
                Some(field) => kind(&field) + &names(part),
                None => "variant".to_owned(),
            },
        );
    }
    for part in &removed {
        add(Mark::Removed, &part.path, String::new());
    }
    for part in &is {
        let Some(before) = was_by_path.get(&key(part)) else { continue };
        for note in notes(before, part) {
            add(Mark::Changed, &part.path, note);
        }
    }
    if before.record_type() != after.record_type() {
        add(Mark::Changed, "record_type", format!("was {}", before.record_type()));
    }
    for (name, before, after) in [("scope", before.scope(), after.scope()), ("record_key", before.key(), after.key())] {
        let paths = |components: &[ComponentDescription]| match components {
            [] => "empty".to_owned(),
            _ => format!(
                "from {}",
                components.iter().map(|component| component.path.as_str()).collect::<Vec<_>>().join(", ")
            ),
        };
        if paths(&before) != paths(&after) {
            add(Mark::Changed, name, format!("{}, was {}", paths(&after), paths(&before)));
        }
    }
    let (was, is) = (before.columns(), after.columns());
    let find = |columns: &[ColumnDescription], name| {
        columns.iter().find(|column| column.name == name).map(|column| column.path.clone())
    };
    for column in &is {
        match find(&was, column.name) {
            None => add(Mark::Added, column.name, format!("column from {}", column.path)),
            Some(path) if path != column.path => {
                add(Mark::Changed, column.name, format!("column from {}, was from {path}", column.path));
            }
            Some(_) => {}
        }
    }
    for column in was.iter().filter(|column| find(&is, column.name).is_none()) {
        add(Mark::Removed, column.name, "column".to_owned());
    }
    changes
}

/// Returns the fields and variants.
fn parts_of(version: &VersionDescription) -> Vec<Part> {
    let parts = parts(version.payload()).into_iter();
    parts.filter(|part| matches!(part.of, PartOf::Field(_) | PartOf::Variant(_))).collect()
}

/// Leaves out what is inside of another part.
fn outermost<'a>(parts: impl Iterator<Item = &'a Part>) -> Vec<&'a Part> {
    let mut found: Vec<&Part> = Vec::new();
    for part in parts {
        if !found.last().is_some_and(|outer| is_inside(&part.path, &outer.path)) {
            found.push(part);
        }
    }
    found
}

fn kind(field: &FieldDescription) -> String {
    if field.is_optional { format!("optional {}", field.kind) } else { field.kind.clone() }
}

/// Returns the names of an enum of names.
fn names(part: &Part) -> String {
    match part.of {
        PartOf::Field(FieldShape { shape: Shape::Enum(of), .. })
            if of.variants.iter().all(|variant| variant.content.is_none()) =>
        {
            let names: Vec<&str> = of.variants.iter().map(|variant| variant.name).collect();
            format!(": {}", names.join(", "))
        }
        _ => String::new(),
    }
}

/// Returns what is different in a part that both versions have.
fn notes(before: &Part, after: &Part) -> Vec<String> {
    let mut notes = Vec::new();
    if let (Some(was), Some(is)) = (before.field(), after.field()) {
        if kind(&was) != kind(&is) {
            notes.push(format!("is {}, was {}", kind(&is), kind(&was)));
        }
        if was.has_default != is.has_default {
            notes.push(if is.has_default { "may be absent".to_owned() } else { "may not be absent".to_owned() });
        }
        if was.is_sensitive != is.is_sensitive {
            notes.push(if is.is_sensitive { "is sensitive".to_owned() } else { "isn't sensitive any more".to_owned() });
        }
    }
    let aliases = |part: &Part| match part.of {
        PartOf::Field(field) => field.aliases,
        PartOf::Variant(variant) => variant.aliases,
        PartOf::Struct(_) | PartOf::Enum(_) => &[],
    };
    let new = aliases(after).iter().filter(|alias| !aliases(before).contains(alias));
    notes.extend(new.map(|alias| format!("is also read as {alias}")));
    notes
}
