//! [`Store`] and [`AsyncStore`]: what every store of rows can do.
//!
//! A store implements two methods over its driver: [`Store::change`] and [`Store::query`]. The other methods are provided.
//! [`Statements`](crate::statements::Statements) has the SQL of both. [Writing a store](crate::guide::adapters) prints
//! complete stores over rusqlite, tokio-postgres and sqlx.
//!
//! A store moves rows and doesn't look into them. Open each row that it returns.
//!
//! ```
//! use store_record::StoreRecord;
//! use store_record::store::{MemoryStore, Store, StoreError};
//!
//! #[derive(Debug, PartialEq, StoreRecord)]
//! #[store_record(type = "account", scope = tenant, key = id, revision = revision)]
//! struct Account { tenant: String, id: u64, revision: u32 }
//!
//! /// Works with every store: raises the revision, unless another program was faster.
//! fn touch<S: Store>(store: &mut S, tenant: &str, id: u64) -> Result<bool, Box<dyn std::error::Error>> {
//!     let (scope, key) = (Account::scope_for(tenant)?, Account::record_key_for(tenant, &id)?);
//!     let Some(row) = store.get(&scope, Account::RECORD_TYPE, &key)? else { return Ok(false) };
//!     let account: Account = row.open_in(&scope)?;
//!     let raised = Account { revision: account.revision + 1, ..account };
//!     Ok(store.replace(&raised.to_envelope()?, row.revision())?)
//! }
//!
//! let mut store = MemoryStore::new();
//! store.put(&Account { tenant: "acme".into(), id: 7, revision: 1 }.to_envelope()?)?;
//! assert!(touch(&mut store, "acme", 7)?);
//! assert!(!touch(&mut store, "acme", 8)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::envelope::{Envelope, EnvelopeRef};
use crate::key::{RecordKey, Scope};
use crate::record::StoreRecord;
use std::error::Error;
use std::ops::ControlFlow;

mod asynchronous;
mod blocking;
mod change;
mod collect;
mod error;
#[cfg(feature = "memory")]
mod memory;
mod metadata;
mod names;
mod page;
mod query;
mod row;

pub use asynchronous::AsyncStore;
pub use blocking::Blocking;
pub use change::Change;
pub(crate) use error::COLUMNS;
pub use error::{DamagedRow, StoreError, TableProblem};
#[cfg(feature = "memory")]
pub use memory::{MemoryError, MemoryStore};
pub use metadata::{MetadataCondition, MetadataField, MetadataValue};
pub use names::RecordNames;
pub use page::Page;
pub use query::{Query, RowCount, RowKey, Selection};

use collect::{Collected, assert_raised, assert_rewrite, one_row};

/// A store of rows: a table of a database, or another collection of envelopes.
///
/// Implement [`Store::change`] and [`Store::query`], over a connection or over a transaction of the caller. The kit
/// ([`conformance::store`](crate::conformance::store), feature `conformance`) tests the store.
pub trait Store {
    /// The database's error. Neither its messages nor those of its sources may hold stored data, so map the driver's
    /// error to its code.
    type Error: Error + 'static;

    /// Applies a change as a whole, or not at all, and returns the number of changed rows.
    ///
    /// In a transaction of the caller it belongs to that transaction, which goes on after an error of this call that
    /// isn't one of the database.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::NewerRow`] if a put meets a row of a higher schema version, or an error if the database
    /// fails or rejects a row. Nothing is changed then.
    fn change(&mut self, change: &Change<'_>) -> Result<u64, StoreError<Self::Error>>;

    /// Passes each row of a query to the function, until the function returns [`ControlFlow::Break`]. The row is in the
    /// memory of the driver: [`Statement::read`](crate::statements::Statement::read) returns it. The memory must not grow
    /// with the number of rows.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails. A row that can't be read is passed to the function.
    fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()>,
    ) -> Result<(), StoreError<Self::Error>>;

    /// Checks that the table is the generic table, so that a wrong one is found when the program starts.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::Table`] for the first problem, whose message says how to fix it.
    fn check(&mut self) -> Result<(), StoreError<Self::Error>> {
        let mut found = Collected::default();
        self.query(&Query::TableProblems, &mut |row| found.visit(row))?;
        found.into_table_problem()
    }

    /// Returns the row of a key, under any name of its record type.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::TwoRows`] if there is a row under more than one name, or an error if the database fails or
    /// the row can't be read.
    fn get(
        &mut self,
        scope: &Scope,
        record_type: &str,
        record_key: &RecordKey,
    ) -> Result<Option<Envelope>, StoreError<Self::Error>> {
        one_row(self.page(&Selection::new().scope(scope).record_type(record_type).record_key(record_key))?)
    }

    /// Returns the rows of a record type in a scope, in the bytewise order of their keys. Use [`Store::page`] or
    /// [`Store::scan`] if there can be many.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails or a row can't be read.
    fn list(&mut self, scope: &Scope, record_type: &str) -> Result<Vec<Envelope>, StoreError<Self::Error>> {
        self.page(&Selection::new().scope(scope).record_type(record_type))
    }

    /// Returns the rows of a selection, in order.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails or a row can't be read.
    fn page(&mut self, selection: &Selection<'_>) -> Result<Vec<Envelope>, StoreError<Self::Error>> {
        let mut found = Collected::default();
        self.query(&Query::Rows(*selection), &mut |row| found.visit(row))?;
        found.into_rows()
    }

    /// Returns the records of a selection whose promoted field has a value, opened and in order. The condition has the
    /// record type.
    ///
    /// [`MetadataField`] has an example, and the index that makes it fast.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::NotOpened`] if a row doesn't open, or an error if the database fails or a row can't be read.
    fn page_by<R: StoreRecord>(
        &mut self,
        condition: &MetadataCondition<R>,
        selection: &Selection<'_>,
    ) -> Result<Page<R>, StoreError<Self::Error>>
    where
        Self: Sized,
    {
        Page::open(&self.page(&selection.metadata(condition))?, selection)
    }

    /// Passes the rows of a selection to a function, one at a time and in order, until it returns
    /// [`ControlFlow::Break`]. A row that can't be read is passed with its error.
    ///
    /// A row isn't copied, so this is the fastest call for records that are opened once:
    ///
    /// ```
    /// # use store_record::StoreRecord;
    /// use std::ops::ControlFlow;
    /// use store_record::store::{MemoryStore, Selection, Store};
    /// # #[derive(StoreRecord)]
    /// # #[store_record(type = "account", scope = global, key = id)]
    /// # struct Account { id: u64 }
    /// # let mut store = MemoryStore::new();
    /// # store.put(&Account { id: 7 }.to_envelope()?)?;
    ///
    /// let mut accounts = Vec::new();
    /// let mut damaged = 0;
    /// store.scan(&Selection::new().record_type("account"), |row| {
    ///     match row.map(|row| row.open::<Account>()) {
    ///         Ok(Ok(account)) => accounts.push(account),
    ///         _ => damaged += 1,
    ///     }
    ///     ControlFlow::Continue(())
    /// })?;
    /// assert_eq!((accounts.len(), damaged), (1, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails.
    fn scan(
        &mut self,
        selection: &Selection<'_>,
        mut visit: impl FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()>,
    ) -> Result<(), StoreError<Self::Error>>
    where
        Self: Sized,
    {
        self.query(&Query::Rows(*selection), &mut visit)
    }

    /// Passes all rows of a scope to a function, one at a time, to export them.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails or a row can't be read. Rows before it have been passed.
    fn export(&mut self, scope: &Scope, mut visit: impl FnMut(EnvelopeRef<'_>)) -> Result<(), StoreError<Self::Error>>
    where
        Self: Sized,
    {
        let mut found = Collected::default();
        let selection = Selection::new().scope(scope);
        self.query(&Query::Rows(selection), &mut |row| found.pass(row, &mut visit))?;
        found.into_rows().map(drop)
    }

    /// Returns the number of rows of each record type and schema version.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails.
    fn counts(&mut self, selection: &Selection<'_>) -> Result<Vec<RowCount>, StoreError<Self::Error>> {
        let mut found = Collected::default();
        self.query(&Query::Counts(*selection), &mut |row| found.visit(row))?;
        Ok(found.into_rows()?.iter().map(RowCount::from).collect())
    }

    /// Returns the rows of a record type whose key is stored under more than one name of it. Two programs that wrote
    /// under different names at once have left them.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails or a row can't be read.
    fn pairs(&mut self, record_type: &str) -> Result<Vec<Envelope>, StoreError<Self::Error>> {
        let mut found = Collected::default();
        self.query(&Query::Pairs { record_type }, &mut |row| found.visit(row))?;
        found.into_rows()
    }

    /// Inserts a row. Returns false if a row of its key is stored, under any name of its record type and in any schema
    /// version or revision: that row isn't changed.
    ///
    /// ```
    /// # use store_record::StoreRecord;
    /// use store_record::store::{MemoryStore, Store};
    /// # #[derive(StoreRecord)]
    /// # #[store_record(type = "account", scope = global, key = id)]
    /// # struct Account { id: u64 }
    ///
    /// let mut store = MemoryStore::new();
    /// let row = Account { id: 7 }.to_envelope()?;
    /// assert!(store.insert(&row)?);
    /// assert!(!store.insert(&row)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails or rejects the row.
    fn insert(&mut self, row: &Envelope) -> Result<bool, StoreError<Self::Error>> {
        self.change(&Change::Insert { row }).map(|count| count > 0)
    }

    /// Inserts a row, or replaces the whole row of its key. A row under another name of its record type is replaced too.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::NewerRow`] if the stored row has a higher schema version, or an error if the database fails
    /// or rejects the row.
    fn put(&mut self, row: &Envelope) -> Result<(), StoreError<Self::Error>> {
        self.put_all(std::slice::from_ref(row))
    }

    /// Puts a row that may replace one of a higher schema version, if the older version has all data of the newer one.
    /// It replaces any revision: use [`Store::replace_downgraded`] if other programs may change the row.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails or rejects the row.
    fn put_downgraded(&mut self, row: &Envelope) -> Result<(), StoreError<Self::Error>> {
        self.change(&Change::Put { rows: std::slice::from_ref(row), can_downgrade: true }).map(drop)
    }

    /// Puts all rows or none. If two rows have the same key, the last one is stored.
    ///
    /// # Errors
    ///
    /// Returns an error as [`Store::put`] does for one of the rows. Nothing is changed then.
    fn put_all(&mut self, rows: &[Envelope]) -> Result<(), StoreError<Self::Error>> {
        self.change(&Change::Put { rows, can_downgrade: false }).map(drop)
    }

    /// Replaces the row of a key if its revision is still the one that was read. Returns false if it isn't: then read
    /// the row again. A row of a higher schema version isn't replaced either.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::RevisionNotRaised`] if the row's revision isn't higher than `expected`, or an error if the
    /// database fails or rejects the row.
    fn replace(&mut self, row: &Envelope, expected: Option<i64>) -> Result<bool, StoreError<Self::Error>> {
        assert_raised(row, expected)?;
        self.change(&Change::Replace { row, expected, can_downgrade: false }).map(|count| count > 0)
    }

    /// Replaces the row of a key as [`Store::replace`] does, also if its schema version is higher than the new one.
    ///
    /// A rolling deploy needs it on the way back: a program that knows both versions writes the older one again. The
    /// older version must have all data of the newer one.
    ///
    /// # Errors
    ///
    /// Returns an error as [`Store::replace`] does.
    fn replace_downgraded(&mut self, row: &Envelope, expected: Option<i64>) -> Result<bool, StoreError<Self::Error>> {
        assert_raised(row, expected)?;
        self.change(&Change::Replace { row, expected, can_downgrade: true }).map(|count| count > 0)
    }

    /// Replaces a row of an older schema version by the same record in a newer one. Returns false if the stored row has
    /// changed since `old` was read: its schema version, its revision or its payload. A concurrent change therefore
    /// wins, also for a record without a revision.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::NotARewrite`] if the rows differ in scope, key or revision, or if the schema version isn't
    /// raised, or an error if the database fails or rejects the row.
    fn rewrite(&mut self, old: &Envelope, new: &Envelope) -> Result<bool, StoreError<Self::Error>> {
        assert_rewrite(old, new)?;
        self.change(&Change::Rewrite { old, new }).map(|count| count > 0)
    }

    /// Deletes the row of a key, under any name of its record type. Returns true if there was one.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails.
    fn delete(
        &mut self,
        scope: &Scope,
        record_type: &str,
        record_key: &RecordKey,
    ) -> Result<bool, StoreError<Self::Error>> {
        self.change(&Change::Delete { scope, record_type, record_key }).map(|count| count > 0)
    }

    /// Deletes all rows of a scope, and returns their number.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails.
    fn erase(&mut self, scope: &Scope) -> Result<u64, StoreError<Self::Error>> {
        self.change(&Change::Erase { scope })
    }
}
