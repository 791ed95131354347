//! What a change does to stored rows and to earlier programs, in a sentence of the message.

use crate::shape::{EnumShape, StructShape, UnknownFieldPolicy};

/// The sentence, and whether stored rows open after the change.
#[derive(Clone, Copy)]
pub(super) struct Effect {
    pub(super) sentence: &'static str,
    pub(super) do_rows_open: bool,
}

impl Effect {
    /// Stored rows don't open, or may not: the sentence says which.
    pub(super) const fn not_open(sentence: &'static str) -> Self {
        Self { sentence, do_rows_open: false }
    }

    /// Stored rows open, and something else is lost.
    pub(super) const fn open(sentence: &'static str) -> Self {
        Self { sentence, do_rows_open: true }
    }

    /// A field that the struct doesn't have any more.
    pub(super) const fn of_removed_field(now: &StructShape) -> Self {
        match now.unknown {
            UnknownFieldPolicy::Deny => Self::not_open("Stored rows with the field would not open"),
            UnknownFieldPolicy::Ignore => {
                Self::open("Stored rows would open, and lose the field when they are written again")
            }
            UnknownFieldPolicy::Keep => Self::open("Stored rows would open, with the field among the unknown ones"),
        }
    }

    /// A name under which a field isn't read any more.
    pub(super) const fn of_removed_field_alias(now: &StructShape, has_default: bool) -> Self {
        match now.unknown {
            UnknownFieldPolicy::Ignore | UnknownFieldPolicy::Keep if has_default => {
                Self::open("Stored rows that have the alias would open, with the default in place of the value")
            }
            _ => Self::not_open("Stored rows that have the alias would not open"),
        }
    }

    /// A name under which a variant isn't read any more.
    pub(super) const fn of_removed_variant(now: &EnumShape) -> Self {
        match now.unknown {
            UnknownFieldPolicy::Keep => {
                Self::not_open("Stored rows with that name would hold an unknown variant, if they open")
            }
            UnknownFieldPolicy::Ignore | UnknownFieldPolicy::Deny => {
                Self::not_open("Stored rows with that name would not open")
            }
        }
    }

    /// A variant that held nothing and holds something, or the other way round.
    pub(super) const fn of_content(tag: Option<&str>) -> Self {
        match tag {
            None => Self::not_open("Stored rows with this variant would not open"),
            // Its fields may all have defaults.
            Some(_) => Self::not_open("Stored rows with this variant would not open unless the fields may be absent"),
        }
    }

    /// Another `tag`.
    pub(super) const fn of_tag(now: &EnumShape) -> Self {
        match (now.tag, now.unknown) {
            (None, UnknownFieldPolicy::Keep) => {
                Self::not_open("Stored rows would hold an unknown variant in place of a known one, if they open")
            }
            _ => Self::not_open("Stored rows that hold the enum would not open"),
        }
    }
}
