//! A version that is rewritten as JSON needs its block of the lock. Each case is checked in a user's package.

#![allow(clippy::unwrap_used)]

use store_record_tests::package::Package;

const SCRATCH: &str = env!("CARGO_TARGET_TMPDIR");
const UPDATE: &[(&str, &str)] = &[("STORE_RECORD_LOCK", "update")];

const MANIFEST: &str = r#"
use store_record::{RecordManifest, StoreRecord};
use serde_json::{Map, Value};
#[derive(RecordManifest)]
#[manifest(file = "record-types.json", lock = "store-record.lock")]
pub enum Directory { Account(Account) }
fn rewrite(old: Map<String, Value>) -> Map<String, Value> { old }
"#;

const FIRST: &str = r#"
#[derive(StoreRecord)]
#[store_record(type = "account", scope = realm, key = id)]
pub struct Account { realm: String, id: u64 }
"#;

const SECOND: &str = r#"
#[derive(StoreRecord)]
#[store_record(type = "account", schema_version = 2, manifest = Directory, previous = json(rewrite), scope = realm, key = id)]
pub struct Account { realm: String, id: u64, #[store_record(default)] mail: Option<String> }
"#;

/// A package whose lock has the first version.
fn released(name: &str) -> Package {
    let package =
        Package::new(SCRATCH, name, &(MANIFEST.to_owned() + FIRST), &[("record-types.json", r#"["account"]"#)]);
    let (passed, said) = package.test(UPDATE);
    assert!(passed, "{said}");
    package
}

#[test]
fn a_version_that_is_rewritten_as_json_stays_in_the_lock() {
    let package = released("json-upcast");
    let first = package.read("store-record.lock");
    package.write("src/lib.rs", &(MANIFEST.to_owned() + SECOND));
    assert_eq!(package.check(), [""; 0]);
    let (passed, said) = package.test(UPDATE);
    assert!(passed, "{said}");
    let second = package.read("store-record.lock");
    let block = first.split_once("    {").unwrap().1.rsplit_once("    }").unwrap().0;
    assert!(second.contains(block) && second.len() > first.len(), "{second}");
    assert!(package.test(&[]).0);
    // The next version can be rewritten too.
    let third =
        SECOND.replace("schema_version = 2", "schema_version = 3").replace("json(rewrite)", "json(rewrite, rewrite)");
    package.write("src/lib.rs", &(MANIFEST.to_owned() + &third));
    assert_eq!(package.check(), [""; 0]);
    assert!(package.test(UPDATE).0);
    assert_eq!(package.read("store-record.lock").matches("\"schema_version\"").count(), 3);
    // A renamed record type has the same versions.
    let renamed = third.replace("type = \"account\"", "type = \"user\", alias = \"account\"");
    package.write("src/lib.rs", &(MANIFEST.to_owned() + &renamed));
    package.write("record-types.json", r#"["user"]"#);
    assert_eq!(package.check(), [""; 0]);
    assert!(package.test(UPDATE).0);
    assert_eq!(package.read("store-record.lock").matches("\"type\": \"user\"").count(), 3);
    assert_eq!(package.check(), [""; 0]);
}

#[test]
fn a_version_that_is_not_as_the_lock_says_is_rejected() {
    let package = released("json-upcast-rejected");
    let cases = [
        (
            SECOND
                .replace("schema_version = 2", "schema_version = 3")
                .replace("json(rewrite)", "json(rewrite, rewrite)"),
            "the lock of the manifest has no block for schema version 2 of `account`",
            "json(rewrite, rewrite)",
        ),
        (
            SECOND.replace("key = id", "key = mail"),
            "`account` has another key than the locked version",
            "json(rewrite)",
        ),
        (
            SECOND.replace("scope = realm", "scope = global"),
            "`account` has another scope than the locked version",
            "json(rewrite)",
        ),
        (
            SECOND.replace("json(rewrite)", "json(to_string)"),
            "a function of `previous = json(…)` can't return `",
            "json(to_string)",
        ),
    ];
    for (source, message, place) in cases {
        let to_string = "\nfn to_string(_: Map<String, Value>) -> String { String::new() }";
        package.write("src/lib.rs", &(MANIFEST.to_owned() + &source + to_string));
        let errors = package.check();
        assert_eq!(errors.len(), 1, "{message}: {errors:#?}");
        assert!(errors[0].contains(message) && errors[0].contains(place), "{}", errors[0]);
    }
    // Without a variant for the record type, that is the error.
    let source = MANIFEST.replace("Account(Account)", "Group(Group)")
        + SECOND
        + &FIRST.replace("account", "group").replace("Account", "Group");
    package.write("src/lib.rs", &source);
    package.write("record-types.json", r#"["group"]"#);
    let errors = package.check();
    let message = "no variant of the manifest has the record type `account`: add one that holds its newest version";
    assert!(errors.iter().any(|error| error.contains(message)), "{errors:#?}");
    // A lock that is damaged is reported alone.
    package.write("src/lib.rs", &(MANIFEST.to_owned() + SECOND));
    package.write("record-types.json", r#"["account"]"#);
    package.write("store-record.lock", "{");
    let errors = package.check();
    assert!(errors.len() == 1 && errors[0].contains("isn't JSON"), "{errors:#?}");
}
