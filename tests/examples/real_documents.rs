//! Compares JSON files with what a PostgreSQL server prints for them, byte for byte.
//!
//! `cargo run -p store-record-tests --example real_documents -- FOLDER postgres://postgres@127.0.0.1:5432/test`
//!
//! Prints how many files are equal, and which were rejected by whom. A file whose bytes differ, or that only this crate accepts, is a
//! bug: the exit status is 1 then.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store_record_tests::jsonb::{Comparison, compare};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(url)) = (arguments.next(), arguments.next()) else {
        return Err("expected a folder and the URL of a PostgreSQL server".into());
    };
    let mut client = postgres::Client::connect(&url, postgres::NoTls)?;
    let mut files = Vec::new();
    find(Path::new(&folder), &mut files)?;
    let mut counts = BTreeMap::<Comparison, usize>::new();
    let mut not_utf8 = 0;
    for file in &files {
        let Ok(text) = String::from_utf8(std::fs::read(file)?) else {
            not_utf8 += 1;
            continue;
        };
        let comparison = compare(&mut client, &text)?;
        if comparison != Comparison::Equal {
            println!("{}: {comparison:?}", file.display());
        }
        *counts.entry(comparison).or_default() += 1;
    }
    println!("{} files, {not_utf8} of them not UTF-8", files.len());
    for (comparison, count) in &counts {
        println!("{count:>8} {comparison:?}");
    }
    Ok(if counts.contains_key(&Comparison::Differs) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Adds the JSON files of a folder and its subfolders, in order.
fn find(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    entries.sort();
    for path in entries {
        // A link to a folder could lead back.
        if path.is_dir() && !path.is_symlink() {
            find(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    Ok(())
}
