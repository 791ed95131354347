//! Spans and events for the crate `tracing`, with the feature of that name. They hold record types, schema versions and checks, and
//! no stored data. Without the feature the functions do nothing.

use crate::error::{EncodeError, OpenError};

#[cfg(feature = "tracing")]
mod events;

#[cfg(feature = "tracing")]
use events as of;

/// Calls `open` in the span of a row, and reports its outcome.
#[inline]
pub(crate) fn opening<T>(
    record_type: &'static str,
    schema_version: i32,
    open: impl FnOnce() -> Result<T, OpenError>,
) -> Result<T, OpenError> {
    #[cfg(feature = "tracing")]
    {
        let _span = of::opening(record_type, schema_version);
        let opened = open();
        of::opened(record_type, schema_version, opened.as_ref().err());
        opened
    }
    #[cfg(not(feature = "tracing"))]
    {
        let _ = (record_type, schema_version);
        open()
    }
}

/// Reports that a row is converted from one schema version to the next.
#[inline]
pub(crate) fn upcast(record_type: &'static str, from: i32) {
    #[cfg(feature = "tracing")]
    of::upcast(record_type, from);
    #[cfg(not(feature = "tracing"))]
    let _ = (record_type, from);
}

/// Reports the outcome of sealing a record.
#[inline]
pub(crate) fn sealed(record_type: &'static str, schema_version: i32, error: Option<&EncodeError>) {
    #[cfg(feature = "tracing")]
    of::sealed(record_type, schema_version, error);
    #[cfg(not(feature = "tracing"))]
    let _ = (record_type, schema_version, error);
}
