//! [`Blocking`]: an asynchronous store behind the calls of a synchronous one.

use super::{AsyncStore, Change, DamagedRow, Query, RowKey, Store, StoreError};
use crate::envelope::{Envelope, EnvelopeRef};
use std::fmt;
use std::future::Future;
use std::ops::ControlFlow;
use std::pin::{Pin, pin};

/// The rows that are in memory at once.
const PAGE_ROWS: u32 = 1_000;

/// An [`AsyncStore`] as a [`Store`], for programs whose other code is synchronous, such as a tool.
///
/// The function drives one future to its end. With Tokio it is `|future| runtime.block_on(future)`. Inside of a
/// multi-threaded runtime it is `|future| block_in_place(|| Handle::current().block_on(future))`.
///
/// Rows are read in pages of 1,000, because the function of [`Store::query`] needn't be [`Send`]. Each page is a query,
/// so rows that change between two pages are read as they are then.
///
/// ```
/// use std::future::Future;
/// use std::pin::Pin;
/// use store_record::store::{AsyncStore, Blocking, Selection, Store};
///
/// fn rows<S: AsyncStore>(store: S, runtime: &tokio::runtime::Runtime) -> u64 {
///     let mut store = Blocking::new(store, |future| runtime.block_on(future));
///     store.counts(&Selection::new()).unwrap().iter().map(|count| count.rows).sum()
/// }
/// # mod tokio {
/// #     pub mod runtime {
/// #         pub struct Runtime;
/// #         impl Runtime { pub fn block_on<F: std::future::Future>(&self, _: F) -> F::Output { unimplemented!() } }
/// #     }
/// # }
/// ```
pub struct Blocking<S, B> {
    store: S,
    block_on: B,
}

impl<S: AsyncStore, B: FnMut(Pin<&mut (dyn Future<Output = ()> + Send + '_)>)> Blocking<S, B> {
    /// Wraps a store, and a function that drives a future to its end.
    pub fn new(store: S, block_on: B) -> Self {
        Self { store, block_on }
    }

    /// Returns the store.
    pub fn into_inner(self) -> S {
        self.store
    }
}

/// Drives the future, and returns its output.
fn wait<T: Send, E>(
    block_on: &mut impl FnMut(Pin<&mut (dyn Future<Output = ()> + Send + '_)>),
    future: impl Future<Output = Result<T, StoreError<E>>> + Send,
) -> Result<T, StoreError<E>>
where
    E: Send,
{
    let mut output = None;
    block_on(pin!(async { output = Some(future.await) }));
    // A function that returns before the future has ended hasn't made the call.
    output.unwrap_or(Err(StoreError::Unsupported))
}

impl<S: AsyncStore, B: FnMut(Pin<&mut (dyn Future<Output = ()> + Send + '_)>)> Store for Blocking<S, B> {
    type Error = S::Error;

    fn change(&mut self, change: &Change<'_>) -> Result<u64, StoreError<S::Error>> {
        wait(&mut self.block_on, self.store.change(change))
    }

    fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()>,
    ) -> Result<(), StoreError<S::Error>> {
        let mut left = match query {
            Query::Rows(selection) => selection.limit,
            _ => None,
        };
        let mut after: Option<RowKey> = None;
        loop {
            let mut page: Vec<Result<Envelope, DamagedRow>> = Vec::new();
            let limit = left.map_or(PAGE_ROWS, |left| left.min(PAGE_ROWS));
            let query = match (query, &after) {
                (Query::Rows(selection), Some(after)) => Query::Rows(selection.limit(limit).after(after)),
                (Query::Rows(selection), None) => Query::Rows(selection.limit(limit)),
                _ => *query,
            };
            let mut push = |row: Result<EnvelopeRef<'_>, DamagedRow>| {
                page.push(row.and_then(|row| row.to_envelope()));
                ControlFlow::Continue(())
            };
            wait(&mut self.block_on, self.store.query(&query, &mut push))?;
            let rows = u32::try_from(page.len()).unwrap_or(u32::MAX);
            left = left.map(|left| left.saturating_sub(rows));
            let is_last = !matches!(query, Query::Rows(_)) || rows < limit || left == Some(0);
            after = page.last().map(|row| row.as_ref().map_or_else(|damaged| damaged.key.clone(), RowKey::from));
            if page.iter().any(|row| visit(row.as_ref().map(Envelope::as_ref).map_err(Clone::clone)).is_break())
                || is_last
            {
                return Ok(());
            }
        }
    }
}

/// Shows no content.
impl<S, B> fmt::Debug for Blocking<S, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blocking").finish_non_exhaustive()
    }
}
