//! The types of three public domains, with serde's derives and ours on the same type: what serde_json wrote opens, as an equal
//! value, and serde_json reads what is written here.
//!
//! The types are reduced, with names of our own, from a code forge's API, a federated social network and a chat protocol.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use store_record::{Payload, StoreValue, json_schema};
use time::OffsetDateTime;
use url::Url;

mod chat;
mod federation;
mod forge;

/// Tests generated values of a type in both directions.
fn ports<T>()
where
    T: Arbitrary + Serialize + DeserializeOwned + StoreValue + PartialEq + Debug,
{
    let validator = jsonschema::draft202012::new(&json_schema::<T>()).unwrap();
    let mut runner = TestRunner::deterministic();
    let law = |value: T| {
        let of_serde = serde_json::to_string(&value).unwrap();
        let payload = Payload::from_json(&of_serde).unwrap();
        let opened = payload.decode::<T>();
        prop_assert_eq!(opened.as_ref(), Ok(&value), "{}", of_serde);
        let ours = Payload::new(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<T>(ours.expose_json()).unwrap(), value);
        prop_assert!(validator.is_valid(&ours.to_value().unwrap()), "{}", ours.expose_json());
        Ok(())
    };
    runner.run(&any::<T>(), law).unwrap();
}

/// Instants of whole seconds, which every form writes.
fn instant() -> impl Strategy<Value = OffsetDateTime> {
    (0_i64..4_000_000_000).prop_map(|seconds| OffsetDateTime::from_unix_timestamp(seconds).unwrap())
}

fn web_address() -> impl Strategy<Value = Url> {
    "[a-z]{1,8}(/[a-z0-9 é]{0,4}){0,2}".prop_map(|rest| format!("https://{rest}").parse().unwrap())
}

/// Text without U+0000, which can't be stored.
fn text() -> impl Strategy<Value = String> {
    "[ -~é山\n]{0,12}"
}
