//! Maps: objects whose names are keys in plain text, in canonical order whatever the map's own.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, DecodeErrorKind, EncodeErrorKind};
use crate::key::{KeyDecoder, KeyEncoder};
use crate::{NotNull, Shape, StoreKey, StoreValue, canonical_order};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

/// Writes entries as one object, sorted by name.
pub(crate) fn encode_entries<'a, V: StoreValue + 'a>(mut entries: Vec<(String, &'a V)>, encoder: &mut Encoder) {
    entries.sort_by(|(one, _), (other, _)| canonical_order(one, other));
    if entries.windows(2).any(|pair| matches!(pair, [(one, _), (other, _)] if one == other)) {
        encoder.fail(EncodeErrorKind::DuplicateName);
    }
    if !encoder.open_map() {
        return;
    }
    for (index, (name, value)) in entries.into_iter().enumerate() {
        if index > 0 {
            encoder.literal(b", ");
        }
        encoder.string(&name);
        encoder.literal(b": ");
        value.encode(encoder);
    }
    encoder.close_map();
}

fn encode_map<'a, K, V>(entries: impl Iterator<Item = (&'a K, &'a V)>, encoder: &mut Encoder)
where
    K: StoreKey + 'a,
    V: StoreValue + 'a,
{
    let mut named = Vec::new();
    for (key, value) in entries {
        match KeyEncoder::plain_text::<K>(key.borrowed()) {
            Ok(name) => named.push((name, value)),
            Err(error) => encoder.fail(EncodeErrorKind::Key(error.kind())),
        }
    }
    encode_entries(named, encoder);
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
        let key = KeyDecoder::read_plain(&name)
            .map_err(|error| DecodeError::new(DecodeErrorKind::MapKey(error.kind()), start).in_map_key())?;
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
        encode_map(self.iter(), encoder);
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
        encode_map(self.iter(), encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let mut map = Self::default();
        decode_map(decoder, |key, value| map.insert(key, value).is_none())?;
        Ok(map)
    }
}
