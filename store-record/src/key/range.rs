//! [`KeyRange`]: the record keys that begin with some components.

use super::RecordKey;
use std::fmt;

/// A half-open range of record keys, for a query with `record_key >= start AND record_key < end`.
///
/// The database must compare bytewise: `COLLATE "C"` in PostgreSQL, `BINARY` in SQLite. `Debug` shows no content.
///
/// ```
/// use store_record::StoreRecord;
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "event", scope = tenant, key = (stream, number))]
/// struct Event { tenant: String, stream: String, number: u64 }
///
/// let range = Event::key_range_by_stream("acme", "orders")?;
/// assert_eq!((range.start(), range.end()), ("acme#orders#", Some("acme#orders$")));
/// assert!(range.contains(&Event::record_key_for("acme", "orders", &7)?));
/// assert!(!range.contains(&Event::record_key_for("acme", "orders2", &7)?));
/// # Ok::<(), store_record::KeyError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct KeyRange {
    start: String,
    end: Option<String>,
}

impl KeyRange {
    /// Returns the range of all keys with more components after `prefix`.
    ///
    /// `#` (0x23) follows a component, `$` (0x24) is the next byte, and no component's text has a byte below `$`.
    pub(crate) fn from_prefix(prefix: &str) -> Self {
        Self { start: format!("{prefix}#"), end: Some(format!("{prefix}$")) }
    }

    /// Returns the range of all keys.
    pub(crate) fn all() -> Self {
        Self { start: String::new(), end: None }
    }

    /// Returns the lower bound, which is inclusive.
    #[must_use]
    pub fn start(&self) -> &str {
        &self.start
    }

    /// Returns the upper bound, which is exclusive, or `None` if the range has no end.
    #[must_use]
    pub fn end(&self) -> Option<&str> {
        self.end.as_deref()
    }

    /// Returns true if `key` is in the range.
    #[must_use]
    pub fn contains(&self, key: &RecordKey) -> bool {
        let text = key.as_str();
        text >= self.start.as_str() && self.end.as_deref().is_none_or(|end| text < end)
    }
}

/// Shows no content.
impl fmt::Debug for KeyRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRange(..)")
    }
}
