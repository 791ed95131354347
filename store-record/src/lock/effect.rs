//! The effect of a change on stored rows and on earlier programs: a sentence of the message.

use crate::shape::{EnumRepr, EnumShape, StructShape, UnknownFieldPolicy};

/// The sentence, and whether all stored rows open after the change.
#[derive(Clone, Copy)]
pub(super) struct Effect {
    pub(super) sentence: &'static str,
    pub(super) do_rows_open: bool,
}

impl Effect {
    /// Stored rows don't open, or may not.
    pub(super) const fn not_open(sentence: &'static str) -> Self {
        Self { sentence, do_rows_open: false }
    }

    /// Stored rows open, but something else is lost.
    pub(super) const fn open(sentence: &'static str) -> Self {
        Self { sentence, do_rows_open: true }
    }

    /// A field was removed from the struct.
    pub(super) const fn of_removed_field(now: &StructShape) -> Self {
        match now.unknown {
            UnknownFieldPolicy::Deny => Self::not_open("Stored rows with the field would not open"),
            UnknownFieldPolicy::Ignore => {
                Self::open("Stored rows would open, and lose the field when they are written again")
            }
            UnknownFieldPolicy::Keep => Self::open("Stored rows would open, with the field among the unknown ones"),
            UnknownFieldPolicy::Collect(_) => {
                Self::not_open("Stored rows with the field would not open unless the flattened map reads its value")
            }
        }
    }

    /// A field isn't read under this name any more.
    pub(super) const fn of_removed_field_alias(now: &StructShape, has_default: bool) -> Self {
        match now.unknown {
            UnknownFieldPolicy::Ignore | UnknownFieldPolicy::Keep if has_default => {
                Self::open("Stored rows that have the alias would open, with the default in place of the value")
            }
            _ => Self::not_open("Stored rows that have the alias would not open"),
        }
    }

    /// A variant isn't read under this name any more.
    pub(super) const fn of_removed_variant(now: &EnumShape) -> Self {
        match now.unknown {
            UnknownFieldPolicy::Keep => {
                Self::not_open("Stored rows with that name would hold an unknown variant, if they open")
            }
            UnknownFieldPolicy::Ignore | UnknownFieldPolicy::Deny | UnknownFieldPolicy::Collect(_) => {
                Self::not_open("Stored rows with that name would not open")
            }
        }
    }

    /// A variant gained content, or lost it.
    pub(super) const fn of_content(repr: EnumRepr) -> Self {
        match repr {
            // Its fields may all have defaults.
            EnumRepr::Internal { .. } => {
                Self::not_open("Stored rows with this variant would not open unless the fields may be absent")
            }
            _ => Self::not_open("Stored rows with this variant would not open"),
        }
    }

    /// The variants are told apart in another way.
    pub(super) const fn of_repr(now: &EnumShape) -> Self {
        match (now.repr, now.unknown) {
            (EnumRepr::External, UnknownFieldPolicy::Keep) => {
                Self::not_open("Stored rows would hold an unknown variant in place of a known one, if they open")
            }
            _ => Self::not_open("Stored rows that hold the enum would not open"),
        }
    }
}
