//! [`StoreValue`]: a value in a payload. Each family of types has a file.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::shape::Shape;

mod bytes;
pub(crate) mod containers;
pub(crate) mod displayed;
pub(crate) mod json;
pub(crate) mod maps;
mod net;
mod numbers;
mod paths;
mod phantom;
pub(crate) mod serde;
pub(crate) mod sets;
mod text;
pub(crate) mod time;
mod tuples;
pub(crate) mod unix_time;
pub(crate) mod unknown_fields;
pub(crate) mod whole_text;
mod wrappers;

/// A value that writes itself in the canonical JSON form and reads itself back without loss.
///
/// Derive it for structs and enums. The types that [`docs/format.md`](crate::guide::format) lists implement it. An
/// implementation by hand calls the one of another value:
///
/// ```
/// use store_record::{DecodeError, Decoder, Encoder, NotNull, StoreValue};
///
/// /// A colour, stored as `"#rrggbb"`.
/// #[derive(Debug, PartialEq)]
/// struct Colour(u32);
///
/// impl StoreValue for Colour {
///     type Nullability = NotNull;
///
///     fn encode(&self, encoder: &mut Encoder) {
///         format!("#{:06x}", self.0).encode(encoder);
///     }
///
///     fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
///         let text = String::decode(decoder)?;
///         text.strip_prefix('#')
///             .filter(|digits| digits.len() == 6)
///             .and_then(|digits| u32::from_str_radix(digits, 16).ok())
///             .map(Colour)
///             .ok_or_else(|| decoder.invalid("a colour such as #00ff7f"))
///     }
/// }
///
/// let payload = store_record::Payload::new(&vec![Colour(0x00ff7f)])?;
/// assert_eq!(payload.expose_json(), r##"["#00ff7f"]"##);
/// assert_eq!(payload.decode::<Vec<Colour>>().unwrap(), [Colour(0x00ff7f)]);
/// # Ok::<(), store_record::EncodeError>(())
/// ```
///
/// # Laws
///
/// `decode` returns `x` from the text that `encode` writes for `x`, or `encode` rejects `x`. Equal values have equal
/// bytes. JSONB returns the bytes unchanged.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be stored in a payload",
    label = "not a `StoreValue`",
    note = "derive it: `#[derive(StoreValue)]`; for a type of another crate mark the field `#[store_record(with = serde)]` or `#[store_record(with = your::module)]`",
    note = "a borrowed string is stored as `Cow<'_, str>`"
)]
pub trait StoreValue: Sized {
    /// [`Nullable`] if the value's JSON can be `null`, so that an `Option` of it would be ambiguous. Otherwise [`NotNull`].
    type Nullability;

    /// The shape of the value's JSON, as constant data.
    const SHAPE: &'static Shape = &Shape::Custom;

    /// Writes the value.
    ///
    /// An implementation must write exactly one JSON value: it calls the `encode` of another value once, or
    /// [`Encoder::reject`].
    fn encode(&self, encoder: &mut Encoder);

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// Returns an error if the JSON is not one that [`StoreValue::encode`] writes.
    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError>;

    /// The shape, with a name that rustc's error shows if types contain each other in a cycle. Such a cycle has no
    /// finite shape unless one of its fields is marked `#[store_record(recursive)]`.
    #[doc(hidden)]
    const IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE: &'static Shape = Self::SHAPE;

    /// Returns the value of an absent field in a type with `absent = "none"`. Only an `Option` has one.
    #[doc(hidden)]
    const ABSENT: Option<fn() -> Self> = None;

    /// The shape of a list of values.
    #[doc(hidden)]
    const LIST_SHAPE: &'static Shape = &Shape::List(Self::SHAPE);

    /// Returns the text that would be written if the value holds it, so that it is copied as a whole.
    #[doc(hidden)]
    fn as_canonical_text(&self) -> Option<&str> {
        None
    }

    /// Writes a list of values: an array, or a base64 string of bytes.
    #[doc(hidden)]
    fn encode_slice(slice: &[Self], encoder: &mut Encoder) {
        containers::encode_array(slice, encoder);
    }

    /// Writes the values of a ring buffer that wraps around, like [`StoreValue::encode_slice`].
    #[doc(hidden)]
    fn encode_halves(front: &[Self], back: &[Self], encoder: &mut Encoder) {
        containers::encode_array(front.iter().chain(back), encoder);
    }

    /// Reads the list that [`StoreValue::encode_slice`] writes.
    #[doc(hidden)]
    fn decode_vec(decoder: &mut Decoder<'_>) -> Result<Vec<Self>, DecodeError> {
        containers::decode_array(decoder)
    }

    /// Reads a list of exactly `N` values.
    #[doc(hidden)]
    fn decode_array<const N: usize>(decoder: &mut Decoder<'_>) -> Result<[Self; N], DecodeError> {
        containers::decode_fixed(decoder)
    }
}

/// The [`StoreValue::Nullability`] of a value whose JSON is never `null`.
///
/// ```
/// use store_record::{NotNull, StoreValue};
///
/// fn is_never_null<T: StoreValue<Nullability = NotNull>>() {}
/// is_never_null::<Vec<Option<u8>>>();
/// ```
#[derive(Debug)]
pub enum NotNull {}

/// The [`StoreValue::Nullability`] of a value whose JSON can be `null`, such as an `Option` or any JSON.
///
/// ```
/// use store_record::{Nullable, StoreValue};
///
/// fn can_be_null<T: StoreValue<Nullability = Nullable>>() {}
/// can_be_null::<Option<u8>>();
/// can_be_null::<store_record::Json>();
/// ```
#[derive(Debug)]
pub enum Nullable {}

/// A bound on [`StoreValue::Nullability`] for values that can be in an `Option`. Only [`NotNull`] implements it.
///
/// ```
/// use store_record::{IsNotNull, StoreValue};
///
/// fn may_be_optional<T: StoreValue<Nullability: IsNotNull>>() {}
/// may_be_optional::<String>();
/// ```
///
/// ```compile_fail
/// # use store_record::{IsNotNull, StoreValue};
/// # fn may_be_optional<T: StoreValue<Nullability: IsNotNull>>() {}
/// may_be_optional::<Option<String>>();
/// ```
///
/// The trait is sealed:
///
/// ```compile_fail
/// struct Mine;
/// impl store_record::IsNotNull for Mine {}
/// ```
#[diagnostic::on_unimplemented(
    message = "this `Option` would be ambiguous, as the value in it can be `null` too",
    label = "`None` and `Some(null)` would be stored as the same text",
    note = "use an enum with a variant for each case, or a `Vec` of at most one element",
    note = "in a generic type, bound the parameter: `#[store_record(bound = \"T: StoreValue<Nullability: IsNotNull>\")]`",
    note = "if the codec of a newtype (`with = module`) never writes `null`, its module says so: `pub type Nullability = store_record::NotNull;`"
)]
pub trait IsNotNull: sealed::Sealed {}

impl IsNotNull for NotNull {}

impl sealed::Sealed for NotNull {}

/// Seals [`IsNotNull`].
mod sealed {
    pub trait Sealed {}
}

impl<T> StoreValue for Option<T>
where
    T: StoreValue,
    T::Nullability: IsNotNull,
{
    type Nullability = Nullable;

    const SHAPE: &'static Shape = &Shape::Optional(T::SHAPE);

    const ABSENT: Option<fn() -> Self> = Some(|| None);

    #[inline]
    fn encode(&self, encoder: &mut Encoder) {
        match self {
            Some(value) => value.encode(encoder),
            None => encoder.literal(b"null"),
        }
    }

    #[inline]
    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        if decoder.eat(b"null") { Ok(None) } else { T::decode(decoder).map(Some) }
    }
}
