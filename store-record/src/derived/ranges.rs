//! Ranges: objects of `start` and `end`, as far as the range has them.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::private::{close_object, field, fields, leave, member, open_object, struct_shape};
use crate::shape::{FieldShape, Shape, StructShape, UnknownFieldPolicy};
use crate::value::{NotNull, StoreValue};
use std::ops::{Range, RangeFrom, RangeInclusive, RangeTo, RangeToInclusive};

const fn shape(name: &'static str, fields: &'static [FieldShape]) -> StructShape {
    struct_shape(name, fields, false, UnknownFieldPolicy::Deny, &[])
}

impl<T: StoreValue> StoreValue for Range<T> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Struct(&shape("Range", &fields(["start", "end"], [T::SHAPE, T::SHAPE])));

    fn encode(&self, encoder: &mut Encoder) {
        encode_ends(&self.start, &self.end, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        open_object(decoder)?;
        let end = field(decoder, b"{\"end\": ", "end", T::decode)?;
        let start = field(decoder, b", \"start\": ", "start", T::decode)?;
        close_object(decoder)?;
        Ok(Self { start, end })
    }
}

fn encode_ends<T: StoreValue>(start: &T, end: &T, encoder: &mut Encoder) {
    if encoder.enter() {
        member(encoder, b"{\"end\": ", end);
        member(encoder, b", \"start\": ", start);
        leave(encoder, b"}");
    }
}

macro_rules! range_with_one_end {
    ($($range:ident, $end:ident $text:literal;)*) => {$(
        impl<T: StoreValue> StoreValue for $range<T> {
            type Nullability = NotNull;

            const SHAPE: &'static Shape =
                &Shape::Struct(&shape(stringify!($range), &fields([stringify!($end)], [T::SHAPE])));

            fn encode(&self, encoder: &mut Encoder) {
                if encoder.enter() {
                    member(encoder, $text, &self.$end);
                    leave(encoder, b"}");
                }
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                open_object(decoder)?;
                let $end = field(decoder, $text, stringify!($end), T::decode)?;
                close_object(decoder)?;
                Ok(Self { $end })
            }
        }
    )*};
}

range_with_one_end! {
    RangeFrom, start b"{\"start\": ";
    RangeTo, end b"{\"end\": ";
    RangeToInclusive, end b"{\"end\": ";
}

/// A range that was iterated over to its end can't be written: the form doesn't say that it is exhausted.
impl<T: StoreValue + PartialOrd> StoreValue for RangeInclusive<T> {
    type Nullability = NotNull;

    const SHAPE: &'static Shape =
        &Shape::Struct(&shape("RangeInclusive", &fields(["start", "end"], [T::SHAPE, T::SHAPE])));

    fn encode(&self, encoder: &mut Encoder) {
        if self.is_empty() && self.start() <= self.end() {
            encoder.reject("the range was iterated over to its end");
        }
        encode_ends(self.start(), self.end(), encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        Range::decode(decoder).map(|Range { start, end }| Self::new(start, end))
    }
}
