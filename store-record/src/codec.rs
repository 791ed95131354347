//! The canonical JSON codec: what PostgreSQL prints for a `jsonb` value, byte for byte.

pub(crate) mod canonical;
pub(crate) mod decoder;
pub(crate) mod encoder;
pub(crate) mod scan;
