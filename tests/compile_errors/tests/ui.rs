//! Every rule that a user can break: the compile error is ours, at the user's own token, and alone.
//!
//! A rule of `checks` has its case in `ui/<file>/<function>.rs`. The cases of the other folders are of options' grammar
//! (`options`, `paths`), and of what the compiler checks (traits and constants of the runtime).

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn a_broken_rule_gives_one_spanned_error() {
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}

#[test]
fn every_rule_has_a_case_of_its_name() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let derive = package.join("../../store-record-derive/src");
    let files = fs::read_dir(derive.join("checks")).unwrap().map(|entry| entry.unwrap().path());
    let mut rules: Vec<PathBuf> = files.flat_map(|file| rules(&file, file.file_stem().unwrap().as_ref())).collect();
    rules.extend(self::rules(&derive.join("manifest/checks.rs"), Path::new("manifest")));
    assert!(rules.len() > 30, "the rules are read from another place: {rules:#?}");
    let without_case: Vec<_> =
        rules.iter().filter(|rule| !package.join("tests/ui").join(rule).with_extension("rs").exists()).collect();
    assert!(without_case.is_empty(), "these rules have no case in `tests/ui`: {without_case:#?}");
}

/// Returns `area/function` for each function of the file. `run` calls the others.
fn rules(file: &Path, area: &Path) -> Vec<PathBuf> {
    let source = fs::read_to_string(file).unwrap();
    let functions = source.lines().filter_map(|line| {
        let (before, function) = line.split_once("fn ")?;
        let is_item = !before.starts_with(' ') && !before.starts_with('/');
        function.split(['(', '<']).next().filter(|name| is_item && *name != "run")
    });
    functions.map(|function| area.join(function)).collect()
}
