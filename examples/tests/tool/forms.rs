//! A record type with a sensitive field in every form of a type. The tests run the tool with it in a process of this file.

use crate::process::{Run, Tool, finish};
use clap::Parser;
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::{Command, ExitCode};
use store_record::catalog::Catalog;
use store_record::store::{MemoryError, MemoryStore, Store as _, StoreError};
use store_record::{Json, RecordManifest, StoreRecord, StoreValue};

#[derive(StoreRecord)]
#[store_record(type = "form", scope = tenant, key = id)]
struct Form {
    tenant: String,
    id: i8,
    list: Vec<Secret>,
    pair: (u8, Secret),
    by_name: BTreeMap<String, Secret>,
    by_level: BTreeMap<Option<u8>, Option<Secret>>,
    tree: Tree,
    #[store_record(flatten)]
    flat: Flat,
    external: Vec<External>,
    internal: Vec<Internal>,
    adjacent: Vec<Adjacent>,
    untagged: Vec<Untagged>,
    entries: Entries,
    in_order: IndexMap<String, Secret>,
    #[store_record(unverified)]
    unverified: Secret,
    #[store_record(sensitive)]
    any: Json,
    #[store_record(sensitive)]
    whole: Shown,
}

#[derive(StoreValue)]
struct Secret {
    shown: String,
    #[store_record(sensitive, rename = "to.p")]
    hidden: String,
}

#[derive(StoreValue)]
struct Shown {
    shown: String,
}

#[derive(StoreValue)]
struct Tree {
    secret: Secret,
    below: Vec<Tree>,
}

#[derive(StoreValue)]
struct Flat {
    flat_shown: String,
    #[store_record(sensitive)]
    flat_hidden: Option<String>,
}

#[derive(StoreValue)]
enum External {
    Nothing,
    One(Secret),
    Two(String, Secret),
    Named { secret: Secret },
}

#[derive(StoreValue)]
#[store_record(tag = "kind")]
enum Internal {
    Nothing,
    Named { secret: Secret },
    One(Secret),
    Map(BTreeMap<String, Secret>),
}

#[derive(StoreValue)]
#[store_record(tag = "kind", content = "of")]
enum Adjacent {
    Nothing,
    One(Secret),
    Pair(String, Secret),
}

#[derive(StoreValue)]
#[store_record(untagged)]
enum Untagged {
    Text(String),
    List(Vec<Secret>),
    Named { secret: Secret },
}

#[derive(StoreValue)]
struct Entries {
    count: u8,
    #[store_record(flatten)]
    others: BTreeMap<String, Secret>,
}

#[derive(RecordManifest)]
#[manifest(file = "tests/tool/forms.json", lock = "tests/tool/forms.lock")]
enum Forms {
    Form(Box<Form>),
}

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    records: store_record::cli::Command,
}

const HIDDEN: &str = "c4n4ry";

fn form() -> Form {
    let text = || "plain".to_owned();
    let secret = || Secret { shown: text(), hidden: HIDDEN.to_owned() };
    let leaf = || Tree { secret: secret(), below: Vec::new() };
    Form {
        tenant: "acme".to_owned(),
        id: -5,
        list: vec![secret(), secret()],
        pair: (1, secret()),
        by_name: BTreeMap::from([("a.b".to_owned(), secret())]),
        by_level: BTreeMap::from([(None, Some(secret())), (Some(7), None)]),
        tree: Tree { secret: secret(), below: vec![leaf(), Tree { secret: secret(), below: vec![leaf()] }] },
        flat: Flat { flat_shown: text(), flat_hidden: Some(HIDDEN.to_owned()) },
        external: vec![
            External::Nothing,
            External::One(secret()),
            External::Two(text(), secret()),
            External::Named { secret: secret() },
        ],
        internal: vec![
            Internal::Nothing,
            Internal::Named { secret: secret() },
            Internal::One(secret()),
            Internal::Map(BTreeMap::from([("a".to_owned(), secret())])),
        ],
        adjacent: vec![Adjacent::Nothing, Adjacent::One(secret()), Adjacent::Pair(text(), secret())],
        untagged: vec![Untagged::Text(text()), Untagged::List(vec![secret()]), Untagged::Named { secret: secret() }],
        entries: Entries { count: 1, others: BTreeMap::from([("b".to_owned(), secret())]) },
        in_order: IndexMap::from([("c".to_owned(), secret()), ("a".to_owned(), secret())]),
        unverified: secret(),
        any: r#"{"a": ["c4n4ry"]}"#.parse().unwrap_or_default(),
        whole: Shown { shown: HIDDEN.to_owned() },
    }
}

/// Asks a process of this file to be the tool.
const VARIABLE: &str = "STORE_RECORD_TEST_IS_TOOL_OF_FORMS";

/// Runs the tool if this process is one.
pub(crate) fn main() -> Option<ExitCode> {
    std::env::var_os(VARIABLE)?;
    Some(Arguments::parse().records.run::<Forms>(store))
}

fn store() -> Result<MemoryStore, StoreError<MemoryError>> {
    let mut store = MemoryStore::new();
    store.put(&form().to_envelope().unwrap())?;
    Ok(store)
}

fn run(arguments: &[&str]) -> Run {
    let run = finish(Command::new(std::env::current_exe().unwrap()).args(arguments).env(VARIABLE, "1"));
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    run
}

pub(crate) fn a_sensitive_field_is_masked_in_every_form(_: &mut Tool) {
    let show = ["show", "form", "acme", "-5", "--expose", "--format", "json"];
    let all: Value = serde_json::from_str(&run(&[&show[..], &["--reveal", "payload"]].concat()).out).unwrap();
    let masked = run(&show).out;
    assert!(!masked.contains(HIDDEN), "{masked}");
    // Nothing else is masked.
    let masked: Value = serde_json::from_str(&masked).unwrap();
    assert_eq!(hide(&all["payload"]), masked["payload"]);
    let catalog = Catalog::of_manifest::<Forms>();
    let fields = catalog.record("form").unwrap().newest().fields();
    let paths: Vec<&str> = fields.iter().filter(|field| field.is_sensitive).map(|field| field.path.as_str()).collect();
    assert!(paths.contains(&".by_name[*].to%2Ep") && paths.contains(&".untagged[]#1[].to%2Ep"), "{paths:?}");
    let mut revealed = 0;
    for path in paths {
        let shown = run(&[&show[..], &["--reveal", path]].concat()).out;
        revealed += shown.matches(HIDDEN).count();
        assert!(shown.matches(HIDDEN).count() < all.to_string().matches(HIDDEN).count());
    }
    assert_eq!(revealed, all.to_string().matches(HIDDEN).count(), "each value has one path");
}

/// Replaces the sensitive values.
fn hide(value: &Value) -> Value {
    match value {
        Value::Array(values) => values.iter().map(hide).collect(),
        Value::Object(members) => {
            let hidden = |(name, value): (&String, &Value)| {
                let is_hidden = ["to.p", "flat_hidden", "any", "whole"].contains(&name.as_str());
                (name.clone(), if is_hidden { "[sensitive]".into() } else { hide(value) })
            };
            Value::Object(members.iter().map(hidden).collect())
        }
        value => value.clone(),
    }
}

pub(crate) fn a_lock_of_every_form_is_read_back(tool: &mut Tool) {
    let path = tool.file("new.lock");
    let path = path.to_str().unwrap();
    assert!(run(&["lock", "diff", "--lock", path]).out.contains("`form` is a new record type"));
    assert!(run(&["lock", "update", "--lock", path]).out.ends_with("is up to date now: review its diff\n"));
    assert_eq!(run(&["lock", "diff", "--lock", path]).out, "no changes\n");
}
