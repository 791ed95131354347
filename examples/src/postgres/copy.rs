//! A bulk put by `COPY`, for the store over `tokio-postgres`.

use super::PostgresError;
use super::tokio_postgres::{Outcome, TokioPostgresStore, execute};
use std::pin::pin;
use store_record::Envelope;
use tokio_postgres::GenericClient;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::ToSql;

impl<C: GenericClient + Send + Sync> TokioPostgresStore<C> {
    /// Puts all rows or none with binary `COPY`, which is the fastest call for many rows.
    ///
    /// # Errors
    ///
    /// Returns every error of `put_all`.
    pub async fn copy_all(&mut self, rows: &[Envelope]) -> Outcome<()> {
        let copy = self.statements.copy_in(rows);
        let transaction = self.client.transaction().await.map_err(PostgresError::from)?;
        transaction.batch_execute(copy.create()).await.map_err(PostgresError::from)?;
        let sink = transaction.copy_in(copy.text()).await.map_err(PostgresError::from)?;
        let mut writer = pin!(BinaryCopyInWriter::new(sink, &copy.postgres_types()));
        for row in copy.rows() {
            let row: Vec<&(dyn ToSql + Sync)> = row.iter().map(|parameter| parameter as _).collect();
            writer.as_mut().write(&row).await.map_err(PostgresError::from)?;
        }
        writer.finish().await.map_err(PostgresError::from)?;
        for statement in copy.plan().statements() {
            execute(&transaction, &mut self.prepared, statement).await?;
        }
        Ok(transaction.commit().await.map_err(PostgresError::from)?)
    }
}
