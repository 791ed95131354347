//! Reading over one value, checking that its text is canonical.

use super::Decoder;
use crate::canonical_order;
use crate::codec::scratch::with_encoder;
use crate::error::DecodeError;
use std::borrow::Cow;
use std::cmp::Ordering;

impl<'de> Decoder<'de> {
    /// The text of the next value. Text that isn't canonical is a syntax error here, which sends the
    /// whole document through the canonicaliser.
    pub(crate) fn skip(&mut self) -> Result<&'de str, DecodeError> {
        let start = self.offset();
        self.skip_value()?;
        Ok(self.text_since(start))
    }

    fn skip_value(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            b'"' => self.skip_string().map(drop),
            b'{' => self.skip_object(),
            b'[' => {
                if self.open_array()? {
                    loop {
                        self.skip_value()?;
                        if !self.next_canonical_element()? {
                            break;
                        }
                    }
                }
                Ok(())
            }
            b't' if self.eat(b"true") => Ok(()),
            b'f' if self.eat(b"false") => Ok(()),
            b'n' if self.eat(b"null") => Ok(()),
            b'-' | b'0'..=b'9' => self.skip_number(),
            _ => Err(self.syntax()),
        }
    }

    fn skip_object(&mut self) -> Result<(), DecodeError> {
        self.open_map()?;
        let mut first = true;
        let mut previous: Option<Cow<'de, str>> = None;
        loop {
            if self.eat(b"}") {
                self.leave();
                return Ok(());
            }
            if !std::mem::take(&mut first) && !self.eat(b", ") {
                return Err(self.syntax());
            }
            let before = self.offset();
            let name = self.skip_string()?;
            if previous.is_some_and(|previous| canonical_order(&previous, &name) != Ordering::Less) {
                return Err(DecodeError::new(crate::error::DecodeErrorKind::Syntax, before));
            }
            if !self.eat(b": ") {
                return Err(self.syntax());
            }
            self.skip_value()?;
            previous = Some(name);
        }
    }

    /// A string whose escapes are the canonical ones.
    fn skip_string(&mut self) -> Result<Cow<'de, str>, DecodeError> {
        let start = self.offset();
        let text = self.string()?;
        if let Cow::Owned(text) = &text {
            let is_canonical = with_encoder(|encoder| {
                encoder.string(text);
                encoder.bytes() == self.text_since(start).as_bytes()
            });
            if !is_canonical {
                return Err(DecodeError::new(crate::error::DecodeErrorKind::Syntax, start));
            }
        }
        Ok(text)
    }

    fn skip_number(&mut self) -> Result<(), DecodeError> {
        let start = self.offset();
        let token = self.number()?;
        if super::canonical::is_plain_number(token) {
            Ok(())
        } else {
            Err(DecodeError::new(crate::error::DecodeErrorKind::Syntax, start))
        }
    }
}
