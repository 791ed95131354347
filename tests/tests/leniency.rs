//! Leniency is written on the field or the type: each option, in structs and in variants.

#![allow(clippy::unwrap_used)]

use store_record::{DecodeErrorKind, Json, Payload, Shape, StoreKey, StoreValue, UnknownFields};

fn read<T: StoreValue>(json: &str) -> Result<T, DecodeErrorKind> {
    Payload::from_stored(json).decode().map_err(|error| error.kind())
}

fn written<T: StoreValue>(value: &T) -> String {
    Payload::new(value).unwrap().into_json()
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Settings {
    #[store_record(default)]
    count: u8,
    #[store_record(default = eleven)]
    limit: u8,
    #[store_record(alias = "colour", alias = "tint")]
    color: String,
    #[store_record(skip)]
    cache: Vec<u8>,
    #[store_record(skip, default = eleven)]
    seed: u8,
    #[store_record(alias = "amount", default, with = hexadecimal)]
    number: u32,
}

fn eleven() -> u8 {
    11
}

mod hexadecimal {
    use store_record::{DecodeError, Decoder, Encoder, StoreValue};

    pub(super) fn encode(number: &u32, encoder: &mut Encoder) {
        format!("{number:x}").encode(encoder);
    }

    pub(super) fn decode(decoder: &mut Decoder<'_>) -> Result<u32, DecodeError> {
        let text = String::decode(decoder)?;
        u32::from_str_radix(&text, 16).map_err(|_| decoder.invalid("hexadecimal digits"))
    }
}

#[test]
fn missing_fields_get_their_defaults() {
    let settings: Settings = read(r#"{"color": "red"}"#).unwrap();
    let expected = Settings { count: 0, limit: 11, color: "red".into(), cache: vec![], seed: 11, number: 0 };
    assert_eq!(settings, expected);
    let all = Settings { number: 255, cache: vec![1], ..expected };
    assert_eq!(written(&all), r#"{"color": "red", "count": 0, "limit": 11, "number": "ff"}"#);
}

#[test]
fn a_default_does_not_replace_a_value_of_another_kind() {
    assert!(read::<Settings>(r#"{"color": "red", "count": null}"#).is_err());
    assert_eq!(read::<Settings>("{}"), Err(DecodeErrorKind::Missing));
    assert_eq!(read::<Settings>(r#"{"cache": [], "color": "red"}"#), Err(DecodeErrorKind::UnknownField));
}

#[test]
fn a_field_is_read_under_exactly_one_of_its_names() {
    for name in ["color", "colour", "tint"] {
        assert_eq!(read::<Settings>(&format!(r#"{{"{name}": "red"}}"#)).unwrap().color, "red");
    }
    assert_eq!(read::<Settings>(r#"{"amount":"1f","tint":"red"}"#).unwrap().number, 31);
    assert_eq!(read::<Settings>(r#"{"tint": "a", "color": "b"}"#), Err(DecodeErrorKind::Duplicate));
    assert_eq!(read::<Settings>(r#"{"color": "a", "amount": "1", "number": "1"}"#), Err(DecodeErrorKind::Duplicate));
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(unknown_fields = "ignore")]
enum Ignoring {
    Named { known: u8 },
    Pair(u8, u8),
    Unit,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "kind", unknown_fields = "ignore")]
enum IgnoringTagged {
    #[store_record(alias = "older")]
    Named {
        known: u8,
    },
    Unit,
}

#[test]
fn unknown_fields_of_variants_are_ignored_if_declared() {
    let named = r#"{"Named": {"a": [{"b": 1}], "known": 1, "zzzzzzzz": null}}"#;
    assert_eq!(read::<Ignoring>(named), Ok(Ignoring::Named { known: 1 }));
    assert_eq!(read::<Ignoring>(r#"{"Pair": [1, 2]}"#), Ok(Ignoring::Pair(1, 2)));
    assert_eq!(read::<Ignoring>("\"Unit\""), Ok(Ignoring::Unit));
    for kind in ["Named", "older"] {
        let tagged = format!(r#"{{"zzzzzzzz":1,"kind":"{kind}","known":7,"a":{{}}}}"#);
        assert_eq!(read::<IgnoringTagged>(&tagged), Ok(IgnoringTagged::Named { known: 7 }));
    }
    assert_eq!(read::<IgnoringTagged>(r#"{"a": 1, "kind": "Unit", "other": []}"#), Ok(IgnoringTagged::Unit));
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "kind", rename_all = "snake_case")]
enum Keeping {
    #[store_record(rename_all = "camelCase")]
    WithRest {
        long_name: u8,
        #[store_record(skip)]
        skipped: u8,
        #[store_record(rest)]
        rest: UnknownFields,
    },
    #[store_record(other)]
    Other(Json),
}

#[test]
fn rest_keeps_unknown_fields_and_other_keeps_unknown_variants() {
    let json = r#"{"a": 1.10, "kind": "with_rest", "longName": 3, "zzzzzzzzz": {"b": []}}"#;
    let value: Keeping = read(json).unwrap();
    assert!(matches!(&value, Keeping::WithRest { long_name: 3, skipped: 0, .. }));
    assert_eq!(written(&value), json);
    let json = r#"{"a": 1, "kind": "newer", "part": {"deep": null}}"#;
    let value: Keeping = read(json).unwrap();
    assert!(matches!(value, Keeping::Other(_)));
    assert_eq!(written(&value), json);
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
enum Word {
    #[store_record(rename = "on", alias = "yes")]
    On,
    #[store_record(other)]
    Other(String),
}

#[test]
fn other_of_a_fieldless_enum_keeps_the_name() {
    assert_eq!(read::<Word>("\"yes\""), Ok(Word::On));
    assert_eq!(written(&Word::On), "\"on\"");
    assert_eq!(read::<Word>("\"maybe\""), Ok(Word::Other("maybe".into())));
    assert_eq!(written(&Word::Other("maybe".into())), "\"maybe\"");
    assert!(Payload::new(&Word::Other("yes".into())).is_err(), "it would be decoded as another variant");
}

/// A default for every field at once.
#[derive(Debug, PartialEq, StoreValue)]
#[store_record(default)]
struct Limits {
    rows: u32,
    #[store_record(default = eleven)]
    columns: u8,
    #[store_record(alias = "title")]
    name: String,
    #[store_record(skip)]
    cache: Vec<u8>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { rows: 7, columns: 8, name: "all".into(), cache: vec![1] }
    }
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(default = five)]
struct Five {
    number: u8,
}

fn five() -> Five {
    Five { number: 5 }
}

#[test]
fn the_default_of_a_type_has_the_values_of_absent_fields() {
    assert_eq!(read::<Limits>("{}"), Ok(Limits { columns: 11, ..Limits::default() }));
    assert_eq!(read::<Limits>(r#"{"title": "some"}"#).unwrap().name, "some");
    assert_eq!(read::<Five>("{}"), Ok(five()));
    let limits = Limits { rows: 1, columns: 2, name: "a".into(), cache: vec![1] };
    assert_eq!(read::<Limits>(&written(&limits)), Ok(limits));
    assert!(read::<Limits>(r#"{"rows": null}"#).is_err());
}

/// An absent `Option` without an attribute on each field.
#[derive(Debug, PartialEq, StoreValue)]
#[store_record(absent = "none")]
struct Contact {
    name: String,
    mail: Option<String>,
    #[store_record(alias = "tel")]
    phone: Option<u32>,
    #[store_record(with = unix_seconds)]
    seen: Option<time::OffsetDateTime>,
    #[store_record(default = eleven)]
    level: u8,
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(absent = "none", rename_all_fields = "camelCase")]
enum Change {
    Renamed {
        old_name: Option<String>,
        new_name: String,
    },
    #[store_record(rename_all = "kebab-case")]
    Moved {
        to_place: Option<u8>,
    },
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(absent = "none")]
struct Page<T> {
    items: Vec<T>,
    next: Option<T>,
}

#[test]
fn an_absent_option_is_none_where_the_type_says_so() {
    let contact = Contact { name: "Ada".into(), mail: None, phone: None, seen: None, level: 11 };
    assert_eq!(read::<Contact>(r#"{"name": "Ada"}"#), Ok(contact));
    assert_eq!(read::<Contact>(r#"{"name": "Ada", "tel": 7}"#).unwrap().phone, Some(7));
    assert_eq!(read::<Contact>("{}"), Err(DecodeErrorKind::Missing));
    assert_eq!(read::<Page<u16>>(r#"{"items": []}"#), Ok(Page { items: vec![], next: None }));
    let Shape::Struct(shape) = Contact::SHAPE else { panic!("it is a struct") };
    let has_default: Vec<bool> = shape.fields.iter().map(|field| field.has_default).collect();
    assert_eq!(has_default, [false, true, true, true, true]);
}

#[test]
fn the_fields_of_all_variants_are_renamed_at_once() {
    let renamed = Change::Renamed { old_name: None, new_name: "a".into() };
    assert_eq!(written(&renamed), r#"{"Renamed": {"newName": "a", "oldName": null}}"#);
    assert_eq!(read::<Change>(r#"{"Renamed": {"newName": "a"}}"#), Ok(renamed));
    assert_eq!(written(&Change::Moved { to_place: Some(1) }), r#"{"Moved": {"to-place": 1}}"#);
    assert_eq!(read::<Change>(r#"{"Moved": {}}"#), Ok(Change::Moved { to_place: None }));
}

#[derive(Debug, PartialEq, StoreValue, StoreKey)]
#[store_record(transparent)]
struct Number(u64);

#[test]
fn a_newtype_may_be_called_transparent() {
    assert_eq!(written(&Number(7)), "7");
}
