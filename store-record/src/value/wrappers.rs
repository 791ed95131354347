//! Wrappers of the standard library that add nothing to the stored form: it is that of the value inside.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, KeyError};
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::shape::Shape;
use crate::value::StoreValue;
use std::cell::{Cell, RefCell};
use std::num::{Saturating, Wrapping};

macro_rules! numbers {
    ($($wrapper:ident)*) => {$(
        impl<T: StoreValue> StoreValue for $wrapper<T> {
            type Nullability = T::Nullability;

            const SHAPE: &'static Shape = T::SHAPE;

            fn encode(&self, encoder: &mut Encoder) {
                self.0.encode(encoder);
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                T::decode(decoder).map($wrapper)
            }
        }

        impl<K: StoreKey> StoreKey for $wrapper<K> {
            type Borrowed = Self;

            const ENCODING: KeyEncoding = K::ENCODING;

            fn borrowed(&self) -> &Self {
                self
            }

            fn encode_key(value: &Self, key: &mut KeyEncoder) {
                K::encode_key(value.0.borrowed(), key);
            }

            fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
                K::decode_key(key).map($wrapper)
            }
        }
    )*};
}

numbers! { Wrapping Saturating }

impl<T: StoreValue + Copy> StoreValue for Cell<T> {
    type Nullability = T::Nullability;

    const SHAPE: &'static Shape = T::SHAPE;

    fn encode(&self, encoder: &mut Encoder) {
        self.get().encode(encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        T::decode(decoder).map(Self::new)
    }
}

/// A cell that is mutably borrowed can't be written.
impl<T: StoreValue> StoreValue for RefCell<T> {
    type Nullability = T::Nullability;

    const SHAPE: &'static Shape = T::SHAPE;

    fn encode(&self, encoder: &mut Encoder) {
        match self.try_borrow() {
            Ok(value) => value.encode(encoder),
            Err(_) => encoder.reject("the `RefCell` is mutably borrowed"),
        }
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        T::decode(decoder).map(Self::new)
    }
}
