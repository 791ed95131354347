//! An event for other programs.

use super::Sample;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store_record::StoreRecord;
use time::OffsetDateTime;

/// An outbox event: half of it is a tree of `serde_json::Value`.
#[derive(Debug, Clone, PartialEq, StoreRecord, Serialize, Deserialize)]
#[store_record(
    type = "outbox_event", scope = global, key = (topic, outbox_id),
    created_at = created_at, metadata(topic, published),
)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OutboxEvent {
    pub outbox_id: u64,
    pub topic: String,
    pub partition_key: String,
    pub payload: Value,
    pub headers: BTreeMap<String, String>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    pub attempts: u32,
    #[serde(with = "time::serde::rfc3339::option")]
    pub next_attempt_at: Option<OffsetDateTime>,
    pub last_error: Option<String>,
    pub published: bool,
}

impl OutboxEvent {
    pub(crate) fn sample(sample: &mut Sample) -> Self {
        Self {
            outbox_id: sample.id(),
            topic: sample.text_of(&["orders.v1.created", "accounts.v1.updated", "billing.v2.invoice-issued"]),
            partition_key: sample.uuid(),
            payload: order(sample),
            headers: sample.attributes(4),
            created_at: sample.instant(),
            attempts: sample.below(5) as u32,
            next_attempt_at: sample.maybe(40, Sample::instant),
            last_error: sample.maybe(20, Sample::sentence),
            published: sample.percent(60),
        }
    }
}

fn order(sample: &mut Sample) -> Value {
    let lines = sample.between(1, 4, |sample| {
        json!({
            "sku": format!("SKU-{}", sample.below(100_000)),
            "quantity": sample.below(20),
            "unit_price": sample.amount(),
            "tags": ["new", sample.text_of(&["sale", "gift", "bulk"])],
        })
    });
    json!({
        "order": {
            "id": sample.uuid(),
            "currency": sample.text_of(&["EUR", "USD", "GBP"]),
            "total": sample.amount(),
            "lines": lines,
        },
        "customer": {
            "id": sample.id(),
            "email": sample.email(),
            "name": sample.full_name(),
            "vip": sample.percent(10),
            "note": sample.maybe(30, Sample::sentence),
        },
        "version": 3,
    })
}
