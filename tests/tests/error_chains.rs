//! Either the message of an error contains the message of the error that it wraps, or `source` returns that error: never both.
//! A report prints a chain with ": " between its messages, and would otherwise print the inner message again.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use store_record::conformance::{self, Violations};
use store_record::ndjson::{LineForm, ReadError, Reader, WriteError, Writer};
use store_record::store::{Change, DamagedRow, MemoryError, Query, RowKey, Store, StoreError, TableProblem};
use store_record::{
    DecodeError, Digest, DigestError, EncodeError, Envelope, EnvelopeColumns, EnvelopeRef, KeyError, OpenError,
    Payload, RecordKey, RowError, StoreRecord, UpcastError,
};

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "reading", scope = global, key = number)]
struct Reading {
    number: u8,
    celsius: f64,
}

fn decode_error() -> DecodeError {
    Payload::from_stored("[1, true]").decode::<Vec<u8>>().unwrap_err()
}

fn encode_error() -> EncodeError {
    Reading { number: 1, celsius: f64::NAN }.to_envelope().unwrap_err()
}

fn digest_error() -> DigestError {
    "c0ffee".parse::<Digest>().unwrap_err()
}

fn key_error() -> KeyError {
    Reading::parse_key(&RecordKey::from_stored("x")).unwrap_err()
}

/// A store that stores no row.
struct Careless;

impl Store for Careless {
    type Error = io::Error;

    fn change(&mut self, _: &Change<'_>) -> Result<u64, StoreError<io::Error>> {
        Ok(1)
    }

    fn query(
        &mut self,
        _: &Query<'_>,
        _: &mut dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()>,
    ) -> Result<(), StoreError<io::Error>> {
        Ok(())
    }
}

fn violations() -> Violations {
    conformance::store(&mut Careless).unwrap_err()
}

fn store_errors() -> Vec<StoreError<Outer>> {
    let key = RowKey {
        scope: store_record::Scope::global(),
        record_type: "reading".into(),
        record_key: RecordKey::from_stored("a1"),
    };
    vec![
        StoreError::Database(Outer(Inner)),
        StoreError::NewerRow,
        StoreError::RevisionNotRaised,
        StoreError::NotARewrite,
        StoreError::TwoRows,
        StoreError::Damaged(DamagedRow::new("payload", key)),
        StoreError::Table(TableProblem::NoTable),
        StoreError::Unsupported,
    ]
}

fn open_errors() -> Vec<OpenError> {
    let record_type = "reading";
    vec![
        OpenError::RecordType { expected: record_type },
        OpenError::UnlistedRecordType,
        OpenError::OtherScope { record_type: Some(record_type) },
        OpenError::OtherScope { record_type: None },
        OpenError::FutureSchemaVersion { record_type, known: 1, found: 2 },
        OpenError::UnsupportedSchemaVersion { record_type, known: 1, found: 0 },
        OpenError::Upcast { record_type, from: 1, to: 2, error: UpcastError::new(Outer(Inner)) },
        OpenError::Payload(decode_error()),
        OpenError::Columns(encode_error()),
        OpenError::Mismatch { record_type, column: "metadata" },
    ]
}

fn read_errors() -> Vec<ReadError> {
    vec![
        ReadError::Io { line: 1, error: io::ErrorKind::ConnectionReset.into() },
        ReadError::Io { line: 1, error: io::Error::other(Outer(Inner)) },
        ReadError::TooLong { line: 1, limit: 7 },
        ReadError::Form { line: 1, form: LineForm::Array },
        Reader::new(b"{}".as_slice()).next().unwrap().unwrap_err(),
    ]
}

fn write_errors() -> Vec<WriteError> {
    let mut columns: EnvelopeColumns = Reading { number: 1, celsius: 1.0 }.to_envelope().unwrap().into_columns();
    columns.payload = Payload::from_stored("{");
    vec![
        WriteError::Encode(encode_error()),
        Writer::new(Vec::new()).write(&Envelope::from_columns(columns)).unwrap_err(),
        WriteError::Io(io::ErrorKind::StorageFull.into()),
        WriteError::Io(io::Error::other(Outer(Inner))),
    ]
}

/// An error of another crate with the other convention: its message omits its source.
#[derive(Debug)]
struct Outer(Inner);

#[derive(Debug)]
struct Inner;

impl fmt::Display for Outer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the outer error")
    }
}

impl fmt::Display for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the inner error")
    }
}

impl Error for Inner {}

impl Error for Outer {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

/// Returns an error of each kind. An error that wraps another has the message that must be printed.
fn all() -> Vec<(&'static str, Box<dyn Error>, Option<String>)> {
    let mut all: Vec<(&'static str, Box<dyn Error>, Option<String>)> = vec![
        ("DecodeError", Box::new(decode_error()), None),
        ("EncodeError", Box::new(encode_error()), None),
        ("DigestError", Box::new(digest_error()), None),
        ("KeyError", Box::new(key_error()), None),
        ("Violations", Box::new(violations()), None),
        ("MemoryError", Box::new(MemoryError::NotARow), None),
        ("TableProblem", Box::new(TableProblem::Encoding), None),
    ];
    for error in store_errors() {
        let inner = match &error {
            StoreError::Database(_) => Some("the inner error".to_owned()),
            StoreError::Table(problem) => Some(problem.to_string()),
            StoreError::Damaged(row) => {
                all.push(("DamagedRow", Box::new(row.clone()), None));
                Some(row.to_string())
            }
            _ => None,
        };
        all.push(("StoreError", Box::new(error), inner));
    }
    for error in open_errors() {
        let inner = match &error {
            OpenError::Payload(error) => Some(error.to_string()),
            OpenError::Columns(error) => Some(error.to_string()),
            _ => None,
        };
        all.push(("RowError", Box::new(RowError { index: 1, error: error.clone() }), Some(error.to_string())));
        all.push(("OpenError", Box::new(error), inner));
    }
    for error in read_errors() {
        let inner = match &error {
            ReadError::Line { error, .. } => Some(error.to_string()),
            ReadError::Io { error, .. } if error.get_ref().is_none() => Some(error.to_string()),
            _ => None,
        };
        all.push(("ReadError", Box::new(error), inner));
    }
    for error in read_errors() {
        let inner = error.to_string();
        all.push(("RowError", Box::new(RowError { index: 1, error }), Some(inner)));
    }
    for error in write_errors() {
        let inner = match &error {
            WriteError::Encode(error) => Some(error.to_string()),
            WriteError::Stored(error) => Some(error.to_string()),
            WriteError::Io(error) if error.get_ref().is_none() => Some(error.to_string()),
            _ => None,
        };
        all.push(("WriteError", Box::new(error), inner));
    }
    for error in write_errors() {
        let inner = error.to_string();
        all.push(("RowError", Box::new(RowError { index: 1, error }), Some(inner)));
    }
    all.push(("RowError", Box::new(RowError { index: 1, error: Outer(Inner) }), Some("the inner error".into())));
    all
}

fn links(error: &dyn Error) -> Vec<String> {
    let mut links = vec![error.to_string()];
    let mut source = error.source();
    while let Some(error) = source {
        links.push(error.to_string());
        source = error.source();
    }
    links
}

#[test]
fn every_message_of_a_chain_is_printed_once() {
    for (name, error, inner) in all() {
        let links = links(&*error);
        for pair in links.windows(2) {
            assert!(!pair[0].contains(&pair[1]), "{name}: {links:?}");
        }
        let report = links.join(": ");
        if let Some(inner) = inner {
            assert_eq!(report.matches(&inner).count(), 1, "{name}: {report}");
        }
    }
}

/// Returns the names of the public types that implement `Error` in the crate's sources.
fn error_types(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            error_types(&path, names);
            continue;
        }
        // Modules of `with = serde(module)` get this error as one of serde's traits, and no value of it is returned.
        if path.ends_with("value/serde.rs") {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for line in source.lines().filter(|line| line.starts_with("impl")) {
            let Some((_, name)) = line.split_once("Error for ") else { continue };
            let name: String = name.chars().take_while(|letter| letter.is_alphanumeric()).collect();
            if source.contains(&format!("pub struct {name}")) || source.contains(&format!("pub enum {name}")) {
                names.insert(name);
            }
        }
    }
}

#[test]
fn every_error_type_of_the_crate_is_tested() {
    let mut names = BTreeSet::new();
    error_types(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../store-record/src"), &mut names);
    let tested: BTreeSet<String> = all().into_iter().map(|(name, ..)| name.to_owned()).collect();
    assert_eq!(names, tested);
}
