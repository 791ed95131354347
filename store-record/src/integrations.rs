//! Values of other crates in payloads and keys, and this crate's columns in database drivers. Each crate has a file and
//! a feature.
//!
//! This crate and the vectors of `docs/format.md` define the stored form of these values. The serde support of their
//! crates isn't used, because it can change.

mod delegate;

#[cfg(feature = "arrayvec-0_7")]
mod arrayvec;
#[cfg(feature = "bigdecimal-0_4")]
mod bigdecimal;
#[cfg(feature = "bytes-1")]
mod bytes;
#[cfg(feature = "chrono-0_4")]
mod chrono;
#[cfg(feature = "compact_str-0_10")]
mod compact_str;
#[cfg(feature = "diesel-2")]
mod diesel;
#[cfg(feature = "either-1")]
mod either;
#[cfg(feature = "indexmap-2")]
mod indexmap;
#[cfg(feature = "jiff-1")]
mod jiff;
#[cfg(feature = "ordered-float-5")]
mod ordered_float;
#[cfg(feature = "postgres-types-0_2")]
mod postgres_types;
#[cfg(feature = "rusqlite")]
mod rusqlite;
#[cfg(feature = "rust_decimal-1")]
mod rust_decimal;
#[cfg(feature = "secrecy-0_10")]
mod secrecy;
#[cfg(feature = "smallvec-1")]
mod smallvec;
#[cfg(feature = "smol_str-0_3")]
mod smol_str;
#[cfg(feature = "sqlx-0_9-postgres")]
mod sqlx_postgres;
#[cfg(feature = "sqlx-0_9-sqlite")]
mod sqlx_sqlite;
#[cfg(feature = "tokio-postgres-0_7")]
mod tokio_postgres;
#[cfg(feature = "ulid-3")]
mod ulid;
#[cfg(feature = "url-2")]
mod url;
#[cfg(feature = "uuid-1")]
mod uuid;

/// Returns the JSON text after the version byte of binary JSONB. Version 1 is the only one so far.
#[cfg(any(feature = "diesel-2", feature = "postgres-types-0_2", feature = "sqlx-0_9-postgres"))]
fn text_of_jsonb(bytes: &[u8]) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    match bytes.split_first() {
        Some((&JSONB_VERSION, text)) => Ok(crate::codec::from_utf8(text)?.to_owned()),
        _ => Err("not JSONB of version 1".into()),
    }
}

#[cfg(any(feature = "diesel-2", feature = "postgres-types-0_2", feature = "sqlx-0_9-postgres"))]
const JSONB_VERSION: u8 = 1;

#[cfg(all(
    feature = "digest",
    any(
        feature = "diesel-2",
        feature = "postgres-types-0_2",
        feature = "rusqlite",
        feature = "sqlx-0_9-postgres",
        feature = "sqlx-0_9-sqlite"
    )
))]
fn digest_of(bytes: &[u8]) -> Result<crate::digest::Digest, Box<dyn std::error::Error + Send + Sync>> {
    Ok(crate::digest::Digest::try_from(bytes)?)
}

/// Reads the ten columns of a row. The functions return the column's name if it has an invalid value.
#[cfg(any(
    feature = "rusqlite",
    feature = "sqlx-0_9-postgres",
    feature = "sqlx-0_9-sqlite",
    feature = "tokio-postgres-0_7"
))]
macro_rules! envelope {
    ($row:ident, $column:ident, $instant:ident) => {
        (|| {
            Ok(crate::envelope::Envelope::from_columns(crate::envelope::EnvelopeColumns {
                scope: $column($row, 0, "scope")?,
                record_type: $column::<String>($row, 1, "record_type")?.into(),
                record_key: $column($row, 2, "record_key")?,
                schema_version: $column($row, 3, "schema_version")?,
                revision: $column($row, 4, "revision")?,
                created_at: $instant($row, 5, "created_at")?,
                updated_at: $instant($row, 6, "updated_at")?,
                metadata: $column($row, 7, "metadata")?,
                payload: $column($row, 8, "payload")?,
                #[cfg(feature = "digest")]
                payload_sha256: $column($row, 9, "payload_sha256")?,
                #[cfg(not(feature = "digest"))]
                payload_sha256: None,
            }))
        })()
    };
}
#[cfg(any(
    feature = "rusqlite",
    feature = "sqlx-0_9-postgres",
    feature = "sqlx-0_9-sqlite",
    feature = "tokio-postgres-0_7"
))]
use envelope;

/// Returns the instant of microseconds since 1970, or `None` if it is out of range.
#[cfg(any(feature = "rusqlite", feature = "sqlx-0_9-sqlite"))]
fn instant_of(microseconds: Option<i64>) -> Option<Option<time::OffsetDateTime>> {
    let Some(microseconds) = microseconds else { return Some(None) };
    time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(microseconds) * 1_000).ok().map(Some)
}
