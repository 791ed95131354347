//! The variant marked `other`: an unknown variant, kept whole.

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
    /// The name of the variant that the content would be read as; none if it is no variant at all.
    fn variant_name(&self, tag: Option<&'static str>) -> Option<String>;

    /// Writes the content as it is, unless a known variant would be read from it.
    fn encode_other(&self, encoder: &mut Encoder, names: &[&str], tag: Option<&'static str>) {
        match self.variant_name(tag) {
            Some(name) if names.contains(&name.as_str()) => encoder.fail(EncodeErrorKind::AmbiguousVariant),
            Some(_) => self.encode(encoder),
            None => encoder
                .reject("a variant marked `other` holds no variant: neither a name nor an object that begins with one"),
        }
    }

    /// Reads an unknown variant whole.
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
