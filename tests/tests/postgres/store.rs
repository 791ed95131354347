//! A store over the driver `postgres`, which the kit tests with a table without a digest.

use postgres::GenericClient;
use postgres::fallible_iterator::FallibleIterator as _;
use std::fmt;
use std::ops::ControlFlow;
use store_record::statements::Statements;
use store_record::store::{Change, DamagedRow, Query, Selection, Store, StoreError};
use store_record::{EnvelopeRef, conformance, ddl};
use store_record_tests::server::Database;

/// Works over a connection or over a transaction of the caller.
pub(crate) struct PostgresStore<'a, C> {
    pub(crate) client: &'a mut C,
    pub(crate) statements: Statements,
}

/// The code of an error (SQLSTATE), without its message.
#[derive(Debug, PartialEq)]
pub(crate) struct Code(pub(crate) String);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Code {}

impl From<postgres::Error> for Code {
    fn from(error: postgres::Error) -> Self {
        Self(error.code().map_or_else(|| "driver".to_owned(), |code| code.code().to_owned()))
    }
}

impl<C: GenericClient> Store for PostgresStore<'_, C> {
    type Error = Code;

    fn change(&mut self, change: &Change<'_>) -> Result<u64, StoreError<Code>> {
        let mut transaction = self.client.transaction().map_err(Code::from)?;
        let mut changed = 0;
        for statement in self.statements.change(change).statements() {
            let count = transaction.execute(statement.text(), &statement.to_postgres()).map_err(Code::from)?;
            changed += statement.check(count)?;
        }
        transaction.commit().map_err(Code::from)?;
        Ok(changed)
    }

    fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()>,
    ) -> Result<(), StoreError<Code>> {
        let statement = self.statements.query(query);
        let mut rows = self.client.query_raw(statement.text(), statement.to_postgres()).map_err(Code::from)?;
        while let Some(row) = rows.next().map_err(Code::from)? {
            if visit(statement.read(&row)).is_break() {
                break;
            }
        }
        Ok(())
    }
}

pub(crate) fn without_digest_passes_the_kit(database: &mut Database) {
    let table = ddl::postgres("record");
    database.client.batch_execute(&table.to_string()).unwrap();
    let statements = Statements::from(&table).with_names(conformance::names());
    let mut store = PostgresStore { client: &mut database.client, statements };
    conformance::store(&mut store).unwrap();
    assert!(store.counts(&Selection::new()).unwrap().is_empty());
}
