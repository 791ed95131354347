//! `ordered_float`: floats that can be elements of sets. NaN has no form, as in a plain float.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::shape::Shape;
use crate::value::{NotNull, StoreValue};
use ordered_float::{NotNan, OrderedFloat};

macro_rules! floats {
    ($($float:ident)*) => {$(
        impl StoreValue for OrderedFloat<$float> {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = $float::SHAPE;

            fn encode(&self, encoder: &mut Encoder) {
                self.0.encode(encoder);
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                $float::decode(decoder).map(Self)
            }
        }

        impl StoreValue for NotNan<$float> {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = $float::SHAPE;

            fn encode(&self, encoder: &mut Encoder) {
                self.into_inner().encode(encoder);
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                let float = $float::decode(decoder)?;
                // JSON has no NaN.
                Self::new(float).map_err(|_| decoder.invalid("a number"))
            }
        }
    )*};
}

floats! { f32 f64 }
