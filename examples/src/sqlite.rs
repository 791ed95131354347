//! A small store in SQLite.
//!
//! It binds the columns, never reads the payload, and leaves every check of a row's content to
//! [`store_record::Envelope::open`]. Its errors hold no stored data. SQLite's own messages are dropped, because some of them
//! quote values.

use crate::stored_row::StoredRow;
use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::ops::ControlFlow;
use std::path::Path;
use store_record::{Envelope, EnvelopeColumns, KeyRange, RecordKey, Scope, ddl};
use time::OffsetDateTime;

mod error;
pub use error::StoreError;

/// An index for the quick start's table of the newest rows.
const BY_AGE: &str = "CREATE INDEX IF NOT EXISTS record_by_age ON record (created_at);";

const COLUMNS: &str = "scope, record_type, record_key, schema_version, revision, created_at, updated_at, \
                       metadata, payload, payload_sha256";

/// A SQLite file with the generic table.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

/// The result of [`Store::put`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// The row didn't exist.
    Inserted,
    /// An equal row existed.
    Unchanged,
    /// A different row existed.
    Replaced,
}

impl Store {
    /// Opens a file, and creates the table if it doesn't exist.
    ///
    /// # Errors
    ///
    /// Returns an error if the file isn't a database, is locked by another program, or has a different table `record`.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::with(Connection::open(path)?)
    }

    /// Creates a store in memory.
    ///
    /// # Errors
    ///
    /// Returns an error if SQLite fails.
    pub fn open_in_memory() -> Result<Self, StoreError> {
        Self::with(Connection::open_in_memory()?)
    }

    fn with(connection: Connection) -> Result<Self, StoreError> {
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection
            .execute_batch(&format!("{}{BY_AGE}", ddl::sqlite("record").digest()))
            .map_err(StoreError::from_table_error)?;
        connection.prepare(&format!("SELECT {COLUMNS} FROM record")).map_err(StoreError::from_table_error)?;
        Ok(Self { connection })
    }

    /// Runs `work` in one transaction, which is committed as a whole or rolled back.
    ///
    /// # Errors
    ///
    /// Returns the error of `work`, or an error if SQLite fails.
    pub fn transaction<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(StoreError::from)?;
        let done = work(self).and_then(|value| match self.connection.execute_batch("COMMIT") {
            Ok(()) => Ok(value),
            Err(error) => Err(StoreError::from(error).into()),
        });
        if done.is_err() && !self.connection.is_autocommit() {
            // Returns the first error.
            drop(self.connection.execute_batch("ROLLBACK"));
        }
        done
    }

    /// Inserts a row, or replaces the row with the same scope, record type and record key.
    ///
    /// # Errors
    ///
    /// Returns an error if SQLite fails.
    pub fn put(&self, envelope: &Envelope) -> Result<Put, StoreError> {
        let values = params![
            envelope.scope(),
            envelope.record_type(),
            envelope.record_key(),
            envelope.schema_version(),
            envelope.revision(),
            microseconds(envelope.created_at()),
            microseconds(envelope.updated_at()),
            envelope.metadata(),
            envelope.payload(),
            envelope.payload_sha256(),
        ];
        let inserted = self
            .connection
            .prepare_cached(
                "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING",
            )?
            .execute(values)?;
        if inserted == 1 {
            return Ok(Put::Inserted);
        }
        // Compares text instead of JSON values, because equal records have equal canonical text.
        let replaced = self
            .connection
            .prepare_cached(
                "UPDATE record SET schema_version = ?4, revision = ?5, created_at = ?6, updated_at = ?7, \
                 metadata = ?8, payload = ?9, payload_sha256 = ?10 WHERE scope = ?1 AND record_type = ?2 AND record_key = ?3 AND \
                 (schema_version, revision, created_at, updated_at, metadata, payload, payload_sha256) \
                 IS NOT (?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(values)?;
        Ok(if replaced == 1 { Put::Replaced } else { Put::Unchanged })
    }

    /// Writes all rows as [`Store::put`] does, or none of them.
    ///
    /// # Errors
    ///
    /// Returns the first error.
    pub fn put_all(&mut self, envelopes: &[Envelope]) -> Result<(), StoreError> {
        self.transaction(|store| envelopes.iter().try_for_each(|envelope| store.put(envelope).map(drop)))
    }

    /// Replaces the row with the envelope's key if its revision is still `revision`. Returns true if it did.
    ///
    /// # Errors
    ///
    /// Returns an error if SQLite fails.
    pub fn replace(&self, envelope: &Envelope, revision: Option<i64>) -> Result<bool, StoreError> {
        let replaced = self
            .connection
            .prepare_cached(
                "UPDATE record SET schema_version = ?4, revision = ?5, created_at = ?6, updated_at = ?7, \
                 metadata = ?8, payload = ?9, payload_sha256 = ?10 \
                 WHERE scope = ?1 AND record_type = ?2 AND record_key = ?3 AND revision IS ?11",
            )?
            .execute(params![
                envelope.scope(),
                envelope.record_type(),
                envelope.record_key(),
                envelope.schema_version(),
                envelope.revision(),
                microseconds(envelope.created_at()),
                microseconds(envelope.updated_at()),
                envelope.metadata(),
                envelope.payload(),
                envelope.payload_sha256(),
                revision,
            ])?;
        Ok(replaced == 1)
    }

    /// Deletes the row with the key. Returns true if there was one.
    ///
    /// # Errors
    ///
    /// Returns an error if SQLite fails.
    pub fn delete(&self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<bool, StoreError> {
        let deleted = self
            .connection
            .prepare_cached("DELETE FROM record WHERE scope = ?1 AND record_type = ?2 AND record_key = ?3")?
            .execute(params![scope, record_type, key])?;
        Ok(deleted == 1)
    }

    /// Returns the row with the key.
    ///
    /// # Errors
    ///
    /// Returns an error if SQLite fails or a column has an invalid value.
    pub fn get(&self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<Option<Envelope>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM record WHERE scope = ?1 AND record_type = ?2 AND record_key = ?3");
        let mut statement = self.connection.prepare_cached(&sql)?;
        statement.query_row(params![scope, record_type, key], |row| Ok(envelope(row))).optional()?.transpose()
    }

    /// Returns the rows of a record type in a scope, in the order of their keys.
    ///
    /// # Errors
    ///
    /// Returns the error of the first row that can't be read.
    pub fn list(&self, scope: &Scope, record_type: &str) -> Result<Vec<Envelope>, StoreError> {
        let condition = "WHERE scope = ?1 AND record_type = ?2 ORDER BY record_key";
        self.collect(condition, params![scope, record_type])
    }

    /// Returns the rows of a record type whose keys are in a range, in the order of their keys.
    ///
    /// # Errors
    ///
    /// Returns the error of the first row that can't be read.
    pub fn list_range(&self, scope: &Scope, record_type: &str, range: &KeyRange) -> Result<Vec<Envelope>, StoreError> {
        let condition = "WHERE scope = ?1 AND record_type = ?2 AND record_key >= ?3 \
                         AND (?4 IS NULL OR record_key < ?4) ORDER BY record_key";
        self.collect(condition, params![scope, record_type, range.start(), range.end()])
    }

    /// Returns the rows with the latest `created_at`, the newest first.
    ///
    /// # Errors
    ///
    /// Returns an error if SQLite fails.
    pub fn newest(&self, limit: u32) -> Result<Vec<StoredRow<StoreError>>, StoreError> {
        let condition = "ORDER BY created_at DESC, scope, record_type, record_key LIMIT ?1";
        let mut rows = Vec::new();
        self.visit(condition, params![limit], |row| {
            rows.push(row);
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    /// Passes every row to the function, one at a time, in the order of the primary key. A row that can't be read is passed with
    /// its error.
    ///
    /// # Errors
    ///
    /// Returns an error if SQLite fails.
    pub fn for_each(&self, visit: impl FnMut(StoredRow<StoreError>) -> ControlFlow<()>) -> Result<(), StoreError> {
        self.visit("ORDER BY scope, record_type, record_key", params![], visit)
    }

    /// Returns the number of rows.
    ///
    /// # Errors
    ///
    /// Returns an error if SQLite fails.
    pub fn count(&self) -> Result<u64, StoreError> {
        let count: i64 = self.connection.query_row("SELECT count(*) FROM record", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    fn collect(&self, condition: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<Vec<Envelope>, StoreError> {
        let mut found = Ok(Vec::new());
        self.visit(condition, parameters, |row| match (&mut found, row.envelope) {
            (Ok(rows), Ok(envelope)) => {
                rows.push(envelope);
                ControlFlow::Continue(())
            }
            (_, Err(error)) => {
                found = Err(error);
                ControlFlow::Break(())
            }
            (Err(_), Ok(_)) => ControlFlow::Break(()),
        })?;
        found
    }

    fn visit(
        &self,
        condition: &str,
        parameters: &[&dyn rusqlite::ToSql],
        mut visit: impl FnMut(StoredRow<StoreError>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM record {condition}"))?;
        let mut rows = statement.query(parameters)?;
        while let Some(row) = rows.next()? {
            let stored = StoredRow {
                scope: Scope::from_stored(lossy(row, 0)),
                record_type: lossy(row, 1),
                record_key: RecordKey::from_stored(lossy(row, 2)),
                envelope: envelope(row),
            };
            if visit(stored).is_break() {
                break;
            }
        }
        Ok(())
    }
}

fn envelope(row: &Row<'_>) -> Result<Envelope, StoreError> {
    Ok(Envelope::from_columns(EnvelopeColumns {
        scope: column(row, 0, "scope")?,
        record_type: column::<String>(row, 1, "record_type")?.into(),
        record_key: column(row, 2, "record_key")?,
        schema_version: column(row, 3, "schema_version")?,
        revision: column(row, 4, "revision")?,
        created_at: instant(row, 5, "created_at")?,
        updated_at: instant(row, 6, "updated_at")?,
        metadata: column(row, 7, "metadata")?,
        payload: column(row, 8, "payload")?,
        payload_sha256: column(row, 9, "payload_sha256")?,
    }))
}

/// Returns a column of the primary key, also of a damaged row. The table is `STRICT`, so the column is text.
fn lossy(row: &Row<'_>, index: usize) -> String {
    let bytes = row.get_ref(index).ok().and_then(|value| value.as_bytes().ok());
    String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
}

/// Drops the message of rusqlite, because it may quote the value.
fn column<T: FromSql>(row: &Row<'_>, index: usize, name: &'static str) -> Result<T, StoreError> {
    row.get(index).map_err(|_| StoreError::Column(name))
}

/// Returns the microseconds of an instant. They fit for the years 0 to 9999, and no sealed envelope has another year.
fn microseconds(instant: Option<OffsetDateTime>) -> Option<i64> {
    i64::try_from(instant?.unix_timestamp_nanos().div_euclid(1_000)).ok()
}

fn instant(row: &Row<'_>, index: usize, name: &'static str) -> Result<Option<OffsetDateTime>, StoreError> {
    let Some(microseconds) = column::<Option<i64>>(row, index, name)? else { return Ok(None) };
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(microseconds) * 1_000)
        .map(Some)
        .map_err(|_| StoreError::Column(name))
}
