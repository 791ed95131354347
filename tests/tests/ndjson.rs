//! Envelopes as lines. The reader accepts every written line, in any member order and white space. It rejects any other line with
//! the line's number, the column and the byte, never panics, and holds at most one line.

#![allow(clippy::unwrap_used)]

mod other_forms;

use proptest::prelude::*;
use std::io::{self, BufRead, BufReader, Read, Write};
use store_record::ndjson::{LineForm, ReadError, Reader, WriteError, Writer};
use store_record::{
    DecodeErrorKind, EncodeErrorKind, Envelope, EnvelopeColumns, Json, Metadata, Payload, RecordKey, Scope, StoreRecord,
};
use store_record_tests::generated::{Anything, anything, text};
use time::OffsetDateTime;
use time::macros::datetime;

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "anything", schema_version = 7, scope = tenant, key = (name, number),
    created_at = at, revision = revision, metadata(value, name)
)]
struct Row {
    tenant: String,
    name: Option<String>,
    number: i64,
    at: Option<OffsetDateTime>,
    revision: Option<i64>,
    value: Anything,
}

fn rows() -> impl Strategy<Value = Row> {
    let nanoseconds = -62_167_219_200_000_000_000..253_402_300_799_000_000_000_i128;
    let at = nanoseconds.prop_map(|nanoseconds| OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap());
    let parts = (
        text(),
        prop::option::of(text()),
        any::<i64>(),
        prop::option::of(at),
        prop::option::of(any::<i64>()),
        anything(),
    );
    parts.prop_map(|(tenant, name, number, at, revision, value)| Row { tenant, name, number, at, revision, value })
}

fn written(rows: &[Envelope]) -> String {
    let mut writer = Writer::new(Vec::new());
    for row in rows {
        writer.write(row).unwrap();
    }
    String::from_utf8(writer.into_inner()).unwrap()
}

fn read(text: impl AsRef<[u8]>) -> Vec<Result<Envelope, ReadError>> {
    Reader::new(text.as_ref()).collect()
}

fn read_one(line: &str) -> Result<Envelope, ReadError> {
    let mut rows = read(line);
    assert_eq!(rows.len(), 1, "{line}");
    rows.remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_written_row_is_read(records in prop::collection::vec(rows(), 0..4)) {
        let sealed: Vec<Envelope> = records.iter().filter_map(|record| record.to_envelope().ok()).collect();
        let text = written(&sealed);
        prop_assert_eq!(text.lines().count(), sealed.len());
        let read: Vec<Envelope> = read(&text).into_iter().map(Result::unwrap).collect();
        prop_assert!(read == sealed);
        let records = records.iter().filter(|record| record.to_envelope().is_ok());
        for (row, record) in read.iter().zip(records) {
            prop_assert_eq!(&row.open::<Row>().unwrap(), record);
            let mut writer = Writer::new(Vec::new());
            writer.write_record(record).unwrap();
            prop_assert_eq!(String::from_utf8(writer.into_inner()).unwrap(), written(std::slice::from_ref(row)));
        }
        // A line is in canonical form, except for its nesting.
        for line in text.lines() {
            if let Ok(json) = line.parse::<Json>() {
                prop_assert_eq!(json.expose_json(), line);
            }
        }
    }

    #[test]
    fn any_order_and_white_space_is_accepted(record in rows(), seed in any::<u64>()) {
        let Ok(row) = record.to_envelope() else { return Ok(()) };
        let mut members = members(&written(std::slice::from_ref(&row)));
        members.rotate_left((seed % 10) as usize);
        if seed % 3 == 0 {
            members.reverse();
        }
        let space = ["", " ", "\t", " \r \t"][(seed % 4) as usize];
        let members: Vec<String> = members.iter().map(|(name, value)| {
            // Sometimes escapes the first letter of the name.
            let escaped = format!("\\u{:04x}{}", name.as_bytes()[0], &name[1..]);
            let name = if seed % 5 == 0 { &escaped } else { name };
            format!("\"{name}\"{space}:{space}{value}{space}")
        }).collect();
        let line = format!("{space}{{{space}{}}}{space}\n", members.join(&format!(",{space}")));
        prop_assert!(read_one(&line).unwrap() == row, "{}", line);
    }

    #[test]
    fn the_reader_never_panics(record in rows(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let Ok(row) = record.to_envelope() else { return Ok(()) };
        let text = written(&[row.clone(), row.clone()]);
        let at = at.index(text.len());
        let mut damaged = text.clone().into_bytes();
        damaged[at] = byte;
        let _ = read(&damaged);
        damaged.remove(at);
        let _ = read(&damaged);
        // A cut text has all complete lines before the cut, and an error for a partial line.
        let cut = read(&text.as_bytes()[..at]);
        let whole = text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
        prop_assert!(cut.iter().take(whole).all(|read| read.as_ref().is_ok_and(|read| *read == row)));
        let is_complete = [0, text.len() / 2 - 1].contains(&(at % (text.len() / 2)));
        prop_assert_eq!(cut.iter().skip(whole).any(Result::is_err), !is_complete);
    }
}

/// Returns the members of a line and their texts, in the line's order.
fn members(line: &str) -> Vec<(String, String)> {
    let names = [
        "scope",
        "payload",
        "metadata",
        "revision",
        "created_at",
        "record_key",
        "updated_at",
        "record_type",
        "payload_sha256",
        "schema_version",
    ];
    let line = line.trim_end().strip_prefix('{').unwrap().strip_suffix('}').unwrap();
    // A payload may contain these names too. Everything before a member of the line has been consumed.
    let mut rest = line;
    let mut members: Vec<(String, String)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let key = format!("\"{name}\": ");
        rest = rest.strip_prefix(key.as_str()).unwrap();
        let length = value_length(rest);
        members.push(((*name).to_owned(), rest[..length].to_owned()));
        rest = if at + 1 < names.len() { rest[length..].strip_prefix(", ").unwrap() } else { &rest[length..] };
    }
    assert_eq!(rest, "");
    members
}

fn value_length(text: &str) -> usize {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
    values.next().unwrap().unwrap();
    values.byte_offset()
}

const LINE: &str = r#"{"scope":"acme","record_type":"step","record_key":"acme#a1","schema_version":1,"revision":null,"created_at":null,"updated_at":"2026-06-16T12:30:00.5+05:45","metadata":{},"payload":{"n":1}}"#;

fn changed(from: &str, to: &str) -> String {
    let line = LINE.replacen(from, to, 1);
    assert_ne!(line, LINE);
    line
}

fn fault(line: &str) -> (String, DecodeErrorKind, usize) {
    match read_one(line) {
        Err(ReadError::Line { line: 1, error }) => (error.path().to_string(), error.kind(), error.offset()),
        other => panic!("{other:?} for {line}"),
    }
}

#[test]
fn all_line_ends_are_accepted_and_blank_lines_are_skipped() {
    let whole = read_one(LINE).unwrap();
    for text in [
        format!("{LINE}\n{LINE}\n"),
        format!("{LINE}\n{LINE}"),
        format!("{LINE}\r\n{LINE}\r\n"),
        format!("\n \t\n{LINE}\n\r\n\n{LINE}\n\n  "),
        format!("{LINE}\n{LINE}\r"),
    ] {
        let rows: Vec<Envelope> = read(&text).into_iter().map(Result::unwrap).collect();
        assert!(rows == [whole.clone(), whole.clone()], "{text:?}");
    }
    assert!(read("").is_empty() && read("\n\r\n  \n").is_empty());
    // A lone carriage return doesn't end a line.
    assert_eq!(fault(&format!("{LINE}\r{LINE}")).1, DecodeErrorKind::TrailingBytes);
}

#[test]
fn missing_duplicate_and_unknown_columns_are_rejected() {
    for column in
        ["scope", "record_type", "record_key", "schema_version", "revision", "created_at", "updated_at", "metadata"]
    {
        let absent = absent(column);
        assert_eq!(fault(&absent), (format!(".{column}"), DecodeErrorKind::Missing, absent.len() - 1));
        let twice = LINE.replacen('{', &format!("{{\"{column}\":{},", value_of(column)), 1);
        let (path, kind, offset) = fault(&twice);
        assert_eq!((path.as_str(), kind), (&*format!(".{column}"), DecodeErrorKind::Duplicate));
        assert!(twice[offset..].starts_with(&format!("\"{column}\"")));
    }
    assert_eq!(fault(&absent("payload")).1, DecodeErrorKind::Missing);
    let unknown = changed("\"revision\"", "\"note\":1,\"revision\"");
    assert_eq!(fault(&unknown), (String::new(), DecodeErrorKind::UnknownField, unknown.find("\"note\"").unwrap()));
    // The digest's column may be absent, because it is optional in the table.
    assert!(read_one(LINE).unwrap().payload_sha256().is_none());
    assert!(read_one(&changed("}}", "},\"payload_sha256\":null}")).unwrap().payload_sha256().is_none());
}

fn value_of(column: &str) -> String {
    let tree: serde_json::Value = serde_json::from_str(LINE).unwrap();
    tree[column].to_string()
}

fn absent(column: &str) -> String {
    let line = LINE.replace(&format!("\"{column}\":{},", value_of(column)), "");
    if line == LINE { LINE.replace(&format!(",\"{column}\":{}", value_of(column)), "") } else { line }
}

#[test]
fn a_column_of_another_form_is_rejected() {
    let expected = |line: &str, path: &str| {
        let (found, kind, offset) = fault(line);
        assert_eq!(found, path, "{line}");
        assert!(matches!(kind, DecodeErrorKind::Expected { .. } | DecodeErrorKind::OutOfRange(_)), "{kind:?} {line}");
        offset
    };
    expected(&changed("\"acme\"", "null"), ".scope");
    expected(&changed("\"step\"", "7"), ".record_type");
    expected(&changed("\"acme#a1\"", "[]"), ".record_key");
    expected(&changed("\"schema_version\":1", "\"schema_version\":\"1\""), ".schema_version");
    expected(&changed("\"schema_version\":1", "\"schema_version\":1.0"), ".schema_version");
    expected(&changed("\"schema_version\":1", "\"schema_version\":2147483648"), ".schema_version");
    expected(&changed("\"revision\":null", "\"revision\":9223372036854775808"), ".revision");
    expected(&changed("\"metadata\":{}", "\"metadata\":[]"), ".metadata");
    expected(&changed("\"metadata\":{}", "\"metadata\":null"), ".metadata");
    for at in [
        "7",
        "{}",
        "\"infinity\"",
        "\"2026-06-16\"",
        "\"2026-06-16T12:30:00\"",
        "\"2026-06-16 12:30:00+00\"",
        "\"2026-06-16T12:30:00.1234567Z\"",
        "\"0001-01-01T00:00:00+00:01\"".replace("0001-01-01", "0000-01-01").as_str(),
        "\"10000-01-01T00:00:00Z\"",
        "\"0002-01-01T00:00:00+00:00 BC\"",
        "\"2026-06-16T12:30:00+00:19:60\"",
        "\"2026-06-16T12:30:00Z:00\"",
        "\"\\\"2026-06-16T12:30:00Z\"",
    ] {
        let line = changed("\"created_at\":null", &format!("\"created_at\":{at}"));
        assert_eq!(expected(&line, ".created_at"), line.find(at).unwrap(), "{at}");
    }
    // The result of an escape isn't unescaped again.
    let escaped = changed("\"created_at\":null", "\"created_at\":\"\\\\u0032026-06-16T12:30:00Z\"");
    assert!(matches!(read_one(&escaped), Err(ReadError::Form { form: LineForm::CopyText, .. })));
    let digits = "0123456789abcdef".repeat(4);
    for digest in [
        "7".into(),
        "\"\"".into(),
        format!("\"{digits}\""),
        format!("\"\\\\x{}\"", &digits[1..]),
        format!("\"\\\\x{digits}0\""),
        format!("\"\\\\x{}\"", digits.to_uppercase()),
        "\"\\\\336\\\\255\"".into(),
    ] {
        expected(&changed("}}", &format!("}},\"payload_sha256\":{digest}}}")), ".payload_sha256");
    }
    let row = read_one(&changed("}}", &format!("}},\"payload_sha256\":\"\\\\x{digits}\"}}"))).unwrap();
    assert_eq!(row.payload_sha256().unwrap().as_bytes()[..3], [0x01, 0x23, 0x45]);
}

#[test]
fn invalid_json_is_rejected_at_its_byte() {
    use DecodeErrorKind::{Duplicate, Escape, Nul, Syntax, TrailingBytes, Truncated};
    for (line, kind, at) in [
        ("yes", Syntax, "yes"),
        ("{\"scope\"", Truncated, ""),
        (&changed("\"step\",", "\"step\""), Syntax, "\"record_key\""),
        (&changed("{}", "{]"), Syntax, "],"),
        (&changed("{\"n\":1}}", "{\"n\":1"), Truncated, ""),
        (&changed("{\"n\":1}", "{\"n\":01}"), Syntax, "01}}"),
        (&changed("{\"n\":1}", "{\"n\":1,\"n\":2}"), Duplicate, "\"n\":2"),
        (&changed("{\"n\":1}", "\"\\ud800\""), Escape, "\\ud800"),
        (&changed("{\"n\":1}", "\"\\u0000\""), Nul, "\\u0000"),
        (&changed("{\"n\":1}}", "{\"n\":1}}}"), TrailingBytes, "}"),
        (&changed("\"acme\"", "\"\\u0000\""), Nul, "\\u0000"),
    ] {
        let (_, found, offset) = fault(line);
        assert_eq!(
            (found, &line[offset..]),
            (kind, if at.is_empty() { "" } else { &line[line.rfind(at).unwrap()..] }),
            "{line}"
        );
    }
    assert!(matches!(fault("7").1, DecodeErrorKind::Expected { .. }));
    let mut bytes = LINE.as_bytes().to_vec();
    bytes[11] = 0xff;
    match read(&bytes).remove(0) {
        Err(ReadError::Line { line: 1, error }) => {
            assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::Utf8, 11));
        }
        other => panic!("{other:?}"),
    }
    // The lines after a wrong one are still read and counted.
    let rows = read(format!("{LINE}\n\n{{\n{LINE}\n["));
    assert_eq!(
        rows.iter().map(|row| row.as_ref().err().map(ReadError::line)).collect::<Vec<_>>(),
        [None, Some(3), None, Some(5)]
    );
}

#[test]
fn instants_as_postgresql_prints_them_are_read() {
    for (text, instant) in [
        ("1900-01-01T00:19:32+00:19:32", datetime!(1900-01-01 0:00 UTC)),
        ("1883-11-18T07:00:00-04:56:02", datetime!(1883-11-18 11:56:02 UTC)),
        ("0001-12-01T00:00:00+00:00 BC", datetime!(0000-12-01 0:00 UTC)),
        ("0001-12-01T00:19:32+00:19:32 BC", datetime!(0000-12-01 0:00 UTC)),
    ] {
        let row = read_one(&changed("\"created_at\":null", &format!("\"created_at\":\"{text}\""))).unwrap();
        assert_eq!(row.created_at(), Some(instant), "{text}");
    }
}

#[test]
fn a_payload_in_a_line_can_have_the_maximum_nesting() {
    let nested = |levels: usize, space: &str| "[".repeat(levels) + space + &"]".repeat(levels);
    for space in ["", " "] {
        let row = read_one(&changed("{\"n\":1}", &nested(128, space))).unwrap();
        assert_eq!(row.payload().expose_json(), nested(128, ""));
        assert!(read_one(&written(std::slice::from_ref(&row))).unwrap() == row);
        assert_eq!(fault(&changed("{\"n\":1}", &nested(129, space))).1, DecodeErrorKind::Depth);
    }
}

fn with_columns(change: impl FnOnce(&mut EnvelopeColumns)) -> Envelope {
    let mut columns = read_one(LINE).unwrap().into_columns();
    change(&mut columns);
    Envelope::from_columns(columns)
}

#[test]
fn stored_text_is_written_in_canonical_form() {
    let row = with_columns(|columns| {
        columns.payload = Payload::from_stored("{\"longer\" : 1e2,\r\n \"a\":\"\\u00e9\"}\n");
        columns.metadata = Metadata::from_stored(" {\"b\":1}");
    });
    let line = written(&[row]);
    assert!(line.contains(r#""payload": {"a": "é", "longer": 100}, "metadata": {"b": 1}, "#), "{line}");
    assert_eq!(line.matches('\n').count(), 1);
}

#[test]
fn a_failed_row_writes_nothing() {
    let kinds = [
        (with_columns(|c| c.scope = Scope::from_stored("\0")), EncodeErrorKind::Nul, ".scope"),
        (with_columns(|c| c.record_key = RecordKey::from_stored("a\0")), EncodeErrorKind::Nul, ".record_key"),
        (with_columns(|c| c.record_type = "\0".into()), EncodeErrorKind::Nul, ".record_type"),
        (
            with_columns(|c| c.created_at = Some(datetime!(-0001-01-01 0:00 UTC))),
            EncodeErrorKind::DateOutOfRange,
            ".created_at",
        ),
        (
            with_columns(|c| c.updated_at = Some(datetime!(9999-12-31 23:59 -1))),
            EncodeErrorKind::DateOutOfRange,
            ".updated_at",
        ),
        (
            with_columns(|c| c.updated_at = Some(datetime!(2026-06-16 0:00:00.000_000_1 UTC))),
            EncodeErrorKind::Rejected("a timestamp column is in whole microseconds"),
            ".updated_at",
        ),
    ];
    for (row, kind, path) in kinds {
        match rejected(&row) {
            WriteError::Encode(error) => {
                assert_eq!(error.kind(), kind);
                assert_eq!(error.path(), path);
            }
            other => panic!("{other:?}"),
        }
    }
    let stored = [
        (with_columns(|c| c.payload = Payload::from_stored("{\"a\": }")), ".payload", DecodeErrorKind::Syntax),
        (with_columns(|c| c.payload = Payload::from_stored("")), ".payload", DecodeErrorKind::Truncated),
        (with_columns(|c| c.payload = Payload::from_stored("1}\n{")), ".payload", DecodeErrorKind::TrailingBytes),
        (with_columns(|c| c.metadata = Metadata::from_stored("{")), ".metadata", DecodeErrorKind::Truncated),
        (
            with_columns(|c| c.metadata = Metadata::from_stored(" [1]")),
            ".metadata",
            DecodeErrorKind::Expected { expected: "an object", found: "an array" },
        ),
    ];
    for (row, path, kind) in stored {
        match rejected(&row) {
            WriteError::Stored(error) => assert_eq!((error.path().to_string().as_str(), error.kind()), (path, kind)),
            other => panic!("{other:?}"),
        }
    }
}

fn rejected(row: &Envelope) -> WriteError {
    let mut writer = Writer::new(Vec::new());
    let error = writer.write(row).unwrap_err();
    assert!(writer.get_ref().is_empty());
    // The writer can be used after the error.
    writer.write(&read_one(LINE).unwrap()).unwrap();
    assert_eq!(read(writer.into_inner()).len(), 1);
    error
}

#[test]
fn reader_and_writer_reject_a_line_over_the_limit() {
    let row = read_one(LINE).unwrap();
    let line = written(std::slice::from_ref(&row));
    let length = line.len() - 1;
    let mut writer = Writer::new(Vec::new()).max_line(length);
    writer.write(&row).unwrap();
    let mut writer = Writer::new(Vec::new()).max_line(length - 1);
    match writer.write(&row).unwrap_err() {
        WriteError::Encode(error) => {
            assert_eq!(error.kind(), EncodeErrorKind::TooLong { column: "line", limit: length - 1 });
        }
        other => panic!("{other:?}"),
    }
    assert!(writer.get_ref().is_empty());
    for end in ["\n", "\r\n", ""] {
        let text = format!("{}{end}", line.trim_end());
        assert!(Reader::new(text.as_bytes()).max_line(length).all(|row| row.is_ok()), "{end:?}");
        for less in [1, 2, 3, 100, length] {
            let mut rows = Reader::new(text.as_bytes()).max_line(length - less);
            assert!(matches!(rows.next(), Some(Err(ReadError::TooLong { line: 1, limit })) if limit == length - less));
            assert!(rows.next().is_none());
        }
    }
    // The lines before and after a long line are read, and no part of it is read as a line.
    let long = format!("{LINE}{}", " ".repeat(1_000));
    let text = format!("{LINE}\n{long}\n{LINE}\n{long}");
    let found: Vec<bool> = Reader::new(text.as_bytes()).max_line(LINE.len()).map(|row| row.is_ok()).collect();
    assert_eq!(found, [true, false, true, false]);
}

/// Returns its bytes in small pieces, then fails.
struct Broken<'a> {
    bytes: &'a [u8],
    interrupted: bool,
}

impl Read for Broken<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        match self.bytes {
            _ if self.interrupted => Err(io::ErrorKind::Interrupted.into()),
            [] => Err(io::ErrorKind::ConnectionReset.into()),
            bytes => {
                let count = buffer.len().min(bytes.len()).min(7);
                buffer[..count].copy_from_slice(&bytes[..count]);
                self.bytes = &bytes[count..];
                Ok(count)
            }
        }
    }
}

#[test]
fn an_io_error_ends_the_iterator() {
    let text = format!("{LINE}\n{LINE}\n{LINE}");
    let source = BufReader::with_capacity(16, Broken { bytes: text.as_bytes(), interrupted: false });
    let mut rows = Reader::new(source);
    assert!(rows.next().unwrap().is_ok() && rows.next().unwrap().is_ok());
    let error = rows.next().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "line 3: can't read: connection reset");
    assert!(std::error::Error::source(&error).is_none(), "the message contains it");
    assert!(rows.next().is_none() && rows.next().is_none());
}

#[test]
fn a_line_is_written_in_one_call() {
    struct Counted(Vec<usize>);
    impl Write for Counted {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            assert_eq!(bytes.last(), Some(&b'\n'));
            self.0.push(bytes.len());
            if self.0.len() > 2 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(bytes.len()) }
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let row = read_one(LINE).unwrap();
    let mut writer = Writer::new(Counted(Vec::new()));
    writer.write(&row).unwrap();
    writer.write(&row).unwrap();
    writer.flush().unwrap();
    assert_eq!(writer.write(&row).unwrap_err().to_string(), "can't write the line: no storage space");
    assert_eq!(writer.into_inner().0, [written(&[row]).len(); 3]);
}

#[test]
fn the_reader_stops_after_the_line() {
    let text = format!("{LINE}\nrest");
    let mut rows = Reader::new(text.as_bytes());
    rows.next().unwrap().unwrap();
    let mut rest = String::new();
    rows.into_inner().read_line(&mut rest).unwrap();
    assert_eq!(rest, "rest");
}
