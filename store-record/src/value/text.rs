//! Strings and characters.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, KeyError};
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::shape::{Shape, TextForm};
use crate::value::{NotNull, StoreValue};
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

macro_rules! texts {
    ($($text:ty, $borrowed:ty;)*) => {$(
        impl StoreValue for $text {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = &Shape::Text(TextForm::Any);

            #[inline]
            fn encode(&self, encoder: &mut Encoder) {
                encoder.string(self);
            }

            #[inline]
            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                decoder.owned_string().map(Self::from)
            }
        }

        impl StoreKey for $text {
            type Borrowed = $borrowed;

            const ENCODING: KeyEncoding = KeyEncoding::new("text");

            fn borrowed(&self) -> &$borrowed {
                self
            }

            fn encode_key(value: &$borrowed, key: &mut KeyEncoder) {
                key.text(value);
            }

            fn as_text(value: &$borrowed) -> Option<&str> {
                Some(value)
            }

            fn decode_name(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                Self::decode(decoder)
            }

            fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
                key.text().map(|text| Self::from(text.into_owned()))
            }
        }
    )*};
}

texts! {
    String, str;
    Box<str>, str;
    Rc<str>, str;
    Arc<str>, str;
    Cow<'_, str>, str;
}

impl StoreValue for char {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Text(TextForm::Char);

    fn encode(&self, encoder: &mut Encoder) {
        encoder.string(self.encode_utf8(&mut [0; 4]));
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let start = decoder.mark();
        let text = decoder.string()?;
        match only_char(&text) {
            Some(letter) => Ok(letter),
            None => {
                decoder.reset(start);
                Err(decoder.invalid("a string of one character"))
            }
        }
    }
}

impl StoreKey for char {
    type Borrowed = Self;

    const ENCODING: KeyEncoding = KeyEncoding::new("text");

    fn borrowed(&self) -> &Self {
        self
    }

    fn encode_key(value: &Self, key: &mut KeyEncoder) {
        key.text(value.encode_utf8(&mut [0; 4]));
    }

    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
        only_char(&key.text()?).ok_or_else(|| key.invalid("one character"))
    }
}

fn only_char(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.as_str().is_empty())
}
