//! Variants of enums: a name alone, or the only member of an object.

use super::Decoder;
use crate::codec::scan;
use crate::error::{DecodeError, DecodeErrorKind};
use std::borrow::Cow;

/// The stored name of a variant.
#[derive(Debug, Clone, Copy)]
pub struct VariantName {
    name: &'static str,
    /// The first 16 bytes of the name and its closing quote.
    words: [u64; 2],
    /// The bits of the words that count.
    masks: [u64; 2],
}

/// Prepares the names of variants for comparing.
#[must_use]
pub const fn variant_names<const N: usize>(names: [&'static str; N]) -> [VariantName; N] {
    let mut known = [VariantName { name: "", words: [0; 2], masks: [0; 2] }; N];
    let mut at = 0;
    while at < N {
        known[at] = VariantName::new(names[at]);
        at += 1;
    }
    known
}

impl VariantName {
    const fn new(name: &'static str) -> Self {
        /// Never equal to a text, because UTF-8 doesn't have these bytes. A name with an escape is found another way.
        const NONE: [u64; 2] = [u64::MAX; 2];
        let (mut words, mut masks) = ([0; 2], [0; 2]);
        let bytes = name.as_bytes();
        let mut at = 0;
        while at <= bytes.len() && at < 16 {
            let byte = if at < bytes.len() { bytes[at] } else { b'"' };
            if at < bytes.len() && scan::is_special(byte) {
                return Self { name, words: NONE, masks: NONE };
            }
            words[at / 8] |= (byte as u64) << (8 * (at % 8));
            masks[at / 8] |= 0xff << (8 * (at % 8));
            at += 1;
        }
        Self { name, words, masks }
    }
}

impl<'de> Decoder<'de> {
    /// Reads the name of a variant. Returns its index if the name is alone, or its index plus the number of names if
    /// its content is next. Returns `None`, and consumes nothing, for an unknown name. One number fits a register.
    #[inline(always)]
    pub(crate) fn variant(&mut self, names: &[VariantName]) -> Result<Option<usize>, DecodeError> {
        // The whole text, because a member's value is read as if the text ended after it.
        let (has_content, body) = match self.text.as_bytes().get(self.offset()..) {
            Some([b'"', body @ ..]) => (false, body),
            Some([b'{', b'"', body @ ..]) => (true, body),
            _ => return self.any_variant(names),
        };
        let Some((index, length)) = find_plain(body, names) else { return self.any_variant(names) };
        self.advance(usize::from(has_content) + length + 2);
        self.enter_variant(index, has_content, names).map(Some)
    }

    #[inline(always)]
    fn enter_variant(&mut self, index: usize, has_content: bool, names: &[VariantName]) -> Result<usize, DecodeError> {
        if !has_content {
            return Ok(index);
        }
        self.colon()?;
        self.enter()?;
        Ok(names.len() + index)
    }

    /// Consumes the closing brace after a variant's content.
    pub(crate) fn close_variant(&mut self) -> Result<(), DecodeError> {
        if self.eat(b"}") || self.eat_spaced(b'}') {
            self.leave();
            return Ok(());
        }
        match self.rest() {
            [b',', ..] => Err(self.error(DecodeErrorKind::UnknownField)),
            _ => Err(self.syntax()),
        }
    }

    /// [`Decoder::variant`] for any text.
    #[inline(never)]
    fn any_variant(&mut self, names: &[VariantName]) -> Result<Option<usize>, DecodeError> {
        let has_content = match self.peek() {
            b'"' => false,
            b'{' => true,
            _ => return Err(self.expected("a variant: a string or an object of one member")),
        };
        let before = self.mark();
        if has_content {
            self.advance(1);
            self.skip_space();
            if self.peek() == b'}' {
                return Err(self.error(DecodeErrorKind::UnknownVariant));
            }
        }
        let name = self.string()?;
        let Some(index) = variant_index(&name, names) else {
            self.reset(before);
            return Ok(None);
        };
        self.enter_variant(index, has_content, names).map(Some)
    }

    /// Returns the string in the member `tag` of the next object, and consumes nothing. The other members are jumped
    /// over: reading the object checks them.
    pub(crate) fn look_ahead_for_tag(&mut self, tag: &'static str) -> Result<Cow<'de, str>, DecodeError> {
        if self.peek() != b'{' {
            return Err(self.expected("an object"));
        }
        let before = self.mark();
        let found = self.find_tag(tag);
        self.reset(before);
        found
    }

    fn find_tag(&mut self, tag: &'static str) -> Result<Cow<'de, str>, DecodeError> {
        self.advance(1);
        self.skip_space();
        if self.peek() == b'}' {
            return Err(self.error(DecodeErrorKind::Missing).in_field(tag));
        }
        loop {
            let name = self.string()?;
            self.colon()?;
            if name == tag {
                return self.string().map_err(|error| error.in_field(tag));
            }
            self.jump_over_value()?;
            self.skip_space();
            if self.peek() == b'}' {
                return Err(self.error(DecodeErrorKind::Missing).in_field(tag));
            }
            if !self.eat(b",") {
                return Err(self.syntax());
            }
            self.skip_space();
        }
    }
}

/// Returns the index of a name.
pub(crate) fn variant_index(name: &str, names: &[VariantName]) -> Option<usize> {
    names.iter().position(|known| known.name == name)
}

/// Returns the index and the length of the name at the front of a text, if a quote follows. The processor can't predict
/// the variant, so names are compared as two words without a branch. The rest of a longer name is compared after that.
/// If several names have equal first bytes, only the last one is found here.
#[inline(always)]
fn find_plain(text: &[u8], names: &[VariantName]) -> Option<(usize, usize)> {
    let block = text.first_chunk::<16>().copied().unwrap_or_else(|| scan::padded(text));
    let text_words = scan::words_of(&block);
    let mut found = usize::MAX;
    for (index, VariantName { words, masks, .. }) in names.iter().enumerate() {
        let differs = ((text_words[0] ^ words[0]) & masks[0]) | ((text_words[1] ^ words[1]) & masks[1]);
        found = if differs == 0 { index } else { found };
    }
    let name = names.get(found)?.name.as_bytes();
    let is_whole = name.len() < 16 || text.strip_prefix(name).is_some_and(|rest| rest.first() == Some(&b'"'));
    is_whole.then_some((found, name.len()))
}
