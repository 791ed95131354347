//! Errors, which can't hold stored data.
//!
//! An error has the record type, a path of names and indices, the rule, and a byte offset if it is about reading. No
//! error has a field for a value, a map key, an unknown field's name or a record key. Two fields may hold stored data:
//! an I/O error, and the error of an upcast, which the user's code creates. Neither is part of a message, of `Debug` or
//! of `source`.
//!
//! The message of an error contains the message of the error that it wraps. `source` therefore skips the wrapped error
//! and returns the source of that one, so that a report that prints the chain repeats nothing.

use std::fmt;

mod decode;
mod encode;
mod key;
mod open;
mod path;
mod upcast;

pub use decode::{DecodeError, DecodeErrorKind};
pub use encode::{EncodeError, EncodeErrorKind};
pub use key::{KeyError, KeyErrorKind};
pub use open::OpenError;
pub use path::Path;
pub use upcast::UpcastError;

/// Writes where an error is: `` `account` at .email ``, `` `account` ``, `.email` or `the value`.
fn write_location(f: &mut fmt::Formatter<'_>, record_type: Option<&str>, path: &Path) -> fmt::Result {
    match (record_type, path.is_empty()) {
        (Some(record_type), true) => write!(f, "`{record_type}`"),
        (Some(record_type), false) => write!(f, "`{record_type}` at {path}"),
        (None, true) => f.write_str("the value"),
        (None, false) => write!(f, "{path}"),
    }
}
