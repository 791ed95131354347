//! Writes what serde's traits say in the canonical form.
//!
//! serde_json isn't used, because it writes `null` for NaN and for `Some(None)`, which would not come back as they
//! were.

use super::Error;
use super::private_protocol::{NUMBER, RAW_VALUE, is_private};
use crate::codec::encoder::{Encoder, PendingMember, SortScope};
use crate::value::StoreValue;
use crate::value::json::{Json, encode_number_text};
use crate::value::whole_text::decode_text;
use serde_core::ser::{self, Serialize};

const PRIVATE_PROTOCOL: &str =
    "a type of another crate writes a private name that only the crate's own serializer understands";

/// Writes a value. After an error of this crate's rules the encoder has it too.
pub struct Writer<'e> {
    pub(super) encoder: &'e mut Encoder,
}

macro_rules! write_as_stored {
    ($($method:ident $type:ty,)*) => {$(
        fn $method(self, value: $type) -> Result<(), Error> {
            value.encode(self.encoder);
            Ok(())
        }
    )*};
}

macro_rules! write_as_number {
    ($($method:ident $type:ty,)*) => {$(
        fn $method(self, value: $type) -> Result<(), Error> {
            self.encoder.write_json(itoa::Buffer::new().format(value).as_bytes());
            Ok(())
        }
    )*};
}

impl<'e> Writer<'e> {
    fn sequence(self, close: &'static [u8]) -> Result<Sequence<'e>, Error> {
        if !self.encoder.enter() {
            return Err(Error::Other);
        }
        self.encoder.literal(b"[");
        Ok(Sequence { encoder: self.encoder, is_first: true, close, levels: 1 })
    }

    fn variant(self, name: &'static str) -> Result<Self, Error> {
        if !self.encoder.enter() {
            return Err(Error::Other);
        }
        self.encoder.literal(b"{");
        self.encoder.string(name);
        self.encoder.literal(b": ");
        Ok(self)
    }

    fn object(self, close: &'static [u8]) -> Result<Object<'e>, Error> {
        if !self.encoder.open_map() {
            return Err(Error::Other);
        }
        let run = self.encoder.begin_unsorted();
        Ok(Object { encoder: self.encoder, run, member: None, close })
    }
}

impl<'e> ser::Serializer for Writer<'e> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Sequence<'e>;
    type SerializeTuple = Sequence<'e>;
    type SerializeTupleStruct = Sequence<'e>;
    type SerializeTupleVariant = Sequence<'e>;
    type SerializeMap = Object<'e>;
    type SerializeStruct = Struct<'e>;
    type SerializeStructVariant = Object<'e>;

    write_as_stored! {
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_u8 u8,
        serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_f32 f32, serialize_f64 f64, serialize_char char,
    }
    write_as_number! { serialize_i128 i128, serialize_u128 u128, }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        self.encoder.string(text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Error> {
        let mut sequence = self.sequence(b"]")?;
        for byte in bytes {
            ser::SerializeSeq::serialize_element(&mut sequence, byte)?;
        }
        sequence.end()
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.encoder.literal(b"null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        let start = self.encoder.position();
        value.serialize(Writer { encoder: self.encoder })?;
        if self.encoder.bytes().get(start..) == Some(b"null") {
            self.encoder.reject("a `Some` that serde writes as null would come back as `None`");
        }
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Error> {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Error> {
        if is_private(name) { Err(private_protocol(self.encoder)) } else { value.serialize(self) }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let Writer { encoder } = self.variant(variant)?;
        value.serialize(Writer { encoder })?;
        encoder.literal(b"}");
        encoder.leave();
        Ok(())
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Sequence<'e>, Error> {
        self.sequence(b"]")
    }

    fn serialize_tuple(self, _length: usize) -> Result<Sequence<'e>, Error> {
        self.sequence(b"]")
    }

    fn serialize_tuple_struct(self, _name: &'static str, _length: usize) -> Result<Sequence<'e>, Error> {
        self.sequence(b"]")
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Sequence<'e>, Error> {
        let sequence = self.variant(variant)?.sequence(b"]}")?;
        Ok(Sequence { levels: 2, ..sequence })
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Object<'e>, Error> {
        self.object(b"")
    }

    fn serialize_struct(self, name: &'static str, _length: usize) -> Result<Struct<'e>, Error> {
        match name {
            RAW_VALUE => Ok(Struct::RawValue(self.encoder)),
            NUMBER => Ok(Struct::Number(self.encoder)),
            name if is_private(name) => Err(private_protocol(self.encoder)),
            _ => self.object(b"").map(Struct::Object),
        }
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Object<'e>, Error> {
        self.variant(variant)?.object(b"}")
    }
}

pub struct Sequence<'e> {
    encoder: &'e mut Encoder,
    is_first: bool,
    close: &'static [u8],
    levels: u32,
}

impl Sequence<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        if !std::mem::take(&mut self.is_first) {
            self.encoder.literal(b", ");
        }
        value.serialize(Writer { encoder: self.encoder })
    }

    fn end(self) -> Result<(), Error> {
        self.encoder.write_json(self.close);
        for _ in 0..self.levels {
            self.encoder.leave();
        }
        Ok(())
    }
}

macro_rules! sequences {
    ($($trait:ident $method:ident,)*) => {$(
        impl ser::$trait for Sequence<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.element(value)
            }

            fn end(self) -> Result<(), Error> {
                Sequence::end(self)
            }
        }
    )*};
}

sequences! {
    SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

/// An object whose members are sorted when all are written.
pub struct Object<'e> {
    encoder: &'e mut Encoder,
    run: SortScope,
    /// The member whose value comes next.
    member: Option<PendingMember>,
    close: &'static [u8],
}

impl Object<'_> {
    fn begin(&mut self, name: &str) -> Result<(), Error> {
        if is_private(name) {
            return Err(private_protocol(self.encoder));
        }
        self.member = Some(self.encoder.begin_member(&self.run, name));
        Ok(())
    }

    fn finish_member<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(Writer { encoder: self.encoder })?;
        if let Some(member) = self.member.take() {
            self.encoder.end_member(member);
        }
        Ok(())
    }

    fn end(self) -> Result<(), Error> {
        self.encoder.sort_members(&self.run);
        self.encoder.close_map();
        if !self.close.is_empty() {
            self.encoder.write_json(self.close);
            self.encoder.leave();
        }
        Ok(())
    }
}

impl ser::SerializeMap for Object<'_> {
    type Ok = ();
    type Error = Error;

    /// As serde_json: strings, and what has an unambiguous text of its own.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let text = text_of(key)?;
        match text.as_bytes().first() {
            Some(b'"') => self.begin(&string_in(text)?),
            Some(b'-' | b'0'..=b'9' | b't' | b'f') => self.begin(&text),
            _ => Err(Error::Other),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.finish_member(value)
    }

    fn end(self) -> Result<(), Error> {
        Object::end(self)
    }
}

macro_rules! structs {
    ($($trait:ident,)*) => {$(
        impl ser::$trait for Object<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
                self.begin(name)?;
                self.finish_member(value)
            }

            fn end(self) -> Result<(), Error> {
                Object::end(self)
            }
        }
    )*};
}

structs! { SerializeStructVariant, }

/// A struct, or what serde_json's own types write in the place of one.
pub enum Struct<'e> {
    Object(Object<'e>),
    RawValue(&'e mut Encoder),
    Number(&'e mut Encoder),
}

impl ser::SerializeStruct for Struct<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        match self {
            Self::Object(object) => {
                object.begin(name)?;
                object.finish_member(value)
            }
            Self::RawValue(encoder) => {
                match string_in(text_of(value)?)?.parse::<Json>() {
                    Ok(json) => json.encode(encoder),
                    Err(_) => encoder.reject("JSONB rejects the raw JSON text or would lose a part of it"),
                }
                Ok(())
            }
            Self::Number(encoder) => {
                encode_number_text(&string_in(text_of(value)?)?, encoder);
                Ok(())
            }
        }
    }

    fn end(self) -> Result<(), Error> {
        match self {
            Self::Object(object) => object.end(),
            Self::RawValue(_) | Self::Number(_) => Ok(()),
        }
    }
}

#[cold]
fn private_protocol(encoder: &mut Encoder) -> Error {
    encoder.reject(PRIVATE_PROTOCOL);
    Error::PrivateProtocol
}

/// The JSON text of a value by itself.
fn text_of<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    let mut encoder = Encoder::new();
    value.serialize(Writer { encoder: &mut encoder })?;
    encoder.finish().map(ToOwned::to_owned).map_err(|_| Error::Other)
}

/// The string that a JSON text is.
fn string_in(text: String) -> Result<String, Error> {
    Ok(decode_text::<String>(&text)?)
}
