//! Sets: arrays in the canonical order, which is that of object names: by the length of each element's text, then
//! bytewise.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::shape::Shape;
use crate::value::{NotNull, StoreValue};
use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

fn encode_set<'a, T: StoreValue + 'a>(values: impl Iterator<Item = &'a T>, encoder: &mut Encoder) {
    if !encoder.enter() {
        return;
    }
    encoder.literal(b"[");
    let run = encoder.begin_unsorted();
    for value in values {
        let start = encoder.begin_element(&run);
        value.encode(encoder);
        encoder.end_element(start);
    }
    encoder.sort_elements(&run);
    encoder.literal(b"]");
    encoder.leave();
}

pub(crate) fn decode_set<T: StoreValue>(
    decoder: &mut Decoder<'_>,
    mut insert: impl FnMut(T) -> bool,
) -> Result<(), DecodeError> {
    let mut index = 0;
    if decoder.open_array()? {
        loop {
            let start = decoder.offset();
            let value = T::decode(decoder).map_err(|error| error.in_index(index))?;
            if !insert(value) {
                return Err(DecodeError::new(DecodeErrorKind::Duplicate, start).in_index(index));
            }
            index += 1;
            if !decoder.next_element()? {
                break;
            }
        }
    }
    Ok(())
}

impl<T: StoreValue + Ord> StoreValue for BTreeSet<T> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Set(T::SHAPE);

    fn encode(&self, encoder: &mut Encoder) {
        encode_set(self.iter(), encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let mut set = Self::new();
        decode_set(decoder, |value| set.insert(value))?;
        Ok(set)
    }
}

impl<T: StoreValue + Eq + Hash, S: BuildHasher + Default> StoreValue for HashSet<T, S> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Set(T::SHAPE);

    fn encode(&self, encoder: &mut Encoder) {
        encode_set(self.iter(), encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let mut set = Self::default();
        decode_set(decoder, |value| set.insert(value))?;
        Ok(set)
    }
}
