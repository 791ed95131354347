//! `rusqlite`: columns of SQLite. All are TEXT, except the digest, which is a BLOB.

use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
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
