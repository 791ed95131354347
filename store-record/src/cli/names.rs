//! Arguments that name a record type or a schema version.

use super::Failure;
use crate::catalog::{Catalog, RecordDescription, VersionDescription};

/// Returns the record type of that name.
pub(super) fn record<'c>(catalog: &'c Catalog, name: &str) -> Result<&'c RecordDescription, Failure> {
    catalog.record(name).ok_or_else(|| {
        let known: Vec<String> = catalog.records().iter().map(|record| format!("`{}`", record.record_type())).collect();
        Failure::Arguments(format!("the manifest has no record type `{name}`; it has {}", known.join(", ")))
    })
}

/// Returns the schema version of that number, or the newest.
pub(super) fn version(record: &RecordDescription, number: Option<i32>) -> Result<&VersionDescription, Failure> {
    let Some(number) = number else { return Ok(record.newest()) };
    record.version(number).ok_or_else(|| {
        let known: Vec<String> = record.versions().iter().map(|version| version.schema_version().to_string()).collect();
        let (name, known) = (record.record_type(), known.join(", "));
        Failure::Arguments(format!("`{name}` has no schema version {number} in this program; it has {known}"))
    })
}
