//! Tests that your records and your storage adapter keep the contract. Feature `conformance`.
//!
//! [`records!`] tests every record type of a manifest in one line, with no sample written by hand.
//!
//! [`store`] and [`store_async`] test an adapter through a small trait that you implement over it:
//!
//! ```
//! use std::collections::BTreeMap;
//! use store_record::conformance::{self, StoreAdapter};
//! use store_record::{Envelope, MAX_RECORD_KEY, RecordKey, Scope};
//!
//! #[derive(Debug)]
//! struct NotARow;
//! # impl std::fmt::Display for NotARow {
//! #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("not a row") }
//! # }
//! # impl std::error::Error for NotARow {}
//!
//! #[derive(Default)]
//! struct Memory(BTreeMap<(Scope, String, RecordKey), Envelope>);
//!
//! fn place(row: &Envelope) -> (Scope, String, RecordKey) {
//!     (row.scope().clone(), row.record_type().to_owned(), row.record_key().clone())
//! }
//!
//! impl StoreAdapter for Memory {
//!     type Error = NotARow;
//!
//!     fn put(&mut self, row: &Envelope) -> Result<(), NotARow> {
//!         if row.record_key().as_str().len() > MAX_RECORD_KEY || row.schema_version() < 1 {
//!             return Err(NotARow);
//!         }
//!         self.0.insert(place(row), row.clone());
//!         Ok(())
//!     }
//!
//!     fn put_all(&mut self, rows: &[Envelope]) -> Result<(), NotARow> {
//!         let before = self.0.clone();
//!         rows.iter().try_for_each(|row| self.put(row)).inspect_err(|_| self.0 = before)
//!     }
//!
//!     fn replace(&mut self, row: &Envelope, revision: Option<i64>) -> Result<bool, NotARow> {
//!         match self.0.get_mut(&place(row)) {
//!             Some(found) if found.revision() == revision => {
//!                 *found = row.clone();
//!                 Ok(true)
//!             }
//!             _ => Ok(false),
//!         }
//!     }
//!
//!     fn get(&mut self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<Option<Envelope>, NotARow> {
//!         Ok(self.0.get(&(scope.clone(), record_type.to_owned(), key.clone())).cloned())
//!     }
//!
//!     fn list(&mut self, scope: &Scope, record_type: &str) -> Result<Vec<Envelope>, NotARow> {
//!         let is_listed = |row: &&Envelope| row.scope() == scope && row.record_type() == record_type;
//!         Ok(self.0.values().filter(is_listed).cloned().collect())
//!     }
//!
//!     fn delete(&mut self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<bool, NotARow> {
//!         Ok(self.0.remove(&(scope.clone(), record_type.to_owned(), key.clone())).is_some())
//!     }
//! }
//!
//! conformance::store(&mut Memory::default()).unwrap();
//! ```

use crate::envelope::Envelope;
use crate::key::{RecordKey, Scope};
use std::error::Error;
use std::fmt;
use std::future::{Future, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

mod generate;
mod laws;
mod previous;
mod probe;
mod records;
mod report;
mod session;

pub use records::check_records;
pub use report::{Rejection, Report};

/// Generates a test of every record type of a manifest, with values generated from the shapes of all its schema
/// versions. A second argument is a list of records written by hand, which are tested too. A third one is a list of
/// rows of older schema versions.
///
/// ```
/// # use store_record::{RecordManifest, StoreRecord};
/// # #[derive(StoreRecord)]
/// # #[store_record(type = "account", scope = global, key = id)]
/// # struct Account { id: u64 }
/// # #[derive(StoreRecord)]
/// # #[store_record(type = "group", scope = global, key = name)]
/// # struct Group { name: String }
/// # #[derive(RecordManifest)]
/// # #[manifest(file = "src/derives/manifest_example.json")]
/// # enum DirectoryRecord { Account(Account), Group(Group) }
/// store_record::conformance::records!(DirectoryRecord);
/// # store_record::conformance::check_records::<DirectoryRecord>(&[], &[]).unwrap();
/// ```
///
/// The test is named `every_record_type_conforms`. A second one in the same module needs a name:
///
/// ```
/// # use store_record::{RecordManifest, StoreRecord};
/// # #[derive(StoreRecord)]
/// # #[store_record(type = "account", scope = global, key = id)]
/// # struct Account { id: u64 }
/// # #[derive(StoreRecord)]
/// # #[store_record(type = "group", scope = global, key = name)]
/// # struct Group { name: String }
/// # #[derive(RecordManifest)]
/// # #[manifest(file = "src/derives/manifest_example.json")]
/// # enum DirectoryRecord { Account(Account), Group(Group) }
/// store_record::conformance::records!(fn directory_conforms: DirectoryRecord);
/// ```
#[doc(inline)]
pub use crate::__conformance_records as records;

/// The operations of a storage adapter, for [`store`].
///
/// An adapter moves rows and doesn't look into them. [`docs/adapters.md`](crate::guide::adapters) says what it must and
/// must not do.
pub trait StoreAdapter {
    /// The adapter's error. Neither its messages nor those of its sources may hold stored data.
    type Error: Error + 'static;

    /// Inserts a row, or replaces the whole row with its scope, record type and record key.
    ///
    /// # Errors
    ///
    /// Returns an error if the row is over the limits, or if the database fails.
    fn put(&mut self, row: &Envelope) -> Result<(), Self::Error>;

    /// Stores all rows as [`StoreAdapter::put`] does, or none of them.
    ///
    /// # Errors
    ///
    /// Returns an error as `put` does for one of the rows. Then no row is stored.
    fn put_all(&mut self, rows: &[Envelope]) -> Result<(), Self::Error>;

    /// Replaces the row with this row's scope, record type and record key, if its revision is still `revision`. Returns
    /// true if it did.
    ///
    /// # Errors
    ///
    /// Returns an error as `put` does.
    fn replace(&mut self, row: &Envelope, revision: Option<i64>) -> Result<bool, Self::Error>;

    /// Returns the row of a key.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails, or if the row can't be read.
    fn get(&mut self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<Option<Envelope>, Self::Error>;

    /// Returns the rows of a record type in a scope, in the bytewise order of their keys.
    ///
    /// # Errors
    ///
    /// Returns an error as `get` does.
    fn list(&mut self, scope: &Scope, record_type: &str) -> Result<Vec<Envelope>, Self::Error>;

    /// Deletes the row of a key. Returns true if there was one.
    ///
    /// # Errors
    ///
    /// A failure of the database.
    fn delete(&mut self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<bool, Self::Error>;
}

/// [`StoreAdapter`] for an adapter whose calls are futures, for [`store_async`].
///
/// ```
/// use store_record::conformance::AsyncStoreAdapter;
///
/// /// A test of an adapter, on whatever executor it needs.
/// async fn keeps_the_contract(adapter: &mut impl AsyncStoreAdapter) {
///     store_record::conformance::store_async(adapter).await.unwrap();
/// }
/// ```
pub trait AsyncStoreAdapter {
    /// See [`StoreAdapter::Error`].
    type Error: Error + 'static;

    /// See [`StoreAdapter::put`].
    fn put(&mut self, row: &Envelope) -> impl Future<Output = Result<(), Self::Error>>;

    /// See [`StoreAdapter::put_all`].
    fn put_all(&mut self, rows: &[Envelope]) -> impl Future<Output = Result<(), Self::Error>>;

    /// See [`StoreAdapter::replace`].
    fn replace(&mut self, row: &Envelope, revision: Option<i64>) -> impl Future<Output = Result<bool, Self::Error>>;

    /// See [`StoreAdapter::get`].
    fn get(
        &mut self,
        scope: &Scope,
        record_type: &str,
        key: &RecordKey,
    ) -> impl Future<Output = Result<Option<Envelope>, Self::Error>>;

    /// See [`StoreAdapter::list`].
    fn list(&mut self, scope: &Scope, record_type: &str) -> impl Future<Output = Result<Vec<Envelope>, Self::Error>>;

    /// See [`StoreAdapter::delete`].
    fn delete(
        &mut self,
        scope: &Scope,
        record_type: &str,
        key: &RecordKey,
    ) -> impl Future<Output = Result<bool, Self::Error>>;
}

/// Tests a storage adapter over an empty store. The store is empty again afterwards.
///
/// These laws are tested: rows come back exactly, to the bit, the microsecond and the code point. Strings that look
/// like numbers stay strings. Keys are compared and listed bytewise. Scopes are separate, whatever their names. A
/// replacement checks the revision. A bulk put stores all rows or none, also when there are more than one statement has
/// parameters for. Invalid rows are rejected. A row that was changed in the database doesn't open. Errors hold no
/// stored data.
///
/// The kit is deterministic.
///
/// # Errors
///
/// Returns every law that the adapter breaks. `unwrap` shows them, one on each line.
pub fn store<A: StoreAdapter>(adapter: &mut A) -> Result<(), Violations> {
    let mut adapter = Immediate(adapter);
    let mut tests = pin!(store_async(&mut adapter));
    match tests.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        // Nothing that is awaited is ever pending: every future of `Immediate` is ready.
        Poll::Pending => Err(Violations(vec!["the tests did not come to an end".to_owned()])),
    }
}

/// [`store`] for an adapter whose calls are futures.
///
/// # Errors
///
/// Returns an error as [`store`] does.
pub async fn store_async<A: AsyncStoreAdapter>(adapter: &mut A) -> Result<(), Violations> {
    let broken = laws::broken_by(adapter).await;
    if broken.is_empty() { Ok(()) } else { Err(Violations(broken)) }
}

/// The laws that an adapter or a record breaks, one on each line. They hold no stored data.
///
/// ```
/// # use store_record::conformance::Violations;
/// fn first(violations: &Violations) -> Option<&str> {
///     violations.iter().next()
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Violations(Vec<String>);

impl Violations {
    /// Returns the violations. Each is the law, a colon, and what happened.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the contract is broken")?;
        self.iter().try_for_each(|violation| write!(f, "\n- {violation}"))
    }
}

/// Shows the same as `Display`, so that the message of `unwrap` is readable.
impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for Violations {}

/// A synchronous adapter, each of whose futures is ready.
struct Immediate<'a, A>(&'a mut A);

impl<A: StoreAdapter> AsyncStoreAdapter for Immediate<'_, A> {
    type Error = A::Error;

    fn put(&mut self, row: &Envelope) -> impl Future<Output = Result<(), A::Error>> {
        ready(self.0.put(row))
    }

    fn put_all(&mut self, rows: &[Envelope]) -> impl Future<Output = Result<(), A::Error>> {
        ready(self.0.put_all(rows))
    }

    fn replace(&mut self, row: &Envelope, revision: Option<i64>) -> impl Future<Output = Result<bool, A::Error>> {
        ready(self.0.replace(row, revision))
    }

    fn get(
        &mut self,
        scope: &Scope,
        record_type: &str,
        key: &RecordKey,
    ) -> impl Future<Output = Result<Option<Envelope>, A::Error>> {
        ready(self.0.get(scope, record_type, key))
    }

    fn list(&mut self, scope: &Scope, record_type: &str) -> impl Future<Output = Result<Vec<Envelope>, A::Error>> {
        ready(self.0.list(scope, record_type))
    }

    fn delete(
        &mut self,
        scope: &Scope,
        record_type: &str,
        key: &RecordKey,
    ) -> impl Future<Output = Result<bool, A::Error>> {
        ready(self.0.delete(scope, record_type, key))
    }
}

#[doc(hidden)]
#[macro_export]
macro_rules! __conformance_records {
    (fn $test:ident: $manifest:ty $(,)?) => {
        $crate::__conformance_records!(@test $test $manifest, &[], &[]);
    };
    (fn $test:ident: $manifest:ty, $references:expr $(,)?) => {
        $crate::__conformance_records!(@test $test $manifest, ::core::convert::AsRef::as_ref(&$references), &[]);
    };
    (fn $test:ident: $manifest:ty, $references:expr, $old_rows:expr $(,)?) => {
        $crate::__conformance_records!(
            @test $test $manifest,
            ::core::convert::AsRef::as_ref(&$references),
            ::core::convert::AsRef::as_ref(&$old_rows)
        );
    };
    (@test $test:ident $manifest:ty, $references:expr, $old_rows:expr) => {
        #[test]
        fn $test() {
            match $crate::conformance::check_records::<$manifest>($references, $old_rows) {
                ::core::result::Result::Ok(report) => ::std::print!("{}", report),
                ::core::result::Result::Err(broken) => ::core::panic!("{}", broken),
            }
        }
    };
    ($manifest:ty $(, $references:expr $(, $old_rows:expr)?)? $(,)?) => {
        $crate::conformance::records!(fn every_record_type_conforms: $manifest $(, $references $(, $old_rows)?)?);
    };
}
