//! Strings. They are borrowed if they have no escapes.

use super::Decoder;
use crate::codec::{scan, unescape};
use crate::error::DecodeError;
use std::borrow::Cow;

impl<'de> Decoder<'de> {
    /// Reads a string without escapes. Returns `None`, and consumes nothing, if it has some.
    #[inline(always)]
    fn plain_string(&mut self) -> Result<Option<&'de str>, DecodeError> {
        if self.rest.len() == self.plain_string {
            return Ok(Some(self.whole_plain_string()));
        }
        let Some((b'"', body)) = self.rest.split_first() else {
            return Err(self.expected("a string"));
        };
        let length = scan::find_special(body);
        let start = self.limit - body.len();
        match body.get(length) {
            Some(b'"') => {
                let text = self.text.get(start..start + length).unwrap_or("");
                self.rest = body.get(length + 1..).unwrap_or(&[]);
                Ok(Some(text))
            }
            Some(b'\\') => Ok(None),
            _ => {
                self.rest = body.get(length..).unwrap_or(&[]);
                Err(self.syntax())
            }
        }
    }

    /// The index found the string's end.
    fn whole_plain_string(&mut self) -> &'de str {
        let text = self.text.get(self.offset() + 1..self.limit - 1).unwrap_or("");
        self.rest = &[];
        text
    }

    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'de, str>, DecodeError> {
        match self.plain_string()? {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.escaped_string().map(Cow::Owned),
        }
    }

    #[inline(never)]
    pub(crate) fn owned_string(&mut self) -> Result<String, DecodeError> {
        match self.plain_string()? {
            Some(text) => Ok(text.to_owned()),
            None => self.escaped_string(),
        }
    }

    #[inline(never)]
    fn escaped_string(&mut self) -> Result<String, DecodeError> {
        let (string, rest) = unescape::escaped(self.text, self.limit, self.rest)?;
        self.rest = rest;
        Ok(string)
    }
}
