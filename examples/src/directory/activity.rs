//! Events of the directory.

use super::{AccountId, DirectoryRecord, TenantId};
use std::net::IpAddr;
use store_record::{StoreRecord, StoreValue};
use time::OffsetDateTime;

/// An action of an actor. An event never changes.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "audit_event",
    scope = tenant_id,
    key = (stream, id),
    created_at = occurred_at,
    metadata(action, actor),
    manifest = DirectoryRecord
)]
#[allow(missing_docs)]
pub struct AuditEvent {
    pub tenant_id: TenantId,
    /// The part of the program that wrote the event.
    pub stream: String,
    pub id: String,
    pub actor: Actor,
    /// The kind of action, such as `account.update`.
    pub action: String,
    /// The name of the thing that changed.
    pub subject: String,
    /// The instant, with the actor's offset.
    pub occurred_at: OffsetDateTime,
    /// The instant at which the event reached the directory.
    pub recorded_at: OffsetDateTime,
    pub address: Option<IpAddr>,
    /// The events that led to this one.
    pub parents: Vec<String>,
    pub size: Option<ChangeSize>,
    pub changes: Vec<Change>,
}

/// The actor of an event.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Actor {
    Account { id: AccountId, name: String },
    Service { name: String },
    System,
}

/// The size of a change.
#[derive(Debug, Clone, Copy, PartialEq, StoreValue)]
#[allow(missing_docs)]
pub struct ChangeSize {
    pub files: u64,
    pub insertions: u64,
    pub deletions: u64,
}

/// A changed field.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[allow(missing_docs)]
pub struct Change {
    pub field: String,
    /// Absent if the field was added.
    pub before: Option<String>,
    /// Absent if the field was removed.
    pub after: Option<String>,
}
