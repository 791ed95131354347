//! An encoder for each thread, so that a text is allocated once, in its size.

use super::encoder::Encoder;
use std::cell::Cell;

thread_local! {
    static RECYCLED: Cell<Option<Box<Encoder>>> = const { Cell::new(None) };
}

/// A thread keeps at most this much memory. The memory of a longer text is freed.
const MAX_RECYCLED_BYTES: usize = 1 << 20;

/// Lends an empty encoder. A codec within a codec gets another one.
pub(crate) fn with_encoder<R>(write: impl FnOnce(&mut Encoder) -> R) -> R {
    write(Lent::new().encoder())
}

/// An encoder that is returned to its thread when it is dropped.
struct Lent(Option<Box<Encoder>>);

impl Lent {
    fn new() -> Self {
        // While the thread ends there is no encoder to lend.
        let mut kept = RECYCLED.try_with(Cell::take).ok().flatten();
        if let Some(encoder) = &mut kept {
            encoder.clear();
        }
        Self(kept)
    }

    fn encoder(&mut self) -> &mut Encoder {
        self.0.get_or_insert_default()
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(encoder) = self.0.take().filter(|encoder| encoder.capacity() <= MAX_RECYCLED_BYTES) {
            let _ = RECYCLED.try_with(|kept| kept.set(Some(encoder)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoder_within_an_encoder_is_another_one() {
        let text = with_encoder(|outer| {
            outer.literal(b"1");
            let inner = with_encoder(|inner| {
                inner.literal(b"22");
                inner.position()
            });
            (outer.position(), inner)
        });
        assert_eq!(text, (1, 2));
        assert_eq!(with_encoder(|again| again.position()), 0);
    }

    /// The offsets of short pieces take more memory than the pieces.
    #[test]
    fn many_pieces_keep_no_memory() {
        with_encoder(|encoder| {
            let scope = encoder.begin_unsorted();
            for number in 0..MAX_RECYCLED_BYTES as u64 / 16 {
                let start = encoder.begin_element(&scope);
                encoder.unsigned(number);
                encoder.end_element(start);
            }
            encoder.sort_elements(&scope);
        });
        assert_eq!(with_encoder(|encoder| encoder.capacity()), 0);
    }

    #[test]
    fn a_long_text_keeps_no_memory() {
        with_encoder(|encoder| encoder.write_json(&vec![b'1'; MAX_RECYCLED_BYTES + 1]));
        assert_eq!(with_encoder(|encoder| encoder.capacity()), 0);
    }
}
