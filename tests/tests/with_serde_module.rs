//! `with = serde(module)`: a module, or a type, with the functions that serde's own `with` calls.

#![allow(clippy::unwrap_used)]

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt::Debug;
use std::marker::PhantomData;
use store_record::{EncodeErrorKind, Payload, Shape, StoreRecord, StoreValue};

/// Hexadecimal digits.
pub(crate) mod hex {
    use super::{Deserialize, Deserializer, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref)]
    pub(crate) fn serialize<S: Serializer>(value: &u32, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{value:x}"))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        u32::from_str_radix(&String::deserialize(deserializer)?, 16).map_err(serde::de::Error::custom)
    }
}

/// A list with a last element that is one more than what was written, and a secret in the error.
mod lossy {
    use super::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let mut list = Vec::deserialize(deserializer)?;
        list.iter_mut().for_each(|number| *number += 1);
        Ok(list)
    }
}

/// A type with serde's functions, as `serde_with` has it.
struct As<T>(PhantomData<T>);

struct Digits;

impl As<Digits> {
    fn serialize<T: ToString, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&value.to_string())
    }

    fn deserialize<'de, T: std::str::FromStr, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|_| D::Error::custom("the secret 4711"))
    }
}

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "colour", scope = global, key = id, metadata(colour))]
struct Colour {
    id: u8,
    #[store_record(with = serde(hex))]
    colour: u32,
    #[store_record(with = serde(self::hex), default, alias = "old")]
    former: u32,
    #[store_record(with = serde(As<Digits>))]
    number: u128,
}

fn colour() -> Colour {
    Colour { id: 7, colour: 0xff7f, former: 0, number: u128::MAX }
}

#[test]
fn a_module_of_serde_is_the_codec_of_a_field() {
    let row = colour().to_envelope().unwrap();
    let json = r#"{"id": 7, "colour": "ff7f", "former": "0", "number": "340282366920938463463374607431768211455"}"#;
    assert_eq!(row.payload().expose_json(), json);
    assert_eq!(row.columns().metadata.expose_json(), r#"{"colour": "ff7f"}"#);
    assert_eq!(row.open::<Colour>().unwrap(), colour());
    let other = Payload::from_stored(r#"{"old":"0","number":"1","colour":"ff7f","id":7}"#);
    assert_eq!(other.decode::<Colour>().unwrap(), Colour { number: 1, ..colour() });
}

#[derive(Debug, PartialEq, StoreValue)]
struct Newtype(#[store_record(with = serde(hex))] u32);

#[derive(Debug, PartialEq, StoreValue)]
enum Choice<T: ToString + std::str::FromStr> {
    Newtype(#[store_record(with = serde(hex))] u32),
    Pair(u8, #[store_record(with = serde(As::<Digits>))] T),
}

#[track_caller]
fn comes_back<T: StoreValue + PartialEq + Debug>(value: &T, json: &str) {
    let payload = Payload::new(value).unwrap();
    assert_eq!(payload.expose_json(), json);
    assert_eq!(&payload.decode::<T>().unwrap(), value);
}

#[test]
fn a_module_of_serde_is_possible_in_every_kind_of_field() {
    comes_back(&Newtype(255), r#""ff""#);
    comes_back(&vec![Choice::Newtype(255), Choice::Pair(1, 10_i64)], r#"[{"Newtype": "ff"}, {"Pair": [1, "10"]}]"#);
    assert_eq!(Newtype::SHAPE, &Shape::Custom);
}

#[derive(StoreRecord)]
#[store_record(type = "lossy", scope = global, key = ())]
struct Lossy {
    #[store_record(with = serde(lossy))]
    list: Vec<u8>,
}

#[test]
fn what_a_module_of_serde_changes_is_not_sealed() {
    let rejected = Lossy { list: vec![1] }.to_envelope().unwrap_err();
    assert_eq!((rejected.kind(), rejected.path().to_string().as_str()), (EncodeErrorKind::ReadBackDiffers, ".list"));
    assert!(Lossy { list: vec![] }.to_envelope().is_ok());
}

#[test]
fn an_error_of_a_module_of_serde_is_not_shown() {
    let json = r#"{"id": 7, "colour": "4711x", "former": "0", "number": "1"}"#;
    let error = Payload::from_stored(json).decode::<Colour>().unwrap_err();
    assert_eq!(error.path().to_string(), ".colour");
    assert!(!format!("{error:?} {error}").contains("4711"));
    let json = r#"{"id": 7, "colour": "1", "former": "0", "number": "x"}"#;
    let error = Payload::from_stored(json).decode::<Colour>().unwrap_err();
    assert!(!format!("{error:?} {error}").contains("4711"), "{error:?}");
}
