//! `export`: rows as lines of JSON.

use super::Outcome;
use super::connect::{self, Connect};
use super::failure::Failure;
use super::output::{Format, Output, OutputArguments};
use super::pages::PAGE_ROWS;
use super::problem::{Problem, ProblemArguments};
use super::selection::SelectionArguments;
use super::status::Status;
use super::work::{CheckpointArguments, Work};
use crate::catalog::Catalog;
use crate::envelope::Envelope;
use crate::manifest::RecordManifest;
use crate::ndjson::{WriteError, Writer};
use serde_json::json;
use std::fs::File;
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The names of the counts.
const ROWS: &str = "rows";
const FAILED: &str = "failed";
/// The length of the file when the checkpoint was saved.
const BYTES: &str = "bytes";

/// Prints rows as lines of JSON, with all values. Rows that don't open are exported, too
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Export {
    /// Writes to this file, which only its owner can read, and replaces it
    #[arg(id = "records.file", short = 'o', long = "output", value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    selection: SelectionArguments,
    #[command(flatten)]
    checkpoint: CheckpointArguments,
    #[command(flatten)]
    problems: ProblemArguments,
    #[command(flatten)]
    output: OutputArguments,
}

impl Export {
    pub(super) fn run<M: RecordManifest>(&self, connect: impl Connect, output: &mut Output) -> Outcome {
        if self.checkpoint.checkpoint.is_some() && self.file.is_none() {
            return Err(Failure::Arguments("`--checkpoint` needs `--output`: a pipe can't go on".to_owned()));
        }
        let catalog = Catalog::of_manifest::<M>();
        let problems = self.problems.problems(&catalog, self.output.format, false)?;
        let mut selection = self.selection.to_json();
        selection["file"] = self.file.as_ref().map(|path| path.display().to_string()).into();
        let mut work = Work::begin(&self.checkpoint, "export", selection, "exported")?;
        let mut pages = work.pages(self.selection.parts::<M>(&catalog)?, PAGE_ROWS);
        let mut store = connect::open(connect)?;
        work.expect(pages.total(&mut store)?.saturating_sub(work.counted(ROWS)));
        let mut target = match &self.file {
            Some(path) => Target::open(path, work.counted(BYTES))?,
            None => Target { writer: Writer::new(BufWriter::new(Out::Standard(io::stdout()))), path: None },
        };
        let mut status = Status::Done;
        loop {
            let (mut rows, mut failed) = (0, 0);
            let is_page = pages.next(&mut store, |row| {
                let problem = match row.and_then(|row| row.to_envelope()) {
                    Err(damaged) => Problem::damaged(damaged),
                    Ok(row) => match target.write(&row)? {
                        Ok(()) => {
                            rows += 1;
                            return Ok(());
                        }
                        Err(reason) => Problem::unusable(row, reason),
                    },
                };
                failed += 1;
                work.progress.note(&problems.describe(&problem));
                Ok(())
            })?;
            if !is_page {
                break;
            }
            work.count(ROWS, rows);
            work.count(FAILED, failed);
            work.move_to(&pages);
            work.progress.add(rows);
            if work.is_save_due() {
                let bytes = target.sync()?;
                work.checkpoint.counts.insert(BYTES.to_owned(), bytes);
                work.save()?;
            }
            if work.is_interrupted() {
                status = work.stop()?;
                break;
            }
        }
        target.sync()?;
        if status == Status::Done {
            work.end()?;
        }
        self.report(&work, output)?;
        Ok(if status == Status::Done && work.counted(FAILED) > 0 { Status::Found } else { status })
    }

    /// Prints the number of rows: to the standard error, if the standard output has them.
    fn report(&self, work: &Work, output: &mut Output) -> Result<(), Failure> {
        let (rows, failed) = (work.counted(ROWS), work.counted(FAILED));
        let sentence = format!("{rows} rows exported, {failed} can't be written as a line");
        match (self.output.format, &self.file) {
            (_, None) => work.progress.note(&sentence),
            (Format::Text, _) => output.line(sentence)?,
            (Format::Json, _) => output.json(&json!({ ROWS: rows, FAILED: failed }))?,
        }
        Ok(())
    }
}

/// Where the lines go.
struct Target<'p> {
    writer: Writer<BufWriter<Out>>,
    path: Option<&'p Path>,
}

enum Out {
    Standard(io::Stdout),
    File(File),
}

impl<'p> Target<'p> {
    /// Opens a file, and removes what is after the first bytes.
    fn open(path: &'p Path, bytes: u64) -> Result<Self, Failure> {
        let mut options = File::options();
        options.write(true).create(true).truncate(bytes == 0);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let opened = options.open(path).and_then(|mut file| {
            // The checkpoint is of a longer file.
            if file.metadata()?.len() < bytes {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            // A pipe has no length.
            if bytes > 0 {
                file.set_len(bytes)?;
                file.seek(SeekFrom::End(0))?;
            }
            Ok(file)
        });
        let file = opened.map_err(|error| Failure::file(path, &error))?;
        Ok(Self { writer: Writer::new(BufWriter::new(Out::File(file))), path: Some(path) })
    }

    /// Writes a row. Returns the reason if it can't be a line.
    fn write(&mut self, row: &Envelope) -> Result<Result<(), String>, Failure> {
        match self.writer.write(row) {
            Ok(()) => Ok(Ok(())),
            Err(WriteError::Io(error)) => Err(self.failure(error)),
            Err(error) => Ok(Err(error.to_string())),
        }
    }

    /// Waits until everything is on the disk, and returns the length of the file.
    fn sync(&mut self) -> Result<u64, Failure> {
        let synced = match self.writer.flush() {
            Err(WriteError::Io(error)) => Err(error),
            _ => match self.writer.get_ref().get_ref() {
                Out::Standard(_) => Ok(0),
                // A pipe can't be synchronized, and needn't be.
                Out::File(file) => file.metadata().and_then(|metadata| match metadata.is_file() {
                    true => file.sync_all().map(|()| metadata.len()),
                    false => Ok(0),
                }),
            },
        };
        synced.map_err(|error| self.failure(error))
    }

    fn failure(&self, error: io::Error) -> Failure {
        match self.path {
            Some(path) => Failure::file(path, &error),
            None => Failure::Output(error),
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::File(file) => file.flush(),
        }
    }
}
