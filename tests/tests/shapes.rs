//! The shapes of the derives and the runtime, evaluated at compile time.

#![allow(clippy::unwrap_used)]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use store_record::{
    EnumRepr, EnumShape, Shape, StoreKey, StoreValue, StructShape, TextForm, UnknownFieldPolicy, UnknownFields,
};

/// Evaluates a shape in a constant, as `cargo check` does.
macro_rules! reference {
    ($type:ty) => {{
        const SHAPE: &Shape = <$type as StoreValue>::SHAPE;
        SHAPE
    }};
}

macro_rules! shape {
    ($type:ty) => {
        *reference!($type)
    };
}

const TEXT: &Shape = &Shape::Text(TextForm::Any);

const U64: &Shape = <u64 as StoreValue>::SHAPE;

fn integer(bits: u8, is_signed: bool, is_not_zero: bool) -> Shape {
    Shape::Integer(store_record::IntegerShape { bits, is_signed, is_not_zero })
}

#[test]
fn shapes_of_the_standard_library() {
    assert_eq!(shape!(bool), Shape::Bool);
    assert_eq!(shape!(u8), integer(8, false, false));
    assert_eq!(shape!(usize), integer(64, false, false));
    assert_eq!(shape!(std::num::NonZeroI32), integer(32, true, true));
    assert_eq!(shape!(i128), Shape::Text(TextForm::WideInteger { is_signed: true, is_not_zero: false }));
    assert_eq!(shape!(f32), Shape::Float { bits: 32 });
    assert_eq!(shape!(char), Shape::Text(TextForm::Char));
    assert_eq!(shape!(Option<Box<str>>), Shape::Optional(TEXT));
    assert_eq!(shape!(Vec<u8>), Shape::Text(TextForm::Bytes(None)));
    assert_eq!(shape!([u8; 4]), Shape::Text(TextForm::Bytes(Some(4))));
    assert_eq!(shape!(Cow<'static, [u8]>), Shape::Text(TextForm::Bytes(None)));
    assert_eq!(shape!(VecDeque<String>), Shape::List(TEXT));
    assert_eq!(shape!([String; 2]), Shape::Array(TEXT, 2));
    assert_eq!(shape!(Vec<Box<u8>>), Shape::List(reference!(u8)), "only `u8` itself is stored as base64");
    assert_eq!(shape!(BTreeSet<String>), Shape::Set(TEXT));
    assert_eq!(shape!((String, bool)), Shape::Tuple(&[TEXT, &Shape::Bool]));
    assert_eq!(shape!(()), Shape::Tuple(&[]));
    const MAP: Shape = Shape::Map { key: <u64 as StoreKey>::ENCODING, value: TEXT };
    assert_eq!((shape!(BTreeMap<u8, String>), shape!(HashMap<u64, String>)), (MAP, MAP));
    assert_eq!(shape!(time::OffsetDateTime), shape!(std::time::SystemTime));
    assert_eq!(shape!(std::time::Duration), Shape::Text(TextForm::Duration(false)));
    assert_eq!(shape!(serde_json::Value), shape!(store_record::Json));
}

#[test]
fn shapes_of_other_crates() {
    assert_eq!(shape!(chrono::DateTime<chrono::Utc>), shape!(jiff::Timestamp));
    assert_eq!(shape!(chrono::NaiveDate), Shape::Text(TextForm::Date));
    assert_eq!(shape!(bytes::Bytes), shape!(smallvec::SmallVec<[u8; 4]>));
    assert_eq!(shape!(indexmap::IndexMap<String, bool>), Shape::Pairs(TEXT, &Shape::Bool));
    assert_ne!(shape!(uuid::Uuid), shape!(ulid::Ulid));
}

#[derive(StoreValue)]
#[store_record(reserved("old"))]
#[allow(dead_code)]
struct Profile {
    #[store_record(rename = "nick", alias = "nickname", alias = "handle")]
    name: String,
    #[store_record(default)]
    r#type: Option<u8>,
    #[store_record(skip)]
    cache: u32,
    #[store_record(with = serde, sensitive)]
    foreign: Vec<String>,
    #[store_record(rest)]
    rest: UnknownFields,
}

#[test]
fn shape_of_a_struct() {
    let Shape::Struct(profile) = shape!(Profile) else { panic!("it is a struct") };
    let StructShape { name, unknown, reserved, fields, has_skipped, .. } = *profile;
    assert!(has_skipped);
    assert_eq!((name, unknown, reserved), ("Profile", UnknownFieldPolicy::Keep, &["old"][..]));
    let of: Vec<_> = fields.iter().map(|field| (field.name, field.aliases, field.has_default, *field.shape)).collect();
    let aliases = &["nickname", "handle"][..];
    let expected: [(&str, &[&str], bool, Shape); 3] = [
        ("nick", aliases, false, *TEXT),
        ("type", &[], true, shape!(Option<u8>)),
        ("foreign", &[], false, Shape::Custom),
    ];
    assert_eq!(of, expected);
    assert_eq!(fields.iter().map(|field| field.is_sensitive).collect::<Vec<_>>(), [false, false, true]);
}

#[derive(StoreValue)]
struct Id(u64);

#[derive(StoreValue)]
struct Pair(Id, String);

#[derive(StoreValue)]
#[store_record(tag = "kind", rename_all = "snake_case", unknown_fields = "ignore")]
#[allow(dead_code)]
enum Event {
    Started,
    #[store_record(alias = "ended")]
    Finished {
        at: Id,
    },
}

#[derive(StoreValue)]
#[allow(dead_code)]
enum Content {
    Nothing,
    One(Id),
    Two(Id, bool),
    #[store_record(other)]
    Other(store_record::Json),
}

#[test]
fn shapes_of_newtypes_tuples_and_enums() {
    assert_eq!(shape!(Id), shape!(u64));
    assert_eq!(shape!(Pair), Shape::Tuple(&[U64, TEXT]));
    let Shape::Enum(EnumShape { repr, variants, unknown, .. }) = shape!(Event) else { panic!("it is an enum") };
    assert_eq!((*repr, *unknown), (EnumRepr::Internal { tag: "kind" }, UnknownFieldPolicy::Deny));
    let [started, finished] = *variants else { panic!("it has two variants") };
    assert_eq!((started.name, started.content), ("started", None));
    assert_eq!((finished.name, finished.aliases), ("finished", &["ended"][..]));
    let Some(Shape::Struct(finished)) = finished.content else { panic!("it has fields") };
    assert_eq!((finished.fields[0].name, finished.unknown), ("at", UnknownFieldPolicy::Ignore));
    let Shape::Enum(content) = shape!(Content) else { panic!("it is an enum") };
    let contents: Vec<_> = content.variants.iter().map(|variant| variant.content.copied()).collect();
    assert_eq!(contents, [None, Some(shape!(u64)), Some(Shape::Tuple(&[U64, &Shape::Bool]))]);
    assert_eq!(content.unknown, UnknownFieldPolicy::Keep);
}

#[derive(StoreValue)]
#[allow(dead_code)]
struct Tree {
    children: Vec<Tree>,
    parent: Option<Box<Self>>,
    by_name: BTreeMap<String, (Tree, [Box<Tree>; 2])>,
}

#[derive(StoreValue)]
#[allow(dead_code)]
enum Expression {
    Number(f64),
    Sum(Box<Expression>, Vec<Expression>),
}

#[test]
fn shapes_of_recursive_types() {
    let Shape::Recursive("Tree", Shape::Struct(tree)) = shape!(Tree) else { panic!("it is a struct") };
    const TREE: &Shape = &Shape::Recursion("Tree");
    const INSIDE: &Shape = &Shape::Tuple(&[TREE, &Shape::Array(TREE, 2)]);
    const EXPRESSION: &Shape = &Shape::Recursion("Expression");
    assert_eq!(tree.fields[0].shape, &Shape::List(TREE));
    assert_eq!(tree.fields[1].shape, &Shape::Optional(TREE));
    let Shape::Map { value, .. } = tree.fields[2].shape else { panic!("it is a map") };
    assert_eq!(*value, INSIDE);
    let Shape::Recursive("Expression", Shape::Enum(expression)) = shape!(Expression) else { panic!("it is an enum") };
    assert_eq!(expression.variants[1].content, Some(&Shape::Tuple(&[EXPRESSION, &Shape::List(EXPRESSION)])));
}

#[derive(StoreValue)]
#[allow(dead_code)]
struct Page<T> {
    items: Vec<T>,
    next: Option<Box<Page<T>>>,
}

#[test]
fn shapes_of_generic_types() {
    let Shape::Recursive("Page", Shape::Struct(page)) = shape!(Page<u8>) else { panic!("it is a struct") };
    assert_eq!(page.fields[0].shape, &Shape::Text(TextForm::Bytes(None)));
    assert_eq!(page.fields[1].shape, &Shape::Optional(&Shape::Recursion("Page")));
}

struct ByHand;

impl StoreValue for ByHand {
    type Nullability = store_record::NotNull;

    fn encode(&self, encoder: &mut store_record::Encoder) {
        1_u8.encode(encoder);
    }

    fn decode(decoder: &mut store_record::Decoder<'_>) -> Result<Self, store_record::DecodeError> {
        u8::decode(decoder).map(|_| Self)
    }
}

#[test]
fn shape_of_a_custom_codec() {
    assert_eq!(shape!(ByHand), Shape::Custom);
}

#[derive(Debug, PartialEq, StoreValue)]
struct Parent {
    #[store_record(recursive)]
    children: Vec<Child>,
}

#[derive(Debug, PartialEq, StoreValue)]
struct Child {
    parent: Option<Box<Parent>>,
}

#[derive(Debug, PartialEq, StoreValue)]
struct Forest<T>(Vec<T>);

#[derive(Debug, PartialEq, StoreValue)]
struct Oak {
    #[store_record(recursive)]
    around: Forest<Oak>,
}

#[test]
fn shapes_of_mutually_recursive_types() {
    let Shape::Struct(parent) = shape!(Parent) else { panic!("it is a struct") };
    assert_eq!(parent.fields[0].shape, &Shape::Custom);
    assert_eq!(reference!(Child), <Child as StoreValue>::SHAPE);
    let oak = Oak { around: Forest(vec![Oak { around: Forest(Vec::new()) }]) };
    let parent = Parent { children: vec![Child { parent: Some(Box::new(Parent { children: Vec::new() })) }] };
    let payload = store_record::Payload::new(&(oak, parent)).unwrap();
    assert_eq!(
        payload.expose_json(),
        r#"[{"around": [{"around": []}]}, {"children": [{"parent": {"children": []}}]}]"#
    );
    assert!(payload.decode::<(Oak, Parent)>().is_ok());
}
