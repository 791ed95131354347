//! One interface to both kinds of store.

use crate::envelope::Envelope;
use crate::key::{RecordKey, Scope};
use crate::record::StoreRecord;
use crate::store::{AsyncStore, MetadataCondition, Page, RowCount, Selection, Store, StoreError};
use std::error::Error;
use std::ops::ControlFlow;

type Outcome<T, A> = Result<T, StoreError<<A as Adapter>::Error>>;

/// A store under test. Its futures needn't be `Send`.
pub(super) trait Adapter {
    type Error: Error + 'static;

    async fn check(&mut self) -> Outcome<(), Self>;
    async fn insert(&mut self, row: &Envelope) -> Outcome<bool, Self>;
    async fn put(&mut self, row: &Envelope) -> Outcome<(), Self>;
    async fn put_downgraded(&mut self, row: &Envelope) -> Outcome<(), Self>;
    async fn put_all(&mut self, rows: &[Envelope]) -> Outcome<(), Self>;
    async fn replace(&mut self, row: &Envelope, revision: Option<i64>) -> Outcome<bool, Self>;
    async fn replace_downgraded(&mut self, row: &Envelope, revision: Option<i64>) -> Outcome<bool, Self>;
    async fn rewrite(&mut self, old: &Envelope, new: &Envelope) -> Outcome<bool, Self>;
    async fn get(&mut self, scope: &Scope, record_type: &str, key: &RecordKey) -> Outcome<Option<Envelope>, Self>;
    async fn list(&mut self, scope: &Scope, record_type: &str) -> Outcome<Vec<Envelope>, Self>;
    async fn page(&mut self, selection: &Selection<'_>) -> Outcome<Vec<Envelope>, Self>;
    async fn page_by<R: StoreRecord>(
        &mut self,
        condition: &MetadataCondition<R>,
        selection: &Selection<'_>,
    ) -> Outcome<Page<R>, Self>;
    /// Returns at most this number of rows of a scan, which then breaks.
    async fn scan(&mut self, selection: &Selection<'_>, limit: usize) -> Outcome<Vec<Envelope>, Self>;
    async fn export(&mut self, scope: &Scope) -> Outcome<Vec<Envelope>, Self>;
    async fn counts(&mut self, selection: &Selection<'_>) -> Outcome<Vec<RowCount>, Self>;
    async fn pairs(&mut self, record_type: &str) -> Outcome<Vec<Envelope>, Self>;
    async fn delete(&mut self, scope: &Scope, record_type: &str, key: &RecordKey) -> Outcome<bool, Self>;
    async fn erase(&mut self, scope: &Scope) -> Outcome<u64, Self>;
}

/// A store whose calls return at once, so that every future is ready.
pub(super) struct Immediate<'a, S>(pub(super) &'a mut S);

/// A store whose calls are futures.
pub(super) struct Awaited<'a, S>(pub(super) &'a mut S);

macro_rules! adapter {
    ($adapter:ident, $store:ident $(, $await:tt)?) => {
        impl<S: $store> Adapter for $adapter<'_, S> {
            type Error = S::Error;

            async fn check(&mut self) -> Outcome<(), Self> {
                self.0.check()$(.$await)?
            }

            async fn insert(&mut self, row: &Envelope) -> Outcome<bool, Self> {
                self.0.insert(row)$(.$await)?
            }

            async fn put(&mut self, row: &Envelope) -> Outcome<(), Self> {
                self.0.put(row)$(.$await)?
            }

            async fn put_downgraded(&mut self, row: &Envelope) -> Outcome<(), Self> {
                self.0.put_downgraded(row)$(.$await)?
            }

            async fn put_all(&mut self, rows: &[Envelope]) -> Outcome<(), Self> {
                self.0.put_all(rows)$(.$await)?
            }

            async fn replace(&mut self, row: &Envelope, revision: Option<i64>) -> Outcome<bool, Self> {
                self.0.replace(row, revision)$(.$await)?
            }

            async fn replace_downgraded(&mut self, row: &Envelope, revision: Option<i64>) -> Outcome<bool, Self> {
                self.0.replace_downgraded(row, revision)$(.$await)?
            }

            async fn rewrite(&mut self, old: &Envelope, new: &Envelope) -> Outcome<bool, Self> {
                self.0.rewrite(old, new)$(.$await)?
            }

            async fn get(
                &mut self,
                scope: &Scope,
                record_type: &str,
                key: &RecordKey,
            ) -> Outcome<Option<Envelope>, Self> {
                self.0.get(scope, record_type, key)$(.$await)?
            }

            async fn list(&mut self, scope: &Scope, record_type: &str) -> Outcome<Vec<Envelope>, Self> {
                self.0.list(scope, record_type)$(.$await)?
            }

            async fn page(&mut self, selection: &Selection<'_>) -> Outcome<Vec<Envelope>, Self> {
                self.0.page(selection)$(.$await)?
            }

            async fn page_by<R: StoreRecord>(
                &mut self,
                condition: &MetadataCondition<R>,
                selection: &Selection<'_>,
            ) -> Outcome<Page<R>, Self> {
                self.0.page_by(condition, selection)$(.$await)?
            }

            async fn scan(&mut self, selection: &Selection<'_>, limit: usize) -> Outcome<Vec<Envelope>, Self> {
                let mut rows = Vec::new();
                let scanned = self.0.scan(selection, |row| {
                    rows.extend(row.and_then(|row| row.to_envelope()).ok());
                    if rows.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
                })$(.$await)?;
                scanned.map(|()| rows)
            }

            async fn export(&mut self, scope: &Scope) -> Outcome<Vec<Envelope>, Self> {
                let mut rows = Vec::new();
                let exported = self.0.export(scope, |row| rows.extend(row.to_envelope().ok()))$(.$await)?;
                exported.map(|()| rows)
            }

            async fn counts(&mut self, selection: &Selection<'_>) -> Outcome<Vec<RowCount>, Self> {
                self.0.counts(selection)$(.$await)?
            }

            async fn pairs(&mut self, record_type: &str) -> Outcome<Vec<Envelope>, Self> {
                self.0.pairs(record_type)$(.$await)?
            }

            async fn delete(&mut self, scope: &Scope, record_type: &str, key: &RecordKey) -> Outcome<bool, Self> {
                self.0.delete(scope, record_type, key)$(.$await)?
            }

            async fn erase(&mut self, scope: &Scope) -> Outcome<u64, Self> {
                self.0.erase(scope)$(.$await)?
            }
        }
    };
}

adapter! { Immediate, Store }
adapter! { Awaited, AsyncStore, await }
