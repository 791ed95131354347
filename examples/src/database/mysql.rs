//! A MariaDB table as the store of a program whose other code is synchronous.

use super::{BlockOn, NoDatabase};
use crate::mysql::{MySqlError, MySqlStore};
use sqlx::mysql::MySqlConnection;
use sqlx::{AssertSqlSafe, Connection as _};
use store_record::ddl;
use store_record::statements::Statements;
use store_record::store::{AsyncStore as _, Blocking, StoreError, TableProblem};

/// The asynchronous store behind synchronous calls.
pub type InMySql = Blocking<MySqlStore<Box<MySqlConnection>>, BlockOn>;

/// Connects, and creates the table if it doesn't exist.
pub(super) fn open(url: &str) -> Result<InMySql, NoDatabase> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| NoDatabase::Store(error.to_string()))?;
    let table = ddl::mariadb("record").digest();
    let statements = Statements::from(&table);
    let store = runtime.block_on(async {
        let connection = MySqlConnection::connect(url).await.map_err(|_| MySqlError::NoServer)?;
        let mut store = MySqlStore::new(Box::new(connection), statements.clone());
        if let Err(StoreError::Table(TableProblem::NoTable)) = store.check().await {
            let mut connection = store.into_inner();
            let created = sqlx::raw_sql(AssertSqlSafe(table.to_string())).execute(&mut *connection).await;
            created.map_err(MySqlError::from)?;
            store = MySqlStore::new(connection, statements);
        }
        store.check().await.map(|()| store)
    });
    Ok(Blocking::new(store?, Box::new(move |future| runtime.block_on(future))))
}
