//! Keywords as names: every keyword of every edition, at every position of an attribute or a declaration that accepts a name, in
//! packages of each edition.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use store_record_tests::package::Package;

const SCRATCH: &str = env!("CARGO_TARGET_TMPDIR");

/// The keywords that can be raw identifiers, with the edition that reserves them.
/// <https://doc.rust-lang.org/reference/keywords.html>
#[rustfmt::skip]
const RESERVED: [(&str, u32); 50] = [
    ("as", 2015), ("break", 2015), ("const", 2015), ("continue", 2015), ("else", 2015), ("enum", 2015),
    ("extern", 2015), ("false", 2015), ("fn", 2015), ("for", 2015), ("if", 2015), ("impl", 2015), ("in", 2015),
    ("let", 2015), ("loop", 2015), ("match", 2015), ("mod", 2015), ("move", 2015), ("mut", 2015), ("pub", 2015),
    ("ref", 2015), ("return", 2015), ("static", 2015), ("struct", 2015), ("trait", 2015), ("true", 2015),
    ("type", 2015), ("unsafe", 2015), ("use", 2015), ("where", 2015), ("while", 2015), ("abstract", 2015),
    ("become", 2015), ("box", 2015), ("do", 2015), ("final", 2015), ("macro", 2015), ("override", 2015),
    ("priv", 2015), ("typeof", 2015), ("unsized", 2015), ("virtual", 2015), ("yield", 2015), ("async", 2018),
    ("await", 2018), ("dyn", 2018), ("try", 2018), ("gen", 2024),
    // Reserved in no edition. The next edition may change that.
    ("yeet", 9999), ("contract", 9999),
];

/// Contextual keywords, and words that attributes use.
const WEAK: [&str; 14] = [
    "macro_rules",
    "raw",
    "safe",
    "union",
    "auto",
    "default",
    "catch",
    "builtin",
    "global",
    "serde",
    "scope",
    "key",
    "reuse",
    "self_",
];

/// Returns the names as a program of the edition writes them. An attribute accepts a keyword with or without `r#`.
fn names(edition: u32) -> Vec<(String, &'static str)> {
    let reserved = RESERVED.iter().map(|(name, since)| (*name, *since <= edition));
    let all = reserved.chain(WEAK.iter().map(|name| (*name, false)));
    all.map(|(name, is_reserved)| (if is_reserved { format!("r#{name}") } else { name.to_owned() }, name)).collect()
}

/// Repeats the template for each name: `$` is the name, `%` the name without `r#`.
fn each(names: &[(String, &str)], template: &str) -> String {
    names.iter().map(|(name, plain)| template.replace('$', name).replace('%', plain)).collect()
}

fn source(edition: u32) -> String {
    let all = names(edition);
    let ones = vec!["&1"; all.len()].join(", ");
    let mut source = String::from(
        "#![allow(non_camel_case_types, dead_code)]\n\
         use store_record::{RecordManifest, StoreKey, StoreRecord, StoreValue, UnknownFields};\n\
         use time::OffsetDateTime;\n",
    );
    let fields = |ty: &str| each(&all, &format!("pub $: {ty}, "));
    // Scope, key, metadata.
    write!(
        source,
        "#[derive(StoreRecord)]
         #[store_record(type = \"by_key\", scope = global, key = ({}), metadata({}))]
         pub struct ByKey {{ {} }}
         #[derive(StoreRecord)]
         #[store_record(type = \"by_scope\", scope = ({}), key = at, metadata({}))]
         pub struct ByScope {{ {} pub at: u8 }}
         pub fn look_up() {{ ByKey::record_key_for({ones}).unwrap(); ByScope::scope_for({ones}).unwrap(); }}",
        each(&all, "$, "),
        each(&all, "%, "),
        fields("u8"),
        each(&all, "%, "),
        each(&all, "$ = $, "),
        fields("u8"),
    )
    .unwrap();
    // Nested paths and paths through tuples.
    write!(
        source,
        "#[derive(StoreValue)]
         #[store_record(rename_all = \"camelCase\")]
         pub struct Inside {{ {} }}
         #[derive(StoreRecord)]
         #[store_record(type = \"nested\", scope = ({}), key = ({}), metadata({}))]
         pub struct Nested {{ pub inside: Inside, pub pair: ((), Inside) }}
         #[derive(StoreRecord)]
         #[store_record(type = \"tuples\", scope = ({}), key = ({}), metadata({}))]
         pub struct Tuple {{ {} }}",
        fields("u8"),
        each(&all, "inside.$: u8, "),
        each(&all, "pair.1.%: u8, "),
        each(&all, "% = inside.%, "),
        each(&all, "$.0: u8, "),
        each(&all, "%.1.0: u8, "),
        each(&all, "$ = $.1.1, "),
        fields("(u8, (u8, u8))"),
    )
    .unwrap();
    // Columns.
    for (name, plain) in &all {
        write!(
            source,
            "#[derive(StoreRecord)]
             #[store_record(type = \"of\", scope = global, key = {plain}.0: u8, created_at = {name}.1, updated_at = {plain}.2,
                 revision = {name}.0, functions(record_key_for = {name}, parse_key = parse_{plain}))]
             pub struct Of_{plain} {{ pub {name}: (u8, OffsetDateTime, Option<OffsetDateTime>) }}
             #[derive(StoreRecord)]
             #[store_record(type = \"whole\", scope = global, key = id, created_at = {name}, updated_at = {plain})]
             pub struct Whole_{plain} {{ pub id: u8, pub {name}: OffsetDateTime }}
             #[derive(StoreRecord)]
             #[store_record(type = \"revised\", scope = ({name}), key = id, revision = {plain})]
             pub struct Revised_{plain} {{ pub id: u8, pub {name}: u8 }}
             #[derive(StoreRecord)]
             #[store_record(type = \"first\", scope = global, key = ({name}, id))]
             pub struct First_{plain} {{ pub id: u8, pub {name}: u8 }}
             pub fn look_up_{plain}() {{
                 Of_{plain}::{name}(&1).and_then(|key| Of_{plain}::parse_{plain}(&key)).unwrap();
                 First_{plain}::key_range_by_{plain}(&1).unwrap();
             }}"
        )
        .unwrap();
    }
    // Variants, types, modules and functions.
    write!(
        source,
        "#[derive(StoreValue, StoreKey)]
         pub enum Names {{ {} }}
         #[derive(StoreValue)]
         pub enum Data {{ {} }}
         #[derive(StoreValue)]
         #[store_record(tag = \"kind\", rename_all = \"SCREAMING-KEBAB-CASE\")]
         pub enum Tagged {{ {} }}",
        each(&all, "$, "),
        each(&all, "$(u8, u8), "),
        each(&all, "#[store_record(alias = \"%!\")] $ { $: u8 }, "),
    )
    .unwrap();
    let types = each(
        &all,
        "pub mod m_% {
             pub mod record {
                 #[derive(super::super::StoreRecord)]
                 #[store_record(type = \"%\", scope = global, key = $)]
                 pub struct $ { #[store_record(alias = \"%!\")] pub $: u8 }
             }
             #[derive(super::StoreValue, super::StoreKey)]
             pub struct Key<$>(pub $);
             pub mod $ {
                 pub fn $() -> u8 { 1 }
                 pub mod codec { pub use super::super::super::codec::*; }
             }
             #[derive(super::StoreValue)]
             pub struct Uses {
                 #[store_record(default = $::$)]
                 pub $: u8,
                 #[store_record(with = $::codec)]
                 pub with: u8,
                 #[store_record(rest)]
                 pub rest: super::UnknownFields,
             }
             #[derive(super::StoreValue)]
             pub struct Coded(#[store_record(with = $::codec)] pub u8);
             #[derive(super::StoreValue)]
             pub struct Skips { #[store_record(skip, default = self::$::$)] pub $: u8 }
         }",
    );
    write!(
        source,
        "{types}
         pub mod codec {{
             pub fn encode(value: &u8, encoder: &mut store_record::Encoder) {{ store_record::StoreValue::encode(value, encoder) }}
             pub fn decode(decoder: &mut store_record::Decoder<'_>) -> Result<u8, store_record::DecodeError> {{
                 store_record::StoreValue::decode(decoder)
             }}
         }}
         #[derive(RecordManifest)]
         #[manifest(file = \"record-types.json\")]
         pub enum Manifest {{ {} }}",
        each(&all, "$(m_%::record::$), "),
    )
    .unwrap();
    source
}

#[test]
fn every_keyword_can_be_a_name() {
    for edition in [2018, 2021, 2024] {
        let types: Vec<&str> = names(edition).iter().map(|(_, plain)| *plain).collect();
        let types = serde_json::to_string(&types).unwrap();
        let package =
            Package::new(SCRATCH, &format!("keywords-{edition}"), &source(edition), &[("record-types.json", &types)]);
        package.edit("Cargo.toml", "edition = \"2024\"", &format!("edition = \"{edition}\""));
        assert_eq!(package.check(), [""; 0], "{edition}");
    }
}
