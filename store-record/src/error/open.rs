//! Errors of envelopes that can't be opened.

use super::{DecodeError, EncodeError, UpcastError};
use std::error::Error;
use std::fmt;

/// The reason why an envelope can't be opened.
///
/// It holds no stored data: neither the row's record type nor its scope nor its key. The error of an upcast is shown by
/// [`OpenError::expose_upcast_error`] only.
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
    /// The row has another record type.
    RecordType {
        /// The requested record type.
        expected: &'static str,
    },
    /// No variant of the manifest has the row's record type.
    UnlistedRecordType,
    /// The row isn't in the requested scope.
    OtherScope {
        /// The requested record type, or `None` if a manifest was asked to open the row.
        record_type: Option<&'static str>,
    },
    /// The row was written by a newer program: its schema version is greater than the one that this program reads.
    FutureSchemaVersion {
        /// The record type.
        record_type: &'static str,
        /// The newest schema version that this program reads.
        known: i32,
        /// The row's schema version.
        found: i32,
    },
    /// The row's schema version is older than every version that this program reads.
    UnsupportedSchemaVersion {
        /// The record type.
        record_type: &'static str,
        /// The schema version that this program reads.
        known: i32,
        /// The row's schema version.
        found: i32,
    },
    /// The conversion from an older schema version to the next one returned an error.
    Upcast {
        /// The record type.
        record_type: &'static str,
        /// The schema version that was read.
        from: i32,
        /// The next schema version.
        to: i32,
        /// The error of the conversion, which may hold stored data. It is never shown or compared.
        error: UpcastError,
    },
    /// The payload can't be read.
    Payload(DecodeError),
    /// The key or the columns of the decoded record can't be written.
    Columns(EncodeError),
    /// A column differs from the payload: the row was edited or copied by hand.
    Mismatch {
        /// The record type.
        record_type: &'static str,
        /// The column.
        column: &'static str,
    },
}

impl OpenError {
    /// Returns the error of a failed `TryFrom` between two schema versions.
    ///
    /// It may hold stored data, which may be sensitive: don't log it.
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
                write!(f, "can't open as `{expected}`: the row has another record type")
            }
            Self::UnlistedRecordType => f.write_str("can't open: no variant of the manifest has the row's record type"),
            Self::OtherScope { record_type: None } => f.write_str("can't open: the row is in another scope"),
            Self::OtherScope { record_type: Some(record_type) } => {
                write!(f, "can't open `{record_type}`: the row is in another scope")
            }
            Self::FutureSchemaVersion { record_type, known, found } => write!(
                f,
                "can't open `{record_type}`: schema version {found} is newer than {known}, the newest that this program reads"
            ),
            Self::UnsupportedSchemaVersion { record_type, known, found } => write!(
                f,
                "can't open `{record_type}`: this program reads schema version {known} and can't read {found}: add it as `previous`"
            ),
            Self::Upcast { record_type, from, to, error: _ } => {
                write!(f, "can't open `{record_type}`: the conversion from schema version {from} to {to} failed")
            }
            Self::Payload(error) => fmt::Display::fmt(error, f),
            Self::Columns(error) => fmt::Display::fmt(error, f),
            Self::Mismatch { record_type, column } => {
                write!(f, "can't open `{record_type}`: the column `{column}` differs from the payload")
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
