//! Structs and enums of the standard library, in the form that the derive gives a type of the same fields or variants.

pub(crate) mod choices;
mod ranges;
