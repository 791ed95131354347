//! `lock update`: what `STORE_RECORD_LOCK=update cargo test` does.

use super::file::{self, EMPTY, LockArguments};
use super::print;
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::output::{Format, Output, OutputArguments};
use crate::cli::status::Status;
use crate::lock::{Effect, changes, text_of};
use crate::manifest::RecordManifest;
use serde_json::json;
use std::fs;

/// Writes the shapes of this program's record types to the lock, unless it rejects a change
#[derive(Debug, Clone, clap::Args)]
pub(super) struct LockUpdate {
    #[command(flatten)]
    lock: LockArguments,
    #[command(flatten)]
    output: OutputArguments,
}

impl LockUpdate {
    pub(super) fn run<M: RecordManifest>(&self, output: &mut Output) -> Outcome {
        let (path, text) = (self.lock.path::<M>()?, text_of::<M>());
        let before = file::text(&path)?;
        let name = path.display().to_string();
        let file = file::read(before.as_deref().unwrap_or(EMPTY), &name)?;
        let is_current = before.as_deref().is_some_and(|before| before.replace("\r\n", "\n") == text);
        // The text has the history and the blocks of the lock that the program was built with.
        if before.is_some() && !is_current && !M::LOCKED.is_some_and(|locked| locked == file.records) {
            return Err(Failure::File(format!(
                "the program was built with another version of the lock `{name}`: build it again"
            )));
        }
        let changes = changes::<M>(&file);
        let rejected = changes.iter().filter(|change| change.effect == Effect::Rejected).count();
        let is_written = !is_current && rejected == 0;
        if is_written {
            fs::write(&path, text).map_err(|error| Failure::file(&path, &error))?;
        }
        match self.output.format {
            Format::Json => {
                print::json(&changes, output)?;
                output.json(&json!({ "lock": name, "is_written": is_written, "rejected": rejected }))?;
            }
            Format::Text => {
                print::text(&changes, output)?;
                match (is_written, rejected) {
                    (true, _) => output.line(format_args!("the lock `{name}` is up to date now: review its diff"))?,
                    (false, 0) => output.line(format_args!("the lock `{name}` is up to date"))?,
                    (false, _) => output.line(format_args!("the lock `{name}` was not changed"))?,
                }
            }
        }
        Ok(if rejected == 0 { Status::Done } else { Status::Found })
    }
}
