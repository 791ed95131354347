//! The session of a person.

use super::Sample;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use store_record::{StoreRecord, StoreValue};
use time::OffsetDateTime;

/// A session: bytes, instants and a pair of floats.
#[derive(Debug, Clone, PartialEq, StoreRecord, Serialize, Deserialize)]
#[store_record(
    type = "session", scope = global, key = session_id,
    created_at = created_at, updated_at = last_seen_at, metadata(user_id, revoked_at),
)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Session {
    pub session_id: String,
    pub user_id: u64,
    #[serde(with = "base64_text")]
    pub token_hash: Vec<u8>,
    pub device: Device,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    pub last_seen_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    pub expires_at: OffsetDateTime,
    pub ip: IpAddr,
    pub scopes: Vec<String>,
    pub mfa_verified: bool,
    #[serde(with = "time::serde::rfc3339::option")]
    pub revoked_at: Option<OffsetDateTime>,
    pub geo: Option<(f64, f64)>,
}

/// The device of a session.
#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Device {
    pub os: String,
    pub browser: String,
    #[serde(with = "base64_text")]
    pub fingerprint: Vec<u8>,
}

impl Session {
    pub(super) fn sample(sample: &mut Sample) -> Self {
        const SCOPES: &[&str] = &["openid", "profile", "email", "offline_access", "api:read", "api:write"];
        Self {
            session_id: sample.uuid(),
            user_id: sample.id(),
            token_hash: sample.bytes(32),
            device: Device {
                os: sample.text_of(&["Windows 11", "macOS 15.3", "Debian 13", "iOS 18.2"]),
                browser: sample.text_of(&["Firefox 140", "Chrome 138", "Safari 18.4"]),
                fingerprint: sample.bytes(16),
            },
            created_at: sample.instant(),
            last_seen_at: sample.instant(),
            expires_at: sample.instant(),
            ip: sample.ip(),
            scopes: sample.between(1, 4, |sample| sample.text_of(SCOPES)),
            mfa_verified: sample.percent(60),
            revoked_at: sample.maybe(20, Sample::instant),
            geo: sample.maybe(60, |sample| {
                let latitude = sample.below(180_000_000) as f64 / 1e6 - 90.0;
                (latitude, sample.below(360_000_000) as f64 / 1e6 - 180.0)
            }),
        }
    }
}

/// Bytes as base64, as serde's users write them. Reading doesn't allocate the base64 text.
mod base64_text {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use serde::{Deserializer, Serializer, de};
    use std::fmt;

    struct Base64;

    impl de::Visitor<'_> for Base64 {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("base64 text")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<u8>, E> {
            STANDARD.decode(text).map_err(E::custom)
        }
    }

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        deserializer.deserialize_str(Base64)
    }
}
