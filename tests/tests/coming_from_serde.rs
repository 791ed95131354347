//! The tables of the guide's page about serde: which types have serde's form, and which have another.

#![allow(clippy::unwrap_used)]

use crate::with_serde_module::hex;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::{NonZeroU8, Wrapping};
use std::ops::Bound;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};
use store_record::{Payload, StoreKey, StoreValue};

/// The JSON of serde_json, in the canonical form.
fn of_serde<T: Serialize>(value: &T) -> String {
    Payload::from_json(&serde_json::to_string(value).unwrap()).unwrap().into_json()
}

/// Rows that serde_json wrote open as the same value.
#[track_caller]
fn is_serdes_form<T: Serialize + StoreValue + PartialEq + Debug>(value: T) {
    let json = of_serde(&value);
    assert_eq!(Payload::new(&value).unwrap().expose_json(), json);
    assert_eq!(Payload::from_stored(json).decode::<T>().unwrap(), value);
}

#[track_caller]
fn has_another_form<T: Serialize + StoreValue>(value: &T, serde: &str, ours: &str) {
    assert_eq!(of_serde(value), serde);
    assert_eq!(Payload::new(value).unwrap().expose_json(), ours);
    assert!(Payload::from_stored(serde).decode::<T>().is_err(), "the form of serde is read as another value");
}

#[derive(Debug, PartialEq, Serialize, StoreValue)]
#[serde(rename_all = "camelCase")]
#[store_record(rename_all = "camelCase", absent = "none")]
struct Account {
    full_name: String,
    #[serde(alias = "email")]
    #[store_record(alias = "email")]
    mail: Option<String>,
    contact: Contact,
}

#[derive(Debug, PartialEq, Serialize, StoreValue)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[store_record(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
enum Contact {
    Nobody,
    ByPhone { area_code: u16 },
    Held(Held),
    Any(BTreeMap<String, u8>),
}

#[derive(Debug, PartialEq, Serialize, StoreValue)]
struct Held {
    by: u8,
    until: Option<u8>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, StoreValue, StoreKey)]
enum Level {
    Low,
}

#[derive(Debug, PartialEq, Serialize, StoreValue)]
struct Nothing;

#[derive(Debug, PartialEq, Serialize, StoreValue)]
struct Newtype(u8);

#[derive(Debug, PartialEq, Serialize, StoreValue)]
enum Choice {
    One(u8),
    Two(u8, bool),
}

#[derive(Debug, PartialEq, Serialize, StoreValue)]
#[serde(tag = "t", content = "c", rename_all = "UPPERCASE")]
#[store_record(tag = "t", content = "c", rename_all = "UPPERCASE")]
enum Adjacent {
    Nothing,
    One(Option<u8>),
    Two(u8, bool),
    Named { part: u8 },
}

#[derive(Debug, PartialEq, Serialize, StoreValue)]
#[serde(untagged)]
#[store_record(untagged)]
enum Untagged {
    Nothing,
    Number(f64),
    Text(String),
    Pair(u8, bool),
    Many(Vec<Untagged>),
    Named { part: u8 },
    Object(BTreeMap<String, String>),
}

/// As serde_repr stores it.
#[derive(Debug, Clone, Copy, PartialEq, StoreValue, Serialize)]
#[serde(into = "u8")]
#[store_record(repr = "integer")]
#[repr(u8)]
enum Number {
    One = 1,
    Five = 5,
}

impl From<Number> for u8 {
    fn from(number: Number) -> Self {
        number as Self
    }
}

#[derive(Debug, PartialEq, Serialize, StoreValue)]
struct Visit {
    #[serde(flatten)]
    #[store_record(flatten)]
    account: Account,
    #[serde(flatten)]
    #[store_record(flatten)]
    level: Option<Colour>,
    #[serde(flatten)]
    #[store_record(flatten)]
    counts: BTreeMap<String, u8>,
    id: Id<Account>,
}

#[derive(Debug, PartialEq, Serialize, StoreValue)]
struct Colour {
    #[serde(with = "hex")]
    #[store_record(with = serde(hex))]
    colour: u32,
}

#[derive(Debug, PartialEq, Serialize, StoreValue)]
#[serde(transparent)]
#[store_record(transparent)]
struct Id<K>(
    u64,
    #[serde(skip)]
    #[store_record(skip)]
    PhantomData<K>,
);

#[test]
fn flattened_fields_and_modules_of_serde_have_the_same_form() {
    for level in [None, Some(Colour { colour: 0xff7f })] {
        let account = Account { full_name: "Ada".into(), mail: None, contact: Contact::Nobody };
        let counts = BTreeMap::from([("a".to_owned(), 1), ("longer name".to_owned(), 2)]);
        is_serdes_form(Visit { account, level, counts, id: Id(7, PhantomData) });
    }
}

#[test]
fn attributes_of_the_same_name_have_the_same_form() {
    is_serdes_form(Account { full_name: "Ada".into(), mail: None, contact: Contact::Nobody });
    is_serdes_form(Contact::ByPhone { area_code: 30 });
    is_serdes_form([Contact::Held(Held { by: 1, until: None }), Contact::Any([("a".to_owned(), 1)].into())]);
    is_serdes_form(vec![Choice::One(1), Choice::Two(2, true)]);
    is_serdes_form(Newtype(7));
    is_serdes_form(vec![Untagged::Nothing, Untagged::Number(0.5), Untagged::Text("a".into()), Untagged::Pair(1, true)]);
    is_serdes_form(Untagged::Many(vec![Untagged::Named { part: 1 }, Untagged::Many(Vec::new())]));
    is_serdes_form(Untagged::Object([("part".to_owned(), "a".to_owned())].into()));
    is_serdes_form(vec![Adjacent::Nothing, Adjacent::One(None), Adjacent::One(Some(1)), Adjacent::Two(1, true)]);
    is_serdes_form(Adjacent::Named { part: 1 });
    is_serdes_form([Number::One, Number::Five]);
}

#[test]
fn types_that_are_not_in_the_table_have_the_form_of_serde() {
    is_serdes_form((u64::MAX, i64::MIN, 0.1_f64, true, 'é', NonZeroU8::MIN));
    is_serdes_form(("text".to_owned(), Some(1_u8), None::<u8>, [1_u16, 2], vec![(1_u8, false)]));
    is_serdes_form(BTreeMap::from([(10_u64, "a".to_owned()), (9, "b".into())]));
    is_serdes_form(BTreeMap::from([(Level::Low, 1_u8)]));
    is_serdes_form(BTreeMap::from([(true, 1_u8)]));
    is_serdes_form(BTreeSet::from(["a".to_owned(), "b".into()]));
    is_serdes_form((IpAddr::from([127, 0, 0, 1]), Ipv6Addr::LOCALHOST, SocketAddr::from(([127, 0, 0, 1], 80))));
    is_serdes_form((1..5_u8, 1..=5_u8, 1_u8.., ..5_u8));
    is_serdes_form((Bound::Included(1_u8), Bound::<u8>::Unbounded, Ok::<u8, String>(1), Err::<u8, String>("a".into())));
    is_serdes_form((PathBuf::from("a/b"), Wrapping(255_u8)));
}

#[test]
fn types_of_the_table_have_another_form() {
    has_another_form(&vec![0_u8, 255], "[0, 255]", "\"AP8=\"");
    has_another_form(&u128::from(u64::MAX), "18446744073709551615", "\"18446744073709551615\"");
    has_another_form(&Duration::from_millis(1_500), "{\"secs\": 1, \"nanos\": 500000000}", "\"PT1.5S\"");
    let epoch = "{\"secs_since_epoch\": 0, \"nanos_since_epoch\": 0}";
    has_another_form(&SystemTime::UNIX_EPOCH, epoch, "\"1970-01-01T00:00:00Z\"");
    has_another_form(&(), "null", "[]");
    has_another_form(&Nothing, "null", "{}");
    has_another_form(&PhantomData::<u8>, "null", "[]");
    let number = Payload::from_json(&serde_json::to_value(0.1_f32).unwrap().to_string()).unwrap();
    assert_eq!(number.expose_json(), "0.10000000149011612");
    assert!(number.decode::<f32>().is_err());
    assert_eq!(serde_json::to_string(&f64::NAN).unwrap(), "null");
    assert!(Payload::new(&f64::NAN).is_err());
}
