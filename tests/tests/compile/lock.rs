//! The lock's file in a user's package: creation, updates, rejected updates, damage. `lock_table.rs` tests which change counts as
//! what.

#![allow(clippy::unwrap_used)]

use store_record_tests::locked::{RECORDS, changed, library, locked, write};
use store_record_tests::package::Package;

const SCRATCH: &str = env!("CARGO_TARGET_TMPDIR");
const COMMAND: &str = "STORE_RECORD_LOCK=update cargo test";
const UPDATE: &[(&str, &str)] = &[("STORE_RECORD_LOCK", "update")];

#[test]
fn without_a_file_nothing_is_compared_and_the_test_names_the_command() {
    let (source, types) = library(&[RECORDS.to_owned()], "");
    let package = Package::new(SCRATCH, "no-lock", &source, &[("record-types.json", &types)]);
    assert_eq!(package.check(), [""; 0]);
    let (passed, said) = package.test(&[]);
    assert!(!passed && said.contains("can't be read") && said.contains(COMMAND), "{said}");
    // A relaxation without a lock is accepted.
    write(&package, &[RECORDS.to_owned()], &relax("kind-changed", ".name", "no lock exists"));
    assert_eq!(package.check(), [""; 0]);
}

#[test]
fn one_command_adds_fields_and_schema_versions() {
    let package = locked(SCRATCH, "update", 1);
    let before = package.read("store-record.lock");
    let added = changed("pub city: String,", "pub city: String, #[store_record(default)] pub more: u8,");
    write(&package, std::slice::from_ref(&added), "");
    let (passed, said) = package.test(&[]);
    assert!(!passed && said.contains(COMMAND), "{said}");
    let (passed, said) = package.test(UPDATE);
    assert!(passed, "{said}");
    let after = package.read("store-record.lock");
    let lines = |text: &str| text.lines().count();
    assert!(before != after && lines(&after) - lines(&before) < 6, "the diff is small: {after}");
    assert!(package.test(&[]).0);

    let third = added.replace("pub type Group = Group2;", THIRD);
    write(&package, &[third], "");
    assert_eq!(package.check(), [""; 0], "the chain reads the older versions");
    assert!(package.test(UPDATE).0);
    assert_eq!(package.read("store-record.lock").matches("\"type\": \"group_0\"").count(), 3);
}

const THIRD: &str = r#"
#[derive(StoreRecord)]
#[store_record(type = "group", alias = "team", schema_version = 3, previous = Group2, scope = global, key = id)]
pub struct Group { pub id: u64, pub title: Option<String> }
impl From<Group2> for Group {
    fn from(group: Group2) -> Self { Self { id: group.id, title: Some(group.title) } }
}
"#;

#[test]
fn a_change_of_an_old_version_is_rejected() {
    let package = locked(SCRATCH, "versions", 1);
    let inside = changed("pub struct Group1 { pub id: u64 }", "pub struct Group1 { pub id: u64, pub title: String }");
    write(&package, &[inside], "");
    let errors = package.check();
    assert!(errors.len() == 1 && errors[0].contains("`group_0` version 1: `.title` wasn't a field"), "{errors:#?}");
}

/// A higher version without `previous` compiles without the lock. The lock knows that rows of the older version exist.
#[test]
fn a_new_version_without_previous_is_rejected() {
    let records = changed("schema_version = 2, previous = Group1,", "schema_version = 2,");
    let (source, types) = library(std::slice::from_ref(&records), "");
    let package = Package::new(SCRATCH, "without-previous", &source, &[("record-types.json", &types)]);
    assert_eq!(package.check(), [""; 0]);
    let package = locked(SCRATCH, "without-previous", 1);
    write(&package, &[records], "");
    let errors = package.check();
    let message = "`group_0` version 1 is locked, and nothing reads its rows any more: keep its type in the chain";
    assert!(errors.len() == 1 && errors[0].contains(message), "{errors:#?}");
}

#[test]
fn a_removed_record_type_must_be_retired() {
    let package = locked(SCRATCH, "gone", 1);
    let gone = changed("// Account Group", "// Account");
    write(&package, std::slice::from_ref(&gone), "");
    let errors = package.check();
    assert!(errors.len() == 1 && errors[0].contains("say `retired(\"group_0\")`"), "{errors:#?}");
    let (passed, said) = package.test(UPDATE);
    assert!(!passed && said.contains("say `retired(\"group_0\")`"), "{said}");
    write(&package, &[gone], "retired(\"group_0\")");
    assert_eq!(package.check(), [""; 0]);
    assert!(package.test(UPDATE).0);
    assert!(!package.read("store-record.lock").contains("group_0"));
}

fn relax(change: &str, at: &str, reason: &str) -> String {
    format!("relax(type = \"account_0\", schema_version = 1, change = {change:?}, at = {at:?}, reason = {reason:?})")
}

#[test]
fn a_rejected_change_is_locked_only_with_a_relaxation_and_its_reason() {
    let package = locked(SCRATCH, "relaxed", 1);
    let before = package.read("store-record.lock");
    let records = [changed("pub city: String", "pub city: Option<String>")];
    write(&package, &records, "");
    let (passed, said) = package.test(UPDATE);
    let words = "relax(type = \"account_0\", schema_version = 1, change = \"kind-changed\", at = \".address.city\", ";
    assert!(
        !passed && said.contains("`.address.city` was text, is now optional text") && said.contains(words),
        "{said}"
    );
    assert_eq!(package.read("store-record.lock"), before);

    let relaxed = relax("kind-changed", ".address.city", "it is in no release");
    write(&package, &records, &relaxed);
    assert_eq!(package.check(), [""; 0]);
    let (passed, said) = package.test(&[]);
    assert!(!passed && said.contains(COMMAND), "{said}");
    assert_eq!(package.read("store-record.lock"), before);
    assert!(package.test(UPDATE).0);
    let lock = package.read("store-record.lock");
    let entry = "      \"relaxed\": [\n        {\n          \"at\": \".address.city\",\n          \
                 \"change\": \"kind-changed\",\n          \"reason\": \"it is in no release\"\n        }\n      ],\n";
    assert_eq!(lock.matches(entry).count(), 1, "{lock}");

    // A spent relaxation may be removed. The lock keeps it.
    assert!(package.test(&[]).0);
    write(&package, &records, "");
    assert!(package.test(&[]).0 && package.test(UPDATE).0);
    assert_eq!(package.read("store-record.lock"), lock);

    // The next change at its path needs another relaxation.
    let next = [changed("pub city: String", "pub city: u8")];
    write(&package, &next, &relaxed);
    let errors = package.check();
    let message = "The manifest's `relax` needs a new `reason`: the lock holds the one it has";
    assert!(errors.len() == 1 && errors[0].contains(message), "{errors:#?}");
    write(&package, &next, &relax("kind-changed", ".address.city", "still in no release"));
    assert!(package.test(UPDATE).0);
    let lock = package.read("store-record.lock");
    assert!(lock.contains("it is in no release") && lock.contains("still in no release"), "{lock}");
}

#[test]
fn a_name_with_a_dot_and_a_nested_field_have_different_paths() {
    let package = locked(SCRATCH, "dots", 1);
    let records = [changed("pub one: u8", "pub one: u16").replace("pub b: u8", "pub b: u16")];
    let (dot, field) =
        (relax("kind-changed", ".odd.a%2Eb", "no lock exists"), relax("kind-changed", ".odd.a.b", "no lock exists"));
    for (relaxed, left) in [(&dot, "`.odd.a.b` was u8"), (&field, "`.odd.a%2Eb` was u8")] {
        write(&package, &records, relaxed);
        let errors = package.check();
        assert!(errors.len() == 1 && errors[0].contains(left), "{errors:#?}");
    }
    write(&package, &records, &format!("{dot}, {field}"));
    assert_eq!(package.check(), [""; 0]);
}

#[test]
fn a_removed_version_leaves_its_relaxation_in_the_lock() {
    let package = locked(SCRATCH, "away", 1);
    let records = [changed("schema_version = 2, previous = Group1,", "schema_version = 2,")];
    let away =
        "relax(type = \"group_0\", schema_version = 1, change = \"version-removed\", reason = \"upcast in place\")";
    write(&package, &records, away);
    assert_eq!(package.check(), [""; 0]);
    let (passed, said) = package.test(UPDATE);
    assert!(passed, "{said}");
    let lock: serde_json::Value = serde_json::from_str(&package.read("store-record.lock")).unwrap();
    let blocks = lock["records"].as_array().unwrap();
    let left = blocks.iter().find(|block| block["type"] == "group_0" && block["schema_version"] == 1).unwrap();
    let relaxed = serde_json::json!([{ "change": "version-removed", "reason": "upcast in place" }]);
    assert_eq!(*left, serde_json::json!({ "relaxed": relaxed, "schema_version": 1, "type": "group_0" }));
    write(&package, &records, "");
    assert!(package.test(&[]).0);
}

/// Each mistake is one error at its token, and all are reported together.
#[test]
fn mistakes_in_relaxations_are_reported_together() {
    let package = locked(SCRATCH, "mistakes", 1);
    let records = [changed("pub city: String", "pub city: u8")];
    let city = relax("kind-changed", ".address.city", "none");
    let cases: [(String, &[&str]); 12] = [
        (
            city.replace("reason = \"none\"", "reason = \" \""),
            &["a relaxation needs a reason: say why no stored row is lost"],
        ),
        (city.replace(", reason = \"none\"", ""), &["a relaxation needs `reason`: why no stored row is lost"]),
        (city.replace(", at = \".address.city\"", ""), &["a relaxation needs `at`: the path of the change"]),
        (
            city.replace("kind-changed", "version-removed"),
            &["`version-removed` is about a whole schema version, so it has no path: remove `at`"],
        ),
        (
            city.replace("kind-changed", "kind-change"),
            &["there is no change `kind-change` (did you mean `kind-changed`?)"],
        ),
        (city.replace("reason", "because"), &["a relaxation has no option `because`", "a relaxation needs `reason`"]),
        (city.replace("account_0", "acount_0"), &["has no record type `acount_0` (did you mean `account_0`?)"]),
        (city.replace("version = 1", "version = 3"), &["has no version 3 of `account_0`; its versions are 1"]),
        (format!("{city}, {city}"), &["duplicate relaxation of this change"]),
        ("relax".to_owned(), &["`relax` needs a list: `relax(type = "]),
        (
            format!("{city}, {}", relax("kind-changed", ".address.town", "none")),
            &["`account_0` has no change `kind-changed` at `.address.town` that the lock would reject: remove this"],
        ),
        (
            "relax(type = 3, schema_version = 0, change = \"tags\", at = \".a\", reason = \"\")".to_owned(),
            &[
                "`type` needs a value such as",
                "a schema version is a number from 1",
                "there is no change `tags`",
                "a relaxation needs a reason",
            ],
        ),
    ];
    for (options, messages) in cases {
        write(&package, &records, &options);
        let errors = package.check();
        assert_eq!(errors.len(), messages.len(), "{options}: {errors:#?}");
        for message in messages {
            let found = errors.iter().find(|error| error.contains(message));
            assert!(
                found.is_some_and(|error| error.contains("relax") || error.contains("reason =")),
                "{options}: {message}: {errors:#?}"
            );
        }
    }
    let (source, _) = library(&records, &city);
    package.write("src/lib.rs", &source.replace("lock = \"store-record.lock\", ", ""));
    let errors = package.check();
    assert!(
        errors.len() == 1 && errors[0].contains("`relax` allows a change that the lock would reject, and this"),
        "{errors:#?}"
    );
}

/// Checks the package with the feature, or without it.
fn set_feature(package: &Package, is_on: bool) {
    let manifest = package.read("Cargo.toml");
    let manifest = manifest.split("[features]").next().unwrap();
    let default = if is_on { "[\"audit\"]" } else { "[]" };
    package.write("Cargo.toml", &format!("{manifest}[features]\ndefault = {default}\naudit = []\n"));
}

#[test]
fn the_error_of_a_missing_feature_names_it() {
    let field = "#[cfg(feature = \"audit\")] pub trail: u8, pub city: String,";
    let variant = "#[cfg(feature = \"audit\")] Trail(u8),\n    None,\n";
    let both = [changed("pub city: String,", field), changed("    None,\n", variant)];
    let of_feature = "`cfg(feature = \"audit\")`, and what is stored must not depend on a build";
    let written = r#""cfg": "feature = \"audit\"""#;
    for (records, path) in [(&both[0], ".address.trail"), (&both[1], ".contacts[]#Trail")] {
        let package = Package::new(SCRATCH, "behind", "", &[]);
        set_feature(&package, true);
        write(&package, std::slice::from_ref(records), "");
        assert!(package.test(UPDATE).0);
        assert!(package.read("store-record.lock").contains(written), "{}", package.read("store-record.lock"));
        // Cargo doesn't rebuild when the file first appears.
        write(&package, &[format!("\n{records}")], "");
        assert_eq!(package.check(), [""; 0]);
        set_feature(&package, false);
        let errors = package.check();
        let message = format!("and isn't in this build: it is behind {of_feature}");
        assert!(errors.len() == 1 && errors[0].contains(path) && errors[0].contains(&message), "{errors:#?}");
    }

    // The lock of the build without the feature.
    let package = Package::new(SCRATCH, "behind", "", &[]);
    set_feature(&package, false);
    write(&package, &both[..1], "");
    assert!(package.test(UPDATE).0);
    write(&package, &[format!("\n{}", both[0])], "");
    set_feature(&package, true);
    let errors = package.check();
    let message = format!("`.address.trail` wasn't a field, and is required in this build: it is behind {of_feature}");
    assert!(errors.len() == 1 && errors[0].contains(&message), "{errors:#?}");
    // A field with `default` compiles, and the test says why the lock isn't current.
    write(&package, &[both[0].replace("\"audit\")]", "\"audit\")] #[store_record(default)]")], "");
    let (passed, said) = package.test(&[]);
    assert!(!passed && said.contains("differs in what is behind `cfg`"), "{said}");
}

/// Tests the example in `docs/evolution.md`.
#[test]
fn each_build_can_have_its_own_lock() {
    let records = changed("pub city: String,", "#[cfg(feature = \"audit\")] pub trail: u8, pub city: String,");
    let (source, types) = library(&[records], "");
    let one = "lock = \"store-record.lock\", )]";
    assert!(source.contains(one), "{source}");
    let source = source.replace(
        one,
        ")]\n#[cfg_attr(feature = \"audit\", manifest(lock = \"with-audit.lock\"))]\n\
         #[cfg_attr(not(feature = \"audit\"), manifest(lock = \"without-audit.lock\"))]",
    );
    let package = Package::new(SCRATCH, "two-locks", &source, &[("record-types.json", &types)]);
    for is_on in [true, false, true, false] {
        set_feature(&package, is_on);
        assert!(package.test(UPDATE).0);
        let (passed, said) = package.test(&[]);
        assert!(passed, "{said}");
    }
    let [with, without] = ["with-audit.lock", "without-audit.lock"].map(|lock| package.read(lock));
    assert!(with.contains("trail") && !without.contains("trail"));
}

#[test]
fn a_damaged_or_edited_lock_is_an_error_at_its_path() {
    let package = locked(SCRATCH, "damaged", 1);
    let lock = package.read("store-record.lock");
    let cases = [
        ("<<<<<<< ours\n".to_owned() + &lock, "isn't JSON"),
        ("{".to_owned(), "isn't JSON"),
        (lock.replace("\"format\": 1", "\"format\": 2"), "has a format that this version of store-record doesn't read"),
        (lock.replace("\"u32\"", "\"u33\""), "has an invalid entry for version 1 of `account_0`"),
        (lock.replace("  ", " "), "was edited by hand"),
    ];
    for (text, message) in &cases {
        package.write("store-record.lock", text);
        let errors = package.check();
        assert_eq!(errors.len(), 1, "{message}: {errors:#?}");
        assert!(errors[0].contains(message) && errors[0].contains("lock = \"store-record.lock\""), "{}", errors[0]);
    }
    // The command doesn't overwrite a lock that it can't compare.
    package.write("store-record.lock", &cases[0].0);
    let (passed, said) = package.test(UPDATE);
    assert!(!passed && said.contains("restore it from version control"), "{said}");
    assert_eq!(package.read("store-record.lock"), cases[0].0);
    // It restores the form of a lock that it can compare.
    package.write("store-record.lock", &cases[4].0);
    assert!(package.test(UPDATE).0);
    assert_eq!(package.read("store-record.lock"), lock);
    assert_eq!(package.check(), [""; 0]);
    let edited = lock.replacen("\"u32\"", "\"u8\"", 1).replace("  ", " ");
    package.write("store-record.lock", &edited);
    let (passed, said) = package.test(UPDATE);
    assert!(!passed && said.contains("was u8, is now u32"), "{said}");
    assert_eq!(package.read("store-record.lock"), edited);

    // Git checks out CRLF line ends on some systems.
    package.write("store-record.lock", &lock.replace('\n', "\r\n"));
    assert_eq!(package.check(), [""; 0], "Cargo rebuilds after a change of the lock");
    assert!(package.test(&[]).0);
}
