//! `either`: an enum of `Left` and `Right`, in the form that the derive gives it.

use crate::codec::decoder::{Decoder, variant_names};
use crate::codec::encoder::Encoder;
use crate::derived::choices::{encode_variant, shape_of_enum, shape_of_variant};
use crate::error::DecodeError;
use crate::private::{content, variant, wrong_content};
use crate::shape::Shape;
use crate::value::{NotNull, StoreValue};
use either::Either;

impl<L: StoreValue, R: StoreValue> StoreValue for Either<L, R> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Enum(&shape_of_enum(
        "Either",
        &[shape_of_variant("Left", Some(L::SHAPE)), shape_of_variant("Right", Some(R::SHAPE))],
    ));

    fn encode(&self, encoder: &mut Encoder) {
        match self {
            Self::Left(value) => encode_variant(encoder, b"{\"Left\": ", value),
            Self::Right(value) => encode_variant(encoder, b"{\"Right\": ", value),
        }
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match variant(decoder, const { &variant_names(["Left", "Right"]) })? {
            2 => content(decoder, "Left", L::decode).map(Self::Left),
            3 => content(decoder, "Right", R::decode).map(Self::Right),
            _ => wrong_content(decoder),
        }
    }
}
