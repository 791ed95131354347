//! The store over `sqlx`.

use super::PostgresError;
use futures_util::TryStreamExt as _;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _};
use std::ops::{ControlFlow, DerefMut};
use store_record::EnvelopeRef;
use store_record::statements::{Statement, Statements};
use store_record::store::{AsyncStore, Change, DamagedRow, Query, StoreError};

/// The generic table of a PostgreSQL database. `C` is a connection of a pool, a transaction, or `&mut PgConnection`.
#[derive(Debug)]
pub struct SqlxStore<C> {
    connection: C,
    statements: Statements,
}

type Outcome<T> = Result<T, StoreError<PostgresError>>;
type Prepared = sqlx::query::Query<'static, sqlx::Postgres, sqlx::postgres::PgArguments>;

impl<C: DerefMut<Target = PgConnection> + Send> SqlxStore<C> {
    /// Creates a store over a connection or a transaction, and an existing table.
    pub fn new(connection: C, statements: Statements) -> Self {
        Self { connection, statements }
    }
}

/// Is safe from injection: every value is a parameter, and names are quoted.
fn prepared(statement: &Statement<'_>) -> Result<Prepared, PostgresError> {
    let arguments = statement.to_pg_arguments().map_err(|_| PostgresError::Driver)?;
    Ok(sqlx::query_with(AssertSqlSafe(statement.text().to_owned()), arguments))
}

async fn execute(connection: &mut PgConnection, statement: &Statement<'_>) -> Outcome<u64> {
    let done = prepared(statement)?.execute(connection).await.map_err(PostgresError::from)?;
    statement.check(done.rows_affected())
}

impl<C: DerefMut<Target = PgConnection> + Send> AsyncStore for SqlxStore<C> {
    type Error = PostgresError;

    async fn change(&mut self, change: &Change<'_>) -> Outcome<u64> {
        let plan = self.statements.change(change);
        if let Some(statement) = plan.single() {
            return execute(&mut self.connection, statement).await;
        }
        // If it is dropped, it is rolled back. It is a savepoint if the caller has a transaction.
        let mut transaction = self.connection.begin().await.map_err(PostgresError::from)?;
        let mut changed = 0;
        for statement in plan.statements() {
            changed += execute(&mut transaction, statement).await?;
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
        let mut rows = prepared(&statement)?.fetch(&mut *self.connection);
        while let Some(row) = rows.try_next().await.map_err(PostgresError::from)? {
            if visit(statement.read(&row)).is_break() {
                break;
            }
        }
        Ok(())
    }
}
