//! The records that are stored with a store.

use crate::envelope::{Envelope, EnvelopeColumns};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::record::StoreRecord;
use store_record_derive::StoreRecord;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

/// No message of a store's error may hold this.
pub(super) const CANARY: &str = "c4n4ry-in-the-payload";

#[derive(Clone, PartialEq, StoreRecord)]
#[store_record(
    crate = crate, type = "conformance.probe", scope = tenant, key = (name, number),
    created_at = created_at, updated_at = updated_at, revision = revision, metadata(text, at, decimal = number, revision),
)]
pub(super) struct Probe {
    pub(super) tenant: String,
    pub(super) name: String,
    pub(super) number: i64,
    pub(super) created_at: Option<OffsetDateTime>,
    pub(super) updated_at: Option<OffsetDateTime>,
    pub(super) revision: Option<i64>,
    pub(super) text: String,
    pub(super) at: OffsetDateTime,
    pub(super) numbers: Vec<f64>,
    pub(super) wide: Option<(i64, u64, i128)>,
}

/// Another record type with the same keys as the probe.
#[derive(Clone, PartialEq, StoreRecord)]
#[store_record(crate = crate, type = "conformance.other", scope = tenant, key = (name, number))]
pub(super) struct Other {
    pub(super) tenant: String,
    pub(super) name: String,
    pub(super) number: i64,
}

/// A record type with a former name.
#[derive(Clone, PartialEq, StoreRecord)]
#[store_record(
    crate = crate, type = "conformance.renamed", alias = "conformance.former", scope = tenant, key = number,
    revision = revision, metadata(decimal = number),
)]
pub(super) struct Renamed {
    pub(super) tenant: String,
    pub(super) number: i64,
    pub(super) revision: Option<i64>,
}

impl Renamed {
    /// The former name.
    pub(super) const FORMER: &'static str = "conformance.former";

    /// Returns the row under the newest name or under the former one.
    pub(super) fn row(tenant: &str, number: i64, revision: i64, name: &'static str) -> Result<Envelope, String> {
        let record = Self { tenant: tenant.to_owned(), number, revision: Some(revision) };
        let row = record.to_envelope().map_err(|error| error.to_string())?.into_columns();
        Ok(Envelope::from_columns(EnvelopeColumns { record_type: name.into(), ..row }))
    }
}

/// Returns the row as one of another schema version.
pub(super) fn of_version(row: Envelope, schema_version: i32) -> Envelope {
    Envelope::from_columns(EnvelopeColumns { schema_version, ..row.into_columns() })
}

pub(super) fn probe(tenant: &str, name: &str) -> Probe {
    Probe {
        tenant: tenant.to_owned(),
        name: name.to_owned(),
        number: 7,
        created_at: Some(datetime!(2026-06-16 12:30 UTC)),
        updated_at: None,
        revision: Some(1),
        text: String::new(),
        at: datetime!(2026-06-16 12:30 +05:45),
        numbers: Vec::new(),
        wide: None,
    }
}

/// Records at the limits of what can be stored, each with its subject.
pub(super) fn extremes() -> Vec<(&'static str, Probe)> {
    let base = |name: &str| probe("extremes", name);
    let numbers = vec![f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, 0.1 + 0.2, -1.0, 1e21, 123_456_789.123_456_79];
    let wide = |signed, unsigned, longest| Some((signed, unsigned, longest));
    let far = |at: OffsetDateTime| Probe { created_at: Some(at), updated_at: Some(at), at, ..base("instant") };
    vec![
        ("a record without anything optional", Probe { created_at: None, revision: None, ..base("bare") }),
        ("extreme floats", Probe { numbers, ..base("floats") }),
        ("the largest integers", Probe { wide: wide(i64::MAX, u64::MAX, i128::MAX), ..base("largest") }),
        ("the smallest integers", Probe { wide: wide(i64::MIN, 0, i128::MIN), number: i64::MIN, ..base("smallest") }),
        ("the largest revision", Probe { revision: Some(i64::MAX), number: i64::MAX, ..base("revision") }),
        ("the smallest revision", Probe { revision: Some(i64::MIN), ..base("revision") }),
        ("an instant a microsecond after a second", far(datetime!(2026-06-16 12:30:00.000_001 UTC))),
        ("an instant a microsecond before a second", far(datetime!(2026-06-16 12:30:00.999_999 UTC))),
        ("an instant a nanosecond before a second", far(datetime!(2026-06-16 12:30:00.999_999_999 UTC))),
        ("an instant a nanosecond before 1970", far(OffsetDateTime::UNIX_EPOCH - Duration::NANOSECOND)),
        ("the first instant that has a text", far(datetime!(0000-01-01 0:00 UTC))),
        ("the last instant that has a text", far(datetime!(9999-12-31 23:59:59.999_999_999 UTC))),
        ("a long text", Probe { text: "long".repeat(100_000), ..base("long") }),
        // Each of these letters takes three bytes of the key, because it is escaped.
        ("a key at its limit", base(&" ".repeat((crate::envelope::MAX_RECORD_KEY - "extremes##a7".len()) / 3))),
        ("a scope at its limit", probe(&"s".repeat(crate::envelope::MAX_SCOPE), "scope")),
    ]
}

/// Every code point that can be stored, in strings of several thousand.
pub(super) fn every_code_point() -> impl Iterator<Item = String> {
    let all: Vec<char> = ('\u{1}'..=char::MAX).collect();
    (0..all.len()).step_by(65_536).map(move |from| all.iter().skip(from).take(65_536).collect())
}

/// Strings that have a meaning in SQL, a pattern, a collation or a path, and strings that look equal.
pub(super) const HOSTILE: [&str; 30] = [
    "a",
    "A",
    "á",
    "a\u{301}",
    "a ",
    " a",
    "a#",
    "a#a7",
    "#",
    "$",
    "$23",
    "a%",
    "a_",
    "%",
    "_",
    "a'",
    "a\"",
    "a\\",
    "a;--",
    "' OR 1=1 --",
    "${a}",
    "../a",
    "a\u{1}",
    "a\t",
    "a\n",
    "ａ",
    "ß",
    "ss",
    "null",
    "",
];

/// Strings that a column of numbers would change.
pub(super) const NUMBERLIKE: [&str; 9] = ["7", "007", "1e3", "1.0", "+1", "-0", "0x10", "NaN", "9007199254740993"];

/// A row whose payload is a number. An envelope may hold it, although no record of this crate has such a payload.
pub(super) fn bare_number(payload: &str) -> Envelope {
    Envelope::from_columns(EnvelopeColumns {
        scope: Scope::from_stored("numbers"),
        record_type: "conformance.number".into(),
        record_key: RecordKey::from_stored("numbers#a7"),
        schema_version: 1,
        revision: None,
        created_at: None,
        updated_at: None,
        metadata: Metadata::from_stored("{}"),
        payload: Payload::from_stored(payload),
        payload_sha256: digest_of(payload),
    })
}

/// An invalid row: over the limits, without a schema version, and its payload isn't JSON. Its payload holds the canary.
pub(super) fn no_row(tenant: &str) -> Option<Envelope> {
    let row = probe(tenant, "none").to_envelope().ok()?.into_columns();
    let payload = format!("{{\"text\": \"{CANARY}");
    Some(Envelope::from_columns(EnvelopeColumns {
        record_key: RecordKey::from_stored(format!("{tenant}#{}", "n".repeat(crate::envelope::MAX_RECORD_KEY))),
        schema_version: 0,
        payload_sha256: digest_of(&payload),
        payload: Payload::from_stored(payload),
        ..row
    }))
}

/// The row of `record` with the payload of `other`, and with the digest of that payload, as after an `UPDATE` by hand.
pub(super) fn edited(record: &Probe, other: &impl StoreRecord) -> Option<Envelope> {
    let payload = other.payload().ok()?;
    let payload_sha256 = digest_of(payload.expose_json());
    let row = record.to_envelope().ok()?.into_columns();
    Some(Envelope::from_columns(EnvelopeColumns { payload, payload_sha256, ..row }))
}

#[cfg(feature = "digest")]
fn digest_of(payload: &str) -> Option<crate::digest::Digest> {
    Some(crate::digest::Digest::new(&Payload::from_stored(payload)))
}

#[cfg(not(feature = "digest"))]
fn digest_of(_: &str) -> Option<crate::digest::Digest> {
    None
}
