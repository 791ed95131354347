//! A program that writes rows and opens those of another program.

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};
use std::collections::HashMap;
use store_record::{Envelope, Json, StoreRecord, ndjson};
use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, UtcDateTime, UtcOffset};

#[derive(Debug, Default, Serialize, Deserialize)]
struct Flat {
    id: u8,
    #[serde(flatten)]
    inner: Inner,
    #[serde(flatten)]
    others: HashMap<String, Value>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Inner {
    price: f64,
    small: f32,
    count: i64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Integer(u64),
    Float(f64),
    Text(String),
}

#[derive(Debug, Serialize, Deserialize)]
struct Foreign {
    value: Value,
    number: Number,
    untagged: Vec<Untagged>,
    flat: Flat,
    wide: i128,
}

#[derive(Debug, StoreRecord)]
#[store_record(type = "foreign", scope = global, key = id, metadata(value))]
struct Record {
    id: u32,
    value: Value,
    #[store_record(with = serde)]
    foreign: Foreign,
    #[cfg(not(feature = "raw_value"))]
    raw: Json,
    #[cfg(feature = "raw_value")]
    #[store_record(with = serde)]
    raw: Box<serde_json::value::RawValue>,
}

#[derive(Debug, StoreRecord)]
#[store_record(type = "dated", scope = global, key = id, created_at = created_at)]
struct Dated<'a> {
    id: u32,
    created_at: Option<OffsetDateTime>,
    dates: Vec<Date>,
    local: Vec<PrimitiveDateTime>,
    utc: Vec<UtcDateTime>,
    chrono: Vec<chrono::DateTime<chrono::FixedOffset>>,
    system: Vec<std::time::SystemTime>,
    name: std::borrow::Cow<'a, str>,
}

fn record(id: u32, json: &str) -> Record {
    let value: Value = serde_json::from_str(json).unwrap();
    let number = value.get("number").and_then(Value::as_number).cloned().unwrap_or_else(|| 1.into());
    let others = HashMap::from([("b".to_owned(), value.clone()), ("aa".to_owned(), Value::Null)]);
    let inner = Inner { price: 0.1 + 0.2, small: 0.1, count: -7 };
    let flat = Flat { id: 1, inner, others };
    let untagged = vec![Untagged::Integer(u64::MAX), Untagged::Float(1.5), Untagged::Text("a".to_owned())];
    let raw = r#"{"b": [1.10, 1e2],"a" : "\u0041"}"#.to_owned();
    Record {
        id,
        foreign: Foreign { value: value.clone(), number, untagged, flat, wide: i128::MIN },
        value,
        #[cfg(not(feature = "raw_value"))]
        raw: raw.parse().unwrap(),
        #[cfg(feature = "raw_value")]
        raw: serde_json::value::RawValue::from_string(raw).unwrap(),
    }
}

fn records() -> Vec<Result<Envelope, store_record::EncodeError>> {
    // Numbers that a program without the feature holds exactly. Parsing rounds other numbers.
    let texts = [
        "null",
        r#"{"number": 1.10}"#,
        r#"{"number": 1e2, "a": 1.0, "z": [1e-7, 5e-324, 1.7976931348623157e308]}"#,
        r#"{"number": -0, "zero": -0.0, "b": {"number": 18446744073709551615, "least": -9223372036854775808}}"#,
        r#"{"number": 123456.789e-3}"#,
        r#"{"number": 1e20}"#,
    ];
    (0..).zip(texts).map(|(id, text)| record(id, text).to_envelope()).collect()
}

fn dates() -> Vec<Result<Envelope, store_record::EncodeError>> {
    let dated = |id, at: Option<OffsetDateTime>| Dated {
        id,
        created_at: at,
        dates: Vec::new(),
        local: Vec::new(),
        utc: Vec::new(),
        chrono: Vec::new(),
        system: Vec::new(),
        name: "a".into(),
    };
    let first = OffsetDateTime::from_unix_timestamp(-62_167_219_200).unwrap();
    let last = OffsetDateTime::from_unix_timestamp(253_402_300_799).unwrap();
    let hour = |hours| UtcOffset::from_hms(hours, 0, 0).unwrap();
    let local = |at: OffsetDateTime, offset| PrimitiveDateTime::new(at.date(), at.time()).assume_offset(offset);
    let instants = [
        first,
        last,
        local(first, hour(1)),
        local(first, hour(-1)),
        local(last, hour(1)),
        local(last, hour(-1)),
        local(last, hour(24)),
    ];
    let mut rows: Vec<_> = (0..).zip(instants).map(|(id, at)| dated(id, Some(at)).to_envelope()).collect();
    rows.push(Dated { dates: vec![first.date(), last.date()], ..dated(20, None) }.to_envelope());
    rows.push(Dated { local: vec![PrimitiveDateTime::new(last.date(), last.time())], ..dated(21, None) }.to_envelope());
    rows.push(Dated { dates: vec![Date::MIN], ..dated(22, None) }.to_envelope());
    rows.push(Dated { utc: vec![UtcDateTime::MIN], ..dated(24, None) }.to_envelope());
    rows.push(Dated { local: vec![PrimitiveDateTime::MIN], ..dated(25, None) }.to_envelope());
    for (id, text) in (26..).zip(["9999-12-31T23:30:00-01:00", "0000-01-01T00:30:00+01:00", "9999-12-31T23:30:00+01:00"]) {
        let chrono = vec![chrono::DateTime::parse_from_rfc3339(text).unwrap()];
        rows.push(Dated { chrono, ..dated(id, None) }.to_envelope());
    }
    for (id, seconds) in (30..).zip([253_402_300_799, 253_402_300_800, 253_402_300_800 * 90]) {
        let system = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        rows.push(Dated { system: vec![system], ..dated(id, None) }.to_envelope());
    }
    let keyed = first - Duration::SECOND;
    rows.push(dated(40, Some(keyed)).to_envelope());
    rows
}

#[test]
fn writes() {
    let Some(path) = std::env::var_os("ROWS_TO_WRITE") else { return };
    let mut lines = String::new();
    let records = records();
    assert!(records.iter().all(Result::is_ok), "{records:?}");
    for row in records.into_iter().chain(dates()) {
        match row {
            Ok(row) => {
                let mut line = Vec::new();
                ndjson::Writer::new(&mut line).write(&row).unwrap();
                lines.push_str(std::str::from_utf8(&line).unwrap());
            }
            Err(error) => lines.push_str(&format!("rejected: {error}\n")),
        }
    }
    std::fs::write(path, lines).unwrap();
}

#[test]
fn opens() {
    let Some(path) = std::env::var_os("ROWS_TO_OPEN") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let lines: String = text.lines().filter(|line| !line.starts_with("rejected")).flat_map(|line| [line, "\n"]).collect();
    let mut opened = 0;
    for row in ndjson::Reader::new(lines.as_bytes()) {
        let row = row.unwrap();
        let again = match row.record_type() {
            "foreign" => row.open::<Record>().unwrap().to_envelope().unwrap(),
            _ => row.open::<Dated<'_>>().unwrap().to_envelope().unwrap(),
        };
        assert!(again == row, "{}", row.payload().expose_json());
        opened += 1;
    }
    assert!(opened > 10);
    // No program accepts another crate's private names as JSON of a record.
    for name in ["$serde_json::private::Number", "$serde_json::private::RawValue"] {
        let row = record(1, r#"{"number": 1}"#).to_envelope().unwrap();
        let mut columns = row.into_columns();
        let text = columns.payload.expose_json().replacen(r#""number": 1"#, &format!("\"{name}\": \"1\""), 9);
        columns.payload = store_record::Payload::from_json(&text).unwrap();
        columns.payload_sha256 = None;
        assert!(Envelope::from_columns(columns).open::<Record>().is_err());
    }
}
