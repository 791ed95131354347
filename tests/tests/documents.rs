//! The documents agree with the packages: features, versions, files, messages.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Returns the lines between a line and the next line that begins with `end`.
fn section<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let text = text.split_once(&format!("\n{start}\n")).unwrap_or_else(|| panic!("no line `{start}`")).1;
    text.split_once(&format!("\n{end}")).map_or(text, |(section, _)| section)
}

/// Returns the strings between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_feature_table_lists_every_feature() {
    let cargo_toml = read("store-record/Cargo.toml");
    let features: BTreeSet<&str> = section(&cargo_toml, "[features]", "[")
        .lines()
        .filter_map(|line| Some(line.split_once(" = [")?.0.trim_matches('"')))
        .filter(|name| *name != "default")
        .collect();
    let page = read("store-record/src/guide/features.md");
    let table = section(&page, "| feature | adds |", "\n");
    let listed: Vec<&str> = table.lines().flat_map(|row| quoted(row.split('|').nth(1).unwrap_or_default())).collect();
    assert!(features.contains("full"), "{features:?}");
    assert_eq!(listed.iter().copied().collect::<BTreeSet<_>>(), features);
    assert_eq!(listed.len(), features.len(), "no feature is in two rows: {listed:?}");
}

/// Feature-gated documentation is built with `full`, and so are the tests.
#[test]
fn full_is_every_other_feature() {
    let cargo_toml = read("store-record/Cargo.toml");
    let features = section(&cargo_toml, "[features]", "[");
    let full = features.lines().find(|line| line.starts_with("full = ")).unwrap();
    let in_full: BTreeSet<&str> = full.split('"').skip(1).step_by(2).collect();
    let others: BTreeSet<&str> = features
        .lines()
        .filter_map(|line| Some(line.split_once(" = [")?.0.trim_matches('"')))
        .filter(|name| !["default", "full"].contains(name))
        .collect();
    assert_eq!(in_full, others);
}

#[test]
fn readme_cargo_and_clippy_have_the_same_rust_version() {
    let cargo_toml = read("Cargo.toml");
    let version = cargo_toml.split_once("rust-version = \"").unwrap().1.split('"').next().unwrap();
    assert!(read("README.md").contains(&format!("Rust {version} or newer")));
    assert!(read("clippy.toml").contains(&format!("msrv = \"{version}.0\"")));
}

#[test]
fn the_changelog_has_a_section_for_the_version() {
    let cargo_toml = read("Cargo.toml");
    let version = cargo_toml.split_once("\nversion = \"").unwrap().1.split('"').next().unwrap();
    assert!(read("CHANGELOG.md").contains(&format!("\n## {version}")), "{version}");
}

#[test]
fn packages_contain_the_files_of_the_workspace() {
    for package in ["store-record", "store-record-derive"] {
        for file in ["LICENSE-APACHE", "LICENSE-MIT", "CHANGELOG.md"] {
            assert_eq!(read(&format!("{package}/{file}")), read(file), "{package}");
        }
    }
    assert_eq!(read("store-record/README.md"), read("README.md"));
    for document in fs::read_dir(root().join("docs")).unwrap() {
        let name = document.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".md") {
            assert_eq!(read(&format!("store-record/docs/{name}")), read(&format!("docs/{name}")));
        }
    }
}

#[test]
fn every_link_between_documents_is_a_file() {
    let mut documents = vec!["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]
        .into_iter()
        .map(PathBuf::from)
        .collect::<Vec<_>>();
    documents.extend(
        fs::read_dir(root().join("docs")).unwrap().map(|file| Path::new("docs").join(file.unwrap().file_name())),
    );
    for document in documents.iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        let text = fs::read_to_string(root().join(document)).unwrap();
        let inline = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let defined =
            text.lines().filter_map(|line| line.strip_prefix('[')?.split_once("]: ")).map(|(_, target)| target);
        for target in inline.chain(defined).filter(|target| !target.contains("://") && !target.starts_with('#')) {
            let file = target.split('#').next().unwrap();
            let path = root().join(document).parent().unwrap().join(file);
            assert!(path.exists(), "{}: {target}", document.display());
        }
    }
}

#[test]
fn every_path_in_the_code_map_exists() {
    let architecture = read("docs/architecture.md");
    let map = section(&architecture, "## Code map", "## ").split("```").nth(1).unwrap().trim_start_matches("text");
    let mut base = PathBuf::new();
    let mut count = 0;
    for line in map.lines().filter(|line| !line.is_empty()) {
        let (paths, _) = line.trim_start().split_once("  ").unwrap();
        let mut folder = if line.starts_with(' ') { base.clone() } else { root() };
        for path in paths.split(", ") {
            let found = folder.join(path);
            assert!(found.exists(), "{line}");
            // The other paths of a line are in the folder of the first.
            folder = found.parent().unwrap().to_owned();
            count += 1;
        }
        if !line.starts_with(' ') {
            base = root().join(paths);
        }
    }
    assert!(count > 30, "{count}");
}

#[test]
fn every_invariant_names_its_test() {
    let architecture = read("docs/architecture.md");
    let invariants = section(&architecture, "## Invariants", "## ");
    let mut count = 0;
    for invariant in invariants.split("\n- **Invariant: ").skip(1) {
        let tests = invariant.rsplit_once('(').unwrap().1;
        for name in quoted(tests) {
            let paths = [name.to_owned(), format!("tests/{name}"), format!("tests/tests/{name}.rs")];
            assert!(paths.iter().any(|path| root().join(path).exists()), "{name}");
        }
        assert!(quoted(tests).next().is_some(), "{invariant}");
        count += 1;
    }
    assert!(count > 8, "{count}");
}

#[test]
fn the_architecture_is_short() {
    let architecture = read("docs/architecture.md");
    let words = architecture.split_whitespace().filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()));
    assert!((700..1_000).contains(&words.count()));
}

/// Returns the sources of the crates and the expected compile errors. They contain every message.
fn messages() -> String {
    let (mut folders, mut found) = (Vec::new(), String::new());
    folders.extend(
        ["store-record/src", "store-record-derive/src", "tests/compile_errors/tests/ui"].map(|path| root().join(path)),
    );
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "stderr") {
                found.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    // Joins string literals of several lines.
    found.replace("\\\n", "").split_whitespace().collect::<Vec<_>>().join(" ").replace("\\\"", "\"")
}

#[test]
fn every_message_in_troubleshooting_exists() {
    let messages = messages();
    let guide = read("store-record/src/guide/troubleshooting.md");
    let without_examples: String = guide.split("\n```").step_by(2).collect();
    let quoted: Vec<&str> = without_examples.split("``").skip(1).step_by(2).collect();
    assert!(quoted.len() > 60, "{}", quoted.len());
    let missing = |message: &&str| message.split('…').any(|part| !messages.contains(part.trim_end()));
    let gone: Vec<&str> = quoted.into_iter().filter(missing).collect();
    assert!(gone.is_empty(), "`troubleshooting.md` quotes messages that no source has any more: {gone:#?}");
}

/// Returns the page with the whole source after each comment that names a file.
fn with_sources(page: &str) -> String {
    let mut parts = page.split("<!-- examples/");
    let mut printed = parts.next().unwrap().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(" -->\n").unwrap();
        let after = match rest.strip_prefix("\n```rust\n") {
            Some(block) => block.split_once("\n```\n").unwrap().1,
            None => rest,
        };
        let source = read(&format!("examples/{name}"));
        printed.push_str(&format!("<!-- examples/{name} -->\n\n```rust\n{source}```\n{after}"));
    }
    printed
}

/// `UPDATE_EXPECT=1` prints the sources again.
#[test]
fn printed_sources_are_those_of_the_examples() {
    for (name, sources) in [("docs/adapters.md", 5), ("docs/deploys.md", 3)] {
        let page = read(name);
        assert_eq!(page.matches("<!-- examples/").count(), sources, "{name}");
        let printed = with_sources(&page);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(root().join(name), printed).unwrap();
        } else {
            assert!(page == printed, "{name}: run this test with UPDATE_EXPECT=1");
        }
    }
}

#[test]
fn a_store_is_at_most_100_lines_of_code() {
    for store in ["sqlite.rs", "postgres/tokio_postgres.rs", "postgres/sqlx.rs", "mysql.rs"] {
        let source = read(&format!("examples/src/{store}"));
        let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
        let lines = source.lines().filter(is_code).count();
        assert!((10..=100).contains(&lines), "{store} has {lines} lines");
    }
}
