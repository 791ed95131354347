//! A report names a row by its record type and a fingerprint of its record key.
//!
//! A record key is stored data, so no report shows it. The fingerprint is a pseudonym, not a secret: if you can guess the key, you
//! can compute the fingerprint too. `--find` shows the rows with a fingerprint.

use crate::directory::DirectoryRecord;
use sha2::{Digest, Sha256};
use std::fmt;
use store_record::store::RowKey;
use store_record::{RecordKey, RecordManifest};

/// The first eight bytes of the SHA-256 of a record key.
///
/// PostgreSQL computes it as `encode(substr(sha256(convert_to(record_key, 'UTF8')), 1, 8), 'hex')`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint(u64);

impl Fingerprint {
    pub(super) fn of(key: &RecordKey) -> Self {
        let digest: [u8; 32] = Sha256::digest(key.as_str()).into();
        let [head, ..] = digest.as_chunks::<8>().0 else { return Self(0) };
        Self(u64::from_be_bytes(*head))
    }

    /// Reads the 16 hexadecimal digits that a report shows.
    pub(super) fn parse(digits: &str) -> Result<Self, &'static str> {
        let is_hex = digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u64::from_str_radix(digits, 16).ok().filter(|_| is_hex);
        number.map(Self).ok_or("a fingerprint has 16 hexadecimal digits")
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Returns the row's record type if the manifest has it. Any other text in the column is stored data.
pub(super) fn known_record_type(key: &RowKey) -> Option<&'static str> {
    DirectoryRecord::RECORD_TYPES.iter().copied().find(|record_type| *record_type == key.record_type)
}

/// Returns the row's name in a report.
pub(super) fn name_of_row(key: &RowKey) -> String {
    let fingerprint = Fingerprint::of(&key.record_key);
    match known_record_type(key) {
        Some(record_type) => format!("{record_type} {fingerprint}"),
        None => format!("unlisted record type {fingerprint}"),
    }
}
