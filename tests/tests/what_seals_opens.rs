//! What seals, opens as an equal row. Every encoder rejects what its decoder rejects, and text of another crate is read back before
//! its row is sealed.

#![allow(clippy::unwrap_used)]

use std::fmt::Debug;
use store_record::{EncodeErrorKind, Payload, StoreValue};

mod codecs_of_others;
mod every_type;
mod foreign_text;
mod instants;
mod sets;

/// Returns whether encoding rejects the value. Otherwise checks that its text decodes and encodes as the same bytes.
#[track_caller]
fn is_rejected_or_comes_back<T: StoreValue + Debug>(value: &T) -> bool {
    let Ok(payload) = Payload::new(value) else { return false };
    let back = payload.decode::<T>().unwrap_or_else(|error| panic!("{value:?} encodes and doesn't decode: {error}"));
    assert_eq!(Payload::new(&back).unwrap(), payload, "{value:?} decodes as another value");
    true
}

#[track_caller]
fn comes_back<T: StoreValue + Debug>(value: &T) {
    assert!(is_rejected_or_comes_back(value), "{value:?} is rejected: {:?}", Payload::new(value));
}

#[track_caller]
fn is_rejected<T: StoreValue>(value: &T, kind: EncodeErrorKind) {
    assert_eq!(Payload::new(value).unwrap_err().kind(), kind);
}
