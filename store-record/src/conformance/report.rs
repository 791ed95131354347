//! What the tests of records have to say when nothing is broken.

use std::fmt;

/// The conversions between schema versions that rejected generated values, by record type and version.
///
/// A `TryFrom` may reject old rows. The report shows how many of the generated ones it does.
///
/// ```
/// # use store_record::{RecordManifest, StoreRecord};
/// # #[derive(StoreRecord)]
/// # #[store_record(type = "account", scope = global, key = id)]
/// # struct Account { id: u64 }
/// # #[derive(StoreRecord)]
/// # #[store_record(type = "group", scope = global, key = name)]
/// # struct Group { name: String }
/// # #[derive(RecordManifest)]
/// # #[manifest(file = "src/derives/manifest_example.json")]
/// # enum DirectoryRecord { Account(Account), Group(Group) }
/// let report = store_record::conformance::check_records::<DirectoryRecord>(&[], &[]).unwrap();
/// assert!(report.rejections().next().is_none(), "{report}");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report(pub(super) Vec<Rejection>);

impl Report {
    /// Returns an entry for each schema version of which values were rejected.
    pub fn rejections(&self) -> impl Iterator<Item = &Rejection> {
        self.0.iter()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|rejection| writeln!(f, "{rejection}"))
    }
}

/// The values of one schema version that a conversion rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejection {
    /// The record type.
    pub record_type: &'static str,
    /// The schema version of the values.
    pub schema_version: i32,
    /// The number of values that were rejected.
    pub rejected: usize,
    /// The number of values that were tried.
    pub values: usize,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { record_type, schema_version, rejected, values } = self;
        write!(
            f,
            "`{record_type}`: the conversions rejected {rejected} of {values} values of schema version {schema_version}"
        )
    }
}

/// The number of values that were rejected and tried.
pub(super) struct Rejections {
    pub(super) rejected: usize,
    pub(super) values: usize,
}
