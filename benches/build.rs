//! Writes manifests with many record types for `benches/manifest.rs`. Each is a list of names and an enum of the first of 1,024
//! records.

// A build script prints its instructions for Cargo.
#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

const SIZES: [usize; 3] = [16, 256, 1_024];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut source = String::new();
    for index in 0..SIZES.into_iter().fold(0, usize::max) {
        let _ = writeln!(
            source,
            "#[derive(StoreRecord)]\n#[store_record(type = {:?}, scope = global, key = id)]\npub struct R{index} {{ pub id: u64 }}",
            record_type(index)
        );
    }
    for size in SIZES {
        let file = folder.join(format!("manifest_of_{size}.json"));
        let listed: Vec<String> = (0..size).map(|index| format!("{:?}", record_type(index))).collect();
        fs::write(&file, format!("[{}]", listed.join(", ")))?;
        let variants: String = (0..size).map(|index| format!("R{index}(R{index}), ")).collect();
        let _ = writeln!(
            source,
            "#[derive(RecordManifest)]\n#[manifest(file = {file:?})]\npub enum Of{size} {{ {variants} }}"
        );
    }
    fs::write(folder.join("manifests.rs"), source)
}

/// Returns a realistic name: names have common prefixes and several lengths.
fn record_type(index: usize) -> String {
    let context = ["billing", "directory", "audit", "catalogue"][index % 4];
    format!("{context}_record_{index}")
}
