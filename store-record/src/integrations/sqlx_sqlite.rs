//! `sqlx` with SQLite: columns, parameters and rows. Text columns are TEXT, and the digest is a BLOB.

use super::{envelope, instant_of};
use crate::envelope::Envelope;
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::statements::{Parameter, Statement};
use crate::store::{DamagedRow, RowKey};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteArgumentsBuffer, SqliteRow, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Arguments as _, Decode, Encode, FromRow, Row as _, Type};

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
columns_of_type! { crate::digest::Digest, Vec<u8>; }

#[cfg(feature = "digest")]
impl Encode<'_, Sqlite> for crate::digest::Digest {
    fn encode_by_ref(&self, out: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        <Vec<u8> as Encode<'_, Sqlite>>::encode(self.as_bytes().to_vec(), out)
    }
}

#[cfg(feature = "digest")]
impl Decode<'_, Sqlite> for crate::digest::Digest {
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

/// Reads the ten columns, in the order of [`EnvelopeColumns`](crate::EnvelopeColumns). The error holds no stored data,
/// except for the key, which it doesn't show.
impl TryFrom<&SqliteRow> for Envelope {
    type Error = DamagedRow;

    fn try_from(row: &SqliteRow) -> Result<Self, DamagedRow> {
        envelope!(row, column, instant).map_err(|name| {
            let [scope, record_type, record_key] = [0, 1, 2].map(|index| lossy(row, index));
            let (scope, record_key) = (Scope::from_stored(scope), RecordKey::from_stored(record_key));
            DamagedRow::new(name, RowKey { scope, record_type, record_key })
        })
    }
}

/// Reads the ten columns, in the order of [`EnvelopeColumns`](crate::EnvelopeColumns).
impl FromRow<'_, SqliteRow> for Envelope {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Self::try_from(row).map_err(|damaged| sqlx::Error::Decode(damaged.into()))
    }
}

/// Drops the driver's message.
fn column<'r, T>(row: &'r SqliteRow, index: usize, name: &'static str) -> Result<T, &'static str>
where
    T: Decode<'r, Sqlite> + Type<Sqlite>,
{
    row.try_get(index).map_err(|_| name)
}

fn instant(row: &SqliteRow, index: usize, name: &'static str) -> Result<Option<time::OffsetDateTime>, &'static str> {
    instant_of(column(row, index, name)?).ok_or(name)
}

/// Returns a text column, also of a damaged row.
fn lossy(row: &SqliteRow, index: usize) -> String {
    let bytes = row.try_get_unchecked::<&[u8], _>(index).unwrap_or_default();
    String::from_utf8_lossy(bytes).into_owned()
}
