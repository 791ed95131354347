//! `show`: one row.

use super::connect::{self, Connect};
use super::failure::Failure;
use super::output::{Format, Output, OutputArguments};
use super::status::Status;
use super::{Outcome, key, mask, names};
use crate::catalog::{Catalog, RecordDescription, VersionDescription};
use crate::envelope::Envelope;
use crate::manifest::RecordManifest;
use crate::payload::Payload;
use crate::store::Store as _;
use serde_json::{Value, json};
use time::OffsetDateTime;

/// Shows one row, and whether it opens. The payload is shown only with `--expose`
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Show {
    /// The record type
    #[arg(id = "records.type", value_name = "TYPE")]
    record_type: String,
    /// The components of the scope, then those of the key, each as plain text. An optional one that is absent is ''
    #[arg(id = "records.components", value_name = "SCOPE AND KEY", allow_negative_numbers = true)]
    components: Vec<String>,
    /// Shows stored data: the scope, the key, the metadata, and the payload with masks in place of sensitive fields
    #[arg(id = "records.expose", long = "expose")]
    expose: bool,
    /// Shows the sensitive field at this path, too, such as `.contact.email`; `payload` is the whole payload
    #[arg(id = "records.reveal", long = "reveal", value_name = "PATH", requires = "records.expose")]
    reveal: Vec<String>,
    #[command(flatten)]
    output: OutputArguments,
}

impl Show {
    pub(super) fn run<M: RecordManifest>(&self, connect: impl Connect, output: &mut Output) -> Outcome {
        let catalog = Catalog::of_manifest::<M>();
        let record = names::record(&catalog, &self.record_type)?;
        self.assert_paths(record)?;
        let (scope, key) = key::from_arguments::<M>(record.newest(), &self.components)?;
        let mut store = connect::open(connect)?;
        let Some(row) = store.get(&scope, record.record_type(), &key)? else {
            match self.output.format {
                Format::Text => output.line("no such row")?,
                Format::Json => output.json(&Value::Null)?,
            }
            return Ok(Status::Found);
        };
        let opened = M::open_in(&row, &scope).map(drop).map_err(|error| error.to_string());
        match self.output.format {
            Format::Text => self.print_text(record, &row, &opened, output)?,
            Format::Json => output.json(&self.json(record, &row, &opened))?,
        }
        Ok(if opened.is_ok() { Status::Done } else { Status::Found })
    }

    /// A path that doesn't exist is a typing error, and its field would remain masked.
    fn assert_paths(&self, record: &RecordDescription) -> Result<(), Failure> {
        let fields: Vec<_> = record.versions().iter().flat_map(VersionDescription::fields).collect();
        let unknown = self.reveal.iter().find(|path| {
            *path != mask::WHOLE && !fields.iter().any(|field| field.is_sensitive && field.path == **path)
        });
        let Some(path) = unknown else { return Ok(()) };
        let mut known: Vec<String> =
            fields.iter().filter(|field| field.is_sensitive).map(|field| format!("`{}`", field.path)).collect();
        known.sort();
        known.dedup();
        known.push(format!("`{}`", mask::WHOLE));
        let (name, known) = (record.record_type(), known.join(", "));
        Err(Failure::Arguments(format!("`{name}` has no sensitive field at `{path}`; the paths are {known}")))
    }

    fn print_text(
        &self,
        record: &RecordDescription,
        row: &Envelope,
        opened: &Result<(), String>,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let newest = record.newest().schema_version();
        let note = if row.schema_version() == newest { String::new() } else { format!(" (the newest is {newest})") };
        output.line(format_args!("record_type     {}", row.record_type()))?;
        output.line(format_args!("schema_version  {}{note}", row.schema_version()))?;
        output
            .line(format_args!("revision        {}", or_dash(row.revision().map(|revision| revision.to_string()))))?;
        output.line(format_args!("created_at      {}", or_dash(instant(row.created_at()))))?;
        output.line(format_args!("updated_at      {}", or_dash(instant(row.updated_at()))))?;
        output.line(format_args!("payload         {} bytes", row.payload().expose_json().len()))?;
        output.line(format_args!(
            "opens           {}",
            match opened {
                Ok(()) => "yes",
                Err(error) => error,
            }
        ))?;
        if !self.expose {
            return Ok(());
        }
        output.line(format_args!("scope           {}", row.scope().as_str()))?;
        output.line(format_args!("record_key      {}", row.record_key().as_str()))?;
        output.line(format_args!("metadata        {}", row.metadata().expose_json()))?;
        output.line(format_args!("\n{:#}", self.payload(record, row)))
    }

    fn json(&self, record: &RecordDescription, row: &Envelope, opened: &Result<(), String>) -> Value {
        let mut value = json!({
            "record_type": row.record_type(),
            "schema_version": row.schema_version(),
            "revision": row.revision(),
            "created_at": instant(row.created_at()),
            "updated_at": instant(row.updated_at()),
            "payload_bytes": row.payload().expose_json().len(),
            "opens": opened.is_ok(),
            "error": opened.as_ref().err(),
        });
        if self.expose {
            value["scope"] = row.scope().as_str().into();
            value["record_key"] = row.record_key().as_str().into();
            value["metadata"] = row.metadata().to_value().unwrap_or_default();
            value["payload"] = self.payload(record, row);
        }
        value
    }

    /// Returns the payload as it is shown. One that isn't JSON is masked as a whole.
    fn payload(&self, record: &RecordDescription, row: &Envelope) -> Value {
        match row.payload().to_value() {
            Ok(mut payload) => {
                mask::mask(record.versions(), row.schema_version(), &mut payload, &self.reveal);
                payload
            }
            Err(_) if self.reveal.iter().any(|path| path == mask::WHOLE) => row.payload().expose_json().into(),
            Err(_) => mask::MASK.into(),
        }
    }
}

/// Returns the text of an instant, as it is in a payload.
fn instant(instant: Option<OffsetDateTime>) -> Option<String> {
    let payload = Payload::new(&instant?).ok()?;
    payload.to_value().ok()?.as_str().map(str::to_owned)
}
