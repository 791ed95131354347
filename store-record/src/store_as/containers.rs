//! A form inside `Option`, `Box`, `Vec` and maps.

use super::{Itself, StoreAs};
use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::key::{KeyEncoding, StoreKey};
use crate::shape::Shape;
use crate::store_as::AsText;
use crate::value::containers::encode_array;
use crate::value::displayed::{self, Text};
use crate::value::maps::encode_map;
use crate::value::{NotNull, StoreValue};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;
use std::str::FromStr;

/// The place of a value inside a container that is at `Place`.
#[derive(Debug)]
pub struct Inside<Place>(PhantomData<Place>);

/// The place of the keys of a map.
#[derive(Debug)]
pub enum MapKey {}

/// A place whose form is never `null`, so that it can be inside an `Option`.
pub trait NeverNull {}

impl NeverNull for Itself {}
impl<P: NeverNull> NeverNull for Inside<Box<P>> {}
impl<P> NeverNull for Inside<Vec<P>> {}
impl<K, P> NeverNull for Inside<BTreeMap<K, P>> {}
impl<K, P> NeverNull for Inside<HashMap<K, P>> {}

#[diagnostic::do_not_recommend]
impl<T, P: NeverNull, A: StoreAs<T, P>> StoreAs<Option<T>, Inside<Option<P>>> for A {
    const SHAPE: &'static Shape = &Shape::Optional(A::SHAPE);

    const ABSENT: Option<fn() -> Option<T>> = Some(|| None);

    fn encode(value: &Option<T>, encoder: &mut Encoder) {
        match value {
            Some(value) => A::encode(value, encoder),
            None => encoder.literal(b"null"),
        }
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Option<T>, DecodeError> {
        if decoder.eat(b"null") { Ok(None) } else { A::decode(decoder).map(Some) }
    }
}

#[diagnostic::do_not_recommend]
impl<T, P, A: StoreAs<T, P>> StoreAs<Box<T>, Inside<Box<P>>> for A {
    const SHAPE: &'static Shape = A::SHAPE;

    fn encode(value: &Box<T>, encoder: &mut Encoder) {
        A::encode(value, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Box<T>, DecodeError> {
        A::decode(decoder).map(Box::new)
    }
}

#[diagnostic::do_not_recommend]
impl<T, P, A: StoreAs<T, P>> StoreAs<Vec<T>, Inside<Vec<P>>> for A {
    const SHAPE: &'static Shape = &Shape::List(A::SHAPE);

    fn encode(value: &Vec<T>, encoder: &mut Encoder) {
        let elements: Vec<_> = value.iter().map(Written::<A, T, P>::new).collect();
        encode_array(&elements, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Vec<T>, DecodeError> {
        let elements = <Vec<Read<A, T, P>> as StoreValue>::decode(decoder)?;
        Ok(elements.into_iter().map(|element| element.value).collect())
    }
}

macro_rules! maps {
    ($($map:ident<K, V $(, $hasher:ident: $bound:ident)?> where K: $($key_bound:ident +)*;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<K, V, P, A $(, $hasher)?> StoreAs<$map<K, V $(, $hasher)?>, Inside<$map<(), P>>> for A
        where
            K: StoreKey $(+ $key_bound)*,
            A: StoreAs<V, P>,
            $($hasher: $bound + Default,)?
        {
            const SHAPE: &'static Shape = &Shape::Map { key: K::ENCODING, value: A::SHAPE };

            fn encode(value: &$map<K, V $(, $hasher)?>, encoder: &mut Encoder) {
                let values: Vec<_> = value.values().map(Written::<A, V, P>::new).collect();
                encode_map(values.len(), || value.keys().zip(&values), encoder);
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<$map<K, V $(, $hasher)?>, DecodeError> {
                let map = <$map<K, Read<A, V, P> $(, $hasher)?> as StoreValue>::decode(decoder)?;
                Ok(map.into_iter().map(|(key, read)| (key, read.value)).collect())
            }
        }

        #[diagnostic::do_not_recommend]
        impl<K, V $(, $hasher)?> StoreAs<$map<K, V $(, $hasher)?>, Inside<$map<MapKey, ()>>> for AsText
        where
            K: Display + FromStr $(+ $key_bound)*,
            V: StoreValue,
            $($hasher: $bound + Default,)?
        {
            const SHAPE: &'static Shape = &Shape::Map { key: KeyEncoding::new("text"), value: V::SHAPE };

            fn encode(value: &$map<K, V $(, $hasher)?>, encoder: &mut Encoder) {
                let names: Option<Vec<String>> = value.keys().map(displayed::text_of).collect();
                match names {
                    Some(names) => encode_map(names.len(), || names.iter().zip(value.values()), encoder),
                    None => encoder.reject(displayed::READ_AS_ANOTHER),
                }
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<$map<K, V $(, $hasher)?>, DecodeError> {
                let map = <$map<Text<K>, V $(, $hasher)?> as StoreValue>::decode(decoder)?;
                Ok(map.into_iter().map(|(key, value)| (key.0, value)).collect())
            }
        }
    )*};
}

maps! {
    BTreeMap<K, V> where K: Ord +;
    HashMap<K, V, S: BuildHasher> where K: Eq + Hash +;
}

/// An element of a container that is read.
pub(crate) struct Read<A, T, P> {
    value: T,
    form: PhantomData<(A, P)>,
}

impl<A: StoreAs<T, P>, T, P> StoreValue for Read<A, T, P> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = A::SHAPE;

    fn encode(&self, encoder: &mut Encoder) {
        A::encode(&self.value, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        A::decode(decoder).map(|value| Self { value, form: PhantomData })
    }
}

/// An element of a container that is written.
struct Written<'a, A, T, P> {
    value: &'a T,
    form: PhantomData<(A, P)>,
}

impl<'a, A, T, P> Written<'a, A, T, P> {
    fn new(value: &'a T) -> Self {
        Self { value, form: PhantomData }
    }
}

impl<A: StoreAs<T, P>, T, P> StoreValue for Written<'_, A, T, P> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = A::SHAPE;

    fn encode(&self, encoder: &mut Encoder) {
        A::encode(self.value, encoder);
    }

    // Nobody reads what only borrows its value.
    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        Err(decoder.invalid("a value that owns its content"))
    }
}
