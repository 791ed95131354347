//! Maps: objects whose names are keys in plain text, in canonical order whatever the map's own.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::codec::sorted::few::{FEW, number_of};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::{NotNull, Shape, StoreKey, StoreValue};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

pub(crate) fn encode_map<'a, K, V, I>(length: usize, entries: impl Fn() -> I, encoder: &mut Encoder)
where
    K: StoreKey + 'a,
    V: StoreValue + 'a,
    I: Iterator<Item = (&'a K, &'a V)>,
{
    if !encoder.open_map() {
        return;
    }
    // A few entries are sorted before they are written, without memory of their own.
    let mut names = [""; FEW];
    let mut values = [None; FEW];
    let mut few = 0;
    if length <= FEW {
        for (key, value) in entries() {
            let Some(text) = K::as_text(key.borrowed()) else { break };
            let (Some(name), Some(place)) = (names.get_mut(few), values.get_mut(few)) else { break };
            *name = text;
            *place = Some(value);
            few += 1;
        }
    }
    if few == length {
        let mut order = [0; FEW];
        encoder.order_few(&mut order, &names, few);
        for (place, mark) in order.iter().take(few).enumerate() {
            let number = number_of(*mark);
            if let (Some(name), Some(Some(value))) = (names.get(number), values.get(number)) {
                encoder.name(name, place == 0);
                value.encode(encoder);
            }
        }
    } else {
        let run = encoder.begin_unsorted();
        let mut entries = entries();
        while let Some((key, value)) = next(&mut entries) {
            let member = encoder.begin_keyed_member::<K>(&run, key.borrowed());
            value.encode(encoder);
            encoder.end_member(member);
        }
        encoder.sort_members(&run);
    }
    encoder.close_map();
}

/// Going on in a tree is much code. Where a call for each entry doesn't show, it isn't written out.
#[inline(never)]
fn next<I: Iterator>(entries: &mut I) -> Option<I::Item> {
    entries.next()
}

fn decode_map<K: StoreKey, V: StoreValue>(
    decoder: &mut Decoder<'_>,
    mut insert: impl FnMut(K, V) -> bool,
) -> Result<(), DecodeError> {
    decoder.open_map()?;
    let mut first = true;
    loop {
        if !decoder.next_entry(&mut first)? {
            return Ok(());
        }
        let start = decoder.offset();
        let key = K::decode_name(decoder)?;
        decoder.colon()?;
        let value = match V::decode(decoder) {
            Ok(value) => value,
            Err(error) => return Err(error.in_map_key()),
        };
        if !insert(key, value) {
            return Err(DecodeError::new(DecodeErrorKind::Duplicate, start).in_map_key());
        }
    }
}

impl<K: StoreKey + Ord, V: StoreValue> StoreValue for BTreeMap<K, V> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Map { key: K::FORM, value: V::SHAPE };

    fn encode(&self, encoder: &mut Encoder) {
        encode_map(self.len(), || self.iter(), encoder);
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
        encode_map(self.len(), || self.iter(), encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let mut map = Self::default();
        decode_map(decoder, |key, value| map.insert(key, value).is_none())?;
        Ok(map)
    }
}
