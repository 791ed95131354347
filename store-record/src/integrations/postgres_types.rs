//! `postgres-types`: columns and parameters for `tokio-postgres` and `postgres`. JSON text is bound without a `serde_json::Value`.

use super::{JSONB_VERSION, text_of_jsonb};
use crate::codec::from_utf8;
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::statements::{Parameter, Statement};
use bytes::BytesMut;
use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use std::error::Error;

type Outcome<T> = Result<T, Box<dyn Error + Sync + Send>>;

macro_rules! text_columns {
    ($($column:ident)*) => {$(
        impl ToSql for $column {
            fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Outcome<IsNull> {
                self.as_str().to_sql(ty, out)
            }

            fn accepts(ty: &Type) -> bool {
                <&str as ToSql>::accepts(ty)
            }

            to_sql_checked!();
        }

        impl FromSql<'_> for $column {
            fn from_sql(ty: &Type, bytes: &[u8]) -> Outcome<Self> {
                <&str as FromSql<'_>>::from_sql(ty, bytes).map(Self::from_stored)
            }

            fn accepts(ty: &Type) -> bool {
                <&str as FromSql<'_>>::accepts(ty)
            }
        }
    )*};
}

text_columns! { RecordKey Scope }

macro_rules! json_columns {
    ($($column:ident)*) => {$(
        impl ToSql for $column {
            fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Outcome<IsNull> {
                if *ty == Type::JSONB {
                    out.extend_from_slice(&[JSONB_VERSION]);
                }
                out.extend_from_slice(self.expose_json().as_bytes());
                Ok(IsNull::No)
            }

            fn accepts(ty: &Type) -> bool {
                is_json_or_text(ty)
            }

            to_sql_checked!();
        }

        impl FromSql<'_> for $column {
            fn from_sql(ty: &Type, bytes: &[u8]) -> Outcome<Self> {
                let text = if *ty == Type::JSONB { text_of_jsonb(bytes)? } else { bytes };
                Ok(Self::from_stored(from_utf8(text)?))
            }

            fn accepts(ty: &Type) -> bool {
                is_json_or_text(ty)
            }
        }
    )*};
}

json_columns! { Metadata Payload }

fn is_json_or_text(ty: &Type) -> bool {
    [Type::JSONB, Type::JSON, Type::TEXT, Type::VARCHAR].contains(ty)
}

#[cfg(feature = "digest")]
impl ToSql for crate::digest::Digest {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Outcome<IsNull> {
        self.as_bytes().as_slice().to_sql(ty, out)
    }

    fn accepts(ty: &Type) -> bool {
        <&[u8] as ToSql>::accepts(ty)
    }

    to_sql_checked!();
}

#[cfg(feature = "digest")]
impl FromSql<'_> for crate::digest::Digest {
    fn from_sql(_: &Type, bytes: &[u8]) -> Outcome<Self> {
        super::digest_of(bytes)
    }

    fn accepts(ty: &Type) -> bool {
        <&[u8] as FromSql<'_>>::accepts(ty)
    }
}

/// Binds each parameter of a statement.
impl ToSql for Parameter<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Outcome<IsNull> {
        match self {
            Self::Text(text) => text.to_sql_checked(ty, out),
            Self::Integer(number) => number.to_sql_checked(ty, out),
            Self::BigInteger(number) => number.to_sql_checked(ty, out),
            Self::Instant(instant) => instant.to_sql_checked(ty, out),
            Self::Metadata(metadata) => metadata.to_sql_checked(ty, out),
            Self::Payload(payload) => payload.to_sql_checked(ty, out),
            Self::Bytes(bytes) => bytes.to_sql_checked(ty, out),
            Self::Texts(array) => array.to_sql_checked(ty, out),
            Self::Integers(array) => array.to_sql_checked(ty, out),
            Self::BigIntegers(array) => array.to_sql_checked(ty, out),
            Self::Instants(array) => array.to_sql_checked(ty, out),
            Self::Metadatas(array) => array.to_sql_checked(ty, out),
            Self::Payloads(array) => array.to_sql_checked(ty, out),
            Self::BytesArray(array) => array.to_sql_checked(ty, out),
        }
    }

    /// Accepts every type, because the variant decides. [`ToSql::to_sql`] returns an error for another type.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl Statement<'_> {
    /// Returns the parameters, as `execute` and `query` accept them.
    #[must_use]
    pub fn to_postgres(&self) -> Vec<&(dyn ToSql + Sync)> {
        self.parameters().iter().map(|parameter| parameter as &(dyn ToSql + Sync)).collect()
    }
}
