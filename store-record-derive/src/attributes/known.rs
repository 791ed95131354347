//! The options that exist, by place.

use super::RawOption;

/// The options of one place.
pub(crate) struct KnownOptions {
    /// The place in messages, such as `a field`.
    pub(super) place: &'static str,
    pub(super) names: &'static [&'static str],
    /// The options that may be there more than once.
    pub(super) repeatable: &'static [&'static str],
}

impl KnownOptions {
    pub(crate) fn has(&self, option: &RawOption) -> bool {
        self.names.iter().any(|name| option.is(name))
    }
}

pub(crate) const RECORD: KnownOptions = KnownOptions {
    place: "a record",
    names: &[
        "type",
        "alias",
        "schema_version",
        "previous",
        "scope",
        "key",
        "created_at",
        "updated_at",
        "revision",
        "metadata",
        "manifest",
        "functions",
        "rename_all",
        "default",
        "absent",
        "tag",
        "unknown_fields",
        "reserved",
        "bound",
        "crate",
    ],
    repeatable: &["alias"],
};

pub(crate) const VALUE: KnownOptions = KnownOptions {
    place: "a value",
    names: &[
        "rename_all",
        "rename_all_fields",
        "default",
        "absent",
        "from",
        "try_from",
        "into",
        "transparent",
        "tag",
        "content",
        "untagged",
        "repr",
        "unknown_fields",
        "reserved",
        "bound",
        "crate",
    ],
    repeatable: &[],
};

/// A key is usually a value too, and both derives read the same attribute.
pub(crate) const KEY: KnownOptions = KnownOptions { place: "a key", ..VALUE };

pub(crate) const FIELD: KnownOptions = KnownOptions {
    place: "a field",
    names: &["rename", "alias", "default", "skip", "rest", "flatten", "with", "recursive", "sensitive", "unverified"],
    repeatable: &["alias"],
};

pub(crate) const VARIANT: KnownOptions =
    KnownOptions { place: "a variant", names: &["rename", "alias", "other", "rename_all"], repeatable: &["alias"] };

pub(crate) const MANIFEST: KnownOptions =
    KnownOptions { place: "a manifest", names: &["file", "lock", "retired", "relax", "crate"], repeatable: &["relax"] };

pub(crate) const RELAXATION: KnownOptions = KnownOptions {
    place: "a relaxation",
    names: &["type", "schema_version", "change", "at", "reason"],
    repeatable: &[],
};
