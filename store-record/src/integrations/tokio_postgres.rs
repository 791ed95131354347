//! `tokio-postgres`: rows. The crate `postgres` has the same rows.

use super::envelope;
use crate::envelope::Envelope;
use crate::key::{RecordKey, Scope};
use crate::statements::Copy;
use crate::store::{DamagedRow, RowKey};
use postgres_types::{FromSql, Type};
use tokio_postgres::Row;

/// Reads the ten columns, in the order of [`EnvelopeColumns`](crate::EnvelopeColumns). The error holds no stored data,
/// except for the key, which it doesn't show.
impl TryFrom<&Row> for Envelope {
    type Error = DamagedRow;

    fn try_from(row: &Row) -> Result<Self, DamagedRow> {
        envelope!(row, column, column).map_err(|name| {
            let [scope, record_type, record_key] =
                [0, 1, 2].map(|index| column::<String>(row, index, name).unwrap_or_default());
            let (scope, record_key) = (Scope::from_stored(scope), RecordKey::from_stored(record_key));
            DamagedRow::new(name, RowKey { scope, record_type, record_key })
        })
    }
}

/// Drops the driver's message.
fn column<'a, T: FromSql<'a>>(row: &'a Row, index: usize, name: &'static str) -> Result<T, &'static str> {
    row.try_get(index).map_err(|_| name)
}

impl Copy<'_> {
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
