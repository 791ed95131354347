//! [`Connect`]: how a command gets its store.

use super::failure::Failure;
use crate::store::Store;
use std::fmt;

/// Opens the store of the user. Every `FnOnce() -> Result<impl Store, impl Display>` does it.
///
/// A command checks the store's table before it reads rows.
pub trait Connect {
    /// The store.
    type Store: Store;

    /// The error, whose message is printed. It shouldn't have a password.
    type Error: fmt::Display;

    /// Opens the store.
    ///
    /// # Errors
    ///
    /// Returns an error if the database can't be reached.
    fn connect(self) -> Result<Self::Store, Self::Error>;
}

impl<F, S, E> Connect for F
where
    F: FnOnce() -> Result<S, E>,
    S: Store,
    E: fmt::Display,
{
    type Store = S;
    type Error = E;

    fn connect(self) -> Result<S, E> {
        self()
    }
}

/// Opens the store, and checks that its table is the generic table.
pub(super) fn open<C: Connect>(connect: C) -> Result<C::Store, Failure> {
    let mut store = connect.connect().map_err(|error| Failure::Store(error.to_string()))?;
    store.check()?;
    Ok(store)
}
