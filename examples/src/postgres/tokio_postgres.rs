//! The store over `tokio-postgres`.

use super::StoreError;
use super::statements::{DESCRIBE, ENCODING, MAKE_COPIED, Statements, check, quoted};
use crate::stored_row::StoredRow;
use futures_util::pin_mut;
use store_record::{Envelope, EnvelopeBatch, EnvelopeColumns, RecordKey, Scope, ddl};
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{FromSql, ToSql, Type};
use tokio_postgres::{Client, NoTls, Row, Statement, Transaction};

/// The generic table of a PostgreSQL database.
#[derive(Debug)]
pub struct TokioPostgresStore {
    client: Client,
    statements: Statements,
    prepared: Prepared,
}

/// The prepared statements of frequent calls.
#[derive(Debug)]
struct Prepared {
    put: Statement,
    put_all: Statement,
    replace: Statement,
    get: Statement,
    list: Statement,
    delete: Statement,
}

/// The types of the columns, for binary `COPY`.
const TYPES: [Type; 10] = [
    Type::TEXT,
    Type::TEXT,
    Type::TEXT,
    Type::INT4,
    Type::INT8,
    Type::TIMESTAMPTZ,
    Type::TIMESTAMPTZ,
    Type::JSONB,
    Type::JSONB,
    Type::BYTEA,
];

impl TokioPostgresStore {
    /// Connects and checks the table. A task of the current Tokio runtime drives the connection.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL is invalid or the server can't be reached, and every error of [`TokioPostgresStore::new`].
    pub async fn connect(url: &str, table: &str) -> Result<Self, StoreError> {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await.map_err(|_| StoreError::NoServer)?;
        tokio::spawn(connection);
        Self::new(client, table).await
    }

    /// Connects like [`TokioPostgresStore::connect`], and creates the table if it doesn't exist.
    ///
    /// # Errors
    ///
    /// Returns every error of [`TokioPostgresStore::connect`].
    pub async fn connect_and_make(url: &str, table: &str) -> Result<Self, StoreError> {
        match Self::connect(url, table).await {
            Err(StoreError::NoTable) => {}
            other => return other,
        }
        let (client, connection) = tokio_postgres::connect(url, NoTls).await.map_err(|_| StoreError::NoServer)?;
        tokio::spawn(connection);
        client.batch_execute(&ddl::postgres(table).digest().to_string()).await?;
        Self::new(client, table).await
    }

    /// Begins a transaction. All calls belong to it until [`TokioPostgresStore::commit`] or [`TokioPostgresStore::roll_back`].
    ///
    /// # Errors
    ///
    /// Returns an error if the server fails.
    pub async fn begin(&self) -> Result<(), StoreError> {
        Ok(self.client.batch_execute("BEGIN").await?)
    }

    /// Commits the transaction.
    ///
    /// # Errors
    ///
    /// Returns an error if the server fails. After [`StoreError::Disconnected`] the result of the transaction is unknown.
    pub async fn commit(&self) -> Result<(), StoreError> {
        Ok(self.client.batch_execute("COMMIT").await?)
    }

    /// Rolls the transaction back.
    ///
    /// # Errors
    ///
    /// Returns an error if the server fails.
    pub async fn roll_back(&self) -> Result<(), StoreError> {
        Ok(self.client.batch_execute("ROLLBACK").await?)
    }

    /// Creates a store over a connection and an existing table. The caller drives the connection.
    ///
    /// # Errors
    ///
    /// Returns an error if the database or the table can't store envelopes.
    pub async fn new(client: Client, table: &str) -> Result<Self, StoreError> {
        let encoding: String = client.query_one(ENCODING, &[]).await?.try_get(0)?;
        let columns = client.query(DESCRIBE, &[&quoted(table)]).await?;
        let columns = columns.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?)));
        check(&encoding, &columns.collect::<Result<Vec<_>, tokio_postgres::Error>>()?)?;
        let statements = Statements::of(table);
        let prepared = Prepared {
            put: client.prepare(&statements.put).await?,
            put_all: client.prepare(&statements.put_all).await?,
            replace: client.prepare(&statements.replace).await?,
            get: client.prepare(&statements.get).await?,
            list: client.prepare(&statements.list).await?,
            delete: client.prepare(&statements.delete).await?,
        };
        Ok(Self { client, statements, prepared })
    }

    /// Inserts a row, or replaces the row with the same scope, record type and record key.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::NotARow`] if the table's checks reject the row, or another error if the server fails.
    pub async fn put(&self, row: &Envelope) -> Result<(), StoreError> {
        self.client.execute(&self.prepared.put, &parameters(row.columns())).await?;
        Ok(())
    }

    /// Writes all rows or none, in one statement with an array per column.
    ///
    /// # Errors
    ///
    /// Returns an error of the server (SQLSTATE 21000) if two rows have the same key, and every error of
    /// [`TokioPostgresStore::put`].
    pub async fn put_all(&self, rows: impl IntoIterator<Item = Envelope>) -> Result<(), StoreError> {
        let batch: EnvelopeBatch = rows.into_iter().collect();
        let arrays: [&(dyn ToSql + Sync); 10] = [
            &batch.scopes,
            &batch.record_types,
            &batch.record_keys,
            &batch.schema_versions,
            &batch.revisions,
            &batch.created_ats,
            &batch.updated_ats,
            &batch.metadatas,
            &batch.payloads,
            &batch.payload_sha256s,
        ];
        self.client.execute(&self.prepared.put_all, &arrays).await?;
        Ok(())
    }

    /// Writes all rows or none with binary `COPY`, which is the fastest call for many rows.
    ///
    /// # Errors
    ///
    /// Returns every error of [`TokioPostgresStore::put_all`].
    pub async fn copy_all(&mut self, rows: impl IntoIterator<Item = Envelope>) -> Result<(), StoreError> {
        let transaction = self.client.transaction().await?;
        transaction.batch_execute(MAKE_COPIED).await?;
        copy(&transaction, &self.statements.copy, rows).await?;
        transaction.execute(&self.statements.put_copied, &[]).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Replaces the row with the envelope's key if its revision is still `revision`. Returns true if it did.
    ///
    /// # Errors
    ///
    /// Returns every error of [`TokioPostgresStore::put`].
    pub async fn replace(&self, row: &Envelope, revision: Option<i64>) -> Result<bool, StoreError> {
        let mut parameters = parameters(row.columns()).to_vec();
        parameters.push(&revision);
        Ok(self.client.execute(&self.prepared.replace, &parameters).await? == 1)
    }

    /// Returns the row with the key.
    ///
    /// # Errors
    ///
    /// Returns an error if the server fails or a column has an invalid value.
    pub async fn get(&self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<Option<Envelope>, StoreError> {
        let row = self.client.query_opt(&self.prepared.get, &[scope, &record_type, key]).await?;
        row.as_ref().map(envelope).transpose()
    }

    /// Returns the rows of a record type in a scope, in the order of their keys.
    ///
    /// # Errors
    ///
    /// Returns the error of the first row that can't be read.
    pub async fn list(&self, scope: &Scope, record_type: &str) -> Result<Vec<Envelope>, StoreError> {
        let rows = self.client.query(&self.prepared.list, &[scope, &record_type]).await?;
        rows.iter().map(envelope).collect()
    }

    /// Passes every row to the function, in the order of the primary key. It reads one page at a time.
    ///
    /// # Errors
    ///
    /// Returns an error if the server fails or a row's key can't be read. Without the key there is no next page.
    pub async fn for_each(&self, mut visit: impl FnMut(StoredRow<StoreError>)) -> Result<(), StoreError> {
        let mut last = (Scope::from_stored(""), String::new(), RecordKey::from_stored(""));
        loop {
            let page = self.client.query(&self.statements.page, &[&last.0, &last.1, &last.2]).await?;
            let Some(end) = page.last() else { return Ok(()) };
            last = (column(end, 0, "scope")?, column(end, 1, "record_type")?, column(end, 2, "record_key")?);
            for row in &page {
                visit(stored_row(row)?);
            }
        }
    }

    /// Returns the rows with the latest `created_at`, the newest first.
    ///
    /// # Errors
    ///
    /// Returns an error if the server fails, or if a row's key can't be read.
    pub async fn newest(&self, limit: u32) -> Result<Vec<StoredRow<StoreError>>, StoreError> {
        let rows = self.client.query(&self.statements.newest, &[&i64::from(limit)]).await?;
        rows.iter().map(stored_row).collect()
    }

    /// Deletes the row with the key. Returns true if there was one.
    ///
    /// # Errors
    ///
    /// Returns an error if the server fails.
    pub async fn delete(&self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<bool, StoreError> {
        Ok(self.client.execute(&self.prepared.delete, &[scope, &record_type, key]).await? == 1)
    }
}

async fn copy(
    transaction: &Transaction<'_>,
    statement: &str,
    rows: impl IntoIterator<Item = Envelope>,
) -> Result<(), StoreError> {
    let sink = transaction.copy_in(statement).await?;
    let writer = BinaryCopyInWriter::new(sink, &TYPES);
    pin_mut!(writer);
    for row in rows {
        writer.as_mut().write(&parameters(row.columns())).await?;
    }
    writer.finish().await?;
    Ok(())
}

fn parameters(columns: &EnvelopeColumns) -> [&(dyn ToSql + Sync); 10] {
    [
        &columns.scope,
        &columns.record_type,
        &columns.record_key,
        &columns.schema_version,
        &columns.revision,
        &columns.created_at,
        &columns.updated_at,
        &columns.metadata,
        &columns.payload,
        &columns.payload_sha256,
    ]
}

fn stored_row(row: &Row) -> Result<StoredRow<StoreError>, StoreError> {
    Ok(StoredRow {
        scope: column(row, 0, "scope")?,
        record_type: column(row, 1, "record_type")?,
        record_key: column(row, 2, "record_key")?,
        envelope: envelope(row),
    })
}

fn envelope(row: &Row) -> Result<Envelope, StoreError> {
    Ok(Envelope::from_columns(EnvelopeColumns {
        scope: column(row, 0, "scope")?,
        record_type: column::<String>(row, 1, "record_type")?.into(),
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

fn column<'a, T: FromSql<'a>>(row: &'a Row, index: usize, name: &'static str) -> Result<T, StoreError> {
    row.try_get(index).map_err(|_| StoreError::Column(name))
}

/// Drops the message and the detail, because they can quote the row.
impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.code() {
            Some(code) => Self::from_code(code.code()),
            None if error.is_closed() => Self::Disconnected,
            None => Self::Driver,
        }
    }
}
