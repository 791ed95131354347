//! `with = unix_seconds`, `with = unix_millis`, `with = unix_micros`.

use super::{Itself, StoreAs};
use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::shape::Shape;
use crate::value::unix_time::{self, Unit, UnixInstant};

macro_rules! units {
    ($($(#[$doc:meta])* $form:ident, $name:literal, $nanoseconds:literal, $decimals:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $form {}

        impl $form {
            const UNIT: Unit = Unit {
                nanoseconds: $nanoseconds,
                expected: concat!("an instant in the years 0000 to 9999, in ", $name, " since 1970-01-01 UTC"),
                has_remainder: concat!("the instant isn't a whole number of ", $name, " since 1970-01-01 UTC"),
            };
        }

        #[diagnostic::do_not_recommend]
        impl<T: UnixInstant> StoreAs<T, Itself> for $form {
            const SHAPE: &'static Shape = &Shape::UnixTime { decimals: $decimals };

            fn encode(value: &T, encoder: &mut Encoder) {
                unix_time::encode(value, &Self::UNIT, encoder);
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<T, DecodeError> {
                unix_time::decode(&Self::UNIT, decoder)
            }
        }
    )*};
}

units! {
    /// Whole seconds since 1970-01-01 UTC.
    AsUnixSeconds, "seconds", 1_000_000_000, 0;
    /// Whole milliseconds since 1970-01-01 UTC.
    AsUnixMillis, "milliseconds", 1_000_000, 3;
    /// Whole microseconds since 1970-01-01 UTC.
    AsUnixMicros, "microseconds", 1_000, 6;
}
