//! Records that can't be written.

use super::{DecodeErrorKind, KeyError, KeyErrorKind, write_place};
use std::fmt;

/// Why a value can't be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// A float is NaN or infinite; JSON has no such number.
    NotFinite,
    /// A text holds U+0000, which JSONB can't store.
    Nul,
    /// The value nests deeper than 128 levels.
    Depth,
    /// A date's year lies outside 0000 to 9999, or an instant outside what can be written.
    DateOutOfRange,
    /// A UTC offset has seconds, which RFC 3339 can't write.
    OffsetWithSeconds,
    /// A UTC offset is 24 hours or more, which RFC 3339 can't write.
    OffsetOutOfRange,
    /// Two members of one object have the same name.
    DuplicateName,
    /// Two elements of one set, or two keys of a map that is stored as pairs, are written as the same JSON.
    DuplicateElement,
    /// An unknown variant's text is the name of a known variant, so it would be read as that one.
    AmbiguousVariant,
    /// A map key or a key component can't be written.
    Key(KeyErrorKind),
    /// A column's text is over its limit in bytes.
    TooLong {
        /// The column.
        column: &'static str,
        /// Its limit in bytes.
        limit: usize,
    },
    /// A revision doesn't fit a signed 64-bit integer.
    RevisionOutOfRange,
    /// A codec of another crate or of the user wrote what it doesn't read.
    NotReadBack(DecodeErrorKind),
    /// A codec of another crate or of the user read another value than it wrote.
    ReadBackDiffers,
    /// The record that is read back from its payload has another value in this column.
    ColumnReadBackDiffers {
        /// The column.
        column: &'static str,
    },
    /// A rule of a codec that the user wrote.
    Rejected(&'static str),
}

impl fmt::Display for EncodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFinite => f.write_str("a float that is NaN or infinite can't be stored"),
            Self::Nul => f.write_str("a text with U+0000 can't be stored in JSONB"),
            Self::Depth => f.write_str("the value nests deeper than 128 levels"),
            Self::DateOutOfRange => f.write_str("the date is outside the years 0000 to 9999 in UTC or its own offset"),
            Self::OffsetWithSeconds => f.write_str("a UTC offset with seconds can't be written as RFC 3339"),
            Self::OffsetOutOfRange => f.write_str("a UTC offset of 24 hours or more can't be written as RFC 3339"),
            Self::DuplicateName => f.write_str("two members of one object have the same name"),
            Self::DuplicateElement => f.write_str("two elements of one set are written as the same JSON"),
            Self::AmbiguousVariant => f.write_str("an unknown variant holds what a known variant would be read from"),
            Self::Key(kind) => fmt::Display::fmt(kind, f),
            Self::TooLong { column, limit } => {
                write!(f, "the {column} is longer than its limit of {limit} bytes")
            }
            Self::RevisionOutOfRange => f.write_str("the revision is outside the range of a signed 64-bit integer"),
            Self::NotReadBack(kind) => write!(f, "the codec writes what it doesn't read: {kind}"),
            Self::ReadBackDiffers => f.write_str("the codec reads another value than it wrote"),
            Self::ColumnReadBackDiffers { column } => {
                write!(
                    f,
                    "the column `{column}` differs once the payload is read back: a codec loses a part of its value"
                )
            }
            Self::Rejected(rule) => f.write_str(rule),
        }
    }
}

/// A record that can't be written: its type, the path to the part at fault, and the rule.
///
/// ```
/// use store_record::{Payload, StoreValue};
///
/// #[derive(StoreValue)]
/// struct Reading { celsius: Vec<f64> }
///
/// let error = Payload::new(&Reading { celsius: vec![20.5, f64::NAN] }).unwrap_err();
/// assert_eq!(error.to_string(), "can't encode .celsius[1]: a float that is NaN or infinite can't be stored");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct EncodeError(Box<EncodeFault>);

#[derive(Clone, PartialEq, Eq)]
struct EncodeFault {
    record_type: Option<&'static str>,
    path: String,
    kind: EncodeErrorKind,
}

impl EncodeError {
    pub(crate) fn new(path: String, kind: EncodeErrorKind) -> Self {
        Self(Box::new(EncodeFault { record_type: None, path, kind }))
    }

    pub(crate) fn in_record(mut self, record_type: &'static str) -> Self {
        self.0.record_type = Some(record_type);
        self
    }

    /// The rule that was broken.
    #[must_use]
    pub fn kind(&self) -> EncodeErrorKind {
        self.0.kind
    }

    /// The path to the part at fault, such as `.lines[3].price`; map keys show as `[*]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The record type, where a record was encoded.
    #[must_use]
    pub fn record_type(&self) -> Option<&'static str> {
        self.0.record_type
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("can't encode ")?;
        write_place(f, self.0.record_type, &self.0.path)?;
        write!(f, ": {}", self.0.kind)
    }
}

impl fmt::Debug for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodeError")
            .field("record_type", &self.0.record_type)
            .field("path", &self.0.path)
            .field("kind", &self.0.kind)
            .finish()
    }
}

impl std::error::Error for EncodeError {}

impl From<KeyError> for EncodeError {
    fn from(error: KeyError) -> Self {
        let path = if error.component.is_empty() { String::new() } else { format!(".{}", error.component) };
        Self::new(path, EncodeErrorKind::Key(error.kind))
    }
}
