//! The tool as a process.

use serde_json::Value;
use std::fs::{self, File};
#[cfg(unix)]
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use store_record::Envelope;
use store_record::store::{Selection, Store as _};
use store_record_examples::database::{self, Database};
use tempfile::TempDir;

/// The directory's tool with a database that is its own and empty.
pub(crate) struct Tool {
    /// The argument of `--database`.
    pub(crate) database: String,
    /// A folder for files.
    folder: TempDir,
}

/// What a process did.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit status.
    pub(crate) status: i32,
    /// The standard output.
    pub(crate) out: String,
    /// The standard error.
    pub(crate) err: String,
}

impl Tool {
    pub(crate) fn with_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { database: folder.path().join("rows.sqlite").display().to_string(), folder }
    }

    pub(crate) fn with_url(url: &str) -> Self {
        Self { database: url.to_owned(), folder: tempfile::tempdir().unwrap() }
    }

    /// Returns the path of a file in a folder of this test.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Opens the database. Don't keep it while the tool writes.
    pub(crate) fn store(&self) -> Database {
        database::open(Path::new(&self.database)).unwrap()
    }

    /// Stores rows.
    pub(crate) fn put(&self, rows: &[Envelope]) {
        self.store().put_all(rows).unwrap();
    }

    /// Returns the number of rows.
    pub(crate) fn store_count(&self) -> u64 {
        self.store().counts(&Selection::new()).unwrap().iter().map(|count| count.rows).sum()
    }

    /// Returns the command with its arguments and the database.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_directory"));
        command.args(arguments).args(["--database", &self.database]).stdin(Stdio::null());
        command
    }

    /// Runs the tool to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        finish(&mut self.command(arguments))
    }

    /// Runs the tool with a text as its standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Run {
        let file = self.file("input");
        fs::write(&file, input).unwrap();
        finish(self.command(arguments).stdin(File::open(&file).unwrap()))
    }

    /// Runs the tool with a terminal as its standard input, at which a user has typed a text.
    #[cfg(unix)]
    pub(crate) fn run_at_terminal(&self, arguments: &[&str], typed: &str) -> Run {
        use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

        let keyboard = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&keyboard).unwrap();
        unlockpt(&keyboard).unwrap();
        let terminal = ptsname(&keyboard, Vec::new()).unwrap().into_string().unwrap();
        let mut command = self.command(arguments);
        command.stdin(File::options().read(true).write(true).open(terminal).unwrap());
        let mut keyboard = File::from(keyboard);
        keyboard.write_all(typed.as_bytes()).unwrap();
        finish(&mut command)
    }

    /// Runs the tool with `--format json`, checks the exit status, and returns the values of the lines.
    #[track_caller]
    pub(crate) fn json(&self, arguments: &[&str], status: i32) -> Vec<Value> {
        let run = self.run(&[arguments, &["--format", "json"]].concat());
        assert_eq!(run.status, status, "{run:?}");
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Runs a command to its end.
pub(crate) fn finish(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
