//! `with = text`.

use super::{Itself, StoreAs};
use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::shape::Shape;
use crate::value::displayed;
use std::fmt::Display;
use std::str::FromStr;

/// The text that `Display` writes and `FromStr` reads.
#[derive(Debug)]
pub enum AsText {}

#[diagnostic::do_not_recommend]
impl<T: Display + FromStr> StoreAs<T, Itself> for AsText {
    const SHAPE: &'static Shape = displayed::SHAPE;

    fn encode(value: &T, encoder: &mut Encoder) {
        displayed::encode(value, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<T, DecodeError> {
        displayed::decode(decoder)
    }
}
