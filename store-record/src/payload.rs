//! [`Payload`] and [`Metadata`]: JSON text that `Debug` doesn't show.

use crate::codec::decoder::canonical;
use crate::codec::from_utf8;
use crate::codec::scratch::with_encoder;
use crate::error::{DecodeError, EncodeError};
use crate::value::StoreValue;
use crate::value::json::Json;
use crate::value::whole_text::decode_text;
use crate::{char_boundary, read_back};
use serde_json::Value;
use std::fmt;
use std::str::FromStr;

macro_rules! json_text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Wraps the text that a store read. It is checked when the envelope is opened.
            #[must_use]
            pub fn from_stored(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// Changes JSON text in any order and white space to the canonical form.
            ///
            /// # Errors
            ///
            /// Returns an error if the text is not JSON, or if JSONB would reject it or lose a part of it.
            pub fn from_json(text: &str) -> Result<Self, DecodeError> {
                canonical::rewrite(text).map(Self)
            }

            /// Writes a `serde_json::Value` in the canonical form.
            ///
            /// # Errors
            ///
            /// Returns an error if a string has U+0000, if the value nests deeper than 128 levels, or if a number is
            /// neither a 64-bit integer nor a 64-bit float.
            pub fn from_value(value: &Value) -> Result<Self, EncodeError> {
                Json::from_value(value).map(|json| Self(json.into_json()))
            }

            /// Returns the JSON text.
            ///
            /// It is stored data, which may be sensitive: don't log it.
            #[must_use]
            pub fn expose_json(&self) -> &str {
                &self.0
            }

            /// Returns the JSON text.
            ///
            /// It is stored data, which may be sensitive: don't log it.
            #[must_use]
            pub fn into_json(self) -> String {
                self.0
            }

            /// Reads the JSON text as a `serde_json::Value`.
            ///
            /// Numbers keep their value but not their digits: `1.10` is read as `1.1`.
            ///
            /// # Errors
            ///
            /// Returns an error if the text is not JSON, or if neither a 64-bit integer nor a 64-bit float holds a
            /// number exactly.
            pub fn to_value(&self) -> Result<Value, DecodeError> {
                decode_text(&self.0)
            }
        }

        /// Changes JSON text to the canonical form, as `from_json` does.
        impl FromStr for $name {
            type Err = DecodeError;

            fn from_str(text: &str) -> Result<Self, DecodeError> {
                Self::from_json(text)
            }
        }

        /// Writes the value in the canonical form, as `from_value` does.
        impl TryFrom<&Value> for $name {
            type Error = EncodeError;

            fn try_from(value: &Value) -> Result<Self, EncodeError> {
                Self::from_value(value)
            }
        }

        /// Writes the value in the canonical form, as `from_value` does.
        impl TryFrom<Value> for $name {
            type Error = EncodeError;

            fn try_from(value: Value) -> Result<Self, EncodeError> {
                Self::from_value(&value)
            }
        }

        impl From<Json> for $name {
            fn from(json: Json) -> Self {
                Self(json.into_json())
            }
        }

        /// Shows no content.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}

json_text! {
    /// The JSON text of a whole record.
    ///
    /// [`Payload::new`] writes the canonical form. `Debug` shows no content, and there is neither `Display` nor `AsRef<str>`,
    /// because a payload is stored data that may hold secrets.
    ///
    /// ```
    /// use store_record::Payload;
    ///
    /// let payload = Payload::new(&("Ada".to_owned(), 1.0))?;
    /// assert_eq!(format!("{payload:?}"), "Payload(..)");
    /// assert_eq!(payload.expose_json(), r#"["Ada", 1.0]"#);
    /// assert_eq!(payload.decode::<(String, f64)>()?, ("Ada".to_owned(), 1.0));
    /// assert_eq!(payload, "[ \"\\u0041da\",1.0 ]".parse()?);
    /// assert_eq!(payload.to_value()?, serde_json::json!(["Ada", 1.0]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Payload
}

json_text! {
    /// The JSON object of a record's metadata fields, in the canonical form.
    ///
    /// The default is the empty object. `Debug` shows no content, and there is neither `Display` nor `AsRef<str>`.
    ///
    /// ```
    /// use store_record::{Metadata, StoreRecord};
    ///
    /// #[derive(StoreRecord)]
    /// #[store_record(type = "account", scope = global, key = id, metadata(plan, mail = email))]
    /// struct Account { id: u64, email: String, plan: Option<String> }
    ///
    /// let metadata = Account { id: 7, email: "a@example.com".into(), plan: None }.metadata()?;
    /// assert_eq!(metadata.expose_json(), r#"{"mail": "a@example.com", "plan": null}"#);
    /// assert_eq!(Metadata::default().expose_json(), "{}");
    /// # Ok::<(), store_record::EncodeError>(())
    /// ```
    Metadata
}

impl Payload {
    /// Writes a value in the canonical form.
    ///
    /// # Errors
    ///
    /// Returns an error, with its path, if a part of the value can't be stored, or if a codec of the user or of another
    /// crate doesn't read back what it writes.
    pub fn new<T: StoreValue>(value: &T) -> Result<Self, EncodeError> {
        if let Some(text) = value.as_canonical_text() {
            return Ok(Self(text.to_owned()));
        }
        let payload = with_encoder(|encoder| {
            value.encode(encoder);
            encoder.finish().map(|text| Self(text.to_owned()))
        })?;
        if const { read_back::is_needed(T::SHAPE) } {
            read_back::value::<T>(&payload.0)?;
        }
        Ok(payload)
    }

    /// Reads the value from JSON text, in the canonical form or in any other order and white space.
    ///
    /// # Errors
    ///
    /// Returns an error, with its path and byte offset, if the text is not the JSON of a `T`.
    pub fn decode<T: StoreValue>(&self) -> Result<T, DecodeError> {
        decode_text(&self.0)
    }
}

impl DecodeError {
    /// Returns at most 40 bytes of `payload` around the offset.
    ///
    /// They are stored data, which may be sensitive: show them to a person who asks for them, and don't log them.
    #[must_use]
    pub fn excerpt<'a>(&self, payload: &'a Payload) -> &'a str {
        let text = payload.expose_json();
        let start = char_boundary::floor(text, self.offset().saturating_sub(20));
        let end = char_boundary::floor(text, self.offset().saturating_add(20));
        text.get(start..end).unwrap_or("")
    }
}

/// The empty object: a record without metadata fields.
impl Default for Metadata {
    fn default() -> Self {
        Self("{}".to_owned())
    }
}

/// Reads a value from the bytes of JSON text, in any order and white space.
///
/// # Errors
///
/// Returns an error, with its path and byte offset, if the bytes are not UTF-8 or not the JSON of a `T`.
///
/// ```
/// let numbers: Vec<u8> = store_record::from_slice(b"\"AQID\"")?;
/// assert_eq!(numbers, [1, 2, 3]);
/// # Ok::<(), store_record::DecodeError>(())
/// ```
pub fn from_slice<T: StoreValue>(bytes: &[u8]) -> Result<T, DecodeError> {
    match from_utf8(bytes) {
        Ok(text) => decode_text(text),
        Err(error) => Err(DecodeError::not_utf8(bytes, error.valid_up_to())),
    }
}
