//! Rows that released versions have written open, and seal to the same bytes. `tests/examples/write_fixture.rs` has written them.

#![allow(clippy::unwrap_used)]

mod records;

use records::{Everything, Keyed, OfCrates, Person, Records};
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use store_record::ndjson::{Reader, Writer};
use store_record::statements::Statements;
use store_record::store::{Query, Selection};
use store_record::{Envelope, EnvelopeRef, RecordManifest as _, StoreRecord, ddl};

/// The released versions, each with its number of rows and the digests of its lines and its database. They never change.
const RELEASED: [(&str, usize, &str, &str); 1] = [(
    "0.1.0",
    273,
    "3cd1fc115d97adbf3e4c3aa95ea7245815546f1a2a38a86e14dbe723adf48672",
    "c18a196b4c68085f0bad599b0f9f3288a5ad37521d027c7a50213bdffbc084fa",
)];

fn path(version: &str, extension: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/released/{version}.{extension}"))
}

fn lines(version: &str) -> String {
    std::fs::read_to_string(path(version, "ndjson")).unwrap()
}

fn rows(version: &str) -> Vec<Envelope> {
    Reader::new(lines(version).as_bytes()).map(Result::unwrap).collect()
}

fn sealed(record: &Records) -> Envelope {
    match record {
        Records::Everything(record) => Everything::to_envelope(record),
        Records::Keyed(record) => Keyed::to_envelope(record),
        Records::OfCrates(record) => OfCrates::to_envelope(record),
        Records::Person(record) => Person::to_envelope(record),
    }
    .unwrap()
}

#[test]
fn fixtures_are_unchanged() {
    for (version, count, of_lines, of_database) in RELEASED {
        let digest = |extension| {
            let digest = Sha256::digest(std::fs::read(path(version, extension)).unwrap());
            digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        };
        assert_eq!([digest("ndjson"), digest("sqlite")], [of_lines, of_database], "{version}");
        assert_eq!(rows(version).len(), count, "{version}");
    }
}

#[test]
fn released_rows_open_and_seal_to_the_same_bytes() {
    for (version, ..) in RELEASED {
        for row in rows(version) {
            let record = Records::open(&row).unwrap();
            let again = sealed(&record);
            if row.schema_version() == again.schema_version() {
                assert!(again == row, "{version}: {} {}", row.record_type(), row.record_key().as_str());
            } else {
                // A row of an older version has another payload, and is the same record.
                let identity =
                    |row: &Envelope| (row.scope().clone(), row.record_type().to_owned(), row.record_key().clone());
                assert!(
                    again.schema_version() > row.schema_version() && identity(&again) == identity(&row),
                    "{version}"
                );
            }
        }
    }
}

#[test]
fn released_lines_are_written_again_byte_for_byte() {
    for (version, ..) in RELEASED {
        let mut writer = Writer::new(Vec::new());
        rows(version).iter().for_each(|row| writer.write(row).unwrap());
        assert!(writer.into_inner() == lines(version).as_bytes(), "{version}");
    }
}

#[test]
fn a_released_database_has_the_same_rows() {
    for (version, ..) in RELEASED {
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let connection = rusqlite::Connection::open_with_flags(path(version, "sqlite"), flags).unwrap();
        let statements = Statements::from(&ddl::sqlite("record").digest());
        let all = statements.query(&Query::Rows(Selection::new()));
        let mut select = connection.prepare(all.text()).unwrap();
        let mut found: Vec<Envelope> = select
            .query_map(rusqlite::params_from_iter(all.parameters()), |row| {
                Ok(EnvelopeRef::try_from(row).and_then(|row| row.to_envelope()).unwrap())
            })
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let mut expected = rows(version);
        let key = |row: &Envelope| (row.scope().clone(), row.record_type().to_owned(), row.record_key().clone());
        found.sort_by_key(key);
        expected.sort_by_key(key);
        assert!(found == expected, "{version}");
    }
}
