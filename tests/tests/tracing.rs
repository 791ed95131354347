//! The events of the feature `tracing`: by record type, schema version and check, and without stored data.

#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::sync::{Arc, Mutex};
use store_record::{Envelope, EnvelopeColumns, Payload, RecordKey, Scope, StoreRecord};
use tracing_subscriber::fmt::MakeWriter;

const CANARY: &str = "c4n4ry";

#[derive(Debug, StoreRecord)]
#[store_record(type = "person", scope = tenant, key = name)]
struct PersonV1 {
    tenant: String,
    name: String,
}

#[derive(Debug, StoreRecord)]
#[store_record(type = "person", schema_version = 2, previous = PersonV1, scope = tenant, key = name)]
struct Person {
    tenant: String,
    name: String,
    share: f64,
}

impl TryFrom<PersonV1> for Person {
    type Error = String;

    fn try_from(old: PersonV1) -> Result<Self, String> {
        if old.name.ends_with('!') {
            return Err(old.name);
        }
        Ok(Self { tenant: old.tenant, name: old.name, share: 0.5 })
    }
}

/// The text that a subscriber writes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Returns what is logged at any level. It never holds the canary.
fn logged(run: impl FnOnce()) -> String {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .without_time()
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, run);
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(!text.contains(CANARY), "{text}");
    text
}

fn old(name: &str) -> PersonV1 {
    PersonV1 { tenant: CANARY.into(), name: format!("{CANARY}{name}") }
}

fn changed(change: impl FnOnce(&mut EnvelopeColumns)) -> Envelope {
    let mut columns = old("").to_envelope().unwrap().into_columns();
    change(&mut columns);
    Envelope::from_columns(columns)
}

#[test]
fn sealing_and_opening_are_counted_by_record_type_and_version() {
    let log = logged(|| {
        let person = old("").to_envelope().unwrap().open::<Person>().unwrap();
        assert!(person.to_envelope().unwrap().open::<Person>().is_ok());
        assert!(Person { share: f64::NAN, ..person }.to_envelope().is_err());
    });
    let lines: Vec<&str> = log.lines().map(str::trim_start).collect();
    let expected = [
        "DEBUG store_record: sealed a record record_type=\"person\" schema_version=1 monotonic_counter.store_record_sealed=1",
        "DEBUG open{record_type=\"person\" schema_version=1}: store_record: upcast a row record_type=\"person\" from=1 to=2 monotonic_counter.store_record_upcasts=1",
        "DEBUG open{record_type=\"person\" schema_version=1}: store_record: opened a row record_type=\"person\" schema_version=1 monotonic_counter.store_record_opened=1",
        "DEBUG store_record: sealed a record record_type=\"person\" schema_version=2 monotonic_counter.store_record_sealed=1",
        "DEBUG open{record_type=\"person\" schema_version=2}: store_record: opened a row record_type=\"person\" schema_version=2 monotonic_counter.store_record_opened=1",
        "WARN store_record: a record can't be sealed record_type=\"person\" schema_version=2 monotonic_counter.store_record_seal_errors=1 error=can't encode `person` at .share: a float that is NaN or infinite can't be stored",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_check_that_failed_is_named_without_stored_data() {
    let scope = || Scope::from_stored(format!("{CANARY} other"));
    let rows = [
        (changed(|row| row.record_type = format!("{CANARY} type").into()), "record_type"),
        (changed(|row| row.schema_version = 3), "schema_version"),
        (changed(|row| row.payload = Payload::from_stored(format!(r#"{{"{CANARY}": "{CANARY}"}}"#))), "payload_sha256"),
        (changed(|row| row.record_key = RecordKey::from_stored(format!("{CANARY}#{CANARY}2"))), "record_key"),
        (changed(|row| row.scope = scope()), "scope"),
        (old("!").to_envelope().unwrap(), "upcast"),
    ];
    for (row, check) in rows {
        let log = logged(|| assert!(row.open::<Person>().is_err()));
        let failed = log.lines().filter(|line| line.contains("WARN")).collect::<Vec<_>>();
        assert_eq!(failed.len(), 1, "{log}");
        assert!(failed[0].contains(&format!("check=\"{check}\"")), "{log}");
        assert!(failed[0].contains("monotonic_counter.store_record_open_errors=1"), "{log}");
    }
    let unread = changed(|row| {
        row.payload = Payload::from_stored(format!(r#"{{"name": "{CANARY}", "tenant": 7}}"#));
        row.payload_sha256 = None;
    });
    let log = logged(|| assert!(unread.open::<Person>().is_err()));
    assert!(
        log.contains("check=\"payload\" error=can't decode `person` at .tenant: expected a string, found a number"),
        "{log}"
    );
    let other = logged(|| assert!(old("").to_envelope().unwrap().open_in::<Person>(&scope()).is_err()));
    assert!(other.contains("check=\"scope\""), "{other}");
}
