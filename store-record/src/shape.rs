//! [`Shape`]: what the stored form of a type is, as constant data.

use crate::key::KeyEncoding;

pub(crate) mod difference;

/// The stored form of a type, known while compiling: its kind, its names, what may be absent.
///
/// Two types of one shape read each other's payloads. A derive gives the shape of a struct or an enum; a [`StoreValue`]
/// written by hand has [`Shape::Custom`] unless it says another.
///
/// ```
/// use store_record::{Shape, StoreValue};
///
/// #[derive(StoreValue)]
/// struct Address { city: String, lines: Vec<String> }
///
/// let Shape::Struct(address) = Address::SHAPE else { panic!() };
/// assert_eq!((address.name, address.fields[0].name), ("Address", "city"));
/// assert_eq!(address.fields[1].shape, &Shape::List(&Shape::Text(store_record::TextForm::Any)));
/// ```
///
/// [`StoreValue`]: crate::StoreValue
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shape {
    /// `true` or `false`.
    Bool,
    /// A number without a fraction.
    Integer(IntegerShape),
    /// A finite float of so many bits.
    Float {
        /// 32 or 64.
        bits: u8,
    },
    /// A string.
    Text(TextForm),
    /// `null` or the value.
    Optional(&'static Shape),
    /// An array of any length.
    List(&'static Shape),
    /// An array of any length whose elements differ, in canonical order.
    Set(&'static Shape),
    /// An array of any length whose elements differ, in an order of its own.
    OrderedSet(&'static Shape),
    /// An array of any length of pairs whose first elements differ.
    Pairs(&'static Shape, &'static Shape),
    /// An array of exactly so many.
    Array(&'static Shape, usize),
    /// An array with a shape for each element.
    Tuple(&'static [&'static Shape]),
    /// An object whose names are keys.
    Map {
        /// The form of the names.
        key: KeyEncoding,
        /// The shape of the values.
        value: &'static Shape,
    },
    /// An object of named fields.
    Struct(&'static StructShape),
    /// One of several variants.
    Enum(&'static EnumShape),
    /// Any JSON.
    Json,
    /// A form that the program's author has written.
    Custom,
    /// A value in a field marked `unverified`: sealing doesn't read back what its codec writes.
    Unverified(&'static Shape),
    /// A type that holds itself, by its name in the program: in it, [`Shape::Recursion`] stands for it.
    Recursive(&'static str, &'static Shape),
    /// The innermost [`Shape::Recursive`] around this, by its name.
    Recursion(&'static str),
}

/// The integers that may stand in a place: those of so many bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntegerShape {
    /// 8 to 64.
    pub bits: u8,
    /// Whether there are negative ones.
    pub is_signed: bool,
    /// Whether zero is none of them.
    pub is_not_zero: bool,
}

impl IntegerShape {
    pub(crate) const fn name(self) -> &'static str {
        match (self.bits, self.is_signed, self.is_not_zero) {
            (8, false, false) => "u8",
            (16, false, false) => "u16",
            (32, false, false) => "u32",
            (_, false, false) => "u64",
            (8, true, false) => "i8",
            (16, true, false) => "i16",
            (32, true, false) => "i32",
            (_, true, false) => "i64",
            (8, false, true) => "u8 but 0",
            (16, false, true) => "u16 but 0",
            (32, false, true) => "u32 but 0",
            (_, false, true) => "u64 but 0",
            (8, true, true) => "i8 but 0",
            (16, true, true) => "i16 but 0",
            (32, true, true) => "i32 but 0",
            (_, true, true) => "i64 but 0",
        }
    }
}

impl TextForm {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Any => "text",
            Self::Char => "char",
            Self::WideInteger { is_signed: false, is_not_zero: false } => "u128",
            Self::WideInteger { is_signed: true, is_not_zero: false } => "i128",
            Self::WideInteger { is_signed: false, is_not_zero: true } => "u128 but 0",
            Self::WideInteger { is_signed: true, is_not_zero: true } => "i128 but 0",
            Self::Bytes(_) => "bytes",
            Self::Instant => "instant",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "date and time",
            Self::Offset => "offset",
            Self::Duration(false) => "duration",
            Self::Duration(true) => "signed duration",
            Self::Month => "month",
            Self::Weekday => "weekday",
            Self::Standard(name) => name,
        }
    }
}

/// What a string holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextForm {
    /// Any text.
    Any,
    /// A text of one character.
    Char,
    /// The digits of a 128-bit integer.
    WideInteger {
        /// Whether there are negative ones.
        is_signed: bool,
        /// Whether zero is none of them.
        is_not_zero: bool,
    },
    /// Base64 of bytes; of exactly so many, where there is a length.
    Bytes(Option<usize>),
    /// An instant: RFC 3339.
    Instant,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A date and a time of day, without an offset.
    DateTime,
    /// A UTC offset.
    Offset,
    /// A duration in seconds; the flag: whether there are negative ones.
    Duration(bool),
    /// The English name of a month.
    Month,
    /// The English name of a weekday.
    Weekday,
    /// Another standard text, by its name, such as `"UUID"`.
    Standard(&'static str),
}

/// The shape of a struct, or of a variant's named fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct StructShape {
    /// The type's name in the program. It isn't stored, and no part of what two shapes have in common.
    pub name: &'static str,
    /// The fields in the order in which they are written in the program.
    pub fields: &'static [FieldShape],
    /// Whether the type has fields marked `skip`, which aren't stored and aren't among `fields`. It isn't part of the lock.
    pub has_skipped: bool,
    /// What becomes of a field that isn't known.
    pub unknown: UnknownFieldPolicy,
    /// Names that were used once and must not be used again.
    pub reserved: &'static [&'static str],
}

/// A field of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldShape {
    /// The stored name.
    pub name: &'static str,
    /// The field's name in the program. It isn't stored, and no part of what two shapes have in common.
    pub member: &'static str,
    /// Other names under which it is read.
    pub aliases: &'static [&'static str],
    /// Whether it may be absent.
    pub has_default: bool,
    /// Whether it is marked `sensitive`: what stands in it isn't to be shown without need.
    pub is_sensitive: bool,
    /// The `cfg` that the field is behind, such as `feature = "audit"`; empty without one. Another build may not have it.
    pub cfg: &'static str,
    /// The value's shape.
    pub shape: &'static Shape,
}

/// What becomes of a name that isn't known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnknownFieldPolicy {
    /// It is an error.
    Deny,
    /// It is read over, and lost when the value is written again.
    Ignore,
    /// It is kept and written back.
    Keep,
}

/// The shape of an enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnumShape {
    /// The type's name in the program. It isn't stored, and no part of what two shapes have in common.
    pub name: &'static str,
    /// The name of the field that holds the variant's name; none where the variant's name is the object's only one.
    pub tag: Option<&'static str>,
    /// The variants in the order in which they are written in the program.
    pub variants: &'static [VariantShape],
    /// What becomes of a variant that isn't known: refused or kept.
    pub unknown: UnknownFieldPolicy,
    /// Names that were used once and must not be used again.
    pub reserved: &'static [&'static str],
}

/// A variant of an enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct VariantShape {
    /// The stored name.
    pub name: &'static str,
    /// Other names under which it is read.
    pub aliases: &'static [&'static str],
    /// The `cfg` that the variant is behind; empty without one.
    pub cfg: &'static str,
    /// What it holds; none for the name alone.
    pub content: Option<&'static Shape>,
}

impl Shape {
    /// An integer of so many bits.
    pub(crate) const fn integer(bits: u32, is_signed: bool) -> Self {
        let is_not_zero = false;
        match bits {
            128 => Self::Text(TextForm::WideInteger { is_signed, is_not_zero }),
            _ => Self::Integer(IntegerShape { bits: bits as u8, is_signed, is_not_zero }),
        }
    }

    /// The kind in a few words, for messages and for the lock.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Integer(shape) => shape.name(),
            Self::Float { bits: 32 } => "f32",
            Self::Float { .. } => "f64",
            Self::Text(form) => form.name(),
            Self::Optional(_) => "optional",
            Self::List(_) => "list",
            Self::Set(_) => "set",
            Self::OrderedSet(_) => "ordered set",
            Self::Pairs(..) => "pairs",
            Self::Array(..) => "array",
            Self::Tuple(_) => "tuple",
            Self::Map { .. } => "map",
            Self::Struct(_) => "struct",
            Self::Enum(_) => "enum",
            Self::Json => "json",
            Self::Custom => "custom",
            Self::Unverified(_) => "unverified",
            Self::Recursive(..) => "recursive",
            Self::Recursion(_) => "recursion",
        }
    }

    /// The same integer without zero.
    pub(crate) const fn not_zero(self) -> Self {
        match self {
            Self::Integer(shape) => Self::Integer(IntegerShape { is_not_zero: true, ..shape }),
            Self::Text(TextForm::WideInteger { is_signed, .. }) => {
                Self::Text(TextForm::WideInteger { is_signed, is_not_zero: true })
            }
            other => other,
        }
    }

    /// Exactly so many of what is several in `list`.
    pub(crate) const fn array(list: &Self, length: usize) -> Self {
        match list {
            Self::List(element) => Self::Array(element, length),
            Self::Text(TextForm::Bytes(_)) => Self::Text(TextForm::Bytes(Some(length))),
            _ => Self::Custom,
        }
    }
}

/// What a record type's rows are like in one schema version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordShape {
    /// The record type.
    pub record_type: &'static str,
    /// Former record types whose rows still open.
    pub aliases: &'static [&'static str],
    /// The schema version.
    pub schema_version: i32,
    /// The components of the scope; none when global.
    pub scope: &'static [ComponentShape],
    /// The components of the key.
    pub key: &'static [ComponentShape],
    /// The columns that are filled from the record, each with the path of the field in the program: `created_at`, `updated_at`,
    /// `revision`, and the names of the metadata with `metadata.` before them.
    pub columns: &'static [(&'static str, &'static str)],
    /// The shape of the payload.
    pub payload: &'static Shape,
    /// The schema version before, whose rows still open.
    pub previous: Option<&'static RecordShape>,
}

/// A component of a scope or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComponentShape {
    /// The path of the field in the program.
    pub name: &'static str,
    /// The form of its text.
    pub encoding: KeyEncoding,
}
