//! [`RecordManifest`]: the closed set of record types, and the checks that run while compiling.

use crate::error::{EncodeError, OpenError};
use crate::{Envelope, Scope};

mod checks;
mod routes;

pub use checks::{assert_complete, assert_distinct, assert_listed, assert_registered};
pub use routes::{Route, Types, route, routes, routes_len};

/// The closed set of a program's record types: an enum with one variant for each.
///
/// Derive it; see [the derive](macro@crate::RecordManifest).
pub trait RecordManifest: Sized {
    /// The record types, in the order of the variants.
    const RECORD_TYPES: &'static [&'static str];

    /// The record types and aliases with their variants, sorted.
    #[doc(hidden)]
    const ROUTES: &'static [Route];

    /// Opens a row as the record of its record type.
    ///
    /// # Errors
    ///
    /// A record type without a variant; otherwise as [`Envelope::open`].
    fn open(envelope: &Envelope) -> Result<Self, OpenError>;

    /// The record's record type.
    fn record_type(&self) -> &'static str;

    /// The row.
    ///
    /// # Errors
    ///
    /// As [`Envelope::seal`].
    fn to_envelope(&self) -> Result<Envelope, EncodeError>;

    /// Opens a row that stands in `scope`.
    ///
    /// # Errors
    ///
    /// [`OpenError::OtherScope`], before the payload is looked at; otherwise as [`RecordManifest::open`].
    fn open_in(envelope: &Envelope, scope: &Scope) -> Result<Self, OpenError> {
        if envelope.scope() == scope { Self::open(envelope) } else { Err(OpenError::OtherScope { record_type: "" }) }
    }
}

/// That a manifest has a variant for the record `R`. The manifest's derive implements it.
#[diagnostic::on_unimplemented(
    message = "`{R}` says `manifest = {Self}`, but `{Self}` has no variant for it",
    label = "no variant holds `{R}`",
    note = "add a variant that holds it, and its record type to the manifest file"
)]
pub trait Registers<R> {}
