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
#[cfg(feature = "sqlx-0_9-mysql")]
mod sqlx_mysql;
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
fn text_of_jsonb(bytes: &[u8]) -> Result<&[u8], Box<dyn std::error::Error + Send + Sync>> {
    match bytes.split_first() {
        Some((&JSONB_VERSION, text)) => Ok(text),
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
        feature = "sqlx-0_9-mysql",
        feature = "sqlx-0_9-postgres",
        feature = "sqlx-0_9-sqlite"
    )
))]
fn digest_of(bytes: &[u8]) -> Result<crate::digest::Digest, Box<dyn std::error::Error + Send + Sync>> {
    Ok(crate::digest::Digest::try_from(bytes)?)
}

/// Reads the ten columns of a row of a driver.
#[cfg(any(
    feature = "rusqlite",
    feature = "sqlx-0_9-mysql",
    feature = "sqlx-0_9-postgres",
    feature = "sqlx-0_9-sqlite",
    feature = "tokio-postgres-0_7"
))]
macro_rules! row_of_ten_columns {
    ($row:ty) => {
        /// Reads the ten columns, in the order of [`EnvelopeColumns`](crate::EnvelopeColumns), without copying them. The
        /// error holds no stored data, except for the key, which it doesn't show.
        ///
        /// [`Statement::read`](crate::statements::Statement::read) reads the rows of a store's query.
        impl<'r> TryFrom<&'r $row> for crate::envelope::EnvelopeRef<'r> {
            type Error = crate::store::DamagedRow;

            fn try_from(row: &'r $row) -> Result<Self, Self::Error> {
                crate::statements::read_columns(row)
            }
        }
    };
}
#[cfg(any(
    feature = "rusqlite",
    feature = "sqlx-0_9-mysql",
    feature = "sqlx-0_9-postgres",
    feature = "sqlx-0_9-sqlite",
    feature = "tokio-postgres-0_7"
))]
use row_of_ten_columns;

/// Returns the digest of a column that may be null. Without the feature `digest` it isn't read.
#[cfg(any(
    feature = "rusqlite",
    feature = "sqlx-0_9-mysql",
    feature = "sqlx-0_9-postgres",
    feature = "sqlx-0_9-sqlite",
    feature = "tokio-postgres-0_7"
))]
fn digest_of_column(bytes: Option<&[u8]>) -> Option<Option<crate::digest::Digest>> {
    #[cfg(feature = "digest")]
    return bytes.map(digest_of).transpose().ok();
    #[cfg(not(feature = "digest"))]
    return bytes.map_or(Some(None), |_| Some(None));
}

/// Returns the instant of microseconds since 1970, or `None` if it is out of range.
#[cfg(any(
    feature = "rusqlite",
    feature = "sqlx-0_9-mysql",
    feature = "sqlx-0_9-postgres",
    feature = "sqlx-0_9-sqlite",
    feature = "tokio-postgres-0_7"
))]
fn instant_of(microseconds: i64) -> Option<time::OffsetDateTime> {
    let (seconds, microseconds) = (microseconds.div_euclid(1_000_000), microseconds.rem_euclid(1_000_000));
    let instant = time::OffsetDateTime::from_unix_timestamp(seconds).ok()?;
    instant.replace_microsecond(microseconds as u32).ok()
}

/// Returns the instant of PostgreSQL's microseconds since 2000, or `None` if it is out of range.
#[cfg(any(feature = "sqlx-0_9-postgres", feature = "tokio-postgres-0_7"))]
fn instant_of_postgres(microseconds: i64) -> Option<time::OffsetDateTime> {
    const FROM_1970_TO_2000: i64 = 946_684_800_000_000;
    instant_of(microseconds.checked_add(FROM_1970_TO_2000)?)
}
