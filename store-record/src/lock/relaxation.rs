//! Changes that a manifest allows by name although a stored row might not open after them.

use crate::const_text::fail;

/// The kinds of change that are refused. `docs/evolution.md` has their names.
#[derive(Debug, Clone, Copy)]
pub enum Change {
    /// An alias of a field, a variant or the record type that is gone.
    AliasRemoved,
    /// A column more, less, or from another field.
    ColumnChanged,
    /// A variant that held nothing holds something, or the other way round.
    ContentChanged,
    /// A field that could be absent and is required.
    DefaultRemoved,
    /// A required field more.
    FieldAdded,
    /// A field that is gone, or renamed without an alias.
    FieldRemoved,
    /// Another key.
    KeyChanged,
    /// Another kind of value.
    KindChanged,
    /// A name that isn't reserved any more.
    ReservedNameRemoved,
    /// A reserved name that is used again.
    ReservedNameUsed,
    /// Another scope.
    ScopeChanged,
    /// Another `tag`, or none.
    TagChanged,
    /// Unknown names refused where they were taken, or lost where they were kept.
    UnknownNamesChanged,
    /// A variant that is gone, or renamed without an alias.
    VariantRemoved,
    /// A schema version whose rows nothing reads.
    VersionRemoved,
}

impl Change {
    /// The name in a `relax` and in the lock.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::AliasRemoved => "alias-removed",
            Self::ColumnChanged => "column-changed",
            Self::ContentChanged => "content-changed",
            Self::DefaultRemoved => "default-removed",
            Self::FieldAdded => "field-added",
            Self::FieldRemoved => "field-removed",
            Self::KeyChanged => "key-changed",
            Self::KindChanged => "kind-changed",
            Self::ReservedNameRemoved => "reserved-name-removed",
            Self::ReservedNameUsed => "reserved-name-used",
            Self::ScopeChanged => "scope-changed",
            Self::TagChanged => "tag-changed",
            Self::UnknownNamesChanged => "unknown-names-changed",
            Self::VariantRemoved => "variant-removed",
            Self::VersionRemoved => "version-removed",
        }
    }

    /// Whether it is at a path, and not of the whole version.
    pub(super) const fn has_place(self) -> bool {
        !matches!(self, Self::VersionRemoved)
    }

    /// `==`.
    pub(super) const fn is(self, other: Self) -> bool {
        self as u8 == other as u8
    }
}

/// A change that is allowed: of one kind, at one path, in one schema version of one record type.
#[derive(Debug, Clone, Copy)]
pub struct Relaxation {
    /// The record type of the locked block.
    pub record_type: &'static str,
    /// Its schema version.
    pub schema_version: i32,
    /// What kind of change.
    pub change: Change,
    /// As messages name it; empty for a whole version.
    pub at: &'static str,
    /// Why no stored row is lost.
    pub reason: &'static str,
    /// The lock holds it: it has allowed its change, and allows none again.
    pub is_spent: bool,
}

impl Relaxation {
    #[track_caller]
    pub(super) const fn fail_as_unused(&self) -> ! {
        fail(&[
            "`",
            self.record_type,
            "` has no change `",
            self.change.name(),
            if self.at.is_empty() { "" } else { "` at `" },
            self.at,
            "` that the lock would reject: remove this, as it would let a later one pass",
        ])
    }
}
