//! `with = serde` and `with = serde(module)`: any serde type, in the canonical form.
//!
//! The serializer and the deserializer are this crate's. serde_json writes `null` for NaN and for `Some(None)`, and its
//! text depends on its features, which any crate of the program can enable.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, EncodeErrorKind};
use serde_core::de::DeserializeOwned;
use serde_core::ser::Serialize;
use std::fmt::{self, Display};

mod deserializer;
mod private_protocol;
mod serializer;

use deserializer::Reader;
use serializer::Writer;

/// Writes a serde value.
pub fn encode<T: Serialize + ?Sized>(value: &T, encoder: &mut Encoder) {
    encode_with(value, encoder, |value, writer| value.serialize(writer));
}

/// Writes a value with a function of serde's form.
pub fn encode_with<T: ?Sized>(
    value: &T,
    encoder: &mut Encoder,
    serialize: impl FnOnce(&T, Writer<'_>) -> Result<(), Error>,
) {
    // The encoder has this crate's errors already. The message of serde's errors isn't used, because it may quote data.
    if serialize(value, Writer { encoder }).is_err() {
        encoder.fail(EncodeErrorKind::Rejected("the type's serde implementation returned an error"));
    }
}

/// Reads a serde value.
pub fn decode<T: DeserializeOwned>(decoder: &mut Decoder<'_>) -> Result<T, DecodeError> {
    decode_with(decoder, |reader| T::deserialize(reader))
}

/// Reads a value with a function of serde's form.
pub fn decode_with<T>(
    decoder: &mut Decoder<'_>,
    deserialize: impl FnOnce(Reader<'_, '_>) -> Result<T, Error>,
) -> Result<T, DecodeError> {
    let start = decoder.mark();
    let text = decoder.canonical_value()?;
    deserializer::from_canonical(&text, deserialize).map_err(|error| {
        decoder.reset(start);
        let expected = match error {
            Error::PrivateProtocol => "no member that another crate's private protocol uses",
            Error::Other => "what the type's serde implementation accepts",
        };
        decoder.invalid(expected)
    })
}

/// The reason why a value can't be written or read. It has no message, because a message of serde may quote data.
#[derive(Debug)]
pub enum Error {
    PrivateProtocol,
    Other,
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("serde rejected the value")
    }
}

impl std::error::Error for Error {}

impl serde_core::ser::Error for Error {
    fn custom<T: Display>(_message: T) -> Self {
        Self::Other
    }
}

impl serde_core::de::Error for Error {
    fn custom<T: Display>(_message: T) -> Self {
        Self::Other
    }
}

impl From<DecodeError> for Error {
    fn from(_: DecodeError) -> Self {
        Self::Other
    }
}
