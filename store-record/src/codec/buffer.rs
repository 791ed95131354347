//! [`Buffer`]: memory that is initialised ahead, so that a write is one bounds check and a copy.

/// A text that grows. All of the memory is initialised, and the text is its first `length` bytes.
#[derive(Default)]
pub(crate) struct Buffer {
    memory: Vec<u8>,
    length: usize,
}

impl Buffer {
    pub(crate) fn bytes(&self) -> &[u8] {
        self.memory.get(..self.length).unwrap_or(&[])
    }

    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// Returns the number of bytes of memory.
    pub(crate) fn capacity(&self) -> usize {
        self.memory.len()
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }

    #[inline(always)]
    pub(crate) fn literal<const N: usize>(&mut self, text: &[u8; N]) {
        // One exit for each test: with a shared exit, rustc stores the first result and tests it again.
        let Some(out) = self.memory.get_mut(self.length..) else { return self.append_after_growth(text) };
        let Some(out) = out.first_chunk_mut::<N>() else { return self.append_after_growth(text) };
        *out = *text;
        self.length += N;
    }

    #[cold]
    #[inline(never)]
    fn append_after_growth(&mut self, text: &[u8]) {
        self.grow(text.len());
        self.append(text);
    }

    pub(crate) fn append(&mut self, text: &[u8]) {
        if let Some(out) = self.reserve(text.len()) {
            out.copy_from_slice(text);
            self.length += text.len();
        }
    }

    /// Appends at most 32 bytes without a call. More are cut off.
    #[inline(always)]
    pub(crate) fn append_short(&mut self, text: &[u8]) {
        self.reserve_array(|out| copy_short(out, text));
    }

    /// Appends text that is usually short.
    #[inline]
    pub(crate) fn append_any(&mut self, text: &[u8]) {
        if text.len() <= 32 { self.append_short(text) } else { self.append(text) }
    }

    /// Appends at most `N` bytes in place: `write` fills the front and returns the length.
    #[inline(always)]
    pub(crate) fn reserve_array<const N: usize>(&mut self, write: impl FnOnce(&mut [u8; N]) -> usize) {
        if let Some(out) = self.reserve(N).and_then(<[u8]>::first_chunk_mut::<N>) {
            self.length += write(out).min(N);
        }
    }

    /// Returns the memory for `more` bytes after the text.
    #[inline(always)]
    pub(crate) fn reserve(&mut self, more: usize) -> Option<&mut [u8]> {
        if self.memory.len() - self.length < more {
            self.grow(more);
        }
        self.memory.get_mut(self.length..self.length + more)
    }

    /// Appends the next `more` bytes of memory to the text.
    #[inline(always)]
    pub(crate) fn advance(&mut self, more: usize) {
        self.length = (self.length + more).min(self.memory.len());
    }

    /// Replaces everything from `start` on.
    pub(crate) fn replace_since(&mut self, start: usize, text: &[u8]) {
        self.truncate(start);
        self.append(text);
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        let wanted = (self.length + more).max(self.memory.len() * 2).max(1024);
        self.memory.resize(wanted, 0);
    }
}

/// Copies at most 32 bytes to the front, and returns their number. Blocks that overlap in the middle replace a loop.
#[inline(always)]
fn copy_short(out: &mut [u8; 32], text: &[u8]) -> usize {
    let length = text.len();
    macro_rules! blocks {
        ($size:literal) => {
            if let (Some(head), Some(tail)) = (text.first_chunk::<$size>(), text.last_chunk::<$size>())
                && let Some(place) = out.get_mut(length - $size..length)
            {
                place.copy_from_slice(tail);
                if let Some(place) = out.first_chunk_mut::<$size>() {
                    *place = *head;
                }
                return length;
            }
        };
    }
    if length >= 16 {
        blocks!(16);
    } else if length >= 8 {
        blocks!(8);
    } else if length >= 4 {
        blocks!(4);
    } else {
        for (place, byte) in out.iter_mut().zip(text) {
            *place = *byte;
        }
        return length;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_doubles() {
        let mut buffer = Buffer::default();
        let mut sizes = Vec::new();
        for _ in 0..1 << 16 {
            buffer.append(b"1");
            if sizes.last() != Some(&buffer.memory.len()) {
                sizes.push(buffer.memory.len());
            }
        }
        assert_eq!(sizes, (10..=16).map(|power| 1 << power).collect::<Vec<usize>>());
    }

    #[test]
    fn short_texts_of_every_length_are_appended() {
        let text: Vec<u8> = (1..=32).collect();
        let mut expected = Vec::new();
        let mut buffer = Buffer::default();
        for length in 0..=32 {
            buffer.append_short(&text[..length]);
            expected.extend_from_slice(&text[..length]);
            buffer.literal(b"-");
            expected.push(b'-');
        }
        assert_eq!(buffer.bytes(), expected);
    }
}
