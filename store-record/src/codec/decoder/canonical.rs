//! Rewrites any JSON text in the canonical form: what PostgreSQL's `jsonb` prints.
//!
//! It rejects what JSONB rejects, and what JSONB would lose: a duplicate name, U+0000, a lone surrogate. The output is
//! written in the order of the input, and only objects in another order are sorted, so the memory is that of the text,
//! its copies and the members of open objects.

use super::Decoder;
use crate::codec::encoder::{Encoder, PieceKind, Sorter};
use crate::codec::rank::NameRank;
use crate::codec::scratch::with_encoder;
use crate::codec::{plain_number, scan};
use crate::error::{DecodeError, DecodeErrorKind};
use std::borrow::Cow;

mod skip;

/// Returns the canonical form of a JSON text.
pub(crate) fn rewrite(text: &str) -> Result<String, DecodeError> {
    with_encoder(|output| {
        let mut rewriter = Rewriter { input: Decoder::new(text), output };
        rewriter.input.skip_space();
        rewriter.value()?;
        rewriter.input.finish()?;
        Ok(rewriter.output.text().to_owned())
    })
}

/// Returns the canonical form of a JSON text. It is borrowed if the text is canonical.
pub(crate) fn canonical(text: &str) -> Result<Cow<'_, str>, DecodeError> {
    let mut input = Decoder::new(text);
    input.skip_space();
    let canonical = input.canonical_value()?;
    input.finish()?;
    Ok(canonical)
}

/// Returns the canonical form of the next value.
#[cold]
#[inline(never)]
pub(super) fn rewrite_next(decoder: &mut Decoder<'_>) -> Result<String, DecodeError> {
    with_encoder(|output| {
        let mut rewriter = Rewriter { input: decoder.fork(), output };
        rewriter.value()?;
        decoder.reset(rewriter.input.mark());
        Ok(rewriter.output.text().to_owned())
    })
}

struct Rewriter<'de, 'out> {
    input: Decoder<'de>,
    output: &'out mut Encoder,
}

impl<'de> Rewriter<'de, '_> {
    fn value(&mut self) -> Result<(), DecodeError> {
        let start = self.input.offset();
        match self.input.peek() {
            b'"' => self.string(),
            b'{' => self.object(),
            b'[' => self.array(),
            b'-' | b'0'..=b'9' => {
                let token = self.input.number()?;
                if plain_number::write_plain(token, &mut self.output.text) {
                    return Ok(());
                }
                Err(DecodeError::new(DecodeErrorKind::NumberTooLong, start))
            }
            b't' if self.input.eat(b"true") => {
                self.output.literal(b"true");
                Ok(())
            }
            b'f' if self.input.eat(b"false") => {
                self.output.literal(b"false");
                Ok(())
            }
            b'n' if self.input.eat(b"null") => {
                self.output.literal(b"null");
                Ok(())
            }
            _ => Err(self.input.syntax()),
        }
    }

    /// Copies a string without escapes. Returns the text between the quotes.
    #[inline(always)]
    fn plain_string(&mut self) -> Option<&'de [u8]> {
        let (b'"', body) = self.input.rest().split_first()? else { return None };
        let length = scan::find_special_in_short(body);
        if body.get(length) != Some(&b'"') {
            return None;
        }
        self.output.text.append_any(self.input.rest().get(..length + 2)?);
        self.input.advance(length + 2);
        body.get(..length)
    }

    #[inline(always)]
    fn string(&mut self) -> Result<(), DecodeError> {
        match self.plain_string() {
            Some(_) => Ok(()),
            None => self.string_with_escapes().map(drop),
        }
    }

    /// Copies a member's name. Returns its rank.
    #[inline(always)]
    fn name(&mut self) -> Result<NameRank, DecodeError> {
        match self.plain_string() {
            Some(name) => Ok(NameRank::new(name)),
            None => self.string_with_escapes(),
        }
    }

    #[cold]
    #[inline(never)]
    fn string_with_escapes(&mut self) -> Result<NameRank, DecodeError> {
        let text = self.input.string()?;
        // The decoder doesn't return U+0000, so the encoder rejects nothing.
        self.output.string(&text);
        Ok(NameRank::new(text.as_bytes()))
    }

    fn array(&mut self) -> Result<(), DecodeError> {
        self.input.advance(1);
        self.input.enter()?;
        self.output.literal(b"[");
        self.input.skip_space();
        if !self.input.eat(b"]") {
            loop {
                self.input.skip_space();
                self.value()?;
                self.input.skip_space();
                match self.input.peek() {
                    b',' => self.output.literal(b", "),
                    b']' => break,
                    _ => return Err(self.input.syntax()),
                }
                self.input.advance(1);
            }
            self.input.advance(1);
        }
        self.output.literal(b"]");
        self.input.leave();
        Ok(())
    }

    fn object(&mut self) -> Result<(), DecodeError> {
        self.input.advance(1);
        self.input.enter()?;
        self.output.literal(b"{");
        self.input.skip_space();
        if !self.input.eat(b"}") {
            self.members()?;
        }
        self.output.literal(b"}");
        self.input.leave();
        Ok(())
    }

    fn members(&mut self) -> Result<(), DecodeError> {
        let scope = self.output.begin_unsorted();
        let first = self.input.fork();
        loop {
            self.input.skip_space();
            let start = self.output.sorter.separate(&scope, &mut self.output.text);
            let rank = self.name()?;
            self.input.skip_space();
            if !self.input.eat(b":") {
                return Err(self.input.syntax());
            }
            self.output.literal(Sorter::AFTER_NAME);
            let member = Sorter::member(start, rank, &self.output.text);
            self.input.skip_space();
            if self.input.peek() == b'"' {
                self.string()?;
            } else {
                self.value()?;
            }
            self.output.end_member(member);
            self.input.skip_space();
            match self.input.peek() {
                b',' => self.input.advance(1),
                b'}' => break,
                _ => return Err(self.input.syntax()),
            }
        }
        self.input.advance(1);
        if self.output.sorter.sort(&scope, PieceKind::Members, &mut self.output.text) {
            Ok(())
        } else {
            Err(duplicate(first))
        }
    }
}

/// Returns the error of an object that has a duplicate name. `input` is before its first member.
#[cold]
#[inline(never)]
fn duplicate(mut input: Decoder<'_>) -> DecodeError {
    match input.second_of_a_name() {
        Ok(second) => DecodeError::new(DecodeErrorKind::Duplicate, second),
        Err(error) => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_canonical_text_is_borrowed() {
        for text in [
            r#"{}"#,
            r#"{"": 1, "a": 2, "b": 3, "aa": 4}"#,
            r#"{"\"": 1, "a": 2}"#,
            r#"{"\\": 2, "a": 1, "é": 3}"#,
            r#"{"b": 1, "\t\t": 2, "aaa": "\u001f\\"}"#,
            r#"{"a": {"c": [], "d": [1, -0.5, "x", {}]}, "b": null}"#,
        ] {
            // Each of these differs from it by the order of two names, a name twice, an escape or white space.
            let changed = [
                text.replacen("\"a\"", "\"zzzz\"", 1),
                text.replacen("2", "2 ", 1),
                text.replacen("\"a\"", "\"\\u0061\"", 1),
                text.replacen("\\\"", "\\u0022", 1),
                text.replacen("\\\\", "\\u005c", 1),
                text.replacen("\\t", "\\u0009", 1),
                text.replacen("\"b\"", "\"a\"", 1),
                text.replacen("\"é\"", "\"a\"", 1),
            ];
            for text in changed.iter().map(String::as_str).chain([text]) {
                let is_borrowed = matches!(canonical(text), Ok(Cow::Borrowed(_)));
                assert_eq!(is_borrowed, rewrite(text).as_deref() == Ok(text), "{text}");
            }
            assert!(matches!(canonical(text), Ok(Cow::Borrowed(_))), "{text}");
        }
    }
}
