//! [`KeyRange`]: the record keys that begin with some components, or that are between two.

use super::RecordKey;
use std::fmt;
use std::ops::{Bound, RangeBounds};

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
    /// Creates the range of the keys between two keys of one record type. The ends may be included or not, or absent.
    ///
    /// A key that other components follow isn't in the range of its own: a range ends before them.
    ///
    /// ```
    /// use store_record::{KeyRange, StoreRecord};
    ///
    /// #[derive(StoreRecord)]
    /// #[store_record(type = "event", scope = tenant, key = (stream, number))]
    /// struct Event { tenant: String, stream: String, number: i64 }
    ///
    /// let key = |number| Event::record_key_for("acme", "orders", &number);
    /// let range = KeyRange::new(key(-5)?..=key(10)?);
    /// assert!(range.contains(&key(-5)?) && range.contains(&key(9)?) && range.contains(&key(10)?));
    /// assert!(!range.contains(&key(-6)?) && !range.contains(&key(11)?));
    /// # Ok::<(), store_record::KeyError>(())
    /// ```
    #[must_use]
    pub fn new(bounds: impl RangeBounds<RecordKey>) -> Self {
        // `#` follows a key in the keys with more components. No other key is between the key and that.
        let after = |key: &RecordKey| format!("{}#", key.as_str());
        let start = match bounds.start_bound() {
            Bound::Included(key) => key.as_str().to_owned(),
            Bound::Excluded(key) => after(key),
            Bound::Unbounded => String::new(),
        };
        let end = match bounds.end_bound() {
            Bound::Included(key) => Some(after(key)),
            Bound::Excluded(key) => Some(key.as_str().to_owned()),
            Bound::Unbounded => None,
        };
        Self { start, end }
    }

    /// Returns the range from the first key of this range to the last key of another. Both ends are included, so the
    /// ranges of two values of a component become the range of all values between them.
    ///
    /// ```
    /// use store_record::StoreRecord;
    ///
    /// #[derive(StoreRecord)]
    /// #[store_record(type = "event", scope = tenant, key = (day, number))]
    /// struct Event { tenant: String, day: u32, number: u64 }
    ///
    /// let week = Event::key_range_by_day("acme", &8)?.through(&Event::key_range_by_day("acme", &14)?);
    /// assert_eq!((week.start(), week.end()), ("acme#a8#", Some("acme#b14$")));
    /// assert!(week.contains(&Event::record_key_for("acme", &10, &7)?));
    /// assert!(!week.contains(&Event::record_key_for("acme", &15, &0)?));
    /// # Ok::<(), store_record::KeyError>(())
    /// ```
    #[must_use]
    pub fn through(&self, last: &Self) -> Self {
        Self { start: self.start.clone(), end: last.end.clone() }
    }

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
