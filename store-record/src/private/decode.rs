//! Reading structs, tuples and enums. `text` is what canonical text has before a value: separator, name and colon.

use crate::codec::decoder::{Decoder, Names, UnknownMembers, VariantName, name_at, variant_index};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::value::StoreValue;
use crate::value::unknown_fields::UnknownFields;

pub fn open_object(decoder: &mut Decoder<'_>) -> Result<(), DecodeError> {
    decoder.open_object()
}

// Always inlined and without helpers. Otherwise rustc decides for each field how much of this is inlined, which makes decoding
// slower and release builds 1.15 times as long.
#[inline(always)]
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

/// Reads a field that may be absent.
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

/// Reads a field under its alias. If it was found before, it is a duplicate.
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

/// Returns an error if a field is absent under all of its names.
pub fn required<T>(decoder: &mut Decoder<'_>, name: &'static str, value: Option<T>) -> Result<T, DecodeError> {
    value.ok_or_else(|| decoder.missing(name))
}

/// Reads a value of the type that `T` is converted from.
pub fn try_from<F: StoreValue, T: TryFrom<F>>(decoder: &mut Decoder<'_>) -> Result<T, DecodeError> {
    let start = decoder.mark();
    match T::try_from(F::decode(decoder)?) {
        Ok(value) => Ok(value),
        // The conversion's error may hold stored data.
        Err(_) => {
            decoder.reset(start);
            Err(decoder.invalid("a value that the type's `TryFrom` accepts"))
        }
    }
}

/// Returns the value, or `None` as the value of an absent `Option`. Returns an error if a field of another type is absent.
pub fn or_absent<T>(
    decoder: &mut Decoder<'_>,
    name: &'static str,
    value: Option<T>,
    absent: Option<fn() -> T>,
) -> Result<T, DecodeError> {
    value.or_else(|| absent.map(|absent| absent())).ok_or_else(|| decoder.missing(name))
}

/// Returns the value, or the default of an absent field.
#[inline]
pub fn or_default<T>(value: Option<T>, default: fn() -> T) -> T {
    match value {
        Some(value) => value,
        None => default(),
    }
}

/// Consumes the member that names the variant, which was read before. `text` is the whole canonical member.
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
    unknown.finish(decoder).map(UnknownFields::from_sorted)
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

pub fn open_array(decoder: &mut Decoder<'_>) -> Result<(), DecodeError> {
    decoder.open_tuple()
}

#[inline]
pub fn item<T: StoreValue, const N: usize>(
    decoder: &mut Decoder<'_>,
    text: &[u8; N],
    index: usize,
    length: usize,
) -> Result<T, DecodeError> {
    decoder.tuple_element(text, index, length, T::decode)
}

#[inline]
pub fn item_with<T, const N: usize>(
    decoder: &mut Decoder<'_>,
    text: &[u8; N],
    index: usize,
    length: usize,
    decode: fn(&mut Decoder<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    decoder.tuple_element(text, index, length, decode)
}

#[inline]
pub fn close_array(decoder: &mut Decoder<'_>, length: usize) -> Result<(), DecodeError> {
    decoder.close_tuple(length)
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

/// Reads a variant's content and the closing brace after it.
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

/// Reads a variant that is stored as a number. Returns its index among the numbers.
pub fn numbered_variant(decoder: &mut Decoder<'_>, numbers: &[i64]) -> Result<usize, DecodeError> {
    let start = decoder.mark();
    let number = i64::decode(decoder)?;
    numbers.iter().position(|known| *known == number).ok_or_else(|| {
        decoder.reset(start);
        decoder.error(DecodeErrorKind::UnknownVariant)
    })
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
