//! `arrayvec`: an array or a string, of at most the capacity.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, KeyError};
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::shape::{Shape, TextForm};
use crate::value::{NotNull, StoreValue};
use arrayvec::{ArrayString, ArrayVec};

const LIST_THAT_FITS: &str = "a list that the `ArrayVec` has room for";
const STRING_THAT_FITS: &str = "a string that the `ArrayString` has room for";

impl<T: StoreValue, const N: usize> StoreValue for ArrayVec<T, N> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = T::LIST_SHAPE;

    fn encode(&self, encoder: &mut Encoder) {
        T::encode_slice(self, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let start = decoder.mark();
        let mut values = Self::new();
        for value in T::decode_vec(decoder)? {
            if values.try_push(value).is_err() {
                decoder.reset(start);
                return Err(decoder.invalid(LIST_THAT_FITS));
            }
        }
        Ok(values)
    }
}

impl<const N: usize> StoreValue for ArrayString<N> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Text(TextForm::Any);

    fn encode(&self, encoder: &mut Encoder) {
        encoder.string(self);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let start = decoder.mark();
        match Self::from(&decoder.string()?) {
            Ok(text) => Ok(text),
            Err(_) => {
                decoder.reset(start);
                Err(decoder.invalid(STRING_THAT_FITS))
            }
        }
    }
}

impl<const N: usize> StoreKey for ArrayString<N> {
    type Borrowed = str;

    const ENCODING: KeyEncoding = String::ENCODING;

    fn borrowed(&self) -> &str {
        self
    }

    fn encode_key(value: &str, key: &mut KeyEncoder) {
        key.text(value);
    }

    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
        Self::from(&key.text()?).map_err(|_| key.invalid(STRING_THAT_FITS))
    }
}
