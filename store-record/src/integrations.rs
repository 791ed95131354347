//! What other crates need to move our types, and what of theirs can stand in a payload: a file a crate, each an optional
//! feature.
//!
//! The forms in which their values are stored are pinned here and by the vectors of `docs/format.md`, never by
//! those crates' own serde support, which may change under a stored row.

mod delegate;

#[cfg(feature = "bigdecimal-0_4")]
mod bigdecimal;
#[cfg(feature = "bytes-1")]
mod bytes;
#[cfg(feature = "chrono-0_4")]
mod chrono;
#[cfg(feature = "diesel-2")]
mod diesel;
#[cfg(feature = "indexmap-2")]
mod indexmap;
#[cfg(feature = "jiff-1")]
mod jiff;
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

/// The JSON text behind JSONB's version byte, the only one that there has been.
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
