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
#[cfg(feature = "smallvec-1")]
mod smallvec;
#[cfg(feature = "smol_str-0_3")]
mod smol_str;
#[cfg(feature = "sqlx-0_9-postgres")]
mod sqlx_postgres;
#[cfg(feature = "sqlx-0_9-sqlite")]
mod sqlx_sqlite;
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
