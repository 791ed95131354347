//! [`Problems`]: rows that a command can't use, in the output without what is stored in them.

use super::Failure;
use super::fingerprint::Fingerprint;
use super::output::Format;
use crate::catalog::{Catalog, RecordDescription, Upcast};
use crate::envelope::Envelope;
use crate::error::OpenError;
use crate::explain::{Difference, Differences, assert_described, differences};
use crate::store::{DamagedRow, RowKey};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;

/// How rows are named in reports.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct ProblemArguments {
    /// Shows stored data: the scope and the key of each reported row, and the names of unknown members
    #[arg(id = "records.expose", long = "expose")]
    expose: bool,
    /// The bytes of this file are the key of the fingerprints. Without it, each run has another key
    #[arg(id = "records.fingerprint_key", long = "fingerprint-key", value_name = "FILE")]
    fingerprint_key: Option<PathBuf>,
}

/// Describes rows.
pub(super) struct Problems<'c> {
    catalog: &'c Catalog,
    fingerprint: Fingerprint,
    expose: bool,
    explain: bool,
    format: Format,
}

/// A row with a problem.
pub(super) struct Problem {
    /// The line of a file, if the row is of one.
    pub(super) line: Option<u64>,
    pub(super) row: ProblemRow,
    /// The reason, without stored data.
    pub(super) reason: String,
    /// The error of opening, if it is the reason.
    pub(super) error: Option<OpenError>,
}

/// What is known of the row.
pub(super) enum ProblemRow {
    /// Nothing: the line isn't a row.
    Unreadable,
    /// Its key.
    Key(RowKey),
    /// All columns.
    Whole(Box<Envelope>),
}

impl Problem {
    /// A row that doesn't open.
    pub(super) fn unopenable(row: Envelope, error: OpenError) -> Self {
        Self { line: None, row: ProblemRow::Whole(Box::new(row)), reason: error.to_string(), error: Some(error) }
    }

    /// A row that a command can't use for another reason.
    pub(super) fn unusable(row: Envelope, reason: String) -> Self {
        Self { line: None, row: ProblemRow::Whole(Box::new(row)), reason, error: None }
    }

    /// A row that can't be read.
    pub(super) fn damaged(row: DamagedRow) -> Self {
        Self { line: None, reason: row.to_string(), row: ProblemRow::Key(row.key), error: None }
    }
}

impl ProblemArguments {
    pub(super) fn problems<'c>(
        &self,
        catalog: &'c Catalog,
        format: Format,
        explain: bool,
    ) -> Result<Problems<'c>, Failure> {
        let fingerprint = Fingerprint::new(self.fingerprint_key.as_deref())?;
        Ok(Problems { catalog, fingerprint, expose: self.expose, explain, format })
    }
}

/// The parts of a description.
struct Description<'p> {
    /// `None` if the manifest doesn't have it: such a name is stored data.
    record_type: Option<&'static str>,
    schema_version: Option<i32>,
    key: Option<RowKey>,
    differences: Option<Differences<'p>>,
}

impl Problems<'_> {
    /// Returns the description in the form of the output, without a line end.
    pub(super) fn describe(&self, problem: &Problem) -> String {
        let (key, row) = match &problem.row {
            ProblemRow::Unreadable => (None, None),
            ProblemRow::Key(key) => (Some(key.clone()), None),
            ProblemRow::Whole(row) => (Some(RowKey::from(&**row)), Some(&**row)),
        };
        let record = key.as_ref().and_then(|key| self.catalog.record(&key.record_type));
        let description = Description {
            record_type: record.map(RecordDescription::record_type),
            schema_version: row.map(Envelope::schema_version),
            differences: match (row, &problem.error) {
                (Some(row), Some(error)) if self.explain => self.differences(row, error),
                _ => None,
            },
            key,
        };
        match self.format {
            Format::Text => self.text(problem, &description),
            Format::Json => self.json(problem, &description).to_string(),
        }
    }

    /// Returns all differences between a payload and the shape of its schema version.
    fn differences<'p>(&self, row: &'p Envelope, error: &OpenError) -> Option<Differences<'p>> {
        let OpenError::Payload(error) = error else { return None };
        let version = self.catalog.record(row.record_type())?.version(row.schema_version())?;
        let text = row.payload().expose_json();
        match version.upcast() {
            // The error may be one of the rewritten payload.
            Upcast::Json => {
                let error = assert_described(version.payload(), text).err()?;
                Some(differences(version.payload(), text, &error))
            }
            _ => Some(differences(version.payload(), text, error)),
        }
    }

    fn text(&self, problem: &Problem, description: &Description<'_>) -> String {
        let mut text = String::new();
        // Writing to a string doesn't fail.
        let _: std::fmt::Result = self.write_text(&mut text, problem, description);
        text
    }

    fn write_text(&self, text: &mut String, problem: &Problem, description: &Description<'_>) -> std::fmt::Result {
        match (problem.line, &description.key) {
            // The error of a line begins with its number.
            (_, None) => {}
            (line, Some(key)) => {
                if let Some(line) = line {
                    write!(text, "line {line}: ")?;
                }
                write!(text, "{} ", description.record_type.unwrap_or("(not in the manifest)"))?;
                if let Some(version) = description.schema_version {
                    write!(text, "version {version} ")?;
                }
                write!(text, "{}: ", self.fingerprint.of(key))?;
            }
        }
        text.push_str(&problem.reason);
        if let (Some(key), true) = (&description.key, self.expose) {
            write!(
                text,
                "\n  scope {}, record type {}, record key {}",
                key.scope.as_str().escape_debug(),
                key.record_type.escape_debug(),
                key.record_key.as_str().escape_debug()
            )?;
        }
        for difference in description.differences.iter().flat_map(Differences::iter) {
            write!(text, "\n  {}: {}", self.path(&difference), difference.kind())?;
            if let Some(expected) = difference.expected() {
                write!(text, ", expected {expected}")?;
            }
            write!(text, " (byte {})", difference.offset())?;
        }
        if description.differences.as_ref().is_some_and(Differences::is_truncated) {
            text.push_str("\n  maybe more");
        }
        Ok(())
    }

    fn json(&self, problem: &Problem, description: &Description<'_>) -> Value {
        let mut value = json!({
            "record_type": description.record_type,
            "schema_version": description.schema_version,
            "fingerprint": description.key.as_ref().map(|key| self.fingerprint.of(key)),
            "error": problem.reason,
        });
        if let Some(line) = problem.line {
            value["line"] = line.into();
        }
        if let (Some(key), true) = (&description.key, self.expose) {
            value["key"] = json!({
                "scope": key.scope.as_str(),
                "record_type": key.record_type,
                "record_key": key.record_key.as_str(),
            });
        }
        if self.explain {
            value["differences"] = match &description.differences {
                None => Value::Null,
                Some(differences) => differences.iter().map(|difference| self.difference(&difference)).collect(),
            };
        }
        value
    }

    fn difference(&self, difference: &Difference<'_>) -> Value {
        json!({
            "path": self.path(difference),
            "error": difference.kind().to_string(),
            "expected": difference.expected().map(|expected| expected.to_string()),
            "offset": difference.offset(),
        })
    }

    fn path(&self, difference: &Difference<'_>) -> String {
        let path = if self.expose { difference.expose_path().to_string() } else { difference.path().to_string() };
        if path.is_empty() { "the payload".to_owned() } else { path }
    }
}
