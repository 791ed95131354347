//! Values that are stored as their text: `Display` writes it and `FromStr` reads it.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, KeyError};
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::shape::{Shape, TextForm};
use crate::value::{NotNull, StoreValue};
use std::fmt::{self, Display};
use std::str::FromStr;

/// A value of another crate that is stored as its text: [`Display`] writes it, and [`FromStr`] reads it.
///
/// It can be wherever a string can be: in lists and options, as a map key, and as a component of a scope or key. Keys are
/// ordered by the text. A value is rejected when it is written, if `FromStr` rejects its text or reads a value with another text. A field of such a type needs no wrapper: mark it `#[store_record(with = text)]`.
///
/// ```
/// use std::num::NonZeroU8;
/// use store_record::{Payload, Text};
///
/// // Any type with both traits; here one of the standard library.
/// let values = vec![Text(NonZeroU8::MIN), Text(NonZeroU8::MAX)];
/// let payload = Payload::new(&values)?;
/// assert_eq!(payload.expose_json(), r#"["1", "255"]"#);
/// assert_eq!(payload.decode::<Vec<Text<NonZeroU8>>>()?, values);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<T>(pub T);

/// The stored form of every such type. Which type it is, a shape can't know.
pub(crate) const SHAPE: &Shape = &Shape::Text(TextForm::Standard("the text of a type"));

const EXPECTED: &str = "the text of a value, as its type writes it";
pub(crate) const READ_AS_ANOTHER: &str = "the value's text isn't read as the same text";

pub(crate) fn encode<T: Display + FromStr>(value: &T, encoder: &mut Encoder) {
    match text_of(value) {
        Some(text) => encoder.string(&text),
        None => encoder.reject(READ_AS_ANOTHER),
    }
}

pub(crate) fn decode<T: Display + FromStr>(decoder: &mut Decoder<'_>) -> Result<T, DecodeError> {
    let start = decoder.mark();
    let text = decoder.string()?;
    match read(&text) {
        Some(value) => Ok(value),
        None => {
            decoder.reset(start);
            Err(decoder.invalid(EXPECTED))
        }
    }
}

/// The text, if it is read as a value with the same text.
pub(crate) fn text_of<T: Display + FromStr>(value: &T) -> Option<String> {
    // `to_string` panics if the implementation returns an error.
    let mut text = String::new();
    fmt::write(&mut text, format_args!("{value}")).ok()?;
    read::<T>(&text).map(|_| text)
}

fn read<T: Display + FromStr>(text: &str) -> Option<T> {
    let value: T = text.parse().ok()?;
    let mut again = String::new();
    fmt::write(&mut again, format_args!("{value}")).ok()?;
    (again == text).then_some(value)
}

impl<T: Display + FromStr> StoreValue for Text<T> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = SHAPE;

    fn encode(&self, encoder: &mut Encoder) {
        encode(&self.0, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        decode(decoder).map(Self)
    }
}

impl<T: Display + FromStr> StoreKey for Text<T> {
    type Borrowed = Self;

    const ENCODING: KeyEncoding = KeyEncoding::new("text");

    fn borrowed(&self) -> &Self {
        self
    }

    fn encode_key(value: &Self, key: &mut KeyEncoder) {
        match text_of(&value.0) {
            Some(text) => key.text(&text),
            None => key.reject(READ_AS_ANOTHER),
        }
    }

    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
        read(&key.text()?).map(Self).ok_or_else(|| key.invalid(EXPECTED))
    }
}

impl<T> From<T> for Text<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Display> Display for Text<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: FromStr> FromStr for Text<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        text.parse().map(Self)
    }
}
