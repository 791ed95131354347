//! The manifest: checks that run while compiling, and dispatch by record type.

use crate::error::OpenError;

pub use crate::lock::{assert_current, assert_none_gone, assert_relaxes, assert_unchanged};
pub use crate::manifest::{
    Change, Lock, Relaxation, Route, Sealed, Types, assert_complete, assert_distinct, assert_known, assert_listed,
    assert_registered, route, routes, routes_len,
};
pub use crate::upcast::{
    JsonUpcast, Upcasted, assert_locked, assert_previous, locked_version, open_or_rewrite, open_or_upcast,
};

pub fn unlisted_type<T>() -> Result<T, OpenError> {
    Err(OpenError::UnlistedRecordType)
}
