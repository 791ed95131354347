//! Payloads that can't be read.

use super::{KeyErrorKind, Path, write_place};
use std::fmt;

/// Why a payload can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The bytes are not UTF-8.
    Utf8,
    /// The bytes begin with a byte order mark of UTF-16.
    Utf16,
    /// The text begins with a byte order mark (U+FEFF), which is not JSON.
    ByteOrderMark,
    /// The text ends inside a value.
    Truncated,
    /// The text is not JSON here.
    Syntax,
    /// Something follows the value.
    TrailingBytes,
    /// The text nests deeper than 128 levels.
    Depth,
    /// An escape in a string is malformed or a lone surrogate.
    Escape,
    /// A string holds U+0000, which JSONB can't store.
    Nul,
    /// A number has more digits than the format allows.
    NumberTooLong,
    /// Another kind of JSON value, or a text of another form, was expected.
    Expected {
        /// What was expected.
        expected: &'static str,
        /// The kind of JSON value that stands there.
        found: &'static str,
    },
    /// A number outside the range of its type.
    OutOfRange(&'static str),
    /// A required field is absent; the offset is that of the object's closing brace.
    Missing,
    /// A field that the type doesn't have. Its name is stored data and not shown; [`explain`](crate::explain()) exposes it.
    UnknownField,
    /// A variant that the enum doesn't have. Its name is stored data and not shown; [`explain`](crate::explain()) exposes it.
    UnknownVariant,
    /// A variant with content where it has none, or without where it has.
    VariantContent,
    /// A name twice in one object, an element twice in one set, or a field under two of its names.
    Duplicate,
    /// An array of another length.
    Length(usize),
    /// A map key that its type can't read.
    MapKey(KeyErrorKind),
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utf8 => f.write_str("invalid UTF-8"),
            Self::Utf16 => f.write_str("the bytes are UTF-16: save them as UTF-8 without a byte order mark"),
            Self::ByteOrderMark => {
                f.write_str("a byte order mark (U+FEFF) comes before the JSON: save it as UTF-8 without one")
            }
            Self::Truncated => f.write_str("the text ends inside a value"),
            Self::Syntax => f.write_str("invalid JSON"),
            Self::TrailingBytes => f.write_str("something follows the value"),
            Self::Depth => f.write_str("the text nests deeper than 128 levels"),
            Self::Escape => f.write_str("invalid escape in a string"),
            Self::Nul => f.write_str("a string holds U+0000"),
            Self::NumberTooLong => f.write_str("a number has too many digits"),
            Self::Expected { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::OutOfRange(expected) => write!(f, "a number out of the range of {expected}"),
            Self::Missing => f.write_str("the field is missing"),
            Self::UnknownField => f.write_str("a field that the type doesn't have"),
            Self::UnknownVariant => f.write_str("a variant that the enum doesn't have"),
            Self::VariantContent => f.write_str("a variant with content where it has none, or without where it has"),
            Self::Duplicate => f.write_str("a name or an element stands there twice"),
            Self::Length(length) => write!(f, "expected an array of exactly {length}"),
            Self::MapKey(kind) => fmt::Display::fmt(kind, f),
        }
    }
}

/// A payload that can't be read: the record type, the path, the rule and the byte offset.
///
/// Holds no stored data. Who needs to see the text at fault asks for it with
/// [`DecodeError::excerpt`].
///
/// ```
/// use store_record::{Payload, StoreValue};
///
/// #[derive(Debug, StoreValue)]
/// struct Person { numbers: Vec<u32> }
///
/// let payload = Payload::from_stored(r#"{"numbers": [1, "078-05-1120"]}"#);
/// let error = payload.decode::<Person>().unwrap_err();
/// assert_eq!(error.to_string(), "can't decode .numbers[1]: expected an unsigned integer, found a string (byte 16)");
/// assert_eq!(error.excerpt(&payload), r#"{"numbers": [1, "078-05-1120"]}"#);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<DecodeFault>);

#[derive(Clone, PartialEq, Eq)]
struct DecodeFault {
    record_type: Option<&'static str>,
    path: Path,
    kind: DecodeErrorKind,
    offset: usize,
}

impl DecodeError {
    #[cold]
    pub(crate) fn new(kind: DecodeErrorKind, offset: usize) -> Self {
        Self(Box::new(DecodeFault { record_type: None, path: Path::default(), kind, offset }))
    }

    /// The error of bytes that are UTF-8 only up to `valid`.
    #[cold]
    pub(crate) fn not_utf8(bytes: &[u8], valid: usize) -> Self {
        let is_utf16 = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
        Self::new(if is_utf16 { DecodeErrorKind::Utf16 } else { DecodeErrorKind::Utf8 }, valid)
    }

    #[cold]
    pub(crate) fn in_field(mut self, name: &'static str) -> Self {
        self.0.path.in_field(name);
        self
    }

    #[cold]
    pub(crate) fn in_index(mut self, index: usize) -> Self {
        self.0.path.in_index(index);
        self
    }

    #[cold]
    pub(crate) fn in_map_key(mut self) -> Self {
        self.0.path.in_map_key();
        self
    }

    #[cold]
    pub(crate) fn in_record(mut self, record_type: &'static str) -> Self {
        self.0.record_type = Some(record_type);
        self
    }

    /// The rule that was broken.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.0.kind
    }

    /// The path to the part at fault; map keys show as `[*]`.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// The byte offset in the text that was read.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// The record type, where a record was read.
    #[must_use]
    pub fn record_type(&self) -> Option<&'static str> {
        self.0.record_type
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("can't decode ")?;
        write_place(f, self.0.record_type, &self.0.path.to_string())?;
        write!(f, ": {} (byte {})", self.0.kind, self.0.offset)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("record_type", &self.0.record_type)
            .field("path", &self.0.path.to_string())
            .field("kind", &self.0.kind)
            .field("offset", &self.0.offset)
            .finish()
    }
}

impl std::error::Error for DecodeError {}
