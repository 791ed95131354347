//! `sqlx` with PostgreSQL: columns and arrays of columns. JSON text is bound without a `serde_json::Value`.

use super::{JSONB_VERSION, text_of_jsonb};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgHasArrayType, PgTypeInfo, PgValueFormat, PgValueRef, Postgres};
use sqlx::types::Json;
use sqlx::{Decode, Encode, Type, TypeInfo as _, ValueRef as _};

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
