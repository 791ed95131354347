//! Lines of envelopes.

use crate::generated::Anything;
use store_record::ndjson::{Reader, Writer};
use store_record::{Envelope, StoreRecord};

/// A record with every column.
#[derive(StoreRecord)]
#[store_record(type = "row", scope = tenant, key = name, revision = revision, metadata(name))]
pub struct Row {
    pub tenant: String,
    pub name: String,
    pub revision: Option<i64>,
    pub value: Option<Anything>,
}

/// An accepted line is written and read again as an equal row. A row that opens seals to the same identity and columns, and from then
/// on to itself: only the text of a float can have been another one, such as one with more digits.
pub fn check(input: &[u8]) {
    // One more item than lines ends a reader that doesn't.
    let lines = input.split(|byte| *byte == b'\n').count();
    let read: Vec<_> = Reader::new(input).take(lines + 1).collect();
    assert!(read.len() <= lines, "more rows than lines");
    for row in read.into_iter().flatten() {
        let mut writer = Writer::new(Vec::new());
        // A line can name columns that no envelope can hold, such as a key over the limit.
        if writer.write(&row).is_err() {
            continue;
        }
        let text = writer.into_inner();
        let again: Vec<Envelope> =
            Reader::new(text.as_slice()).map(|row| row.expect("a written line can be read")).collect();
        assert!(again == [row.clone()], "a row changed");
        if let Ok(record) = row.open::<Row>() {
            let sealed = record.to_envelope().expect("a record that was opened can be sealed");
            let identity = |row: &Envelope| {
                (row.scope().clone(), row.record_key().clone(), row.revision(), row.metadata().clone())
            };
            assert!(identity(&sealed) == identity(&row), "a row that opens seals to another row");
            let again = sealed.open::<Row>().ok().and_then(|record| record.to_envelope().ok());
            assert!(again == Some(sealed), "a sealed row changed");
        }
    }
}
