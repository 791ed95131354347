//! `sqlx` with PostgreSQL: columns, arrays of columns, parameters and rows. JSON text is bound without a `serde_json::Value`.

use super::{JSONB_VERSION, digest_of_column, instant_of_postgres, row_of_ten_columns, text_of_jsonb};
use crate::codec::from_utf8;
use crate::digest::Digest;
use crate::envelope::{Envelope, EnvelopeRef, StoredText};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload, from_slice};
use crate::statements::{DriverRow, Parameter, Statement};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{
    PgArgumentBuffer, PgArguments, PgHasArrayType, PgRow, PgTypeInfo, PgValueFormat, PgValueRef, Postgres,
};
use sqlx::types::Json;
use sqlx::{Arguments as _, Decode, Encode, FromRow, Row as _, Type, TypeInfo as _, ValueRef as _};
use time::{OffsetDateTime, UtcOffset};

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
                let bytes = value.as_bytes()?;
                let text = if is_binary_jsonb { text_of_jsonb(bytes)? } else { bytes };
                Ok(Self::from_stored(from_utf8(text)?))
            }
        }
    )*};
}

json_columns! { Metadata Payload }

#[cfg(feature = "digest")]
columns_of_type! {
    Digest, Vec<u8>;
}

#[cfg(feature = "digest")]
impl Encode<'_, Postgres> for Digest {
    fn encode_by_ref(&self, out: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <&[u8] as Encode<'_, Postgres>>::encode(self.as_bytes(), out)
    }
}

#[cfg(feature = "digest")]
impl Decode<'_, Postgres> for Digest {
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

row_of_ten_columns! { PgRow }

/// Reads raw values, which takes less time than `try_get`. A prepared statement returns binary values, and another one
/// returns text.
impl DriverRow for PgRow {
    fn text(&self, index: usize) -> Option<StoredText<'_>> {
        let value = self.try_get_raw(index).ok()?;
        if <str as Type<Postgres>>::compatible(&value.type_info()) { bytes(&value).map(StoredText::from) } else { None }
    }

    fn json(&self, index: usize) -> Option<StoredText<'_>> {
        let value = self.try_get_raw(index).ok()?;
        match (value.type_info().name(), value.format()) {
            ("JSONB", PgValueFormat::Binary) => text_of_jsonb(bytes(&value)?).ok().map(StoredText::from),
            ("JSONB" | "JSON" | "TEXT" | "VARCHAR", _) => bytes(&value).map(StoredText::from),
            _ => None,
        }
    }

    fn integer(&self, index: usize) -> Option<i32> {
        self.try_get(index).ok()
    }

    fn big_integer(&self, index: usize) -> Option<Option<i64>> {
        self.try_get(index).ok()
    }

    fn instant(&self, index: usize) -> Option<Option<OffsetDateTime>> {
        let value = self.try_get_raw(index).ok()?;
        if value.is_null() {
            return Some(None);
        }
        if !<OffsetDateTime as Type<Postgres>>::compatible(&value.type_info()) {
            return None;
        }
        let bytes = bytes(&value)?;
        let instant = match value.format() {
            PgValueFormat::Binary => instant_of_postgres(i64::from_be_bytes(bytes.try_into().ok()?)),
            PgValueFormat::Text => instant_of_text(bytes),
        };
        instant.map(Some)
    }

    fn digest(&self, index: usize) -> Option<Option<Digest>> {
        let value = self.try_get_raw(index).ok()?;
        if value.is_null() {
            return Some(None);
        }
        match (value.type_info().name(), value.format()) {
            ("BYTEA", PgValueFormat::Binary) => digest_of_column(bytes(&value)),
            ("BYTEA", PgValueFormat::Text) => {
                digest_of_column(Some(&<Vec<u8> as Decode<Postgres>>::decode(value).ok()?))
            }
            _ => None,
        }
    }
}

/// Reads a timestamp in PostgreSQL's ISO style, which has the offset of the session. sqlx ignores the offset.
fn instant_of_text(bytes: &[u8]) -> Option<OffsetDateTime> {
    let text = std::str::from_utf8(bytes).ok()?.replacen(' ', "T", 1);
    let has_minutes = !text.get(text.len().checked_sub(3)?..)?.starts_with(['+', '-']);
    let minutes = if has_minutes { "" } else { ":00" };
    let instant: OffsetDateTime = from_slice(format!("\"{text}{minutes}\"").as_bytes()).ok()?;
    Some(instant.to_offset(UtcOffset::UTC))
}

fn bytes<'r>(value: &PgValueRef<'r>) -> Option<&'r [u8]> {
    if value.is_null() { None } else { value.as_bytes().ok() }
}

/// Reads the ten columns, in the order of [`EnvelopeColumns`](crate::EnvelopeColumns).
impl FromRow<'_, PgRow> for Envelope {
    fn from_row(row: &PgRow) -> Result<Self, sqlx::Error> {
        let read = EnvelopeRef::try_from(row).and_then(|row| row.to_envelope());
        read.map_err(|damaged| sqlx::Error::Decode(damaged.into()))
    }
}
