//! `sqlx` with PostgreSQL: columns, arrays of columns, parameters and rows. JSON text is bound without a `serde_json::Value`.

use super::{JSONB_VERSION, envelope, text_of_jsonb};
use crate::envelope::Envelope;
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::statements::{Parameter, Statement};
use crate::store::{DamagedRow, RowKey};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{
    PgArgumentBuffer, PgArguments, PgHasArrayType, PgRow, PgTypeInfo, PgValueFormat, PgValueRef, Postgres,
};
use sqlx::types::Json;
use sqlx::{Arguments as _, Decode, Encode, FromRow, Row as _, Type, TypeInfo as _, ValueRef as _};

macro_rules! columns_of_type {
    ($($column:ty, $like:ty;)*) => {$(
        impl Type<Postgres> for $column {
            fn type_info() -> PgTypeInfo {
                <$like as Type<Postgres>>::type_info()
            }

            fn compatible(ty: &PgTypeInfo) -> bool {
                <$like as Type<Postgres>>::compatible(ty)
            }
        }

        impl PgHasArrayType for $column {
            fn array_type_info() -> PgTypeInfo {
                <$like as PgHasArrayType>::array_type_info()
            }

            fn array_compatible(ty: &PgTypeInfo) -> bool {
                <$like as PgHasArrayType>::array_compatible(ty)
            }
        }
    )*};
}

columns_of_type! {
    RecordKey, String;
    Scope, String;
    Metadata, Json<()>;
    Payload, Json<()>;
}

macro_rules! text_columns {
    ($($column:ident)*) => {$(
        impl Encode<'_, Postgres> for $column {
            fn encode_by_ref(&self, out: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
                <&str as Encode<'_, Postgres>>::encode(self.as_str(), out)
            }
        }

        impl Decode<'_, Postgres> for $column {
            fn decode(value: PgValueRef<'_>) -> Result<Self, BoxDynError> {
                <&str as Decode<'_, Postgres>>::decode(value).map(Self::from_stored)
            }
        }
    )*};
}

text_columns! { RecordKey Scope }

macro_rules! json_columns {
    ($($column:ident)*) => {$(
        impl Encode<'_, Postgres> for $column {
            fn encode_by_ref(&self, out: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
                out.push(JSONB_VERSION);
                out.extend_from_slice(self.expose_json().as_bytes());
                Ok(IsNull::No)
            }
        }

        impl Decode<'_, Postgres> for $column {
            fn decode(value: PgValueRef<'_>) -> Result<Self, BoxDynError> {
                let is_binary_jsonb = value.format() == PgValueFormat::Binary && value.type_info().name() == "JSONB";
                if is_binary_jsonb {
                    return text_of_jsonb(value.as_bytes()?).map(Self::from_stored);
                }
                value.as_str().map(Self::from_stored)
            }
        }
    )*};
}

json_columns! { Metadata Payload }

#[cfg(feature = "digest")]
columns_of_type! {
    crate::digest::Digest, Vec<u8>;
}

#[cfg(feature = "digest")]
impl Encode<'_, Postgres> for crate::digest::Digest {
    fn encode_by_ref(&self, out: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <&[u8] as Encode<'_, Postgres>>::encode(self.as_bytes(), out)
    }
}

#[cfg(feature = "digest")]
impl Decode<'_, Postgres> for crate::digest::Digest {
    fn decode(value: PgValueRef<'_>) -> Result<Self, BoxDynError> {
        super::digest_of(&<Vec<u8> as Decode<'_, Postgres>>::decode(value)?)
    }
}

impl Statement<'_> {
    /// Returns the parameters, as `sqlx::query_with` accepts them.
    ///
    /// # Errors
    ///
    /// Returns an error if sqlx can't encode a parameter.
    pub fn to_pg_arguments(&self) -> Result<PgArguments, BoxDynError> {
        let mut arguments = PgArguments::default();
        for parameter in self.parameters() {
            match parameter {
                Parameter::Text(text) => arguments.add(text)?,
                Parameter::Integer(number) => arguments.add(number)?,
                Parameter::BigInteger(number) => arguments.add(number)?,
                Parameter::Instant(instant) => arguments.add(instant)?,
                Parameter::Metadata(metadata) => arguments.add(metadata)?,
                Parameter::Payload(payload) => arguments.add(payload)?,
                Parameter::Bytes(bytes) => arguments.add(bytes)?,
                Parameter::Texts(array) => arguments.add(array)?,
                Parameter::Integers(array) => arguments.add(array)?,
                Parameter::BigIntegers(array) => arguments.add(array)?,
                Parameter::Instants(array) => arguments.add(array)?,
                Parameter::Metadatas(array) => arguments.add(array)?,
                Parameter::Payloads(array) => arguments.add(array)?,
                Parameter::BytesArray(array) => arguments.add(array)?,
            }
        }
        Ok(arguments)
    }
}

/// Reads the ten columns, in the order of [`EnvelopeColumns`](crate::EnvelopeColumns). The error holds no stored data,
/// except for the key, which it doesn't show.
impl TryFrom<&PgRow> for Envelope {
    type Error = DamagedRow;

    fn try_from(row: &PgRow) -> Result<Self, DamagedRow> {
        envelope!(row, column, column).map_err(|name| {
            let [scope, record_type, record_key] =
                [0, 1, 2].map(|index| column::<String>(row, index, name).unwrap_or_default());
            let (scope, record_key) = (Scope::from_stored(scope), RecordKey::from_stored(record_key));
            DamagedRow::new(name, RowKey { scope, record_type, record_key })
        })
    }
}

/// Reads the ten columns, in the order of [`EnvelopeColumns`](crate::EnvelopeColumns).
impl FromRow<'_, PgRow> for Envelope {
    fn from_row(row: &PgRow) -> Result<Self, sqlx::Error> {
        Self::try_from(row).map_err(|damaged| sqlx::Error::Decode(damaged.into()))
    }
}

/// Drops the driver's message.
fn column<'r, T>(row: &'r PgRow, index: usize, name: &'static str) -> Result<T, &'static str>
where
    T: Decode<'r, Postgres> + Type<Postgres>,
{
    row.try_get(index).map_err(|_| name)
}
