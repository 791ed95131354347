//! `verify`: whether every row opens.

use super::Outcome;
use super::connect::{self, Connect};
use super::failure::Failure;
use super::input::{self, Line};
use super::output::{Format, Output, OutputArguments};
use super::pages::PAGE_ROWS;
use super::problem::{Problem, ProblemArguments, Problems};
use super::selection::SelectionArguments;
use super::status::Status;
use super::work::{CheckpointArguments, Work};
use crate::catalog::Catalog;
use crate::manifest::RecordManifest;
use serde_json::json;
use std::path::PathBuf;

/// The names of the counts.
const ROWS: &str = "rows";
const FAILED: &str = "failed";

/// Opens every row, and reports each that doesn't open
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Verify {
    /// A file with a row on each line, in place of the store; `-` is the standard input
    #[arg(id = "records.file", value_name = "FILE", conflicts_with_all = ["records.checkpoint"])]
    file: Option<PathBuf>,
    /// Also shows all differences between a payload and its type
    #[arg(id = "records.explain", long = "explain")]
    explain: bool,
    #[command(flatten)]
    selection: SelectionArguments,
    #[command(flatten)]
    checkpoint: CheckpointArguments,
    #[command(flatten)]
    problems: ProblemArguments,
    #[command(flatten)]
    output: OutputArguments,
}

impl Verify {
    pub(super) fn run<M: RecordManifest>(&self, connect: impl Connect, output: &mut Output) -> Outcome {
        if self.file.is_some() && !self.selection.is_all() {
            return Err(Failure::Arguments(
                "all rows of a file are verified: remove the options that select rows".into(),
            ));
        }
        let catalog = Catalog::of_manifest::<M>();
        let problems = self.problems.problems(&catalog, self.output.format, self.explain)?;
        let mut work = Work::begin(&self.checkpoint, "verify", self.selection.to_json(), "verified")?;
        let status = match &self.file {
            Some(path) => read_file::<M>(path, &problems, &mut work, output)?,
            None => self.read_store::<M>(&catalog, connect, &problems, &mut work, output)?,
        };
        let (rows, failed) = (work.counted(ROWS), work.counted(FAILED));
        match self.output.format {
            Format::Text => output.line(format_args!("{rows} rows verified, {failed} can't be opened"))?,
            Format::Json => output.json(&json!({ ROWS: rows, FAILED: failed }))?,
        }
        Ok(match status {
            Status::Done if failed > 0 => Status::Found,
            status => status,
        })
    }

    fn read_store<M: RecordManifest>(
        &self,
        catalog: &Catalog,
        connect: impl Connect,
        problems: &Problems<'_>,
        work: &mut Work,
        output: &mut Output,
    ) -> Outcome {
        let mut pages = work.pages(self.selection.parts::<M>(catalog)?, PAGE_ROWS);
        let mut store = connect::open(connect)?;
        work.expect(pages.total(&mut store)?.saturating_sub(work.counted(ROWS)));
        loop {
            let (mut rows, mut failed) = (0, 0);
            let is_page = pages.next(&mut store, |row| {
                rows += 1;
                let problem = match row {
                    Err(damaged) => Problem::damaged(damaged),
                    Ok(row) => match M::open(row) {
                        Ok(_) => return Ok(()),
                        Err(error) => match row.to_envelope() {
                            Ok(row) => Problem::unopenable(row, error),
                            Err(damaged) => Problem::damaged(damaged),
                        },
                    },
                };
                failed += 1;
                output.line(problems.describe(&problem))
            })?;
            if !is_page {
                work.end()?;
                return Ok(Status::Done);
            }
            work.count(ROWS, rows);
            work.count(FAILED, failed);
            work.move_to(&pages);
            work.progress.add(rows);
            if work.is_save_due() {
                // A checkpoint is never ahead of the reports.
                output.flush()?;
                work.save()?;
            }
            if work.is_interrupted() {
                return work.stop();
            }
        }
    }
}

fn read_file<M: RecordManifest>(
    path: &std::path::Path,
    problems: &Problems<'_>,
    work: &mut Work,
    output: &mut Output,
) -> Outcome {
    for line in input::Lines::<M>::open(path)? {
        work.count(ROWS, 1);
        work.progress.add(1);
        if let Line::Bad(problem) = line? {
            work.count(FAILED, 1);
            output.line(problems.describe(&problem))?;
        }
        if work.is_interrupted() {
            return Ok(Status::Stopped);
        }
    }
    Ok(Status::Done)
}
