//! What expanded code calls, as `store_record::__private`. It changes without notice: the derive has the same version.

mod checks;
mod codec;
mod decode;
mod encode;
mod key;
mod other;
mod parts;
mod rest;
mod shape;
mod untagged;

pub use checks::*;
pub use codec::{Codec, Nullability, decoder, encode_with};
pub use decode::*;
pub use encode::*;
pub use key::*;
pub use other::OtherVariant;
pub use parts::{ObjectWriter, Parts, content_shape, decode_parts, flattened, object_of_parts};
pub use rest::RestField;
pub use shape::*;
pub use untagged::*;

/// `with = serde` and `with = serde(module)`.
pub mod serde {
    pub use crate::value::serde::{decode, decode_with, encode, encode_with};
}

pub use crate::codec::decoder::{Decoder, UnknownMembers, VariantName, variant_names};
pub use crate::codec::encoder::Encoder;
pub use crate::columns::{Revision, Timestamp};
pub use crate::envelope::{Envelope, EnvelopeRef};
pub use crate::error::{DecodeError, EncodeError, KeyError, OpenError};
pub use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, KeyRange, RecordKey, Scope, StoreKey};
pub use crate::manifest::{RecordManifest, Registers};
pub use crate::record::{RecordVisitor, StoreRecord};
pub use crate::shape::{
    ComponentShape, EnumRepr, EnumShape, FieldShape, IntegerShape, RecordShape, Shape, StructShape, TextForm,
    UnknownFieldPolicy, VariantShape,
};
pub use crate::store_as::{AsSecret, AsText, AsUnixMicros, AsUnixMillis, AsUnixSeconds, Itself, StoreAs};
pub use crate::value::{IsNotNull, NotNull, Nullable, StoreValue};
pub use core::clone::Clone;
pub use core::concat;
pub use core::convert::{From, Into, TryFrom};
pub use core::default::Default;
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, i32, i64, i128, str, u8, usize};
pub use core::result::Result::{self, Err, Ok};
pub use std::vec::Vec;
pub use time::OffsetDateTime;
