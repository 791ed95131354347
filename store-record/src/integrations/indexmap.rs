//! `indexmap`: a map is an array of pairs, a set an array, both in their own order.
//!
//! The order of insertion is what these types are for, and JSONB keeps none in an object.

use crate::value::{containers::encode_array, sets::decode_set};
use crate::{DecodeError, Decoder, Encoder, NotNull, StoreValue};
use indexmap::{IndexMap, IndexSet};
use std::hash::{BuildHasher, Hash};

impl<K: StoreValue + Eq + Hash, V: StoreValue, S: BuildHasher + Default> StoreValue for IndexMap<K, V, S> {
    type Nullability = NotNull;

    const SHAPE: &'static crate::Shape = &crate::Shape::Pairs(K::SHAPE, V::SHAPE);

    fn encode(&self, encoder: &mut Encoder) {
        encode_pairs(self.iter(), encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let mut map = Self::default();
        decode_set(decoder, |(key, value): (K, V)| map.insert(key, value).is_none())?;
        Ok(map)
    }
}

impl<T: StoreValue + Eq + Hash, S: BuildHasher + Default> StoreValue for IndexSet<T, S> {
    type Nullability = NotNull;

    const SHAPE: &'static crate::Shape = &crate::Shape::OrderedSet(T::SHAPE);

    fn encode(&self, encoder: &mut Encoder) {
        encode_array(self, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let mut set = Self::default();
        decode_set(decoder, |value| set.insert(value))?;
        Ok(set)
    }
}

fn encode_pairs<'a, K, V>(pairs: impl Iterator<Item = (&'a K, &'a V)>, encoder: &mut Encoder)
where
    K: StoreValue + 'a,
    V: StoreValue + 'a,
{
    if !encoder.enter() {
        return;
    }
    encoder.literal(b"[");
    for (index, (key, value)) in pairs.enumerate() {
        if index > 0 {
            encoder.literal(b", ");
        }
        if encoder.enter() {
            encoder.literal(b"[");
            key.encode(encoder);
            encoder.literal(b", ");
            value.encode(encoder);
            encoder.literal(b"]");
            encoder.leave();
        }
    }
    encoder.literal(b"]");
    encoder.leave();
}
