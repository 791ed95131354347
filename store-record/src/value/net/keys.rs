//! Addresses as keys: hexadecimal digits of a fixed number, so that their texts sort as they do.

use crate::error::KeyError;
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

macro_rules! keys {
    ($($address:ident, $expected:literal, $encode:expr, $decode:expr;)*) => {$(
        impl StoreKey for $address {
            type Borrowed = Self;

            const ENCODING: KeyEncoding = KeyEncoding::new($expected);

            fn borrowed(&self) -> &Self {
                self
            }

            fn encode_key(value: &Self, key: &mut KeyEncoder) {
                if key.is_plain() {
                    return key.ascii(&value.to_string());
                }
                let encode: fn(&Self, &mut KeyEncoder) = $encode;
                encode(value, key);
            }

            fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
                let text = key.ascii()?;
                let address = if key.is_plain() {
                    text.parse().ok().filter(|address: &Self| address.to_string() == text)
                } else {
                    let decode: fn(&str) -> Option<Self> = $decode;
                    decode(text)
                };
                address.ok_or_else(|| key.invalid($expected))
            }
        }
    )*};
}

keys! {
    Ipv4Addr, "an IPv4 address", |address, key| key.bytes(&address.octets()), |text| digits(text, 8).map(|bits| Ipv4Addr::from(bits as u32));
    Ipv6Addr, "an IPv6 address", |address, key| key.bytes(&address.octets()), |text| digits(text, 32).map(Ipv6Addr::from);
    // In Rust an IPv4 address is less than an IPv6 address.
    IpAddr, "an IP address", |address, key| match address {
        IpAddr::V4(address) => {
            key.ascii("4");
            key.bytes(&address.octets());
        }
        IpAddr::V6(address) => {
            key.ascii("6");
            key.bytes(&address.octets());
        }
    }, |text| match text.split_at_checked(1)? {
        ("4", text) => digits(text, 8).map(|bits| Ipv4Addr::from(bits as u32).into()),
        ("6", text) => digits(text, 32).map(|bits| Ipv6Addr::from(bits).into()),
        _ => None,
    };
}

/// The number of exactly this many lower-case hexadecimal digits, at most 32.
fn digits(text: &str, count: usize) -> Option<u128> {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if text.len() != count || !text.bytes().all(is_digit) {
        return None;
    }
    u128::from_str_radix(text, 16).ok()
}
