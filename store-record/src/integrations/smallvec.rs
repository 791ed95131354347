//! `smallvec`: an array, like `Vec`.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::value::{NotNull, StoreValue};
use smallvec::{Array, SmallVec};

impl<A: Array<Item: StoreValue>> StoreValue for SmallVec<A> {
    type Nullability = NotNull;

    const SHAPE: &'static crate::shape::Shape = <A::Item as StoreValue>::LIST_SHAPE;

    fn encode(&self, encoder: &mut Encoder) {
        StoreValue::encode_slice(self, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        StoreValue::decode_vec(decoder).map(Self::from_vec)
    }
}
