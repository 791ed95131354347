//! Structs and enums of the standard library, in the form that the derive gives a type of the same fields or variants.

mod choices;
mod ranges;
