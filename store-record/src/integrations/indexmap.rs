//! `indexmap`: a map is an array of pairs and a set is an array, both in the order of insertion.
//!
//! An object of JSONB has no order, and the order is the purpose of these types.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::value::sets::decode_set;
use crate::value::{NotNull, StoreValue};
use indexmap::{IndexMap, IndexSet};
use std::hash::{BuildHasher, Hash};
use std::ops::Range;

impl<K: StoreValue + Eq + Hash, V: StoreValue, S: BuildHasher + Default> StoreValue for IndexMap<K, V, S> {
    type Nullability = NotNull;

    const SHAPE: &'static crate::shape::Shape = &crate::shape::Shape::Pairs(K::SHAPE, V::SHAPE);

    fn encode(&self, encoder: &mut Encoder) {
        encode_distinct(self.iter(), encoder, encode_pair);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let mut map = Self::default();
        decode_set(decoder, |(key, value): (K, V)| map.insert(key, value).is_none())?;
        Ok(map)
    }
}

impl<T: StoreValue + Eq + Hash, S: BuildHasher + Default> StoreValue for IndexSet<T, S> {
    type Nullability = NotNull;

    const SHAPE: &'static crate::shape::Shape = &crate::shape::Shape::OrderedSet(T::SHAPE);

    fn encode(&self, encoder: &mut Encoder) {
        encode_distinct(self.iter(), encoder, encode_spanned);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let mut set = Self::default();
        decode_set(decoder, |value| set.insert(value))?;
        Ok(set)
    }
}

/// Writes the elements in their own order. Elements that differ in Rust may have one text, which no reader accepts.
fn encode_distinct<T>(
    elements: impl ExactSizeIterator<Item = T>,
    encoder: &mut Encoder,
    mut encode: impl FnMut(T, &mut Encoder) -> Range<usize>,
) {
    if !encoder.enter() {
        return;
    }
    let mut spans = Vec::with_capacity(elements.len());
    encoder.literal(b"[");
    for (index, element) in elements.enumerate() {
        if index > 0 {
            encoder.literal(b", ");
        }
        spans.push(encode(element, encoder));
    }
    encoder.elements_differ(&mut spans);
    encoder.literal(b"]");
    encoder.leave();
}

/// Writes a value; returns where its text is.
fn encode_spanned<T: StoreValue>(value: &T, encoder: &mut Encoder) -> Range<usize> {
    let start = encoder.position();
    value.encode(encoder);
    start..encoder.position()
}

/// Writes a pair; returns where its key's text is.
fn encode_pair<K: StoreValue, V: StoreValue>((key, value): (&K, &V), encoder: &mut Encoder) -> Range<usize> {
    if !encoder.enter() {
        return 0..0;
    }
    encoder.literal(b"[");
    let span = encode_spanned(key, encoder);
    encoder.literal(b", ");
    value.encode(encoder);
    encoder.literal(b"]");
    encoder.leave();
    span
}
