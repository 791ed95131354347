//! Maps: objects whose names are keys in plain text, in canonical order whatever the map's own.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::key::KeyDecoder;
use crate::{NotNull, Shape, StoreKey, StoreValue};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

/// Maps of so many entries are sorted before they are written, without memory of their own.
const FEW: usize = 8;

pub(crate) fn encode_map<'a, K, V>(
    length: usize,
    entries: impl Iterator<Item = (&'a K, &'a V)> + Clone,
    encoder: &mut Encoder,
) where
    K: StoreKey + 'a,
    V: StoreValue + 'a,
{
    if !encoder.open_map() {
        return;
    }
    let mut names = [("", 0); FEW];
    let mut values = [None; FEW];
    let mut few = 0;
    if length <= FEW {
        for ((key, value), (name, place)) in entries.clone().zip(names.iter_mut().zip(&mut values)) {
            let Some(text) = K::as_text(key.borrowed()) else { break };
            *name = (text, few);
            *place = Some(value);
            few += 1;
        }
    }
    if few == length {
        encoder.write_few(names.get_mut(..few).unwrap_or_default(), |encoder, at| {
            if let Some(Some(value)) = values.get(at) {
                value.encode(encoder);
            }
        });
    } else {
        let run = encoder.begin_unsorted();
        for (key, value) in entries {
            let member = encoder.begin_keyed_member::<K>(&run, key.borrowed());
            value.encode(encoder);
            encoder.end_member(member);
        }
        encoder.sort_members(&run);
    }
    encoder.close_map();
}

fn decode_map<K: StoreKey, V: StoreValue>(
    decoder: &mut Decoder<'_>,
    mut insert: impl FnMut(K, V) -> bool,
) -> Result<(), DecodeError> {
    decoder.open_map()?;
    let mut first = true;
    loop {
        let start = decoder.offset();
        let Some(name) = decoder.next_entry(&mut first)? else { return Ok(()) };
        let key = match K::from_text(&name) {
            Some(key) => key,
            None => KeyDecoder::read_plain(&name)
                .map_err(|error| DecodeError::new(DecodeErrorKind::MapKey(error.kind()), start).in_map_key())?,
        };
        let value = V::decode(decoder).map_err(DecodeError::in_map_key)?;
        if !insert(key, value) {
            return Err(DecodeError::new(DecodeErrorKind::Duplicate, start).in_map_key());
        }
    }
}

impl<K: StoreKey + Ord, V: StoreValue> StoreValue for BTreeMap<K, V> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Map { key: K::FORM, value: V::SHAPE };

    fn encode(&self, encoder: &mut Encoder) {
        encode_map(self.len(), self.iter(), encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let mut map = Self::new();
        decode_map(decoder, |key, value| map.insert(key, value).is_none())?;
        Ok(map)
    }
}

impl<K: StoreKey + Eq + Hash, V: StoreValue, S: BuildHasher + Default> StoreValue for HashMap<K, V, S> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Map { key: K::FORM, value: V::SHAPE };

    fn encode(&self, encoder: &mut Encoder) {
        encode_map(self.len(), self.iter(), encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let mut map = Self::default();
        decode_map(decoder, |key, value| map.insert(key, value).is_none())?;
        Ok(map)
    }
}
