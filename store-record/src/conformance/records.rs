//! The tests of a manifest's record types, with values made from their shapes.

use super::Violations;
use super::generate::{Generator, TRIES, VALUES};
use super::previous::{self, Outcome, Version};
use super::report::{Rejection, Rejections, Report};
use crate::codec::decoder::canonical;
use crate::envelope::{Envelope, EnvelopeColumns};
use crate::error::{KeyError, OpenError};
use crate::key::{KeyDecoder, KeyEncoder, RecordKey, Scope};
use crate::manifest::RecordManifest;
use crate::payload::Payload;
use crate::record::{RecordVisitor, StoreRecord};
use crate::shape::difference;
use fastrand::Rng;
use serde_json::Value;
use std::error::Error;

const CANARY: &str = "c4n4ry-in-a-text";

/// Tests every record type of a manifest with generated values, and records and rows written by hand as well.
///
/// `references` are records of the newest schema versions. `old_rows` are rows of older ones, for a version of which no
/// value can be generated, or whose conversion rejects all that are.
///
/// [`records!`](crate::conformance::records!) generates a test that calls this. Values are generated from the shapes,
/// and these laws are tested: A round trip returns the same bytes, from any order of members and any white space. The
/// text is a fixed point of JSONB. The key is in its scope. A row of another type, scope or version, or with another
/// record's payload, is rejected. Damaged payloads don't panic. No printed text holds a part of a payload. A row of each
/// older schema version opens as the newest, unless its conversion rejects it.
///
/// The kit is deterministic. The environment variable `STORE_RECORD_SEED` selects other values by a number.
///
/// # Errors
///
/// Returns what is broken: the record type, the law and the path, but no values.
pub fn check_records<M: RecordManifest>(references: &[M], old_rows: &[Envelope]) -> Result<Report, Violations> {
    let seed = std::env::var("STORE_RECORD_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let mut tests = Tests { seed, old_rows, broken: Vec::new(), rejections: Vec::new() };
    M::visit_records(&mut tests);
    for (index, record) in references.iter().enumerate() {
        if let Err(what) = reference(record) {
            tests.broken.push(format!("reference record {index}, `{}`: {what}", record.record_type()));
        }
    }
    for (index, row) in old_rows.iter().enumerate() {
        if let Err(error) = M::open(row) {
            tests.broken.push(format!("old row {index} doesn't open: {error}"));
        }
    }
    if tests.broken.is_empty() { Ok(Report(tests.rejections)) } else { Err(Violations(tests.broken)) }
}

struct Tests<'a> {
    seed: u64,
    old_rows: &'a [Envelope],
    broken: Vec<String>,
    rejections: Vec<Rejection>,
}

impl RecordVisitor for Tests<'_> {
    fn visit<R: StoreRecord>(&mut self) {
        let mut generator = Generator { rng: Rng::with_seed(self.seed), canary: CANARY };
        let mut records: Vec<R> = Vec::new();
        let mut rejection = None;
        for _ in 0..TRIES {
            if records.len() == VALUES {
                break;
            }
            let json = generator.value(R::SHAPE).to_string();
            match Payload::from_json(&json).and_then(|payload| payload.decode::<R>()) {
                // A value that can't be sealed, for example because its key is over the limit, isn't tested.
                Ok(record) if record.to_envelope().is_ok() => records.push(record),
                Ok(_) => {}
                Err(error) => rejection = Some(error),
            }
        }
        if records.is_empty() {
            let reason = rejection.map_or_else(|| "none can be sealed".to_owned(), |error| error.to_string());
            self.fail::<R>(&format!(
                "no value of it could be made ({reason}): give reference records, `records!(Manifest, references())`"
            ));
            return;
        }
        for record in &records {
            if let Err(what) = laws(record, records.first(), &mut generator.rng) {
                self.fail::<R>(&what);
                return;
            }
        }
        for version in previous::versions::<R>(&mut generator) {
            self.older_version::<R>(version);
        }
    }
}

impl Tests<'_> {
    fn older_version<R: StoreRecord>(&mut self, Version { schema_version, outcome }: Version) {
        let has_row = self
            .old_rows
            .iter()
            .any(|row| row.schema_version() == schema_version && R::RECORD_TYPES.contains(&row.record_type()));
        match outcome {
            Outcome::Tried(Rejections { rejected: 0, .. }) => {}
            Outcome::Tried(Rejections { rejected, values }) if rejected < values || has_row => {
                self.rejections.push(Rejection { record_type: R::RECORD_TYPE, schema_version, rejected, values });
            }
            Outcome::Tried(Rejections { values, .. }) => self.fail::<R>(&format!(
                "schema version {schema_version}: the conversion rejected all {values} values: give a row that it accepts, \
                 `records!(Manifest, references(), old_rows())`"
            )),
            Outcome::NoValue(_) if has_row => {}
            Outcome::NoValue(what) | Outcome::Broken(what) => self.fail::<R>(&format!("schema version {schema_version}: {what}")),
        }
    }

    fn fail<R: StoreRecord>(&mut self, what: &str) {
        self.broken.push(format!("`{}` (STORE_RECORD_SEED={}): {what}", R::RECORD_TYPE, self.seed));
    }
}

fn laws<R: StoreRecord>(record: &R, other: Option<&R>, rng: &mut Rng) -> Result<(), String> {
    let row = record.to_envelope().map_err(|error| error.to_string())?;
    let text = row.payload().expose_json();
    if canonical::rewrite(text).as_deref() != Ok(text) {
        return Err("the payload isn't in the canonical form".to_owned());
    }
    assert_same(record, &row, "the same record gives another row the second time")?;
    let opened: R = row.open_in(row.scope()).map_err(|error| format!("its own row doesn't open: {error}"))?;
    assert_same(&opened, &row, "the record that was opened gives another row")?;
    let foreign = foreign_order(text, rng);
    let read: R = Payload::from_stored(foreign)
        .decode()
        .map_err(|error| format!("its payload isn't read in another order of members: {error}"))?;
    assert_same(&read, &row, "its payload in another order of members is another record")?;
    let (scope, key) = (row.scope().as_str(), row.record_key().as_str());
    let is_in_scope = scope.is_empty() || key.strip_prefix(scope).is_some_and(|rest| rest.starts_with('#'));
    if !is_in_scope {
        return Err("its record key isn't in its scope".to_owned());
    }
    match rewritten::<R>(row.record_key()) {
        Ok(again) if again == *row.record_key() => {}
        Ok(_) => return Err("the components that are read from its record key give another key".to_owned()),
        Err(error) => return Err(format!("its record key can't be read back: {error}")),
    }
    identity::<R>(&row, other)?;
    hostile::<R>(&row, rng)
}

/// Reads the components of a key, and writes them again.
fn rewritten<R: StoreRecord>(key: &RecordKey) -> Result<RecordKey, KeyError> {
    let (mut from, mut to) = (KeyDecoder::new(key), KeyEncoder::new());
    R::rewrite_key(&mut from, &mut to);
    from.finish().and_then(|()| to.to_record_key())
}

/// Checks that the record seals as the row. The error has the path and the shape at which the payload differs.
fn assert_same<R: StoreRecord>(record: &R, row: &Envelope, law: &str) -> Result<(), String> {
    let again = record.to_envelope();
    if again.as_ref() == Ok(row) {
        return Ok(());
    }
    let tree = |row: &Envelope| serde_json::from_str::<Value>(row.payload().expose_json()).ok();
    let place = match (again.ok().as_ref().and_then(tree), tree(row)) {
        (Some(again), Some(before)) => difference::between(R::SHAPE, &before, &again),
        _ => None,
    };
    Err(match place {
        Some((path, shape)) => format!("{law}; `{path}` differs ({})", shape.kind()),
        None => law.to_owned(),
    })
}

/// Rows that aren't what they say are rejected.
fn identity<R: StoreRecord>(row: &Envelope, other: Option<&R>) -> Result<(), String> {
    let changed = |change: &dyn Fn(&mut EnvelopeColumns)| {
        let mut columns = row.clone().into_columns();
        change(&mut columns);
        Envelope::from_columns(columns).open::<R>().err()
    };
    let newer = changed(&|columns| columns.schema_version = columns.schema_version.saturating_add(1));
    if !matches!(newer, Some(OpenError::FutureSchemaVersion { .. })) {
        return Err("a row of a newer schema version opens".to_owned());
    }
    if changed(&|columns| columns.record_type.to_mut().push('?'))
        != Some(OpenError::RecordType { expected: R::RECORD_TYPE })
    {
        return Err("a row of another record type opens".to_owned());
    }
    let elsewhere = Scope::from_stored(format!("{}?", row.scope().as_str()));
    if row.open_in::<R>(&elsewhere).err() != Some(OpenError::OtherScope { record_type: Some(R::RECORD_TYPE) }) {
        return Err("a row of another scope opens".to_owned());
    }
    let Some(Ok(other)) = other.map(R::to_envelope) else { return Ok(()) };
    if other.record_key() != row.record_key() {
        let (payload, payload_sha256) = (other.payload().clone(), other.payload_sha256());
        let mixed = changed(&|columns| {
            columns.payload = payload.clone();
            columns.payload_sha256 = payload_sha256;
        });
        if mixed.is_none() {
            return Err("a row with the payload of another record opens".to_owned());
        }
    }
    Ok(())
}

/// Damaged payloads are rejected or read. Nothing panics, and no error holds a word of them.
fn hostile<R: StoreRecord>(row: &Envelope, rng: &mut Rng) -> Result<(), String> {
    let text = row.payload().expose_json();
    let mut damaged: Vec<String> = Vec::new();
    for _ in 0..24 {
        let at = rng.usize(..=text.len());
        let Some((head, tail)) = text.split_at_checked(at) else { continue };
        let inserted = rng.choice(["\"", "{", "[", "}", ",", "\\", "\u{0}", "7", "null", " "]).unwrap_or_default();
        let rest: String = tail.chars().skip(1).collect();
        damaged.extend([head.to_owned(), format!("{head}{rest}"), format!("{head}{inserted}{tail}")]);
    }
    damaged.extend(["[".repeat(100_000), "{\"a\":".repeat(100_000), format!("{text}{text}")]);
    for text in damaged {
        let mut columns = row.clone().into_columns();
        (columns.payload, columns.payload_sha256) = (Payload::from_stored(text), None);
        let row = Envelope::from_columns(columns);
        let shown = match row.open::<R>() {
            Ok(_) => String::new(),
            Err(error) => every_text(&error),
        };
        if shown.contains(CANARY) || format!("{row:?} {row:#?} {:?}", row.payload()).contains(CANARY) {
            return Err("a text that can be printed quotes the payload".to_owned());
        }
    }
    Ok(())
}

/// Returns what an error and its sources show.
fn every_text(error: &OpenError) -> String {
    let mut shown = String::new();
    let mut link: Option<&dyn Error> = Some(error);
    while let Some(error) = link {
        shown += &format!("{error} {error:?} {error:#?}");
        link = error.source();
    }
    shown
}

/// Returns the same JSON with its members in reverse order, and with white space.
fn foreign_order(text: &str, rng: &mut Rng) -> String {
    fn write(value: &Value, out: &mut String) {
        match value {
            Value::Object(members) => {
                out.push('{');
                for (index, (name, value)) in members.iter().rev().enumerate() {
                    out.push_str(if index == 0 { "\n" } else { " ,\t" });
                    out.push_str(&Value::from(name.as_str()).to_string());
                    out.push_str(" :");
                    write(value, out);
                }
                out.push('}');
            }
            Value::Array(elements) => {
                out.push('[');
                for (index, value) in elements.iter().enumerate() {
                    out.push_str(if index == 0 { " " } else { "," });
                    write(value, out);
                }
                out.push_str(" ]");
            }
            other => out.push_str(&other.to_string()),
        }
    }
    // The tree would lose digits of a number that has more than a float. Then only white space is added.
    let spaced = format!("{}{text}\n", " ".repeat(rng.usize(..3)));
    let Ok(value) = serde_json::from_str::<Value>(text) else { return spaced };
    let mut out = String::new();
    write(&value, &mut out);
    if canonical::rewrite(&out).as_deref() == Ok(text) { out } else { spaced }
}

/// Seals and opens a record written by hand.
fn reference<M: RecordManifest>(record: &M) -> Result<(), String> {
    let row = record.to_envelope().map_err(|error| error.to_string())?;
    let opened = M::open_in(&row, row.scope()).map_err(|error| error.to_string())?;
    if opened.record_type() != record.record_type() || opened.to_envelope().as_ref() != Ok(&row) {
        return Err("the record that was opened gives another row".to_owned());
    }
    Ok(())
}
