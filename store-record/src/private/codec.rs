//! Fields and newtypes with `with = module`, where the module is a codec of the user.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::value::{NotNull, Nullable};

/// What the module says by `pub type Nullability = store_record::NotNull;`, or [`Nullable`] if it says nothing.
pub trait Codec {
    type Nullability: Nullability;
}

/// Whether a value can be `null`.
#[diagnostic::on_unimplemented(
    message = "the `Nullability` of a codec must be `store_record::NotNull` or `store_record::Nullable`",
    label = "neither `NotNull` nor `Nullable`"
)]
pub trait Nullability {
    const CAN_BE_NULL: bool;
}

impl Nullability for NotNull {
    const CAN_BE_NULL: bool = false;
}

impl Nullability for Nullable {
    const CAN_BE_NULL: bool = true;
}

/// Returns the module's function. Its type is checked here, where the error is at the user's token.
#[inline]
pub fn decoder<T>(decode: Decode<T>) -> Decode<T> {
    decode
}

type Decode<T> = fn(&mut Decoder<'_>) -> Result<T, DecodeError>;

/// Writes the value. If the codec says that it isn't `null`, it mustn't be: an `Option` of it would be read as `None`.
#[inline]
pub fn encode_with<C: Codec, T>(value: &T, encoder: &mut Encoder, encode: fn(&T, &mut Encoder)) {
    let start = encoder.position();
    encode(value, encoder);
    if !C::Nullability::CAN_BE_NULL && encoder.bytes().get(start..) == Some(b"null") {
        encoder.reject("a codec whose `Nullability` is `NotNull` wrote `null`");
    }
}
