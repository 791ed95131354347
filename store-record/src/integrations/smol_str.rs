//! `smol_str`: text.

use crate::{
    DecodeError, Decoder, Encoder, KeyDecoder, KeyEncoder, KeyEncoding, KeyError, NotNull, StoreKey, StoreValue,
};
use smol_str::SmolStr;

impl StoreValue for SmolStr {
    type Nullability = NotNull;

    const SHAPE: &'static crate::Shape = &crate::Shape::Text(crate::TextForm::Any);

    fn encode(&self, encoder: &mut Encoder) {
        encoder.string(self);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        decoder.string().map(Self::from)
    }
}

impl StoreKey for SmolStr {
    type Borrowed = str;

    const ENCODING: KeyEncoding = String::ENCODING;

    fn borrowed(&self) -> &str {
        self
    }

    fn encode_key(value: &str, key: &mut KeyEncoder) {
        key.text(value);
    }

    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
        key.text().map(Self::from)
    }
}
