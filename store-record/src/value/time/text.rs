//! The fixed layout of dates, times and offsets, written and read without `fmt`.

use time::Time;

/// How a fraction of a second is written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Fraction {
    /// Without trailing zeros, and without a point if it is zero.
    Trimmed,
    /// With nine digits.
    Nine,
}

/// A text of at most 40 bytes.
pub(super) struct Writer {
    bytes: [u8; 40],
    length: usize,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { bytes: [0; 40], length: 0 }
    }

    pub(super) fn as_str(&self) -> &str {
        // The text is ASCII.
        self.bytes.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    pub(super) fn push(&mut self, text: &str) {
        for byte in text.bytes() {
            self.byte(byte);
        }
    }

    fn byte(&mut self, byte: u8) {
        if let Some(room) = self.bytes.get_mut(self.length) {
            *room = byte;
            self.length += 1;
        }
    }

    fn two(&mut self, value: u32) {
        self.byte(b'0' + (value / 10 % 10) as u8);
        self.byte(b'0' + (value % 10) as u8);
    }

    pub(super) fn date(&mut self, year: u32, month: u8, day: u8) {
        self.two(year / 100);
        self.two(year % 100);
        self.byte(b'-');
        self.two(u32::from(month));
        self.byte(b'-');
        self.two(u32::from(day));
    }

    pub(super) fn time(&mut self, time: Time, fraction: Fraction) {
        let (hour, minute, second, nanosecond) = time.as_hms_nano();
        self.two(u32::from(hour));
        self.byte(b':');
        self.two(u32::from(minute));
        self.byte(b':');
        self.two(u32::from(second));
        self.fraction(nanosecond, fraction);
    }

    pub(super) fn fraction(&mut self, nanosecond: u32, fraction: Fraction) {
        if nanosecond == 0 && fraction == Fraction::Trimmed {
            return;
        }
        self.byte(b'.');
        let mut rest = nanosecond;
        let mut unit = 100_000_000;
        while unit > 0 && (rest > 0 || fraction == Fraction::Nine) {
            self.byte(b'0' + (rest / unit) as u8);
            rest %= unit;
            unit /= 10;
        }
    }

    pub(super) fn offset(&mut self, is_negative: bool, hours: u8, minutes: u8) {
        if hours == 0 && minutes == 0 {
            return self.byte(b'Z');
        }
        self.byte(if is_negative { b'-' } else { b'+' });
        self.two(u32::from(hours));
        self.byte(b':');
        self.two(u32::from(minutes));
    }

    pub(super) fn integer(&mut self, value: u64) {
        self.push(itoa::Buffer::new().format(value));
    }
}

/// Reads the text that [`Writer`] writes, and the other texts that RFC 3339 allows.
pub(super) struct Reader<'t> {
    rest: &'t [u8],
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { rest: text.as_bytes() }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.eat(byte).then_some(())
    }

    /// Reads a letter in either case, as RFC 3339 allows.
    pub(super) fn letter(&mut self, upper: u8) -> Option<()> {
        (self.eat(upper) || self.eat(upper.to_ascii_lowercase())).then_some(())
    }

    fn digit(&mut self) -> Option<u8> {
        let (digit @ b'0'..=b'9', rest) = self.rest.split_first()? else { return None };
        self.rest = rest;
        Some(digit - b'0')
    }

    fn two(&mut self) -> Option<u8> {
        Some(self.digit()? * 10 + self.digit()?)
    }

    pub(super) fn date(&mut self) -> Option<(u16, u8, u8)> {
        let year = u16::from(self.two()?) * 100 + u16::from(self.two()?);
        self.expect(b'-')?;
        let month = self.two()?;
        self.expect(b'-')?;
        Some((year, month, self.two()?))
    }

    /// Reads a time of day. A leap second is rejected, because it would be read back as another second.
    pub(super) fn time(&mut self) -> Option<Time> {
        let hour = self.two()?;
        self.expect(b':')?;
        let minute = self.two()?;
        self.expect(b':')?;
        let second = self.two()?;
        Time::from_hms_nano(hour, minute, second, self.fraction()?).ok()
    }

    /// Reads at most nine digits after a point. More digits would be lost.
    pub(super) fn fraction(&mut self) -> Option<u32> {
        if !self.eat(b'.') {
            return Some(0);
        }
        let mut nanosecond = u32::from(self.digit()?);
        let mut digits = 1;
        while let Some(digit) = self.digit() {
            digits += 1;
            if digits > 9 {
                return None;
            }
            nanosecond = nanosecond * 10 + u32::from(digit);
        }
        Some(nanosecond * 10u32.pow(9 - digits))
    }

    /// Reads `Z`, or a sign with hours and minutes.
    pub(super) fn offset(&mut self) -> Option<(bool, u8, u8)> {
        if self.letter(b'Z').is_some() {
            return Some((false, 0, 0));
        }
        let is_negative = self.eat(b'-');
        if !is_negative {
            self.expect(b'+')?;
        }
        let hours = self.two().filter(|hours| *hours < 24)?;
        self.expect(b':')?;
        Some((is_negative, hours, self.two().filter(|minutes| *minutes < 60)?))
    }

    /// Reads an integer of at most 64 bits without leading zeros.
    pub(super) fn integer(&mut self) -> Option<u64> {
        let mut value = u64::from(self.digit()?);
        let starts_with_zero = value == 0;
        while let Some(digit) = self.digit() {
            if starts_with_zero {
                return None;
            }
            value = value.checked_mul(10)?.checked_add(u64::from(digit))?;
        }
        Some(value)
    }
}
