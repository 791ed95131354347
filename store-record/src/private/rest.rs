//! Structs with a field marked `rest`: the known and the kept members are sorted into one object.

use crate::codec::encoder::{Encoder, SortScope};
use crate::error::EncodeErrorKind;
use crate::value::StoreValue;
use crate::value::unknown_fields::UnknownFields;

/// The type of a field marked `rest`.
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

/// Writes the members of an object in any order.
pub struct RestWriter<'e> {
    encoder: &'e mut Encoder,
    scope: SortScope,
}

impl RestWriter<'_> {
    pub fn member_with<T>(&mut self, name: &'static str, value: &T, encode: fn(&T, &mut Encoder)) {
        let member = self.encoder.begin_member(&self.scope, name);
        encode(value, self.encoder);
        self.encoder.end_member(member);
    }

    pub fn text(&mut self, name: &'static str, text: &str) {
        let member = self.encoder.begin_member(&self.scope, name);
        self.encoder.string(text);
        self.encoder.end_member(member);
    }
}

/// Writes an object of the known members, which `write` writes, and of `rest`.
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
    let scope = encoder.begin_unsorted();
    let mut writer = RestWriter { encoder, scope };
    write(&mut writer);
    let RestWriter { encoder, scope } = writer;
    for (name, value) in rest {
        let member = encoder.begin_member(&scope, name);
        value.encode(encoder);
        encoder.end_member(member);
    }
    encoder.sort_members(&scope);
    encoder.literal(b"}");
    encoder.leave();
}
