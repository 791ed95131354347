//! [`Payload`] and [`Metadata`]: JSON text behind a redacted `Debug`.

use crate::codec::decoder::canonical;
use crate::codec::from_utf8;
use crate::codec::scratch::with_encoder;
use crate::error::{DecodeError, EncodeError};
use crate::value::StoreValue;
use crate::value::json::Json;
use crate::value::whole_text::decode_text;
use crate::{char_boundary, read_back};
use std::fmt;

macro_rules! json_text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Text as a database gave it. Nothing is checked here: opening the envelope does.
            #[must_use]
            pub fn from_stored(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The canonical form of any JSON text, in any order and white space.
            ///
            /// # Errors
            ///
            /// Text that isn't JSON, or that JSONB would refuse or lose a part of.
            pub fn from_json(text: &str) -> Result<Self, DecodeError> {
                canonical::rewrite(text).map(Self)
            }

            /// The canonical form of a tree.
            ///
            /// # Errors
            ///
            /// A text with U+0000, or nesting over 128 levels.
            pub fn from_value(value: &serde_json::Value) -> Result<Self, EncodeError> {
                Json::from_value(value).map(|json| Self(json.expose_json().to_owned()))
            }

            /// The text: stored data, which may be sensitive. Never for a log.
            #[must_use]
            pub fn expose_json(&self) -> &str {
                &self.0
            }

            /// The text: stored data, which may be sensitive.
            #[must_use]
            pub fn into_json(self) -> String {
                self.0
            }

            /// Returns the text as a tree. Numbers are equal as decimal numbers; their digits aren't kept, so `1.10` is
            /// `1.1`.
            ///
            /// # Errors
            ///
            /// Returns an error if the text isn't JSON, or has a number that a 64-bit integer or float doesn't hold exactly.
            pub fn to_value(&self) -> Result<serde_json::Value, DecodeError> {
                decode_text(&self.0)
            }
        }

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
    /// What [`Payload::new`] gives is canonical to the byte. `Debug` shows no content and there is no
    /// `Display`: a payload is durable data that may hold secrets, not diagnostics.
    ///
    /// ```
    /// use store_record::Payload;
    ///
    /// let payload = Payload::new(&("Ada".to_owned(), 1.0))?;
    /// assert_eq!(format!("{payload:?}"), "Payload(..)");
    /// assert_eq!(payload.expose_json(), r#"["Ada", 1.0]"#);
    /// assert_eq!(payload.decode::<(String, f64)>()?, ("Ada".to_owned(), 1.0));
    /// assert_eq!(payload, Payload::from_json("[ \"\\u0041da\",1.0 ]")?);
    /// assert_eq!(payload.to_value()?, serde_json::json!(["Ada", 1.0]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Payload
}

json_text! {
    /// The JSON object of a record's promoted fields, canonical like the payload.
    ///
    /// `Debug` shows no content.
    ///
    /// ```
    /// use store_record::StoreRecord;
    ///
    /// #[derive(StoreRecord)]
    /// #[store_record(type = "account", scope = global, key = id, metadata(plan, mail = email))]
    /// struct Account { id: u64, email: String, plan: Option<String> }
    ///
    /// let metadata = Account { id: 7, email: "a@example.com".into(), plan: None }.metadata()?;
    /// assert_eq!(metadata.expose_json(), r#"{"mail": "a@example.com", "plan": null}"#);
    /// # Ok::<(), store_record::EncodeError>(())
    /// ```
    Metadata
}

impl Payload {
    /// The canonical text of a value.
    ///
    /// # Errors
    ///
    /// A part that can't be stored, with its path.
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

    /// Reads the value back, from canonical or any other JSON text.
    ///
    /// # Errors
    ///
    /// Text that the value wouldn't write, with the path and the byte offset.
    pub fn decode<T: StoreValue>(&self) -> Result<T, DecodeError> {
        decode_text(&self.0)
    }
}

impl DecodeError {
    /// Up to 40 characters of `payload` around the offset: stored data, which may be sensitive.
    ///
    /// For a person at a console who asks for it; never for a log.
    #[must_use]
    pub fn excerpt<'a>(&self, payload: &'a Payload) -> &'a str {
        let text = payload.expose_json();
        let start = char_boundary::floor(text, self.offset().saturating_sub(20));
        let end = char_boundary::floor(text, self.offset().saturating_add(20));
        text.get(start..end).unwrap_or("")
    }
}

/// Reads a value from bytes, which are checked as UTF-8 once.
///
/// # Errors
///
/// Bytes that aren't UTF-8, or text that the value wouldn't write.
///
/// ```
/// let numbers: Vec<u8> = store_record::from_slice(b"\"AQID\"").unwrap();
/// assert_eq!(numbers, [1, 2, 3]);
/// ```
pub fn from_slice<T: StoreValue>(bytes: &[u8]) -> Result<T, DecodeError> {
    match from_utf8(bytes) {
        Ok(text) => decode_text(text),
        Err(error) => Err(DecodeError::not_utf8(bytes, error.valid_up_to())),
    }
}
