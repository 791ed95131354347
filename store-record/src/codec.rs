//! The canonical JSON codec: what PostgreSQL prints for a `jsonb` value, byte for byte.

pub(crate) mod buffer;
pub(crate) mod decoder;
pub(crate) mod digits;
pub(crate) mod encoder;
pub(crate) mod jump;
pub(crate) mod plain_number;
pub(crate) mod rank;
pub(crate) mod scan;
pub(crate) mod scratch;
pub(crate) mod syntax;
pub(crate) mod unescape;

// The error of both says how many bytes are valid.
#[cfg(feature = "simdutf8")]
pub(crate) use simdutf8::compat::from_utf8;
#[cfg(not(feature = "simdutf8"))]
pub(crate) use std::str::from_utf8;
