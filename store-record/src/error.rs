//! Errors that can't hold stored data (design law: nothing leaks).
//!
//! An error knows the record type, a path of static names and indices, the rule, and for a decode
//! error a byte offset. None has a field in which a value, a map key, an unknown field's name or a
//! record key could stand.

use std::fmt;

/// One step from a value to a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Name(&'static str),
    Index(usize),
    MapKey,
}

/// A path inside a record, of names from the program and indices: `.lines[3].price`.
///
/// Map keys are stored data and show as `[*]`.
///
/// ```
/// use std::collections::BTreeMap;
///
/// let error = store_record::from_slice::<BTreeMap<String, Vec<u8>>>(br#"{"Ada": 1}"#).unwrap_err();
/// assert_eq!(error.path().to_string(), "[*]");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path {
    /// Innermost step first: a path grows while an error travels outwards.
    steps: Vec<Step>,
}

impl Path {
    pub(crate) fn in_field(&mut self, name: &'static str) {
        self.steps.push(Step::Name(name));
    }

    pub(crate) fn in_index(&mut self, index: usize) {
        self.steps.push(Step::Index(index));
    }

    pub(crate) fn in_map_key(&mut self) {
        self.steps.push(Step::MapKey);
    }

    /// Whether the path stands for the record itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in self.steps.iter().rev() {
            match step {
                Step::Name(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::MapKey => f.write_str("[*]")?,
            }
        }
        Ok(())
    }
}

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
    /// Two members of one object have the same name.
    DuplicateName,
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
    /// A rule of a codec that the user wrote.
    Refused(&'static str),
}

impl fmt::Display for EncodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFinite => f.write_str("a float that is NaN or infinite can't be stored"),
            Self::Nul => f.write_str("a text with U+0000 can't be stored in JSONB"),
            Self::Depth => f.write_str("the value nests deeper than 128 levels"),
            Self::DateOutOfRange => f.write_str("the date is outside the years 0000 to 9999 in UTC or its own offset"),
            Self::OffsetWithSeconds => f.write_str("a UTC offset with seconds can't be written as RFC 3339"),
            Self::DuplicateName => f.write_str("two members of one object have the same name"),
            Self::AmbiguousVariant => f.write_str("an unknown variant holds what a known variant would be read from"),
            Self::Key(kind) => fmt::Display::fmt(kind, f),
            Self::TooLong { column, limit } => {
                write!(f, "the {column} is longer than its limit of {limit} bytes")
            }
            Self::RevisionOutOfRange => f.write_str("the revision is outside the range of a signed 64-bit integer"),
            Self::Refused(rule) => f.write_str(rule),
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
/// let error = Payload::of(&Reading { celsius: vec![20.5, f64::NAN] }).unwrap_err();
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

/// Why a payload can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The bytes are not UTF-8.
    Utf8,
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
    /// A required field is absent.
    Missing,
    /// A field that the type doesn't have. Its name is stored data and not shown.
    UnknownField,
    /// A variant that the enum doesn't have. Its name is stored data and not shown.
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

    pub(crate) fn at_offset(mut self, offset: usize) -> Self {
        self.0.offset = offset;
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

    /// Up to 40 characters of `payload` around the offset: stored data, which may be sensitive.
    ///
    /// For a person at a console who asks for it; never for a log.
    #[must_use]
    pub fn excerpt<'a>(&self, payload: &'a crate::Payload) -> &'a str {
        let text = payload.expose_json();
        let start = text.floor_char_boundary(self.0.offset.saturating_sub(20));
        let end = text.floor_char_boundary(self.0.offset.saturating_add(20));
        text.get(start..end).unwrap_or("")
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
}

impl fmt::Display for KeyErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DateOutOfRange => f.write_str("a date outside the years 0000 to 9999 is no key"),
            Self::Invalid(expected) => write!(f, "the key text is not that of {expected}"),
            Self::OutOfRange(expected) => write!(f, "an integer out of the range of {expected}"),
            Self::Missing => f.write_str("the key has too few components"),
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

/// Why an envelope can't be opened.
///
/// What the row holds is not shown: not its record type, its scope, its key.
///
/// ```
/// use store_record::{Envelope, Metadata, OpenError, StoreRecord};
///
/// #[derive(Debug, PartialEq, StoreRecord)]
/// #[store_record(type = "account", scope = global, key = id, metadata(email))]
/// struct Account { id: u64, email: String }
///
/// let mut columns = Account { id: 7, email: "ada@example.com".into() }.to_envelope()?.into_columns();
/// columns.metadata = Metadata::from_stored(r#"{"email": "eve@example.com"}"#);
/// let error = Envelope::from_columns(columns).open::<Account>().unwrap_err();
/// assert_eq!(error, OpenError::Mismatch { record_type: "account", column: "metadata" });
/// # Ok::<(), store_record::EncodeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// The row is of another record type.
    RecordType {
        /// The record type that was asked for.
        expected: &'static str,
    },
    /// The row's record type is in no variant of the manifest.
    UnlistedRecordType,
    /// The row stands in another scope than the one that was asked for.
    OtherScope {
        /// The record type that was asked for; empty when a manifest was asked.
        record_type: &'static str,
    },
    /// The row was written by a newer program.
    FutureSchemaVersion {
        /// The record type.
        record_type: &'static str,
        /// The newest schema version that this program reads.
        known: i32,
        /// The row's schema version.
        found: i32,
    },
    /// The row's schema version has no decode route.
    UnsupportedSchemaVersion {
        /// The record type.
        record_type: &'static str,
        /// The schema version that this program reads.
        known: i32,
        /// The row's schema version.
        found: i32,
    },
    /// The payload can't be read.
    Payload(DecodeError),
    /// The decoded record can't give its key or its columns again.
    Columns(EncodeError),
    /// A column says something else than the payload: the row was edited or copied by hand.
    Mismatch {
        /// The record type.
        record_type: &'static str,
        /// The column.
        column: &'static str,
    },
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RecordType { expected } => {
                write!(f, "can't open as `{expected}`: the row is of another record type")
            }
            Self::UnlistedRecordType => f.write_str("can't open: no variant of the manifest has the row's record type"),
            Self::OtherScope { record_type: "" } => f.write_str("can't open: the row stands in another scope"),
            Self::OtherScope { record_type } => {
                write!(f, "can't open `{record_type}`: the row stands in another scope")
            }
            Self::FutureSchemaVersion { record_type, known, found } => write!(
                f,
                "can't open `{record_type}`: schema version {found} is newer than {known}, the newest this program reads"
            ),
            Self::UnsupportedSchemaVersion { record_type, known, found } => write!(
                f,
                "can't open `{record_type}`: schema version {found} has no decode route; this program reads {known}"
            ),
            Self::Payload(error) => fmt::Display::fmt(error, f),
            Self::Columns(error) => fmt::Display::fmt(error, f),
            Self::Mismatch { record_type, column } => {
                write!(f, "can't open `{record_type}`: the column `{column}` says something else than the payload")
            }
        }
    }
}

impl std::error::Error for OpenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Payload(error) => Some(error),
            Self::Columns(error) => Some(error),
            _ => None,
        }
    }
}

fn write_place(f: &mut fmt::Formatter<'_>, record_type: Option<&str>, path: &str) -> fmt::Result {
    match record_type {
        Some(record_type) => write!(f, "`{record_type}`")?,
        None if path.is_empty() => f.write_str("the value")?,
        None => {}
    }
    match (record_type, path) {
        (Some(_), "") | (None, _) => f.write_str(path),
        (Some(_), path) => write!(f, " at {path}"),
    }
}
