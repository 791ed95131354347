//! [`Digest`]: SHA-256 of the canonical payload.

#[cfg(feature = "digest")]
use crate::codec::decoder::canonical;
#[cfg(feature = "digest")]
use crate::payload::Payload;
#[cfg(feature = "digest")]
use sha2::{Digest as _, Sha256};
use std::fmt;

/// SHA-256 (FIPS 180-4) of a payload's canonical text: the column `payload_sha256`, 32 bytes.
///
/// With the feature `digest`, [`Envelope::seal`](crate::Envelope::seal) computes it and
/// [`Envelope::open`](crate::Envelope::open) checks it where the row has one. JSONB gives canonical text back
/// unchanged, so PostgreSQL computes the same from the stored payload:
/// `sha256(convert_to(payload::text, 'UTF8'))`.
///
/// It finds a change that was made by mistake. Who can write the row can write a new digest too.
///
/// Without the feature there is no way to make one: a digest that nobody checks would be a promise that isn't kept.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

#[cfg(feature = "digest")]
impl Digest {
    /// The digest of a payload's text as it stands.
    ///
    /// ```
    /// use store_record::{Digest, Payload};
    ///
    /// let digest = Digest::new(&Payload::new(&vec!["Ada".to_owned()])?);
    /// assert_eq!(digest.as_bytes()[..4], [0xef, 0x51, 0x43, 0x22]);
    /// assert_eq!(Digest::from_stored(digest.as_bytes()), Some(digest));
    /// assert_eq!(Digest::from_stored(&[0; 31]), None);
    /// # Ok::<(), store_record::EncodeError>(())
    /// ```
    #[must_use]
    pub fn new(payload: &Payload) -> Self {
        Self::of_text(payload.expose_json())
    }

    /// The digest that an adapter read; none if it isn't 32 bytes.
    #[must_use]
    pub fn from_stored(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Whether it is that of the payload, in canonical form or, where a database keeps the text as it was sent, in
    /// any other.
    pub(crate) fn is_of(&self, payload: &Payload) -> bool {
        *self == Self::new(payload)
            || canonical::rewrite(payload.expose_json()).is_ok_and(|text| *self == Self::of_text(&text))
    }

    fn of_text(text: &str) -> Self {
        Self(Sha256::digest(text).into())
    }
}

impl Digest {
    /// The bytes, for an adapter to bind.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Shows no content: who has a digest can test a guess of the payload against it.
impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(..)")
    }
}
