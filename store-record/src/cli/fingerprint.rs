//! [`Fingerprint`]: a name for a row that doesn't show its key.

use super::Failure;
use crate::store::RowKey;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;

/// The bytes of a fingerprint that are shown.
const SHOWN_BYTES: usize = 8;

/// Writes HMAC-SHA-256 of the primary keys of rows. It is a pseudonym: callers that know the key of the fingerprints can
/// try keys of rows, which are short and often guessed.
pub(super) struct Fingerprint {
    mac: Hmac<Sha256>,
}

impl Fingerprint {
    /// Uses the bytes of a file as the key, or random bytes.
    pub(super) fn new(file: Option<&Path>) -> Result<Self, Failure> {
        let key = match file {
            Some(path) => fs::read(path).map_err(|error| Failure::file(path, &error))?,
            None => random_bytes(),
        };
        if key.is_empty() {
            return Err(Failure::Arguments(
                "the file of the fingerprints' key is empty: write random bytes".to_owned(),
            ));
        }
        // HMAC accepts keys of every length.
        let mac = Hmac::new_from_slice(&key).map_err(|_| Failure::Arguments("the key can't be used".to_owned()))?;
        Ok(Self { mac })
    }

    /// Returns 16 hexadecimal digits. Equal keys have equal ones, as long as the key of the fingerprints is the same.
    pub(super) fn of(&self, key: &RowKey) -> String {
        let mut mac = self.mac.clone();
        for text in [key.scope.as_str(), &key.record_type, key.record_key.as_str()] {
            mac.update(&(text.len() as u64).to_be_bytes());
            mac.update(text.as_bytes());
        }
        let bytes = mac.finalize().into_bytes();
        bytes.iter().take(SHOWN_BYTES).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Returns random bytes. The standard library seeds its hashers from those of the operating system.
fn random_bytes() -> Vec<u8> {
    (0..4_u8).flat_map(|index| RandomState::new().hash_one(index).to_be_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::{RecordKey, Scope};

    fn key(scope: &str, record_type: &str, record_key: &str) -> RowKey {
        RowKey {
            scope: Scope::from_stored(scope),
            record_type: record_type.to_owned(),
            record_key: RecordKey::from_stored(record_key),
        }
    }

    #[test]
    fn a_fingerprint_depends_on_the_whole_key_and_on_the_secret() {
        let (one, other) = (Fingerprint::new(None).unwrap(), Fingerprint::new(None).unwrap());
        let row = key("acme", "account", "acme#a7");
        assert_eq!(one.of(&row), one.of(&row.clone()));
        assert_ne!(one.of(&row), other.of(&row));
        assert_eq!(one.of(&row).len(), 2 * SHOWN_BYTES);
        for changed in
            [key("acm", "eaccount", "acme#a7"), key("acme", "accounta", "cme#a7"), key("acme", "account", "")]
        {
            assert_ne!(one.of(&row), one.of(&changed));
        }
    }
}
