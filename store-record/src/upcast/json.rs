//! Old payloads that are rewritten as JSON: `previous = json(…)`. The lock's block is all that is known of their version.

use super::UpcastFailure;
use super::declared::declared_columns;
use crate::const_text::{Message, fail};
use crate::envelope::EnvelopeRef;
use crate::error::{DecodeError, OpenError, UpcastError};
use crate::explain::assert_described;
use crate::manifest::RecordManifest;
use crate::order::{lower_bound, same};
use crate::payload::Payload;
use crate::record::StoreRecord;
use crate::shape::{RecordShape, Shape};
use crate::trace;
use crate::value::whole_text::decode_text;
use serde_json::{Map, Value};

/// A payload of one schema version.
type JsonObject = Map<String, Value>;

/// Rewrites a payload for the next schema version.
pub type JsonUpcast = fn(JsonObject) -> Result<JsonObject, UpcastError>;

/// What a function of `previous = json(…)` returns: the new object, or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "a function of `previous = json(…)` can't return `{Self}`",
    label = "returns neither an object nor a `Result` of one",
    note = "write `fn(serde_json::Map<String, Value>) -> serde_json::Map<String, Value>`, or return `Result<Map<String, Value>, E>` with an error type `E`"
)]
pub trait Upcasted {
    /// Returns the object or the error.
    ///
    /// # Errors
    ///
    /// Returns the error of the function.
    fn into_upcasted(self) -> Result<JsonObject, UpcastError>;
}

impl Upcasted for JsonObject {
    fn into_upcasted(self) -> Result<JsonObject, UpcastError> {
        Ok(self)
    }
}

impl<E: UpcastFailure> Upcasted for Result<JsonObject, E> {
    fn into_upcasted(self) -> Result<JsonObject, UpcastError> {
        self.map_err(UpcastFailure::into_upcast_error)
    }
}

/// Opens the row as `R`, or rewrites its payload and reads it as `R`. The last of `upcasts` leads to the version of `R`,
/// and the ones before it to the versions before.
///
/// # Errors
///
/// Returns an error as [`EnvelopeRef::open`] does, or [`OpenError::Upcast`] if a function fails or `R` can't be read from
/// what the functions return.
pub fn open_or_rewrite<R: StoreRecord>(envelope: &EnvelopeRef<'_>, upcasts: &[JsonUpcast]) -> Result<R, OpenError> {
    if envelope.schema_version >= R::SCHEMA_VERSION {
        return envelope.open_exactly();
    }
    let payload = rewrite(envelope, (R::RECORD_TYPE, R::SCHEMA_VERSION), R::RECORD_SHAPE.previous, upcasts)?;
    // The offsets of this error are those of a text that isn't stored, so it isn't an error of the payload.
    payload.decode().map_err(|error| OpenError::Upcast {
        record_type: R::RECORD_TYPE,
        from: R::SCHEMA_VERSION - 1,
        to: R::SCHEMA_VERSION,
        error: UpcastError::new(error),
    })
}

/// Checks an old row, and returns its payload in the form of the newest version.
fn rewrite(
    envelope: &EnvelopeRef<'_>,
    (record_type, newest): (&'static str, i32),
    newest_locked: Option<&'static RecordShape>,
    upcasts: &[JsonUpcast],
) -> Result<Payload, OpenError> {
    let found = envelope.schema_version;
    let mut chain = std::iter::successors(newest_locked, |shape| shape.previous);
    let Some(shape) = chain.find(|shape| shape.schema_version == found) else {
        return Err(OpenError::UnsupportedSchemaVersion { record_type, known: newest, found });
    };
    if let Some(error) = envelope.unreadable(record_type, found) {
        return Err(error);
    }
    let text = envelope.payload_text(record_type)?;
    let invalid = |error: DecodeError| OpenError::Payload(error.in_record(record_type));
    assert_described(shape.payload, text).map_err(invalid)?;
    // The shape of a record is an object.
    let mut object = match decode_text(text).map_err(invalid)? {
        Value::Object(object) => object,
        _ => JsonObject::new(),
    };
    if let Some(column) = declared_columns(shape, &object).first_difference(envelope) {
        return Err(OpenError::Mismatch { record_type, column });
    }
    // There is a function for each version, so none is skipped that should run.
    let steps = usize::try_from(newest - found).unwrap_or(0);
    let failed = |from: i32, error| OpenError::Upcast { record_type, from, to: from + 1, error };
    for (upcast, from) in upcasts.iter().skip(upcasts.len().saturating_sub(steps)).zip(found..) {
        trace::upcast(record_type, from);
        object = upcast(object).map_err(|error| failed(from, error))?;
    }
    Payload::from_value(&Value::Object(object)).map_err(|error| failed(newest - 1, UpcastError::new(error)))
}

/// Returns the lock's block of an older version of a record, as the shape of that version. It has no record type if the
/// block is missing, which [`assert_locked`] reports.
#[must_use]
pub const fn locked_version<M: RecordManifest>(
    (record_type, aliases): (&'static str, &'static [&'static str]),
    schema_version: i32,
    previous: Option<&'static RecordShape>,
) -> RecordShape {
    let block = match M::LOCKED {
        Some(locked) => block(locked, (record_type, aliases), schema_version),
        None => None,
    };
    match block {
        // The record may have been renamed after that version.
        Some(block) => RecordShape { record_type, aliases, previous, ..*block },
        None => RecordShape {
            record_type: "",
            aliases: &[],
            schema_version,
            scope: &[],
            key: &[],
            columns: &[],
            payload: &Shape::Json,
            previous,
            is_locked: true,
        },
    }
}

const fn block(
    locked: &'static [RecordShape],
    (record_type, aliases): (&'static str, &'static [&'static str]),
    schema_version: i32,
) -> Option<&'static RecordShape> {
    let (mut name, mut former) = (record_type, 0);
    loop {
        let mut at = lower_bound!(locked, |record| record.record_type, name);
        while at < locked.len() && same(locked[at].record_type, name) {
            if locked[at].schema_version == schema_version {
                return Some(&locked[at]);
            }
            at += 1;
        }
        if former == aliases.len() {
            return None;
        }
        name = aliases[former];
        former += 1;
    }
}

/// Checks that the lock has a block of the version, and that its rows have the same scope and key as `R`.
#[track_caller]
pub const fn assert_locked<M: RecordManifest, R: StoreRecord>(schema_version: i32) {
    if R::RECORD_TYPE.is_empty() {
        // Its derive failed, and that error is reported alone.
        return;
    }
    let Some(locked) = M::LOCKED else { return };
    let Some(block) = block(locked, (R::RECORD_TYPE, R::RECORD_TYPE_ALIASES), schema_version) else {
        let mut message = Message::new();
        message.push("the lock of the manifest has no block for schema version ");
        message.push_number(schema_version);
        message.push(" of `");
        message.push(R::RECORD_TYPE);
        message.push(
            "`, and nothing else says what its rows are: restore the lock that has it, or keep the type of that version as `previous`",
        );
        message.panic();
    };
    if !super::same_forms(R::RECORD_SHAPE.scope, block.scope) {
        fail(&[
            "`",
            R::RECORD_TYPE,
            "` has another scope than the locked version: a row can't change its scope, so keep the same components",
        ]);
    }
    if !super::same_forms(R::RECORD_SHAPE.key, block.key) {
        fail(&[
            "`",
            R::RECORD_TYPE,
            "` has another key than the locked version: a row can't change its key, so keep the same components",
        ]);
    }
}
