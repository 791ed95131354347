//! A PostgreSQL table as the store of the quick start.

use super::Row;
use crate::postgres::{PostgresError, TokioPostgresStore};
use crate::quickstart::Failure;
use std::ops::ControlFlow;
use store_record::ddl;
use store_record::statements::Statements;
use store_record::store::{AsyncStore as _, Change, Query, RowKey, Store, StoreError, TableProblem};
use tokio::runtime::Runtime;

/// The rows that are in memory at once.
const PAGE: u32 = 1_000;

/// The asynchronous store behind synchronous calls.
pub(in crate::quickstart) struct InPostgres {
    runtime: Runtime,
    store: TokioPostgresStore,
}

impl InPostgres {
    /// Connects, and creates the table if it doesn't exist.
    pub(super) fn open(url: &str) -> Result<Self, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::Output)?;
        let table = ddl::postgres("record").digest();
        let store = runtime.block_on(async {
            let connect = || TokioPostgresStore::connect(url, Statements::from(&table));
            let mut store = connect().await?;
            if let Err(StoreError::Table(TableProblem::NoTable)) = store.check().await {
                let client = store.into_inner();
                client.batch_execute(&table.to_string()).await.map_err(PostgresError::from)?;
                store = TokioPostgresStore::new(client, Statements::from(&table));
            }
            store.check().await.map(|()| store)
        });
        Ok(Self { runtime, store: store? })
    }
}

impl Store for InPostgres {
    type Error = PostgresError;

    fn change(&mut self, change: &Change<'_>) -> Result<u64, StoreError<PostgresError>> {
        self.runtime.block_on(self.store.change(change))
    }

    /// Reads one page at a time, because the function needn't be `Send`.
    fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut dyn FnMut(Row) -> ControlFlow<()>,
    ) -> Result<(), StoreError<PostgresError>> {
        let mut last: Option<RowKey> = None;
        loop {
            let mut page = Vec::new();
            let query = match (query, &last) {
                (Query::Rows(selection), Some(last)) => Query::Rows(selection.limit(PAGE).after(last)),
                (Query::Rows(selection), None) if selection.limit.is_none() => Query::Rows(selection.limit(PAGE)),
                (_, None) => *query,
                (_, Some(_)) => return Ok(()),
            };
            self.runtime.block_on(self.store.query(&query, &mut |row| {
                page.push(row);
                ControlFlow::Continue(())
            }))?;
            let is_last = page.len() < PAGE as usize;
            last = page.last().map(super::key_of);
            if page.into_iter().any(|row| visit(row).is_break()) || is_last {
                return Ok(());
            }
        }
    }
}
