//! No derive triggers a lint. A crate with every attribute is compiled in each edition, with every lint of rustc and Clippy denied.
//! Its messages with our derives are equal to those with derives that add nothing.

#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};
use std::process::Command;
use store_record_tests::package::Package;

const SCRATCH: &str = env!("CARGO_TARGET_TMPDIR");
const EVERYTHING: &str = include_str!("lints/everything.rs");
const RECORD_TYPES: &str = r#"["account", "group", "settings", "legacy"]"#;

/// Derives that accept our attributes and add nothing.
const NOTHING: &str = "
extern crate proc_macro;
use proc_macro::TokenStream;
#[proc_macro_derive(StoreRecord, attributes(store_record))]
pub fn store_record(_: TokenStream) -> TokenStream { TokenStream::new() }
#[proc_macro_derive(StoreValue, attributes(store_record))]
pub fn store_value(_: TokenStream) -> TokenStream { TokenStream::new() }
#[proc_macro_derive(StoreKey, attributes(store_record))]
pub fn store_key(_: TokenStream) -> TokenStream { TokenStream::new() }
#[proc_macro_derive(RecordManifest, attributes(manifest))]
pub fn record_manifest(_: TokenStream) -> TokenStream { TokenStream::new() }
";

/// Returns the compiler's stable lints.
fn lints_of_rustc() -> Vec<String> {
    let output = Command::new("rustc").args(["-W", "help"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let is_level = |word: &str| matches!(word, "allow" | "warn" | "deny");
    let names = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let name = words.next()?;
        words.next().filter(|word| is_level(word)).map(|_| name.replace('-', "_"))
    });
    let names: Vec<String> = names.collect();
    assert!(names.len() > 150, "{text}");
    names
}

/// Returns a package of the edition. Its dependency has another name, and its lock has a relaxation and a retired record type.
fn package(edition: u32) -> Package {
    let files = [
        ("no-record-types.json", "[]"),
        ("nothing/Cargo.toml", "[package]\nname = \"nothing\"\nversion = \"0.0.0\"\n[lib]\nproc-macro = true\n"),
        ("nothing/src/lib.rs", NOTHING),
    ];
    let package = Package::new(SCRATCH, &format!("silent-{edition}"), "", &files);
    package.edit("Cargo.toml", "edition = \"2024\"", &format!("edition = \"{edition}\""));
    let dependencies = "nothing = { path = \"nothing\" }\nrecords = { package = \"store-record\", path";
    package.edit("Cargo.toml", "store-record = { path", dependencies);
    let mut before = EVERYTHING.replace("DERIVES", "records");
    for (now, before_that) in [
        ("r#try: u8", "r#try: u16"),
        ("retired(\"removed\"),", ""),
        ("    relax(", "    // relax("),
        ("    Account(Box", "    Removed(Removed),\n    Account(Box"),
    ] {
        before = before.replace(now, before_that);
    }
    before += "#[derive(records::StoreRecord)]
        #[store_record(crate = ::records, type = \"removed\", scope = global, key = id)]
        pub struct Removed { id: u8 }";
    package.write("src/lib.rs", &before);
    package.write("record-types.json", &RECORD_TYPES.replace('[', "[\"removed\", "));
    let (passed, said) = package.test(&[("STORE_RECORD_LOCK", "update")]);
    assert!(passed, "{said}");
    package.write("record-types.json", RECORD_TYPES);
    package
}

/// Writes the package's source, with the derives of that crate and these crate attributes.
fn write(package: &Package, attributes: &str, source: &str, derives: &str) {
    let source = source.replace("DERIVES", derives);
    package.write("src/lib.rs", &format!("#![allow(unknown_lints)]\n{attributes}\n{source}use nothing as _;\n"));
}

/// Returns the messages of the compiler and Clippy about the library and its tests.
fn said(package: &Package) -> Vec<Value> {
    let mut said = package.messages(&["check"]).1;
    said.extend(package.messages(&["clippy", "--all-targets"]).1);
    // An error that isn't a lint's would end the run before the lints run.
    for message in &said {
        let code = message["code"]["code"].as_str().unwrap_or("E");
        assert!(!code.starts_with('E'), "{}", message["rendered"].as_str().unwrap());
    }
    said
}

/// Returns a message's text and locations, without its notes.
fn essence(message: &Value) -> Value {
    let spans: Vec<Value> = message["spans"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|span| span["is_primary"] == true)
        .map(|span| {
            json!([span["file_name"], span["line_start"], span["column_start"], span["line_end"], span["column_end"]])
        })
        .collect();
    json!([message["code"]["code"], message["message"], spans])
}

#[test]
fn the_derives_trigger_no_lint() {
    let denied = format!(
        "#![deny({})]\n#![deny(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]",
        lints_of_rustc().join(", ")
    );
    for edition in [2018, 2021, 2024] {
        let package = package(edition);
        // Expanded code repeats the types of fields, so it may repeat messages about them.
        write(&package, &denied, EVERYTHING, "nothing");
        let own: Vec<Value> = said(&package).iter().map(essence).collect();
        assert!(own.iter().any(|own| own[0] == "clippy::arbitrary_source_item_ordering"), "{own:#?}");
        write(&package, &denied, EVERYTHING, "records");
        let mut ours = said(&package);
        ours.retain(|message| !own.contains(&essence(message)));
        let rendered: Vec<&str> = ours.iter().map(|message| message["rendered"].as_str().unwrap()).collect();
        assert!(rendered.is_empty(), "{edition}: {}\n{}", rendered.len(), rendered.concat());
        no_lint_is_allowed_where_it_is_forbidden(&package);
    }
}

/// An `allow` in expanded code is an error if the user forbids the lint.
fn no_lint_is_allowed_where_it_is_forbidden(package: &Package) {
    let mut lints = lints_of_rustc();
    // This lint is denied by default, and a manifest of a thousand records needs its `allow`.
    lints.retain(|lint| lint != "long_running_const_eval");
    let forbidden = format!(
        "#![forbid({})]\n#![forbid(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]",
        lints.join(", ")
    );
    // The user's own `allow` is an error already.
    let without_levels = EVERYTHING
        .replace("#[allow(deprecated)]", "")
        .replace("#[expect(deprecated, reason = \"old rows have it\")]", "");
    write(package, &forbidden, &without_levels, "records");
    for message in said(package) {
        let lint = message["code"]["code"].as_str().unwrap();
        assert_ne!(lint, "forbidden_lint_groups", "{}", message["rendered"].as_str().unwrap());
    }
}
