//! Tests that your records and your store keep the contract. Feature `conformance`.
//!
//! [`records!`] tests every record type of a manifest in one line, with no sample written by hand.
//!
//! [`store`] and [`store_async`] test a store, with every call of [`Store`] and [`AsyncStore`]:
//!
//! ```
//! # #[cfg(feature = "memory")]
//! # {
//! use store_record::conformance;
//! use store_record::store::MemoryStore;
//!
//! let mut store = MemoryStore::new().with_names(conformance::names());
//! conformance::store(&mut store).unwrap();
//! # }
//! ```

use crate::store::{AsyncStore, RecordNames, Store};
use adapter::{Awaited, Immediate};
use std::error::Error;
use std::fmt;
use std::future::Future as _;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

mod adapter;
mod by_metadata;
mod generate;
mod guards;
mod laws;
mod previous;
mod probe;
mod records;
mod renames;
mod report;
mod selections;
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

/// Returns the names of the kit's renamed record type. Give them to the store under test, as
/// [`Statements::with_names`](crate::statements::Statements::with_names) does.
#[must_use]
pub fn names() -> RecordNames {
    RecordNames::new().with_record::<probe::Renamed>()
}

/// Tests an empty store, which knows [`names`]. The store is empty again afterwards.
///
/// These laws are tested: rows come back exactly, to the bit, the microsecond and the code point. Strings that look
/// like numbers stay strings. Keys are compared and listed bytewise. Scopes are separate, whatever their names. A
/// replacement checks the revision, and raises it. A row of a lower schema version never replaces one of a higher,
/// unless by [`Store::put_downgraded`] or [`Store::replace_downgraded`]. A bulk put stores all rows or none, also when
/// there are more than one statement has parameters for, and the last row of a key wins. An insert changes no stored row. A rewrite replaces only the row
/// that was read. A renamed record type leaves one row. Pages have every row once. A promoted field finds its records, and
/// no other. Invalid rows are rejected. A row that was changed in the database
/// doesn't open. Errors hold no stored data.
///
/// The kit is deterministic.
///
/// # Errors
///
/// Returns every law that the store breaks. `unwrap` shows them, one on each line.
pub fn store<S: Store>(store: &mut S) -> Result<(), Violations> {
    let mut adapter = Immediate(store);
    let mut tests = pin!(laws::broken_by(&mut adapter));
    match tests.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(broken) => Violations::of(broken),
        // Nothing that is awaited is ever pending: every future of `Immediate` is ready.
        Poll::Pending => Err(Violations(vec!["the tests did not come to an end".to_owned()])),
    }
}

/// [`store`] for a store whose calls are futures.
///
/// # Errors
///
/// Returns an error as [`store`] does.
pub async fn store_async<S: AsyncStore>(store: &mut S) -> Result<(), Violations> {
    Violations::of(laws::broken_by(&mut Awaited(store)).await)
}

/// The laws that a store or a record breaks, one on each line. They hold no stored data.
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
    fn of(broken: Vec<String>) -> Result<(), Self> {
        if broken.is_empty() { Ok(()) } else { Err(Self(broken)) }
    }

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
