//! [`Digest`]: SHA-256 of the canonical payload.

use std::fmt;

#[cfg(feature = "digest")]
mod checked;
#[cfg(feature = "digest")]
pub use checked::DigestError;

/// The SHA-256 (FIPS 180-4) of a payload's canonical text, which is the column `payload_sha256` of 32 bytes.
///
/// With the feature `digest`, [`Envelope::seal`](crate::Envelope::seal) computes it and
/// [`Envelope::open`](crate::Envelope::open) checks it if the row has one. JSONB returns canonical text unchanged, so
/// PostgreSQL computes the same digest from the stored payload: `sha256(convert_to(payload::text, 'UTF8'))`.
///
/// A digest finds changes by mistake. It doesn't protect against an attacker who can write the row, because such an
/// attacker can write a new digest too.
///
/// Without the feature no digest can be created, because nothing would check it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Returns the bytes, for a store to bind.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Shows no content, because a reader of the digest can test a guess of the payload against it.
impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(..)")
    }
}
