//! Errors of records that can't be written.

use super::{DecodeErrorKind, KeyError, KeyErrorKind, Path, write_location};
use std::fmt;

/// The reason why a value can't be written.
///
/// ```
/// use store_record::{EncodeErrorKind, Payload};
///
/// let error = Payload::new(&"a\0b".to_owned()).unwrap_err();
/// assert_eq!(error.kind(), EncodeErrorKind::Nul);
/// assert_eq!(error.kind().to_string(), "a string has U+0000, which JSONB can't store");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// A float is NaN or infinite, which JSON can't represent.
    NotFinite,
    /// A string has U+0000, which JSONB can't store.
    Nul,
    /// The value nests deeper than 128 levels.
    Depth,
    /// The year of a date is outside 0000 to 9999, or an instant is out of range.
    DateOutOfRange,
    /// A UTC offset has seconds, which RFC 3339 can't represent.
    OffsetWithSeconds,
    /// A UTC offset is 24 hours or more, which RFC 3339 can't represent.
    OffsetOutOfRange,
    /// Two members of one object have the same name.
    DuplicateName,
    /// Two elements of a set, or two keys of a map that is stored as pairs, have the same JSON text.
    DuplicateElement,
    /// The JSON text of an unknown variant would be read as a known variant, or that of an untagged variant as an earlier one.
    AmbiguousVariant,
    /// A map key or a key component can't be written.
    Key(KeyErrorKind),
    /// The text of a column is longer than its limit.
    TooLong {
        /// The column.
        column: &'static str,
        /// The limit in bytes of UTF-8.
        limit: usize,
    },
    /// A revision is outside the range of `i64`.
    RevisionOutOfRange,
    /// A codec of the user or of another crate wrote JSON that it can't read back.
    NotReadBack(DecodeErrorKind),
    /// A codec of the user or of another crate reads back a value other than the one that it wrote.
    ReadBackDiffers,
    /// The record that is read back from its payload has another value in this column.
    ColumnReadBackDiffers {
        /// The column.
        column: &'static str,
    },
    /// A codec rejected the value. The string is the codec's rule, which comes from the program.
    Rejected(&'static str),
}

impl fmt::Display for EncodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFinite => f.write_str("a float that is NaN or infinite can't be stored"),
            Self::Nul => f.write_str("a string has U+0000, which JSONB can't store"),
            Self::Depth => f.write_str("the value nests deeper than 128 levels"),
            Self::DateOutOfRange => f.write_str("the date is outside the years 0000 to 9999 in UTC or its own offset"),
            Self::OffsetWithSeconds => f.write_str("a UTC offset with seconds can't be written as RFC 3339"),
            Self::OffsetOutOfRange => f.write_str("a UTC offset of 24 hours or more can't be written as RFC 3339"),
            Self::DuplicateName => f.write_str("two members of one object have the same name"),
            Self::DuplicateElement => f.write_str("two elements of one set have the same JSON text"),
            Self::AmbiguousVariant => {
                f.write_str("the value would be read as another variant of the enum: use that variant")
            }
            Self::Key(kind) => kind.fmt(f),
            Self::TooLong { column, limit } => {
                write!(f, "the {column} is longer than its limit of {limit} bytes")
            }
            Self::RevisionOutOfRange => f.write_str("the revision is outside the range of a signed 64-bit integer"),
            Self::NotReadBack(kind) => write!(f, "the codec can't read back what it writes: {kind}"),
            Self::ReadBackDiffers => f.write_str("the codec reads back another value than it writes"),
            Self::ColumnReadBackDiffers { column } => {
                write!(
                    f,
                    "the column `{column}` differs after the payload is read back: a codec loses a part of its value"
                )
            }
            Self::Rejected(rule) => f.write_str(rule),
        }
    }
}

/// An error that says why a record can't be written: its record type, the path to the invalid part, and the rule.
///
/// It holds no stored data.
///
/// ```
/// use store_record::{EncodeErrorKind, Payload, StoreValue};
///
/// #[derive(StoreValue)]
/// struct Reading { celsius: Vec<f64> }
///
/// let error = Payload::new(&Reading { celsius: vec![20.5, f64::NAN] }).unwrap_err();
/// assert_eq!((error.kind(), error.path().to_string()), (EncodeErrorKind::NotFinite, ".celsius[1]".to_owned()));
/// assert_eq!(error.to_string(), "can't encode .celsius[1]: a float that is NaN or infinite can't be stored");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct EncodeError(Box<EncodeFault>);

#[derive(Clone, PartialEq, Eq)]
struct EncodeFault {
    record_type: Option<&'static str>,
    path: Path,
    kind: EncodeErrorKind,
}

impl EncodeError {
    pub(crate) fn new(path: Path, kind: EncodeErrorKind) -> Self {
        Self(Box::new(EncodeFault { record_type: None, path, kind }))
    }

    pub(crate) fn in_record(mut self, record_type: &'static str) -> Self {
        self.0.record_type = Some(record_type);
        self
    }

    /// Returns the reason.
    #[must_use]
    pub fn kind(&self) -> EncodeErrorKind {
        self.0.kind
    }

    /// Returns the path to the invalid part, such as `.lines[3].price`.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Returns the record type if a record was being written.
    #[must_use]
    pub fn record_type(&self) -> Option<&'static str> {
        self.0.record_type
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("can't encode ")?;
        write_location(f, self.0.record_type, &self.0.path)?;
        write!(f, ": {}", self.0.kind)
    }
}

impl fmt::Debug for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodeError")
            .field("record_type", &self.0.record_type)
            .field("path", &self.0.path.to_string())
            .field("kind", &self.0.kind)
            .finish()
    }
}

impl std::error::Error for EncodeError {}

impl From<KeyError> for EncodeError {
    fn from(error: KeyError) -> Self {
        Self::new(error.component.map_or_else(Path::default, Path::from_member), EncodeErrorKind::Key(error.kind))
    }
}
