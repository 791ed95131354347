//! Enums of the standard library, in the form that the derive gives an enum of the same variants.
//!
//! `variant` returns the index of a name without content, and the number of names plus the index of one with content.

use crate::codec::decoder::{Decoder, variant_names};
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::private::{content, enum_shape, leave, literal, member, variant, variant_shape, wrong_content};
use crate::shape::{EnumRepr, EnumShape, Shape, UnknownFieldPolicy, VariantShape};
use crate::value::{NotNull, StoreValue};
use std::cmp::Ordering;
use std::ops::Bound;

pub(crate) const fn shape_of_variant(name: &'static str, content: Option<&'static Shape>) -> VariantShape {
    variant_shape(name, &[], "", content)
}

pub(crate) const fn shape_of_enum(name: &'static str, variants: &'static [VariantShape]) -> EnumShape {
    enum_shape(name, EnumRepr::External, variants, UnknownFieldPolicy::Deny, &[])
}

/// Writes a variant with one value; `text` is what precedes it.
pub(crate) fn encode_variant<T: StoreValue, const N: usize>(encoder: &mut Encoder, text: &[u8; N], value: &T) {
    if encoder.enter() {
        member(encoder, text, value);
        leave(encoder, b"}");
    }
}

impl<T: StoreValue, E: StoreValue> StoreValue for Result<T, E> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Enum(&shape_of_enum(
        "Result",
        &[shape_of_variant("Ok", Some(T::SHAPE)), shape_of_variant("Err", Some(E::SHAPE))],
    ));

    fn encode(&self, encoder: &mut Encoder) {
        match self {
            Ok(value) => encode_variant(encoder, b"{\"Ok\": ", value),
            Err(error) => encode_variant(encoder, b"{\"Err\": ", error),
        }
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match variant(decoder, const { &variant_names(["Ok", "Err"]) })? {
            2 => content(decoder, "Ok", T::decode).map(Ok),
            3 => content(decoder, "Err", E::decode).map(Err),
            _ => wrong_content(decoder),
        }
    }
}

impl<T: StoreValue> StoreValue for Bound<T> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Enum(&shape_of_enum(
        "Bound",
        &[
            shape_of_variant("Included", Some(T::SHAPE)),
            shape_of_variant("Excluded", Some(T::SHAPE)),
            shape_of_variant("Unbounded", None),
        ],
    ));

    fn encode(&self, encoder: &mut Encoder) {
        match self {
            Self::Included(value) => encode_variant(encoder, b"{\"Included\": ", value),
            Self::Excluded(value) => encode_variant(encoder, b"{\"Excluded\": ", value),
            Self::Unbounded => literal(encoder, b"\"Unbounded\""),
        }
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match variant(decoder, const { &variant_names(["Included", "Excluded", "Unbounded"]) })? {
            2 => Ok(Self::Unbounded),
            3 => content(decoder, "Included", T::decode).map(Self::Included),
            4 => content(decoder, "Excluded", T::decode).map(Self::Excluded),
            _ => wrong_content(decoder),
        }
    }
}

impl StoreValue for Ordering {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Enum(&shape_of_enum(
        "Ordering",
        &[shape_of_variant("Less", None), shape_of_variant("Equal", None), shape_of_variant("Greater", None)],
    ));

    fn encode(&self, encoder: &mut Encoder) {
        match self {
            Self::Less => literal(encoder, b"\"Less\""),
            Self::Equal => literal(encoder, b"\"Equal\""),
            Self::Greater => literal(encoder, b"\"Greater\""),
        }
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match variant(decoder, const { &variant_names(["Less", "Equal", "Greater"]) })? {
            0 => Ok(Self::Less),
            1 => Ok(Self::Equal),
            2 => Ok(Self::Greater),
            _ => wrong_content(decoder),
        }
    }
}
