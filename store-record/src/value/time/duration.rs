//! Durations: ISO 8601 in seconds, such as `PT1.5S`, `-PT0.25S` and `PT0S`.

use super::TimeText;
use super::text::{Fraction, Reader, Writer};
use crate::error::EncodeErrorKind;
use crate::shape::TextForm;

fn write(is_negative: bool, seconds: u64, nanoseconds: u32, writer: &mut Writer) {
    writer.push(if is_negative { "-PT" } else { "PT" });
    writer.integer(seconds);
    writer.fraction(nanoseconds, Fraction::Trimmed);
    writer.push("S");
}

fn read(reader: &mut Reader<'_>) -> Option<(bool, u64, u32)> {
    let is_negative = reader.eat(b'-');
    if !(reader.eat(b'P') && reader.eat(b'T')) {
        return None;
    }
    let (seconds, nanoseconds) = (reader.integer()?, reader.fraction()?);
    // `-PT0S` is rejected.
    let is_canonical = reader.eat(b'S') && !(is_negative && seconds == 0 && nanoseconds == 0);
    is_canonical.then_some((is_negative, seconds, nanoseconds))
}

impl TimeText for std::time::Duration {
    const EXPECTED: &'static str = "a duration in seconds such as PT1.5S";
    const FORM: TextForm = TextForm::Duration(false);

    fn write(&self, writer: &mut Writer) -> Result<(), EncodeErrorKind> {
        write(false, self.as_secs(), self.subsec_nanos(), writer);
        Ok(())
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        match read(reader)? {
            (false, seconds, nanoseconds) => Some(Self::new(seconds, nanoseconds)),
            _ => None,
        }
    }
}

impl TimeText for time::Duration {
    const EXPECTED: &'static str = "a duration in seconds such as PT1.5S or -PT1.5S";
    const FORM: TextForm = TextForm::Duration(true);

    fn write(&self, writer: &mut Writer) -> Result<(), EncodeErrorKind> {
        write(
            self.is_negative(),
            self.whole_seconds().unsigned_abs(),
            self.subsec_nanoseconds().unsigned_abs(),
            writer,
        );
        Ok(())
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (is_negative, seconds, nanoseconds) = read(reader)?;
        let nanoseconds = i32::try_from(nanoseconds).ok()?;
        if is_negative {
            Some(Self::new(0i64.checked_sub_unsigned(seconds)?, -nanoseconds))
        } else {
            Some(Self::new(i64::try_from(seconds).ok()?, nanoseconds))
        }
    }
}
