//! The variant marked `other`, which holds an unknown variant whole.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, EncodeErrorKind};
use crate::value::StoreValue;
use crate::value::json::Json;

/// What a variant marked `other` may hold.
#[diagnostic::on_unimplemented(
    message = "a variant marked `other` must hold a `store_record::Json` or a `String`",
    label = "neither `store_record::Json` nor `String`"
)]
pub trait OtherVariant: StoreValue {
    /// Returns the name of the variant that the content would be read as, or `None` if it isn't a variant.
    fn variant_name(&self, tag: Option<&'static str>) -> Option<String>;

    /// Writes the content, unless it would be read as a known variant.
    fn encode_other(&self, encoder: &mut Encoder, names: &[&str], tag: Option<&'static str>) {
        match self.variant_name(tag) {
            Some(name) if names.contains(&name.as_str()) => encoder.fail(EncodeErrorKind::AmbiguousVariant),
            Some(_) => self.encode(encoder),
            None => encoder.reject(
                "a variant marked `other` must hold a name, or an object whose first name is that of a variant",
            ),
        }
    }

    /// Reads an unknown variant.
    fn decode_other(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        Self::decode(decoder)
    }
}

impl OtherVariant for String {
    fn variant_name(&self, tag: Option<&'static str>) -> Option<String> {
        tag.is_none().then(|| self.clone())
    }
}

impl OtherVariant for Json {
    fn variant_name(&self, tag: Option<&'static str>) -> Option<String> {
        let mut decoder = Decoder::new(self.expose_json());
        if let Some(tag) = tag {
            return decoder.look_ahead_for_tag(tag).ok().map(std::borrow::Cow::into_owned);
        }
        decoder.eat(b"{");
        decoder.string().ok().map(std::borrow::Cow::into_owned)
    }
}
