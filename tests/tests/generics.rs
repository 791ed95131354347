//! The derives infer the bounds of generic types from the types of fields, not from names.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;
use store_record::{DecodeError, Decoder, Encoder, Payload, StoreKey, StoreRecord, StoreValue};

fn round_trip<T: StoreValue + PartialEq + std::fmt::Debug>(value: &T, json: &str) {
    let payload = Payload::new(value).unwrap();
    assert_eq!(payload.expose_json(), json);
    assert_eq!(&payload.decode::<T>().unwrap(), value);
}

/// Isn't an `Option`, in spite of its name.
#[derive(Debug, PartialEq, StoreValue)]
enum PriceOption<T> {
    Fixed(T),
    Free,
}

/// Is an `Option`, in spite of its name.
type Maybe<T> = Option<T>;

/// Is never `null`.
#[derive(Debug, PartialEq, StoreValue)]
struct Part<T> {
    part: T,
}

/// Is `null` if its content is.
#[derive(Debug, PartialEq, StoreValue)]
struct Inside<T>(T);

#[derive(Debug, PartialEq, StoreValue)]
struct Page<T> {
    price: PriceOption<T>,
    next: Option<T>,
    maybe: Maybe<T>,
    boxed: Option<Box<T>>,
    shared: Option<Arc<T>>,
    inside: Option<Inside<T>>,
    part: Option<Part<T>>,
    both: Option<(T, T)>,
    list: Vec<Option<Inside<Box<T>>>>,
}

#[test]
fn an_option_of_a_type_parameter_needs_no_bound() {
    let page = Page {
        price: PriceOption::Fixed(1),
        next: Some(2),
        maybe: None,
        boxed: Some(Box::new(3)),
        shared: Some(Arc::new(4)),
        inside: Some(Inside(5)),
        part: Some(Part { part: 6 }),
        both: Some((7, 8)),
        list: vec![None, Some(Inside(Box::new(9)))],
    };
    let json = r#"{"both": [7, 8], "list": [null, 9], "next": 2, "part": {"part": 6}, "boxed": 3, "maybe": null, "price": {"Fixed": 1}, "inside": 5, "shared": 4}"#;
    round_trip(&page, json);
}

#[derive(Debug, PartialEq, StoreValue)]
struct Prices<T> {
    one: PriceOption<T>,
    part: Option<Part<T>>,
}

#[test]
fn a_type_named_option_can_contain_a_nullable_type() {
    let prices = Prices { one: PriceOption::Fixed(None::<u8>), part: Some(Part { part: Some(1) }) };
    round_trip(&prices, r#"{"one": {"Fixed": null}, "part": {"part": 1}}"#);
    round_trip(&PriceOption::<Option<u8>>::Free, r#""Free""#);
}

trait Domain {
    type Id;
    type Key;
}

/// Implements neither `StoreValue` nor `Default`.
#[derive(Debug, PartialEq)]
struct Shop;

impl Domain for Shop {
    type Id = u64;
    type Key = Code;
}

/// A `StoreKey` that isn't a `StoreValue`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, StoreKey)]
struct Code(String);

#[derive(Debug, PartialEq, StoreValue)]
struct Entity<D: Domain, K> {
    id: D::Id,
    parent: Option<D::Id>,
    all: Vec<<D as Domain>::Id>,
    by_key: BTreeMap<D::Key, D::Id>,
    names: BTreeMap<K, ()>,
    #[store_record(default)]
    absent: Vec<D::Id>,
    #[store_record(skip)]
    domain: PhantomData<D>,
}

#[derive(Debug, PartialEq, StoreKey)]
struct EntityKey<D: Domain>(Option<D::Key>);

fn is_key(_: &impl StoreKey) {}

#[test]
fn the_bound_of_an_associated_type_is_on_the_associated_type() {
    let entity = Entity::<Shop, Code> {
        id: 1,
        parent: None,
        all: vec![2],
        by_key: [(Code("a".into()), 3)].into(),
        names: [(Code("b".into()), ())].into(),
        absent: vec![],
        domain: PhantomData,
    };
    let json = r#"{"id": 1, "all": [2], "names": {"b": []}, "absent": [], "by_key": {"a": 3}, "parent": null}"#;
    round_trip(&entity, json);
    is_key(&EntityKey::<Shop>(Some(Code("a".into()))));
}

#[derive(Debug, PartialEq, StoreValue)]
struct Tree<T> {
    children: Vec<Tree<T>>,
    next: Option<Box<Tree<T>>>,
    value: T,
    sides: (Option<Arc<T>>, Vec<Self>),
}

#[derive(Debug, PartialEq, StoreValue)]
enum Expression<T> {
    Literal(T),
    Negation(Box<Expression<T>>),
    Call {
        arguments: Vec<Expression<T>>,
        optional: Option<T>,
    },
    #[store_record(rename = "block")]
    Block(#[store_record(recursive)] Vec<Statement<T>>),
}

#[derive(Debug, PartialEq, StoreValue)]
struct Statement<T> {
    expression: Expression<T>,
    note: Option<T>,
}

#[test]
fn generic_types_can_be_recursive() {
    let leaf = Tree { children: vec![], next: None, value: 1, sides: (None, vec![]) };
    let tree = Tree { children: vec![leaf], next: None, value: 2, sides: (Some(Arc::new(3)), vec![]) };
    let json = r#"{"next": null, "sides": [3, []], "value": 2, "children": [{"next": null, "sides": [null, []], "value": 1, "children": []}]}"#;
    round_trip(&tree, json);
    let call = Expression::Call { arguments: vec![Expression::Literal(1)], optional: None };
    let statement = Statement { expression: Expression::Negation(Box::new(call)), note: Some(2) };
    let json = r#"{"block": [{"note": 2, "expression": {"Negation": {"Call": {"optional": null, "arguments": [{"Literal": 1}]}}}}]}"#;
    round_trip(&Expression::Block(vec![statement]), json);
}

/// Doesn't implement `Default`.
#[derive(Debug, PartialEq, StoreValue)]
struct NoDefault;

#[derive(Debug, PartialEq, StoreValue)]
struct Absent<T, U> {
    #[store_record(default)]
    list: Vec<T>,
    #[store_record(default)]
    option: Option<Box<T>>,
    #[store_record(skip)]
    skipped: Option<U>,
}

#[test]
fn the_bound_of_a_default_is_on_the_type_of_the_field() {
    let absent: Absent<NoDefault, NoValue> = Payload::from_json("{}").unwrap().decode().unwrap();
    assert_eq!(absent, Absent { list: vec![], option: None, skipped: None });
}

#[derive(Debug, PartialEq)]
struct NoValue;

mod any {
    use super::{DecodeError, Decoder, Encoder};

    pub(super) fn encode<T>(_: &T, encoder: &mut Encoder) {
        store_record::StoreValue::encode(&1_u8, encoder);
    }

    pub(super) fn decode<T: From<u8>>(decoder: &mut Decoder<'_>) -> Result<T, DecodeError> {
        <u8 as store_record::StoreValue>::decode(decoder).map(T::from)
    }
}

impl From<u8> for NoValue {
    fn from(_: u8) -> Self {
        Self
    }
}

mod parameter {
    //! Types with the name of a type parameter.
    #[derive(Debug, PartialEq, store_record::StoreValue)]
    pub(crate) struct T(pub(crate) u8);
}

#[derive(Debug, PartialEq, StoreValue)]
struct Coded<T: From<u8>> {
    #[store_record(with = any)]
    coded: T,
    other: parameter::T,
}

#[test]
fn a_codec_or_a_type_with_the_name_of_a_parameter_needs_no_bound() {
    round_trip(&Coded { coded: NoValue, other: parameter::T(2) }, r#"{"coded": 1, "other": 2}"#);
}

/// A private type in the bounds of a public type.
#[derive(Debug, PartialEq, StoreValue)]
#[allow(unreachable_pub)]
pub struct Public<T> {
    private: Option<Inside<T>>,
}

#[test]
fn a_private_type_may_be_in_the_bounds_of_a_public_one() {
    round_trip(&Public { private: Some(Inside(1)) }, r#"{"private": 1}"#);
}

/// The key of a record of kind `K`. Nothing is required of `K`.
#[derive(StoreValue, StoreKey)]
#[store_record(transparent)]
struct Id<K>(u64, #[store_record(skip)] PhantomData<K>);

impl<K> std::fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Id({})", self.0)
    }
}

impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

#[derive(Debug, PartialEq, StoreValue, StoreKey)]
struct Borrowed<'a, K: ?Sized>(#[store_record(skip)] PhantomData<&'a K>, u8);

#[derive(Debug, PartialEq, StoreValue)]
struct Pair<K>(u8, #[store_record(skip)] PhantomData<K>, #[store_record(skip)] (), bool);

#[derive(Debug, PartialEq, StoreValue)]
struct Marker<K>(#[store_record(skip)] PhantomData<K>);

/// Is neither a value nor a key, and has no default.
#[derive(Debug, PartialEq)]
struct Account;

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "account", scope = global, key = id)]
struct Owner {
    id: Id<Account>,
    pair: Pair<Account>,
}

#[test]
fn a_phantom_can_be_skipped_in_a_tuple() {
    round_trip(&Id::<Account>(7, PhantomData), "7");
    round_trip(&Some(Borrowed::<str>(PhantomData, 255)), "255");
    round_trip(&Pair::<Account>(7, PhantomData, (), true), "[7, true]");
    round_trip(&Marker::<Account>(PhantomData), "[]");
    round_trip(&BTreeMap::from([(1, Id::<Account>(7, PhantomData))]), r#"{"1": 7}"#);
    assert_eq!(<Id<Account>>::SHAPE, u64::SHAPE);
    assert_eq!(<Id<Account> as StoreKey>::ENCODING, <u64 as StoreKey>::ENCODING);
    let owner = Owner { id: Id(7, PhantomData), pair: Pair(1, PhantomData, (), false) };
    let row = owner.to_envelope().unwrap();
    assert_eq!(row.record_key().as_str(), "a7");
    assert_eq!(row.open::<Owner>().unwrap(), owner);
    assert_eq!(Owner::parse_key(row.record_key()).unwrap(), owner.id);
}
