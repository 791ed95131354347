//! Reference records of each record type, with content that breaks careless codecs.

use super::access::{Answer, GroupNode, Holder};
use super::people::{Display, Link};
use super::tenancy::Plan;
use super::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::{Duration, SystemTime};
use store_record::{Json, UnknownFields};
use time::macros::{date, datetime, offset, time};

/// Returns at least two records of each record type.
#[must_use]
pub fn reference_records() -> Vec<DirectoryRecord> {
    NASTY_TEXTS.iter().enumerate().flat_map(|(index, text)| records(text, index as u64)).collect()
}

/// Separators, escapes, the empty string, quotes, composed and decomposed letters, a letter outside of the basic plane.
const NASTY_TEXTS: [&str; 6] = [
    "acme",
    "",
    "a#b$c d",
    "Zo\u{eb} \"the\\ quote\"\n\t\u{1}",
    "Zoe\u{308} \u{1f9d1}\u{200d}\u{1f680} 山田太郎",
    "$23#",
];

fn records(text: &str, n: u64) -> Vec<DirectoryRecord> {
    let tenant_id = || TenantId(text.to_owned());
    let id = AccountId(if n == 0 { u64::MAX } else { n });
    let at = datetime!(2026-06-16 12:30:00.123456789 +5:45);
    let json = |source: &str| source.parse::<Json>().unwrap_or_default();
    let mut rest = UnknownFields::new();
    rest.insert("zz_newer", json(r#"{"b": [1.10, null], "a": 1e2}"#));
    vec![
        Tenant {
            id: tenant_id(),
            name: text.to_owned(),
            plan: match n % 4 {
                0 => Plan::Free,
                1 => Plan::Team { seats: 5, price_per_seat: 0.1 + 0.2 },
                2 => Plan::Enterprise(text.into(), u128::MAX),
                _ => Plan::Unknown(json(r#"{"gold": {"since": 3}}"#)),
            },
            billing: ("Zürich".into(), ['C', 'H']),
            contract_from: date!(0000 - 01 - 01),
            seats: std::num::NonZeroU32::new(n as u32),
            created_at: at,
            revision: n,
            rest: rest.clone(),
        }
        .into(),
        Application {
            tenant_id: tenant_id(),
            name: text.to_owned(),
            redirect_uris: vec!["https://example.com/?a=1&b=\"".into()],
            allowed_scopes: BTreeSet::from(["openid".into(), "a".into(), String::new()]),
            rate_limits: BTreeMap::from([(429, 1), (1000, 2), (9, 3)]),
            token_lifetime: Duration::MAX,
        }
        .into(),
        Account {
            tenant_id: tenant_id(),
            id,
            email: format!("{n}@example.com"),
            display_name: (n > 0).then(|| text.to_owned()),
            status: AccountStatus::PendingVerification,
            contacts: vec![
                Contact::Email { address: text.to_owned(), verified: true },
                Contact::Phone(49, "0".into()),
                Contact::Postal(Address {
                    street: text.to_owned(),
                    city: "São Paulo".into(),
                    region: None,
                    country: ['B', 'R'],
                }),
                Contact::Unreachable,
            ],
            created_at: at,
            updated_at: Some(datetime!(9999-12-31 23:59:59.999999999 UTC)),
            revision: n,
            balance: i128::MIN + i128::from(n),
            labels: BTreeMap::from([(text.to_owned(), "x".into()), ("bb".into(), "y".into())]),
            cached_greeting: None,
        }
        .into(),
        ExternalIdentity {
            tenant_id: tenant_id(),
            provider: text.to_owned(),
            subject: String::new(),
            account_id: id,
            linked_at: datetime!(0000-01-01 0:00 UTC),
            claims: serde_json::json!({"sub": text, "n": [u64::MAX, i64::MIN, 5e-324, 1e300], "nested": {"": null}}),
        }
        .into(),
        Profile {
            tenant: text.to_owned(),
            account: n,
            full_name: text.into(),
            pronouns: None,
            born: Some(date!(1815 - 12 - 10)),
            links: vec![Link { rel: "me".into(), href: text.to_owned(), weight: Some(0.1) }],
        }
        .into(),
        Preferences {
            tenant_id: tenant_id(),
            account_id: id,
            display: Display { theme: Theme::FollowSystem, scale: f32::MIN_POSITIVE, accent: 0x00ff7f },
            digest_at: BTreeMap::from([
                (AccountStatus::Active, time!(23:59:59.5)),
                (AccountStatus::Closed, time!(0:00)),
            ]),
            week_begins: time::Weekday::Monday,
            zone: offset!(-9:30),
            pinned: vec![AccountId(1), id],
            extra: json("[18446744073709551617, null]"),
            updated_at: SystemTime::UNIX_EPOCH + Duration::new(1_700_000_000 + n, 1),
            rest,
        }
        .into(),
        Group {
            tenant_id: tenant_id(),
            path: format!("{text}/{n}"),
            tree: (n > 0).then(|| {
                let leaf = GroupNode { name: text.to_owned(), below: vec![] };
                Box::new(GroupNode { name: "root".into(), below: vec![leaf.clone(), leaf] })
            }),
        }
        .into(),
        Membership {
            tenant_id: tenant_id(),
            account_id: id,
            group: text.to_owned(),
            level: Level::Owner,
            joined_at: at,
            until: Some(date!(2028 - 02 - 29)),
        }
        .into(),
        Role {
            tenant_id: tenant_id(),
            application: text.to_owned(),
            name: "admin".into(),
            permissions: BTreeSet::from(["read".into(), text.to_owned()]),
            limits: HashMap::from([(Level::Viewer, (1, None)), (Level::Member, (u32::MAX, Some(0)))]),
        }
        .into(),
        Grant {
            tenant_id: tenant_id(),
            application: "console".into(),
            role: text.to_owned(),
            holder: Holder { id, granted_by: None },
            from: date!(9999 - 12 - 31),
            until: Some(datetime!(2026-06-16 12:00:00.5)),
        }
        .into(),
        Invitation {
            tenant_id: tenant_id(),
            token_hash: [n as u8; 16],
            email: text.to_owned(),
            sent_at: at,
            valid_for: time::Duration::new(-1, -1),
            answer: match n % 3 {
                0 => Answer::Waiting,
                1 => Answer::Accepted { by: id, at },
                _ => Answer::Declined { reason: Some(text.to_owned()) },
            },
        }
        .into(),
        Session {
            tenant_id: tenant_id(),
            application: text.to_owned(),
            id: u128::MAX - u128::from(n),
            account_id: id,
            token_hash: vec![0, 255, n as u8],
            address: if n.is_multiple_of(2) {
                IpAddr::V4(Ipv4Addr::LOCALHOST)
            } else {
                IpAddr::V6(Ipv6Addr::LOCALHOST)
            },
            place: Some(Coordinates { latitude: -0.000_001, longitude: 179.999_999 }),
            created_at: at,
            last_seen_at: at,
        }
        .into(),
        Credential {
            tenant_id: tenant_id(),
            account_id: id,
            kind: CredentialKind::Passkey,
            number: i32::MIN + n as i32,
            hash_parameters: Some((19_456, 2, 1)),
            public_key: Some(vec![]),
            failures: u8::MAX,
        }
        .into(),
        Consent {
            tenant_id: tenant_id(),
            account_id: id,
            purpose: text.to_owned(),
            given_at: at,
            text_version: (1, 0),
            withdrawn: n > 2,
        }
        .into(),
        AuditEvent {
            tenant_id: tenant_id(),
            stream: text.to_owned(),
            id: format!("{n:040x}"),
            actor: match n % 3 {
                0 => Actor::System,
                1 => Actor::Service { name: text.to_owned() },
                _ => Actor::Account { id, name: text.to_owned() },
            },
            action: "account.update".into(),
            subject: text.to_owned(),
            occurred_at: at,
            recorded_at: datetime!(2026-06-16 12:30 UTC),
            address: None,
            parents: vec![text.to_owned()],
            size: Some(ChangeSize { files: 1, insertions: u64::MAX, deletions: 0 }),
            changes: vec![Change { field: "email".into(), before: None, after: Some(text.to_owned()) }],
        }
        .into(),
        OutboxEvent {
            tenant_id: tenant_id(),
            topic: text.to_owned(),
            number: i64::MIN + n as i64,
            body: json(r#"{"total": 12345678901234567890.123456789}"#),
            headers: BTreeMap::new(),
            created_at: at,
            published: false,
        }
        .into(),
        IdempotencyRecord {
            tenant_id: tenant_id(),
            client: (n > 0).then(|| text.to_owned()),
            request: if n == 1 { vec![] } else { vec![n as u8; 3] },
            status: 200,
            body: (0..=255).collect(),
        }
        .into(),
        Checkpoint { projection: text.to_owned(), partition: -(n as i16), position: i64::MAX, r#type: () }.into(),
    ]
}
