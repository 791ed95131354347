//! Measures the compile time of derives with generated crates of records. There is one crate per derive, with the same fields.
//!
//! `cargo run --release -p store-record-compile-benches`
//!
//! Crates with more than a hundred records are only checked, unless `--commands` has more commands: some derives need minutes.
//!
//! On a machine that runs other programs, `--processor-time` is more accurate.
//!
//! The program measures the wall time of `cargo check`, `cargo build` and `cargo build --release` for the crate with the records.
//! Dependencies are built before. It also measures the size of a program that uses each record once, and counts the expanded
//! code. It prints the tables as Markdown.

#![allow(clippy::print_stdout)]

use clap::Parser;
use clock::Clock;
use derives::Derive;
use indicatif::{ProgressBar, ProgressStyle};
use project::{Command, Project};
use report::Row;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

mod clock;
mod derives;
mod expansion;
mod project;
mod report;
mod size;
mod source;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Compiles generated crates of records with each derive, and prints times and sizes as Markdown.
#[derive(Debug, Parser)]
struct Arguments {
    /// The numbers of records in a crate.
    #[arg(long, value_delimiter = ',', default_value = "10,100,1000")]
    sizes: Vec<usize>,
    /// The derives. The default is all.
    #[arg(long, value_delimiter = ',', value_enum)]
    derives: Vec<Derive>,
    /// The commands. The default is all, and only `check` for crates with more than 100 records.
    #[arg(long, value_delimiter = ',', value_enum)]
    commands: Vec<Command>,
    /// The number of runs of each command. The default is three for crates with up to 100 records, and one for larger crates.
    #[arg(long)]
    runs: Option<usize>,
    /// Measures the processor time of Cargo and its child processes instead of wall time.
    #[arg(long)]
    processor_time: bool,
    /// The folder for the generated crates. Earlier builds in it are reused.
    #[arg(long, default_value_os_t = std::env::temp_dir().join("store-record-compile-benches"))]
    folder: PathBuf,
}

impl Arguments {
    fn runs(&self, records: usize) -> usize {
        self.runs.unwrap_or(if records > 100 { 1 } else { 3 })
    }

    fn commands(&self, records: usize) -> Vec<Command> {
        if self.commands.is_empty() && records > 100 { vec![Command::Check] } else { or_all(&self.commands) }
    }
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Outcome<()> {
    let derives = or_all::<Derive>(&arguments.derives);
    // The tokens per record don't depend on the number of records. For some derives the syntax tree of a thousand records
    // has gigabytes.
    let expanded = arguments.sizes.iter().copied().filter(|&size| size <= 100).max().unwrap_or(100);
    let write = |&derive: &Derive| Project::write(&arguments.folder, derive, &arguments.sizes, expanded);
    let projects: Vec<Project> = derives.iter().map(write).collect::<Outcome<_>>()?;
    // One step for the dependencies, one for each run, one for the size of each crate.
    let steps = |&size: &usize| arguments.runs(size) * arguments.commands(size).len() + 1;
    let steps = (1 + arguments.sizes.iter().map(steps).sum::<usize>()) * projects.len();
    let progress = ProgressBar::new(steps as u64);
    progress.set_style(ProgressStyle::with_template("{elapsed_precise} {wide_bar} {pos}/{len} {msg}")?);

    for project in &projects {
        progress.set_message(format!("what {} depends on", project.derive().name()));
        project.build_dependencies(&or_all(&arguments.commands))?;
        progress.inc(1);
    }
    let clock = if arguments.processor_time { Clock::Processor } else { Clock::Wall };
    for &size in &arguments.sizes {
        let commands = arguments.commands(size);
        let mut rows: Vec<Row> = derives.iter().map(|&derive| Row::new(derive)).collect();
        for &command in &commands {
            let mut times = vec![Vec::new(); projects.len()];
            // The derives take turns, so that other programs on the machine affect all of them.
            for _ in 0..arguments.runs(size) {
                for (project, times) in projects.iter().zip(&mut times) {
                    progress.set_message(format!("{size} records, {}: {}", project.derive().name(), command.name()));
                    times.push(project.time(command, size, clock)?);
                    progress.inc(1);
                }
            }
            for (row, times) in rows.iter_mut().zip(times) {
                row.times.push(median(times));
            }
        }
        for (project, row) in projects.iter().zip(&mut rows) {
            progress.set_message(format!("{size} records, {}: size", project.derive().name()));
            if commands.contains(&Command::Release) {
                row.program = Some(project.program_size(size)?.without(project.program_size(0)?));
            }
            progress.inc(1);
        }
        progress.suspend(|| println!("{}", report::costs(size, &commands, &rows, arguments.runs(size), clock)));
    }
    let expansions: Vec<_> = projects.iter().map(Project::expansion).collect::<Outcome<_>>()?;
    progress.suspend(|| println!("{}", report::expansions(expanded, &derives, &expansions)));
    progress.finish_and_clear();
    Ok(())
}

fn or_all<T: clap::ValueEnum>(chosen: &[T]) -> Vec<T> {
    if chosen.is_empty() { T::value_variants().to_vec() } else { chosen.to_vec() }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
