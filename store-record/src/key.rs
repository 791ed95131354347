//! Keys: [`StoreKey`], [`RecordKey`], [`Scope`], and the ordered text of a key.
//!
//! The text of a tuple of components sorts as the tuple does, differs for different tuples and can be
//! read back (`docs/format.md`, "Key text"; the idea is that of FoundationDB's tuple layer).

use crate::codec::decoder::Decoder;
use crate::error::{DecodeError, DecodeErrorKind, KeyError};

mod decoder;
mod encoder;
mod encoding;
mod range;
mod text;

pub use decoder::KeyDecoder;
pub use encoder::KeyEncoder;
pub use encoding::KeyEncoding;
pub use range::KeyRange;
pub use text::{RecordKey, Scope};

/// The key text of `key = ()`: no key component of its own, so one record in each scope.
const UNIT: &str = "$";

/// Its name in errors, as the attribute has it.
const UNIT_NAME: &str = "()";

/// A value that can be a component of a key, and a name of a map in a payload.
///
/// Derive it for newtypes and fieldless enums. A float can't be a key: its text isn't in its order, and two programs rarely
/// mean the same one.
///
/// ```
/// use store_record::StoreKey;
///
/// #[derive(Debug, PartialEq, StoreKey)]
/// struct UserId(u64);
///
/// #[derive(Debug, PartialEq, StoreKey)]
/// #[store_record(rename_all = "snake_case")]
/// enum Region { EuWest, UsEast }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be a key",
    label = "not a `StoreKey`",
    note = "integers, text, bytes, dates and instants are keys; `#[derive(StoreKey)]` makes a newtype or a fieldless enum one",
    note = "a float can't be a key, as its text isn't in its order and two programs rarely mean the same one: use an integer or a string"
)]
pub trait StoreKey: Sized {
    /// The form in which a key is handed over for a look-up: `str` for a `String`, `[u8]` for a
    /// `Vec<u8>`, the type itself for all else.
    type Borrowed: ?Sized;

    /// The form of the text, which must stay the same from one schema version to the next.
    const ENCODING: KeyEncoding = KeyEncoding::new("a form of its own");

    /// The value in its borrowed form.
    fn borrowed(&self) -> &Self::Borrowed;

    /// Writes the one component that the value is.
    fn encode_key(value: &Self::Borrowed, key: &mut KeyEncoder);

    /// Writes the value as the component of that name.
    #[doc(hidden)]
    fn write_component(&self, name: &'static str, key: &mut KeyEncoder) {
        key.component(name, |key| Self::encode_key(self.borrowed(), key));
    }

    /// Reads the component of that name and writes it again.
    #[doc(hidden)]
    fn rewrite_component(name: &'static str, from: &mut KeyDecoder<'_>, to: &mut KeyEncoder) {
        match from.component(name, Self::decode_key) {
            Ok(value) => value.write_component(name, to),
            Err(error) => to.fail_with(error),
        }
    }

    /// The text that the value is, if its plain text is that; then it needs no writing.
    #[doc(hidden)]
    fn as_text(_value: &Self::Borrowed) -> Option<&str> {
        None
    }

    /// Reads a name of a map.
    #[doc(hidden)]
    fn decode_name(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let start = decoder.offset();
        match KeyDecoder::read_plain(&decoder.string()?) {
            Ok(key) => Ok(key),
            Err(error) => Err(DecodeError::new(DecodeErrorKind::MapKey(error.kind()), start).in_map_key()),
        }
    }

    /// Reads the one component.
    ///
    /// # Errors
    ///
    /// A text that [`StoreKey::encode_key`] doesn't write.
    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError>;
}

/// None is the empty component; a value's own text is never empty.
impl<K: StoreKey> StoreKey for Option<K> {
    type Borrowed = Self;

    const ENCODING: KeyEncoding = K::ENCODING.optional();

    fn borrowed(&self) -> &Self {
        self
    }

    fn encode_key(value: &Self, key: &mut KeyEncoder) {
        // A plain text can be empty, so an option is always written as an ordered component.
        key.ordered(|key| {
            if let Some(value) = value {
                K::encode_key(value.borrowed(), key);
            }
        });
    }

    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
        key.ordered(|key| if key.is_empty() { Ok(None) } else { K::decode_key(key).map(Some) })
    }
}

macro_rules! pointer_keys {
    ($($pointer:ident)*) => {$(
        impl<K: StoreKey> StoreKey for $pointer<K> {
            type Borrowed = K::Borrowed;

            const ENCODING: KeyEncoding = K::ENCODING;

            fn borrowed(&self) -> &K::Borrowed {
                K::borrowed(self)
            }

            fn encode_key(value: &K::Borrowed, key: &mut KeyEncoder) {
                K::encode_key(value, key);
            }

            fn as_text(value: &K::Borrowed) -> Option<&str> {
                K::as_text(value)
            }

            fn decode_name(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                K::decode_name(decoder).map($pointer::new)
            }

            fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
                K::decode_key(key).map($pointer::new)
            }
        }
    )*};
}

use std::{rc::Rc, sync::Arc};
pointer_keys! { Box Rc Arc }
