//! What the person at the terminal sees.

use super::Failure;
use super::keep::Keeper;
use super::storage::{Storage, StoredRow, name_of};
use crate::directory::DirectoryRecord;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use store_record::RecordManifest;

const NEWEST: u32 = 12;
const DAMAGED: usize = 20;

/// Below this many commits no bar is worth its flicker.
const WORTH_A_BAR: u64 = 2_000;

/// The rows of the file, read back and opened.
#[derive(Debug, Default)]
pub(super) struct Summary {
    types: BTreeMap<&'static str, Rows>,
    damaged: Vec<String>,
    failures: u64,
}

#[derive(Debug, Default)]
struct Rows {
    count: u64,
    bytes: u64,
}

impl Summary {
    /// Whether every row opened.
    pub(super) fn is_sound(&self) -> bool {
        self.failures == 0
    }
}

/// A bar on the terminal; nothing where there is none or little to do.
pub(super) fn progress(commits: Option<u64>) -> ProgressBar {
    let Some(commits) = commits.filter(|commits| *commits >= WORTH_A_BAR) else { return ProgressBar::hidden() };
    let style = ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} commits, {eta} left");
    ProgressBar::new(commits).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Reads every row of the file and opens it.
pub(super) fn read_back(store: &dyn Storage) -> Result<Summary, Failure> {
    let mut summary = Summary::default();
    store.for_each(&mut |row| match open(&row) {
        Ok((record, bytes)) => {
            let rows = summary.types.entry(record.record_type()).or_default();
            rows.count += 1;
            rows.bytes += bytes as u64;
        }
        Err(reason) => {
            summary.failures += 1;
            if summary.damaged.len() < DAMAGED {
                summary.damaged.push(format!("row {}: {reason}", row.number));
            }
        }
    })?;
    Ok(summary)
}

fn open(row: &StoredRow) -> Result<(DirectoryRecord, usize), String> {
    let envelope = row.envelope.as_ref().map_err(String::clone)?;
    let record = DirectoryRecord::open(envelope).map_err(|error| error.to_string())?;
    Ok((record, envelope.payload().expose_json().len()))
}

/// Prints the summary and the newest rows, and on the error output what is damaged.
pub(super) fn print(
    store: &dyn Storage,
    keeper: &Keeper,
    summary: &Summary,
    database: &Path,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    writeln!(out, "\nRecords in {}:\n{}", name_of(database), summary_table(keeper, summary))?;
    writeln!(out, "\nThe newest rows:\n{}\n", newest_table(store.newest(NEWEST)?))?;
    if keeper.has_changed_nothing() {
        writeln!(out, "Nothing changed: every record was there already, and is the same.")?;
    } else if keeper.is_sound() {
        writeln!(out, "Every record that was written came back equal.")?;
    }
    out.flush()?;
    let (complaints, more_complaints) = keeper.complaints();
    complain("Not kept:", complaints, more_complaints);
    complain("Damaged rows:", &summary.damaged, summary.failures - summary.damaged.len() as u64);
    Ok(())
}

fn summary_table(keeper: &Keeper, summary: &Summary) -> Table {
    let mut table = table(&["record type", "rows", "new", "replaced", "unchanged", "payload bytes"]);
    for record_type in DirectoryRecord::RECORD_TYPES {
        let counts = keeper.counts(record_type);
        let Some(rows) = summary.types.get(record_type) else { continue };
        table.add_row([
            (*record_type).to_owned(),
            rows.count.to_string(),
            counts.inserted.to_string(),
            counts.replaced.to_string(),
            counts.unchanged.to_string(),
            rows.bytes.to_string(),
        ]);
    }
    align_right(&mut table, 1..6);
    table
}

fn newest_table(rows: Vec<StoredRow>) -> Table {
    let mut table = table(&["type", "scope", "key", "version", "bytes", "ok"]);
    for row in rows {
        let state = open(&row).map_or("damaged", |_| "ok");
        match row.envelope {
            Ok(envelope) => table.add_row([
                printable(envelope.record_type(), 24),
                printable(envelope.scope().as_str(), 32),
                printable(own_key(&envelope), 52),
                envelope.schema_version().to_string(),
                envelope.payload().expose_json().len().to_string(),
                state.to_owned(),
            ]),
            Err(_) => table.add_row(["?", "?", "?", "?", "?", state]),
        };
    }
    align_right(&mut table, 3..5);
    table
}

/// The record key without the scope, which has a column of its own.
fn own_key(envelope: &store_record::Envelope) -> &str {
    let (key, scope) = (envelope.record_key().as_str(), envelope.scope().as_str());
    key.strip_prefix(scope).and_then(|key| key.strip_prefix('#')).unwrap_or(key)
}

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_header(header.to_vec());
    table
}

fn align_right(table: &mut Table, columns: std::ops::Range<usize>) {
    for index in columns {
        if let Some(column) = table.column_mut(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

/// At most `width` characters, none of which moves the cursor or turns the reading direction.
fn printable(text: &str, width: usize) -> String {
    let is_unsafe = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let clean: String = text.chars().map(|c| if is_unsafe(c) { '\u{fffd}' } else { c }).collect();
    if clean.chars().count() <= width {
        return clean;
    }
    clean.chars().take(width - 1).chain(['…']).collect()
}

fn complain(heading: &str, lines: &[String], more: u64) {
    if lines.is_empty() {
        return;
    }
    // Nothing is left to report to when this fails.
    let mut error = std::io::stderr().lock();
    drop(writeln!(error, "{heading}"));
    for line in lines {
        drop(writeln!(error, "  {line}"));
    }
    if more > 0 {
        drop(writeln!(error, "  … and {more} more"));
    }
}
