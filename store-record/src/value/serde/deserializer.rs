//! Reads canonical text as serde's traits ask for it.
//!
//! It accepts what serde_json accepts without features, except that a number is never rounded where the type doesn't
//! ask for a float, and that nothing is read by another crate's private protocol.

use super::Error;
use super::private_protocol::{RAW_VALUE, is_private};
use crate::codec::decoder::Decoder;
use crate::value::StoreValue;
use crate::value::json::{Exact, exact_number};
use serde_core::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde_core::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde_core::forward_to_deserialize_any;
use std::borrow::Cow;
use std::str::FromStr;

/// Reads a value from a text that is one canonical value.
pub(super) fn from_canonical<T>(
    text: &str,
    deserialize: impl FnOnce(Reader<'_, '_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut decoder = Decoder::new(text);
    let value = deserialize(Reader { decoder: &mut decoder })?;
    decoder.finish()?;
    Ok(value)
}

/// The value that comes next.
pub struct Reader<'d, 'de> {
    decoder: &'d mut Decoder<'de>,
}

impl<'de> Reader<'_, 'de> {
    fn string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.decoder.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn array<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut elements = Elements { is_at_end: !self.decoder.open_array()?, is_first: true, decoder: self.decoder };
        let value = visitor.visit_seq(&mut elements)?;
        // A visitor that expects fewer elements leaves some.
        if elements.next()? { Err(Error::Other) } else { Ok(value) }
    }

    fn object<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.decoder.open_map()?;
        let mut members = Members { is_first: true, is_at_end: false, decoder: self.decoder };
        let value = visitor.visit_map(&mut members)?;
        if members.next()? { Err(Error::Other) } else { Ok(value) }
    }

    /// A number of a type that serde has 128 bits for.
    fn wide<T: FromStr>(self) -> Result<T, Error> {
        self.decoder.number()?.parse().map_err(|_| Error::Other)
    }

    fn is_number(&self) -> bool {
        matches!(self.decoder.peek(), b'-' | b'0'..=b'9')
    }
}

impl<'de> Deserializer<'de> for Reader<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.decoder.peek() {
            b'"' => self.string(visitor),
            b'[' => self.array(visitor),
            b'{' => self.object(visitor),
            b't' if self.decoder.eat(b"true") => visitor.visit_bool(true),
            b'f' if self.decoder.eat(b"false") => visitor.visit_bool(false),
            b'n' if self.decoder.eat(b"null") => visitor.visit_unit(),
            _ => match exact_number(self.decoder.number()?).ok_or(Error::Other)? {
                Exact::Unsigned(value) => visitor.visit_u64(value),
                Exact::Signed(value) => visitor.visit_i64(value),
                Exact::Float(value) => visitor.visit_f64(value),
            },
        }
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_number() { visitor.visit_i128(self.wide()?) } else { self.deserialize_any(visitor) }
    }

    fn deserialize_u128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_number() { visitor.visit_u128(self.wide()?) } else { self.deserialize_any(visitor) }
    }

    /// Reads a float of this width: a number that it can't hold is rejected, and not rounded.
    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_number() { visitor.visit_f32(f32::decode(self.decoder)?) } else { self.deserialize_any(visitor) }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_number() { visitor.visit_f64(self.wide()?) } else { self.deserialize_any(visitor) }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.decoder.eat(b"null") { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        if name == RAW_VALUE {
            let text = self.decoder.canonical_value()?.into_owned();
            return visitor.visit_map(RawValue { text: Some(text) });
        }
        if is_private(name) {
            return Err(Error::PrivateProtocol);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if is_private(name) { Err(Error::PrivateProtocol) } else { self.deserialize_any(visitor) }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.decoder.peek() {
            b'"' => visitor.visit_bytes(self.decoder.string()?.as_bytes()),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.decoder.peek() {
            b'{' => {
                self.decoder.open_map()?;
                let mut members = Members { is_first: true, is_at_end: false, decoder: self.decoder };
                let value = visitor.visit_enum(&mut members)?;
                // Exactly one member, the variant.
                if members.next()? { Err(Error::Other) } else { Ok(value) }
            }
            b'"' => visitor.visit_enum(StringDeserializer::<Error>::new(self.decoder.string()?.into_owned())),
            _ => Err(Error::Other),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 char str string unit unit_struct seq tuple tuple_struct map identifier
        ignored_any
    }
}

/// The elements of an array.
struct Elements<'d, 'de> {
    decoder: &'d mut Decoder<'de>,
    is_first: bool,
    is_at_end: bool,
}

impl Elements<'_, '_> {
    /// Whether another element follows, which comes next.
    fn next(&mut self) -> Result<bool, Error> {
        if !self.is_at_end && !std::mem::take(&mut self.is_first) {
            self.is_at_end = !self.decoder.next_element()?;
        }
        Ok(!self.is_at_end)
    }
}

impl<'de> SeqAccess<'de> for &mut Elements<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if self.next()? { seed.deserialize(Reader { decoder: self.decoder }).map(Some) } else { Ok(None) }
    }
}

/// The members of an object, of which an enum's is one.
struct Members<'d, 'de> {
    decoder: &'d mut Decoder<'de>,
    is_first: bool,
    is_at_end: bool,
}

impl<'de> Members<'_, 'de> {
    /// Whether another member follows, whose name comes next.
    fn next(&mut self) -> Result<bool, Error> {
        self.is_at_end = self.is_at_end || !self.decoder.next_entry(&mut self.is_first)?;
        Ok(!self.is_at_end)
    }

    fn name(&mut self) -> Result<Cow<'de, str>, Error> {
        let name = self.decoder.string()?;
        self.decoder.colon()?;
        if is_private(&name) { Err(Error::PrivateProtocol) } else { Ok(name) }
    }
}

impl<'de> MapAccess<'de> for &mut Members<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if !self.next()? {
            return Ok(None);
        }
        let name = self.name()?;
        seed.deserialize(Name { name }).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Reader { decoder: self.decoder })
    }
}

impl<'d, 'de> EnumAccess<'de> for &'d mut Members<'_, 'de> {
    type Error = Error;
    type Variant = Reader<'d, 'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Reader<'d, 'de>), Error> {
        if !self.next()? {
            return Err(Error::Other);
        }
        let name = self.name()?;
        Ok((seed.deserialize(Name { name })?, Reader { decoder: self.decoder }))
    }
}

impl<'de> VariantAccess<'de> for Reader<'_, 'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        if self.decoder.eat(b"null") { Ok(()) } else { Err(Error::Other) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }
}

/// The name of a member. A number or a boolean as a map's key is written as its digits or its word.
struct Name<'de> {
    name: Cow<'de, str>,
}

impl<'de> Name<'de> {
    /// The number that the name is, as JSON writes it.
    fn number<T: FromStr>(&self) -> Result<T, Error> {
        let mut number = Decoder::new(&self.name);
        number.number()?;
        number.finish()?;
        self.name.parse().map_err(|_| Error::Other)
    }
}

macro_rules! names_as_numbers {
    ($($method:ident $visit:ident,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.number()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.name {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    names_as_numbers! {
        deserialize_i8 visit_i8, deserialize_i16 visit_i16, deserialize_i32 visit_i32, deserialize_i64 visit_i64,
        deserialize_i128 visit_i128, deserialize_u8 visit_u8, deserialize_u16 visit_u16, deserialize_u32 visit_u32,
        deserialize_u64 visit_u64, deserialize_u128 visit_u128, deserialize_f32 visit_f32, deserialize_f64 visit_f64,
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &*self.name {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Error::Other),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        if is_private(name) { Err(Error::PrivateProtocol) } else { visitor.visit_newtype_struct(self) }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bytes(self.name.as_bytes())
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.name.into_deserializer())
    }

    forward_to_deserialize_any! {
        char str string unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// What serde_json's `RawValue` reads itself from: a map of one private name.
struct RawValue {
    text: Option<String>,
}

impl<'de> MapAccess<'de> for RawValue {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if self.text.is_none() {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(RAW_VALUE)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let text = self.text.take().ok_or_else(|| Error::custom("the text was read already"))?;
        seed.deserialize(StringDeserializer::new(text))
    }
}
