//! Envelopes that can't be opened.

use super::{DecodeError, EncodeError, UpcastError};
use std::error::Error;
use std::fmt;

/// Why an envelope can't be opened.
///
/// What the row holds is not shown: not its record type, its scope, its key.
///
/// ```
/// use store_record::{Envelope, Metadata, OpenError, StoreRecord};
///
/// #[derive(Debug, PartialEq, StoreRecord)]
/// #[store_record(type = "account", scope = global, key = id, metadata(email))]
/// struct Account { id: u64, email: String }
///
/// let mut columns = Account { id: 7, email: "ada@example.com".into() }.to_envelope()?.into_columns();
/// columns.metadata = Metadata::from_stored(r#"{"email": "eve@example.com"}"#);
/// let error = Envelope::from_columns(columns).open::<Account>().unwrap_err();
/// assert_eq!(error, OpenError::Mismatch { record_type: "account", column: "metadata" });
/// # Ok::<(), store_record::EncodeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// The row is of another record type.
    RecordType {
        /// The record type that was asked for.
        expected: &'static str,
    },
    /// The row's record type is in no variant of the manifest.
    UnlistedRecordType,
    /// The row stands in another scope than the one that was asked for.
    OtherScope {
        /// The record type that was asked for; empty when a manifest was asked.
        record_type: &'static str,
    },
    /// The row was written by a newer program.
    FutureSchemaVersion {
        /// The record type.
        record_type: &'static str,
        /// The newest schema version that this program reads.
        known: i32,
        /// The row's schema version.
        found: i32,
    },
    /// The row's schema version has no decode route.
    UnsupportedSchemaVersion {
        /// The record type.
        record_type: &'static str,
        /// The schema version that this program reads.
        known: i32,
        /// The row's schema version.
        found: i32,
    },
    /// The record of an older schema version can't be made into one of the next.
    Upcast {
        /// The record type.
        record_type: &'static str,
        /// The schema version that was read.
        from: i32,
        /// The schema version that it can't be made into.
        to: i32,
        /// The error of the conversion, which may hold stored data. It isn't compared.
        error: UpcastError,
    },
    /// The payload can't be read.
    Payload(DecodeError),
    /// The decoded record can't give its key or its columns again.
    Columns(EncodeError),
    /// A column says something else than the payload: the row was edited or copied by hand.
    Mismatch {
        /// The record type.
        record_type: &'static str,
        /// The column.
        column: &'static str,
    },
}

impl OpenError {
    /// Returns the error of a failed `TryFrom` between two schema versions. It may hold stored data: never for a log.
    #[must_use]
    pub fn expose_upcast_error(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        match self {
            Self::Upcast { error, .. } => Some(error.expose()),
            _ => None,
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RecordType { expected } => {
                write!(f, "can't open as `{expected}`: the row is of another record type")
            }
            Self::UnlistedRecordType => f.write_str("can't open: no variant of the manifest has the row's record type"),
            Self::OtherScope { record_type: "" } => f.write_str("can't open: the row stands in another scope"),
            Self::OtherScope { record_type } => {
                write!(f, "can't open `{record_type}`: the row stands in another scope")
            }
            Self::FutureSchemaVersion { record_type, known, found } => write!(
                f,
                "can't open `{record_type}`: schema version {found} is newer than {known}, the newest this program reads"
            ),
            Self::UnsupportedSchemaVersion { record_type, known, found } => write!(
                f,
                "can't open `{record_type}`: schema version {found} has no decode route; this program reads {known}"
            ),
            Self::Upcast { record_type, from, to, error: _ } => {
                write!(f, "can't open `{record_type}`: schema version {from} can't be made into version {to}")
            }
            Self::Payload(error) => fmt::Display::fmt(error, f),
            Self::Columns(error) => fmt::Display::fmt(error, f),
            Self::Mismatch { record_type, column } => {
                write!(f, "can't open `{record_type}`: the column `{column}` says something else than the payload")
            }
        }
    }
}

impl Error for OpenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Payload(error) => error.source(),
            Self::Columns(error) => error.source(),
            _ => None,
        }
    }
}
