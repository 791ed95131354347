//! A store in MariaDB, over `sqlx` and its driver of MySQL.

use futures_util::TryStreamExt as _;
use sqlx::mysql::{MySqlArguments, MySqlConnection, MySqlDatabaseError};
use sqlx::{AssertSqlSafe, Connection as _, MySql};
use std::ops::{ControlFlow, DerefMut};
use store_record::EnvelopeRef;
use store_record::statements::{Statement, Statements};
use store_record::store::{AsyncStore, Change, DamagedRow, Query, StoreError};

mod error;
pub use error::MySqlError;

/// The generic table of a database of MariaDB. `C` is a connection of a pool, a transaction, or `&mut MySqlConnection`.
#[derive(Debug)]
pub struct MySqlStore<C> {
    connection: C,
    statements: Statements,
}

type Outcome<T> = Result<T, StoreError<MySqlError>>;
type Prepared = sqlx::query::Query<'static, MySql, MySqlArguments>;

impl<C: DerefMut<Target = MySqlConnection> + Send> MySqlStore<C> {
    /// Creates a store over a connection or a transaction, and an existing table.
    pub fn new(connection: C, statements: Statements) -> Self {
        Self { connection, statements }
    }

    /// Returns the connection or the transaction.
    pub fn into_inner(self) -> C {
        self.connection
    }
}

/// Is safe from injection: every value is a parameter, and names are quoted.
fn prepared(statement: &Statement<'_>) -> Result<Prepared, MySqlError> {
    let arguments = statement.to_mysql_arguments().map_err(|_| MySqlError::Driver)?;
    Ok(sqlx::query_with(AssertSqlSafe(statement.text().to_owned()), arguments))
}

async fn execute(connection: &mut MySqlConnection, statement: &Statement<'_>) -> Outcome<u64> {
    match prepared(statement)?.execute(connection).await {
        Ok(done) => statement.check(done.rows_affected()),
        Err(error) => {
            let number = error.as_database_error().map(|error| error.downcast_ref::<MySqlDatabaseError>().number());
            let outcome = number.and_then(|number| statement.check_error(number));
            outcome.unwrap_or_else(|| Err(MySqlError::from(error).into()))
        }
    }
}

impl<C: DerefMut<Target = MySqlConnection> + Send> AsyncStore for MySqlStore<C> {
    type Error = MySqlError;

    async fn change(&mut self, change: &Change<'_>) -> Outcome<u64> {
        let plan = self.statements.change(change);
        if let Some(statement) = plan.single() {
            return execute(&mut self.connection, statement).await;
        }
        // If it is dropped, it is rolled back. It is a savepoint if the caller has a transaction.
        let mut transaction = self.connection.begin().await.map_err(MySqlError::from)?;
        let mut changed = 0;
        for statement in plan.statements() {
            changed += execute(&mut transaction, statement).await?;
        }
        transaction.commit().await.map_err(MySqlError::from)?;
        Ok(changed)
    }

    async fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut (dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()> + Send),
    ) -> Outcome<()> {
        let statement = self.statements.query(query);
        let mut rows = prepared(&statement)?.fetch(&mut *self.connection);
        while let Some(row) = rows.try_next().await.map_err(MySqlError::from)? {
            if visit(statement.read(&row)).is_break() {
                break;
            }
        }
        Ok(())
    }
}
