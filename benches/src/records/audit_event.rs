//! An action of an actor.

use super::Sample;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use store_record::{StoreRecord, StoreValue};
use time::OffsetDateTime;

/// An audit event: mostly strings, and a list of changes.
#[derive(Debug, Clone, PartialEq, StoreRecord, Serialize, Deserialize)]
#[store_record(
    type = "audit_event", scope = tenant_id, key = event_id,
    created_at = occurred_at, metadata(action, severity),
)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct AuditEvent {
    pub event_id: String,
    pub tenant_id: String,
    pub actor: Actor,
    pub action: String,
    pub target_kind: String,
    pub target_id: String,
    #[serde(with = "time::serde::rfc3339")]
    pub occurred_at: OffsetDateTime,
    pub ip: Option<IpAddr>,
    pub user_agent: String,
    pub severity: Severity,
    pub changes: Vec<FieldChange>,
    pub request_id: String,
    pub duration_ms: f64,
}

/// The actor of an event.
#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
#[store_record(rename_all = "snake_case")]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs)]
pub enum Actor {
    User { user_id: u64, email: String },
    Service(String),
    System,
}

/// The severity of an event.
#[derive(Debug, Clone, Copy, PartialEq, StoreValue, Serialize, Deserialize)]
#[store_record(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Severity {
    Debug,
    Info,
    Warning,
    Critical,
}

/// A changed field.
#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct FieldChange {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl AuditEvent {
    pub(super) fn sample(sample: &mut Sample) -> Self {
        const ACTIONS: &[&str] =
            &["account.update", "account.create", "membership.revoke", "session.revoke_all", "plan.change"];
        const AGENTS: &[&str] = &[
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
            "curl/8.5.0",
            "directory-cli/2.3.1",
        ];
        const FIELDS: &[&str] = &["email", "display_name", "address.city", "limits", "status"];
        use Severity::{Critical, Debug, Info, Warning};
        Self {
            event_id: sample.uuid(),
            tenant_id: sample.tenant(),
            actor: match sample.below(5) {
                0 => Actor::System,
                1 => Actor::Service(sample.text_of(&["invoice-worker", "importer", "scheduler"])),
                _ => Actor::User { user_id: sample.id(), email: sample.email() },
            },
            action: sample.text_of(ACTIONS),
            target_kind: sample.text_of(&["account", "membership", "session", "invoice"]),
            target_id: sample.uuid(),
            occurred_at: sample.instant(),
            ip: sample.maybe(80, Sample::ip),
            user_agent: sample.text_of(AGENTS),
            severity: *sample.one_of(&[Debug, Info, Info, Info, Warning, Critical]),
            changes: sample.up_to(4, |sample| FieldChange {
                field: sample.text_of(FIELDS),
                before: sample.maybe(80, Sample::full_name),
                after: sample.maybe(90, |sample| if sample.percent(30) { sample.sentence() } else { sample.email() }),
            }),
            request_id: sample.hex(32),
            duration_ms: sample.amount(),
        }
    }
}
