//! Prints the measurements of criterion as a Markdown page: the date, the machine, and tables of ratios.
//!
//! `cargo run --release -p store-record-benches --bin ratios [-- target/criterion] > docs/performance/results.md`

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use store_record_benches::report::{Measurement, rounds, tables};
use time::OffsetDateTime;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("target/criterion"), PathBuf::from);
    let mut measurements = Vec::new();
    collect(&folder, &mut measurements).map_err(|error| format!("{}: {error}", folder.display()))?;
    write!(
        std::io::stdout(),
        "# Results\n\nWritten on {} by `cargo run --release -p store-record-benches --bin ratios`. Rounds: {}. Machine: {}.\n\n{}",
        OffsetDateTime::now_utc().date(),
        rounds(&measurements),
        machine(),
        tables(&measurements),
    )?;
    Ok(())
}

/// Returns the processor's model, if the system tells it, and the number of cores.
fn machine() -> String {
    let information = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = information.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!("{}, {cores} cores, {}", model.map_or("unknown processor", |(_, model)| model), std::env::consts::OS)
}

/// Reads the measurements in the folder and those below it. A folder with both files is one round of one case.
fn collect(folder: &Path, measurements: &mut Vec<Measurement>) -> Result<(), Box<dyn Error>> {
    let (benchmark, samples) = (folder.join("benchmark.json"), folder.join("sample.json"));
    if benchmark.exists() && samples.exists() {
        let round = folder.file_name().unwrap_or_default().to_string_lossy();
        let (benchmark, samples) = (std::fs::read_to_string(benchmark)?, std::fs::read_to_string(samples)?);
        measurements.push(Measurement::parse(&round, &benchmark, &samples)?);
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), measurements)?;
        }
    }
    Ok(())
}
