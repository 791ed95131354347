//! Counts the instructions of encoding, decoding, sealing, opening and keys, and compares them with the committed counts.
//!
//! `cargo run --release -p store-record-instruction-benches` compares. `-- --update` writes the counts.
//!
//! Valgrind's callgrind counts each case in its own process. It counts only the second run of the case, so that neither the dynamic
//! linker nor the first allocation is included.

#![allow(clippy::print_stdout)]

use cases::Case;
use clap::Parser;
use counts::Counts;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

mod callgrind;
mod cases;
mod counts;
mod records;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The committed counts.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/counts.txt");

/// Counts instructions with callgrind and compares them with the committed counts.
#[derive(Debug, Parser)]
struct Arguments {
    /// Writes the counts instead of comparing them.
    #[arg(long)]
    update: bool,
    /// Runs one case for callgrind.
    #[arg(long, value_name = "NAME", conflicts_with = "update")]
    case: Option<String>,
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
    let cases = cases::all()?;
    if let Some(name) = &arguments.case {
        let case = cases.into_iter().find(|case| case.name == *name).ok_or("no such case")?;
        return run_case(case);
    }
    let mut measured = Counts::default();
    for case in cases {
        measured.insert(case.name.clone(), callgrind::count(&case.name)?);
    }
    let path = Path::new(FILE);
    if arguments.update {
        fs::write(path, measured.to_text(&callgrind::versions()?))?;
        println!("written: {FILE}");
        return Ok(());
    }
    let committed = fs::read_to_string(path)?;
    let report = Counts::parse(&committed)?.compare(&measured);
    print!("{}", report.lines);
    if report.differs {
        let versions = committed.lines().find(|line| line.starts_with("# rustc")).unwrap_or("# an unknown compiler");
        return Err(format!(
            "Instruction counts differ from {FILE} by more than {} %.\nIf the change is intended, or the compiler is another one, \
             update the file and review it: cargo run --release -p store-record-instruction-benches -- --update\n\
             committed: {}\nhere:      {}",
            counts::TOLERANCE_PERCENT,
            versions.trim_start_matches("# "),
            callgrind::versions()?
        )
        .into());
    }
    Ok(())
}

fn run_case(mut case: Case) -> Outcome<()> {
    (case.run)();
    callgrind::counted_by_callgrind(&mut *case.run);
    Ok(())
}
