//! Tuples of at most twelve elements: arrays of exactly that length. `()` is `[]`.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::shape::Shape;
use crate::value::{NotNull, StoreValue};

impl StoreValue for () {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Tuple(&[]);

    fn encode(&self, encoder: &mut Encoder) {
        if encoder.enter() {
            encoder.literal(b"[]");
            encoder.leave();
        }
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        decoder.open_tuple()?;
        decoder.close_tuple(0)
    }
}

macro_rules! tuple {
    ($length:literal: $first:ident $first_index:tt $(, $rest:ident $rest_index:tt)*) => {
        impl<$first: StoreValue $(, $rest: StoreValue)*> StoreValue for ($first, $($rest,)*) {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = &Shape::Tuple(&[$first::SHAPE $(, $rest::SHAPE)*]);

            fn encode(&self, encoder: &mut Encoder) {
                if encoder.enter() {
                    encoder.literal(b"[");
                    self.$first_index.encode(encoder);
                    $(
                        encoder.literal(b", ");
                        self.$rest_index.encode(encoder);
                    )*
                    encoder.literal(b"]");
                    encoder.leave();
                }
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                decoder.open_tuple()?;
                let tuple = (
                    decoder.tuple_element(b"[", $first_index, $length, $first::decode)?,
                    $(decoder.tuple_element(b", ", $rest_index, $length, $rest::decode)?,)*
                );
                decoder.close_tuple($length)?;
                Ok(tuple)
            }
        }
    };
}

tuple!(1: A 0);
tuple!(2: A 0, B 1);
tuple!(3: A 0, B 1, C 2);
tuple!(4: A 0, B 1, C 2, D 3);
tuple!(5: A 0, B 1, C 2, D 3, E 4);
tuple!(6: A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(7: A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(8: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
tuple!(9: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
tuple!(10: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
tuple!(11: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
tuple!(12: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
