//! Rewrites any JSON text in the canonical form: what PostgreSQL's `jsonb` prints.
//!
//! It refuses what JSONB refuses and what JSONB would lose: a name twice in one object, U+0000, lone
//! surrogates. The output is written in reading order; only an object whose members stand in another
//! order is moved about, so the memory is the text, its copies and the members of open objects.

use super::decoder::Decoder;
use super::encoder::Encoder;
use super::scan;
use super::scratch::{Lent, with_encoder};
use super::sorted::{PiecesAre, Rank, Run, Sorter};
use crate::error::{DecodeError, DecodeErrorKind};
use std::ops::Range;

mod number;

pub(crate) use number::is_plain as is_plain_number;

/// The canonical text of the JSON in `text`.
pub(crate) fn rewrite(text: &str) -> Result<String, DecodeError> {
    rewritten(text).map(|rewritten| rewritten.text().to_owned())
}

/// The same in memory that is lent.
pub(crate) fn rewritten(text: &str) -> Result<Lent, DecodeError> {
    let mut output = Lent::new();
    let mut rewriter = Rewriter::<WITHOUT_MARKS>::new(text, output.encoder());
    let result = rewriter.run();
    if rewriter.has_duplicate {
        // Only with marks it is known where in the given text the second one stands.
        output.encoder().clear();
        Rewriter::<WITH_MARKS>::new(text, output.encoder()).run()?;
    }
    result.map(|()| output)
}

/// Where in `text` stands what is at `offset` in its canonical form.
#[cold]
pub(crate) fn original_offset(text: &str, offset: usize) -> usize {
    with_encoder(|output| {
        let mut rewriter = Rewriter::<WITH_MARKS>::new(text, output);
        if rewriter.run().is_err() {
            return 0;
        }
        let marks = &mut rewriter.marks;
        marks.sort_unstable();
        match marks.partition_point(|mark| mark.output <= offset).checked_sub(1).and_then(|at| marks.get(at)) {
            Some(mark) => (mark.input + (offset - mark.output).min(mark.length)).min(text.len()),
            None => 0,
        }
    })
}

/// The token at `output` of the canonical text stands at `input` of the original.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    output: usize,
    input: usize,
    length: usize,
}

const WITHOUT_MARKS: bool = false;
const WITH_MARKS: bool = true;

struct Rewriter<'de, 'out, const MARKS: bool> {
    input: Decoder<'de>,
    output: &'out mut Encoder,
    marks: Vec<Mark>,
    has_duplicate: bool,
}

impl<'de, 'out, const MARKS: bool> Rewriter<'de, 'out, MARKS> {
    fn new(text: &'de str, output: &'out mut Encoder) -> Self {
        Self { input: Decoder::new(text), output, marks: Vec::new(), has_duplicate: false }
    }

    fn run(&mut self) -> Result<(), DecodeError> {
        self.skip_space();
        self.value()?;
        self.skip_space();
        if self.input.rest().is_empty() { Ok(()) } else { Err(self.input.error(DecodeErrorKind::TrailingBytes)) }
    }

    #[inline(always)]
    fn skip_space(&mut self) {
        if self.input.peek() <= b' ' {
            self.skip_some_space();
        }
    }

    fn skip_some_space(&mut self) {
        let spaces = self.input.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.input.advance(spaces);
    }

    #[inline(always)]
    fn mark(&mut self, input: usize) {
        if MARKS {
            self.push_mark(input);
        }
    }

    #[cold]
    #[inline(never)]
    fn push_mark(&mut self, input: usize) {
        self.marks.push(Mark { output: self.output.position(), input, length: 1 });
    }

    fn value(&mut self) -> Result<(), DecodeError> {
        let start = self.input.offset();
        self.mark(start);
        match self.input.peek() {
            b'"' => self.string(),
            b'{' => self.object(),
            b'[' => self.array(),
            b'-' | b'0'..=b'9' => {
                let token = self.input.number()?;
                if number::write_plain(token, &mut self.output.text) {
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

    /// Copies a string without escapes as it stands; gives the text between the quotes.
    #[inline(always)]
    fn plain_string(&mut self) -> Option<&'de [u8]> {
        let before = self.output.position();
        let rest = self.input.rest();
        let (b'"', body) = rest.split_first()? else { return None };
        // Most strings are short: they are copied before it is known where they end.
        let length = match body.first_chunk::<16>() {
            Some(block) => {
                let found = scan::find_special_in(block);
                if found < 16 {
                    self.output.text.append_front(rest.first_chunk::<17>()?, found + 1);
                    self.output.text.literal(b"\"");
                    found
                } else {
                    let length = 16 + scan::find_special(body.get(16..)?);
                    self.output.text.append(rest.get(..length + 2)?);
                    length
                }
            }
            None => {
                let length = scan::find_special(body);
                self.output.text.append_any(rest.get(..length + 2)?);
                length
            }
        };
        if body.get(length) != Some(&b'"') {
            // What was copied stays behind the text.
            self.output.text.truncate(before);
            return None;
        }
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

    /// A member's name; gives its rank.
    #[inline(always)]
    fn name(&mut self) -> Result<Rank, DecodeError> {
        match self.plain_string() {
            Some(name) => Ok(Rank::of(name)),
            None => self.string_with_escapes(),
        }
    }

    #[cold]
    #[inline(never)]
    fn string_with_escapes(&mut self) -> Result<Rank, DecodeError> {
        let text = self.input.string()?;
        // U+0000 can't come out of the decoder, so nothing is refused.
        self.output.string(&text);
        Ok(Rank::of(text.as_bytes()))
    }

    fn array(&mut self) -> Result<(), DecodeError> {
        self.input.advance(1);
        self.input.enter()?;
        self.output.literal(b"[");
        self.skip_space();
        if !self.input.eat(b"]") {
            loop {
                self.skip_space();
                self.value()?;
                self.skip_space();
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
        self.skip_space();
        if !self.input.eat(b"}") {
            self.members()?;
        }
        self.output.literal(b"}");
        self.input.leave();
        Ok(())
    }

    fn members(&mut self) -> Result<(), DecodeError> {
        let run = self.output.begin_unsorted();
        let first_mark = self.marks.len();
        loop {
            self.skip_space();
            let start = self.output.sorter.separate(&run, &mut self.output.text);
            self.mark(self.input.offset());
            let rank = self.name()?;
            self.skip_space();
            if !self.input.eat(b":") {
                return Err(self.input.syntax());
            }
            let member = Sorter::member(start, rank, &mut self.output.text);
            self.skip_space();
            if self.input.peek() == b'"' {
                self.mark(self.input.offset());
                self.string()?;
            } else {
                self.value()?;
            }
            self.output.end_member(member);
            self.skip_space();
            match self.input.peek() {
                b',' => self.input.advance(1),
                b'}' => break,
                _ => return Err(self.input.syntax()),
            }
        }
        self.input.advance(1);
        let duplicate = if MARKS {
            self.sort_with_marks(&run, first_mark)
        } else {
            self.output.sorter.sort(&run, PiecesAre::Members, &mut self.output.text, None)
        };
        match duplicate {
            Some(input) => {
                self.has_duplicate = true;
                Err(duplicate_at(input))
            }
            None => Ok(()),
        }
    }

    /// Sorts the members, and the marks with them; gives where in the input a name stands twice.
    #[cold]
    #[inline(never)]
    fn sort_with_marks(&mut self, run: &Run, first_mark: usize) -> Option<usize> {
        let mut marks = self.marks.split_off(first_mark);
        // By place in the output, so that each piece's are found by halves.
        marks.sort_unstable();
        let mut is_moved = false;
        let mut note_move = |piece: Range<usize>, to: usize| {
            is_moved = true;
            let place_of = |output: usize| marks.partition_point(|mark| mark.output < output);
            let in_piece = marks.get(place_of(piece.start)..place_of(piece.end)).unwrap_or(&[]);
            self.marks.extend(in_piece.iter().map(|mark| Mark { output: mark.output - piece.start + to, ..*mark }));
        };
        let duplicate = self.output.sorter.sort(run, PiecesAre::Members, &mut self.output.text, Some(&mut note_move));
        let input = duplicate.and_then(|output| marks.iter().find(|mark| mark.output == output)).map(|mark| mark.input);
        if !is_moved {
            self.marks.extend(marks);
        }
        input
    }
}

fn duplicate_at(input: usize) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Duplicate, input)
}

#[cfg(test)]
mod tests;
