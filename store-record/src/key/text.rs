//! The texts of a scope and a record key, which are stored data and show only on request.

use super::KeyRange;
use std::fmt;

/// The ordered text of a record's scope and key components.
///
/// Texts compare as their components do, bytewise. `Debug` shows no content.
///
/// ```
/// use store_record::{RecordKey, StoreRecord};
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "step", scope = global, key = number)]
/// struct Step { number: u32 }
///
/// let (nine, ten) = (Step { number: 9 }.record_key()?, Step { number: 10 }.record_key()?);
/// assert_eq!((nine.as_str(), ten.as_str()), ("a9", "b10"));
/// assert!(nine < ten);
/// assert_eq!(Step::parse_key(&RecordKey::from_stored("b10"))?, 10);
/// # Ok::<(), store_record::KeyError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey(String);

/// The text of what bounds a record, such as a tenant; empty when global.
///
/// `Debug` shows no content. A scope of one optional component is, when that is none, as empty as the
/// global one: the two differ by record type.
///
/// ```
/// use store_record::{Scope, StoreRecord};
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "role", scope = (tenant, application), key = name)]
/// struct Role { tenant: String, application: u16, name: String }
///
/// let scope = Role::scope_for("acme", &3)?;
/// assert_eq!(scope.as_str(), "acme#a3");
/// assert!(scope.key_range().contains(&Role::record_key_for("acme", &3, "admin")?));
/// assert!(Scope::global().is_global());
/// # Ok::<(), store_record::KeyError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope(String);

impl RecordKey {
    /// A key as a database gave it; it is checked when the envelope is opened.
    #[must_use]
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text: stored data, which may be sensitive.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Scope {
    /// The scope of records that have none.
    #[must_use]
    pub fn global() -> Self {
        Self(String::new())
    }

    /// A scope as a database gave it; it is checked when the envelope is opened.
    #[must_use]
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Whether it is the scope of records that have none.
    #[must_use]
    pub fn is_global(&self) -> bool {
        self.0.is_empty()
    }

    /// The text: stored data, which may be sensitive.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    /// All record keys of the scope: from `scope#` up to, not including, `scope$`.
    ///
    /// The global scope's range is that of all keys; compare the scope column too.
    #[must_use]
    pub fn key_range(&self) -> KeyRange {
        if self.is_global() { KeyRange::all() } else { KeyRange::of_prefix(&self.0) }
    }
}

impl fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordKey(..)")
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_global() { "Scope::global()" } else { "Scope(..)" })
    }
}
