//! `upgrade`: rewrites the rows of older schema versions.

use super::connect::{self, Connect};
use super::failure::Failure;
use super::output::{Format, Output, OutputArguments};
use super::pages::{PAGE_ROWS, Pages, Part};
use super::problem::{Problem, ProblemArguments};
use super::rate::Rate;
use super::selection::names_of;
use super::status::Status;
use super::table::Table;
use super::work::{CheckpointArguments, Work};
use super::{Outcome, names};
use crate::catalog::{Catalog, RecordDescription};
use crate::envelope::Envelope;
use crate::manifest::RecordManifest;
use crate::store::{Query, RowCount, Selection, Store, StoreError};
use serde_json::{Value, json};
use std::num::NonZeroU32;
use std::ops::ControlFlow;

/// The number of times that a row is read again after another program changed it.
const MAX_READS: u32 = 5;

/// Rewrites the rows of older schema versions in the newest one. It changes rows only, not the table
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Upgrade {
    /// Only the rows of this record type, under all of its names
    #[arg(id = "records.type", long = "type", value_name = "TYPE")]
    record_type: Option<String>,
    /// Opens and seals each row, and changes none
    #[arg(id = "records.dry_run", long = "dry-run")]
    dry_run: bool,
    /// The maximum number of rows that are rewritten in a second
    #[arg(id = "records.rate", long = "rate", value_name = "ROWS")]
    rate: Option<NonZeroU32>,
    #[command(flatten)]
    checkpoint: CheckpointArguments,
    #[command(flatten)]
    problems: ProblemArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// What happened to a row.
enum Upgraded {
    Rewritten,
    /// Another program has changed or deleted it, and that change remains.
    Changed,
    Failed(Problem),
}

/// What is counted of each record type and version.
const COUNTS: [&str; 3] = ["rewritten", "changed", "failed"];

impl Upgrade {
    pub(super) fn run<M: RecordManifest>(&self, connect: impl Connect, output: &mut Output) -> Outcome {
        let catalog = Catalog::of_manifest::<M>();
        let older = self.older(&catalog)?;
        let problems = self.problems.problems(&catalog, self.output.format, false)?;
        let verb = if self.dry_run { "checked" } else { "done" };
        let mut work = Work::begin(&self.checkpoint, "upgrade", self.selection(&older), verb)?;
        let mut store = connect::open(connect)?;
        let limit = self.rate.map_or(PAGE_ROWS, |rate| rate.get().min(PAGE_ROWS));
        let mut rate = Rate::new(self.rate);
        let mut pages = work.pages(older.clone(), limit);
        // Rows that are done aren't counted any more.
        work.expect(pages.total(&mut store)?);
        let mut status = Status::Done;
        while let Some(part) = older.get(pages.part) {
            let rows = page(&mut pages, &mut store)?;
            let number = rows.len() as u64;
            let mut counts = [0; COUNTS.len()];
            for row in rows {
                let upgraded = match row {
                    Ok(row) => self.upgrade::<M, _>(&mut store, row)?,
                    Err(problem) => Upgraded::Failed(problem),
                };
                let [rewritten, changed, failed] = &mut counts;
                match upgraded {
                    Upgraded::Rewritten => *rewritten += 1,
                    Upgraded::Changed => *changed += 1,
                    Upgraded::Failed(problem) => {
                        *failed += 1;
                        output.line(problems.describe(&problem))?;
                    }
                }
            }
            for (name, number) in COUNTS.into_iter().zip(counts) {
                work.count(&count_name(part, name), number);
            }
            work.move_to(&pages);
            work.progress.add(number);
            if work.is_save_due() {
                output.flush()?;
                work.save()?;
            }
            rate.wait(number, || work.is_interrupted());
            if work.is_interrupted() {
                status = work.stop()?;
                break;
            }
        }
        if status == Status::Done {
            work.end()?;
        }
        let is_clean = self.report(&older, &work, &store.counts(&Selection::new())?, output)?;
        Ok(if status == Status::Done && !is_clean { Status::Found } else { status })
    }

    /// Returns the older schema versions of the record types, whether or not there are rows of them.
    fn older(&self, catalog: &Catalog) -> Result<Vec<Part>, Failure> {
        let records: Vec<&RecordDescription> = match &self.record_type {
            Some(name) => vec![names::record(catalog, name)?],
            None => catalog.records().iter().collect(),
        };
        let versions = records.into_iter().flat_map(|record| {
            (1..record.newest().schema_version()).flat_map(|version| {
                let part = move |name| Part { scope: None, record_type: Some(name), schema_version: Some(version) };
                names_of(record).map(part)
            })
        });
        Ok(versions.collect())
    }

    /// Returns what decides which rows the command works on. A program with other versions can't go on.
    fn selection(&self, older: &[Part]) -> Value {
        let versions: Vec<Value> = older.iter().map(|part| json!([part.record_type, part.schema_version])).collect();
        json!({ "older": versions, "dry_run": self.dry_run })
    }

    /// Upgrades a row. If another program changes it at the same time, the row is read again.
    fn upgrade<M: RecordManifest, S: Store>(&self, store: &mut S, row: Envelope) -> Result<Upgraded, Failure> {
        let mut old = row;
        for _ in 0..MAX_READS {
            let new = match M::open(&old) {
                Err(error) => return Ok(Upgraded::Failed(Problem::unopenable(old, error))),
                Ok(record) => match record.to_envelope() {
                    Err(error) => return Ok(Upgraded::Failed(Problem::unusable(old, error.to_string()))),
                    Ok(new) => new,
                },
            };
            if is_pair(store, &old, &new)? {
                return Ok(Upgraded::Failed(Problem::unusable(old, StoreError::<&str>::TwoRows.to_string())));
            }
            if self.dry_run {
                return Ok(Upgraded::Rewritten);
            }
            match store.rewrite(&old, &new) {
                Ok(true) => return Ok(Upgraded::Rewritten),
                Ok(false) => {}
                Err(error @ StoreError::NotARewrite) => {
                    return Ok(Upgraded::Failed(Problem::unusable(old, error.to_string())));
                }
                Err(error) => return Err(error.into()),
            }
            old = match read_again(store, &old)? {
                Some(row) if row.schema_version() < new.schema_version() => row,
                _ => return Ok(Upgraded::Changed),
            };
        }
        Ok(Upgraded::Failed(Problem::unusable(old, "another program changes the row all the time".to_owned())))
    }

    /// Prints the counts. Returns true if no older row is left and none failed.
    fn report(&self, older: &[Part], work: &Work, stored: &[RowCount], output: &mut Output) -> Result<bool, Failure> {
        let first = if self.dry_run { "CAN BE REWRITTEN" } else { "REWRITTEN" };
        let mut table = Table::new(["TYPE", "VERSION", first, "CHANGED BY OTHERS", "FAILED", "LEFT"]);
        let (mut totals, mut is_clean) = ([0; 4], true);
        for part in older {
            let [rewritten, changed, failed] = COUNTS.map(|name| work.counted(&count_name(part, name)));
            let left = stored.iter().filter(|count| is_of(count, part)).map(|count| count.rows).sum();
            let counts = [rewritten, changed, failed, left];
            if counts == [0; 4] {
                continue;
            }
            is_clean &= failed == 0 && (self.dry_run || left == 0);
            totals.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
            let (record_type, version) = (part.record_type, part.schema_version);
            match self.output.format {
                Format::Json => output
                    .json(&counts_json(json!({ "record_type": record_type, "schema_version": version }), counts))?,
                Format::Text => table.row(
                    [record_type.unwrap_or_default().to_owned(), version.unwrap_or_default().to_string()]
                        .into_iter()
                        .chain(counts.map(|count| count.to_string()))
                        .collect(),
                ),
            }
        }
        match self.output.format {
            Format::Json => output.json(&counts_json(json!({ "dry_run": self.dry_run }), totals))?,
            Format::Text if totals == [0; 4] => output.line("every row has the newest schema version of its type")?,
            Format::Text => table.print(output)?,
        }
        Ok(is_clean)
    }
}

/// Returns the name of a count in the checkpoint.
fn count_name(part: &Part, name: &str) -> String {
    format!("{} {} {name}", part.record_type.unwrap_or_default(), part.schema_version.unwrap_or_default())
}

fn is_of(count: &RowCount, part: &Part) -> bool {
    Some(&*count.record_type) == part.record_type && Some(count.schema_version) == part.schema_version
}

fn counts_json(mut value: Value, [rewritten, changed, failed, left]: [u64; 4]) -> Value {
    for (name, count) in [("rewritten", rewritten), ("changed", changed), ("failed", failed), ("left", left)] {
        value[name] = count.into();
    }
    value
}

/// Reads a page. A store can't write while it reads.
fn page<S: Store>(pages: &mut Pages, store: &mut S) -> Result<Vec<Result<Envelope, Problem>>, Failure> {
    let mut rows = Vec::new();
    pages.next(store, |row| {
        rows.push(row.and_then(|row| row.to_envelope()).map_err(Problem::damaged));
        Ok(())
    })?;
    Ok(rows)
}

/// Returns true if a row of a former name has one of the newest name beside it, which the rewritten row would be.
fn is_pair<S: Store>(store: &mut S, old: &Envelope, new: &Envelope) -> Result<bool, Failure> {
    Ok(old.record_type() != new.record_type() && read_again(store, new)?.is_some())
}

/// Returns the stored row of exactly this record type and key.
fn read_again<S: Store>(store: &mut S, row: &Envelope) -> Result<Option<Envelope>, Failure> {
    let selection = Selection::new().scope(row.scope()).record_type(row.record_type()).record_key(row.record_key());
    let (mut found, mut failure) = (None, None);
    store.query(&Query::Rows(selection), &mut |stored| {
        match stored.and_then(|stored| stored.to_envelope()) {
            Ok(stored) if stored.record_type() == row.record_type() => found = Some(stored),
            Ok(_) => {}
            Err(damaged) => failure = Some(damaged.to_string()),
        }
        ControlFlow::Continue(())
    })?;
    failure.map_or(Ok(found), |failure| Err(Failure::Store(failure)))
}
