//! Building the index: one reading of the whole text.

use super::{Member, MemberIndex, Object, ValueSpan, order};
use crate::codec::rank::NameRank;
use crate::codec::syntax::{MAX_NESTING, after_rare_space as after_space, syntax_error};
use crate::codec::{jump, scan, unescape};
use crate::error::{DecodeError, DecodeErrorKind};

/// Returns an error if brackets, strings or separators of members are wrong.
pub(super) fn find(text: &str, index: &mut MemberIndex) -> Result<(), DecodeError> {
    Finder { text, depth: 0, index, error: None }.run()
}

/// Reads a text once. Each step accepts the rest of the text and returns what remains of it, or `None` after an error.
struct Finder<'t, 'i> {
    text: &'t str,
    depth: u32,
    index: &'i mut MemberIndex,
    error: Option<DecodeError>,
}

impl<'t> Finder<'t, '_> {
    fn run(mut self) -> Result<(), DecodeError> {
        match self.value(after_space(self.text.as_bytes())).map(after_space) {
            Some([]) => return Ok(()),
            Some(rest) => self.fail(rest, DecodeErrorKind::TrailingBytes),
            None => None,
        };
        Err(self.error.unwrap_or_else(|| DecodeError::new(DecodeErrorKind::Syntax, 0)))
    }

    #[inline(always)]
    fn offset(&self, rest: &[u8]) -> usize {
        self.text.len() - rest.len()
    }

    #[cold]
    #[inline(never)]
    fn fail(&mut self, rest: &[u8], kind: DecodeErrorKind) -> Option<&'t [u8]> {
        self.error = Some(DecodeError::new(kind, self.offset(rest)));
        None
    }

    #[cold]
    #[inline(never)]
    fn syntax(&mut self, rest: &[u8]) -> Option<&'t [u8]> {
        self.error = Some(syntax_error(self.text, self.offset(rest)));
        None
    }

    fn value(&mut self, rest: &'t [u8]) -> Option<&'t [u8]> {
        match rest.first() {
            Some(b'"') => self.after(jump::after_string(rest)).map(|(rest, _)| rest),
            Some(b'{') => self.object(rest),
            Some(b'[') => self.array(rest),
            _ => self.after(jump::after_scalar(rest)),
        }
    }

    /// Stores the error of a jump.
    #[inline(always)]
    fn after<T>(&mut self, after: Result<T, &[u8]>) -> Option<T> {
        match after {
            Ok(rest) => Some(rest),
            Err(wrong) => {
                self.syntax(wrong);
                None
            }
        }
    }

    /// Reads a member's name.
    #[inline(always)]
    fn name(&mut self, rest: &'t [u8]) -> Option<(NameRank, &'t [u8])> {
        let [b'"', body @ ..] = rest else {
            self.syntax(rest);
            return None;
        };
        let length = scan::find_special_in_short(body);
        match body.get(length..) {
            Some([b'"', rest @ ..]) => Some((NameRank::from_prefix(body, length), rest)),
            _ => self.name_with_escapes(rest),
        }
    }

    #[cold]
    #[inline(never)]
    fn name_with_escapes(&mut self, rest: &'t [u8]) -> Option<(NameRank, &'t [u8])> {
        match unescape::escaped(self.text, self.text.len(), rest) {
            Ok((name, rest)) => Some((NameRank::new(name.as_bytes()), rest)),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// Separators and scalars are left to the reader of the array.
    fn array(&mut self, rest: &'t [u8]) -> Option<&'t [u8]> {
        self.enter(rest)?;
        let mut rest = rest.get(1..)?;
        loop {
            rest = jump::after_unquoted(rest);
            rest = match rest.first() {
                Some(b'"') => self.after(jump::after_string(rest))?.0,
                Some(b'{') => self.object(rest)?,
                Some(b'[') => self.array(rest)?,
                Some(b']') => break,
                _ => return self.syntax(rest),
            };
        }
        self.depth -= 1;
        rest.get(1..)
    }

    fn object(&mut self, rest: &'t [u8]) -> Option<&'t [u8]> {
        self.enter(rest)?;
        let place = self.index.objects.len();
        self.index.objects.push(Object { start: self.offset(rest), end: 0, first: 0, last: 0 });
        let pending = self.index.pending.len();
        let rest = match after_space(rest.get(1..)?) {
            [b'}', rest @ ..] => rest,
            rest => self.members(rest)?,
        };
        self.depth -= 1;
        let MemberIndex { members, pending: all_pending, .. } = &mut *self.index;
        let first = members.len();
        order::append(members, all_pending.get(pending..).unwrap_or_default());
        all_pending.truncate(pending);
        let (last, end) = (members.len(), self.offset(rest));
        if let Some(object) = self.index.objects.get_mut(place) {
            *object = Object { end, first, last, ..*object };
        }
        Some(rest)
    }

    /// Finds members up to the closing brace, and consumes it.
    #[inline(always)]
    fn members(&mut self, mut rest: &'t [u8]) -> Option<&'t [u8]> {
        loop {
            let name = self.offset(rest);
            let (rank, after_name) = self.name(rest)?;
            rest = self.after(jump::after_colon(after_name))?;
            let start = self.offset(rest);
            let is_plain_string;
            (rest, is_plain_string) = match rest.first() {
                Some(b'"') => self.after(jump::after_string(rest))?,
                Some(b'{' | b'[') => (self.value(rest)?, false),
                _ => (self.after(jump::after_scalar(rest))?, false),
            };
            let value = ValueSpan { start, end: self.offset(rest), is_plain_string };
            self.index.pending.push(Member::new(rank, name, value));
            match after_space(rest) {
                [b',', others @ ..] => rest = after_space(others),
                [b'}', others @ ..] => return Some(others),
                rest => return self.syntax(rest),
            }
        }
    }

    #[inline(always)]
    fn enter(&mut self, rest: &[u8]) -> Option<()> {
        self.depth += 1;
        if self.depth > MAX_NESTING {
            self.fail(rest, DecodeErrorKind::Depth);
            return None;
        }
        Some(())
    }
}
