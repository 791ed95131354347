//! The lock, in a package as a user has it: each kind of change stops `cargo check`, or passes and makes the test fail
//! with the command that updates the lock.

#![allow(clippy::unwrap_used)]

use store_record_tests::package::Package;

const SOURCE: &str = r#"
use store_record::{Json, RecordManifest, StoreRecord, StoreValue};
use std::collections::{BTreeMap, BTreeSet};

#[derive(StoreValue)]
#[store_record(reserved("zip"))]
pub struct Address {
    pub city: String,
    #[store_record(alias = "road")]
    pub street: Option<String>,
    #[store_record(default)]
    pub lines: Vec<String>,
}

#[derive(StoreValue)]
pub enum Contact {
    None,
    Mail(String),
    #[store_record(alias = "Fon")]
    Phone { number: u32, kinds: BTreeSet<char> },
    #[store_record(other)]
    Other(Json),
}

#[derive(StoreValue)]
#[store_record(tag = "kind")]
pub enum Status { Active, Closed { by: u64 } }

#[derive(StoreValue)]
#[store_record(unknown_fields = "ignore")]
pub struct Loose { pub note: String }

#[derive(StoreValue)]
pub struct Kept { pub sum: u8, #[store_record(rest)] pub rest: store_record::UnknownFields }

#[derive(StoreRecord)]
#[store_record(type = "account", scope = tenant, key = (id, region), revision = revision, metadata(name))]
pub struct Account {
    pub tenant: String,
    pub id: u64,
    pub region: Option<String>,
    pub revision: u32,
    pub name: String,
    pub address: Address,
    pub contacts: Vec<Contact>,
    pub status: Status,
    pub loose: Loose,
    pub kept: Kept,
    pub scores: BTreeMap<u8, (f64, [u8; 4])>,
}

#[derive(StoreRecord)]
#[store_record(type = "group", alias = "team", scope = global, key = id)]
pub struct Group { pub id: u64 }

#[derive(RecordManifest)]
#[manifest(file = "record-types.json", lock = "store-record.lock")]
pub enum Directory { Account(Account), Group(Group) }
"#;

const TYPES: &str = r#"["account", "group"]"#;
const COMMAND: &str = "STORE_RECORD_LOCK=update cargo test";

fn locked(name: &str) -> Package {
    let package = Package::new(env!("CARGO_TARGET_TMPDIR"), name, SOURCE, &[("record-types.json", TYPES)]);
    let (passed, said) = package.test(&[("STORE_RECORD_LOCK", "update")]);
    assert!(passed, "{said}");
    // The file is new, so nothing tells Cargo of it yet.
    package.write("src/lib.rs", &format!("{SOURCE}\n"));
    package
}

fn changed(from: &str, to: &str) -> String {
    assert_eq!(SOURCE.matches(from).count(), 1, "{from}");
    SOURCE.replace(from, to)
}

#[test]
fn without_a_file_nothing_is_compared_and_the_test_says_how_to_make_it() {
    let package = Package::new(env!("CARGO_TARGET_TMPDIR"), "no-lock", SOURCE, &[("record-types.json", TYPES)]);
    assert_eq!(package.check(), [""; 0]);
    let (passed, said) = package.test(&[]);
    assert!(!passed && said.contains("can't be read") && said.contains(COMMAND), "{said}");
}

/// A change, and what the error says; the error stands at the variant.
const REFUSED: [(&str, &str, &str); 33] = [
    ("tag = \"kind\"", "tag = \"type\"", "`.status` had another `tag`"),
    ("#[store_record(tag = \"kind\")]", "", "`.status` had another `tag`"),
    ("Closed { by: u64 }", "Closed { by: String }", "`.status#Closed.by` was u64, is now text"),
    ("#[store_record(unknown_fields = \"ignore\")]", "", "`.loose` took unknown fields, and refuses them"),
    (
        ", #[store_record(rest)] pub rest: store_record::UnknownFields",
        "",
        "`.kept` took unknown fields, and refuses them",
    ),
    ("Mail(String)", "Mail(u8)", "`.contacts[]#Mail` was text, is now u8"),
    ("pub city: String", "pub city: Option<String>", "`.address.city` was text, is now optional text"),
    ("number: u32", "number: u64", "`.contacts[]#Phone.number` was u32, is now u64"),
    ("(f64, [u8; 4])", "(f32, [u8; 4])", "`.scores[*][]` was f64, is now f32"),
    ("(f64, [u8; 4])", "(f64, [u8; 5])", "`.scores[*][]` was bytes of 4, is now bytes of 5"),
    ("(f64, [u8; 4])", "(f64, [u8; 4], bool)", "`.scores[*]` was tuple of 2, is now tuple of 3"),
    ("BTreeMap<u8,", "BTreeMap<String,", "`.scores` was map by unsigned, is now map by text"),
    ("BTreeSet<char>", "Vec<char>", "`.contacts[]#Phone.kinds` was set, is now list"),
    ("pub city: String,", "", "`.address.city` was a field, and is none"),
    ("pub city: String,", "pub town: String,", "`.address.city` was a field, and is none"),
    ("pub city: String,", "pub city: String, pub more: u8,", "`.address.more` was no field, and is required"),
    ("#[store_record(default)]", "", "`.address.lines` could be absent, and is required"),
    ("#[store_record(alias = \"road\")]", "", "`.address.street` had an alias that is gone"),
    ("pub city: String,", "pub city: String, #[store_record(default)] pub zip: u8,", "`zip` is reserved"),
    ("#[store_record(reserved(\"zip\"))]", "", "`.address.zip` was `reserved`, and isn't any more"),
    ("    None,\n", "", "`.contacts[]#None` was a variant, and is none"),
    ("    None,\n", "    None(bool),\n", "`.contacts[]#None` held nothing, and holds something"),
    ("Mail(String)", "Mail", "`.contacts[]#Mail` held something, and holds nothing"),
    ("#[store_record(alias = \"Fon\")]", "", "`.contacts[]#Phone` had an alias that is gone"),
    ("#[store_record(other)]\n    Other(Json),", "", "`.contacts[]` took unknown variants, and refuses them"),
    ("key = (id, region)", "key = (region, id)", "`key.id` was a component, and another stands in its place"),
    ("key = (id, region)", "key = id", "`key` had another number of components"),
    ("scope = tenant", "scope = name", "`scope.tenant` was a component, and another stands in its place"),
    ("region: Option<String>", "region: String", "`key.region` was a component, and another stands in its place"),
    ("metadata(name)", "metadata(name = region)", "`metadata.name` was filled from another field"),
    ("metadata(name)", "metadata(name, id)", "`metadata.id` was no column of the record, and is one"),
    ("revision = revision, ", "", "`revision` was a column of the record, and is none"),
    ("alias = \"team\", ", "", "`team` was an alias of the record type, and is none"),
];

#[test]
fn what_would_keep_a_stored_row_from_opening_does_not_compile() {
    let package = locked("refused");
    assert_eq!(package.check(), [""; 0]);
    for (from, to, message) in REFUSED {
        package.write("src/lib.rs", &changed(from, to));
        let errors = package.check();
        assert_eq!(errors.len(), 1, "{from} to {to}: {errors:#?}");
        assert!(errors[0].contains(message), "{from} to {to}: {}", errors[0]);
    }
}

/// What passes; the lock is stale afterwards.
const ADDITIONS: [(&str, &str); 9] = [
    ("pub note: String", "#[store_record(default)] pub note: String"),
    (
        "#[store_record(unknown_fields = \"ignore\")]\npub struct Loose { pub note: String }",
        "pub struct Loose { pub note: String, #[store_record(rest)] pub rest: store_record::UnknownFields }",
    ),
    ("#[store_record(reserved(\"zip\"))]", "#[store_record(reserved(\"zip\"), unknown_fields = \"ignore\")]"),
    ("pub city: String,", "pub city: String, #[store_record(default)] pub more: u8,"),
    ("pub city: String,", "#[store_record(alias = \"city\")] pub town: String,"),
    ("    None,\n", "    None, More,\n"),
    ("    None,\n", "    #[store_record(alias = \"None\")] Nothing,\n"),
    ("reserved(\"zip\")", "reserved(\"zip\", \"post\")"),
    ("alias = \"team\"", "alias = \"team\", alias = \"crew\""),
];

#[test]
fn an_addition_compiles_and_the_test_says_how_to_update_the_lock() {
    let package = locked("additions");
    for (from, to) in ADDITIONS {
        package.write("src/lib.rs", &changed(from, to));
        assert_eq!(package.check(), [""; 0], "{from} to {to}");
        let (passed, said) = package.test(&[]);
        assert!(!passed && said.contains(COMMAND), "{from} to {to}: {said}");
    }
    // The order of fields and variants, and the names of types, aren't stored.
    let renamed = SOURCE.replace("Vec<Contact>", "Vec<Reachable>").replace("enum Contact", "enum Reachable");
    package.write("src/lib.rs", &renamed);
    assert_eq!(package.check(), [""; 0]);
}

#[test]
fn a_reserved_name_stays_reserved_even_when_the_mark_is_gone() {
    let package = locked("reserved");
    let unmarked = changed("#[store_record(reserved(\"zip\"))]", "");
    let reused = unmarked.replace("pub city: String,", "pub city: String, #[store_record(default)] pub zip: u8,");
    package.write("src/lib.rs", &reused);
    let errors = package.check();
    assert!(errors.len() == 1 && errors[0].contains("`.address.zip` is a reserved name"), "{errors:#?}");
}

#[test]
fn one_command_updates_the_lock_while_the_shapes_differ() {
    let package = locked("update");
    let before = package.read("store-record.lock");
    package.write("src/lib.rs", &changed("pub city: String", "pub city: Option<String>"));
    assert_eq!(package.check().len(), 1);
    let (passed, said) = package.test(&[("STORE_RECORD_LOCK", "update")]);
    assert!(passed, "{said}");
    let after = package.read("store-record.lock");
    let lines = |text: &str| text.lines().count();
    assert!(before != after && lines(&after) - lines(&before) < 4, "the diff is small: {after}");
    assert_eq!(package.check(), [""; 0]);
    let (passed, said) = package.test(&[]);
    assert!(passed, "{said}");
}

const SECOND: &str = r#"
#[derive(StoreRecord)]
#[store_record(type = "group", schema_version = 2, previous = Group, scope = global, key = id)]
pub struct Group2 { pub id: u64, pub title: String }
impl From<Group> for Group2 {
    fn from(group: Group) -> Self { Self { id: group.id, title: String::new() } }
}
"#;

#[test]
fn a_locked_version_must_stay_readable() {
    let package = locked("versions");
    let second = changed("Group(Group)", "Group(Group2)") + SECOND;
    let second = second.replace("schema_version = 2,", "schema_version = 2, alias = \"team\",");
    package.write("src/lib.rs", &second);
    assert_eq!(package.check(), [""; 0], "the first version is read through the chain");
    assert!(package.test(&[("STORE_RECORD_LOCK", "update")]).0);
    assert_eq!(package.read("store-record.lock").matches("\"type\": \"group\"").count(), 2);

    let inside =
        second.replace("pub struct Group { pub id: u64 }", "pub struct Group { pub id: u64, pub title: String }");
    package.write("src/lib.rs", &inside);
    let errors = package.check();
    assert!(errors.len() == 1 && errors[0].contains("`group` version 1: `.title` was no field"), "{errors:#?}");

    let alone = second.replace("previous = Group, ", "");
    package.write("src/lib.rs", &alone);
    let errors = package.check();
    assert!(
        errors.len() == 1 && errors[0].contains("`group` version 1 is locked, and nothing reads its rows"),
        "{errors:#?}"
    );

    package.write("src/lib.rs", SOURCE);
    let errors = package.check();
    assert!(
        errors.len() == 1 && errors[0].contains("`group` version 2 is locked, and this record has an older"),
        "{errors:#?}"
    );
}

#[test]
fn a_record_type_that_is_gone_is_retired_by_name() {
    let package = locked("gone");
    package.write("record-types.json", r#"["account"]"#);
    let gone = changed(", Group(Group)", "");
    package.write("src/lib.rs", &gone);
    let errors = package.check();
    assert!(errors.len() == 1 && errors[0].contains("say `retired(\"group\")`"), "{errors:#?}");
    package.write(
        "src/lib.rs",
        &gone.replace("lock = \"store-record.lock\"", "lock = \"store-record.lock\", retired(\"group\")"),
    );
    assert_eq!(package.check(), [""; 0]);
}

#[test]
fn a_damaged_or_edited_lock_is_an_error_at_its_path() {
    let package = locked("damaged");
    let lock = package.read("store-record.lock");
    let cases = [
        ("{".to_owned(), "is not JSON"),
        (lock.replace("  ", " "), "was edited by hand"),
        (lock.replace("\"format\": 1", "\"format\": 2"), "has a format that this version of store-record doesn't read"),
        (lock.replace("\"u32\"", "\"u33\""), "holds something that no lock has"),
    ];
    for (text, message) in cases {
        package.write("store-record.lock", &text);
        let errors = package.check();
        assert_eq!(errors.len(), 1, "{message}: {errors:#?}");
        assert!(errors[0].contains(message) && errors[0].contains("lock = \"store-record.lock\""), "{}", errors[0]);
    }
    package.write("store-record.lock", &lock);
    assert_eq!(package.check(), [""; 0], "a change of the lock alone is seen");
    // As git checks it out on some systems.
    package.write("store-record.lock", &lock.replace('\n', "\r\n"));
    assert_eq!(package.check(), [""; 0]);
    let (passed, said) = package.test(&[]);
    assert!(passed, "{said}");
}
