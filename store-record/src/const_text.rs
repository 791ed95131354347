//! Strings while compiling, where there is no `String`.

use crate::path_name;

/// Panics with the parts as one message, at the caller's location.
#[track_caller]
pub(crate) const fn fail(parts: &[&str]) -> ! {
    let mut message = Message::new();
    let mut at = 0;
    while at < parts.len() {
        message.push(parts[at]);
        at += 1;
    }
    message.panic()
}

/// A message that is built while compiling.
pub(crate) struct Message {
    bytes: [u8; Message::CAPACITY],
    length: usize,
}

impl Message {
    /// Enough for several hundred record types. What doesn't fit is left out.
    const CAPACITY: usize = 16 * 1_024;

    pub(crate) const fn new() -> Self {
        Self { bytes: [0; Self::CAPACITY], length: 0 }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Appends the whole string or nothing, so that the bytes stay UTF-8.
    pub(crate) const fn push(&mut self, text: &str) {
        let bytes = text.as_bytes();
        if bytes.len() > Self::CAPACITY - self.length {
            return;
        }
        let mut at = 0;
        while at < bytes.len() {
            self.bytes[self.length] = bytes[at];
            self.length += 1;
            at += 1;
        }
    }

    /// Appends a name as it is in a path.
    pub(crate) const fn push_name(&mut self, name: &str) {
        let (mut rest, mut at) = (name, 0);
        while at < rest.len() {
            let byte = rest.as_bytes()[at];
            if path_name::is_plain(byte) {
                at += 1;
                continue;
            }
            // An escaped byte is a whole character.
            let (plain, tail) = rest.split_at(at);
            self.push(plain);
            self.push("%");
            if let Ok(digits) = std::str::from_utf8(&path_name::digits(byte)) {
                self.push(digits);
            }
            (rest, at) = (tail.split_at(1).1, 0);
        }
        self.push(rest);
    }

    /// Appends a record type as it is in a Rust string literal. A record type has no control characters.
    pub(crate) const fn push_in_literal(&mut self, text: &str) {
        let (mut rest, mut at) = (text, 0);
        while at < rest.len() {
            if matches!(rest.as_bytes()[at], b'"' | b'\\') {
                let (plain, tail) = rest.split_at(at);
                self.push(plain);
                self.push("\\");
                // The escaped character itself is part of the next piece.
                (rest, at) = (tail, 1);
            } else {
                at += 1;
            }
        }
        self.push(rest);
    }

    /// Appends a number, which isn't negative.
    pub(crate) const fn push_number(&mut self, number: i32) {
        if number >= 10 {
            self.push_number(number / 10);
        }
        let digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        self.push(digits[number.unsigned_abs() as usize % 10]);
    }

    /// Returns true if this is the message.
    pub(crate) const fn is(&self, text: &str) -> bool {
        if self.length != text.len() {
            return false;
        }
        let mut at = 0;
        while at < self.length {
            if self.bytes[at] != text.as_bytes()[at] {
                return false;
            }
            at += 1;
        }
        true
    }

    /// Returns the number of bytes.
    pub(crate) const fn len(&self) -> usize {
        self.length
    }

    /// Returns the message.
    pub(crate) const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "a check of store-record failed",
        }
    }

    #[track_caller]
    pub(crate) const fn panic(&self) -> ! {
        panic!("{}", self.as_str())
    }
}

/// The digits of a number.
#[derive(Debug)]
pub struct Digits {
    bytes: [u8; Digits::CAPACITY],
    start: usize,
}

impl Digits {
    /// A sign, and the digits of 2^63.
    const CAPACITY: usize = 20;

    pub(crate) const fn new(number: i64) -> Self {
        let (mut bytes, mut start, mut rest) = ([0; Self::CAPACITY], Self::CAPACITY, number.unsigned_abs());
        loop {
            start -= 1;
            bytes[start] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            start -= 1;
            bytes[start] = b'-';
        }
        Self { bytes, start }
    }

    /// Returns the digits as a string.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.start).1) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Digits;

    #[test]
    fn digits_are_those_of_the_standard_library() {
        for number in [0, 7, -7, 10, 1_000, i64::MIN, i64::MIN + 1, i64::MAX] {
            assert_eq!(Digits::new(number).as_str(), number.to_string());
        }
    }
}
