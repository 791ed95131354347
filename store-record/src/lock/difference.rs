//! A difference between a locked shape and the current one: its path, whether a relaxation allows it, and the error.

use super::effect::Effect;
use crate::const_text::Message;
use crate::manifest::{Change, Relaxation};
use crate::order::same;
use crate::shape::{RecordShape, Shape, TextForm};

/// What happens when a difference is found.
pub(super) struct Differences<'a> {
    relaxed: &'a [Relaxation],
    /// If present, only this one is looked for, and nothing is rejected.
    wanted: Option<&'a Relaxation>,
    /// If true, only changes after which a stored row may not open are looked for, and nothing is rejected.
    is_for_stored_rows: bool,
    pub(super) is_found: bool,
    /// If present, one difference is found, and nothing is rejected.
    search: Option<&'a mut Search>,
}

/// A search for one difference by its number. A `const fn` can't build a list.
#[cfg_attr(not(feature = "cli"), allow(dead_code))]
pub(super) struct Search {
    /// The number of differences before the one that is searched for.
    skip: usize,
    seen: usize,
    pub(super) found: Option<Found>,
}

/// A difference, whether a relaxation allows it or not.
#[cfg_attr(not(feature = "cli"), allow(dead_code))]
pub(super) struct Found {
    /// The record type and the schema version of the locked block.
    pub(super) version: (&'static str, i32),
    pub(super) change: Change,
    /// The path as it is in a `relax`.
    pub(super) path: Message,
    /// The whole message.
    pub(super) message: Message,
    /// The number of its bytes that say what has changed, without what to do.
    pub(super) sentence: usize,
}

impl Search {
    #[cfg(feature = "cli")]
    pub(super) const fn new(skip: usize) -> Self {
        Self { skip, seen: 0, found: None }
    }
}

impl<'a> Differences<'a> {
    #[cfg(feature = "cli")]
    pub(super) const fn searched(relaxed: &'a [Relaxation], search: &'a mut Search) -> Self {
        Self { relaxed, wanted: None, is_for_stored_rows: false, is_found: false, search: Some(search) }
    }

    pub(super) const fn refused_unless(relaxed: &'a [Relaxation]) -> Self {
        Self { relaxed, wanted: None, is_for_stored_rows: false, is_found: false, search: None }
    }

    pub(super) const fn looked_for(wanted: &'a Relaxation) -> Self {
        Self { relaxed: &[], wanted: Some(wanted), is_for_stored_rows: false, is_found: false, search: None }
    }

    pub(super) const fn for_stored_rows() -> Self {
        Self { relaxed: &[], wanted: None, is_for_stored_rows: true, is_found: false, search: None }
    }

    /// Rejects a locked version that the record and its previous versions don't have.
    #[track_caller]
    pub(super) const fn version_removed(&mut self, locked: &RecordShape, text: &str) {
        let location = Location::of(locked);
        if self.passes(&location, Change::VersionRemoved, false) {
            return;
        }
        let mut message = location.message();
        message.push(text);
        let sentence = message.len();
        self.push_way_out(&mut message, &location, Change::VersionRemoved, ". Where no row of it is left, ");
        self.reject(&location, Change::VersionRemoved, message, sentence);
    }

    /// Panics with the message, or hands it to the search.
    #[track_caller]
    const fn reject(&mut self, location: &Location<'_>, change: Change, message: Message, sentence: usize) {
        let Some(search) = &mut self.search else { message.panic() };
        let mut path = Message::new();
        if change.has_place() {
            location.write(&mut path);
        }
        search.found = Some(Found {
            version: (location.record.record_type, location.record.schema_version),
            change,
            path,
            message,
            sentence,
        });
    }

    const fn passes(&mut self, location: &Location<'_>, change: Change, do_rows_open: bool) -> bool {
        if self.is_for_stored_rows {
            self.is_found |= !do_rows_open;
            return true;
        }
        if let Some(search) = &mut self.search {
            search.seen += 1;
            return search.seen != search.skip + 1;
        }
        if let Some(wanted) = self.wanted {
            self.is_found |= location.is_named_by(wanted, change);
            return true;
        }
        match self.relaxation(location, change) {
            Some(relaxation) => !relaxation.is_spent,
            None => false,
        }
    }

    const fn relaxation(&self, location: &Location<'_>, change: Change) -> Option<&'a Relaxation> {
        let mut at = 0;
        while at < self.relaxed.len() {
            if location.is_named_by(&self.relaxed[at], change) {
                return Some(&self.relaxed[at]);
            }
            at += 1;
        }
        None
    }

    const fn push_way_out(&self, message: &mut Message, location: &Location<'_>, change: Change, condition: &str) {
        if self.relaxation(location, change).is_some() {
            message.push(
                ". The manifest's `relax` needs a new `reason`: the lock holds the one it has, for a change before",
            );
            return;
        }
        message.push(condition);
        message.push("`relax(type = \"");
        message.push_in_literal(location.record.record_type);
        message.push("\", schema_version = ");
        message.push_number(location.record.schema_version);
        message.push(", change = \"");
        message.push(change.name());
        if change.has_place() {
            message.push("\", at = \"");
            location.write(message);
        }
        message.push("\", reason = \"…\")` on the manifest allows it");
    }
}

/// The path to a difference in a record.
#[derive(Clone, Copy)]
pub(super) struct Location<'a> {
    record: &'a RecordShape,
    parent: Option<&'a Location<'a>>,
    /// What precedes the name: `.` for a field, `#` for a variant. An element has no name.
    mark: &'a str,
    /// A stored name, which is escaped when it is written.
    name: &'a str,
    /// The index of an element of a tuple.
    index: Option<usize>,
    depth: usize,
    /// The depth of the innermost recursive type, in the locked shape and in the current one.
    recursive: (usize, usize),
}

impl<'a> Location<'a> {
    pub(super) const fn of(record: &'a RecordShape) -> Self {
        Self { record, parent: None, mark: "", name: "", index: None, depth: 0, recursive: (0, 0) }
    }

    pub(super) const fn at(&'a self, mark: &'a str, name: &'a str) -> Self {
        let depth = self.depth + 1;
        Self { record: self.record, parent: Some(self), mark, name, index: None, depth, recursive: self.recursive }
    }

    pub(super) const fn at_index(&'a self, index: usize) -> Self {
        Self { index: Some(index), ..self.at("", "") }
    }

    /// Returns the same path, at which a recursive type begins.
    pub(super) const fn recursive(&self, was: bool, is: bool) -> Self {
        let recursive =
            (if was { self.depth } else { self.recursive.0 }, if is { self.depth } else { self.recursive.1 });
        Self { recursive, ..*self }
    }

    /// Returns true if both shapes refer to the type at one path.
    pub(super) const fn is_recursion_alike(&self) -> bool {
        self.recursive.0 == self.recursive.1
    }

    /// Rejects a change under the same schema version: what was, what is, and the effect.
    #[track_caller]
    pub(super) const fn changed(
        &self,
        differences: &mut Differences<'_>,
        change: Change,
        was: &str,
        is: Is<'_>,
        effect: Effect,
    ) {
        if differences.passes(self, change, effect.do_rows_open) {
            return;
        }
        let mut message = self.message();
        message.push(": `");
        self.write(&mut message);
        message.push("` ");
        message.push(was);
        match is {
            Is::Text(text) => message.push(text),
            Is::Behind(text, cfg) => {
                message.push(text);
                message.push("`cfg(");
                message.push(cfg);
                message.push(
                    ")`, and what is stored must not depend on a build (\"A field behind `cfg`\" in docs/evolution.md)",
                );
            }
            Is::Shapes(was, is) => {
                push_shape(&mut message, was);
                message.push(", is now ");
                push_shape(&mut message, is);
            }
        }
        message.push(". ");
        message.push(effect.sentence);
        let sentence = message.len();
        message.push(
            ". Undo the change, or give the record the next `schema_version` with `previous` and keep the locked shape as \
             the previous type",
        );
        let condition =
            if effect.do_rows_open { ". Where that is harmless, " } else { ". Where no row has the locked shape, " };
        differences.push_way_out(&mut message, self, change, condition);
        differences.reject(self, change, message, sentence);
    }

    const fn message(&self) -> Message {
        let mut message = Message::new();
        message.push("`");
        message.push(self.record.record_type);
        message.push("` version ");
        message.push_number(self.record.schema_version);
        message
    }

    const fn is_named_by(&self, relaxation: &Relaxation, change: Change) -> bool {
        if !(relaxation.change.is(change)
            && relaxation.schema_version == self.record.schema_version
            && same(relaxation.record_type, self.record.record_type))
        {
            return false;
        }
        if !change.has_place() {
            return true;
        }
        let mut path = Message::new();
        self.write(&mut path);
        path.is(relaxation.at)
    }

    /// Writes the path as it is in a `relax`.
    const fn write(&self, message: &mut Message) {
        if self.parent.is_none() {
            message.push("payload");
        }
        self.write_names(message);
    }

    const fn write_names(&self, message: &mut Message) {
        if let Some(parent) = self.parent {
            parent.write_names(message);
        }
        message.push(self.mark);
        message.push_name(self.name);
        if let Some(index) = self.index {
            message.push("[");
            message.push_number(index as i32);
            message.push("]");
        }
    }
}

pub(super) enum Is<'a> {
    Text(&'a str),
    /// A text, and the `cfg` that the item is behind.
    Behind(&'a str, &'a str),
    Shapes(&'a Shape, &'a Shape),
}

const fn push_shape(message: &mut Message, shape: &Shape) {
    if let Shape::Unverified(inside) | Shape::Converted(inside) = shape {
        push_shape(message, inside);
        return;
    }
    if let Shape::Optional(inside) = shape {
        message.push("optional ");
        push_shape(message, inside);
        return;
    }
    message.push(shape.kind());
    // Two shapes of one kind may differ in this.
    let count = match shape {
        Shape::Array(_, length) | Shape::Text(TextForm::Bytes(Some(length))) => *length,
        Shape::Tuple(elements) => elements.len(),
        Shape::Map { key, .. } => {
            message.push(if key.is_optional() { " by optional " } else { " by " });
            message.push(key.name());
            return;
        }
        _ => return,
    };
    message.push(" of ");
    message.push_number(count as i32);
}
