//! Errors that can't hold stored data (design law: nothing leaks).
//!
//! An error knows the record type, a path of static names and indices, the rule, and for a decode
//! error a byte offset. None has a field in which a value, a map key, an unknown field's name or a
//! record key could stand. The exceptions are an I/O error and the error of an upcast, which the user's code makes:
//! they are reached by name, and no message, `Debug` or `source` shows them.
//!
//! The message of an error contains the whole message of the error that it wraps. So `source` skips the wrapped error
//! and returns the source of that one; a report that prints the chain repeats nothing.

use crate::path_name::PathName;
use std::fmt;

mod decode;
mod encode;
mod key;
mod open;
mod upcast;

pub use decode::{DecodeError, DecodeErrorKind};
pub use encode::{EncodeError, EncodeErrorKind};
pub use key::{KeyError, KeyErrorKind};
pub use open::OpenError;
pub use upcast::UpcastError;

/// One step from a value to a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Name(&'static str),
    Index(usize),
    MapKey,
}

/// A path inside a record, of names from the program and indices: `.lines[3].price`.
///
/// Map keys are stored data and show as `[*]`. In a name the characters `%`, `.`, `#`, `[`, `]`, `"`, `\` and control
/// characters are written as `%` and two hexadecimal digits: a field stored as `a.b` is `.a%2Eb`.
///
/// ```
/// use std::collections::BTreeMap;
///
/// let error = store_record::from_slice::<BTreeMap<String, Vec<u8>>>(br#"{"Ada": 1}"#).unwrap_err();
/// assert_eq!(error.path().to_string(), "[*]");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path {
    /// Innermost step first: a path grows while an error travels outwards.
    steps: Vec<Step>,
}

impl Path {
    pub(crate) fn in_field(&mut self, name: &'static str) {
        self.steps.push(Step::Name(name));
    }

    pub(crate) fn in_index(&mut self, index: usize) {
        self.steps.push(Step::Index(index));
    }

    pub(crate) fn in_map_key(&mut self) {
        self.steps.push(Step::MapKey);
    }

    /// The innermost step, if it is a name.
    pub(crate) fn last_name(&self) -> Option<&'static str> {
        match self.steps.first() {
            Some(Step::Name(name)) => Some(name),
            _ => None,
        }
    }

    /// Whether the path stands for the record itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in self.steps.iter().rev() {
            match step {
                Step::Name(name) => write!(f, ".{}", PathName(name))?,
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::MapKey => f.write_str("[*]")?,
            }
        }
        Ok(())
    }
}

fn write_place(f: &mut fmt::Formatter<'_>, record_type: Option<&str>, path: &str) -> fmt::Result {
    match record_type {
        Some(record_type) => write!(f, "`{record_type}`")?,
        None if path.is_empty() => f.write_str("the value")?,
        None => {}
    }
    match (record_type, path) {
        (Some(_), "") | (None, _) => f.write_str(path),
        (Some(_), path) => write!(f, " at {path}"),
    }
}
