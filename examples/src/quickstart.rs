//! The quick start: a Git history becomes records of the directory, which go into a database and come
//! back equal.

#[cfg(feature = "postgres")]
use crate::postgres;
use crate::sqlite;
use clap::Parser;
use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod fingerprint;
mod git;
mod history;
mod keep;
mod people;
mod report;
mod storage;

use fingerprint::Fingerprint;
use git::GitLog;
use keep::Keeper;
use storage::Storage;

/// A history of a project's own, for where there is no Git.
const SAMPLE: &str = include_str!("../data/history.txt");

/// Keeps the history of a Git repository as records in SQLite or PostgreSQL, reads them back and compares.
#[derive(Debug, Parser)]
#[command(name = "quickstart")]
struct Arguments {
    /// The repository; by default the one in which the command runs, and where there is none a bundled sample.
    repository: Option<PathBuf>,
    /// The SQLite file, or the PostgreSQL database: postgres://user@host/database.
    #[arg(long, default_value = "quickstart.sqlite", value_name = "FILE OR URL")]
    database: PathBuf,
    /// A history as a text file, in the form of the bundled sample, instead of a repository.
    #[arg(long, value_name = "FILE", conflicts_with = "repository")]
    history: Option<PathBuf>,
    /// Prints the keys of the rows with a fingerprint that a report of damage has named, and does nothing else. A key
    /// is stored data.
    #[arg(long, value_name = "FINGERPRINT", value_parser = Fingerprint::parse, conflicts_with_all = ["repository", "history"])]
    find: Option<Fingerprint>,
}

/// Runs the program: status 0 when everything was kept and came back equal, 1 when something was damaged or
/// failed, 2 for wrong arguments.
#[must_use]
pub fn main() -> ExitCode {
    main_with(std::env::args_os(), &mut io::stdout().lock())
}

/// [`main`] with arguments, the program's name first, and a place to print to. Wrong arguments end the process.
pub fn main_with(arguments: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> ExitCode {
    match run(&Arguments::parse_from(arguments), out) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        Err(failure) => {
            // Nothing is left to report to when this fails.
            drop(writeln!(io::stderr(), "quickstart: {failure}"));
            ExitCode::FAILURE
        }
    }
}

/// What ends the run.
#[derive(Debug)]
enum Failure {
    Store(String),
    /// A URL of PostgreSQL, and a program that was built without the feature `postgres`.
    #[cfg(not(feature = "postgres"))]
    WithoutPostgres,
    History(String),
    Output(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => write!(f, "the database: {error}"),
            #[cfg(not(feature = "postgres"))]
            Self::WithoutPostgres => f.write_str(
                "this program was built for SQLite alone: for PostgreSQL, run \
                 `cargo run -p store-record-examples --features postgres -- --database URL`",
            ),
            Self::History(message) => write!(f, "the history: {message}"),
            Self::Output(error) => write!(f, "can't print: {error}"),
        }
    }
}

impl From<sqlite::StoreError> for Failure {
    fn from(error: sqlite::StoreError) -> Self {
        Self::Store(error.to_string())
    }
}

#[cfg(feature = "postgres")]
impl From<postgres::StoreError> for Failure {
    fn from(error: postgres::StoreError) -> Self {
        Self::Store(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<bool, Failure> {
    let mut store = storage::open(&arguments.database)?;
    let store = &mut *store;
    if let Some(fingerprint) = arguments.find {
        return report::find(store, fingerprint, out);
    }
    let mut keeper = Keeper::new();
    if let Some(file) = &arguments.history {
        let lines = File::open(file).map_err(|error| Failure::History(format!("{}: {error}", file.display())))?;
        let name = file.file_stem().map_or_else(|| "history".into(), |stem| stem.to_string_lossy().into_owned());
        writeln!(out, "Reading the history in {} …", file.display())?;
        keep_all(&mut keeper, store, BufReader::new(lines), b'\n', &name, None)?;
    } else if let Some(mut log) = repository(arguments.repository.as_deref(), out)? {
        writeln!(out, "Reading the history of {} ({} commits) …", log.name(), log.commits())?;
        let (name, commits) = (log.name().to_owned(), log.commits());
        keep_all(&mut keeper, store, log.reader()?, 0, &name, Some(commits))?;
        log.finish()?;
    } else {
        keep_all(&mut keeper, store, Cursor::new(SAMPLE), b'\n', "sample", None)?;
    }
    let summary = report::read_back(store)?;
    report::print(store, &keeper, &summary, &arguments.database, out)?;
    Ok(keeper.is_sound() && summary.is_sound())
}

/// The repository that was named or stands around the program; none where the sample has to do.
fn repository(named: Option<&Path>, out: &mut dyn Write) -> Result<Option<GitLog>, Failure> {
    match (GitLog::of(named.unwrap_or(Path::new("."))), named) {
        (Ok(log), _) => Ok(Some(log)),
        (Err(reason), Some(path)) => Err(Failure::History(format!("{}: {reason}", path.display()))),
        (Err(reason), None) => {
            writeln!(out, "Reading the bundled sample, as here {reason} …")?;
            Ok(None)
        }
    }
}

fn keep_all(
    keeper: &mut Keeper,
    store: &mut dyn Storage,
    input: impl BufRead,
    separator: u8,
    name: &str,
    commits: Option<u64>,
) -> Result<(), Failure> {
    let progress = report::progress(commits);
    keeper.keep(store, history::History::new(input, separator), name, &progress)?;
    progress.finish_and_clear();
    Ok(())
}
