//! Forms of enums: numbers, a tag beside the content, and values alone.

#![allow(clippy::unwrap_used)]

use std::fmt::Debug;
use store_record::{DecodeErrorKind, Payload, StoreValue, explain};

mod adjacent;
mod beside_tag;
mod integer;
mod untagged;

#[track_caller]
fn round_trip<T: StoreValue + PartialEq + Debug>(value: &T, json: &str) {
    let payload = Payload::new(value).unwrap();
    assert_eq!(payload.expose_json(), json);
    assert_eq!(&payload.decode::<T>().unwrap(), value);
    assert!(explain::<T>(&payload).is_empty());
}

/// Returns the error as the path, the kind and the offset. `explain` has a difference for it.
#[track_caller]
fn error<T: StoreValue + Debug>(json: &str) -> (String, DecodeErrorKind, usize) {
    let payload = Payload::from_stored(json);
    let error = payload.decode::<T>().unwrap_err();
    let differences = explain::<T>(&payload);
    assert!(
        differences.iter().any(|difference| {
            let is_there = difference.offset() == error.offset() || difference.path() == *error.path();
            difference.kind() == error.kind() && is_there
        }),
        "{error}, {differences:?}"
    );
    (error.path().to_string(), error.kind(), error.offset())
}
