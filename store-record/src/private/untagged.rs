//! Enums marked `untagged`. The kind of JSON tells the variants apart, and their order does where it doesn't.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::codec::from_utf8;
use crate::error::{DecodeError, DecodeErrorKind, EncodeErrorKind};
use crate::shape::Shape;
use crate::shape::kinds::MAX_NESTED;
use crate::value::whole_text::{decode_text, read_text};
use crate::value::{NotNull, Nullable, StoreValue};
use std::cell::Cell;
use std::mem::discriminant;

pub use crate::shape::kinds::Kinds;

/// Reads one of the variants, by its index.
type Read<T> = fn(usize, &mut Decoder<'_>) -> Result<T, DecodeError>;

/// The nullability of a value that is of this or of another type.
pub trait OrNullable<Other> {
    type Nullability;
}

impl<Other> OrNullable<Other> for Nullable {
    type Nullability = Self;
}

impl<Other> OrNullable<Other> for NotNull {
    type Nullability = Other;
}

thread_local! {
    static NESTED: Cell<u32> = const { Cell::new(0) };
}

/// One level of such enums, while it exists.
struct Nested(());

impl Nested {
    /// Returns `None` if that is one level too many.
    fn enter() -> Option<Self> {
        // The thread-local value is gone while the thread ends.
        let level = NESTED.try_with(|nested| nested.replace(nested.get() + 1)).unwrap_or_default();
        let nested = Self(());
        (level < MAX_NESTED).then_some(nested)
    }
}

impl Drop for Nested {
    fn drop(&mut self) {
        let _ = NESTED.try_with(|nested| nested.set(nested.get().saturating_sub(1)));
    }
}

#[must_use]
pub const fn kinds_of_variants<const N: usize>(shape: &'static Shape) -> [Kinds; N] {
    Kinds::of_variants(shape)
}

/// Reads the first variant, in the order of declaration, whose type has the value's kind and reads the value.
pub fn untagged<T>(decoder: &mut Decoder<'_>, kinds: &[Kinds], read: Read<T>) -> Result<T, DecodeError> {
    let next = Kinds::of_next(decoder.peek());
    let candidates = || (0..).zip(kinds).filter(|(_, kinds)| kinds.overlaps(next)).map(|(variant, _)| variant);
    let nested = if Kinds::are_distinct(kinds) { Some(None) } else { Nested::enter().map(Some) };
    let Some(_nested) = nested else {
        return Err(decoder.invalid("at most 8 untagged enums inside each other that have two variants of one kind"));
    };
    match (candidates().next(), candidates().nth(1)) {
        (Some(only), None) => read(only, decoder),
        (Some(_), Some(_)) => several(decoder, candidates(), read),
        (None, _) => {
            let expected = kinds.iter().copied().reduce(Kinds::or);
            Err(decoder.expected(expected.map_or("no value", Kinds::names)))
        }
    }
}

/// Reads the value as each variant, from a text of its own: the result must not depend on the order of members that the
/// decoder's current mode accepts. Returns the error of the variant that was read the furthest.
fn several<T>(
    decoder: &mut Decoder<'_>,
    candidates: impl Iterator<Item = usize>,
    read: Read<T>,
) -> Result<T, DecodeError> {
    let start = decoder.offset();
    let text = decoder.value_text()?;
    let mut furthest: Option<DecodeError> = None;
    for variant in candidates {
        match read_text(text, |decoder| read(variant, decoder)) {
            Ok(value) => return Ok(value),
            Err(error) if furthest.as_ref().is_none_or(|furthest| progress(furthest) < progress(&error)) => {
                furthest = Some(error);
            }
            Err(_) => {}
        }
    }
    Err(furthest.map_or_else(|| decoder.syntax(), |error| error.after(start)))
}

/// Returns how much of the value was read before the error. A missing member of the value itself is at its end, but says
/// that the value is probably another variant.
fn progress(error: &DecodeError) -> usize {
    match error.kind() {
        DecodeErrorKind::Missing if error.path().is_one_step() => 0,
        _ => error.offset(),
    }
}

pub fn null(decoder: &mut Decoder<'_>) -> Result<(), DecodeError> {
    if decoder.eat(b"null") { Ok(()) } else { Err(decoder.expected("null")) }
}

/// An untagged enum that is being written.
pub struct Untagged {
    start: usize,
    kinds: &'static [Kinds],
    nested: Option<Nested>,
}

#[must_use]
pub fn begin_untagged(encoder: &mut Encoder, kinds: &'static [Kinds]) -> Untagged {
    let start = encoder.position();
    let mut nested = None;
    if !Kinds::are_distinct(kinds) {
        nested = Nested::enter();
        if nested.is_none() {
            encoder.reject(
                "more than 8 untagged enums that have two variants of one kind are inside each other: use `tag` in place of \
                 `untagged`",
            );
        }
    }
    Untagged { start, kinds, nested }
}

impl Untagged {
    /// Rejects the value if it would be read as an earlier variant.
    pub fn end<T: StoreValue>(self, encoder: &mut Encoder, variant: usize, value: &T) {
        let Self { start, kinds, nested } = self;
        // It is read at the level of this enum.
        drop(nested);
        let bytes = encoder.bytes().get(start..).unwrap_or(&[]);
        let written = Kinds::of_next(bytes.first().copied().unwrap_or_default());
        if !kinds.iter().take(variant).any(|earlier| earlier.overlaps(written)) || encoder.finish_bytes().is_err() {
            return;
        }
        let read = from_utf8(bytes).ok().and_then(|text| decode_text::<T>(text).ok());
        if read.is_some_and(|read| discriminant(&read) != discriminant(value)) {
            encoder.fail(EncodeErrorKind::AmbiguousVariant);
        }
    }
}
