//! All changes between a lock and the record types of a program: what the compiler rejects, what a relaxation allows,
//! and what was added.

use super::compare::{difference, version};
use super::file::block_of;
use super::reader::LockFile;
use crate::catalog::{Catalog, Part, PartOf, parts};
use crate::manifest::{RecordManifest, Relaxation};
use crate::shape::{FieldShape, RecordShape, UnknownFieldPolicy};
use std::collections::BTreeMap;

/// A change of the stored form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LockChange {
    pub(crate) effect: Effect,
    pub(crate) record_type: String,
    pub(crate) schema_version: Option<i32>,
    /// The kind of change. That of a rejected one is its name in a `relax`.
    pub(crate) change: &'static str,
    /// The path as it is in a `relax`.
    pub(crate) path: Option<String>,
    /// What has changed.
    pub(crate) sentence: String,
    /// What to do, if the change is rejected, or why it is allowed, if it is relaxed.
    pub(crate) note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Every stored row opens, and so do new rows in programs of the former release.
    Addition,
    /// The lock would reject it, and the manifest allows it by name.
    Relaxed,
    /// The lock rejects it.
    Rejected,
}

/// Returns the changes in the order of the manifest's record types, and then those of record types that are gone.
pub(crate) fn changes<M: RecordManifest>(before: &LockFile) -> Vec<LockChange> {
    let catalog = Catalog::of_manifest::<M>();
    let mut changes = Vec::new();
    for record in catalog.records() {
        of_record::<M>(before, record.newest().shape(), &mut changes);
    }
    let mut gone: Vec<&str> = before.records.iter().map(|record| record.record_type).collect();
    gone.retain(|record_type| catalog.record(record_type).is_none());
    gone.dedup();
    changes.extend(gone.into_iter().map(|record_type| {
        let is_retired = M::LOCK.retired.contains(&record_type);
        LockChange {
            effect: if is_retired { Effect::Relaxed } else { Effect::Rejected },
            record_type: record_type.to_owned(),
            schema_version: None,
            change: "record-type-removed",
            path: None,
            sentence: format!("`{record_type}` is locked, and no variant of the manifest reads its rows"),
            note: Some(match is_retired {
                true => "the manifest says that the record type is retired".to_owned(),
                false => format!("Add a variant, or say `retired(\"{record_type}\")` if there is no row of it"),
            }),
        }
    }));
    changes
}

fn of_record<M: RecordManifest>(before: &LockFile, record: &'static RecordShape, changes: &mut Vec<LockChange>) {
    let names = || std::iter::once(record.record_type).chain(record.aliases.iter().copied());
    let locked: Vec<&RecordShape> =
        before.records.iter().filter(|shape| names().any(|name| name == shape.record_type)).collect();
    if locked.is_empty() {
        changes.push(addition(
            record,
            None,
            "record-type-added",
            None,
            format!("`{}` is a new record type", record.record_type),
        ));
        return;
    }
    let start = changes.len();
    // Each call searches from the beginning, and few records have more than a few differences.
    for number in 0.. {
        let Some(found) = difference(number, &before.records, &before.relaxed, record) else { break };
        let (sentence, rest) = found.message.as_str().split_at(found.sentence);
        let (record_type, schema_version) = found.version;
        let path = Some(found.path.as_str().to_owned()).filter(|_| found.change.has_place());
        let allows = |relaxation: &&Relaxation| {
            relaxation.change.is(found.change)
                && relaxation.record_type == record_type
                && relaxation.schema_version == schema_version
                && path.as_deref().unwrap_or_default() == relaxation.at
        };
        let is_spent = |relaxation: &&Relaxation| {
            before.relaxed.iter().any(|spent| allows(&spent) && spent.reason == relaxation.reason)
        };
        let all = M::LOCK.relaxed.iter().chain(M::LOCK.history);
        let relaxation = all.filter(allows).find(|relaxation| !is_spent(relaxation));
        changes.push(LockChange {
            effect: if relaxation.is_some() { Effect::Relaxed } else { Effect::Rejected },
            record_type: record_type.to_owned(),
            schema_version: Some(schema_version),
            change: found.change.name(),
            sentence: sentence.to_owned(),
            note: Some(match relaxation {
                Some(relaxation) => relaxation.reason.to_owned(),
                None => rest.trim_start_matches(". ").to_owned(),
            }),
            path,
        });
    }
    for alias in record.aliases {
        let is_new = !before.records.iter().any(|shape| shape.record_type == *alias || shape.aliases.contains(alias));
        if is_new {
            let sentence = format!("`{alias}` is a former name of `{}`", record.record_type);
            changes.push(addition(record, None, "alias-added", None, sentence));
        }
    }
    for now in std::iter::successors(Some(record), |shape| shape.previous) {
        if !locked.iter().any(|shape| shape.schema_version == now.schema_version) {
            let sentence = format!("`{}` has a new schema version, {}", now.record_type, now.schema_version);
            changes.push(addition(now, Some(now.schema_version), "version-added", None, sentence));
        }
    }
    for was in locked {
        let Some(now) = version(record, was.schema_version).filter(|now| !now.is_locked) else { continue };
        let before = changes.len();
        additions(was, now, start, changes);
        let is_reported = changes.len() > before
            || changes.iter().skip(start).any(|change| change.schema_version == Some(was.schema_version));
        if !is_reported && was.record_type == now.record_type && block_of(was) != block_of(now) {
            let sentence = format!(
                "`{}` version {} has another block in the lock, and every stored row opens",
                now.record_type, now.schema_version
            );
            changes.push(addition(now, Some(now.schema_version), "block-changed", None, sentence));
        }
    }
}

fn addition(
    record: &RecordShape,
    schema_version: Option<i32>,
    change: &'static str,
    path: Option<String>,
    sentence: String,
) -> LockChange {
    let record_type = record.record_type.to_owned();
    LockChange { effect: Effect::Addition, record_type, schema_version, change, path, sentence, note: None }
}

/// Adds what is new in the payload of a version. The changes from `start` on are those of the record that are found
/// already.
fn additions(was: &RecordShape, now: &RecordShape, start: usize, changes: &mut Vec<LockChange>) {
    let (was_parts, now_parts) = (parts(was.payload), parts(now.payload));
    let known: BTreeMap<_, &Part> = was_parts.iter().map(|part| ((part.kind(), part.path.as_str()), part)).collect();
    // What is inside of a new part isn't listed again.
    let mut outermost: Option<&str> = None;
    for part in &now_parts {
        if outermost.is_some_and(|path| {
            part.path.strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '#', '[']) || rest.is_empty())
        }) {
            continue;
        }
        let is_reported = changes.iter().skip(start).any(|change| {
            change.schema_version == Some(now.schema_version) && change.path.as_deref() == Some(place(&part.path))
        });
        let former = known.get(&(part.kind(), part.path.as_str()));
        if former.is_none() {
            outermost = Some(&part.path);
        }
        if is_reported {
            continue;
        }
        let mut add = |change: &'static str, what: String| {
            let path = place(&part.path);
            let sentence = format!("`{}` version {}: `{path}` {what}", now.record_type, now.schema_version);
            changes.push(addition(now, Some(now.schema_version), change, Some(path.to_owned()), sentence));
        };
        match (&part.of, former.map(|part| &part.of)) {
            (PartOf::Field(is), None) => match renamed(&part.path, is, &was_parts) {
                Some(name) => add("field-renamed", format!("was `{name}`, which is still read")),
                None => add("field-added", "is a new field, and may be absent".to_owned()),
            },
            (PartOf::Field(is), Some(PartOf::Field(was))) => {
                if is.has_default && !was.has_default {
                    add("default-added", "may be absent".to_owned());
                }
                names(is.aliases, was.aliases)
                    .for_each(|alias| add("alias-added", format!("is also read as `{alias}`")));
                if is.is_sensitive != was.is_sensitive {
                    add(
                        "sensitive-changed",
                        format!("{} marked `sensitive`", if is.is_sensitive { "is" } else { "isn't any more" }),
                    );
                }
                if is.cfg != was.cfg {
                    add("cfg-changed", "is behind another `cfg`".to_owned());
                }
            }
            (PartOf::Variant(_), None) => add("variant-added", "is a new variant".to_owned()),
            (PartOf::Variant(is), Some(PartOf::Variant(was))) => {
                names(is.aliases, was.aliases)
                    .for_each(|alias| add("alias-added", format!("is also read as `{alias}`")));
                if is.cfg != was.cfg {
                    add("cfg-changed", "is behind another `cfg`".to_owned());
                }
            }
            (PartOf::Struct(is), Some(PartOf::Struct(was))) => {
                names(is.reserved, was.reserved)
                    .for_each(|name| add("name-reserved", format!("reserves the name `{name}`")));
                if policy(is.unknown) != policy(was.unknown) {
                    add("unknown-names-changed", format!("{} unknown fields", policy(is.unknown)));
                }
            }
            (PartOf::Enum(is), Some(PartOf::Enum(was))) => {
                names(is.reserved, was.reserved)
                    .for_each(|name| add("name-reserved", format!("reserves the name `{name}`")));
                if policy(is.unknown) != policy(was.unknown) {
                    add("unknown-names-changed", format!("{} unknown variants", policy(is.unknown)));
                }
            }
            _ => {}
        }
    }
}

/// The path as it is in a `relax`.
fn place(path: &str) -> &str {
    if path.is_empty() { "payload" } else { path }
}

/// Returns the former name of a field that has it as an alias.
fn renamed(path: &str, field: &FieldShape, before: &[Part]) -> Option<&'static str> {
    let end = path.rfind('.')?;
    let parent = path.get(..=end)?;
    field.aliases.iter().copied().find(|alias| {
        before.iter().any(|part| {
            matches!(part.of, PartOf::Field(field) if field.name == *alias)
                && part.path.strip_prefix(parent).is_some_and(|name| !name.contains(['.', '#', '[']))
        })
    })
}

fn names<'a>(is: &'a [&'static str], was: &'a [&'static str]) -> impl Iterator<Item = &'static str> + 'a {
    is.iter().copied().filter(move |name| !was.contains(name))
}

fn policy(unknown: UnknownFieldPolicy) -> &'static str {
    match unknown {
        UnknownFieldPolicy::Deny => "rejects",
        UnknownFieldPolicy::Ignore => "ignores",
        UnknownFieldPolicy::Keep => "keeps",
        UnknownFieldPolicy::Collect(_) => "reads as entries of a map",
    }
}
