//! The store over `sqlx`.

use super::StoreError;
use super::statements::{DESCRIBE, ENCODING, Statements, check, quoted};
use sqlx::postgres::{PgArguments, PgPool, PgPoolOptions, PgRow, Postgres};
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Decode, Row as _, Type};
use std::time::Duration;
use store_record::{Envelope, EnvelopeBatch, EnvelopeColumns, RecordKey, Scope};

/// The generic table of a PostgreSQL database.
#[derive(Debug)]
pub struct SqlxStore {
    pool: PgPool,
    statements: Statements,
}

impl SqlxStore {
    /// Connects and checks the table.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL is invalid or the server can't be reached, and every error of [`SqlxStore::new`].
    pub async fn connect(url: &str, table: &str) -> Result<Self, StoreError> {
        // The pool tries to connect until this time has passed.
        let options = PgPoolOptions::new().acquire_timeout(Duration::from_secs(5));
        let pool = options.connect(url).await.map_err(|_| StoreError::NoServer)?;
        Self::new(pool, table).await
    }

    /// Creates a store over a pool and an existing table.
    ///
    /// # Errors
    ///
    /// Returns an error if the database or the table can't store envelopes.
    pub async fn new(pool: PgPool, table: &str) -> Result<Self, StoreError> {
        let encoding: String = sqlx::query_scalar(ENCODING).fetch_one(&pool).await?;
        let columns = sqlx::query_as(DESCRIBE).bind(quoted(table)).fetch_all(&pool).await?;
        check(&encoding, &columns)?;
        Ok(Self { pool, statements: Statements::of(table) })
    }

    /// Inserts a row, or replaces the row with the same scope, record type and record key.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::NotARow`] if the table's checks reject the row, or another error if the server fails.
    pub async fn put(&self, row: &Envelope) -> Result<(), StoreError> {
        bound(query(&self.statements.put), row.clone().into_columns()).execute(&self.pool).await?;
        Ok(())
    }

    /// Writes all rows or none, in one statement with an array per column.
    ///
    /// # Errors
    ///
    /// Returns an error of the server (SQLSTATE 21000) if two rows have the same key, and every error of [`SqlxStore::put`].
    pub async fn put_all(&self, rows: impl IntoIterator<Item = Envelope>) -> Result<(), StoreError> {
        let batch: EnvelopeBatch = rows.into_iter().collect();
        query(&self.statements.put_all)
            .bind(batch.scopes)
            .bind(batch.record_types)
            .bind(batch.record_keys)
            .bind(batch.schema_versions)
            .bind(batch.revisions)
            .bind(batch.created_ats)
            .bind(batch.updated_ats)
            .bind(batch.metadatas)
            .bind(batch.payloads)
            .bind(batch.payload_sha256s)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Replaces the row with the envelope's key if its revision is still `revision`. Returns true if it did.
    ///
    /// # Errors
    ///
    /// Returns every error of [`SqlxStore::put`].
    pub async fn replace(&self, row: &Envelope, revision: Option<i64>) -> Result<bool, StoreError> {
        let update = bound(query(&self.statements.replace), row.clone().into_columns());
        Ok(update.bind(revision).execute(&self.pool).await?.rows_affected() == 1)
    }

    /// Returns the row with the key.
    ///
    /// # Errors
    ///
    /// Returns an error if the server fails or a column has an invalid value.
    pub async fn get(&self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<Option<Envelope>, StoreError> {
        let select = query(&self.statements.get).bind(scope).bind(record_type).bind(key);
        select.fetch_optional(&self.pool).await?.as_ref().map(envelope).transpose()
    }

    /// Returns the rows of a record type in a scope, in the order of their keys.
    ///
    /// # Errors
    ///
    /// Returns the error of the first row that can't be read.
    pub async fn list(&self, scope: &Scope, record_type: &str) -> Result<Vec<Envelope>, StoreError> {
        let select = query(&self.statements.list).bind(scope).bind(record_type);
        select.fetch_all(&self.pool).await?.iter().map(envelope).collect()
    }

    /// Deletes the row with the key. Returns true if there was one.
    ///
    /// # Errors
    ///
    /// Returns an error if the server fails.
    pub async fn delete(&self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<bool, StoreError> {
        let delete = query(&self.statements.delete).bind(scope).bind(record_type).bind(key);
        Ok(delete.execute(&self.pool).await?.rows_affected() == 1)
    }
}

type Bound<'q> = Query<'q, Postgres, PgArguments>;

/// Is safe from injection: the only part of the text that varies is the quoted name of the table.
fn query(text: &str) -> Bound<'static> {
    sqlx::query(AssertSqlSafe(text.to_owned()))
}

fn bound(query: Bound<'static>, columns: EnvelopeColumns) -> Bound<'static> {
    query
        .bind(columns.scope)
        .bind(columns.record_type.into_owned())
        .bind(columns.record_key)
        .bind(columns.schema_version)
        .bind(columns.revision)
        .bind(columns.created_at)
        .bind(columns.updated_at)
        .bind(columns.metadata)
        .bind(columns.payload)
        .bind(columns.payload_sha256)
}

fn envelope(row: &PgRow) -> Result<Envelope, StoreError> {
    Ok(Envelope::from_columns(EnvelopeColumns {
        scope: column(row, 0, "scope")?,
        record_type: column(row, 1, "record_type")?,
        record_key: column(row, 2, "record_key")?,
        schema_version: column(row, 3, "schema_version")?,
        revision: column(row, 4, "revision")?,
        created_at: column(row, 5, "created_at")?,
        updated_at: column(row, 6, "updated_at")?,
        metadata: column(row, 7, "metadata")?,
        payload: column(row, 8, "payload")?,
        payload_sha256: column(row, 9, "payload_sha256")?,
    }))
}

fn column<'r, T>(row: &'r PgRow, index: usize, name: &'static str) -> Result<T, StoreError>
where
    T: Decode<'r, Postgres> + Type<Postgres>,
{
    row.try_get(index).map_err(|_| StoreError::Column(name))
}

/// Drops the message and the detail, because they can quote the row.
impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => error.code().map_or(Self::Driver, |code| Self::from_code(&code)),
            sqlx::Error::Io(_) => Self::Disconnected,
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Self::Unavailable,
            _ => Self::Driver,
        }
    }
}
