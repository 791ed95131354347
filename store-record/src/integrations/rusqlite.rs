//! `rusqlite`: columns, parameters and rows of SQLite. Text columns are TEXT, and the digest is a BLOB.

use super::{envelope, instant_of};
use crate::envelope::Envelope;
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::statements::Parameter;
use crate::store::{DamagedRow, RowKey};
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

macro_rules! text_columns {
    ($($column:ident, $text:ident;)*) => {$(
        impl ToSql for $column {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.$text().to_sql()
            }
        }

        impl FromSql for $column {
            /// Accepts only TEXT. A number comes from a column of NUMERIC affinity, which has changed the text.
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str().map(Self::from_stored)
            }
        }
    )*};
}

text_columns! {
    RecordKey, as_str;
    Scope, as_str;
    Metadata, expose_json;
    Payload, expose_json;
}

#[cfg(feature = "digest")]
impl ToSql for crate::digest::Digest {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_bytes().as_slice()))
    }
}

#[cfg(feature = "digest")]
impl FromSql for crate::digest::Digest {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        super::digest_of(value.as_blob()?).map_err(rusqlite::types::FromSqlError::Other)
    }
}

/// Binds each parameter of a statement: `rusqlite::params_from_iter(statement.parameters())`.
impl ToSql for Parameter<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Text(text) => text.to_sql(),
            Self::Integer(number) => number.to_sql(),
            Self::BigInteger(number) => number.to_sql(),
            Self::Instant(instant) => match Parameter::microseconds(*instant) {
                Ok(microseconds) => Ok(ToSqlOutput::Owned(microseconds.into())),
                Err(rule) => Err(rusqlite::Error::ToSqlConversionFailure(rule.into())),
            },
            Self::Metadata(metadata) => metadata.to_sql(),
            Self::Payload(payload) => payload.to_sql(),
            Self::Bytes(bytes) => bytes.to_sql(),
            _ => Err(rusqlite::Error::ToSqlConversionFailure("SQLite has no arrays".into())),
        }
    }
}

/// Reads the ten columns, in the order of [`EnvelopeColumns`](crate::EnvelopeColumns). The error holds no stored data,
/// except for the key, which it doesn't show.
impl TryFrom<&Row<'_>> for Envelope {
    type Error = DamagedRow;

    fn try_from(row: &Row<'_>) -> Result<Self, DamagedRow> {
        envelope!(row, column, instant).map_err(|column| {
            let [scope, record_type, record_key] = [0, 1, 2].map(|index| lossy(row, index));
            let (scope, record_key) = (Scope::from_stored(scope), RecordKey::from_stored(record_key));
            DamagedRow::new(column, RowKey { scope, record_type, record_key })
        })
    }
}

/// Drops the message of rusqlite, because it may quote the value.
fn column<T: FromSql>(row: &Row<'_>, index: usize, name: &'static str) -> Result<T, &'static str> {
    row.get(index).map_err(|_| name)
}

fn instant(row: &Row<'_>, index: usize, name: &'static str) -> Result<Option<time::OffsetDateTime>, &'static str> {
    instant_of(column(row, index, name)?).ok_or(name)
}

/// Returns a text column, also of a damaged row.
fn lossy(row: &Row<'_>, index: usize) -> String {
    let bytes = row.get_ref(index).ok().and_then(|value| value.as_bytes().ok());
    String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
}
