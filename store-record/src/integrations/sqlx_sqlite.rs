//! `sqlx` with SQLite: columns. All are TEXT, except the digest, which is a BLOB.

use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::sqlite::{Sqlite, SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Encode, Type};

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
