//! Paths that are UTF-8: their text.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::shape::{Shape, TextForm};
use crate::value::{NotNull, StoreValue};
use std::path::{Path, PathBuf};

macro_rules! paths {
    ($($path:ty)*) => {$(
        impl StoreValue for $path {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = &Shape::Text(TextForm::Any);

            fn encode(&self, encoder: &mut Encoder) {
                match self.to_str() {
                    Some(text) => encoder.string(text),
                    None => encoder.reject("a path that isn't UTF-8 has no text"),
                }
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                decoder.owned_string().map(|text| PathBuf::from(text).into())
            }
        }
    )*};
}

paths! { PathBuf Box<Path> }
