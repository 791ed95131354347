//! [`AsyncStore`]: a [`Store`](super::Store) whose calls are futures.

use super::collect::{Collected, assert_raised, assert_rewrite, one_row};
use super::{Change, DamagedRow, MetadataCondition, Page, Query, RowCount, Selection, StoreError};
use crate::envelope::{Envelope, EnvelopeRef};
use crate::key::{RecordKey, Scope};
use crate::record::StoreRecord;
use std::error::Error;
use std::future::Future;
use std::ops::ControlFlow;

/// The result of a call of an [`AsyncStore`].
type Outcome<T, S> = Result<T, StoreError<<S as AsyncStore>::Error>>;

/// A [`Store`](super::Store) whose calls are futures, which are [`Send`].
///
/// Implement [`AsyncStore::change`] and [`AsyncStore::query`], over a connection or over a transaction of the caller.
/// The kit ([`conformance::store_async`](crate::conformance::store_async), feature `conformance`) tests the store.
///
/// If a future is dropped before it is ready, the change may or may not be applied, as after a broken connection.
///
/// ```
/// use store_record::store::{AsyncStore, Selection, StoreError};
///
/// /// Works with every store.
/// async fn number_of_rows<S: AsyncStore>(store: &mut S) -> Result<u64, StoreError<S::Error>> {
///     Ok(store.counts(&Selection::new()).await?.iter().map(|count| count.rows).sum())
/// }
/// ```
pub trait AsyncStore: Send {
    /// See [`Store::Error`](super::Store::Error).
    type Error: Error + Send + 'static;

    /// See [`Store::change`](super::Store::change).
    fn change(&mut self, change: &Change<'_>) -> impl Future<Output = Outcome<u64, Self>> + Send;

    /// See [`Store::query`](super::Store::query).
    fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut (dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()> + Send),
    ) -> impl Future<Output = Outcome<(), Self>> + Send;

    /// See [`Store::check`](super::Store::check).
    fn check(&mut self) -> impl Future<Output = Outcome<(), Self>> + Send {
        async move {
            let mut found = Collected::default();
            self.query(&Query::TableProblems, &mut |row| found.visit(row)).await?;
            found.into_table_problem()
        }
    }

    /// See [`Store::get`](super::Store::get).
    fn get(
        &mut self,
        scope: &Scope,
        record_type: &str,
        record_key: &RecordKey,
    ) -> impl Future<Output = Outcome<Option<Envelope>, Self>> + Send {
        async move {
            let selection = Selection::new().scope(scope).record_type(record_type).record_key(record_key);
            one_row(self.page(&selection).await?)
        }
    }

    /// See [`Store::list`](super::Store::list).
    fn list(&mut self, scope: &Scope, record_type: &str) -> impl Future<Output = Outcome<Vec<Envelope>, Self>> + Send {
        async move { self.page(&Selection::new().scope(scope).record_type(record_type)).await }
    }

    /// See [`Store::page`](super::Store::page).
    fn page(&mut self, selection: &Selection<'_>) -> impl Future<Output = Outcome<Vec<Envelope>, Self>> + Send {
        async move {
            let mut found = Collected::default();
            self.query(&Query::Rows(*selection), &mut |row| found.visit(row)).await?;
            found.into_rows()
        }
    }

    /// See [`Store::page_by`](super::Store::page_by).
    fn page_by<R: StoreRecord>(
        &mut self,
        condition: &MetadataCondition<R>,
        selection: &Selection<'_>,
    ) -> impl Future<Output = Outcome<Page<R>, Self>> + Send {
        async move { Page::open(&self.page(&selection.metadata(condition)).await?, selection) }
    }

    /// See [`Store::scan`](super::Store::scan).
    fn scan(
        &mut self,
        selection: &Selection<'_>,
        mut visit: impl FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()> + Send,
    ) -> impl Future<Output = Outcome<(), Self>> + Send {
        async move { self.query(&Query::Rows(*selection), &mut visit).await }
    }

    /// See [`Store::export`](super::Store::export).
    fn export(
        &mut self,
        scope: &Scope,
        mut visit: impl FnMut(EnvelopeRef<'_>) + Send,
    ) -> impl Future<Output = Outcome<(), Self>> + Send {
        async move {
            let mut found = Collected::default();
            let selection = Selection::new().scope(scope);
            self.query(&Query::Rows(selection), &mut |row| found.pass(row, &mut visit)).await?;
            found.into_rows().map(drop)
        }
    }

    /// See [`Store::counts`](super::Store::counts).
    fn counts(&mut self, selection: &Selection<'_>) -> impl Future<Output = Outcome<Vec<RowCount>, Self>> + Send {
        async move {
            let mut found = Collected::default();
            self.query(&Query::Counts(*selection), &mut |row| found.visit(row)).await?;
            Ok(found.into_rows()?.iter().map(RowCount::from).collect())
        }
    }

    /// See [`Store::pairs`](super::Store::pairs).
    fn pairs(&mut self, record_type: &str) -> impl Future<Output = Outcome<Vec<Envelope>, Self>> + Send {
        async move {
            let mut found = Collected::default();
            self.query(&Query::Pairs { record_type }, &mut |row| found.visit(row)).await?;
            found.into_rows()
        }
    }

    /// See [`Store::insert`](super::Store::insert).
    fn insert(&mut self, row: &Envelope) -> impl Future<Output = Outcome<bool, Self>> + Send {
        async move { self.change(&Change::Insert { row }).await.map(|count| count > 0) }
    }

    /// See [`Store::put`](super::Store::put).
    fn put(&mut self, row: &Envelope) -> impl Future<Output = Outcome<(), Self>> + Send {
        self.put_all(std::slice::from_ref(row))
    }

    /// See [`Store::put_downgraded`](super::Store::put_downgraded).
    fn put_downgraded(&mut self, row: &Envelope) -> impl Future<Output = Outcome<(), Self>> + Send {
        async move {
            let rows = std::slice::from_ref(row);
            self.change(&Change::Put { rows, can_downgrade: true }).await.map(drop)
        }
    }

    /// See [`Store::put_all`](super::Store::put_all).
    fn put_all(&mut self, rows: &[Envelope]) -> impl Future<Output = Outcome<(), Self>> + Send {
        async move { self.change(&Change::Put { rows, can_downgrade: false }).await.map(drop) }
    }

    /// See [`Store::replace`](super::Store::replace).
    fn replace(&mut self, row: &Envelope, expected: Option<i64>) -> impl Future<Output = Outcome<bool, Self>> + Send {
        async move {
            assert_raised(row, expected)?;
            self.change(&Change::Replace { row, expected, can_downgrade: false }).await.map(|count| count > 0)
        }
    }

    /// See [`Store::replace_downgraded`](super::Store::replace_downgraded).
    fn replace_downgraded(
        &mut self,
        row: &Envelope,
        expected: Option<i64>,
    ) -> impl Future<Output = Outcome<bool, Self>> + Send {
        async move {
            assert_raised(row, expected)?;
            self.change(&Change::Replace { row, expected, can_downgrade: true }).await.map(|count| count > 0)
        }
    }

    /// See [`Store::rewrite`](super::Store::rewrite).
    fn rewrite(&mut self, old: &Envelope, new: &Envelope) -> impl Future<Output = Outcome<bool, Self>> + Send {
        async move {
            assert_rewrite(old, new)?;
            self.change(&Change::Rewrite { old, new }).await.map(|count| count > 0)
        }
    }

    /// See [`Store::delete`](super::Store::delete).
    fn delete(
        &mut self,
        scope: &Scope,
        record_type: &str,
        record_key: &RecordKey,
    ) -> impl Future<Output = Outcome<bool, Self>> + Send {
        async move { self.change(&Change::Delete { scope, record_type, record_key }).await.map(|count| count > 0) }
    }

    /// See [`Store::erase`](super::Store::erase).
    fn erase(&mut self, scope: &Scope) -> impl Future<Output = Outcome<u64, Self>> + Send {
        async move { self.change(&Change::Erase { scope }).await }
    }
}
