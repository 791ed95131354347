//! What expanded code calls. Not for people: it changes without notice.

use crate::UnknownFields;
use crate::codec::decoder::{Names, name_at, variant_index};
use crate::error::DecodeErrorKind;
use time::OffsetDateTime as Instant;

pub use crate::{
    ComponentShape, DecodeError, Decoder, EncodeError, Encoder, EnumShape, Envelope, FieldShape, IsNotNull, KeyDecoder,
    KeyEncoder, KeyEncoding, KeyError, KeyRange, NotNull, Nullable, OpenError, RecordKey, RecordShape, Scope, Shape,
    StoreKey, StoreRecord, StoreValue, StructShape, UnknownFieldPolicy, VariantShape,
};

pub use crate::codec::decoder::{UnknownMembers, VariantName, variant_names};
pub use crate::columns::{Revision, Timestamp};
pub use crate::lock::{Change, Relaxation, assert_current, assert_none_gone, assert_relaxes, assert_unchanged};
pub use crate::manifest::{
    Route, Types, assert_complete, assert_distinct, assert_listed, assert_registered, route, routes, routes_len,
};
pub use crate::upcast::{assert_previous, open_or_upcast};
pub use core::convert::From;
pub use core::default::Default;
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, i32, i64, str, u8, usize};
pub use core::result::Result::{self, Err, Ok};
pub use std::vec::Vec;
pub use time::OffsetDateTime;

mod codec;
mod other;
mod rest;

/// `with = serde`.
pub mod serde {
    pub use crate::value::serde::{decode, encode};
}

pub use codec::{Codec, Nullability, decoder, encode_with};
pub use other::OtherVariant;
pub use rest::{RestField, RestWriter, object_with_rest};

#[inline]
pub fn enter(encoder: &mut Encoder) -> bool {
    encoder.enter()
}

#[inline]
pub fn leave<const N: usize>(encoder: &mut Encoder, close: &[u8; N]) {
    encoder.literal(close);
    encoder.leave();
}

#[inline]
pub fn literal<const N: usize>(encoder: &mut Encoder, text: &[u8; N]) {
    encoder.literal(text);
}

#[inline]
pub fn member<T: StoreValue, const N: usize>(encoder: &mut Encoder, text: &[u8; N], value: &T) {
    encoder.literal(text);
    value.encode(encoder);
}

#[inline]
pub fn member_with<T, const N: usize>(encoder: &mut Encoder, text: &[u8; N], value: &T, encode: fn(&T, &mut Encoder)) {
    encoder.literal(text);
    encode(value, encoder);
}

pub fn open_object(decoder: &mut Decoder<'_>) -> Result<(), DecodeError> {
    decoder.open_object()
}

// Written out and without helpers: else it hangs on what the functions called here call whether rustc inlines all of it into
// each field, which made release builds 1.15 times as long.
#[inline]
pub fn field<T, const N: usize>(
    decoder: &mut Decoder<'_>,
    text: &[u8; N],
    name: &'static str,
    decode: fn(&mut Decoder<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    if !decoder.eat(text) {
        decoder.find_required_name(name)?;
    }
    decode(decoder).map_err(|error| error.in_field(name))
}

/// A field that may be absent.
#[inline]
pub fn optional<T, const N: usize>(
    decoder: &mut Decoder<'_>,
    text: &[u8; N],
    name: &'static str,
    decode: fn(&mut Decoder<'_>) -> Result<T, DecodeError>,
) -> Result<Option<T>, DecodeError> {
    if decoder.eat(text) || decoder.find_optional_name(name)? {
        return decode(decoder).map(Some).map_err(|error| error.in_field(name));
    }
    Ok(None)
}

#[inline]
pub fn field_of_any<T, const N: usize>(
    decoder: &mut Decoder<'_>,
    text: &[u8; N],
    index: usize,
    decode: fn(&mut Decoder<'_>) -> Result<T, DecodeError>,
    names: &Names,
    unknown: &mut UnknownMembers,
) -> Result<T, DecodeError> {
    let name = name_at(names, index);
    if decoder.eat(text) || decoder.find_name_of_any(index, names, unknown)? {
        value(decoder, name, decode)
    } else {
        Err(decoder.missing(name))
    }
}

#[inline]
pub fn optional_of_any<T, const N: usize>(
    decoder: &mut Decoder<'_>,
    text: &[u8; N],
    index: usize,
    decode: fn(&mut Decoder<'_>) -> Result<T, DecodeError>,
    names: &Names,
    unknown: &mut UnknownMembers,
) -> Result<Option<T>, DecodeError> {
    let is_here = decoder.eat(text) || decoder.find_name_of_any(index, names, unknown)?;
    if is_here { value(decoder, name_at(names, index), decode).map(Some) } else { Ok(None) }
}

/// A field by another of its names; it is an error when it was there before.
#[inline]
pub fn alias<T, const N: usize>(
    decoder: &mut Decoder<'_>,
    text: &[u8; N],
    name: &'static str,
    decode: fn(&mut Decoder<'_>) -> Result<T, DecodeError>,
    found: Option<T>,
) -> Result<Option<T>, DecodeError> {
    if !(decoder.eat(text) || decoder.find_optional_name(name)?) {
        return Ok(found);
    }
    if found.is_some() {
        return Err(decoder.duplicate(name));
    }
    value(decoder, name, decode).map(Some)
}

#[inline]
pub fn alias_of_any<T, const N: usize>(
    decoder: &mut Decoder<'_>,
    text: &[u8; N],
    index: usize,
    decode: fn(&mut Decoder<'_>) -> Result<T, DecodeError>,
    found: Option<T>,
    names: &Names,
    unknown: &mut UnknownMembers,
) -> Result<Option<T>, DecodeError> {
    if !(decoder.eat(text) || decoder.find_name_of_any(index, names, unknown)?) {
        return Ok(found);
    }
    let name = name_at(names, index);
    if found.is_some() {
        return Err(decoder.duplicate(name));
    }
    value(decoder, name, decode).map(Some)
}

/// A field that must be there under one of its names.
pub fn required<T>(decoder: &mut Decoder<'_>, name: &'static str, value: Option<T>) -> Result<T, DecodeError> {
    value.ok_or_else(|| decoder.missing(name))
}

/// The value of an absent field; the value that was read otherwise.
#[inline]
pub fn or_default<T>(value: Option<T>, default: fn() -> T) -> T {
    match value {
        Some(value) => value,
        None => default(),
    }
}

/// The member that names the variant, which is known by now; `text` is the whole of it.
#[inline]
pub fn tag_member<const N: usize>(
    decoder: &mut Decoder<'_>,
    text: &[u8; N],
    name: &'static str,
) -> Result<(), DecodeError> {
    if decoder.eat(text) { Ok(()) } else { optional(decoder, b"\0", name, read_tag).map(drop) }
}

#[inline]
pub fn tag_member_of_any<const N: usize>(
    decoder: &mut Decoder<'_>,
    text: &[u8; N],
    index: usize,
    names: &Names,
    unknown: &mut UnknownMembers,
) -> Result<(), DecodeError> {
    if decoder.eat(text) {
        return Ok(());
    }
    optional_of_any(decoder, b"\0", index, read_tag, names, unknown).map(drop)
}

#[inline]
pub fn close_object(decoder: &mut Decoder<'_>) -> Result<(), DecodeError> {
    decoder.close_object()
}

pub fn close_object_of_any(
    decoder: &mut Decoder<'_>,
    names: &Names,
    mut unknown: UnknownMembers,
) -> Result<UnknownFields, DecodeError> {
    decoder.close_object_of_any(names, &mut unknown)?;
    unknown.finish(decoder).map(UnknownFields::of)
}

#[inline]
fn value<T>(
    decoder: &mut Decoder<'_>,
    name: &'static str,
    decode: fn(&mut Decoder<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    decode(decoder).map_err(|error| error.in_field(name))
}

fn read_tag(decoder: &mut Decoder<'_>) -> Result<(), DecodeError> {
    decoder.string().map(drop)
}

/// An array begins here; its bracket is left for the first item's literal.
pub fn open_array(decoder: &mut Decoder<'_>) -> Result<(), DecodeError> {
    if decoder.peek() != b'[' {
        return Err(decoder.expected("an array"));
    }
    decoder.enter()
}

#[inline]
pub fn item<T: StoreValue, const N: usize>(
    decoder: &mut Decoder<'_>,
    text: &[u8; N],
    index: usize,
    length: usize,
) -> Result<T, DecodeError> {
    item_with(decoder, text, index, length, T::decode)
}

#[inline]
pub fn item_with<T, const N: usize>(
    decoder: &mut Decoder<'_>,
    text: &[u8; N],
    index: usize,
    length: usize,
    decode: fn(&mut Decoder<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    if !(decoder.eat(text) || index > 0 && decoder.eat_spaced(b',')) {
        return Err(wrong_length(decoder, length));
    }
    decoder.skip_space();
    if index == 0 && decoder.peek() == b']' {
        return Err(wrong_length(decoder, length));
    }
    decode(decoder).map_err(|error| error.in_index(index))
}

#[inline]
pub fn close_array(decoder: &mut Decoder<'_>, length: usize) -> Result<(), DecodeError> {
    if length == 0 && decoder.eat(b"[") {
        decoder.skip_space();
        if decoder.peek() != b']' {
            return Err(decoder.error(DecodeErrorKind::Length(length)));
        }
    }
    if decoder.eat(b"]") || decoder.eat_spaced(b']') {
        decoder.leave();
        return Ok(());
    }
    Err(wrong_length(decoder, length))
}

#[cold]
fn wrong_length(decoder: &mut Decoder<'_>, length: usize) -> DecodeError {
    match decoder.rest() {
        [b']' | b',' | b'[', ..] => decoder.error(DecodeErrorKind::Length(length)),
        _ => decoder.syntax(),
    }
}

pub fn variant(decoder: &mut Decoder<'_>, names: &[VariantName]) -> Result<usize, DecodeError> {
    match decoder.variant(names)? {
        Some(variant) => Ok(variant),
        None => Err(decoder.error(DecodeErrorKind::UnknownVariant)),
    }
}

pub fn variant_or_other(decoder: &mut Decoder<'_>, names: &[VariantName]) -> Result<Option<usize>, DecodeError> {
    decoder.variant(names)
}

/// Reads a variant's content and the brace after it.
#[inline]
pub fn content<T>(
    decoder: &mut Decoder<'_>,
    name: &'static str,
    read: impl FnOnce(&mut Decoder<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    let content = match read(decoder) {
        Ok(content) => content,
        Err(error) => return Err(error.in_field(name)),
    };
    match decoder.close_variant() {
        Ok(()) => Ok(content),
        Err(error) => Err(error),
    }
}

pub fn wrong_content<T>(decoder: &mut Decoder<'_>) -> Result<T, DecodeError> {
    Err(decoder.error(DecodeErrorKind::VariantContent))
}

pub fn tag(decoder: &mut Decoder<'_>, tag: &'static str, names: &[VariantName]) -> Result<usize, DecodeError> {
    let unknown = DecodeErrorKind::UnknownVariant;
    match tag_or_other(decoder, tag, names)? {
        Some(index) => Ok(index),
        None => Err(decoder.error(unknown).in_field(tag)),
    }
}

pub fn tag_or_other(
    decoder: &mut Decoder<'_>,
    tag: &'static str,
    names: &[VariantName],
) -> Result<Option<usize>, DecodeError> {
    let name = decoder.look_ahead_for_tag(tag)?;
    Ok(variant_index(&name, names))
}

#[inline]
pub fn borrowed_component<B: ?Sized>(
    key: &mut KeyEncoder,
    name: &'static str,
    value: &B,
    encode: fn(&B, &mut KeyEncoder),
) {
    key.component(name, |key| encode(value, key));
}

#[inline]
pub fn parse_component<K>(
    key: &mut KeyDecoder<'_>,
    name: &'static str,
    decode: fn(&mut KeyDecoder<'_>) -> Result<K, KeyError>,
) -> Result<K, KeyError> {
    key.component(name, decode)
}

/// The component of `key = ()`.
pub fn write_unit(key: &mut KeyEncoder) {
    key.unit();
}

pub fn read_unit(key: &mut KeyDecoder<'_>) -> Result<(), KeyError> {
    key.unit()
}

pub fn rewrite_unit(from: &mut KeyDecoder<'_>, to: &mut KeyEncoder) {
    match from.unit() {
        Ok(()) => to.unit(),
        Err(error) => to.fail_with(error),
    }
}

pub fn new_key() -> KeyEncoder {
    KeyEncoder::new()
}

pub fn to_scope(key: &KeyEncoder) -> Result<Scope, KeyError> {
    key.to_scope()
}

pub fn to_record_key(key: &KeyEncoder) -> Result<RecordKey, KeyError> {
    key.to_record_key()
}

pub fn to_key_range(key: &KeyEncoder) -> Result<KeyRange, KeyError> {
    key.to_key_range()
}

pub fn read_key(key: &RecordKey) -> KeyDecoder<'_> {
    KeyDecoder::new(key)
}

pub fn finish_key(key: KeyDecoder<'_>) -> Result<(), KeyError> {
    key.finish()
}

// Once for each type of column and not for each record type.
#[inline(never)]
pub fn timestamp<T: Timestamp>(value: &T, column: &'static str) -> Result<Option<Instant>, EncodeError> {
    value.to_instant().map_err(|kind| EncodeError::new(format!(".{column}"), kind))
}

#[inline(never)]
pub fn revision<T: Revision>(value: &T) -> Result<Option<i64>, EncodeError> {
    value.to_revision().map_err(|kind| EncodeError::new(".revision".to_owned(), kind))
}

/// The shapes of fields that have one name, must be there and aren't sensitive. A literal for each would be slower to
/// compile.
#[must_use]
pub const fn fields<const N: usize>(names: [&'static str; N], shapes: [&'static Shape; N]) -> [FieldShape; N] {
    renamed_fields(names, names, shapes)
}

/// The same of fields whose stored names are others than those in the program.
#[must_use]
pub const fn renamed_fields<const N: usize>(
    members: [&'static str; N],
    names: [&'static str; N],
    shapes: [&'static Shape; N],
) -> [FieldShape; N] {
    let field = FieldShape {
        name: "",
        member: "",
        aliases: &[],
        has_default: false,
        is_sensitive: false,
        cfg: "",
        shape: &Shape::Json,
    };
    let mut fields = [field; N];
    let mut at = 0;
    while at < N {
        (fields[at].member, fields[at].name, fields[at].shape) = (members[at], names[at], shapes[at]);
        at += 1;
    }
    fields
}

/// The shapes of variants that have one name and no content.
#[must_use]
pub const fn names<const N: usize>(names: [&'static str; N]) -> [VariantShape; N] {
    let mut variants = [VariantShape { name: "", aliases: &[], cfg: "", content: None }; N];
    let mut at = 0;
    while at < N {
        variants[at].name = names[at];
        at += 1;
    }
    variants
}

pub fn unlisted_type<T>() -> Result<T, OpenError> {
    Err(OpenError::UnlistedRecordType)
}
