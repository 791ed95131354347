//! `PhantomData`: the unit, because it holds nothing.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::shape::Shape;
use crate::value::{NotNull, StoreValue};
use std::marker::PhantomData;

impl<T: ?Sized> StoreValue for PhantomData<T> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = <()>::SHAPE;

    fn encode(&self, encoder: &mut Encoder) {
        ().encode(encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        <()>::decode(decoder).map(|()| Self)
    }
}
