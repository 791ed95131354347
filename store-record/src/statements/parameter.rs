//! [`Parameter`]: a value that a statement binds.

use super::Statements;
use crate::envelope::Envelope;
use crate::payload::{Metadata, Payload};
use std::fmt;
use time::OffsetDateTime;

/// A value that a statement binds. With the feature of a driver it binds directly.
///
/// The variants with `Vec` are arrays, which only PostgreSQL has. SQLite and MariaDB store an instant as whole
/// microseconds since 1970. `Debug` shows no content.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Parameter<'a> {
    /// Text.
    Text(&'a str),
    /// A schema version.
    Integer(i32),
    /// A revision or a number of rows.
    BigInteger(Option<i64>),
    /// A timestamp.
    Instant(Option<OffsetDateTime>),
    /// Metadata: JSONB in PostgreSQL, otherwise text.
    Metadata(&'a Metadata),
    /// A payload: JSONB in PostgreSQL, otherwise text.
    Payload(&'a Payload),
    /// A digest.
    Bytes(Option<&'a [u8]>),
    /// An array of text.
    Texts(Vec<&'a str>),
    /// An array of schema versions.
    Integers(Vec<i32>),
    /// An array of revisions.
    BigIntegers(Vec<Option<i64>>),
    /// An array of timestamps.
    Instants(Vec<Option<OffsetDateTime>>),
    /// An array of metadata.
    Metadatas(Vec<&'a Metadata>),
    /// An array of payloads.
    Payloads(Vec<&'a Payload>),
    /// An array of digests.
    BytesArray(Vec<Option<&'a [u8]>>),
}

/// Shows only the variant.
impl fmt::Debug for Parameter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(..)",
            Self::Integer(_) => "Integer(..)",
            Self::BigInteger(_) => "BigInteger(..)",
            Self::Instant(_) => "Instant(..)",
            Self::Metadata(_) => "Metadata(..)",
            Self::Payload(_) => "Payload(..)",
            Self::Bytes(_) => "Bytes(..)",
            Self::Texts(_) => "Texts(..)",
            Self::Integers(_) => "Integers(..)",
            Self::BigIntegers(_) => "BigIntegers(..)",
            Self::Instants(_) => "Instants(..)",
            Self::Metadatas(_) => "Metadatas(..)",
            Self::Payloads(_) => "Payloads(..)",
            Self::BytesArray(_) => "BytesArray(..)",
        })
    }
}

impl Parameter<'_> {
    /// Returns the microseconds of an instant since 1970.
    ///
    /// # Errors
    ///
    /// Returns an error if they don't fit. `time` has such instants if a crate of the program enables its feature
    /// `large-dates`. A sealed envelope has none.
    #[cfg(any(feature = "rusqlite", feature = "sqlx-0_9-mysql", feature = "sqlx-0_9-sqlite"))]
    pub(crate) fn microseconds(instant: Option<OffsetDateTime>) -> Result<Option<i64>, &'static str> {
        let microseconds = instant.map(|instant| i64::try_from(instant.unix_timestamp_nanos().div_euclid(1_000)));
        microseconds.transpose().map_err(|_| "an instant is out of range")
    }
}

impl Statements {
    /// Returns the values of a row's columns, in the table's order.
    pub(super) fn row<'a>(&self, row: &'a Envelope) -> impl Iterator<Item = Parameter<'a>> + use<'a> {
        let columns = row.columns();
        let parameters = [
            Parameter::Text(columns.scope.as_str()),
            Parameter::Text(&columns.record_type),
            Parameter::Text(columns.record_key.as_str()),
            Parameter::Integer(columns.schema_version),
            Parameter::BigInteger(columns.revision),
            Parameter::Instant(columns.created_at),
            Parameter::Instant(columns.updated_at),
            Parameter::Metadata(&columns.metadata),
            Parameter::Payload(&columns.payload),
            Parameter::Bytes(digest(row)),
        ];
        parameters.into_iter().take(self.columns().len())
    }

    /// Returns an array for each column of the rows, in the table's order.
    pub(super) fn arrays<'a>(&self, rows: &[&'a Envelope]) -> impl Iterator<Item = Parameter<'a>> + use<'a> {
        let columns = || rows.iter().map(|row| row.columns());
        let parameters = [
            Parameter::Texts(columns().map(|row| row.scope.as_str()).collect()),
            Parameter::Texts(columns().map(|row| &*row.record_type).collect()),
            Parameter::Texts(columns().map(|row| row.record_key.as_str()).collect()),
            Parameter::Integers(columns().map(|row| row.schema_version).collect()),
            Parameter::BigIntegers(columns().map(|row| row.revision).collect()),
            Parameter::Instants(columns().map(|row| row.created_at).collect()),
            Parameter::Instants(columns().map(|row| row.updated_at).collect()),
            Parameter::Metadatas(columns().map(|row| &row.metadata).collect()),
            Parameter::Payloads(columns().map(|row| &row.payload).collect()),
            Parameter::BytesArray(rows.iter().map(|row| digest(row)).collect()),
        ];
        parameters.into_iter().take(self.columns().len())
    }
}

fn digest(row: &Envelope) -> Option<&[u8]> {
    row.columns().payload_sha256.as_ref().map(|digest| digest.as_bytes().as_slice())
}
