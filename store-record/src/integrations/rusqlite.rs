//! `rusqlite`: columns, parameters and rows of SQLite. Text columns are TEXT, and the digest is a BLOB.

use super::{digest_of_column, instant_of, row_of_ten_columns};
use crate::digest::Digest;
use crate::envelope::StoredText;
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::statements::{DriverRow, Parameter};
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use time::OffsetDateTime;

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
impl ToSql for Digest {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_bytes().as_slice()))
    }
}

#[cfg(feature = "digest")]
impl FromSql for Digest {
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

row_of_ten_columns! { Row<'_> }

/// Text columns are TEXT. A number comes from a column of NUMERIC affinity, which has changed the text.
impl DriverRow for Row<'_> {
    fn text(&self, index: usize) -> Option<StoredText<'_>> {
        match self.get_ref(index).ok()? {
            ValueRef::Text(text) => Some(text.into()),
            _ => None,
        }
    }

    fn json(&self, index: usize) -> Option<StoredText<'_>> {
        self.text(index)
    }

    fn integer(&self, index: usize) -> Option<i32> {
        self.big_integer(index)??.try_into().ok()
    }

    fn big_integer(&self, index: usize) -> Option<Option<i64>> {
        self.get_ref(index).ok()?.as_i64_or_null().ok()
    }

    fn instant(&self, index: usize) -> Option<Option<OffsetDateTime>> {
        self.big_integer(index)?.map_or(Some(None), |microseconds| instant_of(microseconds).map(Some))
    }

    fn digest(&self, index: usize) -> Option<Option<Digest>> {
        digest_of_column(self.get_ref(index).ok()?.as_blob_or_null().ok()?)
    }
}
