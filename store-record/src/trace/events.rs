//! The spans and events. The target of each is `store_record`.
//!
//! A count is a field whose name begins with `monotonic_counter.`, as the layers that make metrics from events expect.

use crate::error::{EncodeError, OpenError};
use tracing::span::EnteredSpan;
use tracing::{debug, debug_span, warn};

const TARGET: &str = "store_record";

pub(super) fn opening(record_type: &'static str, schema_version: i32) -> EnteredSpan {
    debug_span!(target: TARGET, "open", record_type, schema_version).entered()
}

pub(super) fn opened(record_type: &'static str, schema_version: i32, error: Option<&OpenError>) {
    match error {
        None => debug!(
            target: TARGET, record_type, schema_version, monotonic_counter.store_record_opened = 1_u64, "opened a row"
        ),
        Some(error) => warn!(
            target: TARGET,
            record_type,
            schema_version,
            monotonic_counter.store_record_open_errors = 1_u64,
            check = check(error),
            %error,
            "a row doesn't open"
        ),
    }
}

pub(super) fn upcast(record_type: &'static str, from: i32) {
    debug!(target: TARGET, record_type, from, to = from + 1, monotonic_counter.store_record_upcasts = 1_u64, "upcast a row");
}

pub(super) fn sealed(record_type: &'static str, schema_version: i32, error: Option<&EncodeError>) {
    match error {
        None => debug!(
            target: TARGET, record_type, schema_version, monotonic_counter.store_record_sealed = 1_u64, "sealed a record"
        ),
        Some(error) => warn!(
            target: TARGET,
            record_type,
            schema_version,
            monotonic_counter.store_record_seal_errors = 1_u64,
            %error,
            "a record can't be sealed"
        ),
    }
}

/// Returns the name of the check that failed, or the column.
fn check(error: &OpenError) -> &'static str {
    match error {
        OpenError::RecordType { .. } | OpenError::UnlistedRecordType => "record_type",
        OpenError::OtherScope { .. } => "scope",
        OpenError::FutureSchemaVersion { .. } | OpenError::UnsupportedSchemaVersion { .. } => "schema_version",
        OpenError::Upcast { .. } => "upcast",
        OpenError::Payload(_) => "payload",
        OpenError::Columns(_) => "columns",
        OpenError::Mismatch { column, .. } => column,
    }
}
