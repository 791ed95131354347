//! `rust_decimal`: a string of digits with their scale, so that `1.10` stays `1.10`.

use super::delegate::decode_text;
use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::value::{NotNull, StoreValue};
use rust_decimal::Decimal;

impl StoreValue for Decimal {
    type Nullability = NotNull;

    const SHAPE: &'static crate::shape::Shape = &crate::shape::Shape::Text(crate::shape::TextForm::Standard("decimal"));

    fn encode(&self, encoder: &mut Encoder) {
        encoder.string(&text_of(self));
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let is_form = |decimal: &Self, text: &str| text_of(decimal) == text;
        decode_text(decoder, "a decimal such as 12.50", |text| Self::from_str_exact(text).ok(), is_form)
    }
}

/// Returns the text. The crate has a negative zero, which is written without its sign.
fn text_of(decimal: &Decimal) -> String {
    if decimal.is_zero() { decimal.abs().to_string() } else { decimal.to_string() }
}
