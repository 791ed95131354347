//! A connection, and the generic table with a few calls.

use sqlx::mysql::{MySqlConnection, MySqlDatabaseError};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use store_record::statements::{Statement, Statements};
use store_record::store::{Change, Query, Selection};
use store_record::{Envelope, ddl};

pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// The table with digests.
pub(crate) struct Table {
    pub(crate) connection: MySqlConnection,
    pub(crate) statements: Statements,
}

impl Table {
    pub(crate) async fn create(url: &str) -> Self {
        let table = ddl::mariadb("record").digest();
        let mut connection = MySqlConnection::connect(url).await.unwrap();
        connection.execute(sqlx::raw_sql(AssertSqlSafe(table.to_string()))).await.unwrap();
        Self { connection, statements: Statements::from(&table) }
    }

    /// Returns the number of the server's error, if it rejects a row.
    pub(crate) async fn put(&mut self, rows: &[Envelope]) -> Result<(), u16> {
        let plan = self.statements.change(&Change::Put { rows, can_downgrade: false });
        for statement in plan.statements() {
            let done = prepared(statement).execute(&mut self.connection).await;
            let done = done.map_err(|error| number(&error))?;
            statement.check::<sqlx::Error>(done.rows_affected()).unwrap();
        }
        Ok(())
    }

    pub(crate) async fn rows(&mut self, selection: Selection<'_>) -> Result<Vec<Envelope>, u16> {
        let statement = self.statements.query(&Query::Rows(selection));
        let rows = prepared(&statement).fetch_all(&mut self.connection).await.map_err(|error| number(&error))?;
        Ok(rows.iter().map(|row| statement.read(row).unwrap().to_envelope().unwrap()).collect())
    }

    pub(crate) async fn execute(&mut self, text: &str) -> Result<u64, u16> {
        let done = self.connection.execute(sqlx::raw_sql(AssertSqlSafe(text.to_owned()))).await;
        done.map(|done| done.rows_affected()).map_err(|error| number(&error))
    }
}

pub(crate) fn prepared(
    statement: &Statement<'_>,
) -> sqlx::query::Query<'static, sqlx::MySql, sqlx::mysql::MySqlArguments> {
    let arguments = statement.to_mysql_arguments().unwrap();
    sqlx::query_with(AssertSqlSafe(statement.text().to_owned()), arguments)
}

fn number(error: &sqlx::Error) -> u16 {
    let error = error.as_database_error().unwrap_or_else(|| panic!("{error:?}"));
    error.downcast_ref::<MySqlDatabaseError>().number()
}
