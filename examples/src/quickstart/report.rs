//! The output of the quick start.

use super::Failure;
use super::fingerprint::{Fingerprint, known_record_type, name_of_row};
use super::import::Import;
use crate::database::{Database, Row, key_of, name_of};
use crate::directory::DirectoryRecord;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use store_record::store::{Selection, Store as _};
use store_record::{Envelope, RecordManifest};

const NEWEST: usize = 12;
const DAMAGED: usize = 20;

/// The number of commits from which a progress bar is shown.
const PROGRESS_BAR_COMMITS: u64 = 2_000;

/// The name for all record types that the manifest doesn't have.
const UNLISTED: &str = "(unlisted)";

/// The counts of all rows of the database.
#[derive(Debug, Default)]
pub(super) struct Summary {
    types: BTreeMap<&'static str, Rows>,
    damaged: Vec<String>,
    failures: u64,
    /// The rows with the latest `created_at`, the newest first.
    newest: Vec<Envelope>,
}

#[derive(Debug, Default)]
struct Rows {
    sound: u64,
    damaged: u64,
    /// The length of all payloads of sound rows.
    bytes: u64,
}

impl Summary {
    /// Returns whether every row opened.
    pub(super) fn is_sound(&self) -> bool {
        self.failures == 0
    }
}

/// Returns a progress bar. It is hidden if there are few commits or if the output isn't a terminal.
pub(super) fn progress(commits: Option<u64>) -> ProgressBar {
    let Some(commits) = commits.filter(|commits| *commits >= PROGRESS_BAR_COMMITS) else {
        return ProgressBar::hidden();
    };
    let style = ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} commits, {eta} left");
    ProgressBar::new(commits).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Reads and opens every row of the database.
pub(super) fn read_back(store: &mut Database) -> Result<Summary, Failure> {
    let mut summary = Summary::default();
    store.scan(&Selection::new(), |row| {
        let key = key_of(&row);
        let rows = summary.types.entry(known_record_type(&key).unwrap_or(UNLISTED)).or_default();
        match open(&row) {
            Ok(bytes) => {
                rows.sound += 1;
                rows.bytes += bytes as u64;
            }
            Err(reason) => {
                rows.damaged += 1;
                summary.failures += 1;
                if summary.damaged.len() < DAMAGED {
                    summary.damaged.push(format!("{}: {reason}", name_of_row(&key)));
                }
            }
        }
        if let Ok(row) = row {
            let position = summary.newest.partition_point(|newer| newer.created_at() >= row.created_at);
            if position < NEWEST
                && let Ok(row) = row.to_envelope()
            {
                summary.newest.insert(position, row);
                summary.newest.truncate(NEWEST);
            }
        }
        ControlFlow::Continue(())
    })?;
    Ok(summary)
}

/// Opens a row and returns the length of its payload in bytes.
fn open(row: &Row<'_>) -> Result<usize, String> {
    let row = row.as_ref().map_err(ToString::to_string)?;
    DirectoryRecord::open(*row).map_err(|error| error.to_string())?;
    Ok(row.payload.expose_bytes().len())
}

/// Prints the summary and the newest rows. Prints damaged rows and failures to the error output.
pub(super) fn print(import: &Import, summary: &Summary, database: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "\nRecords in {}:\n{}", name_of(database), summary_table(import, summary))?;
    writeln!(out, "\nThe newest rows:\n{}\n", newest_table(&summary.newest))?;
    for sentence in conclusion(import, summary) {
        writeln!(out, "{sentence}")?;
    }
    out.flush()?;
    let (errors, more_errors) = import.errors();
    print_list("Not stored:", errors, more_errors);
    print_list("Damaged rows:", &summary.damaged, summary.failures - summary.damaged.len() as u64);
    if !summary.is_sound() {
        // If this fails, there is no other place to report it.
        drop(writeln!(
            std::io::stderr(),
            "To see a row's key, run again with `--find` and the 16 digits after its type."
        ));
    }
    Ok(())
}

/// Returns the last sentences of the report. A sentence about all records is printed only if all of them were compared.
fn conclusion(import: &Import, summary: &Summary) -> Vec<String> {
    let total = import.total();
    if import.is_sound() && summary.is_sound() {
        return vec![match total.inserted + total.replaced {
            0 => "Nothing changed: every record is already stored and equal.".into(),
            _ => "Every written record was read back equal.".into(),
        }];
    }
    let counts = [
        ("Records written", Some(total.inserted + total.replaced)),
        ("Records that are already stored and equal", Some(total.unchanged)),
        ("Records neither written nor compared, because their row is damaged", some(total.skipped)),
        ("Damaged rows in the database, left unchanged", some(summary.failures)),
        ("Failures while storing the history", some(import.failures())),
    ];
    counts.into_iter().filter_map(|(what, count)| Some(format!("{what}: {}.", count?))).collect()
}

fn some(count: u64) -> Option<u64> {
    (count > 0).then_some(count)
}

fn summary_table(import: &Import, summary: &Summary) -> Table {
    let mut table =
        table(&["record type", "rows", "new", "replaced", "unchanged", "damaged", "not compared", "payload bytes"]);
    for record_type in DirectoryRecord::RECORD_TYPES.iter().copied().chain([UNLISTED]) {
        let counts = import.counts(record_type);
        let Some(rows) = summary.types.get(record_type) else { continue };
        let numbers = [
            rows.sound + rows.damaged,
            counts.inserted,
            counts.replaced,
            counts.unchanged,
            rows.damaged,
            counts.skipped,
            rows.bytes,
        ];
        table.add_row(std::iter::once(record_type.to_owned()).chain(numbers.map(|number| number.to_string())));
    }
    align_right(&mut table, 1..8);
    table
}

/// Prints the rows whose key has the fingerprint. Returns false if there are none.
pub(super) fn find(store: &mut Database, fingerprint: Fingerprint, out: &mut dyn Write) -> Result<bool, Failure> {
    let mut found = Vec::new();
    store.scan(&Selection::new(), |row| {
        let key = key_of(&row);
        if Fingerprint::of(&key.record_key) == fingerprint {
            found.push((key, open(&row)));
        }
        ControlFlow::Continue(())
    })?;
    for (key, opened) in &found {
        writeln!(out, "scope:       {}", clean(key.scope.as_str()))?;
        writeln!(out, "record type: {}", clean(&key.record_type))?;
        writeln!(out, "record key:  {}", clean(key.record_key.as_str()))?;
        writeln!(out, "state:       {}\n", opened.as_ref().map_or_else(String::as_str, |_| "sound"))?;
    }
    if found.is_empty() {
        writeln!(out, "No row has this fingerprint.")?;
    }
    Ok(!found.is_empty())
}

fn newest_table(rows: &[Envelope]) -> Table {
    let mut table = table(&["type", "scope", "key", "version", "bytes", "ok"]);
    for row in rows {
        table.add_row([
            printable(row.record_type(), 24),
            printable(row.scope().as_str(), 32),
            printable(own_key(row), 52),
            row.schema_version().to_string(),
            row.payload().expose_json().len().to_string(),
            DirectoryRecord::open(row).map_or("damaged", |_| "ok").to_owned(),
        ]);
    }
    align_right(&mut table, 3..5);
    table
}

/// Returns the record key without the scope, which has its own column.
fn own_key(envelope: &Envelope) -> &str {
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

/// Returns at most `width` characters of the clean text.
fn printable(text: &str, width: usize) -> String {
    let clean = clean(text);
    if clean.chars().count() <= width {
        return clean;
    }
    clean.chars().take(width - 1).chain(['…']).collect()
}

/// Replaces characters that move the cursor or change the reading direction.
fn clean(text: &str) -> String {
    let is_unsafe = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if is_unsafe(c) { '\u{fffd}' } else { c }).collect()
}

fn print_list(heading: &str, lines: &[String], more: u64) {
    if lines.is_empty() {
        return;
    }
    // If this fails, there is no other place to report it.
    let mut error = std::io::stderr().lock();
    drop(writeln!(error, "{heading}"));
    for line in lines {
        drop(writeln!(error, "  {line}"));
    }
    if more > 0 {
        drop(writeln!(error, "  … and {more} more"));
    }
}
