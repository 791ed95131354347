//! `compact_str`: a string.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, KeyError};
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::value::{NotNull, StoreValue};
use compact_str::CompactString;

impl StoreValue for CompactString {
    type Nullability = NotNull;

    const SHAPE: &'static crate::shape::Shape = &crate::shape::Shape::Text(crate::shape::TextForm::Any);

    fn encode(&self, encoder: &mut Encoder) {
        encoder.string(self);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        decoder.string().map(Self::from)
    }
}

impl StoreKey for CompactString {
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
