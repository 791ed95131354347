//! `secrecy`: `with = secret`. A field says so by name, because a row holds the secret itself.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::shape::Shape;
use crate::store_as::{AsSecret, Itself, StoreAs};
use crate::value::{NotNull, StoreValue};
use secrecy::zeroize::Zeroize;
use secrecy::{ExposeSecret, SecretBox, SecretString};

impl StoreAs<SecretString, Itself> for AsSecret {
    const SHAPE: &'static Shape = <String as StoreValue>::SHAPE;

    fn encode(value: &SecretString, encoder: &mut Encoder) {
        encoder.string(value.expose_secret());
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<SecretString, DecodeError> {
        <String as StoreValue>::decode(decoder).map(SecretString::from)
    }
}

impl<S: StoreValue<Nullability = NotNull> + Zeroize> StoreAs<SecretBox<S>, Itself> for AsSecret {
    const SHAPE: &'static Shape = S::SHAPE;

    fn encode(value: &SecretBox<S>, encoder: &mut Encoder) {
        StoreValue::encode(value.expose_secret(), encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<SecretBox<S>, DecodeError> {
        S::decode(decoder).map(|secret| SecretBox::new(Box::new(secret)))
    }
}
