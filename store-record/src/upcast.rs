//! Rows of an older schema version: each is opened as its version, and converted one version at a time.

use crate::const_text::{Message, fail};
use crate::envelope::EnvelopeRef;
use crate::error::{OpenError, UpcastError};
use crate::order::same;
use crate::record::StoreRecord;
use crate::shape::ComponentShape;
use crate::trace;
use std::error::Error;

mod declared;
mod json;

#[cfg(feature = "conformance")]
pub(crate) use declared::declared_columns;
pub use json::{JsonUpcast, Upcasted, assert_locked, locked_version, open_or_rewrite};

/// Opens the row as `R`, or opens it as the previous version `P` and converts it.
///
/// # Errors
///
/// Returns an error as [`EnvelopeRef::open`] does, or [`OpenError::Upcast`] if the conversion fails.
pub fn open_or_upcast<R, P>(envelope: &EnvelopeRef<'_>) -> Result<R, OpenError>
where
    R: StoreRecord + TryFrom<P, Error: UpcastFailure>,
    P: StoreRecord,
{
    if envelope.schema_version >= R::SCHEMA_VERSION {
        return envelope.open_exactly();
    }
    let previous = P::open_version(envelope)?;
    trace::upcast(R::RECORD_TYPE, P::SCHEMA_VERSION);
    R::try_from(previous).map_err(|error| OpenError::Upcast {
        record_type: R::RECORD_TYPE,
        from: P::SCHEMA_VERSION,
        to: R::SCHEMA_VERSION,
        error: error.into_upcast_error(),
    })
}

/// The error of a conversion between two schema versions, which [`OpenError::Upcast`] holds.
#[diagnostic::on_unimplemented(
    message = "`TryFrom` to the next schema version fails with `{Self}`, which isn't an error",
    label = "the `Error` of this `TryFrom` must be an error type",
    note = "use a type that implements `std::error::Error + Send + Sync`, or `String`, or `&'static str`"
)]
pub trait UpcastFailure {
    /// Wraps the error.
    fn into_upcast_error(self) -> UpcastError;
}

#[diagnostic::do_not_recommend]
impl<E: Into<Box<dyn Error + Send + Sync>>> UpcastFailure for E {
    fn into_upcast_error(self) -> UpcastError {
        UpcastError::new(self)
    }
}

/// Checks that `P` is the version before `R`: the same record type, the schema version before, the same components.
#[track_caller]
pub const fn assert_previous<R: StoreRecord, P: StoreRecord>() {
    if R::RECORD_TYPE.is_empty() || P::RECORD_TYPE.is_empty() {
        // The derive of one of them failed, and its error is reported alone.
        return;
    }
    if !same(R::RECORD_TYPE, P::RECORD_TYPE) {
        fail(&[
            "`previous` is another record type: this is `",
            R::RECORD_TYPE,
            "`, that is `",
            P::RECORD_TYPE,
            "`; give both the same `type`",
        ]);
    }
    // Versions begin at 1, so this doesn't overflow.
    if R::SCHEMA_VERSION - 1 != P::SCHEMA_VERSION {
        fail_at_versions(R::RECORD_TYPE, R::SCHEMA_VERSION, P::SCHEMA_VERSION);
    }
    if !same_forms(R::RECORD_SHAPE.scope, P::RECORD_SHAPE.scope) {
        fail(&[
            "`",
            R::RECORD_TYPE,
            "` has another scope than its `previous`: a row can't change its scope, so keep the same components",
        ]);
    }
    if !same_forms(R::RECORD_SHAPE.key, P::RECORD_SHAPE.key) {
        fail(&[
            "`",
            R::RECORD_TYPE,
            "` has another key than its `previous`: a row can't change its key, so keep the same components",
        ]);
    }
}

#[track_caller]
const fn fail_at_versions(record_type: &str, this: i32, previous: i32) -> ! {
    let mut message = Message::new();
    message.push("`");
    message.push(record_type);
    if this == previous {
        message.push("` and its `previous` have the same schema version, ");
        message.push_number(this);
        message.push(": give");
    } else {
        message.push("` has schema version ");
        message.push_number(this);
        message.push(", and its `previous` has ");
        message.push_number(previous);
        if this > previous {
            message.push(", which leaves a gap: keep the versions between in the chain of `previous`, or give");
        } else {
            message.push(": `previous` names the version before, so give");
        }
    }
    message.push(" this type `schema_version = ");
    message.push_number(previous.saturating_add(1));
    message.push("`");
    message.panic()
}

const fn same_forms(one: &[ComponentShape], other: &[ComponentShape]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if !one[at].encoding.is_same(other[at].encoding) {
            return false;
        }
        at += 1;
    }
    true
}
