//! The stored form doesn't depend on features of other crates. Any crate of a program can enable such a feature.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use store_record_tests::package::Package;

/// A program that is compiled with some features of other crates.
struct Program {
    package: Package,
    rows: PathBuf,
}

fn program(name: &str, serde_json: &str, time: &str, own: &str) -> Program {
    let package =
        Package::new(env!("CARGO_TARGET_TMPDIR"), name, include_str!("features_of_other_crates/program.rs"), &[]);
    let store_record = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store-record");
    package.write(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"program-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[features]\ndefault = [{own}]\n\
             raw_value = []\n[profile.dev]\ndebug = false\n[dependencies]\nserde = {{ version = \"1\", features = [\"derive\"] }}\n\
             serde_json = {{ version = \"1\", features = [{serde_json}] }}\n\
             store-record = {{ path = {store_record:?}, features = [\"chrono-0_4\", \"digest\"] }}\n\
             chrono = {{ version = \"0.4\", default-features = false }}\n\
             time = {{ version = \"0.3\", features = [\"macros\", {time}] }}\n"
        ),
    );
    let rows = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.rows"));
    Program { package, rows }
}

impl Program {
    fn writes(&self) -> String {
        drop(fs::remove_file(&self.rows));
        let (passed, said) = self.package.test(&[("ROWS_TO_WRITE", self.rows.to_str().unwrap())]);
        assert!(passed, "{said}");
        fs::read_to_string(&self.rows).unwrap()
    }

    fn opens_rows_of(&self, other: &Self) {
        let (passed, said) = self.package.test(&[("ROWS_TO_OPEN", other.rows.to_str().unwrap())]);
        assert!(passed, "{said}");
    }
}

#[test]
fn features_of_other_crates_do_not_change_rows() {
    let plain = program("plain", "", "", "");
    let all = ["arbitrary_precision", "raw_value", "preserve_order", "unbounded_depth"].map(|name| format!("{name:?}"));
    let featured = program("featured", &all.join(", "), "\"large-dates\"", "\"raw_value\"");
    let rows = plain.writes();
    assert_eq!(featured.writes(), rows);
    assert!(rows.lines().count() > 20 && rows.lines().any(|line| line.starts_with("rejected")), "{rows}");
    plain.opens_rows_of(&featured);
    featured.opens_rows_of(&plain);
}
