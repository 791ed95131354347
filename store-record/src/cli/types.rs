//! `types`: the record types of the program, and the number of their rows.

use super::connect::{self, Connect};
use super::failure::Failure;
use super::output::{Format, Output, OutputArguments};
use super::status::Status;
use super::table::Table;
use super::{Outcome, names};
use crate::catalog::{Catalog, ComponentDescription, FieldDescription, RecordDescription, Upcast, VersionDescription};
use crate::manifest::RecordManifest;
use crate::store::{RowCount, Selection, Store as _};
use serde_json::{Value, json};

/// Lists the record types: versions, scope, key, columns, fields and sensitive fields
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Types {
    /// Only this record type, with all its fields
    #[arg(id = "records.type", value_name = "TYPE")]
    record_type: Option<String>,
    /// Also counts the stored rows of each schema version
    #[arg(id = "records.rows", long = "rows")]
    rows: bool,
    #[command(flatten)]
    output: OutputArguments,
}

impl Types {
    pub(super) fn run<M: RecordManifest>(&self, connect: impl Connect, output: &mut Output) -> Outcome {
        let catalog = Catalog::of_manifest::<M>();
        let records: Vec<&RecordDescription> = match &self.record_type {
            Some(name) => vec![names::record(&catalog, name)?],
            None => catalog.records().iter().collect(),
        };
        let counts = match self.rows {
            true => Some(connect::open(connect)?.counts(&Selection::new())?),
            false => None,
        };
        match (self.output.format, records.as_slice()) {
            (Format::Json, records) => print_json(&catalog, records, counts.as_deref(), output)?,
            (Format::Text, [record]) if self.record_type.is_some() => print_record(record, counts.as_deref(), output)?,
            (Format::Text, records) => print_table(&catalog, records, counts.as_deref(), output)?,
        }
        Ok(Status::Done)
    }
}

/// Returns the number of rows of a version, under any name of its record type.
pub(super) fn rows_of(record: &RecordDescription, schema_version: i32, counts: &[RowCount]) -> u64 {
    let is_of = |count: &&RowCount| {
        count.schema_version == schema_version
            && (count.record_type == record.record_type() || record.aliases().contains(&count.record_type.as_str()))
    };
    counts.iter().filter(is_of).map(|count| count.rows).sum()
}

/// Returns the schema versions of the program and of the rows, the newest first.
pub(super) fn versions_of(record: &RecordDescription, counts: &[RowCount]) -> Vec<i32> {
    let is_of = |count: &&RowCount| {
        count.record_type == record.record_type() || record.aliases().contains(&count.record_type.as_str())
    };
    let stored = counts.iter().filter(is_of).map(|count| count.schema_version);
    let mut versions: Vec<i32> =
        record.versions().iter().map(VersionDescription::schema_version).chain(stored).collect();
    versions.sort_unstable_by_key(|version| std::cmp::Reverse(*version));
    versions.dedup();
    versions
}

/// Returns the number of rows whose record type no variant has. Their names are stored data, which isn't shown.
pub(super) fn unlisted_rows(catalog: &Catalog, counts: &[RowCount]) -> u64 {
    counts.iter().filter(|count| catalog.record(&count.record_type).is_none()).map(|count| count.rows).sum()
}

fn print_table(
    catalog: &Catalog,
    records: &[&RecordDescription],
    counts: Option<&[RowCount]>,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut table = match counts {
        Some(_) => Table::new(["TYPE", "VERSION", "ROWS", "SCOPE", "KEY", "COLUMNS", "FIELDS", "SENSITIVE"]),
        None => Table::new(["TYPE", "VERSIONS", "SCOPE", "KEY", "COLUMNS", "FIELDS", "SENSITIVE"]),
    };
    for record in records {
        let newest = record.newest();
        let fields = newest.fields();
        let name = std::iter::once(record.record_type()).chain(record.aliases().iter().copied());
        let description = [
            paths(&newest.scope()),
            paths(&newest.key()),
            newest.columns().iter().map(|column| column.name).collect::<Vec<_>>().join(", "),
            fields.len().to_string(),
            sensitive(&fields).join(", "),
        ];
        let name = name.collect::<Vec<_>>().join(", was ");
        let Some(counts) = counts else {
            let versions = versions_of(record, &[]).iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
            table.row([name, versions].into_iter().chain(description).collect());
            continue;
        };
        for (index, version) in versions_of(record, counts).into_iter().enumerate() {
            let rows = rows_of(record, version, counts).to_string();
            let cells = [name.clone(), version.to_string(), rows].into_iter().chain(description.clone());
            // What the newest version is, isn't repeated.
            table.row(if index == 0 {
                cells.collect()
            } else {
                cells.take(3).chain(std::iter::repeat_n(String::new(), 5)).collect()
            });
        }
    }
    table.print(output)?;
    match counts.map_or(0, |counts| unlisted_rows(catalog, counts)) {
        0 => Ok(()),
        rows => output.line(format_args!("{rows} more rows have a record type that the manifest doesn't have")),
    }
}

fn print_record(record: &RecordDescription, counts: Option<&[RowCount]>, output: &mut Output) -> Result<(), Failure> {
    let newest = record.newest();
    output.line(format_args!("type      {}", record.record_type()))?;
    if !record.aliases().is_empty() {
        output.line(format_args!("was       {}", record.aliases().join(", ")))?;
    }
    for version in versions_of(record, counts.unwrap_or_default()) {
        let opens = match record.version(version).map(VersionDescription::upcast) {
            Some(Upcast::Newest) => "the newest",
            Some(Upcast::Conversion) => "converted to the next version",
            Some(Upcast::Json) => "rewritten as JSON for the next version",
            None => "unknown to this program",
        };
        let rows = counts.map(|counts| format!(", {} rows", rows_of(record, version, counts))).unwrap_or_default();
        output.line(format_args!("version   {version}: {opens}{rows}"))?;
    }
    output.line(format_args!("scope     {}", paths(&newest.scope())))?;
    output.line(format_args!("key       {}", paths(&newest.key())))?;
    for column in newest.columns() {
        output.line(format_args!("column    {} from {}", column.name, column.path))?;
    }
    for relaxation in record.relaxations() {
        let at = relaxation.path.map(|path| format!(" at {path}")).unwrap_or_default();
        let (version, change, reason) = (relaxation.schema_version, relaxation.change, relaxation.reason);
        output.line(format_args!("relaxed   version {version}, {change}{at}: {reason}"))?;
    }
    output.line("")?;
    let mut table = Table::new(["FIELD", "KIND", "NOTES"]);
    for field in newest.fields() {
        table.row(vec![field.path.clone(), kind_of(&field), notes(&field).join(", ")]);
    }
    table.print(output)
}

fn kind_of(field: &FieldDescription) -> String {
    if field.is_optional { format!("optional {}", field.kind) } else { field.kind.clone() }
}

fn notes(field: &FieldDescription) -> Vec<String> {
    let mut notes = Vec::new();
    if field.is_sensitive {
        notes.push("sensitive".to_owned());
    }
    if field.has_default {
        notes.push("may be absent".to_owned());
    }
    notes.extend(field.aliases.iter().map(|alias| format!("also read as `{alias}`")));
    notes.extend(field.cfg.map(|cfg| format!("behind `cfg({cfg})`")));
    notes
}

fn paths(components: &[ComponentDescription]) -> String {
    components.iter().map(|component| component.path.as_str()).collect::<Vec<_>>().join(", ")
}

fn sensitive(fields: &[FieldDescription]) -> Vec<&str> {
    fields.iter().filter(|field| field.is_sensitive).map(|field| field.path.as_str()).collect()
}

fn print_json(
    catalog: &Catalog,
    records: &[&RecordDescription],
    counts: Option<&[RowCount]>,
    output: &mut Output,
) -> Result<(), Failure> {
    for record in records {
        output.json(&json(record, counts))?;
    }
    match counts.map_or(0, |counts| unlisted_rows(catalog, counts)) {
        0 => Ok(()),
        rows => output.json(&json!({ "record_type": null, "rows": rows })),
    }
}

fn json(record: &RecordDescription, counts: Option<&[RowCount]>) -> Value {
    let newest = record.newest();
    let components = |components: Vec<ComponentDescription>| -> Value {
        let form = |component: &ComponentDescription| {
            json!({
                "path": component.path,
                "encoding": component.encoding.name(),
                "is_optional": component.encoding.is_optional(),
            })
        };
        components.iter().map(form).collect()
    };
    let version = |schema_version: i32| {
        let upcast = record.version(schema_version).map(|version| match version.upcast() {
            Upcast::Newest => "newest",
            Upcast::Conversion => "conversion",
            Upcast::Json => "json",
        });
        let mut version = json!({ "schema_version": schema_version, "upcast": upcast });
        if let Some(counts) = counts {
            version["rows"] = rows_of(record, schema_version, counts).into();
        }
        version
    };
    let field = |field: &FieldDescription| {
        json!({
            "path": field.path,
            "kind": field.kind,
            "is_optional": field.is_optional,
            "has_default": field.has_default,
            "is_sensitive": field.is_sensitive,
            "aliases": field.aliases,
            "cfg": field.cfg,
        })
    };
    let column = |(name, path): (&str, &str)| json!({ "name": name, "path": path });
    let columns = newest.columns();
    json!({
        "record_type": record.record_type(),
        "aliases": record.aliases(),
        "versions": versions_of(record, counts.unwrap_or_default()).into_iter().map(version).collect::<Value>(),
        "scope": components(newest.scope()),
        "key": components(newest.key()),
        "columns": columns.iter().map(|of| column((of.name, &of.path))).collect::<Value>(),
        "fields": newest.fields().iter().map(field).collect::<Value>(),
        "relaxations": record.relaxations().iter().map(|relaxation| json!({
            "record_type": relaxation.record_type,
            "schema_version": relaxation.schema_version,
            "change": relaxation.change,
            "path": relaxation.path,
            "reason": relaxation.reason,
        })).collect::<Value>(),
    })
}
