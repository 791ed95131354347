//! [`Shape`]: the stored form of a type as constant data.

use crate::key::KeyEncoding;
use crate::order::same;

pub(crate) mod difference;
pub(crate) mod flatten;
pub(crate) mod form;
pub(crate) mod kinds;
mod record;
pub(crate) mod source;

pub use record::{ComponentShape, RecordShape};

/// The stored form of a type, known while compiling: its kind, its names, and what may be absent.
///
/// Two types with equal shapes read each other's payloads. A derive generates the shape of a struct or an enum. A
/// [`StoreValue`] written by hand has [`Shape::Custom`] unless it says another one.
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
    /// A finite float of that number of bits.
    Float {
        /// 32 or 64.
        bits: u8,
    },
    /// An instant as a whole number of seconds, or of a decimal part of one, since 1970-01-01 UTC.
    UnixTime {
        /// 0 for seconds, 3 for milliseconds, 6 for microseconds.
        decimals: u8,
    },
    /// A string.
    Text(TextForm),
    /// `null` or the value.
    Optional(&'static Shape),
    /// An array of any length.
    List(&'static Shape),
    /// An array of any length, in canonical order, without duplicates.
    Set(&'static Shape),
    /// An array of any length, in its own order, without duplicates.
    OrderedSet(&'static Shape),
    /// An array of pairs of any length, without duplicates among their first elements.
    Pairs(&'static Shape, &'static Shape),
    /// An array of that length.
    Array(&'static Shape, usize),
    /// An array with a shape for each element.
    Tuple(&'static [&'static Shape]),
    /// An object whose names are keys.
    Map {
        /// The encoding of the names.
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
    /// A form that a codec written by hand has.
    Custom,
    /// A type that is stored as another type (`from`, `into`). Its conversions are read back before sealing.
    Converted(&'static Shape),
    /// A value in a field marked `unverified`: sealing doesn't read back what its codec writes.
    Unverified(&'static Shape),
    /// A recursive type, by its name in the program. Inside, [`Shape::Recursion`] refers to it.
    Recursive(&'static str, &'static Shape),
    /// The innermost [`Shape::Recursive`] of that name around this.
    Recursion(&'static str),
}

/// The range of an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntegerShape {
    /// The number of bits, from 8 to 64.
    pub bits: u8,
    /// True if the integer may be negative.
    pub is_signed: bool,
    /// True if the integer may not be zero.
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

/// The form of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextForm {
    /// Any string.
    Any,
    /// A string of one character.
    Char,
    /// The digits of a 128-bit integer.
    WideInteger {
        /// True if the integer may be negative.
        is_signed: bool,
        /// True if the integer may not be zero.
        is_not_zero: bool,
    },
    /// Base64 of bytes, of that number of bytes if there is one.
    Bytes(Option<usize>),
    /// An instant as in RFC 3339.
    Instant,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A date and a time of day, without an offset.
    DateTime,
    /// A UTC offset.
    Offset,
    /// A duration in seconds. The flag is true if it may be negative.
    Duration(bool),
    /// The English name of a month.
    Month,
    /// The English name of a weekday.
    Weekday,
    /// Another standard form, by its name, such as `"UUID"`.
    Standard(&'static str),
}

/// The shape of a struct, or of a variant's named fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct StructShape {
    /// The type's name in the program. It isn't stored, and two equal shapes may differ in it.
    pub name: &'static str,
    /// The doc comment, with the feature `descriptions`; otherwise an empty string. It isn't part of the lock.
    pub description: &'static str,
    /// The fields in the order of the program, then those of the flattened fields.
    pub fields: &'static [FieldShape],
    /// The fields marked `flatten`, which have no stored name. Their own fields are among `fields`. They aren't part of
    /// the lock.
    pub flattened: &'static [FieldShape],
    /// True if the type has fields marked `skip`, which aren't stored and aren't among `fields`. It isn't part of the
    /// lock.
    pub has_skipped: bool,
    /// What happens to an unknown field.
    pub unknown: UnknownFieldPolicy,
    /// Names that were used before and must not be used again.
    pub reserved: &'static [&'static str],
}

/// A field of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldShape {
    /// The stored name.
    pub name: &'static str,
    /// The field's name in the program. It isn't stored, and two equal shapes may differ in it.
    pub member: &'static str,
    /// The doc comment, with the feature `descriptions`; otherwise an empty string. It isn't part of the lock.
    pub description: &'static str,
    /// Other names under which it is read.
    pub aliases: &'static [&'static str],
    /// True if the field may be absent.
    pub has_default: bool,
    /// True if the field is marked `sensitive`: it shouldn't be shown without need.
    pub is_sensitive: bool,
    /// The `cfg` that the field is behind, such as `feature = "audit"`, or an empty string. Another build may not have
    /// the field.
    pub cfg: &'static str,
    /// The value's shape.
    pub shape: &'static Shape,
}

impl FieldShape {
    /// A field without a name, to begin a table of fields with.
    pub(crate) const UNNAMED: Self = Self {
        name: "",
        member: "",
        description: "",
        aliases: &[],
        has_default: false,
        is_sensitive: false,
        cfg: "",
        shape: &Shape::Json,
    };
}

/// What happens to an unknown name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnknownFieldPolicy {
    /// It is an error.
    Deny,
    /// It is skipped, and lost when the value is written again.
    Ignore,
    /// It is kept and written back.
    Keep,
    /// It is an entry of a flattened map, which has this shape.
    Collect(&'static Shape),
}

/// The shape of an enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnumShape {
    /// The type's name in the program. It isn't stored, and two equal shapes may differ in it.
    pub name: &'static str,
    /// The doc comment, with the feature `descriptions`; otherwise an empty string. It isn't part of the lock.
    pub description: &'static str,
    /// How the variants are told apart.
    pub repr: EnumRepr,
    /// The variants in the order of the program.
    pub variants: &'static [VariantShape],
    /// What happens to an unknown variant: it is rejected or kept.
    pub unknown: UnknownFieldPolicy,
    /// Names that were used before and must not be used again.
    pub reserved: &'static [&'static str],
}

/// How a stored value says which variant of its enum it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnumRepr {
    /// The variant's name is alone, or it is the name of the only member of an object.
    External,
    /// The variant's name is in a member of the object beside the variant's own members.
    Internal {
        /// The name of the member.
        tag: &'static str,
    },
    /// An object of the variant's name, and of the variant's value if it has one.
    Adjacent {
        /// The name of the member with the variant's name.
        tag: &'static str,
        /// The name of the member with the value.
        content: &'static str,
    },
    /// The variant's value alone. Its name in the shape is its index, and content that is absent is `null`.
    Untagged,
    /// The variant is a number. Its name in the shape has the digits.
    Integer,
}

impl EnumRepr {
    /// `==`, while compiling.
    pub(crate) const fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::External, Self::External) | (Self::Untagged, Self::Untagged) | (Self::Integer, Self::Integer) => {
                true
            }
            (Self::Internal { tag: one }, Self::Internal { tag: other }) => same(one, other),
            (Self::Adjacent { tag: one_tag, content: one }, Self::Adjacent { tag: other_tag, content: other }) => {
                same(one_tag, other_tag) && same(one, other)
            }
            _ => false,
        }
    }
}

/// A variant of an enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct VariantShape {
    /// The stored name.
    pub name: &'static str,
    /// The doc comment, with the feature `descriptions`; otherwise an empty string. It isn't part of the lock.
    pub description: &'static str,
    /// Other names under which it is read.
    pub aliases: &'static [&'static str],
    /// The `cfg` that the variant is behind, or an empty string.
    pub cfg: &'static str,
    /// The content, or `None` if the variant is stored as its name alone.
    pub content: Option<&'static Shape>,
}

impl VariantShape {
    /// Returns the number of a variant that is stored as an integer.
    pub(crate) fn number(&self) -> Option<i64> {
        self.name.parse().ok()
    }
}

impl Shape {
    /// Returns the shape of an integer of that number of bits.
    pub(crate) const fn integer(bits: u32, is_signed: bool) -> Self {
        let is_not_zero = false;
        match bits {
            128 => Self::Text(TextForm::WideInteger { is_signed, is_not_zero }),
            _ => Self::Integer(IntegerShape { bits: bits as u8, is_signed, is_not_zero }),
        }
    }

    /// Returns the kind in a few words, for messages and for the lock.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Integer(shape) => shape.name(),
            Self::Float { bits: 32 } => "f32",
            Self::Float { .. } => "f64",
            Self::UnixTime { decimals: 0 } => "unix seconds",
            Self::UnixTime { decimals: 3 } => "unix millis",
            Self::UnixTime { .. } => "unix micros",
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
            Self::Converted(inside) => inside.kind(),
            Self::Unverified(_) => "unverified",
            Self::Recursive(..) => "recursive",
            Self::Recursion(_) => "recursion",
        }
    }

    /// Returns the shape of the same integer without zero.
    pub(crate) const fn not_zero(self) -> Self {
        match self {
            Self::Integer(shape) => Self::Integer(IntegerShape { is_not_zero: true, ..shape }),
            Self::Text(TextForm::WideInteger { is_signed, .. }) => {
                Self::Text(TextForm::WideInteger { is_signed, is_not_zero: true })
            }
            other => other,
        }
    }

    /// Returns the fixed-length form of `list`.
    pub(crate) const fn array(list: &Self, length: usize) -> Self {
        match list {
            Self::List(element) => Self::Array(element, length),
            Self::Text(TextForm::Bytes(_)) => Self::Text(TextForm::Bytes(Some(length))),
            _ => Self::Custom,
        }
    }
}
