//! A PostgreSQL table as the store of a program whose other code is synchronous.

use super::{BlockOn, NoDatabase};
use crate::postgres::{PostgresError, TokioPostgresStore};
use store_record::ddl;
use store_record::statements::Statements;
use store_record::store::{AsyncStore as _, Blocking, StoreError, TableProblem};

/// The asynchronous store behind synchronous calls.
pub type InPostgres = Blocking<TokioPostgresStore, BlockOn>;

/// Connects, and creates the table if it doesn't exist.
pub(super) fn open(url: &str) -> Result<InPostgres, NoDatabase> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| NoDatabase::Store(error.to_string()))?;
    let table = ddl::postgres("record").digest();
    let statements = Statements::from(&table);
    let store = runtime.block_on(async {
        let mut store = TokioPostgresStore::connect(url, statements.clone()).await?;
        if let Err(StoreError::Table(TableProblem::NoTable)) = store.check().await {
            let client = store.into_inner();
            client.batch_execute(&table.to_string()).await.map_err(PostgresError::from)?;
            store = TokioPostgresStore::new(client, statements);
        }
        store.check().await.map(|()| store)
    });
    Ok(Blocking::new(store?, Box::new(move |future| runtime.block_on(future))))
}
