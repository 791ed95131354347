//! `url`: the serialization of the WHATWG URL standard.

use super::delegate::decode_text;
use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::value::{NotNull, StoreValue};
use url::Url;

impl StoreValue for Url {
    type Nullability = NotNull;

    const SHAPE: &'static crate::shape::Shape = &crate::shape::Shape::Text(crate::shape::TextForm::Standard("URL"));

    fn encode(&self, encoder: &mut Encoder) {
        // A URL that was changed through its setters may have a text that is read as another one.
        if !Self::parse(self.as_str()).is_ok_and(|url| url == *self) {
            encoder.reject("the URL's text would be read as another URL");
        }
        encoder.string(self.as_str());
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let is_form = |url: &Self, text: &str| url.as_str() == text;
        decode_text(decoder, "a URL as its standard writes it", |text| Self::parse(text).ok(), is_form)
    }
}
