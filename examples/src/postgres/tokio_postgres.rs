//! The store over `tokio-postgres`.

use super::PostgresError;
use futures_util::TryStreamExt as _;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::pin::pin;
use store_record::EnvelopeRef;
use store_record::statements::{Statement, Statements};
use store_record::store::{AsyncStore, Change, DamagedRow, Query, StoreError};
use tokio_postgres::{Client, GenericClient, NoTls, Transaction};

/// The generic table of a PostgreSQL database. `C` is a [`Client`] or a [`Transaction`].
#[derive(Debug)]
pub struct TokioPostgresStore<C = Client> {
    pub(super) client: C,
    pub(super) statements: Statements,
    pub(super) prepared: Prepared,
}

type Prepared = HashMap<String, tokio_postgres::Statement>;
pub(super) type Outcome<T> = Result<T, StoreError<PostgresError>>;

impl TokioPostgresStore {
    /// Connects. A task of the current Tokio runtime drives the connection.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL is invalid or the server can't be reached.
    pub async fn connect(url: &str, statements: Statements) -> Outcome<Self> {
        let connected = tokio_postgres::connect(url, NoTls).await;
        let (client, connection) = connected.map_err(|_| PostgresError::NoServer)?;
        tokio::spawn(connection);
        Ok(Self::new(client, statements))
    }
}

impl<C: GenericClient + Send + Sync> TokioPostgresStore<C> {
    /// Creates a store over a connection or a transaction. The caller drives the connection.
    pub fn new(client: C, statements: Statements) -> Self {
        Self { client, statements, prepared: Prepared::new() }
    }

    /// Begins a transaction, which is a savepoint inside a transaction. Commit [`TokioPostgresStore::into_inner`].
    ///
    /// # Errors
    ///
    /// Returns an error if the server fails.
    pub async fn transaction(&mut self) -> Outcome<TokioPostgresStore<Transaction<'_>>> {
        let client = self.client.transaction().await.map_err(PostgresError::from)?;
        Ok(TokioPostgresStore { client, statements: self.statements.clone(), prepared: self.prepared.clone() })
    }

    /// Returns the connection or the transaction.
    pub fn into_inner(self) -> C {
        self.client
    }
}

async fn prepare(
    client: &(impl GenericClient + Sync),
    prepared: &mut Prepared,
    text: &str,
) -> Result<tokio_postgres::Statement, PostgresError> {
    if let Some(statement) = prepared.get(text) {
        return Ok(statement.clone());
    }
    let statement = client.prepare(text).await?;
    prepared.insert(text.to_owned(), statement.clone());
    Ok(statement)
}

pub(super) async fn execute(
    client: &(impl GenericClient + Sync),
    prepared: &mut Prepared,
    statement: &Statement<'_>,
) -> Outcome<u64> {
    let prepared = prepare(client, prepared, statement.text()).await?;
    statement.check(client.execute(&prepared, &statement.to_postgres()).await.map_err(PostgresError::from)?)
}

impl<C: GenericClient + Send + Sync> AsyncStore for TokioPostgresStore<C> {
    type Error = PostgresError;

    async fn change(&mut self, change: &Change<'_>) -> Outcome<u64> {
        let plan = self.statements.change(change);
        if let Some(statement) = plan.single() {
            return execute(&self.client, &mut self.prepared, statement).await;
        }
        // If it is dropped, it is rolled back.
        let transaction = self.client.transaction().await.map_err(PostgresError::from)?;
        let mut changed = 0;
        for statement in plan.statements() {
            changed += execute(&transaction, &mut self.prepared, statement).await?;
        }
        transaction.commit().await.map_err(PostgresError::from)?;
        Ok(changed)
    }

    async fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut (dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()> + Send),
    ) -> Outcome<()> {
        let statement = self.statements.query(query);
        let prepared = prepare(&self.client, &mut self.prepared, statement.text()).await?;
        let rows = self.client.query_raw(&prepared, statement.to_postgres()).await.map_err(PostgresError::from)?;
        let mut rows = pin!(rows);
        while let Some(row) = rows.try_next().await.map_err(PostgresError::from)? {
            if visit(statement.read(&row)).is_break() {
                break;
            }
        }
        Ok(())
    }
}
