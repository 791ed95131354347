//! Reading values of every family of types.

use crate::generated::Anything;
use store_record::{Payload, from_slice};

/// An accepted text is a value that is written and read again as an equal one, and the canonical form of the text has the same
/// result as the text: canonical text and other text are read in two different ways.
pub fn check(input: &[u8]) {
    let read = from_slice::<Anything>(input);
    if let Err(error) = &read {
        assert!(error.offset() <= input.len());
    }
    if let Ok(value) = &read {
        let payload = Payload::new(value).expect("a value that was read can be written");
        let again: Anything = payload.decode().expect("a written value can be read");
        assert!(again == *value, "a value changed");
        assert!(Payload::new(&again).is_ok_and(|again| again == payload), "a text changed");
    }
    let canonical = std::str::from_utf8(input).ok().and_then(|text| Payload::from_json(text).ok());
    match canonical {
        Some(canonical) => assert!(canonical.decode::<Anything>().ok() == read.ok(), "two ways of reading differ"),
        None => assert!(read.is_err(), "a value was read from a text that isn't accepted as JSON"),
    }
}
