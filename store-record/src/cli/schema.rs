//! `schema`: the JSON Schema of payloads.

use super::output::{Format, Output, OutputArguments};
use super::status::Status;
use super::{Outcome, names};
use crate::catalog::Catalog;
use crate::manifest::RecordManifest;
use serde_json::{Map, Value};

/// Prints the JSON Schema (2020-12) of a record type's payload, or an object with the schema of each record type, or one schema of all
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Schema {
    /// The record type
    #[arg(id = "records.type", value_name = "TYPE")]
    record_type: Option<String>,
    /// An older schema version
    #[arg(id = "records.version", long = "version", value_name = "N", requires = "records.type")]
    version: Option<i32>,
    /// Print one schema, of a line of `export`, with a definition for each record type. Generators for other languages read it
    #[arg(id = "records.bundle", long = "bundle", conflicts_with = "records.type")]
    is_bundle: bool,
    #[command(flatten)]
    output: OutputArguments,
}

impl Schema {
    pub(super) fn run<M: RecordManifest>(&self, output: &mut Output) -> Outcome {
        let catalog = Catalog::of_manifest::<M>();
        let schema = match &self.record_type {
            Some(name) => names::version(names::record(&catalog, name)?, self.version)?.json_schema(),
            None if self.is_bundle => catalog.json_schema(),
            None => {
                let records = catalog.records().iter();
                let schemas = records.map(|record| (record.record_type().to_owned(), record.newest().json_schema()));
                Value::Object(schemas.collect::<Map<_, _>>())
            }
        };
        match self.output.format {
            Format::Text => output.line(format_args!("{schema:#}"))?,
            Format::Json => output.json(&schema)?,
        }
        Ok(Status::Done)
    }
}
