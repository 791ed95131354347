//! `completions`: a script with which a shell completes the program's arguments.

use super::Outcome;
use super::output::{Format, Output, OutputArguments};
use super::status::Status;
use clap::Args as _;
use clap_complete::Shell;
use serde_json::json;
use std::path::Path;

/// Prints a script that completes the program's arguments in a shell
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(id = "records.shell", value_enum, value_name = "SHELL")]
    shell: Shell,
    #[command(flatten)]
    output: OutputArguments,
}

impl Completions {
    pub(super) fn run(&self, program: Option<clap::Command>, output: &mut Output) -> Outcome {
        let name = std::env::args_os().next().unwrap_or_default();
        let name = Path::new(&name).file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut program = program.unwrap_or_else(|| super::Command::augment_args(clap::Command::new("records")));
        // The script is for the file that the user starts.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut program, name, &mut script);
        match self.output.format {
            Format::Text => output.writer().write_all(&script)?,
            Format::Json => {
                let script = String::from_utf8_lossy(&script);
                output.json(&json!({ "shell": self.shell.to_string(), "script": script }))?;
            }
        }
        Ok(Status::Done)
    }
}
