//! The records of both: one struct with this crate's derives and serde's.

use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;
use store_record::store::DamagedRow;
use store_record::{EnvelopeRef, StoreRecord, StoreValue};
use time::{Duration, OffsetDateTime};

/// serde stores instants as RFC 3339.
#[derive(Debug, Clone, PartialEq, StoreRecord, Serialize, Deserialize)]
#[store_record(type = "account", scope = tenant, key = id, revision = revision, metadata(email))]
pub(crate) struct Account {
    pub(crate) tenant: String,
    pub(crate) id: u64,
    pub(crate) revision: u32,
    pub(crate) email: String,
    name: Option<String>,
    status: Status,
    contacts: Vec<Contact>,
    #[serde(with = "time::serde::rfc3339")]
    joined_at: OffsetDateTime,
    scores: Vec<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, StoreValue, Serialize, Deserialize)]
enum Status {
    Active,
    Suspended,
}

#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
enum Contact {
    Mail { address: String, verified: bool },
    Phone(u16, String),
}

/// The metadata that the peer's author writes.
#[derive(Serialize)]
pub(crate) struct Email<'a> {
    pub(crate) email: &'a str,
}

/// The key that the peer's author builds.
pub(crate) fn key_of(account: &Account) -> String {
    format!("{}#{:020}", account.tenant, account.id)
}

pub(crate) fn accounts(rows: u64) -> Vec<Account> {
    let account = |id: u64| Account {
        tenant: "acme".into(),
        id,
        revision: 1,
        email: format!("person.{id}@example.com"),
        name: (!id.is_multiple_of(3)).then(|| format!("Zoë \"{id}\" 山田")),
        status: if id.is_multiple_of(7) { Status::Suspended } else { Status::Active },
        contacts: vec![
            Contact::Mail { address: format!("{id}@example.org"), verified: id.is_multiple_of(2) },
            Contact::Phone(977, "01-4960000".into()),
        ],
        joined_at: OffsetDateTime::UNIX_EPOCH + Duration::microseconds(1_700_000_000_123_456 + id as i64),
        scores: vec![id as f64 / 3.0, 0.1, 1e9],
    };
    (0..rows).map(account).collect()
}

/// What is left out when a row is opened.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Checks {
    All,
    WithoutDigest,
    /// Only the payload is decoded, and no column is compared.
    DecodeAlone,
}

/// Opens a row of a scan. The scan ends at the first one that doesn't open, and the caller counts the records.
pub(crate) fn open(
    row: Result<EnvelopeRef<'_>, DamagedRow>,
    checks: Checks,
    opened: &mut Vec<Account>,
) -> ControlFlow<()> {
    let Ok(row) = row else { return ControlFlow::Break(()) };
    let account = match checks {
        Checks::All => row.open().ok(),
        Checks::WithoutDigest => EnvelopeRef { payload_sha256: None, ..row }.open().ok(),
        Checks::DecodeAlone => store_record::from_slice(row.payload.expose_bytes()).ok(),
    };
    match account {
        Some(account) => {
            opened.push(account);
            ControlFlow::Continue(())
        }
        None => ControlFlow::Break(()),
    }
}
