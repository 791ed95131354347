//! Keys: [`StoreKey`], [`RecordKey`], [`Scope`], and their ordered text.
//!
//! Key text sorts as the tuples of components do, differs for different tuples, and can be read back. `docs/format.md`,
//! "Key text", specifies it. The idea is that of FoundationDB's tuple layer.

use crate::codec::decoder::Decoder;
use crate::error::{DecodeError, DecodeErrorKind, KeyError};

mod decoder;
mod encoder;
mod encoding;
mod range;
mod text;
mod tuples;

pub use decoder::KeyDecoder;
pub use encoder::KeyEncoder;
pub use encoding::KeyEncoding;
pub use range::KeyRange;
pub use text::{RecordKey, Scope};

/// The key text of `key = ()`: the record has no key component, so there is one in each scope.
const UNIT: &str = "$";

/// The name of that component in errors, as the attribute has it.
const UNIT_NAME: &str = "()";

/// A value that can be a component of a scope or key, and the key of a map in a payload.
///
/// Derive it for newtypes and fieldless enums. [`KeyEncoder`] has an example of an implementation by hand. A float
/// can't be a key, because its text doesn't sort as its value, and rounding makes two programs look for different keys.
///
/// ```
/// use store_record::StoreKey;
///
/// #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, StoreKey)]
/// struct UserId(u64);
///
/// #[derive(Debug, PartialEq, StoreKey)]
/// #[store_record(rename_all = "snake_case")]
/// enum Region { EuWest, UsEast }
///
/// let payload = store_record::Payload::new(&std::collections::BTreeMap::from([(UserId(7), true)]))?;
/// assert_eq!(payload.expose_json(), r#"{"7": true}"#);
/// # Ok::<(), store_record::EncodeError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be a key",
    label = "not a `StoreKey`",
    note = "integers, strings, bytes, dates, instants and tuples of keys can be keys; for a newtype or a fieldless enum use `#[derive(StoreKey)]`",
    note = "a type of another crate with `Display` and `FromStr` can be a key as `store_record::Text<T>`",
    note = "a float can't be a key, because its text doesn't sort as its value: use an integer or a string"
)]
pub trait StoreKey: Sized {
    /// The type by which a key is looked up: `str` for a `String`, `[u8]` for a `Vec<u8>`, otherwise the type itself.
    type Borrowed: ?Sized;

    /// The encoding, which must be equal in all schema versions of a record.
    const ENCODING: KeyEncoding = KeyEncoding::new("custom");

    /// Returns the value as its borrowed type.
    fn borrowed(&self) -> &Self::Borrowed;

    /// Writes the value as one component.
    fn encode_key(value: &Self::Borrowed, key: &mut KeyEncoder);

    /// Writes the value as the component with this name.
    #[doc(hidden)]
    fn write_component(&self, name: &'static str, key: &mut KeyEncoder) {
        key.component(name, |key| Self::encode_key(self.borrowed(), key));
    }

    /// Reads the component with this name and writes it again.
    #[doc(hidden)]
    fn rewrite_component(name: &'static str, from: &mut KeyDecoder<'_>, to: &mut KeyEncoder) {
        match from.component(name, Self::decode_key) {
            Ok(value) => value.write_component(name, to),
            Err(error) => to.fail_with(error),
        }
    }

    /// Returns the value's plain text if the value is a string, so that the text isn't copied.
    #[doc(hidden)]
    fn as_text(_value: &Self::Borrowed) -> Option<&str> {
        None
    }

    /// Reads the name of a map's member.
    #[doc(hidden)]
    fn decode_name(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let start = decoder.offset();
        match KeyDecoder::read_plain(&decoder.string()?) {
            Ok(key) => Ok(key),
            Err(error) => Err(DecodeError::new(DecodeErrorKind::MapKey(error.kind()), start).in_map_key()),
        }
    }

    /// Reads the component.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not one that [`StoreKey::encode_key`] writes.
    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError>;
}

/// `None` is the empty component. The text of a value is never empty.
impl<K: StoreKey> StoreKey for Option<K> {
    type Borrowed = Self;

    const ENCODING: KeyEncoding = K::ENCODING.optional();

    fn borrowed(&self) -> &Self {
        self
    }

    fn encode_key(value: &Self, key: &mut KeyEncoder) {
        // Plain text can be empty, so an option is an ordered component also as the name of a map's member.
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
