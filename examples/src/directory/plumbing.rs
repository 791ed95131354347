//! The program's own records: outbox, idempotency, checkpoints.

use super::{DirectoryRecord, TenantId};
use std::collections::BTreeMap;
use store_record::{Json, StoreRecord};
use time::OffsetDateTime;

/// An event for other programs.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "outbox_event",
    scope = (tenant_id, topic),
    key = number,
    created_at = created_at,
    metadata(published),
    manifest = DirectoryRecord
)]
#[allow(missing_docs)]
pub struct OutboxEvent {
    pub tenant_id: TenantId,
    pub topic: String,
    /// Counts in its topic. Consumers read in this order.
    pub number: i64,
    pub body: Json,
    pub headers: BTreeMap<String, String>,
    pub created_at: OffsetDateTime,
    /// True if the broker has the event.
    pub published: bool,
}

/// The answer to a request, for a repeated request.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "idempotency_record", scope = tenant_id, key = (client, request), manifest = DirectoryRecord)]
#[allow(missing_docs)]
pub struct IdempotencyRecord {
    pub tenant_id: TenantId,
    /// Absent for requests of the program itself.
    pub client: Option<String>,
    /// The key that the client sent.
    pub request: Vec<u8>,
    /// The HTTP status of the answer.
    pub status: u16,
    pub body: Vec<u8>,
}

/// The position up to which a projection has read.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "projection_checkpoint", scope = global, key = (projection, partition), revision = position, manifest = DirectoryRecord)]
#[allow(missing_docs)]
pub struct Checkpoint {
    pub projection: String,
    pub partition: i16,
    /// The number of the last event that was read.
    pub position: i64,
    pub r#type: (),
}
