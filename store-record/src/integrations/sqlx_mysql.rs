//! `sqlx` with MariaDB and MySQL: columns, parameters and rows. Keys are VARBINARY, and JSON is LONGTEXT.

use super::{digest_of_column, instant_of, row_of_ten_columns};
use crate::digest::Digest;
use crate::envelope::{Envelope, EnvelopeRef, StoredText};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::statements::{DriverRow, Parameter, Statement};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::mysql::{MySql, MySqlArguments, MySqlRow, MySqlTypeInfo, MySqlValueRef};
use sqlx::{Arguments as _, Decode, Encode, FromRow, Row as _, Type, ValueRef as _};
use time::OffsetDateTime;

macro_rules! columns_of_type {
    ($($column:ty, $like:ty;)*) => {$(
        impl Type<MySql> for $column {
            fn type_info() -> MySqlTypeInfo {
                <$like as Type<MySql>>::type_info()
            }

            fn compatible(ty: &MySqlTypeInfo) -> bool {
                <$like as Type<MySql>>::compatible(ty)
            }
        }
    )*};
}

columns_of_type! {
    RecordKey, [u8];
    Scope, [u8];
    Metadata, str;
    Payload, str;
}

macro_rules! text_columns {
    ($($column:ident, $text:ident;)*) => {$(
        impl Encode<'_, MySql> for $column {
            fn encode_by_ref(&self, out: &mut Vec<u8>) -> Result<IsNull, BoxDynError> {
                <&str as Encode<'_, MySql>>::encode(self.$text(), out)
            }
        }

        impl Decode<'_, MySql> for $column {
            fn decode(value: MySqlValueRef<'_>) -> Result<Self, BoxDynError> {
                <&str as Decode<'_, MySql>>::decode(value).map(Self::from_stored)
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
columns_of_type! { Digest, [u8]; }

#[cfg(feature = "digest")]
impl Encode<'_, MySql> for Digest {
    fn encode_by_ref(&self, out: &mut Vec<u8>) -> Result<IsNull, BoxDynError> {
        <&[u8] as Encode<'_, MySql>>::encode(self.as_bytes(), out)
    }
}

#[cfg(feature = "digest")]
impl Decode<'_, MySql> for Digest {
    fn decode(value: MySqlValueRef<'_>) -> Result<Self, BoxDynError> {
        super::digest_of(<&[u8] as Decode<'_, MySql>>::decode(value)?)
    }
}

impl Statement<'_> {
    /// Returns the parameters, as `sqlx::query_with` accepts them.
    ///
    /// # Errors
    ///
    /// Returns an error if sqlx can't encode a parameter, or if it is an array, which MariaDB doesn't have.
    pub fn to_mysql_arguments(&self) -> Result<MySqlArguments, BoxDynError> {
        let mut arguments = MySqlArguments::default();
        for parameter in self.parameters() {
            match parameter {
                // Keys are compared bytewise, without a collation of the connection.
                Parameter::Text(text) => arguments.add(text.as_bytes())?,
                Parameter::Integer(number) => arguments.add(number)?,
                Parameter::BigInteger(number) => arguments.add(number)?,
                Parameter::Instant(instant) => arguments.add(Parameter::microseconds(*instant)?)?,
                Parameter::Metadata(metadata) => arguments.add(metadata)?,
                Parameter::Payload(payload) => arguments.add(payload)?,
                Parameter::Bytes(bytes) => arguments.add(bytes)?,
                _ => return Err("MariaDB has no arrays".into()),
            }
        }
        Ok(arguments)
    }
}

row_of_ten_columns! { MySqlRow }

impl DriverRow for MySqlRow {
    fn text(&self, index: usize) -> Option<StoredText<'_>> {
        bytes(self, index)?.map(StoredText::from)
    }

    fn json(&self, index: usize) -> Option<StoredText<'_>> {
        self.text(index)
    }

    fn integer(&self, index: usize) -> Option<i32> {
        self.try_get(index).ok()
    }

    fn big_integer(&self, index: usize) -> Option<Option<i64>> {
        self.try_get(index).ok()
    }

    fn instant(&self, index: usize) -> Option<Option<OffsetDateTime>> {
        self.big_integer(index)?.map_or(Some(None), |microseconds| instant_of(microseconds).map(Some))
    }

    fn digest(&self, index: usize) -> Option<Option<Digest>> {
        digest_of_column(bytes(self, index)?)
    }
}

/// Returns the bytes of a value that is null or has a type of bytes or text.
fn bytes(row: &MySqlRow, index: usize) -> Option<Option<&[u8]>> {
    let value = row.try_get_raw(index).ok()?;
    if value.is_null() {
        return Some(None);
    }
    let is_bytes = <[u8] as Type<MySql>>::compatible(&value.type_info());
    if is_bytes { <&[u8] as Decode<MySql>>::decode(value).ok().map(Some) } else { None }
}

/// Reads the ten columns, in the order of [`EnvelopeColumns`](crate::EnvelopeColumns).
impl FromRow<'_, MySqlRow> for Envelope {
    fn from_row(row: &MySqlRow) -> Result<Self, sqlx::Error> {
        let read = EnvelopeRef::try_from(row).and_then(|row| row.to_envelope());
        read.map_err(|damaged| sqlx::Error::Decode(damaged.into()))
    }
}
