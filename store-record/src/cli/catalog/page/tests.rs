//! The page of an empty manifest, of one type, of names that look like HTML, and of many types.

use super::changes::{Mark, changes};
use super::{Page, page};
use crate::catalog::{Catalog, RelaxationDescription};
use crate::key::KeyEncoding;
use crate::shape::{
    ComponentShape, EnumRepr, EnumShape, FieldShape, RecordShape, Shape, StructShape, TextForm, UnknownFieldPolicy,
    VariantShape,
};
use crate::store::RowCount;
use std::collections::BTreeSet;

const TEXT: &Shape = &Shape::Text(TextForm::Any);
const ID: &[ComponentShape] = &[ComponentShape { name: ".id", encoding: KeyEncoding::new("text") }];

const ACCOUNT_FIELDS: &[FieldShape] = &[
    FieldShape { name: "id", member: "id", shape: TEXT, ..FieldShape::UNNAMED },
    FieldShape {
        name: "email",
        member: "email",
        shape: &Shape::Optional(TEXT),
        is_sensitive: true,
        ..FieldShape::UNNAMED
    },
];

const fn structure(name: &'static str, fields: &'static [FieldShape]) -> StructShape {
    StructShape {
        name,
        description: "",
        fields,
        flattened: &[],
        has_skipped: false,
        unknown: UnknownFieldPolicy::Deny,
        reserved: &[],
    }
}

const fn record(record_type: &'static str, schema_version: i32, payload: &'static Shape) -> RecordShape {
    RecordShape {
        record_type,
        aliases: &[],
        schema_version,
        scope: &[],
        key: ID,
        columns: &[],
        payload,
        previous: None,
        is_locked: true,
    }
}

static ACCOUNT_V1: RecordShape = record(
    "account",
    1,
    &Shape::Struct(&structure(
        "AccountV1",
        &[FieldShape { name: "id", member: "id", shape: TEXT, ..FieldShape::UNNAMED }],
    )),
);
static ACCOUNT: RecordShape = RecordShape {
    previous: Some(&ACCOUNT_V1),
    columns: &[("metadata.email", "email")],
    key: &[ComponentShape { name: "id", encoding: KeyEncoding::new("text") }],
    is_locked: false,
    ..record("account", 2, &Shape::Struct(&structure("Account", ACCOUNT_FIELDS)))
};

fn page_of(catalog: &Catalog, counts: Option<&[RowCount]>) -> String {
    page(&Page { title: "Directory", catalog, counts })
}

/// Writes the page to the folder of `STORE_RECORD_PAGES`, for the test in a browser.
fn keep(name: &str, html: &str) {
    if let Some(folder) = std::env::var_os("STORE_RECORD_PAGES") {
        std::fs::write(std::path::Path::new(&folder).join(name), html).unwrap();
    }
}

fn one_type() -> Catalog {
    let reason = "no row <has> it";
    let relaxation = RelaxationDescription {
        record_type: "account",
        schema_version: 1,
        change: "field-removed",
        path: Some(".name"),
        reason,
    };
    Catalog::of_shapes(vec![(&ACCOUNT, vec![relaxation])])
}

/// Checks that elements close in the order in which they open, that ids are unique, and that links have a target.
#[track_caller]
fn assert_well_formed(html: &str) {
    const VOID: [&str; 5] = ["!doctype", "meta", "link", "input", "wbr"];
    let (mut open, mut ids, mut links) = (Vec::new(), BTreeSet::new(), Vec::new());
    let mut rest = html;
    while let Some((_, tail)) = rest.split_once('<') {
        let (tag, tail) = tail.split_once('>').unwrap();
        rest = tail;
        let name = tag.split(|character: char| character.is_whitespace()).next().unwrap();
        for (attribute, value) in attributes(tag) {
            match attribute {
                "id" => assert!(ids.insert(value), "{value} is a duplicate id"),
                "href" if value.starts_with('#') => links.push(&value[1..]),
                "href" => assert!(value.starts_with("data:"), "{value} is an external resource"),
                _ => assert!(attribute != "src" && !attribute.starts_with("on"), "{tag}"),
            }
        }
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "near {}", &rest[..rest.len().min(80)]);
        } else if !VOID.contains(&name) {
            open.push(name);
            // A style or a script has no elements.
            if matches!(name, "style" | "script") {
                rest = &rest[rest.find(&format!("</{name}>")).unwrap()..];
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
    for link in links {
        assert!(ids.contains(link), "no element has the id {link}");
    }
}

/// Returns the attributes of a tag: a name without a value, or with one in double quotes.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut rest = tag.split_once(' ').map_or("", |(_, rest)| rest);
    let mut found = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (name, tail) = rest.split_at(end);
        match tail.strip_prefix("=\"") {
            Some(tail) => {
                let (value, tail) = tail.split_once('"').unwrap();
                found.push((name, value));
                rest = tail.trim_start();
            }
            None => {
                found.push((name, ""));
                rest = tail.trim_start();
            }
        }
    }
    found
}

#[test]
fn an_empty_manifest_has_a_page() {
    let html = page_of(&Catalog::of_shapes(Vec::new()), Some(&[]));
    assert_well_formed(&html);
    assert!(html.contains("<p class=\"lead\">The manifest has no record types yet.</p>"));
    assert!(html.contains("0 record types · 0 versions"));
    keep("empty.html", &html);
}

#[test]
fn one_type_has_fields_history_key_columns_and_schema() {
    let count =
        |record_type: &str, schema_version, rows| RowCount { record_type: record_type.into(), schema_version, rows };
    let counts = [count("account", 2, 12_345), count("account", 3, 1), count("stored-name", 1, 7)];
    let html = page_of(&one_type(), Some(&counts));
    assert_well_formed(&html);
    for part in [
        "1 record type · 2 versions",
        "<li><a href=\"#type/account\">account <span>v2</span></a></li>",
        "<li>Rust type <b>Account</b></li>",
        "<li class=\"warn\">1 sensitive field</li>",
        "id=\"type/account/.email\" data-path=\".email\"",
        "<span class=\"soft\">optional</span> text",
        "<span class=\"tag \">metadata.email</span> <span class=\"tag s\">sensitive</span>",
        "<span class=\"own\">id</span>",
        "<span class=\"own\">acme</span>",
        "<span class=\"unseen\">added </span> <code>.email</code> <span class=\"soft\">optional text</span>",
        "<code>field-removed</code> at <code>.name</code>: “no row &lt;has&gt; it”",
        "<dt>metadata.email</dt><dd>from <code>.email</code></dd>",
        "&quot;$schema&quot;: &quot;https://json-schema.org/draft/2020-12/schema&quot;",
        "<li><b>v2</b> 12,345</li>",
        "<li><b>v3</b> 1, unknown to this program</li>",
        "7 more rows have a record type that the manifest doesn't have.",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(
        !html.contains("stored-name"),
        "the name of a stored record type that the manifest doesn't have is stored data"
    );
    assert_eq!(html.matches("<section ").count(), 2);
    keep("one.html", &html);
}

#[test]
fn descriptions_are_shown_at_the_type_and_in_the_rows() {
    static CHOICE: Shape = Shape::Enum(&EnumShape {
        name: "Choice",
        description: "Of the type.",
        repr: EnumRepr::External,
        variants: &[VariantShape { name: "One", description: "Of the variant.", aliases: &[], cfg: "", content: None }],
        unknown: UnknownFieldPolicy::Deny,
        reserved: &[],
    });
    const FIELDS: &[FieldShape] = &[
        FieldShape { name: "own", description: "Of the field.", shape: &CHOICE, ..FieldShape::UNNAMED },
        FieldShape { name: "list", shape: &Shape::List(&CHOICE), ..FieldShape::UNNAMED },
    ];
    static RECORD: RecordShape = record(
        "record",
        1,
        &Shape::Struct(&StructShape { description: "Of the `record`.\n\nMore.", ..structure("Record", FIELDS) }),
    );
    let html = page_of(&Catalog::of_shapes(vec![(&RECORD, Vec::new())]), None);
    assert_well_formed(&html);
    assert!(html.contains("</h1>\n<div class=\"about lead\"><p>Of the <code>record</code>.</p><p>More.</p></div>\n"));
    let rows = html.split_once("<tbody role=\"rowgroup\">\n<tr role=\"row\" class=\"field\"").unwrap().1;
    let rows = rows.split_once("</tbody>").unwrap().0;
    let texts: Vec<&str> =
        rows.split("<div class=\"about\"><p>").skip(1).map(|row| row.split_once("</p>").unwrap().0).collect();
    assert_eq!(texts, ["Of the field.", "Of the variant.", "Of the type.", "Of the variant."]);
    assert!(!page_of(&one_type(), None).contains("class=\"about"), "an absent description leaves nothing");
}

#[test]
fn rows_are_absent_if_no_store_was_asked() {
    let html = page_of(&one_type(), None);
    assert!(!html.contains("Rows by version"));
    assert!(html.contains("It has no stored data."));
}

/// Every string of a manifest is put where HTML, an attribute or a script could be ended.
#[test]
fn names_and_reasons_are_escaped() {
    const EVIL: &str = "</script></style><img src=x onerror=alert(1)>\"'& --> \u{202e}";
    const CONTENT: Shape = Shape::Struct(&StructShape {
        name: EVIL,
        description: EVIL,
        fields: &[FieldShape { name: EVIL, description: EVIL, shape: TEXT, is_sensitive: true, ..FieldShape::UNNAMED }],
        flattened: &[],
        has_skipped: false,
        unknown: UnknownFieldPolicy::Keep,
        reserved: &[EVIL],
    });
    static CHOICE: Shape = Shape::Enum(&EnumShape {
        name: EVIL,
        description: EVIL,
        repr: EnumRepr::Adjacent { tag: EVIL, content: EVIL },
        variants: &[VariantShape {
            name: EVIL,
            description: EVIL,
            aliases: &[EVIL],
            cfg: EVIL,
            content: Some(&CONTENT),
        }],
        unknown: UnknownFieldPolicy::Keep,
        reserved: &[EVIL],
    });
    const FIELDS: &[FieldShape] = &[
        FieldShape { name: EVIL, aliases: &[EVIL], cfg: EVIL, shape: &CHOICE, ..FieldShape::UNNAMED },
        FieldShape { name: "tree", shape: &Shape::Recursive(EVIL, &Shape::Recursion(EVIL)), ..FieldShape::UNNAMED },
    ];
    const KEY: &[ComponentShape] = &[
        ComponentShape { name: EVIL, encoding: KeyEncoding::new(EVIL) },
        ComponentShape { name: EVIL, encoding: KeyEncoding::tuple(&[KeyEncoding::new(EVIL)]).optional() },
    ];
    static OLD: RecordShape = RecordShape {
        scope: KEY,
        columns: &[("metadata.<i>", EVIL)],
        ..record("<old>", 1, &Shape::Struct(&structure("", &[])))
    };
    static NEW: RecordShape = RecordShape {
        record_type: EVIL,
        aliases: &[EVIL, "<old>"],
        scope: KEY,
        key: KEY,
        columns: &[("created_at", EVIL), ("metadata.<b>", EVIL)],
        previous: Some(&OLD),
        ..record(EVIL, 2, &Shape::Struct(&StructShape { description: EVIL, ..structure(EVIL, FIELDS) }))
    };
    static OTHER: RecordShape = record("other", 1, &Shape::List(&CHOICE));
    let relaxations = [(EVIL, 2), ("<old>", 1), (EVIL, 7)].map(|(record_type, schema_version)| RelaxationDescription {
        record_type,
        schema_version,
        change: EVIL,
        path: Some(EVIL),
        reason: EVIL,
    });
    let catalog = Catalog::of_shapes(vec![(&NEW, relaxations.to_vec()), (&OTHER, Vec::new())]);
    let html = page(&Page { title: EVIL, catalog: &catalog, counts: Some(&[]) });
    assert_well_formed(&html);
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp; --&gt; \\u{202e}"));
    assert!(html.contains(">Shared types<"), "the enum is in both record types");
    for part in ["<img", "<old>", "<i>\"", "<b>\"", "\u{202e}"] {
        assert!(!html.contains(part), "{part}");
    }
    assert_eq!((html.matches("</script").count(), html.matches("</style").count()), (1, 1));
    keep("escaped.html", &html);
}

#[test]
fn many_types_have_a_page() {
    let names = (0..300).map(|number| &*Box::leak(format!("type_{number:03}").into_boxed_str()));
    let shapes = names.rev().map(|name| {
        let shape: &'static RecordShape = Box::leak(Box::new(RecordShape { record_type: name, ..ACCOUNT }));
        (shape, Vec::new())
    });
    let html = page_of(&Catalog::of_shapes(shapes.collect()), None);
    assert_well_formed(&html);
    assert!(html.contains("300 record types · 600 versions"));
    assert_eq!(html.matches("<section ").count(), 301);
    let at = |name: &str| html.find(&format!("<li><a href=\"#type/{name}\">")).unwrap();
    assert!(at("type_000") < at("type_299"), "the list is sorted");
    assert!(html.len() < 300 * 16 * 1024, "{} bytes", html.len());
    keep("many.html", &html);
}

#[test]
fn changes_between_versions_are_listed() {
    static BEFORE: RecordShape = RecordShape {
        columns: &[("created_at", ".at"), ("metadata.a", ".a")],
        ..record(
            "old",
            1,
            &Shape::Struct(&structure(
                "",
                &[
                    FieldShape { name: "a", shape: TEXT, ..FieldShape::UNNAMED },
                    FieldShape {
                        name: "gone",
                        shape: &Shape::Struct(&structure("", ACCOUNT_FIELDS)),
                        ..FieldShape::UNNAMED
                    },
                ],
            )),
        )
    };
    static AFTER: RecordShape = RecordShape {
        previous: Some(&BEFORE),
        scope: ID,
        columns: &[("created_at", ".a")],
        ..record(
            "new",
            2,
            &Shape::Struct(&structure(
                "",
                &[FieldShape {
                    name: "a",
                    aliases: &["b"],
                    has_default: true,
                    is_sensitive: true,
                    shape: &Shape::Optional(&Shape::Bool),
                    ..FieldShape::UNNAMED
                }],
            )),
        )
    };
    let catalog = Catalog::of_shapes(vec![(&AFTER, Vec::new())]);
    let record = &catalog.records()[0];
    let found = changes(&record.versions()[1], &record.versions()[0]);
    let found: Vec<_> = found.iter().map(|change| (change.mark, change.what.as_str(), change.note.as_str())).collect();
    assert_eq!(
        found,
        [
            (Mark::Removed, ".gone", ""),
            (Mark::Changed, ".a", "is optional bool, was text"),
            (Mark::Changed, ".a", "may be absent"),
            (Mark::Changed, ".a", "is sensitive"),
            (Mark::Changed, ".a", "is also read as b"),
            (Mark::Changed, "record_type", "was old"),
            (Mark::Changed, "scope", "from .id, was empty"),
            (Mark::Changed, "created_at", "column from .a, was from .at"),
            (Mark::Removed, "metadata.a", "column"),
        ]
    );
    assert_eq!(changes(&record.versions()[0], &record.versions()[0]), []);
}

#[test]
fn equal_catalogs_have_equal_pages() {
    assert_eq!(page_of(&one_type(), None), page_of(&one_type(), None));
}
