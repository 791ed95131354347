//! The type of a field marked `rest`.

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
