//! The manifest's checks stop `cargo check`: each case is a package of its own, as a user has it.
//!
//! Not with trybuild, which compiles a case away from the files that stand beside it.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use store_record_tests::package::Package;

const SCRATCH: &str = env!("CARGO_TARGET_TMPDIR");

const RECORDS: &str = r#"
use store_record::{RecordManifest, StoreRecord};
#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id)]
pub struct Account { id: u64 }
#[derive(StoreRecord)]
#[store_record(type = "group", scope = global, key = id)]
pub struct Group { id: u64 }
"#;

/// Checks that the one error says `message` at a line that holds `place`.
fn refused(name: &str, source: &str, file: Option<&str>, message: &str, place: &str) {
    let files: Vec<_> = file.map(|text| ("record-types.json", text)).into_iter().collect();
    let errors = Package::new(SCRATCH, name, source, &files).check();
    assert_eq!(errors.len(), 1, "{name}: {errors:#?}");
    assert!(errors[0].contains(message), "{name}: {}", errors[0]);
    let pointed = errors[0].lines().find(|line| line.contains(" | ") && line.contains(place));
    assert!(pointed.is_some(), "{name}: {}", errors[0]);
}

fn manifest(variants: &str) -> String {
    format!(
        "{RECORDS}\n#[derive(RecordManifest)]\n#[manifest(file = \"record-types.json\")]\npub enum Directory {{ {variants} }}\n"
    )
}

const BOTH: &str = "Account(Account), Group(Group)";

#[test]
fn a_complete_manifest_compiles_with_both_forms_of_the_file() {
    let list = r#"["group", "account"]"#;
    let package = Package::new(SCRATCH, "complete", &manifest(BOTH), &[("record-types.json", list)]);
    assert_eq!(package.check(), [""; 0]);
    package.write("record-types.json", &format!(r#"{{"format": 1, "record_types": {list}}}"#));
    assert_eq!(package.check(), [""; 0]);
    // A change of the file alone is seen.
    package.write("record-types.json", r#"["group"]"#);
    assert_eq!(package.check().len(), 1);
}

#[test]
fn a_listed_record_type_without_a_variant() {
    let file = r#"["account", "session", "group", "consent"]"#;
    let message =
        "no variant of the manifest has the record type `session`, `consent`, listed in `record-types.json`: add";
    refused("without-variant", &manifest(BOTH), Some(file), message, "file = \"record-types.json\"");
}

#[test]
fn a_variant_that_the_file_does_not_list() {
    let message = "the manifest file `record-types.json` doesn't list the record type `group`: add it there";
    refused("not-listed", &manifest(BOTH), Some(r#"["account"]"#), message, "Group(Group)");
}

#[test]
fn two_variants_with_one_record_type() {
    let source = manifest(BOTH).replace("\"group\"", "\"account\"");
    let message = "two variants of the manifest have the record type `account`: give";
    refused("twice", &source, Some(r#"["account"]"#), message, "Group(Group)");
}

#[test]
fn an_alias_that_is_another_record_type() {
    let source = manifest(BOTH).replace("type = \"group\"", "type = \"group\", alias = \"account\"");
    let message = "`account` is a record type of the manifest and an `alias` of `group`: remove";
    refused("alias", &source, Some(r#"["account", "group"]"#), message, "Group(Group)");
}

#[test]
fn an_alias_of_two_records() {
    let source = manifest(BOTH).replace("scope = global", "alias = \"old\", scope = global");
    let message = "`old` is an `alias` of both `account` and `group`";
    refused("alias-of-two", &source, Some(r#"["account", "group"]"#), message, "Group(Group)");
}

#[test]
fn a_record_that_names_a_manifest_without_a_variant_for_it() {
    let source = manifest("Account(Account)").replace("type = \"group\"", "type = \"group\", manifest = Directory");
    let message = "`Group` says `manifest = Directory`, but `Directory` has no variant for it";
    refused("unregistered", &source, Some(r#"["account"]"#), message, "manifest = Directory");
}

#[test]
fn a_variant_that_holds_no_record() {
    let source = manifest("Account(Account), Group { group: Group }");
    let message = "a variant of a manifest holds one record: write `Group(Group)`";
    refused("no-record", &source, Some(r#"["account", "group"]"#), message, "Group {");
}

#[test]
fn a_mistake_in_a_record_comes_alone() {
    let source = manifest(BOTH).replace("type = \"group\"", "type = \"group\", schema_version = 0");
    let file = Some(r#"["account", "group"]"#);
    refused("mistake", &source, file, "a schema version is a number from 1 to 2147483647", "schema_version = 0");
}

#[test]
fn a_manifest_that_is_no_closed_set() {
    let (file, derive) =
        (Some(r#"["account"]"#), "#[derive(RecordManifest)]\n#[manifest(file = \"record-types.json\")]\n");
    let source = format!("{RECORDS}{derive}pub enum Directory<T> {{ Account(Account), Other(T) }}");
    refused(
        "parameters",
        &source,
        file,
        "a manifest is a closed set of record types, so it can't have parameters",
        "<T>",
    );
    let source = format!("{RECORDS}{derive}pub struct Directory;");
    refused("struct", &source, file, "a manifest is an enum with one variant for each record type", "struct Directory");
}

#[test]
fn a_manifest_that_names_no_file() {
    let source = manifest(BOTH).replace("#[manifest(file = \"record-types.json\")]", "");
    refused("no-file", &source, None, "a manifest needs its file: add `#[manifest(file = ", "enum Directory");
}

#[test]
fn a_file_that_can_not_be_read() {
    let path = "file = \"record-types.json\"";
    refused("missing", &manifest(BOTH), None, "the manifest file `record-types.json` can't be read", path);
    refused("damaged", &manifest(BOTH), Some("[\"account\""), "`record-types.json` isn't JSON", path);
    refused("no-list", &manifest(BOTH), Some("{}"), "must be a JSON list of record types", path);
    refused(
        "named-twice",
        &manifest(BOTH),
        Some(r#"["group", "group"]"#),
        "duplicate record type `group` in the manifest file",
        path,
    );
}

/// Checks whose work grew with the square of the number ended in rustc's limit for constants.
#[test]
fn a_manifest_of_a_thousand_record_types_compiles() {
    let name = |index: usize| format!("a_record_type_with_a_long_common_beginning_{index}");
    let count = 1_024;
    let records = (0..count).map(|index| {
        let record_type = name(index);
        format!("#[derive(StoreRecord)]\n#[store_record(type = {record_type:?}, alias = \"former_{index}\", scope = global, key = id)]\npub struct R{index} {{ id: u64 }}\n")
    });
    let variants: Vec<String> = (0..count).map(|index| format!("R{index}(R{index})")).collect();
    let source = format!(
        "use store_record::{{RecordManifest, StoreRecord}};\n{}#[derive(RecordManifest)]\n\
         #[manifest(file = \"record-types.json\")]\npub enum Many {{ {} }}\n",
        records.collect::<String>(),
        variants.join(", ")
    );
    let listed: Vec<String> = (0..count).rev().map(name).collect();
    let file = serde_json::to_string(&listed).unwrap();
    assert_eq!(Package::new(SCRATCH, "thousand", &source, &[("record-types.json", &file)]).check(), [""; 0]);
}

/// The directory of the examples as a package of its own.
fn directory(name: &str) -> Package {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("examples");
    let package = Package::new(SCRATCH, name, "#![allow(missing_docs)]\npub mod directory;\n", &[]);
    let copy = |path: &str| package.write(path, &fs::read_to_string(examples.join(path)).unwrap());
    ["src/directory.rs", "migrations/manifest.json", "store-record.lock"].into_iter().for_each(copy);
    for entry in fs::read_dir(examples.join("src/directory")).unwrap() {
        copy(&format!("src/directory/{}", entry.unwrap().file_name().to_string_lossy()));
    }
    package
}

#[test]
fn the_directory_without_one_variant_or_with_one_name_more_does_not_compile() {
    let package = directory("directory");
    let directory = package.read("src/directory.rs");
    let file = package.read("migrations/manifest.json");
    assert_eq!(package.check(), [""; 0]);

    package.write("migrations/manifest.json", &file.replacen("\"grant\"", "\"grant\", \"device\"", 1));
    let errors = package.check().concat();
    assert!(errors.contains("`device`, listed in `migrations/manifest.json`"), "{errors}");

    package.write("migrations/manifest.json", &file);
    package.write("src/directory.rs", &directory.replacen("    Checkpoint(Checkpoint),\n", "", 1));
    let errors = package.check().concat();
    assert!(errors.contains("`projection_checkpoint`, listed in `migrations/manifest.json`"), "{errors}");
    assert!(errors.contains("Checkpoint` says `manifest = directory::DirectoryRecord`, but"), "{errors}");
}

#[test]
fn a_newcomer_who_changes_the_type_of_a_field_is_told_what_to_do_and_succeeds() {
    let package = directory("newcomer");
    assert_eq!(package.check(), [""; 0]);
    let tenancy = package.read("src/directory/tenancy.rs");
    let (was, is) = ("pub rate_limits: BTreeMap<u16, u32>,", "pub rate_limits: BTreeMap<u16, u64>,");
    assert_eq!(tenancy.matches(was).count(), 1);
    let changed = tenancy.replace(was, is);
    package.write("src/directory/tenancy.rs", &changed);
    let errors = package.check();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert!(errors[0].contains("`application` version 1: `.rateLimits[*]` was u32, is now u64"), "{}", errors[0]);
    assert!(errors[0].contains("give the record the next `schema_version` with `previous`"), "{}", errors[0]);

    // What the error says: the old shape as the previous type, the new one with the next version.
    let start = tenancy.find("pub struct Application").unwrap();
    let attributes = tenancy[..start].rfind("#[derive").unwrap();
    let end = start + tenancy[start..].find("\n}\n").unwrap() + 3;
    let old = tenancy[attributes..end].replace("struct Application", "struct ApplicationV1");
    let old = old.replace("    manifest = DirectoryRecord\n", "");
    let of_type = "type = \"application\",";
    let new = changed.replace(of_type, &format!("{of_type} schema_version = 2, previous = ApplicationV1,"));
    let conversion = "impl From<ApplicationV1> for Application {
        fn from(old: ApplicationV1) -> Self {
            let rate_limits = old.rate_limits.into_iter().map(|(class, limit)| (class, limit.into())).collect();
            let ApplicationV1 { tenant_id, name, redirect_uris, allowed_scopes, token_lifetime, .. } = old;
            Self { tenant_id, name, redirect_uris, allowed_scopes, rate_limits, token_lifetime }
        }
    }";
    package.write("src/directory/tenancy.rs", &format!("{new}\n{old}\n{conversion}\n"));
    assert_eq!(package.check(), [""; 0]);
    let lock = package.read("store-record.lock");
    let (passed, said) = package.test(&[("STORE_RECORD_LOCK", "update")]);
    assert!(passed, "{said}");
    let updated = package.read("store-record.lock");
    let blocks = |lock: &str| lock.matches("\"type\": \"application\"").count();
    assert_eq!((blocks(&lock), blocks(&updated)), (1, 2));
}
