//! Prints what criterion has measured as Markdown tables of ratios.
//!
//! `cargo run --release -p store-record-benches --bin ratios [-- target/criterion]`

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use store_record_benches::report::{Measurement, tables};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("target/criterion"), PathBuf::from);
    let mut measurements = Vec::new();
    collect(&folder, &mut measurements).map_err(|error| format!("{}: {error}", folder.display()))?;
    std::io::stdout().write_all(tables(&measurements).as_bytes())?;
    Ok(())
}

/// Every folder with both files is one round of one case.
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
