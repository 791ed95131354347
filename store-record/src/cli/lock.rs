//! `lock`: the file of released shapes.

use super::Outcome;
use super::output::Output;
use crate::manifest::RecordManifest;

mod diff;
mod file;
mod git;
mod lines;
mod print;
mod update;

/// Compares the lock with the record types of this program, or brings it up to date
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Lock {
    #[command(subcommand)]
    command: Subcommand,
}

#[derive(Debug, Clone, clap::Subcommand)]
enum Subcommand {
    Diff(diff::LockDiff),
    Update(update::LockUpdate),
}

impl Lock {
    pub(super) fn run<M: RecordManifest>(&self, output: &mut Output) -> Outcome {
        match &self.command {
            Subcommand::Diff(diff) => diff.run::<M>(output),
            Subcommand::Update(update) => update.run::<M>(output),
        }
    }
}
