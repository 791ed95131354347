//! A package whose records are in a lock, and a table of changes to them.

#![allow(clippy::unwrap_used)]

use crate::package::Package;
use serde_json::Value;

/// The source of the record types `account` and `group`. The comment at the end names the types of the manifest.
pub const RECORDS: &str = r#"
use store_record::{Json, StoreRecord, StoreValue};
use std::collections::{BTreeMap, BTreeSet};
use time::OffsetDateTime;

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
#[store_record(reserved("Fax"))]
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
pub enum Color { Red, Blue }

#[derive(StoreValue)]
#[store_record(repr = "integer")]
pub enum Grade { Low = 1, High = 7 }

#[derive(StoreValue)]
#[store_record(tag = "in", content = "is")]
pub enum State {
    Idle,
    Ready(u8),
    Busy { until: u64 },
}

#[derive(StoreValue)]
#[store_record(untagged)]
pub enum Any { Yes(bool), One(String), Many(Vec<String>) }

#[derive(StoreValue)]
#[store_record(unknown_fields = "ignore")]
pub struct Loose { pub note: String }

#[derive(StoreValue)]
pub struct Kept { pub sum: u8, #[store_record(rest)] pub rest: store_record::UnknownFields }

/// Names that need an escape: `a.b` is one field, `a` and its `b` are two.
#[derive(StoreValue)]
pub struct Odd { #[store_record(rename = "a.b")] pub one: u8, pub a: B, #[store_record(rename = "\"\\[%#]é")] pub two: u8 }

#[derive(StoreValue)]
pub struct B { pub b: u8 }

/// A struct and a map in one object.
#[derive(StoreValue)]
pub struct Flat { pub first: u8, #[store_record(flatten)] pub inner: Inner, #[store_record(flatten)] pub marks: BTreeMap<String, u16> }

#[derive(StoreValue)]
pub struct Inner { pub second: u8 }

#[derive(StoreValue)]
pub struct Kids(pub Vec<Kids>);

#[derive(StoreValue)]
pub struct Node { pub kids: Kids }

#[derive(StoreRecord)]
#[store_record(
    type = "account", scope = (tenant, realm), key = (id, region),
    created_at = made, updated_at = changed, revision = revision, metadata(name, street = address.street),
)]
pub struct Account {
    pub tenant: String,
    pub realm: u16,
    pub id: u64,
    pub region: Option<String>,
    pub made: OffsetDateTime,
    pub changed: OffsetDateTime,
    pub revision: u32,
    pub name: String,
    pub address: Address,
    pub contacts: Vec<Contact>,
    pub status: Status,
    #[store_record(sensitive)]
    pub color: Color,
    pub grade: Grade,
    pub any: Vec<Any>,
    pub states: Vec<State>,
    pub node: Node,
    #[store_record(unverified)] pub loose: Loose,
    pub kept: Kept,
    pub odd: Odd,
    pub flat: Flat,
    pub pairs: BTreeMap<(u8, Option<(char,)>), bool>,
    pub scores: BTreeMap<u8, (f64, [u8; 4], [String; 2])>,
    #[store_record(with = unix_seconds)] pub seen: Option<OffsetDateTime>,
}

#[derive(StoreRecord)]
#[store_record(type = "group", scope = global, key = id)]
pub struct Group1 { pub id: u64 }

#[derive(StoreRecord)]
#[store_record(type = "group", alias = "team", schema_version = 2, previous = Group1, scope = global, key = id)]
pub struct Group2 { pub id: u64, pub title: String }
impl From<Group1> for Group2 {
    fn from(group: Group1) -> Self { Self { id: group.id, title: String::new() } }
}
pub type Group = Group2;
// Account Group
"#;

/// Functions for a package that has [`RECORDS`] in a module `old`. `opens` says whether other types read a row of each kind.
pub const OLD_ROWS: &str = include_str!("locked/old_rows.rs");

/// Returns the records with one or more changes. ` ;; ` separates changes.
///
/// # Panics
///
/// Panics unless each part of `from` occurs exactly once.
#[must_use]
pub fn changed(from: &str, to: &str) -> String {
    assert_eq!(from.matches(" ;; ").count(), to.matches(" ;; ").count(), "{from}");
    let mut records = RECORDS.to_owned();
    for (from, to) in from.split(" ;; ").zip(to.split(" ;; ")) {
        assert_eq!(RECORDS.matches(from).count(), 1, "{from}");
        records = records.replace(from, to);
    }
    records
}

/// Returns a library and the manifest file. The library has a module per copy of [`RECORDS`], with the copy's number at the end of
/// each record type, and a manifest of all record types with these options.
#[must_use]
pub fn library(modules: &[String], options: &str) -> (String, String) {
    let (mut source, mut variants, mut types) = (String::new(), String::new(), Vec::new());
    source += &format!(
        "pub mod shared {{{}\n{}}}\n",
        RECORDS.split("#[derive").next().unwrap_or_default(),
        values().concat()
    );
    for (number, records) in modules.iter().enumerate() {
        let mut records = without_shared(records);
        for name in ["account", "group", "team"] {
            records = records.replace(&format!("\"{name}\""), &format!("\"{name}_{number}\""));
        }
        let held = records.rsplit("//").next().unwrap_or_default();
        for name in held.split_whitespace() {
            types.push(format!("{}_{number}", name.to_lowercase()));
            variants += &format!("    {name}{number}(r{number}::{name}),\n");
        }
        source += &format!("pub mod r{number} {{{records}}}\n");
    }
    source += &format!(
        "#[derive(store_record::RecordManifest)]\n\
         #[manifest(file = \"record-types.json\", lock = \"store-record.lock\", {options})]\n\
         pub enum Directory {{\n{variants}}}\n"
    );
    (source, Value::from(types).to_string())
}

/// Returns the items of [`RECORDS`] that derive `StoreValue`.
fn values() -> Vec<&'static str> {
    RECORDS.split_inclusive("\n\n").filter(|item| item.contains("derive(StoreValue)")).collect()
}

/// Returns the name of an item's type.
fn name(item: &str) -> &str {
    let declared = ["pub struct ", "pub enum "].iter().find_map(|word| item.split(word).nth(1)).unwrap_or_default();
    words(declared).next().unwrap_or_default()
}

fn words(source: &str) -> impl Iterator<Item = &str> {
    source.split(|character: char| !character.is_alphanumeric())
}

/// Returns the copy with the types of the module `shared` where neither a type nor what it contains is changed. Otherwise the
/// tests of the table would compile each type two hundred times.
fn without_shared(copy: &str) -> String {
    let (mut shared, mut own): (Vec<&str>, Vec<&str>) = values().into_iter().partition(|item| copy.contains(item));
    loop {
        let names: Vec<&str> = own.iter().map(|item| name(item)).collect();
        let (with_own, others): (Vec<&str>, _) =
            shared.into_iter().partition(|item| words(item).any(|word| names.contains(&word)));
        shared = others;
        if with_own.is_empty() {
            break;
        }
        own.extend(with_own);
    }
    shared
        .iter()
        .fold(copy.to_owned(), |copy, item| copy.replace(item, &format!("pub use super::shared::{};\n", name(item))))
}

/// Writes the package's library with these records.
pub fn write(package: &Package, modules: &[String], options: &str) {
    let (source, types) = library(modules, options);
    package.write("record-types.json", &types);
    package.write("src/lib.rs", &source);
}

/// Returns a package with a number of locked copies of [`RECORDS`]. The update command writes the lock of one copy. The locks of
/// the other copies are derived from it, which takes less time than compiling them.
///
/// # Panics
///
/// Panics if the update command fails.
#[must_use]
pub fn locked(scratch: &str, name: &str, copies: usize) -> Package {
    let one = [RECORDS.to_owned()];
    let package = Package::new(scratch, name, "", &[]);
    write(&package, &one, "");
    let (passed, said) = package.test(&[("STORE_RECORD_LOCK", "update")]);
    assert!(passed, "{said}");
    let mut lock: Value = serde_json::from_str(&package.read("store-record.lock")).unwrap();
    let blocks = lock["records"].as_array().unwrap();
    let mut all: Vec<Value> = (0..copies)
        .flat_map(|number| blocks.iter().map(move |block| block.to_string().replace("_0\"", &format!("_{number}\""))))
        .map(|block| serde_json::from_str(&block).unwrap())
        .collect();
    let key = |block: &Value| {
        let name = block["type"].as_str().unwrap().to_owned();
        (name.len(), name, block["schema_version"].as_i64())
    };
    all.sort_by_key(key);
    lock["records"] = all.into();
    package.write("store-record.lock", &(serde_json::to_string_pretty(&lock).unwrap() + "\n"));
    // Cargo doesn't rebuild when the lock file first appears, so the source changes too.
    let (source, types) = library(&vec![RECORDS.to_owned(); copies], "");
    package.write("record-types.json", &types);
    package.write("src/lib.rs", &format!("{source}\n"));
    package
}
