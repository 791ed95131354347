//! The manifest's checks fail `cargo check`. Each case is a separate package.
//!
//! This isn't a trybuild test, because trybuild compiles a case outside the folder of its files.

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

/// Checks that there is one error, with `message`, at a line that contains `place`.
fn rejected(name: &str, source: &str, file: Option<&str>, message: &str, place: &str) {
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
fn a_manifest_with_all_listed_types_compiles_with_both_file_forms() {
    let list = r#"["group", "account"]"#;
    let package = Package::new(SCRATCH, "complete", &manifest(BOTH), &[("record-types.json", list)]);
    assert_eq!(package.check(), [""; 0]);
    package.write("record-types.json", &format!(r#"{{"format": 1, "record_types": {list}}}"#));
    assert_eq!(package.check(), [""; 0]);
    // Cargo rebuilds after a change of the file.
    package.write("record-types.json", r#"["group"]"#);
    assert_eq!(package.check().len(), 1);
}

#[test]
fn a_listed_record_type_without_a_variant_is_rejected() {
    let file = r#"["account", "session", "group", "consent"]"#;
    let message =
        "no variant of the manifest has the record type `session`, `consent`, listed in `record-types.json`: add";
    rejected("without-variant", &manifest(BOTH), Some(file), message, "file = \"record-types.json\"");
}

#[test]
fn a_variant_that_the_file_does_not_list_is_rejected() {
    let message = "the manifest file `record-types.json` doesn't list the record type `group`: add it there";
    rejected("not-listed", &manifest(BOTH), Some(r#"["account"]"#), message, "Group(Group)");
}

#[test]
fn two_variants_with_one_record_type_are_rejected() {
    let source = manifest(BOTH).replace("\"group\"", "\"account\"");
    let message = "two variants of the manifest have the record type `account`: give";
    rejected("twice", &source, Some(r#"["account"]"#), message, "Group(Group)");
}

#[test]
fn an_alias_that_is_another_record_type_is_rejected() {
    let source = manifest(BOTH).replace("type = \"group\"", "type = \"group\", alias = \"account\"");
    let message = "`account` is a record type of the manifest and an `alias` of `group`: remove";
    rejected("alias", &source, Some(r#"["account", "group"]"#), message, "Group(Group)");
}

#[test]
fn an_alias_of_two_records_is_rejected() {
    let source = manifest(BOTH).replace("scope = global", "alias = \"old\", scope = global");
    let message = "`old` is an `alias` of both `account` and `group`";
    rejected("alias-of-two", &source, Some(r#"["account", "group"]"#), message, "Group(Group)");
}

#[test]
fn a_record_missing_in_its_manifest_is_rejected() {
    let source = manifest("Account(Account)").replace("type = \"group\"", "type = \"group\", manifest = Directory");
    let message = "`Group` says `manifest = Directory`, but `Directory` has no variant for it";
    rejected("unregistered", &source, Some(r#"["account"]"#), message, "manifest = Directory");
}

#[test]
fn a_variant_without_a_record_is_rejected() {
    let source = manifest("Account(Account), Group { group: Group }");
    let message = "a variant of a manifest holds one record: write `Group(Group)`";
    rejected("no-record", &source, Some(r#"["account", "group"]"#), message, "Group {");
}

#[test]
fn a_mistake_in_a_record_is_the_only_error() {
    let source = manifest(BOTH).replace("type = \"group\"", "type = \"group\", schema_version = 0");
    let file = Some(r#"["account", "group"]"#);
    rejected("mistake", &source, file, "a schema version is a number from 1 to 2147483647", "schema_version = 0");
}

#[test]
fn a_manifest_must_be_an_enum_without_parameters() {
    let (file, derive) =
        (Some(r#"["account"]"#), "#[derive(RecordManifest)]\n#[manifest(file = \"record-types.json\")]\n");
    let source = format!("{RECORDS}{derive}pub enum Directory<T> {{ Account(Account), Other(T) }}");
    rejected(
        "parameters",
        &source,
        file,
        "a manifest is a closed set of record types, so it can't have parameters",
        "<T>",
    );
    let source = format!("{RECORDS}{derive}pub struct Directory;");
    rejected(
        "struct",
        &source,
        file,
        "a manifest is an enum with one variant for each record type",
        "struct Directory",
    );
}

#[test]
fn a_manifest_without_a_file_option_is_rejected() {
    let source = manifest(BOTH).replace("#[manifest(file = \"record-types.json\")]", "");
    rejected("no-file", &source, None, "a manifest needs its file: add `#[manifest(file = ", "enum Directory");
}

#[test]
fn an_unreadable_file_is_rejected() {
    let path = "file = \"record-types.json\"";
    rejected("missing", &manifest(BOTH), None, "the manifest file `record-types.json` can't be read", path);
    rejected("damaged", &manifest(BOTH), Some("[\"account\""), "`record-types.json` isn't JSON", path);
    rejected("no-list", &manifest(BOTH), Some("{}"), "must be a JSON list of record types", path);
    rejected(
        "named-twice",
        &manifest(BOTH),
        Some(r#"["group", "group"]"#),
        "duplicate record type `group` in the manifest file",
        path,
    );
}

/// Checks with quadratic work reached rustc's limit for the evaluation of constants.
#[test]
fn a_manifest_with_a_thousand_record_types_compiles() {
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

/// Returns the directory of the examples as a separate package.
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
fn the_directory_with_a_missing_variant_or_an_extra_name_does_not_compile() {
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
fn following_the_error_of_a_changed_field_type_compiles() {
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

    // The error says: keep the old shape as the previous type, and give the new one the next version.
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
