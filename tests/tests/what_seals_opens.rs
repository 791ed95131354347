//! What seals, opens, and opens as an equal row: every writer rejects what its reader rejects, and text that another crate
//! owns is read back before it is sealed.

#![allow(clippy::unwrap_used)]

use std::fmt::Debug;
use store_record::{EncodeErrorKind, Payload, StoreValue};

mod codecs_of_others;
mod every_type;
mod foreign_text;
mod instants;
mod sets;

/// The value is rejected when it is written, or its text is read back and written again as the same bytes.
#[track_caller]
fn is_rejected_or_comes_back<T: StoreValue + Debug>(value: &T) -> bool {
    let Ok(payload) = Payload::new(value) else { return false };
    let back = payload.decode::<T>().unwrap_or_else(|error| panic!("{value:?} is written and not read: {error}"));
    assert_eq!(Payload::new(&back).unwrap(), payload, "{value:?} comes back as another value");
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
