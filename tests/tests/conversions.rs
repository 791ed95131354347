//! Types that are stored as another type: `from` or `try_from`, and `into`.

#![allow(clippy::unwrap_used)]

use std::fmt::Debug;
use store_record::{EncodeErrorKind, Envelope, Payload, StoreRecord, StoreValue, explain};
use store_record_tests::schema::assert_schema;

fn round_trip<T: StoreValue + PartialEq + Debug>(value: &T, json: &str) {
    let payload = Payload::new(value).unwrap();
    assert_eq!(payload.expose_json(), json);
    assert_eq!(&payload.decode::<T>().unwrap(), value);
}

/// An even number, stored as its half.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(from = u32, into = u32)]
struct Even(u64);

impl From<u32> for Even {
    fn from(half: u32) -> Self {
        Self(2 * u64::from(half))
    }
}

impl From<Even> for u32 {
    fn from(even: Even) -> Self {
        (even.0 / 2) as Self
    }
}

/// A range that is stored as its two ends, and read only if they are in order.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(try_from = Ends, into = Ends)]
struct Range {
    start: u8,
    length: u8,
}

#[derive(StoreValue)]
struct Ends {
    start: u8,
    end: u8,
}

impl TryFrom<Ends> for Range {
    type Error = String;

    fn try_from(ends: Ends) -> Result<Self, String> {
        let length =
            ends.end.checked_sub(ends.start).ok_or_else(|| format!("{} is before {}", ends.end, ends.start))?;
        Ok(Self { start: ends.start, length })
    }
}

impl From<Range> for Ends {
    fn from(range: Range) -> Self {
        Self { start: range.start, end: range.start + range.length }
    }
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(from = Vec<T>, into = Vec<T>, bound = "T: StoreValue + Clone")]
struct Stack<T>(std::collections::VecDeque<T>);

impl<T> From<Vec<T>> for Stack<T> {
    fn from(values: Vec<T>) -> Self {
        Self(values.into())
    }
}

impl<T> From<Stack<T>> for Vec<T> {
    fn from(stack: Stack<T>) -> Self {
        stack.0.into()
    }
}

#[test]
fn a_value_has_the_form_of_the_other_type() {
    round_trip(&Even(6), "3");
    round_trip(&Some(Even(6)), "3");
    round_trip(&Range { start: 2, length: 3 }, r#"{"end": 5, "start": 2}"#);
    round_trip(&Stack([1_u16, 2].into()), "[1, 2]");
    assert!(assert_schema(&Range { start: 2, length: 3 }, &[]) > 2);
}

#[test]
fn a_conversion_that_fails_is_an_error_without_its_message() {
    let payload = Payload::from_json(r#"[{"end": 2, "start": 5}]"#).unwrap();
    let error = payload.decode::<Vec<Range>>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "can't decode [0]: expected a value that the type's `TryFrom` accepts, found something else (byte 1)"
    );
    assert!(!format!("{error:?}").contains("is before"));
    assert_eq!(explain::<Vec<Range>>(&payload).len(), 1);
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "counter", scope = global, key = id)]
struct Counter {
    id: u8,
    even: Even,
}

/// Sealing compares texts, so it can't see what a conversion drops before the text is written.
#[test]
fn a_record_opens_as_the_value_that_the_conversions_return() {
    let counter = Counter { id: 1, even: Even(u64::from(u32::MAX) * 2) };
    assert_eq!(Envelope::seal(&counter).unwrap().open::<Counter>().unwrap(), counter);
    let odd = Counter { id: 1, even: Even(7) };
    assert_eq!(Envelope::seal(&odd).unwrap().open::<Counter>().unwrap().even, Even(6));
}

/// A conversion whose text is read as another text.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(from = u8, into = u8)]
struct Growing(u8);

impl From<u8> for Growing {
    fn from(number: u8) -> Self {
        Self(number.saturating_add(1))
    }
}

impl From<Growing> for u8 {
    fn from(growing: Growing) -> Self {
        growing.0
    }
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "growth", scope = global, key = id)]
struct Growth {
    id: u8,
    growing: Growing,
}

#[test]
fn a_conversion_whose_text_changes_when_it_is_read_back_is_rejected() {
    let error = Envelope::seal(&Growth { id: 1, growing: Growing(1) }).unwrap_err();
    assert_eq!((error.kind(), error.path().to_string().as_str()), (EncodeErrorKind::ReadBackDiffers, ".growing"));
}
