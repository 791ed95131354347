//! No printed text contains stored data. The tests put a canary at every position that can hold data, and search for it.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, BufReader, Read, Write};
use store_record::ndjson::{ReadError, Reader, WriteError, Writer};
use store_record::statements::{Statement, Statements};
use store_record::store::{Change, DamagedRow, Query, Selection};
use store_record::{
    Envelope, EnvelopeBatches, EnvelopeColumns, EnvelopeRef, Json, Metadata, Payload, RecordKey, RowError, Scope,
    StoreKey, StoreRecord, StoreValue, UnknownFields, ddl,
};

const CANARY: &str = "CANARY-078-05-1120";

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, StoreValue, StoreKey)]
enum Level {
    Low,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
enum Choice {
    Named {
        text: String,
    },
    One(u8),
    #[store_record(other)]
    Other(Json),
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
struct Relaxed {
    text: String,
    #[store_record(rest)]
    rest: UnknownFields,
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "secret", scope = tenant, key = (name, day), metadata(text))]
struct Secret {
    tenant: String,
    name: String,
    day: time::Date,
    text: String,
    number: u8,
    at: time::OffsetDateTime,
    letter: char,
    bytes: Vec<u8>,
    address: std::net::IpAddr,
    levels: BTreeMap<Level, u8>,
    by_number: BTreeMap<u8, String>,
    choice: Choice,
    relaxed: Relaxed,
    #[store_record(with = serde)]
    any: serde_json::Value,
    wide: u128,
    distance: std::time::Duration,
}

impl Secret {
    /// Returns the error of a row whose metadata isn't UTF-8.
    fn damaged(row: &Envelope) -> DamagedRow {
        let row = EnvelopeRef { metadata: b"\xff"[..].into(), ..row.as_ref() };
        row.to_envelope().unwrap_err()
    }
}

fn secret() -> Secret {
    let canary: Json = format!("\"{CANARY}\"").parse().unwrap();
    let mut rest = UnknownFields::new();
    rest.insert(CANARY, canary.clone());
    Secret {
        tenant: CANARY.into(),
        name: CANARY.into(),
        day: time::macros::date!(2026 - 06 - 16),
        text: CANARY.into(),
        number: 1,
        at: time::OffsetDateTime::UNIX_EPOCH,
        letter: 'c',
        bytes: CANARY.into(),
        address: std::net::Ipv4Addr::LOCALHOST.into(),
        levels: BTreeMap::from([(Level::Low, 1)]),
        by_number: BTreeMap::from([(1, CANARY.into())]),
        choice: Choice::Other(canary),
        relaxed: Relaxed { text: CANARY.into(), rest },
        any: serde_json::json!({ CANARY: CANARY }),
        wide: 1,
        distance: std::time::Duration::from_secs(1),
    }
}

/// Returns everything that an error can print.
fn printed(error: &(dyn Error + 'static)) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(inner) = source {
        text += &format!("{inner} {inner:?} {inner:#?}");
        source = inner.source();
    }
    text
}

fn assert_silent(error: &(dyn Error + 'static)) {
    let text = printed(error);
    assert!(!text.contains("CANARY") && !text.contains("078"), "{text}");
}

fn opened(change: impl FnOnce(&mut store_record::EnvelopeColumns)) -> Option<store_record::OpenError> {
    let mut columns = secret().to_envelope().unwrap().into_columns();
    change(&mut columns);
    Envelope::from_columns(columns).open::<Secret>().err()
}

#[test]
fn errors_hide_every_part_of_a_payload() {
    let payload = secret().payload().unwrap().into_json();
    let tree: serde_json::Value = serde_json::from_str(&payload).unwrap();
    let mut rejected = 0;
    let mut try_text = |text: String| {
        if let Some(error) = opened(|columns| columns.payload = Payload::from_stored(text)) {
            rejected += 1;
            assert_silent(&error);
        }
    };
    for name in tree.as_object().unwrap().keys() {
        let canaries = [
            serde_json::json!(CANARY),
            serde_json::json!({ CANARY: CANARY }),
            serde_json::json!([CANARY]),
            serde_json::json!({ "One": CANARY, CANARY: 1 }),
            serde_json::json!({ "Named": { CANARY: CANARY } }),
            serde_json::json!({ "Low": CANARY }),
            serde_json::json!([CANARY, CANARY]),
        ];
        for canary in canaries {
            let mut changed = tree.clone();
            changed[name] = canary;
            try_text(changed.to_string());
        }
        let mut renamed = tree.clone();
        let value = renamed.as_object_mut().unwrap().remove(name).unwrap();
        renamed[CANARY] = value;
        try_text(renamed.to_string());
    }
    // Cut and damaged at every position.
    for at in 0..payload.len() {
        try_text(payload[..at].to_owned());
        try_text(format!("{}\\{CANARY}{}", &payload[..at], &payload[at..]));
        try_text(format!("{}\"{CANARY}\"{}", &payload[..at], &payload[at..]));
    }
    assert!(rejected > 500, "{rejected} texts were rejected");
}

#[test]
fn explain_shows_a_payload_only_through_expose_methods() {
    let payload = secret().payload().unwrap().into_json();
    let unknown = payload.replacen('{', &format!("{{\"{CANARY}\": \"{CANARY}\", "), 1);
    for text in [unknown, payload.replace(": 1", &format!(": [\"{CANARY}\"]")), format!("{payload} {CANARY}")] {
        let payload = Payload::from_stored(text);
        let differences = store_record::explain::<Secret>(&payload);
        assert!(!differences.is_empty());
        let mut shown = format!("{differences:?} {differences:#?}");
        for difference in differences.iter() {
            shown += &format!("{difference:?} {} {:?}", difference.path(), difference.kind());
            shown.extend(difference.expected().map(|expected| expected.to_string()));
        }
        assert!(!shown.contains("CANARY") && !shown.contains("078"), "{shown}");
    }
}

#[test]
fn errors_hide_every_column() {
    assert_silent(&opened(|columns| columns.record_type = CANARY.into()).unwrap());
    assert_silent(&opened(|columns| columns.scope = Scope::from_stored(format!("{CANARY}2"))).unwrap());
    assert_silent(&opened(|columns| columns.record_key = RecordKey::from_stored(format!("{CANARY}#x"))).unwrap());
    assert_silent(&opened(|columns| columns.metadata = Metadata::from_stored(CANARY)).unwrap());
    assert_silent(&Secret::parse_key(&RecordKey::from_stored(CANARY)).unwrap_err());
    assert_silent(&Secret::parse_key(&RecordKey::from_stored(format!("{CANARY}#$FF{CANARY}#{CANARY}"))).unwrap_err());
}

#[test]
fn encode_errors_hide_the_value() {
    let nul = || format!("{CANARY}\0");
    let deep = (0..200).fold(serde_json::json!(CANARY), |inner, _| serde_json::json!({ CANARY: inner }));
    let records = [
        Secret { text: nul(), ..secret() },
        Secret { tenant: CANARY.repeat(100), ..secret() },
        Secret { name: CANARY.repeat(200), ..secret() },
        Secret { by_number: BTreeMap::from([(78, nul())]), ..secret() },
        Secret { any: serde_json::json!({ nul(): CANARY }), ..secret() },
        Secret { any: deep, ..secret() },
        Secret { choice: Choice::Other("{\"One\": 78}".parse().unwrap()), ..secret() },
        Secret { day: time::Date::MIN, ..secret() },
    ];
    for record in records {
        assert_silent(&record.to_envelope().unwrap_err());
    }
}

#[test]
fn errors_hide_every_part_of_a_line() {
    let mut writer = Writer::new(Vec::new());
    writer.write_record(&secret()).unwrap();
    let line = String::from_utf8(writer.into_inner()).unwrap();
    let tree: serde_json::Value = serde_json::from_str(&line).unwrap();
    let mut rejected = 0;
    let mut try_line = |line: String| {
        for error in Reader::new(line.as_bytes()).filter_map(Result::err) {
            rejected += 1;
            assert_silent(&error);
        }
    };
    for name in tree.as_object().unwrap().keys() {
        let canaries = [
            serde_json::json!(CANARY),
            serde_json::json!({ CANARY: CANARY }),
            serde_json::json!([CANARY]),
            serde_json::json!(format!("\\x{CANARY}")),
            serde_json::json!(format!("{CANARY} BC")),
            serde_json::json!(78_051_120_u64),
            serde_json::json!(1.078_05),
        ];
        for canary in canaries {
            let mut changed = tree.clone();
            changed[name] = canary;
            try_line(changed.to_string());
        }
        let mut renamed = tree.clone();
        let value = renamed.as_object_mut().unwrap().remove(name).unwrap();
        renamed[CANARY] = value;
        try_line(renamed.to_string());
        try_line(line.replacen('{', &format!("{{{name:?}: {CANARY:?}, "), 1));
    }
    let doubled = line.replace('\\', "\\\\");
    for other in [
        format!("[{line}"),
        format!("{},", line.trim_end()),
        format!("to_jsonb | {line}"),
        format!("\"{}\"", line.replace('"', "\"\"")),
        format!("\u{feff}{line}"),
        doubled.replace("CANARY", "CANARY\\\\n"),
        format!("scope,{CANARY}"),
        format!("\"{CANARY}\": 1,"),
    ] {
        try_line(other);
    }
    for at in 0..line.len() {
        try_line(line[..at].to_owned());
        try_line(format!("{}\\{CANARY}{}", &line[..at], &line[at..]));
        try_line(format!("{}\"{CANARY}\"{}", &line[..at], &line[at..]));
    }
    assert!(rejected > 1_000, "{rejected} lines were rejected");
    let too_long = Reader::new(line.as_bytes()).max_line(7).next().unwrap().unwrap_err();
    assert_silent(&too_long);
    assert!(matches!(too_long, ReadError::TooLong { .. }));
    let reader = Reader::new(line.as_bytes());
    let debug = format!("{reader:?} {:?}", Writer::new(line.clone().into_bytes()));
    assert!(!debug.contains("CANARY"), "{debug}");
}

#[test]
fn write_errors_hide_the_row() {
    let columns = || secret().to_envelope().unwrap().into_columns();
    let rows = [
        EnvelopeColumns { payload: Payload::from_stored(format!("{{\"{CANARY}\": {CANARY}")), ..columns() },
        EnvelopeColumns { metadata: Metadata::from_stored(format!("[\"{CANARY}\"]")), ..columns() },
        EnvelopeColumns { scope: Scope::from_stored(format!("{CANARY}\0")), ..columns() },
        EnvelopeColumns { record_type: format!("{CANARY}\0").into(), ..columns() },
        EnvelopeColumns { record_key: RecordKey::from_stored(format!("{CANARY}\0")), ..columns() },
    ];
    let mut errors: Vec<WriteError> =
        rows.map(|row| Writer::new(Vec::new()).write(&Envelope::from_columns(row)).unwrap_err()).into();
    errors.push(Writer::new(Vec::new()).max_line(78).write_record(&secret()).unwrap_err());
    errors.push(Writer::new(Vec::new()).write_record(&Secret { day: time::Date::MIN, ..secret() }).unwrap_err());
    for error in errors {
        // The limit belongs to the program, so it may be shown.
        let text = printed(&error);
        assert!(!text.contains("CANARY") && !text.contains("078-"), "{text}");
        assert_silent(&RowError { index: 1, error });
    }
}

/// A user's reader or writer whose errors quote its data.
struct Quoting;

impl Read for Quoting {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::new(io::ErrorKind::InvalidData, CANARY))
    }
}

impl Write for Quoting {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other(CANARY))
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::Error::other(CANARY))
    }
}

#[test]
fn an_io_error_is_only_in_the_field() {
    let read = Reader::new(BufReader::new(Quoting)).next().unwrap().unwrap_err();
    assert_silent(&read);
    assert!(matches!(read, ReadError::Io { line: 1, error } if error.to_string() == CANARY));
    let mut writer = Writer::new(Quoting);
    for error in [writer.write_record(&secret()).unwrap_err(), writer.flush().unwrap_err()] {
        assert_silent(&error);
        assert!(matches!(error, WriteError::Io(error) if error.to_string() == CANARY));
    }
}

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "secret", schema_version = 2, previous = Secret, scope = tenant, key = (name, day))]
struct NextSecret {
    tenant: String,
    name: String,
    day: time::Date,
}

/// A user's error that quotes its input, with a source that does too.
#[derive(Debug)]
struct QuotingError(String, Option<Box<Self>>);

impl std::fmt::Display for QuotingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for QuotingError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.1.as_deref().map(|source| source as _)
    }
}

impl TryFrom<Secret> for NextSecret {
    type Error = QuotingError;

    fn try_from(old: Secret) -> Result<Self, QuotingError> {
        Err(QuotingError(old.text.clone(), Some(Box::new(QuotingError(old.text, None)))))
    }
}

#[test]
fn an_upcast_error_is_shown_only_by_its_expose_method() {
    let error = secret().to_envelope().unwrap().open::<NextSecret>().unwrap_err();
    assert_silent(&error);
    assert_silent(&error.clone());
    assert_silent(&RowError { index: 1, error: error.clone() });
    let exposed = error.expose_upcast_error().unwrap();
    assert!(exposed.to_string() == CANARY && exposed.source().is_some());
    assert!(exposed.downcast_ref::<QuotingError>().is_some());
    let kept = store_record::UpcastError::new(CANARY);
    assert!(!format!("{kept:?} {kept:#?}").contains("CANARY"));
}

#[test]
fn debug_hides_stored_data() {
    let row = secret().to_envelope().unwrap();
    let columns = row.clone().into_columns();
    let range = row.scope().key_range();
    let json: Json = format!("[\"{CANARY}\"]").parse().unwrap();
    let mut batches = EnvelopeBatches::new([Ok::<_, ReadError>(row.clone()), Ok(row.clone())], 1);
    let batch = format!("{:?}", batches.next_batch().unwrap());
    let texts = [
        format!("{batch} {batches:?}"),
        format!("{row:?} {columns:?} {:?} {:?}", row.payload(), row.metadata()),
        format!("{:?} {:?} {:?}", row.as_ref(), row.as_ref().payload, Secret::damaged(&row)),
        format!("{:?} {:?} {range:?} {json:?} {:?}", row.scope(), row.record_key(), secret().relaxed.rest),
    ];
    for text in texts {
        assert!(!text.contains("CANARY"), "{text}");
    }
}

#[test]
fn debug_of_statements_hides_their_parameters() {
    let rows = [0, 1].map(|number| Secret { number, ..secret() }.to_envelope().unwrap());
    let (row, scope, record_type, record_key) = (&rows[0], rows[0].scope(), "secret", rows[0].record_key());
    let changes = [
        Change::Put { rows: &rows, can_downgrade: false },
        Change::Insert { row },
        Change::Replace { row, expected: Some(1), can_downgrade: false },
        Change::Rewrite { old: row, new: row },
        Change::Delete { scope, record_type, record_key },
        Change::Erase { scope },
    ];
    let query = Query::Rows(Selection::new().scope(scope).record_type(record_type).record_key(record_key));
    for statements in [
        Statements::from(&ddl::postgres("record").digest()),
        Statements::from(&ddl::sqlite("record").digest()),
        Statements::from(&ddl::mariadb("record").digest()),
    ] {
        for change in &changes {
            let plan = statements.change(change);
            let parameters: Vec<_> = plan.statements().iter().flat_map(Statement::parameters).collect();
            assert!(!parameters.is_empty());
            let text = format!("{change:?} {plan:?} {parameters:?}");
            assert!(!text.contains("CANARY"), "{text}");
        }
        let statement = statements.query(&query);
        let text = format!("{query:?} {statement:?} {:?}", statement.parameters());
        assert!(!text.contains("CANARY"), "{text}");
    }
}

#[test]
fn excerpt_returns_the_wrong_text() {
    let payload = Payload::from_stored(format!("{{\"text\": 1, \"{CANARY}\": 2}}"));
    let error = payload.decode::<Relaxed>().unwrap_err();
    assert_silent(&error);
    assert!(error.excerpt(&payload).contains("\"text\": 1"));
}
