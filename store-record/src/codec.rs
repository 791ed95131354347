//! The canonical JSON codec: what PostgreSQL prints for a `jsonb` value, byte for byte.

pub(crate) mod buffer;
pub(crate) mod canonical;
pub(crate) mod decoder;
pub(crate) mod digits;
pub(crate) mod encoder;
pub(crate) mod member_index;
pub(crate) mod scan;
pub(crate) mod scratch;
pub(crate) mod sorted;
