//! `diesel`: keys and scopes as `Text`; payload and metadata as PostgreSQL's `Jsonb` and `Json` and as `Text`; the
//! digest as `Binary`. `Text` and `Binary` work with every backend that has them.

use super::{JSONB_VERSION, text_of_jsonb};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{Json, Jsonb, Text};
use std::io::Write as _;

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
    #[diesel(foreign_derive, sql_type = diesel::sql_types::Binary)]
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
                text_of_jsonb(value.as_bytes()).map(Self::from_stored)
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
                Ok(Self::from_stored(crate::codec::from_utf8(value.as_bytes())?))
            }
        }
    )*};
}

json_columns! { Metadata Payload }

#[cfg(feature = "digest")]
impl<DB: Backend> ToSql<diesel::sql_types::Binary, DB> for crate::digest::Digest
where
    [u8]: ToSql<diesel::sql_types::Binary, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.as_bytes().as_slice().to_sql(out)
    }
}

#[cfg(feature = "digest")]
impl<DB: Backend> FromSql<diesel::sql_types::Binary, DB> for crate::digest::Digest
where
    Vec<u8>: FromSql<diesel::sql_types::Binary, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        super::digest_of(&Vec::from_sql(value)?)
    }
}
