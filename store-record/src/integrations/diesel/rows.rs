//! Rows of diesel's query builder: [`Queryable`] and [`Insertable`] for [`Envelope`].

use crate::envelope::{Envelope, EnvelopeColumns};
use crate::key::{RecordKey, Scope};
use crate::order::same;
use crate::payload::{Metadata, Payload};
use crate::store::COLUMNS;
use diesel::Insertable;
use diesel::deserialize::{self, Queryable};
use diesel::dsl::Eq;
use diesel::expression::Expression;
use diesel::expression_methods::ExpressionMethods;
use diesel::pg::Pg;
use diesel::query_source::{Column, Table};
use diesel::sql_types::{BigInt, Integer, Jsonb, Nullable, Text, Timestamptz};
use time::OffsetDateTime;
#[cfg(feature = "digest")]
use {
    crate::digest::Digest,
    diesel::expression::AsExpression,
    diesel::sql_types::{Binary, SingleValue, SqlType},
};

/// Reads the columns of a table in their order. The last one is the digest, and `$convert` changes it to an option.
macro_rules! queryable {
    ($(#[$doc:meta])* $(($sql:ty, $digest:ty, $convert:expr))?) => {
        $(#[$doc])*
        impl
            Queryable<
                (
                    Text,
                    Text,
                    Text,
                    Integer,
                    Nullable<BigInt>,
                    Nullable<Timestamptz>,
                    Nullable<Timestamptz>,
                    Jsonb,
                    Jsonb,
                    $($sql,)?
                ),
                Pg,
            > for Envelope
        {
            type Row = (
                Scope,
                String,
                RecordKey,
                i32,
                Option<i64>,
                Option<OffsetDateTime>,
                Option<OffsetDateTime>,
                Metadata,
                Payload,
                $($digest,)?
            );

            fn build(row: Self::Row) -> deserialize::Result<Self> {
                Ok(Self::from_columns(EnvelopeColumns {
                    scope: row.0,
                    record_type: row.1.into(),
                    record_key: row.2,
                    schema_version: row.3,
                    revision: row.4,
                    created_at: row.5,
                    updated_at: row.6,
                    metadata: row.7,
                    payload: row.8,
                    payload_sha256: queryable!(@digest row $($convert)?),
                }))
            }
        }
    };
    (@digest $row:ident) => {
        None
    };
    (@digest $row:ident $convert:expr) => {
        $convert($row.9)
    };
}

queryable! {
    /// Reads the nine columns of a table without a digest, in the order of [`EnvelopeColumns`].
}

#[cfg(feature = "digest")]
queryable! {
    /// Reads the ten columns, in the order of [`EnvelopeColumns`].
    (Binary, Digest, Some)
}

#[cfg(feature = "digest")]
queryable! {
    /// Reads the ten columns, in the order of [`EnvelopeColumns`]. The digest may be null.
    (Nullable<Binary>, Option<Digest>, std::convert::identity)
}

/// Inserts the row into a table of the same columns, in the order of [`EnvelopeColumns`]: nine, or ten with the digest. Other
/// names don't compile. A row without a digest gets the column's default.
///
/// It inserts one row. For many rows use [`Statements::change`](crate::statements::Statements::change), whose statements
/// guard newer rows too.
impl<'a, Tab> Insertable<Tab> for &'a Envelope
where
    Tab: Table<AllColumns: InsertColumns<'a, Tab>>,
{
    type Values = <Tab::AllColumns as InsertColumns<'a, Tab>>::Values;

    fn values(self) -> Self::Values {
        Tab::all_columns().values_of(self)
    }
}

/// The columns of a generic table, from which the types of the values follow.
#[diagnostic::on_unimplemented(
    message = "an `Envelope` can't be inserted into this table: its columns aren't those of the generic table",
    note = "`table!` needs the ten columns of `EnvelopeColumns` in their order, or nine without `payload_sha256`"
)]
pub trait InsertColumns<'a, Tab> {
    type Values;

    fn values_of(self, row: &'a Envelope) -> Self::Values;
}

type Nine<'a, C0, C1, C2, C3, C4, C5, C6, C7, C8> = (
    Eq<C0, &'a Scope>,
    Eq<C1, &'a str>,
    Eq<C2, &'a RecordKey>,
    Eq<C3, i32>,
    Eq<C4, Option<i64>>,
    Eq<C5, Option<OffsetDateTime>>,
    Eq<C6, Option<OffsetDateTime>>,
    Eq<C7, &'a Metadata>,
    Eq<C8, &'a Payload>,
);

impl<'a, Tab, C0, C1, C2, C3, C4, C5, C6, C7, C8> InsertColumns<'a, Tab> for (C0, C1, C2, C3, C4, C5, C6, C7, C8)
where
    C0: Column + Expression<SqlType = Text>,
    C1: Column + Expression<SqlType = Text>,
    C2: Column + Expression<SqlType = Text>,
    C3: Column + Expression<SqlType = Integer>,
    C4: Column + Expression<SqlType = Nullable<BigInt>>,
    C5: Column + Expression<SqlType = Nullable<Timestamptz>>,
    C6: Column + Expression<SqlType = Nullable<Timestamptz>>,
    C7: Column + Expression<SqlType = Jsonb>,
    C8: Column + Expression<SqlType = Jsonb>,
    Nine<'a, C0, C1, C2, C3, C4, C5, C6, C7, C8>: Insertable<Tab>,
{
    type Values = <Nine<'a, C0, C1, C2, C3, C4, C5, C6, C7, C8> as Insertable<Tab>>::Values;

    fn values_of(self, row: &'a Envelope) -> Self::Values {
        const {
            assert_names(&[C0::NAME, C1::NAME, C2::NAME, C3::NAME, C4::NAME, C5::NAME, C6::NAME, C7::NAME, C8::NAME]);
        }
        let columns = row.columns();
        let values = (
            self.0.eq(&columns.scope),
            self.1.eq(&*columns.record_type),
            self.2.eq(&columns.record_key),
            self.3.eq(columns.schema_version),
            self.4.eq(columns.revision),
            self.5.eq(columns.created_at),
            self.6.eq(columns.updated_at),
            self.7.eq(&columns.metadata),
            self.8.eq(&columns.payload),
        );
        values.values()
    }
}

#[cfg(feature = "digest")]
type Ten<'a, C0, C1, C2, C3, C4, C5, C6, C7, C8, C9> = (
    Eq<C0, &'a Scope>,
    Eq<C1, &'a str>,
    Eq<C2, &'a RecordKey>,
    Eq<C3, i32>,
    Eq<C4, Option<i64>>,
    Eq<C5, Option<OffsetDateTime>>,
    Eq<C6, Option<OffsetDateTime>>,
    Eq<C7, &'a Metadata>,
    Eq<C8, &'a Payload>,
    Option<Eq<C9, Digest>>,
);

#[cfg(feature = "digest")]
impl<'a, Tab, C0, C1, C2, C3, C4, C5, C6, C7, C8, C9> InsertColumns<'a, Tab>
    for (C0, C1, C2, C3, C4, C5, C6, C7, C8, C9)
where
    C0: Column + Expression<SqlType = Text>,
    C1: Column + Expression<SqlType = Text>,
    C2: Column + Expression<SqlType = Text>,
    C3: Column + Expression<SqlType = Integer>,
    C4: Column + Expression<SqlType = Nullable<BigInt>>,
    C5: Column + Expression<SqlType = Nullable<Timestamptz>>,
    C6: Column + Expression<SqlType = Nullable<Timestamptz>>,
    C7: Column + Expression<SqlType = Jsonb>,
    C8: Column + Expression<SqlType = Jsonb>,
    C9: Column + Expression<SqlType: SqlType + SingleValue>,
    Digest: AsExpression<C9::SqlType>,
    Ten<'a, C0, C1, C2, C3, C4, C5, C6, C7, C8, C9>: Insertable<Tab>,
{
    type Values = <Ten<'a, C0, C1, C2, C3, C4, C5, C6, C7, C8, C9> as Insertable<Tab>>::Values;

    fn values_of(self, row: &'a Envelope) -> Self::Values {
        const {
            assert_names(&[
                C0::NAME,
                C1::NAME,
                C2::NAME,
                C3::NAME,
                C4::NAME,
                C5::NAME,
                C6::NAME,
                C7::NAME,
                C8::NAME,
                C9::NAME,
            ]);
        }
        let columns = row.columns();
        let values = (
            self.0.eq(&columns.scope),
            self.1.eq(&*columns.record_type),
            self.2.eq(&columns.record_key),
            self.3.eq(columns.schema_version),
            self.4.eq(columns.revision),
            self.5.eq(columns.created_at),
            self.6.eq(columns.updated_at),
            self.7.eq(&columns.metadata),
            self.8.eq(&columns.payload),
            columns.payload_sha256.map(|digest| self.9.eq(digest)),
        );
        values.values()
    }
}

/// Columns of one type could be in another order, and a row would then be stored in the wrong columns.
const fn assert_names(names: &[&str]) {
    let mut at = 0;
    while at < names.len() {
        assert!(
            same(names[at], COLUMNS[at]),
            "the columns in `table!` aren't those of `EnvelopeColumns`, in their order"
        );
        at += 1;
    }
}
