//! Addresses: the text that the standard library prints.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::shape::{Shape, TextForm};
use crate::value::{NotNull, StoreValue};
use std::fmt::Display;
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

mod keys;

macro_rules! addresses {
    ($($address:ident, $expected:literal, $write:expr, $quoted:expr;)*) => {$(
        impl StoreValue for $address {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = &Shape::Text(TextForm::Standard($expected));

            fn encode(&self, encoder: &mut Encoder) {
                let write: fn(&Self, &mut Encoder) = $write;
                write(self, encoder);
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                let quoted: fn(&[u8]) -> Option<(Self, usize)> = $quoted;
                if let Some((address, length)) = quoted(decoder.rest()) {
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
    }, |text| match quoted_v4(text) {
        Some((address, length)) => Some((address.into(), length)),
        None => quoted_v6(text).map(|(address, length)| (address.into(), length)),
    };
    Ipv4Addr, "an IPv4 address", |address, encoder| write_v4(*address, encoder), quoted_v4;
    Ipv6Addr, "an IPv6 address", |address, encoder| write_text(address, encoder), quoted_v6;
    SocketAddr, "a socket address", |address, encoder| write_socket(address, encoder), |_| None;
    SocketAddrV4, "an IPv4 socket address", |address, encoder| write_text(address, encoder), |_| None;
    SocketAddrV6, "an IPv6 socket address", |address, encoder| write_socket(&SocketAddr::V6(*address), encoder), |_| None;
}

/// The digits of each octet, and the number of digits.
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
    encoder.reserve_array(|out| {
        // A quote, then at most four times three digits and one byte after them. The mask never changes an index; it
        // shows the compiler that there is no bounds check to make.
        let mut at = 0;
        out[0] = b'"';
        for octet in address.octets() {
            let (digits, length) = OCTETS[usize::from(octet)];
            [out[(at + 1) & 31], out[(at + 2) & 31], out[(at + 3) & 31]] = digits;
            at += usize::from(length) + 1;
            out[at & 31] = b'.';
        }
        out[at & 31] = b'"';
        at + 1
    });
}

/// Reads the quoted address at the start of `text` and returns the length of its text. It accepts the texts that the
/// standard library accepts: four numbers of at most three digits.
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

/// Reads the quoted address at the start of `text` and returns the length of its text: groups of at most four
/// hexadecimal digits, with at most one gap for groups of zeros. The standard library reads addresses that end in four
/// decimal numbers.
fn quoted_v6(text: &[u8]) -> Option<(Ipv6Addr, usize)> {
    let (b'"', mut rest) = text.split_first()? else { return None };
    let mut groups = [0u16; 8];
    // The number of groups, and the number of those before the gap.
    let (mut count, mut before_gap) = (0, None);
    if let [b':', b':', tail @ ..] = rest {
        (rest, before_gap) = (tail, Some(0));
    }
    loop {
        if let [b'"', ..] = rest
            && before_gap == Some(count)
        {
            break;
        }
        let (value, length) = read_group(rest)?;
        *groups.get_mut(count)? = value;
        count += 1;
        match rest.get(length..)? {
            [b':', b':', tail @ ..] if before_gap.is_none() => (rest, before_gap) = (tail, Some(count)),
            [b':', tail @ ..] => rest = tail,
            tail => {
                rest = tail;
                break;
            }
        }
    }
    let [b'"', rest @ ..] = rest else { return None };
    match before_gap {
        // The groups after the gap move to the end. The gap is at least one group.
        Some(before) if count < 8 => groups.get_mut(before..)?.rotate_right(8 - count),
        None if count == 8 => {}
        _ => return None,
    }
    Some((Ipv6Addr::from(groups), text.len() - rest.len()))
}

/// Reads a number of at most four hexadecimal digits and returns the number of digits.
fn read_group(text: &[u8]) -> Option<(u16, usize)> {
    let (mut value, mut length) = (0, 0);
    for digit in text.iter().take(5).map_while(|byte| char::from(*byte).to_digit(16)) {
        (value, length) = ((value << 4) | digit, length + 1);
    }
    (1..5).contains(&length).then_some((value as u16, length))
}

fn write_socket(address: &SocketAddr, encoder: &mut Encoder) {
    if matches!(address, SocketAddr::V6(address) if address.flowinfo() != 0) {
        encoder.reject("the text of a socket address doesn't hold its flow information");
    }
    write_text(address, encoder);
}

/// Writes the text of `Display`. The longest one has 58 bytes: an IPv6 address with a scope and a port.
fn write_text(address: &impl Display, encoder: &mut Encoder) {
    let mut text = [0; 64];
    let mut rest = &mut text[..];
    // 64 bytes are enough, so writing can't fail.
    let _ = write!(rest, "\"{address}\"");
    let length = 64 - rest.len();
    encoder.write_json(text.get(..length).unwrap_or(&[]));
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
            "1:0:0:4:5::8",
            "::2:3:4:5:6:7:8",
            "1::3:4:5:6:7:8",
            "1:2:3:4:5:6:7::",
            "0:0:0:0:0:0:0:0",
            "fFfF:abcd:0123:4567:89ab:cdef:0:1",
        ];
        for text in texts {
            is_read_as_the_standard_library_does(text);
            // And what is nearly such an address.
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                for piece in ["", ":", "::", ".", "0", "9", "f", "g", "é"] {
                    let after = text[at..].chars().next().map_or(0, char::len_utf8);
                    is_read_as_the_standard_library_does(&format!("{}{piece}{}", &text[..at], &text[at..]));
                    is_read_as_the_standard_library_does(&format!("{}{piece}{}", &text[..at], &text[at + after..]));
                }
            }
        }
    }

    fn is_read_as_the_standard_library_does(text: &str) {
        let quoted = format!("\"{text}\"");
        assert_eq!(crate::payload::from_slice(quoted.as_bytes()).ok(), text.parse::<IpAddr>().ok(), "{text}");
        assert_eq!(crate::payload::from_slice(quoted.as_bytes()).ok(), text.parse::<Ipv4Addr>().ok(), "{text}");
        assert_eq!(crate::payload::from_slice(quoted.as_bytes()).ok(), text.parse::<Ipv6Addr>().ok(), "{text}");
        assert!(crate::payload::from_slice::<Ipv6Addr>(&quoted.as_bytes()[..quoted.len() - 1]).is_err());
    }
}
