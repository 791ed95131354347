//! `tokio-postgres`: rows. The crate `postgres` has the same rows.

use super::{digest_of_column, instant_of_postgres, row_of_ten_columns, text_of_jsonb};
use crate::digest::Digest;
use crate::envelope::StoredText;
use crate::payload::Payload;
use crate::statements::{CopyIn, DriverRow};
use postgres_types::{FromSql, Type};
use std::error::Error;
use time::OffsetDateTime;
use tokio_postgres::Row;

row_of_ten_columns! { Row }

impl DriverRow for Row {
    fn text(&self, index: usize) -> Option<StoredText<'_>> {
        self.try_get::<_, TextColumn<'_>>(index).ok().map(|column| column.0.into())
    }

    fn json(&self, index: usize) -> Option<StoredText<'_>> {
        self.try_get::<_, JsonColumn<'_>>(index).ok().map(|column| column.0.into())
    }

    fn integer(&self, index: usize) -> Option<i32> {
        self.try_get(index).ok()
    }

    fn big_integer(&self, index: usize) -> Option<Option<i64>> {
        self.try_get(index).ok()
    }

    fn instant(&self, index: usize) -> Option<Option<OffsetDateTime>> {
        let column: Option<InstantColumn> = self.try_get(index).ok()?;
        column.map_or(Some(None), |column| instant_of_postgres(column.0).map(Some))
    }

    fn digest(&self, index: usize) -> Option<Option<Digest>> {
        digest_of_column(self.try_get(index).ok()?)
    }
}

/// The bytes of a text column.
struct TextColumn<'a>(&'a [u8]);

impl<'a> FromSql<'a> for TextColumn<'a> {
    fn from_sql(_: &Type, bytes: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(bytes))
    }

    fn accepts(ty: &Type) -> bool {
        <&str as FromSql<'_>>::accepts(ty)
    }
}

/// The JSON text of a column, without the version of JSONB.
struct JsonColumn<'a>(&'a [u8]);

impl<'a> FromSql<'a> for JsonColumn<'a> {
    fn from_sql(ty: &Type, bytes: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        if *ty == Type::JSONB { text_of_jsonb(bytes).map(Self) } else { Ok(Self(bytes)) }
    }

    fn accepts(ty: &Type) -> bool {
        <Payload as FromSql<'_>>::accepts(ty)
    }
}

/// The microseconds since 2000 of a timestamp.
struct InstantColumn(i64);

impl FromSql<'_> for InstantColumn {
    fn from_sql(_: &Type, bytes: &[u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(i64::from_be_bytes(bytes.try_into()?)))
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::TIMESTAMPTZ
    }
}

impl CopyIn<'_> {
    /// Returns the types of the columns, for `BinaryCopyInWriter`.
    #[must_use]
    pub fn postgres_types(&self) -> Vec<Type> {
        let ty = |name: &&str| match *name {
            "integer" => Type::INT4,
            "bigint" => Type::INT8,
            "timestamptz" => Type::TIMESTAMPTZ,
            "jsonb" => Type::JSONB,
            "bytea" => Type::BYTEA,
            _ => Type::TEXT,
        };
        self.types().iter().map(ty).collect()
    }
}
