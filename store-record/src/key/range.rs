//! The keys that begin with some components.

use super::RecordKey;
use std::fmt;

/// A half-open range of record keys, for `record_key >= start AND record_key < end`.
///
/// Both bounds compare bytewise (`COLLATE "C"`, SQLite's `BINARY`). `Debug` shows no content.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyRange {
    start: String,
    end: Option<String>,
}

impl KeyRange {
    /// All keys that go on after `prefix`: `#` (0x23) follows a component, `$` (0x24) is the next byte,
    /// and no component's text holds a byte below.
    pub(crate) fn of_prefix(prefix: &str) -> Self {
        if prefix.is_empty() {
            return Self { start: String::new(), end: None };
        }
        Self { start: format!("{prefix}#"), end: Some(format!("{prefix}$")) }
    }

    /// The first bound, inclusive.
    #[must_use]
    pub fn start(&self) -> &str {
        &self.start
    }

    /// The second bound, exclusive; none when the range has no end.
    #[must_use]
    pub fn end(&self) -> Option<&str> {
        self.end.as_deref()
    }

    /// Whether `key` lies in the range.
    #[must_use]
    pub fn contains(&self, key: &RecordKey) -> bool {
        let text = key.as_str();
        text >= self.start.as_str() && self.end.as_deref().is_none_or(|end| text < end)
    }
}

impl fmt::Debug for KeyRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRange(..)")
    }
}
