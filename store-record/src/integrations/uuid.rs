//! `uuid`: a string in hyphenated lower case, in payloads and in keys.

use super::delegate::decode_text;
use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, KeyError};
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::value::{NotNull, StoreValue};
use uuid::Uuid;

const EXPECTED: &str = "a UUID in hyphenated lower case";

impl StoreValue for Uuid {
    type Nullability = NotNull;

    const SHAPE: &'static crate::shape::Shape = &crate::shape::Shape::Text(crate::shape::TextForm::Standard("UUID"));

    fn encode(&self, encoder: &mut Encoder) {
        encoder.string(self.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        decode_text(decoder, EXPECTED, |text| Self::try_parse(text).ok(), is_form)
    }
}

impl StoreKey for Uuid {
    type Borrowed = Self;

    const ENCODING: KeyEncoding = KeyEncoding::new("a UUID");

    fn borrowed(&self) -> &Self {
        self
    }

    fn encode_key(value: &Self, key: &mut KeyEncoder) {
        key.ascii(value.hyphenated().encode_lower(&mut Self::encode_buffer()));
    }

    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
        let text = key.ascii()?;
        Self::try_parse(text).ok().filter(|uuid| is_form(uuid, text)).ok_or_else(|| key.invalid(EXPECTED))
    }
}

/// Returns true if the text is the one that is written. The crate also reads upper case, braces and URNs.
fn is_form(uuid: &Uuid, text: &str) -> bool {
    uuid.hyphenated().encode_lower(&mut Uuid::encode_buffer()) == text
}
