//! Any JSON: [`Json`], which holds canonical text, and `serde_json::Value`.

use super::maps::encode_map;
use super::numbers::is_text_of;
use crate::codec::decoder::{Decoder, UnsignedOrFloat, canonical};
use crate::codec::encoder::{Encoder, opening_brackets};
use crate::codec::scratch::with_encoder;
use crate::error::{DecodeError, DecodeErrorKind, EncodeError};
use crate::value::{Nullable, StoreValue};
use serde_json::{Map, Number, Value};
use std::fmt;
use std::str::FromStr;

/// Any JSON value, as its canonical text.
///
/// It is cheaper to read and to write than a `serde_json::Value`, and numbers keep their digits. The default is `null`.
/// `Debug` shows no content, and there is neither `Display` nor `AsRef<str>`. It doesn't implement serde's traits,
/// because serde's numbers would lose digits: convert it with [`Json::to_value`].
///
/// ```
/// use serde_json::{Value, json};
/// use store_record::Json;
///
/// let json: Json = r#"{"total": 1.10e1, "id": 18446744073709551617}"#.parse()?;
/// assert_eq!(json.expose_json(), r#"{"id": 18446744073709551617, "total": 11.0}"#);
/// assert_eq!(format!("{json:?}"), "Json(..)");
///
/// let json = Json::try_from(json!({"total": 11.5}))?;
/// assert_eq!(Value::try_from(json)?, json!({"total": 11.5}));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Json {
    text: Box<str>,
    /// The number of objects and arrays, or more. It is counted once, so that writing the value is a copy.
    brackets: u32,
}

impl Json {
    /// Changes JSON text in any order and white space to the canonical form.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not JSON, or if JSONB would reject it or lose a part of it.
    pub fn from_json(text: &str) -> Result<Self, DecodeError> {
        canonical::rewrite(text).map(Self::from_canonical)
    }

    /// Writes a `serde_json::Value` in the canonical form.
    ///
    /// # Errors
    ///
    /// Returns an error if a string has U+0000, if the value nests deeper than 128 levels, or if a number is neither a
    /// 64-bit integer nor a 64-bit float.
    pub fn from_value(value: &Value) -> Result<Self, EncodeError> {
        with_encoder(|encoder| {
            value.encode(encoder);
            encoder.finish().map(Self::from_canonical)
        })
    }

    /// Returns the canonical JSON text.
    ///
    /// It is stored data, which may be sensitive: don't log it.
    #[must_use]
    pub fn expose_json(&self) -> &str {
        &self.text
    }

    /// Returns the canonical JSON text.
    ///
    /// It is stored data, which may be sensitive: don't log it.
    #[must_use]
    pub fn into_json(self) -> String {
        self.text.into()
    }

    /// Reads the JSON text as a `serde_json::Value`.
    ///
    /// Numbers keep their value but not their digits: `1.10` is read as `1.1`.
    ///
    /// # Errors
    ///
    /// Returns an error if neither a 64-bit integer nor a 64-bit float holds a number exactly.
    pub fn to_value(&self) -> Result<Value, DecodeError> {
        super::whole_text::decode_text(&self.text)
    }

    pub(crate) fn from_canonical(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        Self { brackets: opening_brackets(&text), text }
    }
}

/// JSON `null`.
impl Default for Json {
    fn default() -> Self {
        Self::from_canonical("null")
    }
}

/// Changes JSON text to the canonical form, as [`Json::from_json`] does.
impl FromStr for Json {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, DecodeError> {
        Self::from_json(text)
    }
}

/// Writes the value in the canonical form, as [`Json::from_value`] does.
impl TryFrom<&Value> for Json {
    type Error = EncodeError;

    fn try_from(value: &Value) -> Result<Self, EncodeError> {
        Self::from_value(value)
    }
}

/// Writes the value in the canonical form, as [`Json::from_value`] does.
impl TryFrom<Value> for Json {
    type Error = EncodeError;

    fn try_from(value: Value) -> Result<Self, EncodeError> {
        Self::from_value(&value)
    }
}

/// Reads the JSON text, as [`Json::to_value`] does.
impl TryFrom<&Json> for Value {
    type Error = DecodeError;

    fn try_from(json: &Json) -> Result<Self, DecodeError> {
        json.to_value()
    }
}

/// Reads the JSON text, as [`Json::to_value`] does.
impl TryFrom<Json> for Value {
    type Error = DecodeError;

    fn try_from(json: Json) -> Result<Self, DecodeError> {
        json.to_value()
    }
}

/// Shows no content.
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Json(..)")
    }
}

impl StoreValue for Json {
    type Nullability = Nullable;

    const SHAPE: &'static crate::shape::Shape = &crate::shape::Shape::Json;

    fn encode(&self, encoder: &mut Encoder) {
        encoder.nested(&self.text, self.brackets);
    }

    fn as_canonical_text(&self) -> Option<&str> {
        Some(&self.text)
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        decoder.canonical_value().map(Self::from_canonical)
    }
}

/// A number that neither a 64-bit integer nor a 64-bit float holds exactly is rejected, and not rounded. The value of a
/// number is read, not its digits: `1.10` is read as `1.1`. [`Json`] stores the digits.
///
/// The text doesn't depend on serde_json's features. With `arbitrary_precision`, a number that isn't equal to a 64-bit
/// integer or float can't be written.
impl StoreValue for Value {
    type Nullability = Nullable;

    const SHAPE: &'static crate::shape::Shape = &crate::shape::Shape::Json;

    fn encode(&self, encoder: &mut Encoder) {
        match self {
            Self::Null => encoder.literal(b"null"),
            Self::Bool(value) => value.encode(encoder),
            Self::Number(number) => encode_number(number, encoder),
            Self::String(text) => encoder.string(text),
            Self::Array(values) => values.encode(encoder),
            Self::Object(members) => encode_members(members, encoder),
        }
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let mut value = Self::Null;
        read_into(&mut value, decoder)?;
        Ok(value)
    }
}

/// This is a function of its own, so that scalars don't pay for the stack that a map needs.
#[inline(never)]
fn encode_members(members: &Map<String, Value>, encoder: &mut Encoder) {
    encode_map(members.len(), || members.iter(), encoder);
}

/// Reads a value into its place in the tree, because moving the values of a large tree is slow.
fn read_into(place: &mut Value, decoder: &mut Decoder<'_>) -> Result<(), DecodeError> {
    *place = match decoder.peek() {
        b'"' => Value::String(decoder.owned_string()?),
        b'[' => Value::Array(read_elements(decoder)?),
        b'{' => Value::Object(read_members(decoder)?),
        b'n' if decoder.eat(b"null") => Value::Null,
        b't' | b'f' => Value::Bool(bool::decode(decoder)?),
        b'-' | b'0'..=b'9' => Value::Number(read_number(decoder)?),
        _ => return Err(decoder.syntax()),
    };
    Ok(())
}

#[inline(never)]
fn read_elements(decoder: &mut Decoder<'_>) -> Result<Vec<Value>, DecodeError> {
    let mut values = Vec::new();
    if decoder.open_array()? {
        loop {
            let index = values.len();
            values.push(Value::Null);
            // `Vec::push_mut` is newer than the minimum Rust version.
            let Some(element) = values.last_mut() else { break };
            read_into(element, decoder).map_err(|error| error.in_index(index))?;
            if !decoder.next_element()? {
                break;
            }
        }
    }
    Ok(values)
}

#[inline(never)]
fn read_members(decoder: &mut Decoder<'_>) -> Result<Map<String, Value>, DecodeError> {
    let mut members = Map::new();
    decoder.open_map()?;
    let mut first = true;
    loop {
        let start = decoder.offset();
        if !decoder.next_entry(&mut first)? {
            return Ok(members);
        }
        let name = decoder.owned_string()?;
        decoder.colon()?;
        let mut value = Value::Null;
        read_into(&mut value, decoder).map_err(DecodeError::in_map_key)?;
        if members.insert(name, value).is_some() {
            return Err(DecodeError::new(DecodeErrorKind::Duplicate, start));
        }
    }
}

fn read_number(decoder: &mut Decoder<'_>) -> Result<Number, DecodeError> {
    let (start, before) = (decoder.offset(), decoder.mark());
    match decoder.short_number() {
        Some(UnsignedOrFloat::Unsigned(value)) => return Ok(value.into()),
        // A float of at most fifteen digits is the decimal number in the text. JSONB has no negative zero.
        Some(UnsignedOrFloat::Float(value)) if decoder.offset() - start <= 16 => {
            return Number::from_f64(value + 0.0).ok_or_else(|| unfit(decoder));
        }
        _ => decoder.reset(before),
    }
    if let Some(value) = decoder.short_unsigned() {
        return Ok(value.into());
    }
    let token = decoder.plain_number()?;
    exact_number(&token).and_then(Exact::to_number).ok_or_else(|| {
        decoder.reset(before);
        unfit(decoder)
    })
}

fn unfit(decoder: &Decoder<'_>) -> DecodeError {
    decoder.out_of_range("serde_json::Value; use store_record::Json")
}

/// A number that one of serde's types holds exactly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Exact {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
}

impl Exact {
    fn to_number(self) -> Option<Number> {
        match self {
            Self::Unsigned(value) => Some(value.into()),
            Self::Signed(value) => Some(value.into()),
            Self::Float(value) => Number::from_f64(value + 0.0),
        }
    }

    fn encode(self, encoder: &mut Encoder) {
        match self {
            Self::Unsigned(value) => value.encode(encoder),
            Self::Signed(value) => value.encode(encoder),
            Self::Float(value) => value.encode(encoder),
        }
    }
}

/// Returns the number of a token in plain decimal, or `None` if no type holds it exactly.
pub(super) fn exact_number(plain: &str) -> Option<Exact> {
    let integer = plain.parse().map(Exact::Unsigned).or_else(|_| plain.parse().map(Exact::Signed));
    // Databases print a large float without a point.
    integer.ok().or_else(|| exact_float(plain, plain).map(Exact::Float))
}

/// Returns the float whose shortest digits are the decimal number `plain`, which is `token` without an exponent.
fn exact_float(token: &str, plain: &str) -> Option<f64> {
    let value: f64 = token.parse().ok()?;
    is_text_of(&value, plain).then_some(value)
}

fn encode_number(number: &Number, encoder: &mut Encoder) {
    // With serde_json's feature `arbitrary_precision`, a number is a string. Otherwise it is 64 bits and their type.
    if const { size_of::<Number>() >= size_of::<String>() } {
        encode_number_text(&number.to_string(), encoder);
    } else if let Some(value) = number.as_u64() {
        value.encode(encoder);
    } else if let Some(value) = number.as_i64() {
        value.encode(encoder);
    } else if let Some(value) = number.as_f64() {
        value.encode(encoder);
    }
}

/// Writes a number that serde_json holds as a string, in the form that it has if serde_json holds 64 bits.
pub(super) fn encode_number_text(token: &str, encoder: &mut Encoder) {
    // serde_json reads a negative zero as a float.
    let is_float = token.contains(['.', 'e', 'E']) || token == "-0";
    let number = if is_float {
        canonical::rewrite(token).ok().and_then(|plain| exact_float(token, &plain)).map(Exact::Float)
    } else {
        exact_number(token)
    };
    match number {
        Some(number) => number.encode(encoder),
        None => encoder.reject("the number is neither a 64-bit integer nor a 64-bit float; use store_record::Json"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::EncodeErrorKind;
    use crate::payload::Payload;

    /// Nesting counts from the outermost object, however the value was created. Objects beside each other don't add up.
    #[test]
    fn nesting_is_limited_through_it() {
        let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        let wide = format!("[{}\"[[[\"]", "[], ".repeat(200));
        for (text, levels) in [(deep(1), 1), (deep(60), 60), (deep(128), 128), (wide, 2), ("7".to_owned(), 0)] {
            let decoded: Json = Payload::from_stored(&text).decode().unwrap();
            let all = [decoded.clone(), text.parse().unwrap(), Json::from_value(&decoded.to_value().unwrap()).unwrap()];
            for json in all {
                assert_eq!(Payload::new(&json).unwrap().expose_json(), text);
                for outside in 0..=128 {
                    let mut encoder = Encoder::new();
                    assert!((0..outside).all(|_| encoder.enter()));
                    json.encode(&mut encoder);
                    let expected = if outside + levels > 128 { Err(EncodeErrorKind::Depth) } else { Ok(text.as_str()) };
                    assert_eq!(encoder.finish().map_err(|error| error.kind()), expected, "{levels} in {outside}");
                }
            }
        }
    }
}
