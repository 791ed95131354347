//! Sealing and opening: the limits, and the checks that find a changed row.

#![allow(clippy::unwrap_used)]

use store_record::store::RowKey;
use store_record::{
    DecodeErrorKind, EncodeErrorKind, Envelope, EnvelopeColumns, EnvelopeRef, Metadata, OpenError, Payload, RecordKey,
    Scope, StoreRecord, StoredText,
};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "account", schema_version = 3, alias = "user", scope = tenant, key = name, created_at = created_at,
    updated_at = updated_at, revision = revision, metadata(email, plan = details.0)
)]
struct Account {
    tenant: String,
    name: String,
    email: String,
    details: (String, Option<f64>),
    created_at: OffsetDateTime,
    updated_at: Option<OffsetDateTime>,
    revision: u64,
}

fn account() -> Account {
    Account {
        tenant: "acme".into(),
        name: "ada".into(),
        email: "ada@example.com".into(),
        details: ("team".into(), Some(0.1)),
        created_at: datetime!(2026-06-16 12:30:00.123456789 +5:45),
        updated_at: None,
        revision: 4,
    }
}

fn changed(change: impl FnOnce(&mut EnvelopeColumns)) -> Result<Account, OpenError> {
    let mut columns = account().to_envelope().unwrap().into_columns();
    change(&mut columns);
    Envelope::from_columns(columns).open()
}

#[test]
fn columns_have_the_values_of_the_record() {
    let row = account().to_envelope().unwrap();
    assert_eq!((row.record_type(), row.schema_version(), row.revision()), ("account", 3, Some(4)));
    assert_eq!((row.scope().as_str(), row.record_key().as_str()), ("acme", "acme#ada"));
    assert_eq!(row.created_at(), Some(datetime!(2026-06-16 06:45:00.123456 UTC)));
    assert_eq!(row.updated_at(), None);
    assert_eq!(row.metadata().expose_json(), r#"{"plan": "team", "email": "ada@example.com"}"#);
    assert_eq!(row.open::<Account>().unwrap(), account());
}

#[test]
fn instants_before_1970_are_rounded_down() {
    let record = Account { created_at: OffsetDateTime::UNIX_EPOCH - Duration::nanoseconds(1), ..account() };
    let row = record.to_envelope().unwrap();
    assert_eq!(row.created_at(), Some(OffsetDateTime::UNIX_EPOCH - Duration::microseconds(1)));
    assert_eq!(row.open::<Account>().unwrap().created_at, record.created_at, "the payload keeps the nanoseconds");
}

#[test]
fn a_column_that_differs_from_the_payload_is_rejected() {
    type Change = fn(&mut EnvelopeColumns);
    let changes: [(&str, Change); 6] = [
        ("scope", |columns| columns.scope = Scope::from_stored("other")),
        ("record_key", |columns| columns.record_key = RecordKey::from_stored("acme#bob")),
        ("metadata", |columns| columns.metadata = Metadata::from_stored(r#"{"plan": "team"}"#)),
        ("revision", |columns| columns.revision = Some(5)),
        ("created_at", |columns| columns.created_at = None),
        ("updated_at", |columns| columns.updated_at = Some(OffsetDateTime::UNIX_EPOCH)),
    ];
    for (column, change) in changes {
        assert_eq!(changed(change), Err(OpenError::Mismatch { record_type: "account", column }));
    }
    // A database may return metadata in another order.
    let reordered = r#"{"email":"ada@example.com","plan":"team"}"#;
    assert_eq!(changed(|columns| columns.metadata = Metadata::from_stored(reordered)), Ok(account()));
}

#[test]
fn the_digest_is_of_the_canonical_payload() {
    let row = account().to_envelope().unwrap();
    let text = row.payload().expose_json().replace(": ", ":");
    let compact = |columns: &mut EnvelopeColumns| columns.payload = Payload::from_stored(text);
    assert_eq!(changed(compact), Ok(account()), "a database may return the payload in another form");
    let edited = row.payload().expose_json().replace("0.1", "0.2");
    let edited = changed(|columns| columns.payload = Payload::from_stored(edited));
    assert_eq!(edited, Err(OpenError::Mismatch { record_type: "account", column: "payload_sha256" }));
}

#[test]
fn the_record_type_and_the_schema_version_are_checked_before_the_payload() {
    let damaged = || Payload::from_stored("damaged");
    let other = changed(|columns| (columns.record_type, columns.payload) = ("group".into(), damaged()));
    assert_eq!(other, Err(OpenError::RecordType { expected: "account" }));
    let future = changed(|columns| (columns.schema_version, columns.payload) = (4, damaged()));
    assert_eq!(future, Err(OpenError::FutureSchemaVersion { record_type: "account", known: 3, found: 4 }));
    for found in [2, 0, -1] {
        let old = changed(|columns| (columns.schema_version, columns.payload) = (found, damaged()));
        assert_eq!(old, Err(OpenError::UnsupportedSchemaVersion { record_type: "account", known: 3, found }));
    }
    let digest = changed(|columns| columns.payload = damaged());
    assert_eq!(digest, Err(OpenError::Mismatch { record_type: "account", column: "payload_sha256" }));
    let payload = changed(|columns| (columns.payload, columns.payload_sha256) = (damaged(), None));
    assert!(matches!(payload, Err(OpenError::Payload(_))));
    assert_eq!(changed(|columns| columns.record_type = "user".into()), Ok(account()), "an alias opens");
}

#[test]
fn a_row_of_another_scope_is_rejected_before_the_payload_is_read() {
    let row = account().to_envelope().unwrap();
    let mine = Account::scope_for("acme").unwrap();
    assert_eq!(row.open_in::<Account>(&mine).unwrap(), account());
    let mut columns = row.into_columns();
    columns.payload = Payload::from_stored("damaged");
    let other = Envelope::from_columns(columns).open_in::<Account>(&Account::scope_for("acm").unwrap());
    assert_eq!(other, Err(OpenError::OtherScope { record_type: Some("account") }));
}

/// Returns the row with its columns as bytes, as a driver has them.
fn as_bytes<'a>(row: EnvelopeRef<'a>) -> EnvelopeRef<'a> {
    let bytes = |column: StoredText<'a>| column.expose_bytes().into();
    EnvelopeRef {
        scope: bytes(row.scope),
        record_type: bytes(row.record_type),
        record_key: bytes(row.record_key),
        metadata: bytes(row.metadata),
        payload: bytes(row.payload),
        ..row
    }
}

#[test]
fn a_row_of_bytes_opens_as_its_copy_does() {
    let row = account().to_envelope().unwrap();
    let bytes = as_bytes(row.as_ref());
    assert_eq!(bytes, row.as_ref());
    assert_eq!(bytes.open::<Account>().unwrap(), account());
    assert_eq!(bytes.open_in::<Account>(row.scope()).unwrap(), account());
    assert_eq!(bytes.to_envelope().unwrap(), row);
    assert_eq!(RowKey::from(&bytes), RowKey::from(&row));
    let other = bytes.open_in::<Account>(&Account::scope_for("acm").unwrap());
    assert_eq!(other, Err(OpenError::OtherScope { record_type: Some("account") }));
}

#[test]
fn a_column_that_is_not_utf_8_is_rejected() {
    const BYTES: &[u8] = b"\"\xff";
    let row = account().to_envelope().unwrap();
    let row = EnvelopeRef { payload_sha256: None, ..row.as_ref() };
    let column = |column: &'static str| {
        let mut damaged = row;
        *match column {
            "scope" => &mut damaged.scope,
            "record_type" => &mut damaged.record_type,
            "record_key" => &mut damaged.record_key,
            "metadata" => &mut damaged.metadata,
            _ => &mut damaged.payload,
        } = BYTES.into();
        assert_eq!(damaged.to_envelope().unwrap_err().column, column);
        damaged.open::<Account>().unwrap_err()
    };
    assert_eq!(column("record_type"), OpenError::RecordType { expected: "account" });
    for name in ["scope", "record_key", "metadata"] {
        assert_eq!(column(name), OpenError::Mismatch { record_type: "account", column: name });
    }
    let OpenError::Payload(error) = column("payload") else { panic!("another error") };
    assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::Utf8, 1));
    assert_eq!(RowKey::from(&EnvelopeRef { record_type: BYTES.into(), ..row }).record_type, "\"\u{fffd}");
}

#[test]
fn sealing_rejects_an_unsupported_value_with_its_path() {
    let rejected = |record: Account| {
        let error = record.to_envelope().unwrap_err();
        assert_eq!(error.record_type(), Some("account"));
        (error.kind(), error.path().to_string())
    };
    let nul = |text: &str| format!("a\0{text}");
    assert_eq!(rejected(Account { email: nul("b"), ..account() }), (EncodeErrorKind::Nul, ".email".into()));
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let details = ("team".into(), Some(number));
        assert_eq!(rejected(Account { details, ..account() }), (EncodeErrorKind::NotFinite, ".details[1]".into()));
    }
    let revision = u64::MAX;
    assert_eq!(rejected(Account { revision, ..account() }).0, EncodeErrorKind::RevisionOutOfRange);
}

#[test]
fn length_limits_are_in_bytes_and_inclusive() {
    let of = |tenant: usize, name: usize| Account { tenant: "t".repeat(tenant), name: "n".repeat(name), ..account() };
    assert!(of(512, 1).to_envelope().is_ok());
    let error = of(513, 1).to_envelope().unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::TooLong { column: "scope", limit: 512 });
    // The key is the scope, a `#`, and the name.
    assert!(of(1, 1_534).to_envelope().is_ok());
    let error = of(1, 1_535).to_envelope().unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::TooLong { column: "record key", limit: 1_536 });
    // An escape is three bytes.
    let spaces = Account { name: " ".repeat(512), ..account() };
    assert_eq!(
        spaces.to_envelope().unwrap_err().kind(),
        EncodeErrorKind::TooLong { column: "record key", limit: 1_536 }
    );
}

#[test]
fn record_types_are_listed_newest_first() {
    #[derive(StoreRecord)]
    #[store_record(type = "person", alias = "user", alias = "usr", scope = global, key = id)]
    struct Person {
        id: u64,
    }
    #[derive(StoreRecord)]
    #[store_record(type = "only", scope = global, key = id)]
    struct Only {
        id: u64,
    }
    assert_eq!(Person::RECORD_TYPES, ["person", "user", "usr"]);
    assert_eq!(Only::RECORD_TYPES, ["only"]);
    let row = Person { id: 7 }.to_envelope().unwrap();
    for name in Person::RECORD_TYPES {
        let columns = EnvelopeColumns { record_type: (*name).into(), ..row.columns().clone() };
        assert!(Envelope::from_columns(columns).open::<Person>().is_ok(), "{name}");
    }
}
