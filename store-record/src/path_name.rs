//! Names in paths, such as `.lines[3].price`. Names are escaped, so that two fields never have the same path: a field
//! may be stored as `a.b`, beside a field `a` with a field `b`.

use std::fmt;

/// Returns true if a byte isn't escaped in a path. The marks of paths, control characters, and what a Rust string
/// literal escapes are written as `%` and two hexadecimal digits, so that a path can be copied into an attribute.
pub(crate) const fn is_plain(byte: u8) -> bool {
    !matches!(byte, b'%' | b'.' | b'#' | b'[' | b']' | b'"' | b'\\' | 0..0x20 | 0x7f)
}

/// Returns the two digits of an escaped byte.
pub(crate) const fn digits(byte: u8) -> [u8; 2] {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    [HEX[(byte >> 4) as usize], HEX[(byte & 15) as usize]]
}

/// A name that displays as it is in a path.
pub(crate) struct PathName<'a>(pub(crate) &'a str);

impl fmt::Display for PathName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.bytes().position(|byte| !is_plain(byte)) {
            let (plain, tail) = rest.split_at(at);
            f.write_str(plain)?;
            if let Some(&byte) = tail.as_bytes().first() {
                write!(f, "%{byte:02X}")?;
            }
            // An escaped byte is a whole character.
            rest = tail.get(1..).unwrap_or_default();
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_mark_of_a_path_and_nothing_that_a_literal_escapes() {
        assert_eq!(PathName("price_1 é").to_string(), "price_1 é");
        assert_eq!(PathName("a.b[0]#c%\"\\\n\u{7f}").to_string(), "a%2Eb%5B0%5D%23c%25%22%5C%0A%7F");
        assert_eq!(PathName("").to_string(), "");
        for byte in 0..0x80_u8 {
            let name = char::from(byte).to_string();
            let shown = PathName(&name).to_string();
            let literal = format!("{shown:?}");
            assert_eq!(literal, format!("\"{shown}\""));
            assert_eq!(is_plain(byte), shown == name);
            assert!(is_plain(byte) || shown.as_bytes()[1..] == digits(byte));
        }
    }
}
