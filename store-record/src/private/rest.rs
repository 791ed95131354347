//! Structs with a field marked `rest`: known members and kept ones in one sorted object.

use super::Unknown;
use crate::error::EncodeErrorKind;
use crate::{Encoder, StoreValue, UnknownFields, canonical_order};
use std::borrow::Cow;

/// What a field marked `rest` must be.
#[diagnostic::on_unimplemented(
    message = "a field marked `rest` must be a `store_record::UnknownFields`",
    label = "not `store_record::UnknownFields`"
)]
pub trait RestField: Sized {
    fn of_unknown(fields: UnknownFields) -> Self;
    fn as_unknown(&self) -> &UnknownFields;
}

impl RestField for UnknownFields {
    fn of_unknown(fields: UnknownFields) -> Self {
        fields
    }

    fn as_unknown(&self) -> &UnknownFields {
        self
    }
}

impl Unknown {
    /// The members that were kept.
    pub fn into_rest(self) -> UnknownFields {
        UnknownFields::of(self.into_kept())
    }
}

/// Writes the members of an object in any order.
pub struct RestWriter<'e> {
    encoder: &'e mut Encoder,
    members: Vec<(Cow<'static, str>, std::ops::Range<usize>)>,
}

impl RestWriter<'_> {
    fn begin(&mut self, name: &str) -> usize {
        if !self.members.is_empty() {
            self.encoder.literal(b", ");
        }
        let start = self.encoder.position();
        self.encoder.string(name);
        self.encoder.literal(b": ");
        start
    }

    fn end(&mut self, name: Cow<'static, str>, start: usize) {
        self.members.push((name, start..self.encoder.position()));
    }

    pub fn member<T: StoreValue>(&mut self, name: &'static str, value: &T) {
        self.member_with(name, value, T::encode);
    }

    pub fn member_with<T>(&mut self, name: &'static str, value: &T, encode: fn(&T, &mut Encoder)) {
        let start = self.begin(name);
        encode(value, self.encoder);
        self.end(Cow::Borrowed(name), start);
    }

    pub fn text(&mut self, name: &'static str, text: &str) {
        let start = self.begin(name);
        self.encoder.string(text);
        self.end(Cow::Borrowed(name), start);
    }
}

/// Writes an object of what `write` gives and of `rest`, sorted.
pub fn object_with_rest(
    encoder: &mut Encoder,
    rest: &UnknownFields,
    known: &[&str],
    write: impl FnOnce(&mut RestWriter<'_>),
) {
    if rest.iter().any(|(name, _)| known.contains(&name)) {
        encoder.fail(EncodeErrorKind::DuplicateName);
    }
    if !encoder.enter() {
        return;
    }
    encoder.literal(b"{");
    let start = encoder.position();
    let mut writer = RestWriter { encoder, members: Vec::new() };
    write(&mut writer);
    for (name, value) in rest.iter() {
        let from = writer.begin(name);
        writer.encoder.nested(value.expose_json());
        writer.end(Cow::Owned(name.to_owned()), from);
    }
    let RestWriter { encoder, mut members } = writer;
    members.sort_by(|(one, _), (other, _)| canonical_order(one, other));
    let pieces: Vec<_> = members.into_iter().map(|(_, piece)| piece).collect();
    encoder.rearrange(start, &pieces);
    encoder.literal(b"}");
    encoder.leave();
}
