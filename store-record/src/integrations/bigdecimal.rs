//! `bigdecimal`: a string of digits with their scale. `1.10` stays `1.10`. A scale below 0 or over 1,000 is written as
//! an exponent, `11E2`, so that a short text never becomes a long one.

use super::delegate::decode_text;
use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::value::{NotNull, StoreValue};
use bigdecimal::BigDecimal;

/// The time of reading grows with the square of the number of digits.
const MAX_LENGTH: usize = 100_000;
const MAX_PLAIN_SCALE: usize = 1_000;

impl StoreValue for BigDecimal {
    type Nullability = NotNull;

    const SHAPE: &'static crate::shape::Shape =
        &crate::shape::Shape::Text(crate::shape::TextForm::Standard("decimal without bounds"));

    fn encode(&self, encoder: &mut Encoder) {
        let text = text_of(self);
        // Its exponent is one more than the largest that can be read.
        if self.as_bigint_and_scale().1 == i64::MIN {
            encoder.reject("a decimal's exponent is over 9223372036854775807");
        }
        if text.len() > MAX_LENGTH {
            encoder.reject("a decimal is longer than 100000 letters");
        }
        encoder.string(&text);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let is_form = |decimal: &Self, text: &str| text_of(decimal) == text;
        decode_text(decoder, "a decimal such as 12.50 or 125E3, of at most 100000 letters", read, is_form)
    }
}

fn read(text: &str) -> Option<BigDecimal> {
    if text.len() > MAX_LENGTH { None } else { text.parse().ok() }
}

fn text_of(decimal: &BigDecimal) -> String {
    let (digits, scale) = decimal.as_bigint_and_exponent();
    let text = digits.to_string();
    let plain_scale = usize::try_from(scale).ok().filter(|scale| *scale <= MAX_PLAIN_SCALE);
    let Some(scale) = plain_scale else { return format!("{text}E{}", -i128::from(scale)) };
    if scale == 0 {
        return text;
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let digits = format!("{digits:0>width$}", width = scale + 1);
    let (whole, fraction) = digits.split_at_checked(digits.len() - scale).unwrap_or((&digits, ""));
    format!("{sign}{whole}.{fraction}")
}
