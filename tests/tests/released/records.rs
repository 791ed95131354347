//! The records of the fixture. Their stored forms are frozen by the lock beside this file.

use arrayvec::ArrayVec;
use chrono::{NaiveDate, Utc};
use ordered_float::OrderedFloat;
use rust_decimal::Decimal;
use secrecy::SecretString;
use std::net::IpAddr;
use store_record::{RecordManifest, StoreRecord};
use store_record_tests::generated::Anything;
use time::{Date, OffsetDateTime};

/// A record with every column, and a value of any family of types.
#[derive(StoreRecord)]
#[store_record(
    type = "everything", scope = tenant, key = (name, number), revision = revision, created_at = created_at,
    updated_at = updated_at, metadata(name)
)]
pub(crate) struct Everything {
    pub(crate) tenant: String,
    pub(crate) name: Option<String>,
    pub(crate) number: i64,
    pub(crate) revision: Option<i64>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: Option<OffsetDateTime>,
    pub(crate) value: Anything,
}

/// A record with a key component of each kind.
#[derive(StoreRecord)]
#[store_record(type = "keyed", scope = (tenant, region), key = (wide, bytes, letter, flag, date, at, address, tuple, last))]
pub(crate) struct Keyed {
    pub(crate) tenant: String,
    pub(crate) region: Option<String>,
    pub(crate) wide: u128,
    pub(crate) bytes: Vec<u8>,
    pub(crate) letter: char,
    pub(crate) flag: bool,
    pub(crate) date: Date,
    pub(crate) at: OffsetDateTime,
    pub(crate) address: IpAddr,
    pub(crate) tuple: (Option<String>, ((Option<i8>,), u16)),
    pub(crate) last: Option<i8>,
}

/// A record with values of each crate that has a feature.
#[derive(StoreRecord)]
#[store_record(type = "of_crates", scope = global, key = (uuid, ulid))]
pub(crate) struct OfCrates {
    pub(crate) uuid: uuid::Uuid,
    pub(crate) ulid: ulid::Ulid,
    pub(crate) url: url::Url,
    pub(crate) decimal: Decimal,
    pub(crate) big_decimal: bigdecimal::BigDecimal,
    pub(crate) chrono: chrono::DateTime<Utc>,
    pub(crate) naive: NaiveDate,
    pub(crate) jiff: jiff::Timestamp,
    pub(crate) float: OrderedFloat<f64>,
    pub(crate) small_text: smol_str::SmolStr,
    pub(crate) compact_text: compact_str::CompactString,
    pub(crate) bytes: bytes::Bytes,
    pub(crate) small: smallvec::SmallVec<[u16; 2]>,
    pub(crate) bounded: ArrayVec<u16, 3>,
    pub(crate) either: either::Either<u8, String>,
    pub(crate) ordered: indexmap::IndexMap<String, u8>,
    #[store_record(with = secret)]
    pub(crate) token: SecretString,
}

/// The first version of a record.
#[derive(StoreRecord)]
#[store_record(type = "person", scope = tenant, key = id)]
pub(crate) struct PersonV1 {
    pub(crate) tenant: String,
    pub(crate) id: u64,
    pub(crate) name: String,
}

/// The newest version.
#[derive(StoreRecord)]
#[store_record(type = "person", schema_version = 2, previous = PersonV1, scope = tenant, key = id)]
pub(crate) struct Person {
    pub(crate) tenant: String,
    pub(crate) id: u64,
    pub(crate) names: Vec<String>,
}

impl From<PersonV1> for Person {
    fn from(old: PersonV1) -> Self {
        Self { tenant: old.tenant, id: old.id, names: old.name.split(' ').map(str::to_owned).collect() }
    }
}

/// All records.
#[derive(RecordManifest)]
#[manifest(file = "tests/released/types.json", lock = "tests/released/store-record.lock")]
pub(crate) enum Records {
    Everything(Everything),
    Keyed(Keyed),
    OfCrates(Box<OfCrates>),
    Person(Person),
}
