//! Components of keys with invented values, written by the encoder itself.

use crate::key::{KeyEncoder, KeyEncoding, StoreKey};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use time::{Duration, OffsetDateTime, PrimitiveDateTime};

/// A component with an invented value.
pub(super) struct Example {
    pub(super) text: String,
    /// How the encoding writes a value, in a few words.
    pub(super) rule: String,
}

const WORDS: [&str; 4] = ["acme", "oak", "river", "north"];
const NUMBERS: [u32; 4] = [42, 7, 1_200, 305];

/// Returns an example of an encoding. Neighbours have different values.
pub(super) fn example(encoding: KeyEncoding, index: usize) -> Example {
    let word = WORDS.get(index % WORDS.len()).copied().unwrap_or_default();
    let number = NUMBERS.get(index % NUMBERS.len()).copied().unwrap_or_default();
    // 2026-06-16T06:45:00Z
    let instant = OffsetDateTime::UNIX_EPOCH + Duration::seconds(1_781_592_300);
    let (text, rule) = match encoding.name() {
        "text" => (component(&word.to_owned()), "a string; bytes below “%” are escaped"),
        "bytes" => (component(&vec![0x0a_u8, 0xff]), "two hexadecimal digits for each byte"),
        "a boolean" => (component(&true), "“false” or “true”"),
        "unsigned" => (component(&number), "a letter for the number of digits, then the digits"),
        "signed" => (component(&i64::from(number)), "a letter for the sign and the number of digits, then the digits"),
        "unsigned_128" => (component(&u128::from(number)), "32 hexadecimal digits"),
        "signed_128" => (component(&i128::from(number)), "32 hexadecimal digits, with the sign bit flipped"),
        "a date such as 2026-06-16" => (component(&instant.date()), "a date"),
        "a time such as 12:30:00.5" => (component(&instant.time()), "a time of day"),
        "a date and time such as 2026-06-16T12:30:00.5" => {
            (component(&PrimitiveDateTime::new(instant.date(), instant.time())), "a date and a time of day")
        }
        "an RFC 3339 instant such as 2026-06-16T12:30:00.5+02:00" => {
            (component(&instant), "an instant in UTC, with nine decimals")
        }
        "a UUID" => ("67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned(), "a UUID"),
        "a ULID" => ("01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned(), "a ULID"),
        "an IPv4 address" => (component(&Ipv4Addr::new(192, 0, 2, 7)), "8 hexadecimal digits of an IPv4 address"),
        "an IPv6 address" => {
            (component(&Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 7)), "32 hexadecimal digits of an IPv6 address")
        }
        "an IP address" => (
            component(&IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7))),
            "“4” or “6”, then the hexadecimal digits of the address",
        ),
        "tuple" => {
            let elements = encoding.elements().iter().enumerate();
            let elements: Vec<Example> = elements.map(|(at, element)| example(*element, index + at)).collect();
            let texts: Vec<&str> = elements.iter().map(|element| element.text.as_str()).collect();
            let rules: Vec<&str> = elements.iter().map(|element| element.rule.as_str()).collect();
            let rule = format!("the elements, joined by an escaped “#”: {}", rules.join("; "));
            return Example { text: component(&texts.join("#")), rule };
        }
        name => (format!("‹{name}›"), name),
    };
    Example { text, rule: rule.to_owned() }
}

/// Returns a value as the component of a key.
fn component<K: StoreKey>(value: &K) -> String {
    let mut key = KeyEncoder::new();
    value.write_component("example", &mut key);
    key.to_record_key().map(|key| key.as_str().to_owned()).unwrap_or_default()
}
