//! Addresses, in the standard library's text.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::{NotNull, Shape, StoreValue, TextForm};
use std::fmt::Display;
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

macro_rules! addresses {
    ($($address:ident, $expected:literal, $write:expr, $read_v4:expr;)*) => {$(
        impl StoreValue for $address {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = &Shape::Text(TextForm::Standard($expected));

            fn encode(&self, encoder: &mut Encoder) {
                let write: fn(&Self, &mut Encoder) = $write;
                write(self, encoder);
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                let read_v4: fn(Ipv4Addr) -> Option<Self> = $read_v4;
                if let Some((address, length)) = quoted_v4(decoder.rest())
                    && let Some(address) = read_v4(address)
                {
                    decoder.advance(length);
                    return Ok(address);
                }
                let start = decoder.mark();
                let text = decoder.string()?;
                match text.parse() {
                    Ok(address) => Ok(address),
                    Err(_) => {
                        decoder.reset(start);
                        Err(decoder.invalid($expected))
                    }
                }
            }
        }
    )*};
}

addresses! {
    IpAddr, "an IP address", |address, encoder| match address {
        IpAddr::V4(address) => write_v4(*address, encoder),
        IpAddr::V6(address) => write_text(address, encoder),
    }, |address| Some(address.into());
    Ipv4Addr, "an IPv4 address", |address, encoder| write_v4(*address, encoder), Some;
    Ipv6Addr, "an IPv6 address", |address, encoder| write_text(address, encoder), |_| None;
    SocketAddr, "a socket address", |address, encoder| write_socket(address, encoder), |_| None;
    SocketAddrV4, "an IPv4 socket address", |address, encoder| write_text(address, encoder), |_| None;
    SocketAddrV6, "an IPv6 socket address", |address, encoder| write_socket(&SocketAddr::V6(*address), encoder), |_| None;
}

/// The digits of each octet, and their number.
static OCTETS: [([u8; 3], u8); 256] = {
    let mut octets = [([0; 3], 0); 256];
    let mut at = 0;
    while at < 256 {
        let [hundreds, tens, ones] = [b'0' + (at / 100) as u8, b'0' + (at / 10 % 10) as u8, b'0' + (at % 10) as u8];
        octets[at] = match at {
            100.. => ([hundreds, tens, ones], 3),
            10.. => ([tens, ones, 0], 2),
            _ => ([ones, 0, 0], 1),
        };
        at += 1;
    }
    octets
};

fn write_v4(address: Ipv4Addr, encoder: &mut Encoder) {
    encoder.window(|room| {
        // A quote, then at most four times three digits and what follows them: the mask changes nothing.
        let mut at = 0;
        room[0] = b'"';
        for octet in address.octets() {
            let (digits, length) = OCTETS[usize::from(octet)];
            [room[(at + 1) & 31], room[(at + 2) & 31], room[(at + 3) & 31]] = digits;
            at += usize::from(length) + 1;
            room[at & 31] = b'.';
        }
        room[at & 31] = b'"';
        at + 1
    });
}

/// The address in quotes at the front, and the length of its text: four numbers of up to three digits, as the standard
/// library reads them.
fn quoted_v4(text: &[u8]) -> Option<(Ipv4Addr, usize)> {
    let (b'"', mut rest) = text.split_first()? else { return None };
    let mut octets = [0; 4];
    for (index, octet) in octets.iter_mut().enumerate() {
        let end = if index == 3 { b'"' } else { b'.' };
        let (value, length) = match *rest {
            [a @ b'0'..=b'9', after, ..] if after == end => (u32::from(a - b'0'), 1),
            [a @ b'1'..=b'9', b @ b'0'..=b'9', after, ..] if after == end => {
                (u32::from(a - b'0') * 10 + u32::from(b - b'0'), 2)
            }
            [a @ b'1'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9', after, ..] if after == end => {
                (u32::from(a - b'0') * 100 + u32::from(b - b'0') * 10 + u32::from(c - b'0'), 3)
            }
            _ => return None,
        };
        *octet = u8::try_from(value).ok()?;
        rest = rest.get(length + 1..)?;
    }
    Some((Ipv4Addr::from(octets), text.len() - rest.len()))
}

fn write_socket(address: &SocketAddr, encoder: &mut Encoder) {
    if matches!(address, SocketAddr::V6(address) if address.flowinfo() != 0) {
        encoder.refuse("the text of a socket address doesn't hold its flow information");
    }
    write_text(address, encoder);
}

/// Writes what `Display` shows, at most 58 bytes: an IPv6 address with a scope and a port.
fn write_text(address: &impl Display, encoder: &mut Encoder) {
    let mut text = [0; 64];
    let mut rest = &mut text[..];
    // It fits.
    let _ = write!(rest, "\"{address}\"");
    let length = 64 - rest.len();
    encoder.raw(text.get(..length).unwrap_or(&[]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_the_standard_library() {
        let texts = [
            "1.2.3.4",
            "255.255.255.255",
            "0.0.0.0",
            "256.1.1.1",
            "01.2.3.4",
            "1.2.3",
            "1.2.3.4.5",
            "1.2.3.4:80",
            "1..3.4",
            "::",
            "::1",
            "2001:db8::ff",
            "::ffff:1.2.3.4",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7:8:9",
            "2001:DB8::FF",
            "fe80::1%1",
            "[::1]",
            ":",
            "",
            " ::1",
            "é",
        ];
        for text in texts {
            let quoted = format!("\"{text}\"");
            assert_eq!(crate::from_slice(quoted.as_bytes()).ok(), text.parse::<IpAddr>().ok(), "{text}");
            assert_eq!(crate::from_slice(quoted.as_bytes()).ok(), text.parse::<Ipv4Addr>().ok(), "{text}");
            assert_eq!(crate::from_slice(quoted.as_bytes()).ok(), text.parse::<Ipv6Addr>().ok(), "{text}");
        }
    }
}
