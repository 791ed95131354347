//! Rewrites any JSON text in the canonical form: what PostgreSQL's `jsonb` prints.
//!
//! It refuses what JSONB refuses and what JSONB would lose: a name twice in one object, U+0000, lone
//! surrogates. The output is written in reading order; only an object whose members stand in another
//! order is moved about, so the memory is the text, its copy and the members of open objects.

use super::decoder::Decoder;
use crate::canonical_order;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, DecodeErrorKind};
use std::borrow::Cow;
use std::cmp::Ordering;

mod number;

pub(crate) use number::is_plain as is_plain_number;

/// The canonical text of the JSON in `text`.
pub(crate) fn rewrite(text: &str) -> Result<String, DecodeError> {
    Rewriter::new(text, false).run().map(|rewriter| rewriter.output)
}

/// Where in `text` stands what is at `offset` in its canonical form.
#[cold]
pub(crate) fn original_offset(text: &str, offset: usize) -> usize {
    let Ok(rewriter) = Rewriter::new(text, true).run() else { return 0 };
    let mut marks = rewriter.marks;
    marks.sort_unstable();
    match marks.partition_point(|mark| mark.output <= offset).checked_sub(1).and_then(|at| marks.get(at)) {
        Some(mark) => (mark.input + (offset - mark.output).min(mark.length)).min(text.len()),
        None => 0,
    }
}

/// The token at `output` of the canonical text stands at `input` of the original.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    output: usize,
    input: usize,
    length: usize,
}

struct Rewriter<'de> {
    input: Decoder<'de>,
    output: String,
    strings: Encoder,
    marks: Vec<Mark>,
    wants_marks: bool,
}

/// A member of an object that is being written: its name and where its text stands.
struct Member<'de> {
    name: Cow<'de, str>,
    input: usize,
    output: std::ops::Range<usize>,
    marks: std::ops::Range<usize>,
}

impl<'de> Rewriter<'de> {
    fn new(text: &'de str, wants_marks: bool) -> Self {
        Self {
            input: Decoder::new(text),
            output: String::with_capacity(text.len() + text.len() / 8),
            strings: Encoder::new(),
            marks: Vec::new(),
            wants_marks,
        }
    }

    fn run(mut self) -> Result<Self, DecodeError> {
        self.skip_space();
        self.value()?;
        self.skip_space();
        if self.input.rest().is_empty() { Ok(self) } else { Err(self.input.error(DecodeErrorKind::TrailingBytes)) }
    }

    fn skip_space(&mut self) {
        let spaces = self.input.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.input.advance(spaces);
    }

    fn mark(&mut self, input: usize, length: usize) {
        if self.wants_marks {
            self.marks.push(Mark { output: self.output.len(), input, length });
        }
    }

    fn value(&mut self) -> Result<(), DecodeError> {
        let start = self.input.offset();
        match self.input.peek() {
            b'{' => return self.object(),
            b'[' => return self.array(),
            b'"' => {
                self.mark(start, 1);
                let text = self.input.string()?;
                self.write_string(&text);
            }
            b'-' | b'0'..=b'9' => {
                self.mark(start, 1);
                let token = self.input.number()?;
                if !number::write_plain(token, &mut self.output) {
                    return Err(DecodeError::new(DecodeErrorKind::NumberTooLong, start));
                }
            }
            _ => {
                self.mark(start, 1);
                let word = if self.input.eat(b"true") {
                    "true"
                } else if self.input.eat(b"false") {
                    "false"
                } else if self.input.eat(b"null") {
                    "null"
                } else {
                    return Err(self.input.syntax());
                };
                self.output.push_str(word);
            }
        }
        Ok(())
    }

    fn write_string(&mut self, text: &str) {
        self.strings.clear();
        self.strings.string(text);
        // The encoder gives valid UTF-8 and U+0000 can't come out of the decoder.
        self.output.push_str(self.strings.finish().unwrap_or("\"\""));
    }

    fn array(&mut self) -> Result<(), DecodeError> {
        self.mark(self.input.offset(), 1);
        self.input.advance(1);
        self.input.enter()?;
        self.output.push('[');
        self.skip_space();
        if !self.input.eat(b"]") {
            loop {
                self.skip_space();
                self.value()?;
                self.skip_space();
                if self.input.eat(b"]") {
                    break;
                }
                if !self.input.eat(b",") {
                    return Err(self.input.syntax());
                }
                self.output.push_str(", ");
            }
        }
        self.output.push(']');
        self.input.leave();
        Ok(())
    }

    fn object(&mut self) -> Result<(), DecodeError> {
        self.mark(self.input.offset(), 1);
        self.input.advance(1);
        self.input.enter()?;
        self.output.push('{');
        self.skip_space();
        if !self.input.eat(b"}") {
            self.members()?;
        }
        self.output.push('}');
        self.input.leave();
        Ok(())
    }

    fn members(&mut self) -> Result<(), DecodeError> {
        let start = self.output.len();
        let first_mark = self.marks.len();
        let mut members: Vec<Member<'de>> = Vec::new();
        let mut in_order = true;
        loop {
            self.skip_space();
            let (input, output, marks) = (self.input.offset(), self.output.len(), self.marks.len());
            self.mark(input, 1);
            let name = self.input.string()?;
            self.write_string(&name);
            self.skip_space();
            if !self.input.eat(b":") {
                return Err(self.input.syntax());
            }
            self.skip_space();
            self.output.push_str(": ");
            self.value()?;
            if let Some(last) = members.last() {
                in_order &= canonical_order(&last.name, &name) == Ordering::Less;
            }
            members.push(Member { name, input, output: output..self.output.len(), marks: marks..self.marks.len() });
            self.skip_space();
            if self.input.eat(b"}") {
                break;
            }
            if !self.input.eat(b",") {
                return Err(self.input.syntax());
            }
            self.output.push_str(", ");
        }
        if in_order { Ok(()) } else { self.sort(members, start, first_mark) }
    }

    fn sort(&mut self, mut members: Vec<Member<'de>>, start: usize, first_mark: usize) -> Result<(), DecodeError> {
        members.sort_by(|one, other| canonical_order(&one.name, &other.name));
        for pair in members.windows(2) {
            if let [one, other] = pair
                && one.name == other.name
            {
                return Err(DecodeError::new(DecodeErrorKind::Duplicate, other.input));
            }
        }
        let mut sorted = String::with_capacity(self.output.len() - start);
        let mut sorted_marks = Vec::with_capacity(self.marks.len() - first_mark);
        for member in &members {
            if !sorted.is_empty() {
                sorted.push_str(", ");
            }
            let moved_to = start + sorted.len();
            for mark in self.marks.get(member.marks.clone()).unwrap_or(&[]) {
                sorted_marks.push(Mark { output: mark.output - member.output.start + moved_to, ..*mark });
            }
            sorted.push_str(self.output.get(member.output.clone()).unwrap_or(""));
        }
        self.output.truncate(start);
        self.output.push_str(&sorted);
        self.marks.truncate(first_mark);
        self.marks.append(&mut sorted_marks);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
