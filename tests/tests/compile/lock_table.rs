//! Tests every row of the table in `docs/evolution.md`. Each alternative in a row is a case with its own copy of the records, so
//! one `cargo check` tests all cases. A row without a case fails, and so does a case without a row.

#![allow(clippy::unwrap_used)]

mod cases;

use cases::{ADDITIONS, Case, NOTHING, REJECTED};
use std::collections::BTreeMap;
use store_record_tests::locked::{OLD_ROWS, RECORDS, changed, library, locked, write};
use store_record_tests::package::Package;

const SCRATCH: &str = env!("CARGO_TARGET_TMPDIR");

/// Returns the cases of all rows as one list, each with its row.
fn cases(rows: &'static [(&'static str, &'static [Case])]) -> Vec<(&'static str, Case)> {
    rows.iter().flat_map(|(row, cases)| cases.iter().map(|case| (*row, *case))).collect()
}

fn modules(cases: &[(&str, Case)]) -> Vec<String> {
    cases.iter().map(|(_, (from, to, _))| changed(from, to)).collect()
}

/// Returns the rows of the document: what each counts as, and its names in `relax`.
fn documented() -> BTreeMap<String, (String, String)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/evolution.md");
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
        let [row, kind, names] = *cells.as_slice() else { return None };
        let is_row = ["nothing", "addition", "rejected"].contains(&kind);
        is_row.then(|| (row.to_owned(), (kind.to_owned(), names.to_owned())))
    });
    rows.collect()
}

#[test]
fn every_row_of_the_document_is_tested() {
    let documented: BTreeMap<String, String> = documented().into_iter().map(|(row, (kind, _))| (row, kind)).collect();
    let proved = [(NOTHING, "nothing"), (ADDITIONS, "addition"), (REJECTED, "rejected")];
    let proved =
        proved.into_iter().flat_map(|(rows, kind)| rows.iter().map(move |(row, _)| ((*row).into(), kind.into())));
    assert_eq!(documented, proved.collect());
}

#[test]
fn changes_that_are_not_stored_leave_the_lock_unchanged() {
    let cases = cases(NOTHING);
    let package = locked(SCRATCH, "nothing", cases.len());
    write(&package, &modules(&cases), "");
    let (passed, said) = package.test(&[]);
    assert!(passed, "{said}");
}

#[test]
fn an_addition_compiles_and_changes_the_lock() {
    let cases = cases(ADDITIONS);
    let package = locked(SCRATCH, "additions", cases.len());
    let before = blocks(&package.read("store-record.lock"));
    write(&package, &modules(&cases), "");
    assert_eq!(package.check(), [""; 0]);
    let (passed, said) = package.test(&[("STORE_RECORD_LOCK", "update")]);
    assert!(passed, "{said}");
    let after = blocks(&package.read("store-record.lock"));
    for (number, case) in cases.iter().enumerate() {
        assert_ne!(before[&number], after[&number], "{case:?}");
    }
}

/// Returns the lock's blocks by the number of their copy of the records.
fn blocks(lock: &str) -> BTreeMap<usize, Vec<serde_json::Value>> {
    let lock: serde_json::Value = serde_json::from_str(lock).unwrap();
    let mut blocks: BTreeMap<usize, Vec<serde_json::Value>> = BTreeMap::new();
    for record in lock["records"].as_array().unwrap() {
        let number = record["type"].as_str().unwrap().rsplit('_').next().unwrap().parse().unwrap();
        blocks.entry(number).or_default().push(record.clone());
    }
    blocks
}

/// Each change is one error at its variant. The error names the change and the relaxation, and with the relaxation it compiles.
#[test]
fn a_rejected_change_compiles_only_with_its_relaxation() {
    let cases = cases(REJECTED);
    let package = locked(SCRATCH, "rejected", cases.len());
    let modules = modules(&cases);
    write(&package, &modules, "");
    let (mut errors, documented) = (package.check(), documented());
    for (number, (row, (from, to, message))) in cases.iter().enumerate() {
        let of_this = |error: &&String| {
            ["account", "group", "team"].iter().any(|name| error.contains(&format!("`{name}_{number}`")))
        };
        let of_this: Vec<&String> = errors.iter().filter(of_this).collect();
        assert_eq!(of_this.len(), 1, "{row}: {from} to {to}: {of_this:#?}");
        let message = message.replace("`alias.team`", &format!("`alias.team_{number}`"));
        assert!(of_this[0].contains(&message), "{row}: {from} to {to}: {}", of_this[0]);
        let name = of_this[0].split("change = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("retired(");
        assert!(documented[*row].1.contains(&format!("`{name}")), "{row}: {name}");
    }
    assert_eq!(errors.len(), cases.len());
    errors_tell_the_truth_about_stored_rows(&modules, &errors);

    // The errors have the relaxations to copy. A case with two changes reports its second change in the next round.
    let gone = format!("retired(\"group_{}\")", cases.len() - 1);
    errors.retain(|error| !error.contains(&gone));
    assert_eq!(errors.len(), cases.len() - 1);
    let mut relaxations = vec![gone];
    for _ in 0..4 {
        relaxations.extend(errors.iter().map(|error| relaxation(error)));
        write(&package, &modules, &relaxations.join(", "));
        errors = package.check();
        if errors.is_empty() {
            break;
        }
    }
    assert_eq!(errors, [""; 0]);
}

/// Returns the relaxation that an error shows, with a reason.
fn relaxation(error: &str) -> String {
    let shown = error.split_once("`relax(").and_then(|(_, rest)| rest.split_once(")`"));
    let (options, _) = shown.unwrap_or_else(|| panic!("{error}"));
    format!("relax({})", options.replace('…', "no row has it yet"))
}

/// Checks that the changed types open rows of the locked types exactly if the error says so.
fn errors_tell_the_truth_about_stored_rows(modules: &[String], errors: &[String]) {
    let (source, _) = library(modules, "");
    let (types, _) = source.split_once("#[derive(store_record::RecordManifest)]").unwrap();
    let calls: String = (0..modules.len())
        .map(|number| format!("    said += &opens::<r{number}::Account, r{number}::Group>({number});\n"))
        .collect();
    let test = format!(
        "{OLD_ROWS}\n#[test]\nfn old_rows() {{\n    let mut said = String::new();\n{calls}    panic!(\"{{said}}\");\n}}\n"
    );
    let package = Package::new(SCRATCH, "old-rows", &format!("pub mod old {{{RECORDS}}}\n{types}{test}"), &[]);
    // The test fails on purpose, because the output of a passing test isn't shown.
    let (_, said) = package.test(&[]);
    for number in 0..modules.len() {
        let of_this =
            |error: &&String| ["account", "group"].iter().any(|name| error.contains(&format!("`{name}_{number}`")));
        let error = errors.iter().find(of_this).unwrap();
        let is_left_open = ["is locked, and", "`retired(", "depends on a codec", "if they open", "its former meaning"];
        if is_left_open.iter().any(|words| error.contains(words)) {
            continue;
        }
        let do_all_open = said.contains(&format!("<{number}: all open>"));
        assert!(do_all_open || said.contains(&format!("<{number}: not all open>")), "{said}");
        assert_eq!(do_all_open, error.contains("tored rows would open"), "{error}");
    }
}
