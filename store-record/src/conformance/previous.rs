//! The tests of older schema versions: values of each are generated, and their rows are opened as the newest.

use super::generate::{Generator, TRIES, VALUES};
use super::report::Rejections;
use crate::envelope::{Envelope, EnvelopeColumns};
use crate::error::OpenError;
use crate::key::{RecordKey, Scope};
use crate::payload::Payload;
use crate::record::{RecordVisitor, StoreRecord};
use crate::shape::RecordShape;
use crate::upcast::declared_columns;
use serde_json::Value;
use std::error::Error;
use std::marker::PhantomData;

/// The outcome for one older version.
pub(super) struct Version {
    pub(super) schema_version: i32,
    pub(super) outcome: Outcome,
}

pub(super) enum Outcome {
    /// The numbers of values that were rejected and tried.
    Tried(Rejections),
    /// No value could be generated, for this reason.
    NoValue(String),
    /// A row is lost.
    Broken(String),
}

/// Tests each version before `R`.
pub(super) fn versions<R: StoreRecord>(generator: &mut Generator) -> Vec<Version> {
    let mut typed = Typed { generator, found: Vec::new(), newest: PhantomData::<R> };
    R::visit_previous(&mut typed);
    let Typed { generator, mut found, .. } = typed;
    let chain = std::iter::successors(R::RECORD_SHAPE.previous, |shape| shape.previous);
    found.extend(chain.filter(|shape| shape.is_locked).map(|shape| rewritten::<R>(shape, generator)));
    found
}

/// Why a generated payload isn't one of a row.
enum NoRow {
    /// A conversion rejects it, which it may do.
    Rejected,
    /// It isn't a value, or its row can't be sealed.
    Invalid(String),
}

impl NoRow {
    fn invalid(error: impl Error) -> Self {
        Self::Invalid(error.to_string())
    }
}

impl From<OpenError> for NoRow {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Upcast { .. } => Self::Rejected,
            error => Self::invalid(error),
        }
    }
}

/// Tests the versions that have a type.
struct Typed<'g, R> {
    generator: &'g mut Generator,
    found: Vec<Version>,
    newest: PhantomData<R>,
}

impl<R: StoreRecord> RecordVisitor for Typed<'_, R> {
    fn visit<P: StoreRecord>(&mut self) {
        let row = |json: &str| {
            let record: P = Payload::from_json(json).and_then(|payload| payload.decode()).map_err(NoRow::invalid)?;
            record.to_envelope().map_err(NoRow::invalid)
        };
        let outcome = open_generated::<R>(P::RECORD_SHAPE, self.generator, row);
        self.found.push(Version { schema_version: P::SCHEMA_VERSION, outcome });
    }
}

/// Tests a version whose payload is rewritten as JSON.
fn rewritten<R: StoreRecord>(shape: &'static RecordShape, generator: &mut Generator) -> Version {
    let row = |json: &str| {
        let payload = Payload::from_json(json).map_err(NoRow::invalid)?;
        let columns = match payload.to_value().map_err(NoRow::invalid)? {
            Value::Object(object) => declared_columns(shape, &object),
            _ => declared_columns(shape, &serde_json::Map::new()),
        };
        let mut columns = EnvelopeColumns {
            scope: Scope::from_stored(""),
            record_type: shape.record_type.into(),
            record_key: RecordKey::from_stored(""),
            schema_version: shape.schema_version,
            revision: columns.revision.flatten(),
            created_at: columns.created_at.flatten(),
            updated_at: columns.updated_at.flatten(),
            metadata: columns.metadata.unwrap_or_default(),
            payload_sha256: None,
            payload,
        };
        // Only the newest type can write the scope and the key.
        let opened = R::open_version(&Envelope::from_columns(columns.clone()).as_ref())?;
        columns.scope = opened.scope().map_err(NoRow::invalid)?;
        columns.record_key = opened.record_key().map_err(NoRow::invalid)?;
        Ok(Envelope::from_columns(columns))
    };
    Version { schema_version: shape.schema_version, outcome: open_generated::<R>(shape, generator, row) }
}

/// Opens rows with generated payloads as `R`. `row` makes a row, or returns why there is none.
fn open_generated<R: StoreRecord>(
    shape: &'static RecordShape,
    generator: &mut Generator,
    row: impl Fn(&str) -> Result<Envelope, NoRow>,
) -> Outcome {
    let mut rejections = Rejections { rejected: 0, values: 0 };
    let mut invalid = None;
    for _ in 0..TRIES {
        if rejections.values == VALUES {
            return Outcome::Tried(rejections);
        }
        let row = match row(&generator.value(shape.payload).to_string()) {
            Ok(row) => row,
            Err(NoRow::Rejected) => {
                rejections.values += 1;
                rejections.rejected += 1;
                continue;
            }
            Err(NoRow::Invalid(reason)) => {
                invalid = Some(reason);
                continue;
            }
        };
        rejections.values += 1;
        match row.open::<R>() {
            // A record that was opened and can't be sealed is as lost as one that doesn't open.
            Ok(record) => {
                if let Err(error) = record.to_envelope() {
                    return Outcome::Broken(format!("a row of it opens as a record that can't be sealed: {error}"));
                }
            }
            Err(OpenError::Upcast { .. }) => rejections.rejected += 1,
            Err(error) => return Outcome::Broken(format!("a row of it doesn't open: {error}")),
        }
    }
    match invalid {
        Some(error) if rejections.values == 0 => Outcome::NoValue(format!("no value of it could be made ({error})")),
        _ => Outcome::Tried(rejections),
    }
}
