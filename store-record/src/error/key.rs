//! Keys that can't be written or read.

use std::fmt;

/// Why a key component can't be written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyErrorKind {
    /// A date's year lies outside 0000 to 9999.
    DateOutOfRange,
    /// The text is not the key text of the type expected.
    Invalid(&'static str),
    /// An integer outside the range of its type.
    OutOfRange(&'static str),
    /// The key has fewer components.
    Missing,
    /// The key has more components.
    TooMany,
    /// A rule of a key that the user wrote.
    Rejected(&'static str),
}

impl fmt::Display for KeyErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DateOutOfRange => f.write_str("a date outside the years 0000 to 9999 is no key"),
            Self::Invalid(expected) => write!(f, "the key text is not that of {expected}"),
            Self::OutOfRange(expected) => write!(f, "an integer out of the range of {expected}"),
            Self::Missing => f.write_str("the key has too few components"),
            Self::Rejected(rule) => f.write_str(rule),
            Self::TooMany => f.write_str("the key has too many components"),
        }
    }
}

/// A key that can't be written or read: the component and the rule, never the key.
///
/// ```
/// use store_record::{RecordKey, StoreRecord};
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "step", scope = global, key = (flow, number))]
/// struct Step { flow: String, number: u32 }
///
/// let error = Step::parse_key(&RecordKey::from_stored("sign-up#seven")).unwrap_err();
/// assert_eq!(error.component(), "number");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyError {
    pub(crate) component: &'static str,
    pub(crate) kind: KeyErrorKind,
}

impl KeyError {
    pub(crate) fn new(kind: KeyErrorKind) -> Self {
        Self { component: "", kind }
    }

    /// The component's name; empty where the whole key is at fault.
    #[must_use]
    pub fn component(&self) -> &'static str {
        self.component
    }

    /// The rule that was broken.
    #[must_use]
    pub fn kind(&self) -> KeyErrorKind {
        self.kind
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.component.is_empty() {
            write!(f, "record key: {}", self.kind)
        } else {
            write!(f, "record key, component `{}`: {}", self.component, self.kind)
        }
    }
}

impl std::error::Error for KeyError {}
