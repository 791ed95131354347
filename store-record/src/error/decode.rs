//! Errors of payloads that can't be read.

use super::{KeyErrorKind, Path, write_location};
use std::fmt;

/// The reason why a payload can't be read.
///
/// ```
/// use store_record::DecodeErrorKind;
///
/// let error = store_record::from_slice::<Vec<u16>>(b"[1, 65536]").unwrap_err();
/// assert_eq!(error.kind(), DecodeErrorKind::OutOfRange("u16"));
/// assert_eq!(error.kind().to_string(), "the number is outside the range of u16");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The bytes are not UTF-8.
    Utf8,
    /// The bytes begin with a byte order mark of UTF-16.
    Utf16,
    /// The text begins with a byte order mark (U+FEFF), which JSON doesn't allow.
    ByteOrderMark,
    /// The text ends inside a value.
    Truncated,
    /// The text is not JSON at this offset.
    Syntax,
    /// The text continues after the value.
    TrailingBytes,
    /// The text nests deeper than 128 levels.
    Depth,
    /// An escape in a string is invalid, or is half of a surrogate pair.
    Escape,
    /// A string has U+0000, which JSONB can't store.
    Nul,
    /// A number has more digits than the format allows.
    NumberTooLong,
    /// The value is another kind of JSON, or a string in another form.
    Expected {
        /// The expected kind or form.
        expected: &'static str,
        /// The kind of JSON that was found.
        found: &'static str,
    },
    /// A number is outside the range of this type, or this type can't represent it exactly.
    OutOfRange(&'static str),
    /// A required field is missing. The offset is that of the object's closing brace.
    Missing,
    /// The type doesn't have the field. Its name is stored data: [`explain`](crate::explain()) exposes it.
    UnknownField,
    /// The enum doesn't have the variant. Its name is stored data: [`explain`](crate::explain()) exposes it.
    UnknownVariant,
    /// A variant without content has some, or a variant with content has none.
    VariantContent,
    /// An object has a name twice or a field under two of its names, or a set has an element twice.
    Duplicate,
    /// The array doesn't have this number of elements.
    Length(usize),
    /// A map key can't be read as its type.
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
            Self::Truncated => f.write_str("the JSON text ends inside a value"),
            Self::Syntax => f.write_str("invalid JSON"),
            Self::TrailingBytes => f.write_str("the JSON text continues after the value"),
            Self::Depth => f.write_str("the JSON text nests deeper than 128 levels"),
            Self::Escape => f.write_str("invalid escape in a string"),
            Self::Nul => f.write_str("a string has U+0000, which JSONB can't store"),
            Self::NumberTooLong => f.write_str("a number has too many digits"),
            Self::Expected { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::OutOfRange(expected) => write!(f, "the number is outside the range of {expected}"),
            Self::Missing => f.write_str("missing field"),
            Self::UnknownField => f.write_str("unknown field"),
            Self::UnknownVariant => f.write_str("unknown variant"),
            Self::VariantContent => f.write_str("a variant with content has none, or one without content has some"),
            Self::Duplicate => f.write_str("duplicate name or element"),
            Self::Length(length) => write!(f, "expected an array of exactly {length} elements"),
            Self::MapKey(kind) => kind.fmt(f),
        }
    }
}

/// An error that says why a payload can't be read: its record type, the path to the invalid part, the reason, and the
/// byte offset.
///
/// It holds no stored data. Call [`DecodeError::excerpt`] to see the text at the offset, or
/// [`explain`](crate::explain()) to see all differences between a payload and a type.
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

    /// Creates the error of bytes that are UTF-8 only up to `valid`.
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

    /// Returns the error of a part of a text as one of the whole text, in which `start` bytes are before the part.
    #[cold]
    pub(crate) fn after(mut self, start: usize) -> Self {
        self.0.offset += start;
        self
    }

    #[cold]
    pub(crate) fn in_path(mut self, path: Path) -> Self {
        self.0.path = path;
        self
    }

    #[cold]
    pub(crate) fn in_record(mut self, record_type: &'static str) -> Self {
        self.0.record_type = Some(record_type);
        self
    }

    /// Returns the reason.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.0.kind
    }

    /// Returns the path to the invalid part.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Returns the byte offset in the text that was read.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// Returns the record type if a record was being read.
    #[must_use]
    pub fn record_type(&self) -> Option<&'static str> {
        self.0.record_type
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("can't decode ")?;
        write_location(f, self.0.record_type, &self.0.path)?;
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
