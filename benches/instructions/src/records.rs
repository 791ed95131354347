//! The records. Their data is equal in every run.

use std::collections::BTreeMap;
use store_record::{StoreKey, StoreRecord, StoreValue};
use time::OffsetDateTime;
use time::macros::datetime;

/// Nested structs, options, a map, text that isn't ASCII.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "account", scope = tenant_id, key = id,
    created_at = created_at, updated_at = updated_at, revision = revision, metadata(email, status)
)]
pub(crate) struct Account {
    tenant_id: String,
    id: u64,
    email: String,
    display_name: String,
    status: Status,
    created_at: OffsetDateTime,
    updated_at: OffsetDateTime,
    revision: u32,
    home: Address,
    billing: Option<Address>,
    contacts: Vec<Contact>,
    labels: BTreeMap<String, String>,
    credit: f64,
    is_verified: bool,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub(crate) struct Address {
    street: String,
    city: String,
    postal_code: Option<String>,
    country: String,
    latitude: f64,
    longitude: f64,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub(crate) enum Contact {
    Mail { address: String, is_verified: bool },
    Phone(u16, String),
}

#[derive(Debug, Clone, Copy, PartialEq, StoreValue, StoreKey)]
#[store_record(rename_all = "snake_case")]
pub(crate) enum Status {
    Invited,
    Active,
    Suspended,
}

/// Flat and short, with a key of two components.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "membership", scope = tenant_id, key = (account_id, group),
    created_at = joined_at, revision = revision, metadata(role)
)]
pub(crate) struct Membership {
    tenant_id: String,
    account_id: u64,
    group: String,
    role: String,
    joined_at: OffsetDateTime,
    expires_at: Option<OffsetDateTime>,
    revision: u32,
}

/// Lists, enums with content, escapes.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "audit_event", scope = tenant_id, key = (at, number), created_at = at, metadata(severity))]
pub(crate) struct AuditEvent {
    tenant_id: String,
    at: OffsetDateTime,
    number: u32,
    severity: Severity,
    actor: Actor,
    changes: Vec<Change>,
    durations: Vec<f32>,
    related: Vec<u64>,
    message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, StoreValue, StoreKey)]
#[store_record(rename_all = "snake_case")]
pub(crate) enum Severity {
    Notice,
    Warning,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Actor {
    System,
    Account { id: u64, address: std::net::IpAddr },
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub(crate) struct Change {
    path: String,
    before: Value,
    after: Value,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
pub(crate) enum Value {
    Absent,
    Text(String),
    Number(i64),
    Flags(Vec<bool>),
}

pub(crate) fn account() -> Account {
    let home = Address {
        street: "Große Bleichen 21, 3. Stock".into(),
        city: "Hamburg".into(),
        postal_code: Some("20354".into()),
        country: "DE".into(),
        latitude: 53.552_736,
        longitude: 9.988_021,
    };
    Account {
        tenant_id: "northwind-logistics".into(),
        id: 48_213,
        email: "zoe.lefevre@northwind.example".into(),
        display_name: "Zoë Lefèvre".into(),
        status: Status::Active,
        created_at: datetime!(2023-11-04 08:15:30.123456 UTC),
        updated_at: datetime!(2026-02-17 19:44:02.5 +01:00),
        revision: 17,
        billing: Some(Address {
            street: "12 rue de la République".into(),
            city: "Lyon".into(),
            postal_code: None,
            country: "FR".into(),
            latitude: 45.764_043,
            longitude: 4.835_659,
        }),
        home,
        contacts: vec![
            Contact::Mail { address: "zoe@home.example".into(), is_verified: true },
            Contact::Phone(49, "40 123 456 78".into()),
        ],
        labels: BTreeMap::from([
            ("cost center".into(), "4711".into()),
            ("language".into(), "fr".into()),
            ("source".into(), "import \"spring\"".into()),
        ]),
        credit: 1_250.75,
        is_verified: true,
    }
}

pub(crate) fn membership() -> Membership {
    Membership {
        tenant_id: "northwind-logistics".into(),
        account_id: 48_213,
        group: "warehouse/night shift".into(),
        role: "editor".into(),
        joined_at: datetime!(2024-05-01 06:00 UTC),
        expires_at: None,
        revision: 3,
    }
}

pub(crate) fn audit_event() -> AuditEvent {
    let change = |path: &str, before, after| Change { path: path.into(), before, after };
    AuditEvent {
        tenant_id: "northwind-logistics".into(),
        at: datetime!(2026-02-17 18:44:02.500812345 UTC),
        number: 902,
        severity: Severity::Warning,
        actor: Actor::Account { id: 48_213, address: [10, 4, 17, 230].into() },
        changes: vec![
            change("display_name", Value::Text("Zoe Lefevre".into()), Value::Text("Zoë Lefèvre".into())),
            change("labels.language", Value::Absent, Value::Text("fr".into())),
            change("revision", Value::Number(16), Value::Number(17)),
            change("notifications", Value::Flags(vec![true, false, false]), Value::Flags(vec![true, true, false])),
            change("home.postal_code", Value::Text("20355".into()), Value::Absent),
        ],
        durations: vec![0.25, 12.5, 3.181_6, 118.0, 0.007],
        related: vec![48_210, 48_211, 48_212, 51_009, 51_010, 7_700_123_456],
        message: "Changed by \"self service\"\nfrom C:\\forms\\profile, approved by Núria (Betrieb Süd)".into(),
    }
}

/// The fields of a membership, one of them with a custom codec, so that sealing reads the row back.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "session", scope = tenant_id, key = (account_id, group),
    created_at = joined_at, revision = revision, metadata(role)
)]
pub(crate) struct Session {
    tenant_id: String,
    account_id: u64,
    group: String,
    #[store_record(with = lower_case)]
    role: String,
    joined_at: OffsetDateTime,
    revision: u32,
}

/// The same record, with `unverified`: sealing doesn't read it back.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "session", scope = tenant_id, key = (account_id, group),
    created_at = joined_at, revision = revision, metadata(role)
)]
pub(crate) struct UnverifiedSession {
    tenant_id: String,
    account_id: u64,
    group: String,
    #[store_record(with = lower_case, unverified)]
    role: String,
    joined_at: OffsetDateTime,
    revision: u32,
}

mod lower_case {
    use store_record::{DecodeError, Decoder, Encoder, StoreValue};

    pub(super) fn encode(text: &String, encoder: &mut Encoder) {
        text.encode(encoder);
    }

    pub(super) fn decode(decoder: &mut Decoder<'_>) -> Result<String, DecodeError> {
        let text = String::decode(decoder)?;
        let is_lower_case = !text.bytes().any(|byte| byte.is_ascii_uppercase());
        if is_lower_case { Ok(text) } else { Err(decoder.invalid("a text in lower case")) }
    }
}

pub(crate) fn session() -> Session {
    Session {
        tenant_id: "acme".into(),
        account_id: 42,
        group: "owners".into(),
        role: "owner".into(),
        joined_at: datetime!(2026-06-16 06:45:00.5 UTC),
        revision: 3,
    }
}

pub(crate) fn unverified_session() -> UnverifiedSession {
    let Session { tenant_id, account_id, group, role, joined_at, revision } = session();
    UnverifiedSession { tenant_id, account_id, group, role, joined_at, revision }
}
