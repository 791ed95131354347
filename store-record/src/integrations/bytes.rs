//! `bytes`: base64 in payloads and lower-case hexadecimal in keys, like `Vec<u8>`.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, KeyError};
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::value::{NotNull, StoreValue};
use bytes::{Bytes, BytesMut};

macro_rules! byte_strings {
    ($($bytes:ty, $from:expr;)*) => {$(
        impl StoreValue for $bytes {
            type Nullability = NotNull;

            const SHAPE: &'static crate::shape::Shape = &crate::shape::Shape::Text(crate::shape::TextForm::Bytes(None));

            fn encode(&self, encoder: &mut Encoder) {
                u8::encode_slice(self, encoder);
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                u8::decode_vec(decoder).map($from)
            }
        }

        impl StoreKey for $bytes {
            type Borrowed = [u8];

            const ENCODING: KeyEncoding = <Vec<u8>>::ENCODING;

            fn borrowed(&self) -> &[u8] {
                self
            }

            fn encode_key(value: &[u8], key: &mut KeyEncoder) {
                key.bytes(value);
            }

            fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
                key.bytes().map($from)
            }
        }
    )*};
}

byte_strings! {
    Bytes, Bytes::from;
    BytesMut, |bytes| Bytes::from(bytes).into();
}
