//! The quick start: a Git history becomes records of the directory, which are stored in a database, read back and compared.

use crate::database::{self, Database, NoDatabase};
use clap::Parser;
use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store_record::store::StoreError;

mod fingerprint;
mod git;
mod history;
mod import;
mod people;
mod report;

use fingerprint::Fingerprint;
use git::GitLog;
use import::Import;

/// A sample history, for a folder without a Git repository.
const SAMPLE: &str = include_str!("../data/history.txt");

/// Stores the history of a Git repository as records in SQLite or PostgreSQL, reads them back and compares.
#[derive(Debug, Parser)]
#[command(name = "quickstart")]
struct Arguments {
    /// The repository. The default is the one around the current folder, or a bundled sample if there is none.
    repository: Option<PathBuf>,
    /// The SQLite file, or the URL of a database: postgres://user@host/database or mysql://user@host/database.
    #[arg(long, default_value = "quickstart.sqlite", value_name = "FILE OR URL")]
    database: PathBuf,
    /// A text file with a history, in the form of the bundled sample, instead of a repository.
    #[arg(long, value_name = "FILE", conflicts_with = "repository")]
    history: Option<PathBuf>,
    /// Only prints the keys of the rows with a fingerprint from a report of damaged rows. A key is stored data.
    #[arg(long, value_name = "FINGERPRINT", value_parser = Fingerprint::parse, conflicts_with_all = ["repository", "history"])]
    find: Option<Fingerprint>,
}

/// Runs the program. The status is 0 if every record was stored and read back equal, 1 if a row was damaged or a step failed, and 2
/// for wrong arguments.
#[must_use]
pub fn main() -> ExitCode {
    main_with(std::env::args_os(), &mut io::stdout().lock())
}

/// Runs [`main`] with arguments, the program's name first, and prints to `out`. Wrong arguments end the process.
pub fn main_with(arguments: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> ExitCode {
    match run(&Arguments::parse_from(arguments), out) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        Err(failure) => {
            // If this fails, there is no other place to report it.
            drop(writeln!(io::stderr(), "quickstart: {failure}"));
            ExitCode::FAILURE
        }
    }
}

/// An error that ends the run.
#[derive(Debug)]
enum Failure {
    Store(String),
    NoDatabase(NoDatabase),
    History(String),
    Output(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => write!(f, "the database can't be used: {error}"),
            Self::NoDatabase(error) => error.fmt(f),
            Self::History(message) => write!(f, "the history can't be read: {message}"),
            Self::Output(error) => write!(f, "can't print: {error}"),
        }
    }
}

impl<E: fmt::Display> From<StoreError<E>> for Failure {
    fn from(error: StoreError<E>) -> Self {
        Self::Store(error.to_string())
    }
}

impl From<NoDatabase> for Failure {
    fn from(error: NoDatabase) -> Self {
        Self::NoDatabase(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<bool, Failure> {
    let store = &mut database::open(&arguments.database)?;
    if let Some(fingerprint) = arguments.find {
        return report::find(store, fingerprint, out);
    }
    let mut import = Import::new();
    if let Some(file) = &arguments.history {
        let lines = File::open(file).map_err(|error| Failure::History(format!("{}: {error}", file.display())))?;
        let name = file.file_stem().map_or_else(|| "history".into(), |stem| stem.to_string_lossy().into_owned());
        writeln!(out, "Reading the history in {} …", file.display())?;
        store_all(&mut import, store, BufReader::new(lines), b'\n', &name, None)?;
    } else if let Some(mut log) = repository(arguments.repository.as_deref(), out)? {
        writeln!(out, "Reading the history of {} ({} commits) …", log.name(), log.commits())?;
        let (name, commits) = (log.name().to_owned(), log.commits());
        store_all(&mut import, store, log.reader()?, 0, &name, Some(commits))?;
        log.finish()?;
    } else {
        store_all(&mut import, store, Cursor::new(SAMPLE), b'\n', "sample", None)?;
    }
    let summary = report::read_back(store)?;
    report::print(&import, &summary, &arguments.database, out)?;
    Ok(import.is_sound() && summary.is_sound())
}

/// Returns the named repository or the one around the current folder, or `None` for the sample.
fn repository(named: Option<&Path>, out: &mut dyn Write) -> Result<Option<GitLog>, Failure> {
    match (GitLog::find(named.unwrap_or(Path::new("."))), named) {
        (Ok(log), _) => Ok(Some(log)),
        (Err(reason), Some(path)) => Err(Failure::History(format!("{}: {reason}", path.display()))),
        (Err(reason), None) => {
            writeln!(out, "Reading the bundled sample, because {reason} …")?;
            Ok(None)
        }
    }
}

fn store_all(
    import: &mut Import,
    store: &mut Database,
    input: impl BufRead,
    separator: u8,
    name: &str,
    commits: Option<u64>,
) -> Result<(), Failure> {
    let progress = report::progress(commits);
    import.store_history(store, history::History::new(input, separator), name, &progress)?;
    progress.finish_and_clear();
    Ok(())
}
