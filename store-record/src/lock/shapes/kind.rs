//! A value of another kind: whether it reads what the locked kind wrote.

use super::compare_shape;
use crate::lock::difference::{Differences, Location};
use crate::lock::effect::Effect;
use crate::order::same;
use crate::shape::kinds::Kinds;
use crate::shape::{EnumRepr, EnumShape, IntegerShape, Shape, TextForm, UnknownFieldPolicy};

/// Returns the effect of another kind.
pub(super) const fn effect_of_kind(location: &Location<'_>, was: &'static Shape, is: &'static Shape) -> Effect {
    if reads_all(location, was, is) {
        return EARLIER_PROGRAMS;
    }
    match (was, is) {
        (Shape::Float { .. } | Shape::Integer(_), Shape::Float { .. }) => {
            Effect::not_open("Numbers of stored rows may be rounded, and rows with one out of range would not open")
        }
        (Shape::UnixTime { .. }, Shape::UnixTime { .. } | Shape::Integer(_))
        | (Shape::Integer(_), Shape::UnixTime { .. }) => {
            Effect::not_open("Stored rows would open with other instants or numbers")
        }
        (Shape::Custom, _) | (_, Shape::Custom) => Effect::not_open(
            "Whether stored rows would open depends on a codec written by hand, which the lock doesn't know",
        ),
        _ => Effect::not_open("Stored rows would not open if they hold a value that the new kind doesn't read"),
    }
}

/// Returns the effect of another kind of a variant of an untagged enum: another variant may have the former kind.
pub(super) const fn effect_of_union(location: &Location<'_>, was: &'static Shape, is: &'static EnumShape) -> Effect {
    if is_read_by_a_variant(location, was, is) {
        return EARLIER_PROGRAMS;
    }
    Effect::not_open("Stored rows would not open if they hold a value that no variant reads")
}

/// The effect of a type that reads more than before.
const EARLIER_PROGRAMS: Effect =
    Effect::open("Stored rows would open, but an earlier program would not open every row that is written after it");

/// Returns true if the new kind reads everything that the locked one wrote.
const fn reads_all(location: &Location<'_>, was: &'static Shape, is: &'static Shape) -> bool {
    match (was, is) {
        (Shape::Integer(was), Shape::Integer(is)) => reads_all_integers(*was, *is),
        // The digits of a shorter integer fit the mantissa.
        (Shape::Integer(was), Shape::Float { bits }) => was.bits < *bits,
        (Shape::Float { bits: was }, Shape::Float { bits: is }) => *was <= *is,
        (Shape::Text(was), Shape::Text(is)) => reads_all_texts(*was, *is),
        (was, Shape::Enum(is)) if matches!(is.repr, EnumRepr::Untagged) => is_read_by_a_variant(location, was, is),
        (Shape::Enum(was), Shape::Text(TextForm::Any)) => is_of_names(was),
        (_, Shape::Json) => true,
        (was, Shape::Optional(is)) => is_read_by(location, was, is),
        // The names of any map are strings.
        (Shape::Map { key: was_key, value: was }, Shape::Map { key: is_key, value: is }) => {
            same(is_key.name(), "text")
                && !was_key.is_optional()
                && !is_key.is_optional()
                && is_read_by(location, was, is)
        }
        (Shape::Array(was, _) | Shape::Set(was) | Shape::OrderedSet(was), Shape::List(is))
        | (Shape::Set(was), Shape::OrderedSet(is))
        | (Shape::OrderedSet(was), Shape::Set(is)) => is_read_by(location, was, is),
        _ => false,
    }
}

/// Returns true if every stored row opens after all changes between the two.
const fn is_read_by(location: &Location<'_>, was: &'static Shape, is: &'static Shape) -> bool {
    let mut parts = Differences::for_stored_rows();
    compare_shape(&mut parts, location, was, is);
    !parts.is_found
}

/// Returns true if the first variant of the kinds that stored values have reads them all.
const fn is_read_by_a_variant(location: &Location<'_>, was: &'static Shape, is: &'static EnumShape) -> bool {
    let mut at = 0;
    while at < is.variants.len() {
        let content = is.variants[at].content;
        if Kinds::of_content(content).overlaps(Kinds::of(was)) {
            return match content {
                Some(content) => is_read_by(location, was, content),
                None => false,
            };
        }
        at += 1;
    }
    false
}

const fn reads_all_integers(was: IntegerShape, is: IntegerShape) -> bool {
    let is_wider = match (was.is_signed, is.is_signed) {
        (true, true) | (false, false) => was.bits <= is.bits,
        (false, true) => was.bits < is.bits,
        (true, false) => false,
    };
    is_wider && (was.is_not_zero || !is.is_not_zero)
}

const fn reads_all_texts(was: TextForm, is: TextForm) -> bool {
    match (was, is) {
        (_, TextForm::Any) | (TextForm::Bytes(_), TextForm::Bytes(None)) => true,
        (TextForm::Duration(was), TextForm::Duration(is)) => is || !was,
        (
            TextForm::WideInteger { is_signed: was, is_not_zero },
            TextForm::WideInteger { is_signed: is, is_not_zero: wants_not_zero },
        ) => was == is && (is_not_zero || !wants_not_zero),
        _ => false,
    }
}

/// Returns true if each variant of the enum is stored as a name alone.
const fn is_of_names(shape: &EnumShape) -> bool {
    let mut at = 0;
    while at < shape.variants.len() {
        if shape.variants[at].content.is_some() {
            return false;
        }
        at += 1;
    }
    matches!((shape.repr, shape.unknown), (EnumRepr::External, UnknownFieldPolicy::Deny))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payload::Payload;
    use crate::shape::RecordShape;
    use crate::value::StoreValue;
    use crate::value::json::Json;
    use std::collections::{BTreeMap, BTreeSet};
    use std::num::{NonZeroI128, NonZeroU8, NonZeroU128};
    use std::time::Duration;

    static RECORD: RecordShape = RecordShape {
        record_type: "",
        aliases: &[],
        schema_version: 1,
        scope: &[],
        key: &[],
        columns: &[],
        payload: &Shape::Json,
        previous: None,
        is_locked: false,
    };

    /// The sentence says that rows open exactly if all these values of the former type, at its limits, are read as the
    /// new one.
    #[track_caller]
    fn agree<W: StoreValue, I: StoreValue>(values: &[W]) {
        let do_open = |value: &W| Payload::new(value).unwrap().decode::<I>().is_ok();
        let effect = effect_of_kind(&Location::of(&RECORD), W::SHAPE, I::SHAPE);
        assert_eq!(effect.do_rows_open, values.iter().all(do_open), "{}", effect.sentence);
    }

    #[test]
    fn the_sentence_of_another_kind_is_true() {
        agree::<u8, u64>(&[0, 255]);
        agree::<u8, i16>(&[0, 255]);
        agree::<u8, i8>(&[0, 255]);
        agree::<i8, u64>(&[-128, 127]);
        agree::<u64, i64>(&[0, u64::MAX]);
        agree::<NonZeroU8, u8>(&[NonZeroU8::MIN, NonZeroU8::MAX]);
        agree::<u8, NonZeroU8>(&[0, 255]);
        agree::<u64, u128>(&[0, u64::MAX]);
        agree::<u128, i128>(&[0, u128::MAX]);
        agree::<NonZeroU128, u128>(&[NonZeroU128::MIN, NonZeroU128::MAX]);
        agree::<i128, NonZeroI128>(&[0, i128::MAX]);
        agree::<u128, String>(&[0, u128::MAX]);
        agree::<i128, u64>(&[0]);
        agree::<u32, f64>(&[0, u32::MAX]);
        agree::<i16, f32>(&[i16::MIN, i16::MAX]);
        agree::<f32, f64>(&[f32::MIN, 0.1, f32::MAX]);
        agree::<f64, f32>(&[f64::MIN, 0.1, f64::MAX]);
        agree::<f64, u64>(&[0.5]);
        agree::<bool, u8>(&[true]);
        agree::<char, String>(&['\u{1}', '"', char::MAX]);
        agree::<String, char>(&[String::new(), "ab".into()]);
        agree::<Vec<u8>, String>(&[vec![], vec![255, 0]]);
        agree::<[u8; 2], Vec<u8>>(&[[0, 255]]);
        agree::<Vec<u8>, [u8; 2]>(&[vec![], vec![0, 255]]);
        agree::<Duration, time::Duration>(&[Duration::ZERO, Duration::from_secs(7)]);
        agree::<time::Duration, Duration>(&[time::Duration::MIN]);
        agree::<time::OffsetDateTime, String>(&[time::OffsetDateTime::UNIX_EPOCH]);
        agree::<time::OffsetDateTime, time::Date>(&[time::OffsetDateTime::UNIX_EPOCH]);
        agree::<u8, Option<u64>>(&[0, 255]);
        agree::<u64, Option<u8>>(&[0, u64::MAX]);
        agree::<Option<u8>, u8>(&[None, Some(255)]);
        agree::<Vec<u8>, Option<Vec<u8>>>(&[vec![], vec![255]]);
        agree::<BTreeSet<u8>, Vec<u16>>(&[BTreeSet::new(), [0, 255].into()]);
        agree::<BTreeSet<u16>, Option<Vec<u8>>>(&[[0, u16::MAX].into()]);
        agree::<Vec<u16>, BTreeSet<u16>>(&[vec![7, 7]]);
        agree::<[u16; 2], Vec<u16>>(&[[0, u16::MAX]]);
        agree::<Vec<u16>, [u16; 2]>(&[vec![0]]);
        agree::<BTreeMap<u8, u8>, BTreeMap<String, u16>>(&[BTreeMap::new(), [(7, 255)].into()]);
        agree::<BTreeMap<String, u8>, BTreeMap<u8, u8>>(&[[("a".into(), 1)].into()]);
        agree::<BTreeMap<u8, u8>, BTreeMap<Option<u8>, u8>>(&[[(7, 1)].into()]);
        agree::<BTreeMap<i8, u8>, Json>(&[[(-7, 1)].into()]);
        agree::<Json, u8>(&[Json::default()]);
    }
}
