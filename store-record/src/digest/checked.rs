//! How a digest is created and checked, with the feature `digest`.

use super::Digest;
use crate::codec::decoder::canonical;
use crate::codec::from_utf8;
use crate::payload::Payload;
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

impl Digest {
    /// Computes the digest of a payload's text. The text isn't changed to the canonical form first.
    ///
    /// ```
    /// use store_record::{Digest, Payload};
    ///
    /// let digest = Digest::new(&Payload::new(&vec!["Ada".to_owned()])?);
    /// assert_eq!(digest.as_bytes()[..4], [0xef, 0x51, 0x43, 0x22]);
    /// # Ok::<(), store_record::EncodeError>(())
    /// ```
    #[must_use]
    pub fn new(payload: &Payload) -> Self {
        Self::from_text(payload.expose_json().as_bytes())
    }

    /// Wraps the bytes that a store read. They are checked when the envelope is opened.
    ///
    /// [`Digest::try_from`] accepts a slice.
    ///
    /// ```
    /// use store_record::{Digest, Payload};
    ///
    /// let digest = Digest::new(&Payload::new(&7_u32)?);
    /// assert_eq!(Digest::from_stored(*digest.as_bytes()), digest);
    /// assert_eq!(Digest::try_from(&digest.as_bytes()[..])?, digest);
    /// assert!(Digest::try_from(&[0; 31][..]).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn from_stored(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns true if this is the digest of the payload's text or of its canonical form. A database may keep the text
    /// as it was sent.
    pub(crate) fn is_of(&self, payload: &[u8]) -> bool {
        let canonical = || canonical::rewrite(from_utf8(payload).ok()?).ok();
        *self == Self::from_text(payload) || canonical().is_some_and(|text| *self == Self::from_text(text.as_bytes()))
    }

    fn from_text(text: &[u8]) -> Self {
        Self(Sha256::digest(text).into())
    }
}

/// Wraps the bytes that a store read.
///
/// # Errors
///
/// Returns an error if the slice doesn't have 32 bytes.
impl TryFrom<&[u8]> for Digest {
    type Error = DigestError;

    fn try_from(bytes: &[u8]) -> Result<Self, DigestError> {
        bytes.try_into().map(Self).map_err(|_| DigestError(()))
    }
}

/// Reads 64 hexadecimal digits, such as those that `sha256sum` prints.
///
/// ```
/// use store_record::{Digest, Payload};
///
/// let digest: Digest = "7902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451".parse()?;
/// assert_eq!(digest, Digest::new(&Payload::new(&7_u32)?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Returns an error if the text is not exactly 64 hexadecimal digits.
impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let mut bytes = [0; 32];
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return Err(DigestError(()));
        }
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let [high, low] = pair.map(|digit| char::from(digit).to_digit(16));
            let (Some(high), Some(low)) = (high, low) else { return Err(DigestError(())) };
            *byte = (high << 4 | low) as u8;
        }
        Ok(Self(bytes))
    }
}

/// An error that says that bytes or a text are not a [`Digest`].
///
/// ```
/// use store_record::Digest;
///
/// let error = "c0ffee".parse::<Digest>().unwrap_err();
/// assert_eq!(error.to_string(), "a SHA-256 digest has 32 bytes, which are 64 hexadecimal digits as text");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DigestError(());

impl fmt::Display for DigestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a SHA-256 digest has 32 bytes, which are 64 hexadecimal digits as text")
    }
}

impl std::error::Error for DigestError {}
