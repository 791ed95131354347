//! `sqlx` with SQLite: columns, parameters and rows. Text columns are TEXT, and the digest is a BLOB.

use super::{digest_of_column, instant_of, row_of_ten_columns};
use crate::digest::Digest;
use crate::envelope::{Envelope, EnvelopeRef, StoredText};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::statements::{DriverRow, Parameter, Statement};
use sqlx::encode::IsNull;
use sqlx::error::{BoxDynError, UnexpectedNullError};
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteArgumentsBuffer, SqliteRow, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Arguments as _, Decode, Encode, FromRow, Row as _, Type, TypeInfo as _, ValueRef as _};
use time::OffsetDateTime;

macro_rules! columns_of_type {
    ($($column:ty, $like:ty;)*) => {$(
        impl Type<Sqlite> for $column {
            fn type_info() -> SqliteTypeInfo {
                <$like as Type<Sqlite>>::type_info()
            }

            fn compatible(ty: &SqliteTypeInfo) -> bool {
                <$like as Type<Sqlite>>::compatible(ty)
            }
        }
    )*};
}

macro_rules! text_columns {
    ($($column:ident, $text:ident;)*) => {$(
        columns_of_type! { $column, String; }

        impl Encode<'_, Sqlite> for $column {
            fn encode_by_ref(&self, out: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
                <&str as Encode<'_, Sqlite>>::encode(self.$text(), out)
            }
        }

        impl Decode<'_, Sqlite> for $column {
            fn decode(value: SqliteValueRef<'_>) -> Result<Self, BoxDynError> {
                if value.is_null() {
                    return Err(UnexpectedNullError.into());
                }
                <&str as Decode<'_, Sqlite>>::decode(value).map(Self::from_stored)
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
columns_of_type! { Digest, Vec<u8>; }

#[cfg(feature = "digest")]
impl Encode<'_, Sqlite> for Digest {
    fn encode_by_ref(&self, out: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        <Vec<u8> as Encode<'_, Sqlite>>::encode(self.as_bytes().to_vec(), out)
    }
}

#[cfg(feature = "digest")]
impl Decode<'_, Sqlite> for Digest {
    fn decode(value: SqliteValueRef<'_>) -> Result<Self, BoxDynError> {
        super::digest_of(<&[u8] as Decode<'_, Sqlite>>::decode(value)?)
    }
}

impl Statement<'_> {
    /// Returns the parameters, as `sqlx::query_with` accepts them.
    ///
    /// # Errors
    ///
    /// Returns an error if sqlx can't encode a parameter, or if it is an array, which SQLite doesn't have.
    pub fn to_sqlite_arguments(&self) -> Result<SqliteArguments, BoxDynError> {
        let mut arguments = SqliteArguments::default();
        for parameter in self.parameters() {
            match parameter {
                Parameter::Text(text) => arguments.add(text)?,
                Parameter::Integer(number) => arguments.add(number)?,
                Parameter::BigInteger(number) => arguments.add(number)?,
                Parameter::Instant(instant) => arguments.add(Parameter::microseconds(*instant)?)?,
                Parameter::Metadata(metadata) => arguments.add(metadata)?,
                Parameter::Payload(payload) => arguments.add(payload)?,
                Parameter::Bytes(bytes) => arguments.add(bytes.map(<[u8]>::to_vec))?,
                _ => return Err("SQLite has no arrays".into()),
            }
        }
        Ok(arguments)
    }
}

row_of_ten_columns! { SqliteRow }

/// Text columns are TEXT. A number comes from a column of NUMERIC affinity, which has changed the text.
impl DriverRow for SqliteRow {
    fn text(&self, index: usize) -> Option<StoredText<'_>> {
        bytes(self, index, "TEXT")?.map(StoredText::from)
    }

    fn json(&self, index: usize) -> Option<StoredText<'_>> {
        self.text(index)
    }

    /// The driver reads null as zero.
    fn integer(&self, index: usize) -> Option<i32> {
        self.try_get::<Option<i32>, _>(index).ok()?
    }

    fn big_integer(&self, index: usize) -> Option<Option<i64>> {
        self.try_get(index).ok()
    }

    fn instant(&self, index: usize) -> Option<Option<OffsetDateTime>> {
        self.big_integer(index)?.map_or(Some(None), |microseconds| instant_of(microseconds).map(Some))
    }

    fn digest(&self, index: usize) -> Option<Option<Digest>> {
        digest_of_column(bytes(self, index, "BLOB")?)
    }
}

/// Returns the bytes of a value that is null or has the type.
fn bytes<'r>(row: &'r SqliteRow, index: usize, ty: &str) -> Option<Option<&'r [u8]>> {
    let value = row.try_get_raw(index).ok()?;
    if value.is_null() {
        return Some(None);
    }
    if value.type_info().name() == ty { <&[u8] as Decode<Sqlite>>::decode(value).ok().map(Some) } else { None }
}

/// Reads the ten columns, in the order of [`EnvelopeColumns`](crate::EnvelopeColumns).
impl FromRow<'_, SqliteRow> for Envelope {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let read = EnvelopeRef::try_from(row).and_then(|row| row.to_envelope());
        read.map_err(|damaged| sqlx::Error::Decode(damaged.into()))
    }
}
