//! The arguments that select rows.

use super::pages::Part;
use super::{Failure, key, names};
use crate::catalog::{Catalog, RecordDescription};
use crate::key::Scope;
use crate::manifest::RecordManifest;
use serde_json::{Value, json};

/// Which rows a command works on. The default is all rows.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct SelectionArguments {
    /// Only the rows of this record type, under all of its names
    #[arg(id = "records.type", long = "type", value_name = "TYPE")]
    record_type: Option<String>,
    /// Only the rows of this scope: its components as plain text, the option once for each
    #[arg(id = "records.scope", long = "scope", value_name = "COMPONENT", allow_hyphen_values = true)]
    scope: Vec<String>,
    /// Only the rows of this schema version
    #[arg(id = "records.version", long = "version", value_name = "N")]
    schema_version: Option<i32>,
}

impl SelectionArguments {
    /// Returns true if all rows are selected.
    pub(super) fn is_all(&self) -> bool {
        self.record_type.is_none() && self.scope.is_empty() && self.schema_version.is_none()
    }

    /// Returns the rows, in an order that is the same whenever the arguments are.
    pub(super) fn parts<M: RecordManifest>(&self, catalog: &Catalog) -> Result<Vec<Part>, Failure> {
        let record = self.record_type.as_ref().map(|name| names::record(catalog, name)).transpose()?;
        let scopes: Vec<Option<Scope>> = match self.scope.as_slice() {
            [] => vec![None],
            components => key::scopes_from_arguments::<M>(catalog, record, components)?.into_iter().map(Some).collect(),
        };
        let names: Vec<Option<&'static str>> = match record {
            None => vec![None],
            Some(record) => names_of(record).map(Some).collect(),
        };
        let part = |scope: &Option<Scope>, record_type: &Option<&'static str>| Part {
            scope: scope.clone(),
            record_type: *record_type,
            schema_version: self.schema_version,
        };
        Ok(scopes.iter().flat_map(|scope| names.iter().map(move |name| part(scope, name))).collect())
    }

    /// Returns the arguments, for a checkpoint.
    pub(super) fn to_json(&self) -> Value {
        json!({ "record_type": self.record_type, "scope": self.scope, "schema_version": self.schema_version })
    }
}

/// Returns the name of a record type and its former names.
pub(super) fn names_of(record: &RecordDescription) -> impl Iterator<Item = &'static str> + use<> {
    std::iter::once(record.record_type()).chain(record.aliases().iter().copied())
}
