//! Arrays, lists and pointers.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::shape::Shape;
use crate::value::{NotNull, StoreValue};
use std::borrow::Cow;
use std::collections::{BinaryHeap, LinkedList, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

pub(crate) fn encode_array<'a, T: StoreValue + 'a>(values: impl IntoIterator<Item = &'a T>, encoder: &mut Encoder) {
    if !encoder.enter() {
        return;
    }
    encoder.literal(b"[");
    let mut values = values.into_iter();
    if let Some(first) = values.next() {
        first.encode(encoder);
        for value in values {
            encoder.literal(b", ");
            value.encode(encoder);
        }
    }
    encoder.literal(b"]");
    encoder.leave();
}

pub(super) fn decode_array<T: StoreValue>(decoder: &mut Decoder<'_>) -> Result<Vec<T>, DecodeError> {
    let mut values = Vec::new();
    let mut is_more = decoder.open_array();
    loop {
        match is_more {
            Ok(true) => {}
            Ok(false) => return Ok(values),
            Err(error) => return Err(error),
        }
        match T::decode(decoder) {
            Ok(value) => values.push(value),
            Err(error) => return Err(error.in_index(values.len())),
        }
        is_more = decoder.next_element();
    }
}

macro_rules! sequence {
    ($($(#[$doc:meta])* $type:ty, $encode:expr;)*) => {$(
        impl<T: StoreValue> StoreValue for $type {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = T::LIST_SHAPE;

            fn encode(&self, encoder: &mut Encoder) {
                let encode: fn(&Self, &mut Encoder) = $encode;
                encode(self, encoder);
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                T::decode_vec(decoder).map(Self::from)
            }
        }
    )*};
}

sequence! {
    Vec<T>, |values, encoder| T::encode_slice(values, encoder);
    Box<[T]>, |values, encoder| T::encode_slice(values, encoder);
    Rc<[T]>, |values, encoder| T::encode_slice(values, encoder);
    Arc<[T]>, |values, encoder| T::encode_slice(values, encoder);
}

/// The two halves of a deque are joined only for bytes, which are one base64 string.
impl<T: StoreValue> StoreValue for VecDeque<T> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = T::LIST_SHAPE;

    fn encode(&self, encoder: &mut Encoder) {
        match self.as_slices() {
            (values, []) => T::encode_slice(values, encoder),
            (front, back) => T::encode_halves(front, back, encoder),
        }
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        T::decode_vec(decoder).map(Self::from)
    }
}

impl<T: StoreValue> StoreValue for LinkedList<T> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::List(T::SHAPE);

    fn encode(&self, encoder: &mut Encoder) {
        encode_array(self, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        decode_array(decoder).map(|values: Vec<T>| values.into_iter().collect())
    }
}

/// Elements are in ascending order, so that the text doesn't depend on the inner order of the heap.
impl<T: StoreValue + Ord> StoreValue for BinaryHeap<T> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::List(T::SHAPE);

    fn encode(&self, encoder: &mut Encoder) {
        let mut sorted: Vec<&T> = self.iter().collect();
        sorted.sort();
        encode_array(sorted, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        decode_array(decoder).map(Self::from)
    }
}

impl<T: StoreValue, const N: usize> StoreValue for [T; N] {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::array(T::LIST_SHAPE, N);

    fn encode(&self, encoder: &mut Encoder) {
        T::encode_slice(self, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        T::decode_array(decoder)
    }
}

/// Arrays of at most this many elements are read without an allocation.
const SHORT_ARRAY_ELEMENTS: usize = 32;

pub(crate) fn decode_fixed<T: StoreValue, const N: usize>(decoder: &mut Decoder<'_>) -> Result<[T; N], DecodeError> {
    let start = decoder.offset();
    let wrong_length = || DecodeError::new(DecodeErrorKind::Length(N), start);
    if N > SHORT_ARRAY_ELEMENTS {
        return <[T; N]>::try_from(decode_array(decoder)?).map_err(|_| wrong_length());
    }
    let mut slots = [const { None }; N];
    let mut length = 0;
    if decoder.open_array()? {
        loop {
            let value = T::decode(decoder).map_err(|error| error.in_index(length))?;
            if let Some(slot) = slots.get_mut(length) {
                *slot = Some(value);
            }
            length += 1;
            if !decoder.next_element()? {
                break;
            }
        }
    }
    if length != N {
        return Err(wrong_length());
    }
    all_of(slots).ok_or_else(wrong_length)
}

/// Returns the values if no slot is empty. `array::try_map` isn't stable.
fn all_of<T, const N: usize>(slots: [Option<T>; N]) -> Option<[T; N]> {
    if slots.iter().any(Option::is_none) {
        return None;
    }
    let mut values = slots.into_iter().flatten();
    Some(std::array::from_fn(|_| match values.next() {
        Some(value) => value,
        None => unreachable!("no slot is empty"),
    }))
}

impl<T: StoreValue + Clone> StoreValue for Cow<'_, [T]> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = T::LIST_SHAPE;

    fn encode(&self, encoder: &mut Encoder) {
        T::encode_slice(self, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        T::decode_vec(decoder).map(Cow::Owned)
    }
}

macro_rules! pointer {
    ($($pointer:ident)*) => {$(
        impl<T: StoreValue> StoreValue for $pointer<T> {
            type Nullability = T::Nullability;

            const SHAPE: &'static Shape = T::SHAPE;

            #[inline]
            fn encode(&self, encoder: &mut Encoder) {
                T::encode(self, encoder);
            }

            #[inline]
            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                T::decode(decoder).map($pointer::new)
            }
        }
    )*};
}

pointer! { Box Rc Arc }
