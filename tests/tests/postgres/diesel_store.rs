//! A store over diesel-async passes the kit.

use crate::store::Code;
use diesel_async::{AsyncConnection as _, AsyncPgConnection, RunQueryDsl as _, SimpleAsyncConnection as _};
use std::ops::ControlFlow;
use store_record::statements::Statements;
use store_record::store::{AsyncStore, Change, DamagedRow, Query, StoreError};
use store_record::{Envelope, EnvelopeRef, conformance, ddl};
use store_record_tests::server::Database;

/// A store over diesel-async, which binds every parameter and reads every row through diesel.
struct DieselStore {
    connection: AsyncPgConnection,
    statements: Statements,
}

impl AsyncStore for DieselStore {
    type Error = Code;

    async fn change(&mut self, change: &Change<'_>) -> Result<u64, StoreError<Self::Error>> {
        let failed = |error: diesel::result::Error| match error {
            diesel::result::Error::DatabaseError(kind, _) => Code(format!("{kind:?}")),
            _ => Code("driver".to_owned()),
        };
        self.connection.batch_execute("BEGIN").await.map_err(failed)?;
        let mut done = Ok(0);
        for statement in self.statements.change(change).statements() {
            let executed = statement.to_diesel().execute(&mut self.connection).await;
            done = executed.map_err(|error| failed(error).into()).and_then(|count| statement.check(count as u64));
            if done.is_err() {
                break;
            }
        }
        let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
        self.connection.batch_execute(end).await.map_err(failed)?;
        done
    }

    async fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut (dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()> + Send),
    ) -> Result<(), StoreError<Self::Error>> {
        let statement = self.statements.query(query);
        let rows: Result<Vec<Envelope>, _> = statement.to_diesel().load(&mut self.connection).await;
        for row in rows.map_err(|_| Code("query".to_owned()))? {
            if visit(Ok(row.as_ref())).is_break() {
                break;
            }
        }
        Ok(())
    }
}

pub(crate) fn passes_the_kit(database: &mut Database) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let table = ddl::postgres("record").digest();
    database.client.batch_execute(&table.to_string()).unwrap();
    let statements = Statements::from(&table).with_names(conformance::names());
    runtime.block_on(async {
        let connection = AsyncPgConnection::establish(&database.url).await.unwrap();
        conformance::store_async(&mut DieselStore { connection, statements }).await.unwrap();
    });
}
