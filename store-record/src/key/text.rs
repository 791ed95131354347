//! [`RecordKey`] and [`Scope`]: ordered text, which is stored data. `Debug` doesn't show it.

use super::KeyRange;
use std::fmt;

/// The ordered text of a record's scope and key components, at most 1,536 bytes in an envelope.
///
/// Record keys compare bytewise, which is the order of their components. `Debug` shows no content, and there is no
/// `Display`.
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

/// The ordered text of what bounds a record, such as a tenant: at most 512 bytes in an envelope, and empty if the scope
/// is global.
///
/// A scope of one optional component that is `None` is empty too. Such a record and a global one differ by their record
/// type. `Debug` shows no content, and there is no `Display`.
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
    /// Wraps the text that a store read. It is checked when the envelope is opened.
    #[must_use]
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the text. It is stored data, which may be sensitive: don't log it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the text. It is stored data, which may be sensitive: don't log it.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Scope {
    /// Returns the scope of global records, which is empty.
    #[must_use]
    pub fn global() -> Self {
        Self(String::new())
    }

    /// Wraps the text that a store read. It is checked when the envelope is opened.
    #[must_use]
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns true if the scope is empty.
    #[must_use]
    pub fn is_global(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the text. It is stored data, which may be sensitive: don't log it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the text. It is stored data, which may be sensitive: don't log it.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    /// Returns the range of all record keys of the scope: from `scope#` up to, not including, `scope$`.
    ///
    /// The range of the global scope contains the keys of every scope. A query must compare the column `scope` too.
    #[must_use]
    pub fn key_range(&self) -> KeyRange {
        if self.is_global() { KeyRange::all() } else { KeyRange::from_prefix(&self.0) }
    }
}

/// Returns the text, as [`RecordKey::as_str`] does.
impl AsRef<str> for RecordKey {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Returns the text, as [`Scope::as_str`] does.
impl AsRef<str> for Scope {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Shows no content.
impl fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordKey(..)")
    }
}

/// Shows no content, only whether the scope is global.
impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_global() { "Scope::global()" } else { "Scope(..)" })
    }
}
