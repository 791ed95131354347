//! [`RecordShape`]: the rows of a record type as constant data.

use super::Shape;
use crate::key::KeyEncoding;

/// The rows of a record type in one schema version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordShape {
    /// The record type.
    pub record_type: &'static str,
    /// Former record types whose rows still open.
    pub aliases: &'static [&'static str],
    /// The schema version.
    pub schema_version: i32,
    /// The components of the scope. A global scope has none.
    pub scope: &'static [ComponentShape],
    /// The components of the key.
    pub key: &'static [ComponentShape],
    /// The columns that are filled from the record, each with the path of the field in the program: `created_at`,
    /// `updated_at`, `revision`, and the names of the metadata after `metadata.`.
    pub columns: &'static [(&'static str, &'static str)],
    /// The shape of the payload.
    pub payload: &'static Shape,
    /// The previous schema version, whose rows still open.
    pub previous: Option<&'static RecordShape>,
    /// True if this is a block of the lock and not a type of the program. Its paths are in stored names.
    pub is_locked: bool,
}

/// A component of a scope or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComponentShape {
    /// The path of the field in the program.
    pub name: &'static str,
    /// The encoding of its text.
    pub encoding: KeyEncoding,
}
