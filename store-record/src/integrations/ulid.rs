//! `ulid`: a string of 26 upper-case letters of Crockford's base 32, in payloads and in keys. It sorts as the values
//! do.

use super::delegate::decode_text;
use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, KeyError};
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::value::{NotNull, StoreValue};
use ulid::Ulid;

const EXPECTED: &str = "a ULID of 26 upper-case letters";

impl StoreValue for Ulid {
    type Nullability = NotNull;

    const SHAPE: &'static crate::shape::Shape = &crate::shape::Shape::Text(crate::shape::TextForm::Standard("ULID"));

    fn encode(&self, encoder: &mut Encoder) {
        encoder.string(self.array_to_str(&mut [0; ulid::ULID_LEN]));
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        decode_text(decoder, EXPECTED, |text| Self::from_string(text).ok(), is_form)
    }
}

impl StoreKey for Ulid {
    type Borrowed = Self;

    const ENCODING: KeyEncoding = KeyEncoding::new("a ULID");

    fn borrowed(&self) -> &Self {
        self
    }

    fn encode_key(value: &Self, key: &mut KeyEncoder) {
        key.ascii(value.array_to_str(&mut [0; ulid::ULID_LEN]));
    }

    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
        let text = key.ascii()?;
        Self::from_string(text).ok().filter(|ulid| is_form(ulid, text)).ok_or_else(|| key.invalid(EXPECTED))
    }
}

/// Returns true if the text is the one that is written. The crate also reads lower case, and a first letter that
/// overflows 128 bits.
fn is_form(ulid: &Ulid, text: &str) -> bool {
    ulid.array_to_str(&mut [0; ulid::ULID_LEN]) == text
}
