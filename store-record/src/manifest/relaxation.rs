//! Changes that a manifest allows by name, although a stored row might not open after them.

use crate::const_text::fail;

/// The kinds of change that are rejected. `docs/evolution.md` lists their names.
#[derive(Debug, Clone, Copy)]
pub enum Change {
    /// An alias of a field, a variant or the record type was removed.
    AliasRemoved,
    /// A column was added or removed, or comes from another field.
    ColumnChanged,
    /// A variant gained content, or lost it.
    ContentChanged,
    /// A field that could be absent is required.
    DefaultRemoved,
    /// A required field was added.
    FieldAdded,
    /// A field was removed, or renamed without an alias.
    FieldRemoved,
    /// The key changed.
    KeyChanged,
    /// The kind of a value changed.
    KindChanged,
    /// A name isn't reserved any more.
    ReservedNameRemoved,
    /// A reserved name is used again.
    ReservedNameUsed,
    /// The scope changed.
    ScopeChanged,
    /// The `tag` changed, or was added or removed.
    TagChanged,
    /// Unknown names are rejected where they were accepted, or lost where they were kept.
    UnknownNamesChanged,
    /// A variant was removed, or renamed without an alias.
    VariantRemoved,
    /// Nothing reads the rows of a schema version.
    VersionRemoved,
}

impl Change {
    /// Returns the name in a `relax` and in the lock.
    pub(crate) const fn name(self) -> &'static str {
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

    /// Returns the kind of that name.
    #[cfg(feature = "cli")]
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let all = [
            Self::AliasRemoved,
            Self::ColumnChanged,
            Self::ContentChanged,
            Self::DefaultRemoved,
            Self::FieldAdded,
            Self::FieldRemoved,
            Self::KeyChanged,
            Self::KindChanged,
            Self::ReservedNameRemoved,
            Self::ReservedNameUsed,
            Self::ScopeChanged,
            Self::TagChanged,
            Self::UnknownNamesChanged,
            Self::VariantRemoved,
            Self::VersionRemoved,
        ];
        all.into_iter().find(|change| change.name() == name)
    }

    /// Returns true if the change is at a path, and false if it is one of a whole version.
    pub(crate) const fn has_place(self) -> bool {
        !matches!(self, Self::VersionRemoved)
    }

    /// `==`, while compiling.
    pub(crate) const fn is(self, other: Self) -> bool {
        self as u8 == other as u8
    }
}

/// The lock of a manifest, as its derive found it.
#[derive(Debug, Clone, Copy)]
pub struct Lock {
    /// The absolute path of the file, or `None` if the manifest has no lock.
    pub path: Option<&'static str>,
    /// The relaxations of the manifest.
    pub relaxed: &'static [Relaxation],
    /// The relaxations in the file.
    pub history: &'static [Relaxation],
    /// The record types that have no rows any more.
    pub retired: &'static [&'static str],
}

impl Lock {
    pub(crate) const NONE: Self = Self { path: None, relaxed: &[], history: &[], retired: &[] };
}

/// An allowed change: of one kind, at one path, in one schema version of one record type.
#[derive(Debug, Clone, Copy)]
pub struct Relaxation {
    /// The record type of the locked block.
    pub record_type: &'static str,
    /// Its schema version.
    pub schema_version: i32,
    /// The kind of change.
    pub change: Change,
    /// The path as messages have it, or empty for a whole version.
    pub at: &'static str,
    /// Why no stored row is lost.
    pub reason: &'static str,
    /// True if it is in the lock: then it has allowed its change, and doesn't allow another one.
    pub is_spent: bool,
}

impl Relaxation {
    #[track_caller]
    pub(crate) const fn fail_as_unused(&self) -> ! {
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
