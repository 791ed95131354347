//! Doc comments in shapes, JSON Schemas and the catalog. The stored form and the lock don't have them.

// An empty comment is a case, and no record here is stored.
#![allow(clippy::unwrap_used, clippy::empty_docs, dead_code)]

use serde_json::{Value, json};
use std::collections::BTreeMap;
use store_record::catalog::Catalog;
use store_record::{EnumShape, Shape, StoreValue, StructShape, json_schema};
use store_record_tests::schema::assert_schema;

/// Types with `$text` as the comment of each, or without comments.
macro_rules! types {
    ($($text:literal)?) => {
        use std::collections::BTreeMap;
        use store_record::{RecordManifest, StoreRecord, StoreValue};

        $(#[doc = $text])?
        #[derive(StoreRecord)]
        #[store_record(type = "order", scope = global, key = id)]
        pub(super) struct Order {
            $(#[doc = $text])?
            pub(super) id: u64,
            $(#[doc = $text])?
            #[store_record(alias = "pieces", default)]
            pub(super) parts: Vec<Part>,
            pub(super) state: State,
            $(#[doc = $text])?
            #[store_record(flatten)]
            pub(super) dates: BTreeMap<String, String>,
            $(#[doc = $text])?
            #[store_record(skip)]
            pub(super) cache: u8,
        }

        $(#[doc = $text])?
        #[derive(StoreValue)]
        pub(super) struct Part {
            $(#[doc = $text])?
            pub(super) name: String,
            $(#[doc = $text])?
            pub(super) inside: Vec<Part>,
        }

        $(#[doc = $text])?
        #[derive(StoreValue)]
        pub(super) enum State {
            $(#[doc = $text])?
            Open,
            $(#[doc = $text])?
            Sent { $(#[doc = $text])? at: String },
        }

        #[derive(RecordManifest)]
        #[manifest(file = "tests/descriptions/types.json", lock = "tests/descriptions/store-record.lock")]
        pub(super) enum Manifest {
            Order(Order),
        }
    };
}

mod without {
    types!();
}
mod with {
    types!("A comment.");
}
mod with_another {
    types!("Another comment.");
}

/// Removes every description, and returns their number.
fn remove_descriptions(schema: &mut Value) -> usize {
    match schema {
        Value::Object(members) => {
            // A property can have this name, too.
            let is_text = members.get("description").is_some_and(Value::is_string);
            let own = usize::from(is_text && members.remove("description").is_some());
            own + members.values_mut().map(remove_descriptions).sum::<usize>()
        }
        Value::Array(elements) => elements.iter_mut().map(remove_descriptions).sum(),
        _ => 0,
    }
}

/// The derive of `Manifest` tests that its shapes have the lock, which is one file for all three.
#[test]
fn the_lock_has_no_description() {
    let lock = std::fs::read_to_string("tests/descriptions/store-record.lock").unwrap();
    assert!(lock.contains("\"parts\"") && !lock.contains("omment"), "{lock}");
}

#[test]
fn a_schema_differs_in_descriptions_only() {
    let schema = |catalog: Catalog| [catalog.json_schema(), catalog.records()[0].newest().json_schema()];
    let without = schema(Catalog::of_manifest::<without::Manifest>());
    for (before, after) in without.iter().zip(schema(Catalog::of_manifest::<with::Manifest>())) {
        let (mut before, mut after) = (before.clone(), after);
        assert_eq!(remove_descriptions(&mut before), 0);
        assert!(remove_descriptions(&mut after) > 8);
        assert_eq!(before.to_string(), after.to_string());
    }
}

#[test]
fn a_field_a_variant_and_a_definition_have_their_descriptions() {
    let schema = json_schema::<with::Order>();
    let (text, properties) = (json!("A comment."), &schema["properties"]);
    for path in [
        "/description",
        "/properties/id/description",
        "/properties/parts/description",
        "/properties/pieces/description",
        "/properties/state/description",
        "/properties/state/anyOf/0/description",
        "/properties/state/anyOf/1/description",
        "/properties/state/anyOf/1/properties/Sent/properties/at/description",
        "/$defs/Part/description",
        "/$defs/Part/properties/name/description",
        "/$defs/Part/properties/inside/description",
    ] {
        assert_eq!(schema.pointer(path), Some(&text), "{path}");
    }
    assert_eq!(properties.as_object().unwrap().len(), 4, "`cache` is skipped, and `dates` has no name: {properties}");
    let order = with::Order {
        id: 7,
        parts: vec![with::Part { name: "a".into(), inside: Vec::new() }],
        state: with::State::Sent { at: "noon".into() },
        dates: BTreeMap::new(),
        cache: 0,
    };
    assert!(assert_schema(&order, &[]) > 5);
}

#[test]
fn the_catalog_has_descriptions() {
    let catalog = Catalog::of_manifest::<with::Manifest>();
    let newest = catalog.records()[0].newest();
    assert_eq!(newest.description(), Some("A comment."));
    let descriptions: Vec<_> =
        newest.fields().iter().map(|field| (field.path.clone(), field.description.is_some())).collect();
    let expected =
        [(".id", true), (".parts", true), (".parts[].name", true), (".parts[].inside", true), (".state", false)];
    assert_eq!(descriptions[..5], expected.map(|(path, is_described)| (path.to_owned(), is_described)));
    let catalog = Catalog::of_manifest::<without::Manifest>();
    assert_eq!(catalog.records()[0].newest().description(), None);
}

/// The number of `parts`.
///
/// - A list.
///
///     let code = 1;
#[derive(StoreValue)]
struct Forms {
    /** A block
     *  of two lines. */
    block: u8,
    #[doc = include_str!("descriptions/count.md")]
    from_a_file: u8,
    /// One,
    #[doc = concat!("two ", "and")]
    #[doc = "three."]
    of_a_macro: u8,
    #[cfg_attr(all(), doc = "Behind an attribute.")]
    #[cfg_attr(any(), doc = "Not here.")]
    conditional: u8,
    #[doc(hidden)]
    #[store_record(default)]
    hidden: u8,
    #[doc = " "]
    empty: u8,
    /// "Quotes" \ and {braces}, ünïcode
    characters: u8,
}

#[test]
fn every_form_of_a_comment_is_read() {
    let Shape::Struct(StructShape { description, fields, .. }) = Forms::SHAPE else { panic!("it is a struct") };
    assert_eq!(*description, "The number of `parts`.\n\n- A list.\n\n    let code = 1;");
    let descriptions: Vec<&str> = fields.iter().map(|field| field.description).collect();
    assert_eq!(
        descriptions,
        [
            "A block\n of two lines.",
            "The number of parts.",
            "One,\ntwo and\nthree.",
            "Behind an attribute.",
            "",
            "",
            "\"Quotes\" \\ and {braces}, ünïcode",
        ]
    );
}

/// Fields of another struct.
#[derive(StoreValue)]
struct Inside<T> {
    /// The value.
    value: Option<T>,
}

#[derive(StoreValue)]
struct Around {
    /// What is inside. It has no member of its own.
    #[store_record(flatten)]
    inside: Inside<u8>,
    before: Option<Inside<u8>>,
}

/// A choice by number.
#[derive(StoreValue)]
#[store_record(repr = "integer")]
enum Number {
    /// The first.
    One = 1,
    Two = 2,
}

/// A choice by form.
#[derive(StoreValue)]
#[store_record(untagged)]
enum Untagged {
    /// Any text.
    Text(String),
    /// Those of another struct.
    Fields(Inside<u8>),
}

#[test]
fn flattened_generic_and_other_types_have_descriptions() {
    let schema = json_schema::<Around>();
    assert_eq!(schema.get("description"), None);
    assert_eq!(schema["properties"]["value"]["description"], "The value.");
    assert_eq!(schema["properties"]["before"]["anyOf"][0]["description"], "Fields of another struct.");
    let Shape::Enum(EnumShape { description, variants, .. }) = Number::SHAPE else { panic!("it is an enum") };
    assert_eq!(
        (*description, variants[0].description, variants[1].description),
        ("A choice by number.", "The first.", "")
    );
    let schema = json_schema::<Untagged>();
    assert_eq!(schema["description"], "A choice by form.");
    assert_eq!(schema["anyOf"][0], json!({ "type": "string", "description": "Any text." }));
    assert_eq!(schema["anyOf"][1]["description"], "Those of another struct.", "the variant is closer than its type");
}
