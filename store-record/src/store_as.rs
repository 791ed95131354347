//! Other forms of a field's value, which the attribute names: `with = text`, `with = unix_seconds`.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::shape::Shape;

mod containers;
mod text;
mod unix_time;

pub(crate) use containers::Read;
pub use text::AsText;
pub use unix_time::{AsUnixMicros, AsUnixMillis, AsUnixSeconds};

/// A form that stores values of `T`: by itself, or inside an `Option`, a `Vec`, a map.
///
/// `Place` is inferred: it says in which container the value is. Without it, an implementation for every type with `Display`
/// would conflict with the ones for containers.
#[diagnostic::on_unimplemented(
    message = "`{T}` has no such form",
    label = "this form can't store the type",
    note = "`with = text` stores types with `Display` and `FromStr`, `with = unix_seconds` and its relatives store instants; each also in `Option`, `Vec`, `Box` and maps; `with = secret` stores a `SecretString` or a `SecretBox` with the feature `secrecy-0_10`"
)]
pub trait StoreAs<T, Place> {
    /// The stored form.
    const SHAPE: &'static Shape;

    /// Returns the value of an absent field in a type with `absent = "none"`. Only an `Option` has one.
    const ABSENT: Option<fn() -> T> = None;

    /// Writes a value.
    fn encode(value: &T, encoder: &mut Encoder);

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// Returns an error if the JSON isn't what [`StoreAs::encode`] writes.
    fn decode(decoder: &mut Decoder<'_>) -> Result<T, DecodeError>;
}

/// The value in a container of the crate `secrecy`, with the feature `secrecy-0_10`.
#[derive(Debug)]
pub enum AsSecret {}

/// The place of a value that is not inside a container.
#[derive(Debug)]
pub enum Itself {}
