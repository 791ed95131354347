//! `explain` returns all differences between a payload and a type. There is none exactly if the payload decodes, and each planted
//! fault has one difference at its path.

#![allow(clippy::unwrap_used)]

use indexmap::{IndexMap, IndexSet};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::IpAddr;
use std::num::{NonZeroI16, NonZeroU128};
use store_record::{
    DecodeError, DecodeErrorKind, Decoder, Differences, Encoder, Json, NotNull, Payload, Shape, StoreKey, StoreValue,
    UnknownFields, explain,
};
use store_record_tests::generated::{Anything, Level, Tagged, Untagged, anything};
use store_record_tests::mutations::{Mutation, as_names, mutations};
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// Every strict shape.
#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Strict {
    flag: bool,
    integers: (i8, u8, i16, u16, i32, u32, i64, u64),
    not_zero: (NonZeroI16, NonZeroU128),
    floats: [f64; 2],
    single: f32,
    text: String,
    letter: char,
    wide: (u128, i128),
    bytes: Vec<u8>,
    four: [u8; 4],
    at: OffsetDateTime,
    date: Date,
    time: Time,
    plain: PrimitiveDateTime,
    offset: UtcOffset,
    durations: (time::Duration, std::time::Duration),
    month: time::Month,
    weekday: time::Weekday,
    address: IpAddr,
    id: uuid::Uuid,
    ulid: ulid::Ulid,
    url: url::Url,
    decimal: rust_decimal::Decimal,
    optional: Option<String>,
    absent: Option<u8>,
    list: Vec<Option<u16>>,
    set: BTreeSet<String>,
    ordered_set: IndexSet<u16>,
    pairs: IndexMap<String, u16>,
    unit: (),
    by_text: BTreeMap<String, u16>,
    by_number: BTreeMap<u64, String>,
    by_optional: BTreeMap<Option<i32>, bool>,
    by_date: BTreeMap<Date, ()>,
    by_bytes: HashMap<Vec<u8>, u16>,
    inner: Inner,
    choice: Choice,
    choices: Vec<Choice>,
    tagged: Vec<Shaped>,
    any: Json,
    tree: Tree,
    #[store_record(rename = "with a space")]
    spaced: u8,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Inner {
    deep: Vec<BTreeMap<String, Vec<u16>>>,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
enum Choice {
    Nothing,
    One(u16),
    Pair(u16, String),
    Named { name: String, inner: Option<Box<Choice>> },
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "kind")]
enum Shaped {
    Nothing,
    Circle { radius: u16 },
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Tree {
    name: String,
    children: Vec<Tree>,
    left: Option<Box<Tree>>,
}

fn tree(name: &str, children: Vec<Tree>) -> Tree {
    Tree { name: name.into(), children, left: None }
}

fn strict() -> Strict {
    let choices = vec![
        Choice::Nothing,
        Choice::One(7),
        Choice::Pair(7, "seven".into()),
        Choice::Named { name: "n".into(), inner: Some(Box::new(Choice::One(8))) },
    ];
    Strict {
        flag: true,
        integers: (-8, 8, -16, 16, -32, 32, -64, 64),
        not_zero: (NonZeroI16::MIN, NonZeroU128::MAX),
        floats: [0.5, 2.5],
        single: 1.5,
        text: "text".into(),
        letter: 'x',
        wide: (1, -1),
        bytes: vec![1, 2],
        four: [1, 2, 3, 4],
        at: time::macros::datetime!(2026-06-16 12:30 +5:45),
        date: time::macros::date!(2026 - 06 - 16),
        time: time::macros::time!(12:30),
        plain: time::macros::datetime!(2026-06-16 12:30),
        offset: time::macros::offset!(+5:45),
        durations: (time::Duration::seconds(-1), std::time::Duration::from_secs(1)),
        month: time::Month::May,
        weekday: time::Weekday::Monday,
        address: std::net::Ipv4Addr::LOCALHOST.into(),
        id: uuid::Uuid::nil(),
        ulid: ulid::Ulid::nil(),
        url: "https://example.com/".parse().unwrap(),
        decimal: rust_decimal::Decimal::ONE,
        optional: Some("there".into()),
        absent: None,
        list: vec![Some(1), None],
        set: ["a".into(), "b".into()].into(),
        ordered_set: [2, 1].into(),
        pairs: [("b".to_owned(), 2), ("a".to_owned(), 1)].into(),
        unit: (),
        by_text: [("a key".to_owned(), 1), ("b\"\n".to_owned(), 2)].into(),
        by_number: [(7, "seven".to_owned())].into(),
        by_optional: [(None, true), (Some(-1), false)].into(),
        by_date: [(time::macros::date!(2026 - 06 - 16), ())].into(),
        by_bytes: [(vec![0xff], 1)].into(),
        inner: Inner { deep: vec![[("key".to_owned(), vec![1, 2])].into()] },
        choice: Choice::Named { name: "n".into(), inner: None },
        choices,
        tagged: vec![Shaped::Nothing, Shaped::Circle { radius: 7 }],
        any: r#"{"any": [1, null, "x"]}"#.parse().unwrap(),
        tree: Tree { left: Some(Box::new(tree("left", vec![]))), ..tree("root", vec![tree("child", vec![])]) },
        spaced: 1,
    }
}

/// Every kind of leniency.
#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Lenient {
    #[store_record(default)]
    defaulted: u16,
    #[store_record(alias = "colour", alias = "tint")]
    color: String,
    #[store_record(alias = "amount", default)]
    number: u16,
    keeps: Keeps,
    ignores: Ignores,
    status: Status,
    kept: KeptChoice,
    tagged: KeptTagged,
    ignoring: Vec<IgnoringTagged>,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Keeps {
    known: u16,
    #[store_record(rest)]
    rest: UnknownFields,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(unknown_fields = "ignore")]
struct Ignores {
    known: u16,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
enum Status {
    #[store_record(alias = "on")]
    Active,
    #[store_record(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
enum KeptChoice {
    #[store_record(alias = "uno")]
    One(u16),
    #[store_record(other)]
    Other(Json),
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "kind")]
enum KeptTagged {
    Known {
        #[store_record(alias = "was")]
        is: u16,
        #[store_record(rest)]
        rest: UnknownFields,
    },
    #[store_record(other)]
    Other(Json),
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "kind", unknown_fields = "ignore")]
enum IgnoringTagged {
    Nothing,
    Something { known: u16 },
}

const LENIENT: &str = r#"{"color": "red", "number": 1, "keeps": {"known": 1, "other": {"a": [1]}}, "ignores": {"known": 1},
    "status": "on", "kept": {"uno": 1}, "tagged": {"kind": "Known", "was": 1, "more": null},
    "ignoring": [{"kind": "Nothing", "x": 1}, {"kind": "Something", "known": 1, "x": 2}], "defaulted": 7}"#;

/// Parts that a shape doesn't describe: custom codecs, keys that are enums.
#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Opaque {
    #[store_record(with = serde)]
    serde: Plain,
    #[store_record(unverified)]
    colors: Vec<Color>,
    #[store_record(recursive)]
    recursive: Vec<Inner>,
    by_level: BTreeMap<Level, u16>,
    narrow: BTreeMap<u8, u16>,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Plain {
    numbers: Vec<u8>,
}

/// A colour, stored as `"#rrggbb"`.
#[derive(Debug, Clone, PartialEq)]
struct Color(u32);

impl StoreValue for Color {
    type Nullability = NotNull;

    fn encode(&self, encoder: &mut Encoder) {
        format!("#{:06x}", self.0).encode(encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let text = String::decode(decoder)?;
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let color = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        color.map(Color).ok_or_else(|| decoder.invalid("a colour"))
    }
}

fn opaque() -> Opaque {
    Opaque {
        serde: Plain { numbers: vec![1, 2] },
        colors: vec![Color(1), Color(2)],
        recursive: vec![Inner { deep: vec![[("key".to_owned(), vec![1])].into()] }],
        by_level: [(Level::VeryLow, 1), (Level::Quoted, 2)].into(),
        narrow: [(1, 1)].into(),
    }
}

fn exposed(differences: &Differences<'_>) -> Vec<(String, DecodeErrorKind)> {
    differences.iter().map(|difference| (difference.expose_path().to_string(), difference.kind())).collect()
}

/// Checks that the payload either decodes or has differences, and that only an `expose_` method shows stored data.
fn explained<T: StoreValue>(text: &str) -> Vec<(String, DecodeErrorKind)> {
    let payload = Payload::from_stored(text);
    let decoded = payload.decode::<T>();
    let differences = explain::<T>(&payload);
    assert_eq!(differences.is_empty(), decoded.is_ok(), "{text}: {:?}", decoded.err());
    assert!(differences.len() <= Differences::MAX);
    assert!(differences.iter().map(|difference| difference.offset()).is_sorted());
    let mut shown = format!("{differences:?} {differences:#?}");
    for difference in differences.iter() {
        shown += &difference.path().to_string();
        shown.extend(difference.expected().map(|expected| expected.to_string()));
        assert!(difference.offset() <= text.len());
    }
    assert!(!shown.contains("CANARY"), "{shown}");
    exposed(&differences)
}

/// Checks that the fault is found at its path, and only there.
fn assert_found(mutation: &Mutation, found: &[(String, DecodeErrorKind)], is_opaque: bool) {
    let Mutation { what, text, path, parent } = mutation;
    let found: Vec<(String, DecodeErrorKind)> = found.iter().map(|(found, kind)| (as_names(found), *kind)).collect();
    // A field that had an alias in the payload is missing under its name.
    // A custom codec may report its whole value.
    let is_near = |found: &str| found.starts_with(parent.as_str()) || is_opaque && path.starts_with(found);
    let is_at = |found: &str| {
        found.starts_with(path.as_str())
            || found == parent
            || (is_opaque || *what == "a member removed") && is_near(found)
    };
    assert!(found.is_empty() || found.iter().any(|(found, _)| is_at(found)), "{what} at {path}: {found:?} in {text}");
    // The name of a variant decides the type of the other members.
    assert!(found.iter().all(|(found, _)| is_near(found)), "{what} at {path}: {found:?} in {text}");
}

/// Returns the number of mutations that are differences.
fn assert_explained<T: StoreValue>(payload: &str, is_opaque: bool) -> usize {
    assert_eq!(explained::<T>(payload), []);
    let mut faults = 0;
    for mutation in mutations(payload) {
        let found = explained::<T>(&mutation.text);
        assert_found(&mutation, &found, is_opaque);
        faults += usize::from(!found.is_empty());
    }
    faults
}

#[test]
fn each_fault_in_a_strict_type_is_found_at_its_path() {
    let payload = Payload::new(&strict()).unwrap().into_json();
    let faults = assert_explained::<Strict>(&payload, false);
    assert!(faults > 1_500, "{faults}");
}

#[test]
fn faults_under_a_name_that_is_cut_are_found_there() {
    for length in [80, 81] {
        let payload = format!("{{\"{}\": true}}", "é".repeat(length));
        assert!(assert_explained::<BTreeMap<String, bool>>(&payload, false) > 10);
    }
}

/// Types of other crates that share a shape with one of `time`, `rust_decimal` or the standard library.
#[derive(Debug, StoreValue)]
struct Foreign {
    chrono: (chrono::DateTime<chrono::Utc>, chrono::NaiveDate, chrono::NaiveTime, chrono::NaiveDateTime),
    jiff: (jiff::Timestamp, jiff::civil::Date, jiff::civil::Time, jiff::civil::DateTime, jiff::SignedDuration),
    big: bigdecimal::BigDecimal,
    bytes: bytes::Bytes,
    text: smol_str::SmolStr,
    list: smallvec::SmallVec<[u16; 2]>,
    system: std::time::SystemTime,
    utc: time::UtcDateTime,
    sockets: (std::net::SocketAddr, std::net::Ipv6Addr),
    by_id: BTreeMap<uuid::Uuid, u16>,
    by_ulid: BTreeMap<ulid::Ulid, u16>,
    by_instant: BTreeMap<OffsetDateTime, u16>,
    by_flag: BTreeMap<bool, Option<u16>>,
    by_wide: BTreeMap<i128, u16>,
}

const FOREIGN: &str = r#"{
    "chrono": ["2026-06-16T12:30:00Z", "2026-06-16", "12:30:00", "2026-06-16T12:30:00"],
    "jiff": ["2026-06-16T12:30:00Z", "2026-06-16", "12:30:00", "2026-06-16T12:30:00", "-PT1S"], "big": "1E5",
    "bytes": "AQI=", "text": "t", "list": [1, 2], "system": "2026-06-16T12:30:00Z", "utc": "2026-06-16T12:30:00Z",
    "sockets": ["127.0.0.1:80", "::1"], "by_id": {"67e55044-10b1-426f-9247-bb680e5fe0c8": 1},
    "by_ulid": {"01ARZ3NDEKTSV4RRFFQ69G5FAV": 1}, "by_instant": {"2026-06-16T12:30:00Z": 1},
    "by_flag": {"true": 1, "false": null}, "by_wide": {"-1": 1}}"#;

#[test]
fn each_fault_in_a_type_of_another_crate_is_found_at_its_path() {
    let payload = Payload::new(&Payload::from_stored(FOREIGN).decode::<Foreign>().unwrap()).unwrap();
    let faults = assert_explained::<Foreign>(payload.expose_json(), false);
    assert!(faults > 300, "{faults}");
    let renamed = |from: &str, to: &str| explained::<Foreign>(&FOREIGN.replace(from, to)).len();
    for name in ["67e55044-10b1-426f-9247-bb680e5fe0c8", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "false\": null", "-1\": 1"] {
        assert_eq!(renamed(name, &name.replacen(|letter: char| letter != '-', "x", 1)), 1, "{name}");
    }
}

#[test]
fn each_fault_in_a_lenient_type_is_found_at_its_path() {
    let faults = assert_explained::<Lenient>(LENIENT, false);
    assert!(faults > 200, "{faults}");
}

#[test]
fn a_fault_that_the_shape_does_not_describe_is_found_by_decoding() {
    let payload = Payload::new(&opaque()).unwrap().into_json();
    let faults = assert_explained::<Opaque>(&payload, true);
    assert!(faults > 100, "{faults}");
    let replaced = |from: &str, to: &str| {
        assert!(payload.contains(from), "{payload}");
        explained::<Opaque>(&payload.replace(from, to))
    };
    let paths = |found: Vec<(String, DecodeErrorKind)>| found.into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    assert_eq!(paths(replaced("\"#000002\"", "\"blue\"")), [".colors[1]"]);
    assert_eq!(paths(replaced("[1, 2]", "[1, 256]")), [".serde"]);
    assert_eq!(paths(replaced("[1]", "[-1]")), [".recursive[0][\"deep\"][0][\"key\"][0]"]);
    assert_eq!(paths(replaced("\"deep\"", "\"dep\"")), [".recursive[0][\"dep\"]"]);
    assert_eq!(paths(replaced("VERY_LOW", "LOW")), [".by_level[\"LOW\"]"]);
    assert_eq!(paths(replaced("\"1\": 1", "\"256\": 1")), [".narrow[\"256\"]"]);
    // Together with others that the shape describes.
    let found = explained::<Opaque>(&payload.replace("\"#000002\"", "\"blue\"").replace("\"1\": 1", "\"x\": 1"));
    assert_eq!(paths(found), [".colors[1]", ".narrow[\"x\"]"]);
}

#[test]
fn all_differences_are_returned_with_their_names() {
    let payload = Payload::from_stored(
        r#"{"name": "n", "leaves": 1, "children": [{"name": 2, "children": {}, "left": null},
            {"name": "x", "na\u006de": "y", "children": [], "left": {"my child": 1, "children": [3]}}]} "#,
    );
    let differences = explain::<Tree>(&payload);
    let lines: Vec<String> = differences.expose_report().to_string().lines().map(str::to_owned).collect();
    assert_eq!(
        lines,
        [
            "9 differences",
            "[\"leaves\"]: unknown field, expected one of `name`, `children`, `left` (byte 14)",
            ".children[0].name: expected a string, found a number (byte 49)",
            ".children[0].children: expected an array, found an object (byte 64)",
            ".children[1].name: duplicate name or element (byte 109)",
            ".children[1].left[\"my child\"]: unknown field, expected one of `name`, `children`, \
             `left` (byte 152)",
            ".children[1].left.children[0]: expected an object, found a number (byte 180)",
            ".children[1].left.name: missing field, expected text (byte 182)",
            ".children[1].left.left: missing field, expected null or `Tree` (byte 182)",
            ".left: missing field, expected null or `Tree` (byte 185)",
        ]
        .map(str::to_owned)
    );
}

#[test]
fn unknown_names_are_exposed_and_expected_names_listed() {
    let payload = Payload::from_stored(r#"[{"Tow": 1}, "Nothin", {"One": 1, "extra": 2}, "One", {"Nothing": 1}, {}]"#);
    let differences = explain::<Vec<Choice>>(&payload);
    let all: Vec<_> = differences
        .iter()
        .map(|found| {
            let expected = found.expected().map_or_else(String::new, |expected| expected.to_string());
            (found.expose_path().to_string(), found.kind(), found.expose_name(), expected)
        })
        .collect();
    use DecodeErrorKind::{UnknownField, UnknownVariant, VariantContent};
    let names = "one of `Nothing`, `One`, `Pair`, `Named`".to_owned();
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(
        all,
        [
            ("[0]".to_owned(), UnknownVariant, some("Tow"), names.clone()),
            ("[1]".to_owned(), UnknownVariant, some("Nothin"), names.clone()),
            ("[2][\"extra\"]".to_owned(), UnknownField, some("extra"), String::new()),
            ("[3]".to_owned(), VariantContent, some("One"), String::new()),
            ("[4]".to_owned(), VariantContent, some("Nothing"), String::new()),
            ("[5]".to_owned(), UnknownVariant, None, names),
        ]
    );
    let tagged = Payload::from_stored(r#"[{"kind": "Square"}, {"radius": 1}, {"kind": 7}, {"kind": "Circle"}]"#);
    let paths: Vec<String> = exposed(&explain::<Vec<Shaped>>(&tagged)).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["[0].kind", "[1].kind", "[2].kind", "[3].radius"]);
}

#[test]
fn invalid_json_is_explained_up_to_the_error() {
    for text in
        ["", " ", "{", "{\"", "{\"text\"", "[", "]", "tru", "nul", "{}{}", "{} ]", "\u{feff}{}", "{1: 2}", "\"\n\""]
    {
        assert!(!explained::<Strict>(text).is_empty());
        assert!(!explained::<Tagged>(text).is_empty());
        assert!(!explained::<Choice>(text).is_empty());
        assert!(!explained::<BTreeMap<String, u8>>(text).is_empty());
    }
    let found = explained::<Tree>(r#"{"nome": 1, "children": [1, x]"#);
    let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["[\"nome\"]", ".children[0]", ".children[1]"]);
    assert_eq!(found[2].1, DecodeErrorKind::Syntax);
    assert_eq!(explained::<Tree>("\u{feff}{}")[0].1, DecodeErrorKind::ByteOrderMark);
}

#[test]
fn cut_and_damaged_text_has_a_difference_or_decodes() {
    let payload = Payload::new(&strict()).unwrap().into_json();
    for at in (0..payload.len()).filter(|at| payload.is_char_boundary(*at)) {
        explained::<Strict>(&payload[..at]);
        let pieces = ["\"", "\\", "{", "}", "[", "]", ",", ":", "0", "x", "\u{0}", "\"CANARY\": 1, "];
        for piece in [pieces[at % 12], pieces[at / 5 % 12]] {
            explained::<Strict>(&format!("{}{piece}{}", &payload[..at], &payload[at..]));
        }
    }
}

#[test]
fn too_deep_nesting_does_not_overflow_or_hide_other_differences() {
    for open in ["[", "{\"a\":", "{\"left\":", "{\"Named\":{\"inner\":", "{\"kind\":"] {
        for levels in [127, 128, 129, 100_000] {
            let text = open.repeat(levels);
            explained::<Json>(&text);
            explained::<Tree>(&text);
            explained::<Choice>(&text);
            explained::<Shaped>(&text);
            explained::<Anything>(&text);
            explained::<Opaque>(&format!("{{\"recursive\": {text}"));
        }
    }
    let deep = "[".repeat(200) + &"]".repeat(200);
    let found = explained::<(Json, u8, Vec<u8>)>(&format!("[{deep}, -1, 1]"));
    assert_eq!(found.len(), 3);
    assert_eq!(found[0].1, DecodeErrorKind::Depth);
    assert_eq!((found[1].0.as_str(), found[2].0.as_str()), ("[1]", "[2]"));
}

/// A custom codec whose shape contains only itself.
#[derive(Debug)]
struct Endless;

impl StoreValue for Endless {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::Recursive("Endless", &Shape::Optional(&Shape::Recursion("Endless")));

    fn encode(&self, encoder: &mut Encoder) {
        ().encode(encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        <()>::decode(decoder).map(|()| Self)
    }
}

#[test]
fn an_infinite_shape_is_walked_only_as_deep_as_the_payload() {
    let paths: Vec<String> = explained::<(u8, Endless)>("[true, [7]]").into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["[0]"]);
    assert_eq!(explained::<Endless>("[7]").len(), 1);
}

#[test]
fn the_number_of_differences_is_limited() {
    let text = format!("[{}null]", "true, ".repeat(100_000));
    let payload = Payload::from_stored(text);
    let differences = explain::<Vec<u16>>(&payload);
    assert_eq!((differences.len(), differences.is_truncated()), (Differences::MAX, true));
    assert!(differences.expose_report().to_string().starts_with("1000 differences, and maybe more\n"));
    let payload = Payload::from_stored(format!("[{}1]", "true, ".repeat(Differences::MAX)));
    let differences = explain::<Vec<u16>>(&payload);
    assert_eq!((differences.len(), differences.is_truncated()), (Differences::MAX, false));
}

#[test]
fn memory_is_bounded_by_the_payload() {
    let long = "k".repeat(1 << 20);
    let payloads = [
        // Many differences inside a member with a long name.
        format!("{{\"{long}\": [{}true]}}", "true, ".repeat(5_000)),
        // Many names, many elements, unclosed brackets.
        format!("{{{}\"x\": 1}}", (0..100_000).map(|at| format!("\"{at}\": 1, ")).collect::<String>()),
        format!("[{}1]", "1,".repeat(500_000)),
        "{\"a\":".repeat(200_000),
        format!("{{\"a\": \"{}", "\\u0000".repeat(200_000)),
    ];
    for text in payloads {
        let payload = Payload::from_stored(text);
        let size = payload.expose_json().len() as u64;
        fn assert_bounded<T: StoreValue>(payload: &Payload, size: u64) {
            let decoding = allocation_counter::measure(|| drop(payload.decode::<T>())).bytes_max;
            let explaining = allocation_counter::measure(|| drop(explain::<T>(payload))).bytes_max;
            assert!(explaining <= decoding + 8 * size, "{explaining} and {decoding} bytes for {size}");
        }
        assert_bounded::<BTreeMap<String, Vec<u16>>>(&payload, size);
        assert_bounded::<BTreeSet<u16>>(&payload, size);
        assert_bounded::<Keeps>(&payload, size);
        assert_bounded::<Json>(&payload, size);
    }
    // A report shortens names.
    let payload = Payload::from_stored(format!("{{\"{long}\": [true]}}"));
    let differences = explain::<BTreeMap<String, Vec<u16>>>(&payload);
    let path = differences.iter().next().unwrap().expose_path().to_string();
    assert!(path.len() < 100 && path.ends_with("…\"][0]"), "{path}");
}

#[test]
fn names_in_a_path_are_escaped() {
    let payload =
        Payload::from_stored(r#"{"a.b": 1, "[0]": 1, "\u001b[2J": 1, "\u202e": 1, "": 1, "é_1": 1, "\"]": 1}"#);
    let paths: Vec<String> =
        exposed(&explain::<BTreeMap<String, bool>>(&payload)).into_iter().map(|(path, _)| path).collect();
    assert_eq!(
        paths,
        ["[\"a.b\"]", "[\"[0]\"]", "[\"\\u{1b}[2J\"]", "[\"\\u{202e}\"]", "[\"\"]", "[\"é_1\"]", "[\"\\\"]\"]"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_has_no_difference_and_each_mutation_has_one_at_its_path(value in anything(), seed in any::<usize>()) {
        let Ok(payload) = Payload::new(&value) else { return Ok(()) };
        prop_assert!(explain::<Anything>(&payload).is_empty());
        let all = mutations(payload.expose_json());
        // There are many mutations, so only some are tested.
        for at in 0..all.len().min(200) {
            let mutation = &all[(seed % all.len() + at * 7919) % all.len()];
            let found = explained::<Anything>(&mutation.text);
            assert_found(mutation, &found, false);
        }
    }

    #[test]
    fn explain_never_panics(bytes in prop::collection::vec(prop::sample::select(b"{}[]\",:\\u0d8a1-.e tfn\n\xc3\xa9".to_vec()), 0..60)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        explained::<Anything>(&text);
        explained::<Lenient>(&text);
        explained::<Strict>(&text);
        explained::<Opaque>(&text);
        explained::<Vec<Choice>>(&text);
        explained::<BTreeMap<Date, Shaped>>(&text);
        explained::<Json>(&text);
    }
}

/// Maps whose shape describes the form of their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, StoreValue, StoreKey)]
struct Number(u64);

#[test]
fn differences_deep_in_an_untagged_value_do_not_choose_another_variant() {
    let wrong = r#"[{"CANARY": null}, null]"#;
    let payload = format!(r#"{{"level": "VERY_LOW", "more": {{"level": "VERY_LOW", "more": {wrong}}}}}"#);
    let found = explained::<Untagged>(&payload);
    assert!(found.len() > 1 && found.iter().all(|(path, _)| path.starts_with(".more.more")), "{found:?}");
}

#[test]
fn each_wrong_map_key_is_returned() {
    let found = explained::<BTreeMap<Number, u8>>(r#"{"7": 1, "seven": 1, "07": 1, "7": 2, "-1": 256}"#);
    let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["[\"seven\"]", "[\"07\"]", "[\"7\"]", "[\"-1\"]", "[\"-1\"]"]);
    assert_eq!(found[2].1, DecodeErrorKind::Duplicate);
    assert_eq!(found[4].1, DecodeErrorKind::OutOfRange("u8"));
}
