//! Locked shapes against those of today, as functions that the compiler runs. The first difference is the error, at the
//! user's token (`track_caller`).

use crate::const_text::{Message, compare, same};
use crate::manifest::{Route, has_route};
use crate::{
    ComponentShape, EnumShape, FieldShape, RecordShape, Shape, StoreRecord, StructShape, TextForm, UnknownNames,
    VariantShape,
};
use std::cmp::Ordering;

/// Every locked version of the record `R` is one that `R` or a version before it still reads. The locked records are
/// sorted by record type.
#[track_caller]
pub const fn assert_unchanged<R: StoreRecord>(locked: &[RecordShape]) {
    let record = R::RECORD_SHAPE;
    if record.record_type.is_empty() {
        // A stub beside an error of its derive, which comes alone.
        return;
    }
    assert_versions(locked, record.record_type, record);
    let mut alias = 0;
    while alias < record.aliases.len() {
        assert_versions(locked, record.aliases[alias], record);
        alias += 1;
    }
}

#[track_caller]
const fn assert_versions(locked: &[RecordShape], record_type: &str, record: &RecordShape) {
    let mut at = first(locked, record_type);
    while at < locked.len() && same(locked[at].record_type, record_type) {
        let locked = &locked[at];
        match version(record, locked.schema_version) {
            Some(now) => assert_record(locked, now),
            None if locked.schema_version > record.schema_version => Place::of(locked).fail(&[
                " is locked, and this record has an older schema version. Rows of the locked one would not open: put the \
                 schema version back",
            ]),
            None => Place::of(locked).fail(&[
                " is locked, and nothing reads its rows any more. Keep its type in the chain of `previous`, or, when no \
                 row of it is left, run STORE_RECORD_LOCK=update cargo test",
            ]),
        }
        at += 1;
    }
}

/// Every locked record type is one of the manifest or retired.
#[track_caller]
pub const fn assert_none_gone(locked: &[RecordShape], routes: &[Route], retired: &[&str], lock: &str) {
    if !routes.is_empty() && routes[0].record_type.is_empty() {
        return;
    }
    let mut at = 0;
    while at < locked.len() {
        let record_type = locked[at].record_type;
        if !has_route(routes, record_type) && !has(retired, record_type) {
            crate::const_text::fail(&[
                "`",
                record_type,
                "` is in `",
                lock,
                "` and no variant of the manifest reads its rows: add one, or say `retired(\"",
                record_type,
                "\")` if there is no row of it",
            ]);
        }
        at += 1;
    }
}

const fn first(locked: &[RecordShape], record_type: &str) -> usize {
    let (mut low, mut high) = (0, locked.len());
    while low < high {
        let middle = low + (high - low) / 2;
        match compare(locked[middle].record_type, record_type) {
            Ordering::Less => low = middle + 1,
            Ordering::Equal | Ordering::Greater => high = middle,
        }
    }
    low
}

const fn version(mut record: &RecordShape, schema_version: i32) -> Option<&RecordShape> {
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

/// Where in a record a difference is, for the message.
struct Place<'a> {
    record: &'a RecordShape,
    parent: Option<&'a Place<'a>>,
    /// What stands before the name: `.` before a field's, `#` before a variant's.
    mark: &'a str,
    name: &'a str,
}

impl<'a> Place<'a> {
    const fn of(record: &'a RecordShape) -> Self {
        Self { record, parent: None, mark: "", name: "" }
    }

    const fn at(&'a self, mark: &'a str, name: &'a str) -> Self {
        Self { record: self.record, parent: Some(self), mark, name }
    }

    const fn write(&self, message: &mut Message) {
        if let Some(parent) = self.parent {
            parent.write(message);
        }
        message.push(self.mark);
        message.push(self.name);
    }

    #[track_caller]
    const fn fail(&self, parts: &[&str]) -> ! {
        let mut message = Message::new();
        message.push("`");
        message.push(self.record.record_type);
        message.push("` version ");
        message.push_number(self.record.schema_version);
        let mut at = 0;
        while at < parts.len() {
            message.push(parts[at]);
            at += 1;
        }
        message.panic()
    }

    /// A change under the same schema version: what was, what is.
    #[track_caller]
    const fn changed(&self, was: &str, is: Is<'_>) -> ! {
        let mut message = Message::new();
        message.push("`");
        message.push(self.record.record_type);
        message.push("` version ");
        message.push_number(self.record.schema_version);
        message.push(": ");
        if self.parent.is_some() {
            message.push("`");
            self.write(&mut message);
            message.push("` ");
        } else {
            message.push("the payload ");
        }
        message.push(was);
        match is {
            Is::Text(text) => message.push(text),
            Is::Shapes(was, is) => {
                push_shape(&mut message, was);
                message.push(", is now ");
                push_shape(&mut message, is);
            }
        }
        message.push(
            ". Rows that are stored would not open. Undo the change, or give the record the next `schema_version` with \
             `previous` and keep this shape as the previous type",
        );
        message.panic()
    }
}

enum Is<'a> {
    Text(&'a str),
    Shapes(&'a Shape, &'a Shape),
}

#[track_caller]
const fn assert_record(locked: &RecordShape, now: &RecordShape) {
    let place = Place::of(locked);
    let mut at = 0;
    while at < locked.aliases.len() {
        if !has(now.aliases, locked.aliases[at]) && !same(now.record_type, locked.aliases[at]) {
            place.at("", locked.aliases[at]).changed("was an alias of the record type", Is::Text(", and is none"));
        }
        at += 1;
    }
    assert_components(&place.at("", "scope"), locked.scope, now.scope);
    assert_components(&place.at("", "key"), locked.key, now.key);
    let mut at = 0;
    while at < locked.columns.len() {
        let (column, path) = locked.columns[at];
        match column_of(now.columns, column) {
            Some(now) if same(now, path) => {}
            Some(_) => place.at("", column).changed("was filled from another field", Is::Text("")),
            None => place.at("", column).changed("was a column of the record", Is::Text(", and is none")),
        }
        at += 1;
    }
    let mut at = 0;
    while at < now.columns.len() {
        let (column, _) = now.columns[at];
        if column_of(locked.columns, column).is_none() {
            place.at("", column).changed("was no column of the record", Is::Text(", and is one"));
        }
        at += 1;
    }
    assert_shape(&place, locked.payload, now.payload);
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

#[track_caller]
const fn assert_components(place: &Place<'_>, locked: &[ComponentShape], now: &[ComponentShape]) {
    let mut at = 0;
    while at < locked.len() && at < now.len() {
        let (was, is) = (&locked[at], &now[at]);
        let is_same_form = same(was.form.name(), is.form.name()) && was.form.is_optional() == is.form.is_optional();
        if !(same(was.name, is.name) && is_same_form) {
            place.at(".", was.name).changed("was a component", Is::Text(", and another stands in its place"));
        }
        at += 1;
    }
    if locked.len() != now.len() {
        place.changed("had another number of components", Is::Text(""));
    }
}

#[track_caller]
const fn assert_shape(place: &Place<'_>, locked: &Shape, now: &Shape) {
    match (locked, now) {
        (Shape::Bool, Shape::Bool) | (Shape::Json, Shape::Json) | (Shape::Custom, Shape::Custom) => {}
        (Shape::Recursion(_), Shape::Recursion(_)) => {}
        // A stub beside an error of its derive, which comes alone.
        (_, Shape::Recursion(name)) if name.is_empty() => {}
        (Shape::Integer(was), Shape::Integer(is))
            if was.bits == is.bits && was.is_signed == is.is_signed && was.is_not_zero == is.is_not_zero => {}
        (Shape::Float { bits: was }, Shape::Float { bits: is }) if *was == *is => {}
        (Shape::Text(was), Shape::Text(is)) if is_same_form(was, is) => {}
        (Shape::Optional(was), Shape::Optional(is)) => assert_shape(place, was, is),
        (Shape::List(was), Shape::List(is))
        | (Shape::Set(was), Shape::Set(is))
        | (Shape::OrderedSet(was), Shape::OrderedSet(is)) => assert_shape(&place.at("[]", ""), was, is),
        (Shape::Pairs(was_key, was), Shape::Pairs(is_key, is)) => {
            assert_shape(&place.at("[][0]", ""), was_key, is_key);
            assert_shape(&place.at("[][1]", ""), was, is);
        }
        (Shape::Array(was, was_length), Shape::Array(is, is_length)) if *was_length == *is_length => {
            assert_shape(&place.at("[]", ""), was, is);
        }
        (Shape::Tuple(was), Shape::Tuple(is)) if was.len() == is.len() => {
            let mut at = 0;
            while at < was.len() {
                assert_shape(&place.at("[]", ""), was[at], is[at]);
                at += 1;
            }
        }
        (Shape::Map { key: was_key, value: was }, Shape::Map { key: is_key, value: is })
            if same(was_key.name(), is_key.name()) && was_key.is_optional() == is_key.is_optional() =>
        {
            assert_shape(&place.at("[*]", ""), was, is);
        }
        (Shape::Struct(was), Shape::Struct(is)) => assert_struct(place, was, is),
        (Shape::Enum(was), Shape::Enum(is)) => assert_enum(place, was, is),
        _ => place.changed("was ", Is::Shapes(locked, now)),
    }
}

#[track_caller]
const fn assert_struct(place: &Place<'_>, locked: &StructShape, now: &StructShape) {
    let mut at = 0;
    while at < locked.fields.len() {
        let was = &locked.fields[at];
        match field(now.fields, was.name) {
            Some(is) => assert_field(&place.at(".", was.name), was, is),
            None => place
                .at(".", was.name)
                .changed("was a field", Is::Text(", and is none; an `alias` on a renamed one reads it")),
        }
        at += 1;
    }
    let mut at = 0;
    while at < now.fields.len() {
        let is = &now.fields[at];
        let place = place.at(".", is.name);
        if has(locked.reserved, is.name) {
            place.changed("is a reserved name", Is::Text(" that had another meaning once, and is used again"));
        }
        if !is.has_default && !is_read_from(is, locked.fields) {
            place.changed("was no field", Is::Text(", and is required; a `default` makes it optional to read"));
        }
        at += 1;
    }
    assert_unknown(place, locked.unknown, now.unknown, "fields");
    assert_reserved(place, locked.reserved, now.reserved);
}

#[track_caller]
const fn assert_field(place: &Place<'_>, was: &FieldShape, is: &FieldShape) {
    if was.has_default && !is.has_default {
        place.changed("could be absent", Is::Text(", and is required"));
    }
    let mut at = 0;
    while at < was.aliases.len() {
        if !(same(is.name, was.aliases[at]) || has(is.aliases, was.aliases[at])) {
            place.changed("had an alias", Is::Text(" that is gone, so rows with that name would not open"));
        }
        at += 1;
    }
    assert_shape(place, was.shape, is.shape);
}

/// The field that reads the name.
const fn field(fields: &'static [FieldShape], name: &str) -> Option<&'static FieldShape> {
    let mut at = 0;
    while at < fields.len() {
        if same(fields[at].name, name) || has(fields[at].aliases, name) {
            return Some(&fields[at]);
        }
        at += 1;
    }
    None
}

const fn is_read_from(now: &FieldShape, locked: &[FieldShape]) -> bool {
    let mut at = 0;
    while at < locked.len() {
        if same(now.name, locked[at].name) || has(now.aliases, locked[at].name) {
            return true;
        }
        at += 1;
    }
    false
}

#[track_caller]
const fn assert_enum(place: &Place<'_>, locked: &EnumShape, now: &EnumShape) {
    let is_same_tag = match (locked.tag, now.tag) {
        (None, None) => true,
        (Some(was), Some(is)) => same(was, is),
        _ => false,
    };
    if !is_same_tag {
        place.changed("had another `tag`", Is::Text(""));
    }
    let mut at = 0;
    while at < locked.variants.len() {
        let was = &locked.variants[at];
        let place = place.at("#", was.name);
        match variant(now.variants, was.name) {
            Some(is) => assert_variant(&place, was, is),
            None => place.changed("was a variant", Is::Text(", and is none; an `alias` on a renamed one reads it")),
        }
        at += 1;
    }
    let mut at = 0;
    while at < now.variants.len() {
        if has(locked.reserved, now.variants[at].name) {
            place
                .at("#", now.variants[at].name)
                .changed("is a reserved name", Is::Text(" that had another meaning once, and is used again"));
        }
        at += 1;
    }
    assert_unknown(place, locked.unknown, now.unknown, "variants");
    assert_reserved(place, locked.reserved, now.reserved);
}

#[track_caller]
const fn assert_variant(place: &Place<'_>, was: &VariantShape, is: &VariantShape) {
    let mut at = 0;
    while at < was.aliases.len() {
        if !(same(is.name, was.aliases[at]) || has(is.aliases, was.aliases[at])) {
            place.changed("had an alias", Is::Text(" that is gone, so rows with that name would not open"));
        }
        at += 1;
    }
    match (was.content, is.content) {
        (None, None) => {}
        (Some(was), Some(is)) => assert_shape(place, was, is),
        (None, Some(_)) => place.changed("held nothing", Is::Text(", and holds something")),
        (Some(_), None) => place.changed("held something", Is::Text(", and holds nothing")),
    }
}

const fn variant(variants: &'static [VariantShape], name: &str) -> Option<&'static VariantShape> {
    let mut at = 0;
    while at < variants.len() {
        if same(variants[at].name, name) || has(variants[at].aliases, name) {
            return Some(&variants[at]);
        }
        at += 1;
    }
    None
}

#[track_caller]
const fn assert_unknown(place: &Place<'_>, was: UnknownNames, is: UnknownNames, what: &str) {
    match (was, is) {
        (UnknownNames::Refused, _)
        | (UnknownNames::Kept, UnknownNames::Kept)
        | (UnknownNames::Ignored, UnknownNames::Ignored | UnknownNames::Kept) => {}
        (UnknownNames::Ignored | UnknownNames::Kept, UnknownNames::Refused) => {
            place.changed(
                "took unknown ",
                Is::Text(if matches!(what.as_bytes(), b"fields") {
                    "fields, and refuses them"
                } else {
                    "variants, and refuses them"
                }),
            );
        }
        (UnknownNames::Kept, UnknownNames::Ignored) => {
            place.changed("kept unknown fields", Is::Text(", and would lose them"));
        }
    }
}

#[track_caller]
const fn assert_reserved(place: &Place<'_>, was: &[&str], is: &[&str]) {
    let mut at = 0;
    while at < was.len() {
        if !has(is, was[at]) {
            place.at(".", was[at]).changed("was `reserved`", Is::Text(", and isn't any more"));
        }
        at += 1;
    }
}

const fn has(names: &[&str], name: &str) -> bool {
    let mut at = 0;
    while at < names.len() {
        if same(names[at], name) {
            return true;
        }
        at += 1;
    }
    false
}

const fn is_same_form(was: &TextForm, is: &TextForm) -> bool {
    match (was, is) {
        (TextForm::Standard(was), TextForm::Standard(is)) => same(was, is),
        (TextForm::Bytes(Some(was)), TextForm::Bytes(Some(is))) => *was == *is,
        (TextForm::Bytes(was), TextForm::Bytes(is)) => was.is_none() && is.is_none(),
        (TextForm::Standard(_), _) | (_, TextForm::Standard(_)) => false,
        _ => same(was.name(), is.name()),
    }
}

const fn push_shape(message: &mut Message, shape: &Shape) {
    if let Shape::Optional(inside) = shape {
        message.push("optional ");
        push_shape(message, inside);
        return;
    }
    message.push(shape.kind());
    // What two of one kind may differ in.
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
