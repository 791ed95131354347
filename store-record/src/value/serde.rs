//! `with = serde`: any serde type, rewritten canonically.
//!
//! A serializer of our own, because serde_json writes `null` for NaN and for `Some(None)`, which would
//! not come back as they were. Reading goes through serde_json on canonical text.

use crate::StoreValue;
use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::codec::sorted::{Begun, Run};
use crate::error::DecodeError;
use serde_core::de::DeserializeOwned;
use serde_core::ser::{self, Serialize};
use std::fmt::{self, Display};

/// Writes a serde value.
pub fn encode<T: Serialize + ?Sized>(value: &T, encoder: &mut Encoder) {
    // Errors are in the encoder, but for serde's own, whose message may quote data.
    if value.serialize(Writer { encoder }).is_err() {
        encoder.refuse("serde refused the value");
    }
}

/// Reads a serde value.
pub fn decode<T: DeserializeOwned>(decoder: &mut Decoder<'_>) -> Result<T, DecodeError> {
    let start = decoder.mark();
    let text = decoder.canonical_value()?;
    // serde_json's message quotes the value, so it is dropped.
    serde_json::from_str(&text).map_err(|_| {
        decoder.reset(start);
        decoder.invalid("what the type's serde implementation accepts")
    })
}

/// That something was refused; the reason is in the encoder, or was serde's own.
#[derive(Debug)]
struct Refused;

impl Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: Display>(_message: T) -> Self {
        Self
    }
}

struct Writer<'e> {
    encoder: &'e mut Encoder,
}

macro_rules! write_as_stored {
    ($($method:ident $type:ty,)*) => {$(
        fn $method(self, value: $type) -> Result<(), Refused> {
            value.encode(self.encoder);
            Ok(())
        }
    )*};
}

macro_rules! write_as_number {
    ($($method:ident $type:ty,)*) => {$(
        fn $method(self, value: $type) -> Result<(), Refused> {
            self.encoder.raw(itoa::Buffer::new().format(value).as_bytes());
            Ok(())
        }
    )*};
}

impl<'e> Writer<'e> {
    fn sequence(self, close: &'static [u8]) -> Result<Sequence<'e>, Refused> {
        if !self.encoder.enter() {
            return Err(Refused);
        }
        self.encoder.literal(b"[");
        Ok(Sequence { encoder: self.encoder, is_first: true, close, levels: 1 })
    }

    fn variant(self, name: &'static str) -> Result<Self, Refused> {
        if !self.encoder.enter() {
            return Err(Refused);
        }
        self.encoder.literal(b"{");
        self.encoder.string(name);
        self.encoder.literal(b": ");
        Ok(self)
    }

    fn object(self, close: &'static [u8]) -> Result<Object<'e>, Refused> {
        if !self.encoder.open_map() {
            return Err(Refused);
        }
        let run = self.encoder.begin_unsorted();
        Ok(Object { encoder: self.encoder, run, member: None, close })
    }
}

impl<'e> ser::Serializer for Writer<'e> {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Sequence<'e>;
    type SerializeTuple = Sequence<'e>;
    type SerializeTupleStruct = Sequence<'e>;
    type SerializeTupleVariant = Sequence<'e>;
    type SerializeMap = Object<'e>;
    type SerializeStruct = Object<'e>;
    type SerializeStructVariant = Object<'e>;

    write_as_stored! {
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_u8 u8,
        serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_f32 f32, serialize_f64 f64, serialize_char char,
    }
    write_as_number! { serialize_i128 i128, serialize_u128 u128, }

    fn serialize_str(self, text: &str) -> Result<(), Refused> {
        self.encoder.string(text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Refused> {
        let mut sequence = self.sequence(b"]")?;
        for byte in bytes {
            ser::SerializeSeq::serialize_element(&mut sequence, byte)?;
        }
        sequence.end()
    }

    fn serialize_none(self) -> Result<(), Refused> {
        self.encoder.literal(b"null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Refused> {
        let start = self.encoder.position();
        value.serialize(Writer { encoder: self.encoder })?;
        if self.encoder.bytes().get(start..) == Some(b"null") {
            self.encoder.refuse("a `Some` that serde writes as null would come back as `None`");
        }
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Refused> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Refused> {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result<(), Refused> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        let Writer { encoder } = self.variant(variant)?;
        value.serialize(Writer { encoder })?;
        encoder.literal(b"}");
        encoder.leave();
        Ok(())
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Sequence<'e>, Refused> {
        self.sequence(b"]")
    }

    fn serialize_tuple(self, _length: usize) -> Result<Sequence<'e>, Refused> {
        self.sequence(b"]")
    }

    fn serialize_tuple_struct(self, _name: &'static str, _length: usize) -> Result<Sequence<'e>, Refused> {
        self.sequence(b"]")
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Sequence<'e>, Refused> {
        let sequence = self.variant(variant)?.sequence(b"]}")?;
        Ok(Sequence { levels: 2, ..sequence })
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Object<'e>, Refused> {
        self.object(b"")
    }

    fn serialize_struct(self, _name: &'static str, _length: usize) -> Result<Object<'e>, Refused> {
        self.object(b"")
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Object<'e>, Refused> {
        self.variant(variant)?.object(b"}")
    }
}

struct Sequence<'e> {
    encoder: &'e mut Encoder,
    is_first: bool,
    close: &'static [u8],
    levels: u32,
}

impl Sequence<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        if !std::mem::take(&mut self.is_first) {
            self.encoder.literal(b", ");
        }
        value.serialize(Writer { encoder: self.encoder })
    }

    fn end(self) -> Result<(), Refused> {
        self.encoder.raw(self.close);
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
            type Error = Refused;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
                self.element(value)
            }

            fn end(self) -> Result<(), Refused> {
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
struct Object<'e> {
    encoder: &'e mut Encoder,
    run: Run,
    /// The member whose value comes next.
    member: Option<Begun>,
    close: &'static [u8],
}

impl Object<'_> {
    fn begin(&mut self, name: &str) {
        self.member = Some(self.encoder.begin_member(&self.run, name));
    }

    fn finish_member<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        value.serialize(Writer { encoder: self.encoder })?;
        if let Some(member) = self.member.take() {
            self.encoder.end_member(member);
        }
        Ok(())
    }

    fn end(self) -> Result<(), Refused> {
        self.encoder.sort_members(&self.run);
        self.encoder.close_map();
        if !self.close.is_empty() {
            self.encoder.raw(self.close);
            self.encoder.leave();
        }
        Ok(())
    }
}

impl ser::SerializeMap for Object<'_> {
    type Ok = ();
    type Error = Refused;

    /// As serde_json: strings, and what has an unambiguous text of its own.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        let mut text = Encoder::new();
        key.serialize(Writer { encoder: &mut text })?;
        let text = text.finish().map_err(|_| Refused)?;
        match text.as_bytes().first() {
            Some(b'"') => match serde_json::from_str::<String>(text) {
                Ok(name) => self.begin(&name),
                Err(_) => return Err(Refused),
            },
            Some(b'-' | b'0'..=b'9' | b't' | b'f') => self.begin(text),
            _ => return Err(Refused),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.finish_member(value)
    }

    fn end(self) -> Result<(), Refused> {
        Object::end(self)
    }
}

macro_rules! structs {
    ($($trait:ident,)*) => {$(
        impl ser::$trait for Object<'_> {
            type Ok = ();
            type Error = Refused;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Refused> {
                self.begin(name);
                self.finish_member(value)
            }

            fn end(self) -> Result<(), Refused> {
                Object::end(self)
            }
        }
    )*};
}

structs! { SerializeStruct, SerializeStructVariant, }
