//! `lock diff`: what changed in the stored form.

use super::file::{self, EMPTY, LockArguments};
use super::{git, print};
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::status::Status;
use crate::lock::{Effect, changes, text_of};
use crate::manifest::RecordManifest;
use std::path::Path;

/// Prints what changed in the stored form: additions, rejected changes, and changes that a relaxation allows
#[derive(Debug, Clone, clap::Args)]
pub(super) struct LockDiff {
    /// The former lock: a file, or a revision of Git such as `origin/main`. Otherwise it is the lock itself
    #[arg(id = "records.against", long = "against", value_name = "REVISION OR FILE")]
    against: Option<String>,
    #[command(flatten)]
    lock: LockArguments,
    /// The form of the output
    #[arg(id = "records.format", long = "format", value_enum, default_value_t, value_name = "FORMAT")]
    format: DiffFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum DiffFormat {
    /// For people. It may change with every release
    #[default]
    Text,
    /// For programs: a JSON value on each line
    Json,
    /// Annotations of a pull request on GitHub, at the lines of the lock
    Github,
}

impl LockDiff {
    pub(super) fn run<M: RecordManifest>(&self, output: &mut Output) -> Outcome {
        let path = self.lock.path::<M>()?;
        let (before, name) = match &self.against {
            None => (file::text(&path)?, path.display().to_string()),
            Some(against) => (former(against, &path)?, against.clone()),
        };
        let file = file::read(before.as_deref().unwrap_or(EMPTY), &name)?;
        let changes = changes::<M>(&file);
        match self.format {
            DiffFormat::Text if changes.is_empty() => output.line("no changes")?,
            DiffFormat::Text => print::text(&changes, output)?,
            DiffFormat::Json => print::json(&changes, output)?,
            DiffFormat::Github => {
                // The lines of a pull request are those of the file, which may not be up to date yet.
                let text = file::text(&path)?.unwrap_or_else(text_of::<M>);
                print::github(&changes, &git::path_in_repository(&path), &text, output)?;
            }
        }
        let is_rejected = changes.iter().any(|change| change.effect == Effect::Rejected);
        Ok(if is_rejected { Status::Found } else { Status::Done })
    }
}

/// Returns the text of the former lock, or `None` if there was none.
fn former(against: &str, path: &Path) -> Result<Option<String>, Failure> {
    match file::text(Path::new(against)) {
        Ok(Some(text)) => Ok(Some(text)),
        _ => git::text_at(against, path),
    }
}
