//! [`RecordNames`]: the names of renamed record types.

use crate::manifest::RecordManifest;
use crate::record::{RecordVisitor, StoreRecord};

/// The names of renamed record types, so that a store finds a row under each of them and leaves one row.
///
/// It has only record types with an `alias`. A record type that it doesn't have has one name.
///
/// ```
/// use store_record::StoreRecord;
/// use store_record::store::RecordNames;
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "account", alias = "acc", scope = global, key = id)]
/// struct Account { id: u64 }
///
/// let names = RecordNames::new().with_record::<Account>();
/// assert_eq!(names.other_names("account"), ["acc"]);
/// assert_eq!(names.other_names("acc"), ["account"]);
/// assert!(names.other_names("group").is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordNames {
    /// The names of each record type, the newest first.
    groups: Vec<&'static [&'static str]>,
}

impl RecordNames {
    /// Returns no names: no record type was renamed.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the names of a manifest's record types.
    #[must_use]
    pub fn of_manifest<M: RecordManifest>() -> Self {
        let mut names = Self::new();
        M::visit_records(&mut names);
        names
    }

    /// Adds the names of a record type.
    #[must_use]
    pub fn with_record<R: StoreRecord>(mut self) -> Self {
        self.visit::<R>();
        self
    }

    /// Returns the other names of a record type, the newest first.
    #[must_use]
    pub fn other_names(&self, record_type: &str) -> Vec<&'static str> {
        self.group(record_type).iter().copied().filter(|name| *name != record_type).collect()
    }

    /// Returns true if both are names of one record type.
    #[must_use]
    pub fn are_same(&self, one: &str, other: &str) -> bool {
        one == other || self.group(one).contains(&other)
    }

    /// Returns the newest name of a record type.
    pub(crate) fn newest<'a>(&self, record_type: &'a str) -> &'a str {
        self.group(record_type).first().copied().unwrap_or(record_type)
    }

    fn group(&self, record_type: &str) -> &'static [&'static str] {
        self.groups.iter().find(|names| names.contains(&record_type)).copied().unwrap_or_default()
    }
}

/// Adds each record type of a manifest.
#[doc(hidden)]
impl RecordVisitor for RecordNames {
    fn visit<R: StoreRecord>(&mut self) {
        if R::RECORD_TYPES.len() > 1 {
            self.groups.push(R::RECORD_TYPES);
        }
    }
}
