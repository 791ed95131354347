//! `import`: rows from lines of JSON.

use super::Outcome;
use super::connect::{self, Connect};
use super::failure::Failure;
use super::input::{Line, Lines};
use super::output::{Format, Output, OutputArguments};
use super::problem::ProblemArguments;
use super::status::Status;
use super::work::{CheckpointArguments, Work};
use crate::catalog::Catalog;
use crate::envelope::Envelope;
use crate::manifest::RecordManifest;
use crate::store::Store;
use serde_json::json;
use std::path::PathBuf;

/// The rows of a batch: all or none of them are written.
const BATCH_ROWS: usize = 500;

/// The names of the counts.
const ROWS: &str = "rows";
const FAILED: &str = "failed";
/// The lines whose rows are written.
const LINES: &str = "lines";

/// Writes rows from lines of JSON, after opening each. A row replaces the stored row of its key
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Import {
    /// A file with a row on each line; `-` is the standard input
    #[arg(id = "records.file", value_name = "FILE", default_value = "-")]
    file: PathBuf,
    /// Opens the row of each line, and writes none
    #[arg(id = "records.dry_run", long = "dry-run")]
    dry_run: bool,
    /// Reports each line that can't be a row, and goes on after it
    #[arg(id = "records.skip_bad", long = "skip-bad")]
    skip_bad: bool,
    #[command(flatten)]
    checkpoint: CheckpointArguments,
    #[command(flatten)]
    problems: ProblemArguments,
    #[command(flatten)]
    output: OutputArguments,
}

impl Import {
    pub(super) fn run<M: RecordManifest>(&self, connect: impl Connect, output: &mut Output) -> Outcome {
        let catalog = Catalog::of_manifest::<M>();
        let problems = self.problems.problems(&catalog, self.output.format, false)?;
        let selection = json!({
            "file": self.file.display().to_string(),
            "dry_run": self.dry_run,
            "skip_bad": self.skip_bad,
        });
        let mut work = Work::begin(&self.checkpoint, "import", selection, self.verb())?;
        let mut lines = Lines::<M>::open(&self.file)?;
        lines.skip_lines(work.counted(LINES))?;
        let mut store = if self.dry_run { None } else { Some(connect::open(connect)?) };
        let mut batch = Vec::with_capacity(BATCH_ROWS);
        let mut status = Status::Done;
        while let Some(line) = lines.next() {
            match line? {
                Line::Row(row) => batch.push(*row),
                Line::Bad(problem) => {
                    output.line(problems.describe(&problem))?;
                    if !self.dry_run && !self.skip_bad {
                        // The line isn't done.
                        write(store.as_mut(), &mut batch, lines.number() - 1, &mut work)?;
                        work.save()?;
                        self.report(&work, 1, output)?;
                        return Ok(Status::Found);
                    }
                    work.count(FAILED, 1);
                }
            }
            if batch.len() >= BATCH_ROWS {
                write(store.as_mut(), &mut batch, lines.number(), &mut work)?;
                if work.is_save_due() {
                    output.flush()?;
                    work.save()?;
                }
            }
            if work.is_interrupted() {
                write(store.as_mut(), &mut batch, lines.number(), &mut work)?;
                status = work.stop()?;
                break;
            }
        }
        write(store.as_mut(), &mut batch, lines.number(), &mut work)?;
        if status == Status::Done {
            work.end()?;
        }
        let failed = work.counted(FAILED);
        self.report(&work, failed, output)?;
        Ok(if status == Status::Done && failed > 0 { Status::Found } else { status })
    }

    fn verb(&self) -> &'static str {
        if self.dry_run { "can be imported" } else { "imported" }
    }

    fn report(&self, work: &Work, failed: u64, output: &mut Output) -> Result<(), Failure> {
        let (rows, lines) = (work.counted(ROWS), work.counted(LINES));
        match self.output.format {
            Format::Text => {
                let verb = self.verb();
                output.line(format_args!("{rows} rows {verb}, {failed} lines can't be rows; {lines} lines are done"))
            }
            Format::Json => output.json(&json!({ ROWS: rows, FAILED: failed, LINES: lines })),
        }
    }
}

/// Writes the rows up to a line, or none of them.
fn write<S: Store>(
    store: Option<&mut S>,
    batch: &mut Vec<Envelope>,
    line: u64,
    work: &mut Work,
) -> Result<(), Failure> {
    if let Some(store) = store
        && !batch.is_empty()
    {
        store.put_all(batch).map_err(|error| {
            let done = work.counted(LINES);
            Failure::Store(format!("{error}; the lines {} to {line} aren't written", done + 1))
        })?;
    }
    work.count(ROWS, batch.len() as u64);
    work.progress.add(batch.len() as u64);
    work.count(LINES, line.saturating_sub(work.counted(LINES)));
    batch.clear();
    Ok(())
}
