//! `url`: a string, the serialization of the WHATWG URL standard.

use super::delegate::decode_text;
use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, KeyError};
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::value::{NotNull, StoreValue};
use url::Url;

const EXPECTED: &str = "a URL as its standard writes it";
const READ_AS_ANOTHER: &str = "the URL's text would be read as another URL";

impl StoreValue for Url {
    type Nullability = NotNull;

    const SHAPE: &'static crate::shape::Shape = &crate::shape::Shape::Text(crate::shape::TextForm::Standard("URL"));

    fn encode(&self, encoder: &mut Encoder) {
        if !is_read_back(self) {
            encoder.reject(READ_AS_ANOTHER);
        }
        encoder.string(self.as_str());
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let is_form = |url: &Self, text: &str| url.as_str() == text;
        decode_text(decoder, EXPECTED, |text| Self::parse(text).ok(), is_form)
    }
}

impl StoreKey for Url {
    type Borrowed = Self;

    const ENCODING: KeyEncoding = KeyEncoding::new("text");

    fn borrowed(&self) -> &Self {
        self
    }

    fn encode_key(value: &Self, key: &mut KeyEncoder) {
        if !is_read_back(value) {
            key.reject(READ_AS_ANOTHER);
        }
        key.text(value.as_str());
    }

    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
        let text = key.text()?;
        Self::parse(&text).ok().filter(|url| url.as_str() == text).ok_or_else(|| key.invalid(EXPECTED))
    }
}

/// Whether the text is that of the same URL. It may not be after a change through a setter.
fn is_read_back(url: &Url) -> bool {
    Url::parse(url.as_str()).is_ok_and(|read| read == *url)
}
