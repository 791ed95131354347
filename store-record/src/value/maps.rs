//! Maps: objects whose names are the keys as plain text, in the canonical order.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::{Encoder, PendingMember, SortScope};
use crate::error::{DecodeError, DecodeErrorKind, EncodeErrorKind};
use crate::key::{KeyEncoder, StoreKey};
use crate::shape::Shape;
use crate::value::{NotNull, StoreValue};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

/// Maps of at most this many entries are sorted before they are written, without allocating.
const SMALL_MAP_ENTRIES: usize = 8;

pub(crate) fn encode_map<'a, K, V, I>(length: usize, entries: impl Fn() -> I, encoder: &mut Encoder)
where
    K: StoreKey + 'a,
    V: StoreValue + 'a,
    I: Iterator<Item = (&'a K, &'a V)>,
{
    if !encoder.open_map() {
        return;
    }
    let mut names = [("", 0); SMALL_MAP_ENTRIES];
    let mut values = [None; SMALL_MAP_ENTRIES];
    let mut count = 0;
    if length <= SMALL_MAP_ENTRIES {
        for (key, value) in entries() {
            let Some(text) = K::as_text(key.borrowed()) else { break };
            let (Some(name), Some(slot)) = (names.get_mut(count), values.get_mut(count)) else { break };
            *name = (text, count);
            *slot = Some(value);
            count += 1;
        }
    }
    if count == length {
        let names = names.get_mut(..count).unwrap_or_default();
        encoder.sort_names(names);
        for (place, (name, number)) in names.iter().enumerate() {
            if let Some(Some(value)) = values.get(*number) {
                encoder.name(name, place == 0);
                value.encode(encoder);
            }
        }
    } else {
        let run = encoder.begin_unsorted();
        let mut entries = entries();
        while let Some((key, value)) = next(&mut entries) {
            let member = begin_member::<K>(key.borrowed(), &run, encoder);
            value.encode(encoder);
            encoder.end_member(member);
        }
        encoder.sort_members(&run);
    }
    encoder.close_map();
}

fn begin_member<K: StoreKey>(key: &K::Borrowed, run: &SortScope, encoder: &mut Encoder) -> PendingMember {
    if let Some(name) = K::as_text(key) {
        return encoder.begin_member(run, name);
    }
    let mut name = KeyEncoder::for_name();
    K::encode_key(key, &mut name);
    if let Some(error) = name.error() {
        encoder.fail(EncodeErrorKind::Key(error.kind()));
    }
    encoder.begin_member(run, name.as_str())
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

    const SHAPE: &'static Shape = &Shape::Map { key: K::ENCODING, value: V::SHAPE };

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

    const SHAPE: &'static Shape = &Shape::Map { key: K::ENCODING, value: V::SHAPE };

    fn encode(&self, encoder: &mut Encoder) {
        encode_map(self.len(), || self.iter(), encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let mut map = Self::default();
        decode_map(decoder, |key, value| map.insert(key, value).is_none())?;
        Ok(map)
    }
}
