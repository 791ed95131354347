//! Compares locked shapes with current ones while compiling. The first difference that no relaxation allows is the
//! error, at the user's token (`track_caller`).

use super::difference::{Differences, Is, Location};
#[cfg(feature = "cli")]
use super::difference::{Found, Search};
use super::effect::Effect;
use super::shapes::compare_shape;
use crate::const_text::Message;
use crate::manifest::{Change, Relaxation, Route, has_route};
use crate::order::{has, lower_bound, same};
use crate::record::StoreRecord;
use crate::shape::source::is_same_source;
use crate::shape::{ComponentShape, RecordShape, Shape};

/// Checks that each locked version of the record `R` can still be read by `R` or a previous version, except for what is
/// relaxed. The locked records are sorted by record type.
#[track_caller]
pub const fn assert_unchanged<R: StoreRecord>(locked: &[RecordShape], relaxed: &[Relaxation]) {
    compare_record(&mut Differences::refused_unless(relaxed), locked, R::RECORD_SHAPE);
}

/// Checks that the relaxation names an existing change. If it doesn't, it would allow a later one.
#[track_caller]
pub const fn assert_relaxes(locked: &[RecordShape], records: &[&RecordShape], relaxation: &Relaxation) {
    let mut differences = Differences::looked_for(relaxation);
    let mut at = 0;
    while at < records.len() {
        let record = records[at];
        if record.record_type.is_empty() {
            return;
        }
        // Only this record, so that the time stays linear.
        if same(record.record_type, relaxation.record_type) || has(record.aliases, relaxation.record_type) {
            compare_versions(&mut differences, locked, relaxation.record_type, record);
        }
        at += 1;
    }
    if !differences.is_found {
        relaxation.fail_as_unused();
    }
}

/// Returns the difference of that number between the locked versions of a record and the current ones. `spent` are the
/// relaxations that the lock has already.
#[cfg(feature = "cli")]
pub(super) fn difference(
    number: usize,
    locked: &[RecordShape],
    spent: &[Relaxation],
    record: &RecordShape,
) -> Option<Found> {
    let mut search = Search::new(number);
    compare_record(&mut Differences::searched(spent, &mut search), locked, record);
    search.found
}

#[track_caller]
const fn compare_record(differences: &mut Differences<'_>, locked: &[RecordShape], record: &RecordShape) {
    if record.record_type.is_empty() {
        // Its derive failed, and that error is reported alone.
        return;
    }
    compare_versions(differences, locked, record.record_type, record);
    let mut alias = 0;
    while alias < record.aliases.len() {
        compare_versions(differences, locked, record.aliases[alias], record);
        alias += 1;
    }
}

#[track_caller]
const fn compare_versions(
    differences: &mut Differences<'_>,
    locked: &[RecordShape],
    record_type: &str,
    record: &RecordShape,
) {
    let mut at = lower_bound!(locked, |record| record.record_type, record_type);
    while at < locked.len() && same(locked[at].record_type, record_type) {
        let locked = &locked[at];
        match version(record, locked.schema_version) {
            // The block is its own shape: its rows are rewritten as JSON.
            Some(now) if now.is_locked => {}
            Some(now) => compare_rows(differences, locked, now),
            None if locked.schema_version > record.schema_version => differences.version_removed(
                locked,
                " is locked, and this record has an older schema version. Rows of the locked one would not open: put the \
                 schema version back",
            ),
            None => differences.version_removed(
                locked,
                " is locked, and nothing reads its rows any more: keep its type in the chain of `previous`",
            ),
        }
        at += 1;
    }
}

/// Checks that each locked record type is in the manifest or retired.
#[track_caller]
pub const fn assert_none_gone(locked: &[RecordShape], routes: &[Route], retired: &[&str], lock: &str) {
    if !routes.is_empty() && routes[0].record_type.is_empty() {
        return;
    }
    let mut at = 0;
    while at < locked.len() {
        let record_type = locked[at].record_type;
        if !has_route(routes, record_type) && !has(retired, record_type) {
            let mut message = Message::new();
            message.push("`");
            message.push(record_type);
            message.push("` is in `");
            message.push(lock);
            message.push("`, and no variant of the manifest reads its rows: add one, or say `retired(\"");
            message.push_in_literal(record_type);
            message.push("\")` if there is no row of it");
            message.panic();
        }
        at += 1;
    }
}

pub(super) const fn version(mut record: &RecordShape, schema_version: i32) -> Option<&RecordShape> {
    loop {
        if record.schema_version == schema_version {
            return Some(record);
        }
        match record.previous {
            Some(previous) => record = previous,
            None => return None,
        }
    }
}

#[track_caller]
const fn compare_rows(differences: &mut Differences<'_>, locked: &RecordShape, now: &RecordShape) {
    let location = Location::of(locked);
    let mut at = 0;
    while at < locked.aliases.len() {
        if !has(now.aliases, locked.aliases[at]) && !same(now.record_type, locked.aliases[at]) {
            location.at("alias.", locked.aliases[at]).changed(
                differences,
                Change::AliasRemoved,
                "was an alias of the record type",
                Is::Text(", and isn't any more"),
                Effect::not_open("Stored rows of that record type would not open"),
            );
        }
        at += 1;
    }
    let (scope, key) = (location.at("scope", ""), location.at("key", ""));
    compare_components(differences, Change::ScopeChanged, &scope, locked.scope, now.scope, now.payload);
    compare_components(differences, Change::KeyChanged, &key, locked.key, now.key, now.payload);
    let mut at = 0;
    while at < locked.columns.len() {
        let (column, path) = locked.columns[at];
        match column_of(now.columns, column) {
            Some(source) if is_same_source(now.payload, source, path) => {}
            Some(_) => location_of_column(&location, column).changed(
                differences,
                Change::ColumnChanged,
                "was filled from another field",
                Is::Text(""),
                Effect::not_open("Stored rows would not open where the two fields differ"),
            ),
            None => location_of_column(&location, column).changed(
                differences,
                Change::ColumnChanged,
                "was a column of the record",
                Is::Text(", and isn't any more"),
                Effect::not_open("Stored rows with a value in the column would not open"),
            ),
        }
        at += 1;
    }
    let mut at = 0;
    while at < now.columns.len() {
        let (column, _) = now.columns[at];
        if column_of(locked.columns, column).is_none() {
            location_of_column(&location, column).changed(
                differences,
                Change::ColumnChanged,
                "wasn't a column of the record",
                Is::Text(", and is one"),
                Effect::not_open("Stored rows have no value in the column, and would not open if the record has one"),
            );
        }
        at += 1;
    }
    compare_shape(differences, &location, locked.payload, now.payload);
}

/// The path of a column, or of an entry of the metadata, whose name may have any character.
const fn location_of_column<'a>(location: &'a Location<'a>, column: &'a str) -> Location<'a> {
    const METADATA: &str = "metadata.";
    match column.split_at_checked(METADATA.len()) {
        Some((prefix, name)) if same(prefix, METADATA) => location.at(METADATA, name),
        _ => location.at(column, ""),
    }
}

const fn column_of<'a>(columns: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    let mut at = 0;
    while at < columns.len() {
        if same(columns[at].0, name) {
            return Some(columns[at].1);
        }
        at += 1;
    }
    None
}

const MOVED: Effect = Effect::not_open("Stored rows whose scope or key would be another one would not open");

#[track_caller]
const fn compare_components(
    differences: &mut Differences<'_>,
    change: Change,
    location: &Location<'_>,
    locked: &[ComponentShape],
    now: &[ComponentShape],
    payload: &'static Shape,
) {
    let mut at = 0;
    while at < locked.len() && at < now.len() {
        let (was, is) = (&locked[at], &now[at]);
        if !(is_same_source(payload, is.name, was.name) && was.encoding.is_same(is.encoding)) {
            location.at(was.name, "").changed(
                differences,
                change,
                "was a component",
                Is::Text(", and another is in its location"),
                MOVED,
            );
        }
        at += 1;
    }
    if locked.len() != now.len() {
        location.changed(differences, change, "had another number of components", Is::Text(""), MOVED);
    }
}
