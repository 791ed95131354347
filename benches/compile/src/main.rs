//! What the derives cost while compiling: generated crates of records, one for each derive, each with the same fields.
//!
//! `cargo run --release -p store-record-compile-benches`
//!
//! Crates of more than a hundred records are only checked unless `--commands` says more: some derives need minutes.
//!
//! On a machine that has other work to do, `--processor-time` gives steadier figures.
//!
//! Measured is the wall time of `cargo check`, `cargo build` and `cargo build --release` of the one crate that holds the
//! records; what it depends on is built before. Then the size of the program that uses each record once, and what the
//! derives expand to. The tables are Markdown.

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
    /// How many records a crate has.
    #[arg(long, value_delimiter = ',', default_value = "10,100,1000")]
    sizes: Vec<usize>,
    /// The derives, all by default.
    #[arg(long, value_delimiter = ',', value_enum)]
    derives: Vec<Derive>,
    /// The commands; by default all, and only the check of crates of more than 100 records.
    #[arg(long, value_delimiter = ',', value_enum)]
    commands: Vec<Command>,
    /// Runs of each command; by default three of the crates up to 100 records, one of larger ones.
    #[arg(long)]
    runs: Option<usize>,
    /// Processor time of Cargo and all that it starts, instead of wall time.
    #[arg(long)]
    processor_time: bool,
    /// Where the crates are written and built; what is built there before is used again.
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
    // As many tokens a record whatever the size; a thousand records of some derives are gigabytes of syntax tree.
    let expanded = arguments.sizes.iter().copied().filter(|&size| size <= 100).max().unwrap_or(100);
    let write = |&derive: &Derive| Project::write(&arguments.folder, derive, &arguments.sizes, expanded);
    let projects: Vec<Project> = derives.iter().map(write).collect::<Outcome<_>>()?;
    // A step for what they depend on, one for each run, one for the size of each crate.
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
            // In turn, so that what else the machine does meets all of them.
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
