//! One JSON Schema for all record types of a manifest: that of a line of rows.

use super::{DRAFT, Definitions, reference};
use crate::shape::RecordShape;
use serde_json::{Map, Value, json};

/// Returns the schema of a line whose row is one of these records.
pub(crate) fn json_schema_of_lines(records: &[&RecordShape]) -> Value {
    let mut definitions = Definitions::default();
    // The names are taken before a recursive type asks for one.
    for record in records {
        definitions.named.insert(record.record_type.to_owned(), (*record.payload, Value::Null));
    }
    for record in records {
        let payload = definitions.of(record.payload);
        definitions.named.insert(record.record_type.to_owned(), (*record.payload, payload));
    }
    let lines: Vec<Value> = records.iter().map(|record| line(record)).collect();
    let named = definitions.named.into_iter().map(|(name, (_, schema))| (name, schema));
    json!({ "$schema": DRAFT, "title": "row", "oneOf": lines, "$defs": named.collect::<Map<_, _>>() })
}

/// `docs/format.md`, "Rows as lines", specifies the members.
fn line(record: &RecordShape) -> Value {
    let names: Vec<&str> = std::iter::once(record.record_type).chain(record.aliases.iter().copied()).collect();
    let instant = json!({ "anyOf": [{ "type": "string" }, { "type": "null" }] });
    json!({
        "title": format!("row of {}", record.record_type),
        "type": "object",
        "properties": {
            "scope": { "type": "string" },
            "record_type": { "enum": names },
            "record_key": { "type": "string" },
            "schema_version": { "const": record.schema_version },
            "revision": { "anyOf": [{ "type": "integer" }, { "type": "null" }] },
            "created_at": instant,
            "updated_at": instant,
            "metadata": { "type": "object" },
            "payload": reference(record.record_type),
            "payload_sha256": { "type": "string", "pattern": "^\\\\x[0-9a-f]{64}$" },
        },
        "required": [
            "scope", "record_type", "record_key", "schema_version", "revision", "created_at", "updated_at", "metadata", "payload"
        ],
        "additionalProperties": false,
    })
}
