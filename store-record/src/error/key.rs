//! Errors of keys that can't be written or read.

use std::fmt;

/// The reason why a key component can't be written or read.
///
/// ```
/// use store_record::{KeyErrorKind, RecordKey, StoreRecord};
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "step", scope = global, key = (flow, number))]
/// struct Step { flow: String, number: u32 }
///
/// let error = Step::parse_key(&RecordKey::from_stored("sign-up")).unwrap_err();
/// assert_eq!(error.kind(), KeyErrorKind::Missing);
/// assert_eq!(error.kind().to_string(), "the key has too few components");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyErrorKind {
    /// The year of a date is outside 0000 to 9999.
    DateOutOfRange,
    /// The text isn't the key text of this type.
    Invalid(&'static str),
    /// An integer is outside the range of this type.
    OutOfRange(&'static str),
    /// The key has too few components.
    Missing,
    /// The key has too many components.
    TooMany,
    /// A key that the user wrote rejected the value. The string is its rule, which comes from the program.
    Rejected(&'static str),
}

impl fmt::Display for KeyErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DateOutOfRange => f.write_str("the year of a date in a key must be 0000 to 9999"),
            Self::Invalid(expected) => write!(f, "expected the key text of {expected}"),
            Self::OutOfRange(expected) => write!(f, "the integer is outside the range of {expected}"),
            Self::Missing => f.write_str("the key has too few components"),
            Self::Rejected(rule) => f.write_str(rule),
            Self::TooMany => f.write_str("the key has too many components"),
        }
    }
}

/// An error that says why a key can't be written or read: the component and the reason, never the key.
///
/// ```
/// use store_record::{RecordKey, StoreRecord};
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "step", scope = global, key = (flow, number))]
/// struct Step { flow: String, number: u32 }
///
/// let error = Step::parse_key(&RecordKey::from_stored("sign-up#seven")).unwrap_err();
/// assert_eq!(error.component(), Some("number"));
/// assert_eq!(error.to_string(), "record key, component `number`: expected the key text of an unsigned integer");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyError {
    pub(crate) component: Option<&'static str>,
    pub(crate) kind: KeyErrorKind,
}

impl KeyError {
    pub(crate) fn new(kind: KeyErrorKind) -> Self {
        Self { component: None, kind }
    }

    /// Returns the name of the invalid component, or `None` if the error is about the whole key.
    #[must_use]
    pub fn component(&self) -> Option<&'static str> {
        self.component
    }

    /// Returns the reason.
    #[must_use]
    pub fn kind(&self) -> KeyErrorKind {
        self.kind
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.component {
            Some(component) => write!(f, "record key, component `{component}`: {}", self.kind),
            None => write!(f, "record key: {}", self.kind),
        }
    }
}

impl std::error::Error for KeyError {}
