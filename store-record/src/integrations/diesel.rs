//! `diesel`: keys and scopes as `Text`; payload and metadata as PostgreSQL's `Jsonb` and `Json` and as `Text`; the
//! digest as `Binary`. `Text` and `Binary` work with every backend that has them. Statements and rows are those of
//! PostgreSQL.

use super::{JSONB_VERSION, text_of_jsonb};
use crate::codec::from_utf8;
use crate::envelope::{Envelope, EnvelopeColumns};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::statements::{Parameter, Statement};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow, QueryableByName};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::row::NamedRow;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{Array, BigInt, Binary, Integer, Json, Jsonb, Nullable, Text, Timestamptz};
use std::io::Write as _;

mod rows;

/// Applies diesel's derives to types that are defined elsewhere in the crate.
mod foreign {
    use super::*;

    #[derive(AsExpression, FromSqlRow)]
    #[diesel(foreign_derive, sql_type = Text)]
    #[allow(dead_code)]
    struct OfRecordKey(RecordKey);

    #[derive(AsExpression, FromSqlRow)]
    #[diesel(foreign_derive, sql_type = Text)]
    #[allow(dead_code)]
    struct OfScope(Scope);

    #[derive(AsExpression, FromSqlRow)]
    #[diesel(foreign_derive, sql_type = Jsonb, sql_type = Json, sql_type = Text)]
    #[allow(dead_code)]
    struct OfMetadata(Metadata);

    #[derive(AsExpression, FromSqlRow)]
    #[diesel(foreign_derive, sql_type = Jsonb, sql_type = Json, sql_type = Text)]
    #[allow(dead_code)]
    struct OfPayload(Payload);

    #[cfg(feature = "digest")]
    #[derive(AsExpression, FromSqlRow)]
    #[diesel(foreign_derive, sql_type = Binary)]
    #[allow(dead_code)]
    struct OfDigest(crate::digest::Digest);
}

macro_rules! text_columns {
    ($($column:ident, $text:ident;)*) => {$(
        impl<DB: Backend> ToSql<Text, DB> for $column
        where
            str: ToSql<Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                self.$text().to_sql(out)
            }
        }

        impl<DB: Backend> FromSql<Text, DB> for $column
        where
            String: FromSql<Text, DB>,
        {
            fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
                String::from_sql(value).map(Self::from_stored)
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

macro_rules! json_columns {
    ($($column:ident)*) => {$(
        impl ToSql<Jsonb, Pg> for $column {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                out.write_all(&[JSONB_VERSION])?;
                out.write_all(self.expose_json().as_bytes())?;
                Ok(IsNull::No)
            }
        }

        impl FromSql<Jsonb, Pg> for $column {
            fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
                Ok(Self::from_stored(from_utf8(text_of_jsonb(value.as_bytes())?)?))
            }
        }

        impl ToSql<Json, Pg> for $column {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                out.write_all(self.expose_json().as_bytes())?;
                Ok(IsNull::No)
            }
        }

        impl FromSql<Json, Pg> for $column {
            fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
                Ok(Self::from_stored(from_utf8(value.as_bytes())?))
            }
        }
    )*};
}

json_columns! { Metadata Payload }

#[cfg(feature = "digest")]
impl<DB: Backend> ToSql<Binary, DB> for crate::digest::Digest
where
    [u8]: ToSql<Binary, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.as_bytes().as_slice().to_sql(out)
    }
}

#[cfg(feature = "digest")]
impl<DB: Backend> FromSql<Binary, DB> for crate::digest::Digest
where
    Vec<u8>: FromSql<Binary, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        super::digest_of(&Vec::from_sql(value)?)
    }
}

impl<'a> Statement<'a> {
    /// Returns the statement as a query of diesel, with its parameters. It returns rows as [`Envelope`].
    pub fn to_diesel(&'a self) -> BoxedSqlQuery<'a, Pg, SqlQuery> {
        let (text, named) = self.text_with_all_columns();
        let mut query = diesel::sql_query(text).into_boxed::<Pg>();
        for parameter in self.parameters() {
            query = match parameter {
                Parameter::Text(text) => query.bind::<Text, _>(text),
                Parameter::Integer(number) => query.bind::<Integer, _>(number),
                Parameter::BigInteger(number) => query.bind::<Nullable<BigInt>, _>(number),
                Parameter::Instant(instant) => query.bind::<Nullable<Timestamptz>, _>(instant),
                Parameter::Metadata(metadata) => query.bind::<Jsonb, _>(metadata),
                Parameter::Payload(payload) => query.bind::<Jsonb, _>(payload),
                Parameter::Bytes(bytes) => query.bind::<Nullable<Binary>, _>(bytes),
                Parameter::Texts(array) => query.bind::<Array<Text>, _>(array),
                Parameter::Integers(array) => query.bind::<Array<Integer>, _>(array),
                Parameter::BigIntegers(array) => query.bind::<Array<Nullable<BigInt>>, _>(array),
                Parameter::Instants(array) => query.bind::<Array<Nullable<Timestamptz>>, _>(array),
                Parameter::Metadatas(array) => query.bind::<Array<Jsonb>, _>(array),
                Parameter::Payloads(array) => query.bind::<Array<Jsonb>, _>(array),
                Parameter::BytesArray(array) => query.bind::<Array<Nullable<Binary>>, _>(array),
            };
        }
        for column in named {
            query = query.bind::<Text, _>(column);
        }
        query
    }
}

/// Reads the ten columns by their names.
impl QueryableByName<Pg> for Envelope {
    fn build<'a>(row: &impl NamedRow<'a, Pg>) -> deserialize::Result<Self> {
        Ok(Self::from_columns(EnvelopeColumns {
            scope: NamedRow::get::<Text, _>(row, "scope")?,
            record_type: NamedRow::get::<Text, String>(row, "record_type")?.into(),
            record_key: NamedRow::get::<Text, _>(row, "record_key")?,
            schema_version: NamedRow::get::<Integer, _>(row, "schema_version")?,
            revision: NamedRow::get::<Nullable<BigInt>, _>(row, "revision")?,
            created_at: NamedRow::get::<Nullable<Timestamptz>, _>(row, "created_at")?,
            updated_at: NamedRow::get::<Nullable<Timestamptz>, _>(row, "updated_at")?,
            metadata: NamedRow::get::<Jsonb, _>(row, "metadata")?,
            payload: NamedRow::get::<Jsonb, _>(row, "payload")?,
            #[cfg(feature = "digest")]
            payload_sha256: NamedRow::get::<Nullable<Binary>, _>(row, "payload_sha256")?,
            #[cfg(not(feature = "digest"))]
            payload_sha256: None,
        }))
    }
}
